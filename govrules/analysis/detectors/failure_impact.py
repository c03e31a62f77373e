"""What nobody can look up, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator

from ...expr import fields_of
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["failure_impact"]


@detector(
    "failure_impact",
    "note",
    zh="未公开的清单或未收录的文本，可能改变权责机关",
    en="a list that is not public, or a text that is not on file, could change the owner",
    fix=(
        "取得清单或文本；在此之前，所涉事项须逐件查问",
        "obtain the list or the text; until then matters that hang on it must be asked about",
    ),
)
def failure_impact(context: AnalysisContext) -> Iterator[Finding]:
    """Lists that are not public and later acts not on file, with the rules that they reach."""
    hidden = [("list", x.id, x.field, x.zh, x.en) for x in context.lists if not x.public]
    hidden += [("field", x.field, x.field, x.by_zh, x.by_en) for x in context.law.overtaken]
    for kind, id, field, zh, en in hidden:
        reached = _reached(context, field)
        if reached:
            yield failure_impact.finding(
                context,
                f"{zh}（{id}）所涉未知，{len(reached)} 条规则的结论系于此",
                f"{en} ({id}): the conclusions of {len(reached)} rules hang on it, directly or "
                "through other answers",
                about=[(kind, id)],
                data={"field": field},
            )


def _reached(context: AnalysisContext, field: str) -> list[str]:
    """The rules on whose a matter is, and on what is done, that rest on the field in the end."""
    told = {context.layout.final, *context.decision.owner_questions}
    touched, found = {field}, list[str]()
    for question in context.rules.questions:
        for r in context.rules_of(question.id):
            read = {f.partition(".")[0] for f in (*r.reads, *fields_of(r.when))}
            if read & touched or field in r.reads:
                touched.add(question.id)
                found += [r.id] if question.id in told else []
        if question.follows in touched:
            touched.add(question.id)
    return found
