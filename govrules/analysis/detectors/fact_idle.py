"""Facts that the rules of a question read, and on which its answer never turns."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagrams import Link
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["fact_idle"]


@detector(
    "fact_idle",
    "warning",
    zh="规则读取的事实不影响结论",
    en="rules read a fact on which the answer never turns",
    fix=(
        "从条件中去掉该事实，或更正使它落空的结论、例外",
        "take it out of the conditions, or mend the conclusion or exception that makes it idle",
    ),
    is_compiled=True,
)
def fact_idle(context: AnalysisContext) -> Iterator[Finding]:
    """Of each question with one answer: facts that change none, whatever the others are."""
    for link in context.chain.links.values():
        for field in _idle(link):
            # A provision of other days may well say the same; what is followed stands itself.
            if field in (context.rules.day_field, link.question.follows):
                continue
            rules = [r.id for r in link.readers if field in r.reads]
            question, fact = link.question, context.rules.fields[field]
            yield fact_idle.finding(
                context,
                f"“{question.zh}”的 {len(rules)} 条规则读取“{fact.zh}”，无论它为何，结论都一样",
                f"{len(rules)} rules of {question.en!r} read {fact.en!r}, and whatever it is the "
                "answer is the same",
                rules=rules,
                about=[("question", question.id), ("field", field)],
            )


def _idle(link: Link) -> list[str]:
    """The fields of several values that the question's diagram never asks."""
    store, variables = link.store, link.variables
    nodes = (n for n in store.reach([link.root]) if not store.is_terminal(n))
    asked = {variables.order[store.level[n]] for n in nodes} | variables.refs
    return [
        key
        for key in variables.order
        if isinstance(key, str) and key not in asked and len(variables.cells[key]) > 1
    ]
