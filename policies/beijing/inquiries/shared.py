"""What the inquiries have in common: where and when, the shape of an answer, who says so."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from govrules import (
    UNKNOWN,
    Act,
    DatedList,
    Duty,
    Field,
    Layout,
    Policy,
    Question,
    Role,
    Slot,
    Territory,
)
from govrules.inquiry import Inquiry

from ..fields.unit import KINDS

__all__ = ["Words", "answers", "asked", "choice", "count", "flag", "make", "where_and_when"]

Words = tuple[str, str]
"""A text in Chinese and in English."""

EXAMPLES = Path(__file__).parents[1] / "examples" / "inquiries"
VERSION = "1.0"
# Every inquiry may end so; the first two also where the law itself is not settled.
ENDS = (
    ("not_covered", "所依规范不适用", "the provision does not apply"),
    ("undetermined", "待查明", "not yet determined"),
    ("adjudicate_law", "提请裁决法律适用", "referral for a ruling on which law applies"),
)


def where_and_when(territory: Territory) -> tuple[Field, ...]:
    """The place and the day, and what the place itself says.

    Args:
        territory: Where the places lie.
    """
    return (
        Field(
            "place",
            "code",
            "地点",
            "place",
            tree=territory,
            identity=True,
            ask_zh="在哪里（区、街乡、社区村）？",
            ask_en="where is it: district, subdistrict or township, community?",
        ),
        Field("on", "day", "日期", "day", ask_zh="哪一天？", ask_en="on which day?"),
        *KINDS,
    )


def count(id: str, names: Words, ask: Words, most: int, source: str = "") -> Field:
    """A number that is asked for; larger ones than ``most`` count as that."""
    return Field(id, "count", *names, most=most, ask_zh=ask[0], ask_en=ask[1], source=source)


def choice(
    id: str,
    names: Words,
    choices: Iterable[tuple[str, str, str]],
    ask: Words,
    source: str = "",
    assume: object = UNKNOWN,
) -> Field:
    """One of several; ``(code, Chinese, English)`` each."""
    return Field(
        id,
        "choice",
        *names,
        choices=tuple(choices),
        ask_zh=ask[0],
        ask_en=ask[1],
        source=source,
        assume=assume,
    )


def flag(
    id: str,
    yes: Words,
    no: Words,
    ask: Words = ("", ""),
    source: str = "",
    assume: object = UNKNOWN,
) -> Field:
    """A flag with the clauses that say that it holds, and that it does not."""
    return Field(
        id, "flag", *yes, yes=yes, no=no, ask_zh=ask[0], ask_en=ask[1], source=source, assume=assume
    )


def asked(id: str, question: Words) -> Question:
    """The question that works out a flag."""
    return Question(id, *question, kind="fact", slots=(Slot(id, "flag"),))


def answers(
    id: str, question: Words, ends: Iterable[tuple[str, str, str]], duties: Iterable[Duty] = ()
) -> tuple[Question, ...]:
    """The final question of an inquiry, and the one that adds duties and organs to its answer.

    Args:
        id: The inquiry's id, which is that of its final question.
        question: What is asked.
        ends: ``(code, Chinese, English)`` of each answer.
        duties: The duties that may follow.
    """
    due = Slot("duties", "choice", many=True, choices=tuple((d.code, d.zh, d.en) for d in duties))
    organs = tuple(Slot(part, "organ", many=True) for part in ("assist", "supervise", "copy_to"))
    return (
        Question(
            id,
            *question,
            slots=(
                Slot("disposition", "choice", choices=(*ends, *ENDS)),
                Slot("lead", "organ"),
                Slot("by", "organ"),
                Slot("prohibited", "flag"),
                Slot("must_not_lead", "organ", many=True),
                *organs,
                due,
            ),
        ),
        Question("support", "还有什么随之而来？", "what follows besides?", "every", (*organs, due)),
    )


def make(
    id: str,
    words: Words,
    acts: Iterable[Act],
    *,
    fields: Iterable[Field],
    questions: Iterable[Question],
    issuer: str,
    duties: Iterable[Duty] = (),
    findings: Iterable[str] = (),
    lists: Iterable[DatedList] = (),
    roles: Iterable[Role] = (),
    **layout: Any,
) -> Inquiry:
    """Put an inquiry together.

    Args:
        id: Its code; also of its final question and of its file of examples.
        words: What is asked.
        acts: The instruments, as their rules are written.
        fields: What may be known.
        questions: What its rules answer.
        issuer: Who made the main instrument.
        duties: The duties that rules may impose.
        findings: The flags that are told as findings.
        lists: The lists that rules look to.
        roles: Organs that only this inquiry knows.
        layout: More of :class:`govrules.Layout`.
    """
    rules = tuple(r for act in acts for r in act.rules)
    policy = Policy(
        f"beijing.{id}",
        *words,
        issuer,
        VERSION,
        rules,
        fields=tuple(fields),
        questions=tuple(questions),
        duties=tuple(duties),
        roles=tuple(roles),
    )
    return Inquiry(
        id,
        *words,
        layout=Layout(final=id, adds=("support",), **layout),
        policies=(policy,),
        lists=lists,
        findings=findings,
        examples=EXAMPLES / f"{id}.yaml",
    )
