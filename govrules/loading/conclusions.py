"""Conclusions: a rule says something, and does not say two things that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..decision.outcome import Layout
from ..expr import RoleAt, Value
from ..faults import Faults
from ..rules import Rule
from ..rules.rule import place_of
from .parts import Parts, fault

__all__ = ["check_conclusions"]

Both = tuple[str, str]


def check_conclusions(parts: Parts, faults: Faults) -> None:
    """Find rules that conclude nothing, or in one breath what cannot be both."""
    layout = parts.blueprint.layout
    for r in parts.rules:
        question = parts.question.get(r.question)
        if not r.then and question is not None and question.kind != "every":
            _add(faults, r, "then", None, NOTHING, NOTHING_HINT)
        then = dict(r.then)
        for part, said in r.then:
            if said == ():
                _add(faults, r, part, "[]", EMPTY, EMPTY_HINT)
        for part, value, words, hint in _contradictions(then, layout):
            _add(faults, r, part, value, words, hint)


NOTHING: Both = (
    "it concludes nothing, and only a question that gathers takes remarks",
    "没有结论；仅汇集类问题可作附注",
)
NOTHING_HINT: Both = ("say what follows", "请写明结论")
EMPTY: Both = ("an empty list says nothing", "空列表没有内容")
EMPTY_HINT: Both = ("leave the part out, or name what is on it", "请去掉该部分，或列出内容")


def _contradictions(
    then: Mapping[str, object], layout: Layout
) -> Iterator[tuple[str, object, Both, Both]]:
    lead = then.get("lead")
    barred = then.get("must_not_lead")
    if isinstance(lead, RoleAt) and isinstance(barred, tuple) and lead in barred:
        words = (
            f"{lead.code} is the lead and must not lead",
            f"{lead.code} 既为承办机关，又不得主责",
        )
        yield "must_not_lead", lead.code, words, ("keep one of the two", "请只留其一")
    disposition = then.get("disposition")
    if not isinstance(disposition, Value):
        return
    code, prohibited = str(disposition.value), then.get("prohibited") == Value(True)
    acts = code in (*layout.refers, *layout.exercises) or (
        bool(layout.bars) and code not in layout.bars
    )
    if prohibited and acts:
        words = (f"{code} is prohibited and is to be done", f"{code} 既被禁止，又须办理")
        yield "prohibited", code, words, ("leave prohibited out, or bar it", BAR_ZH)
    if not prohibited and code in layout.bars:
        words = (
            f"{code} bars the matter, and prohibited is not said",
            f"{code} 属禁止，未写 prohibited",
        )
        yield "prohibited", code, words, ("add prohibited: True", "请补 prohibited: True")
    if code in (*layout.refers, *layout.exercises) and "lead" not in then:
        words = (f"{code} needs a lead", f"{code} 须有承办机关")
        yield "lead", code, words, ("say to whom it goes", "请写明由谁承办")


BAR_ZH = "请去掉 prohibited，或改用禁止类处置"


def _add(faults: Faults, r: Rule, field: str, value: object, words: Both, hint: Both) -> None:
    faults.add(fault(place_of(r.id, r.at), *words, field=field, value=value, hint=hint))
