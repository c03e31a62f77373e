"""A rule that no worked example shows."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import AnalysisContext
from ..coverage import coverage
from ..detector import detector
from ..finding import Finding

__all__ = ["no_example"]


@detector(
    "no_example",
    "note",
    zh="没有示例涉及此规则",
    en="no worked example shows this rule",
    fix=(
        "写一个它决定的事项，并从文件取出预期结果",
        "write a matter that it decides, and expect what the text says",
    ),
)
def no_example(context: AnalysisContext) -> Iterator[Finding]:
    """Rules that apply in no example, by instrument; a pack without examples is not asked."""
    if context.examples is None:
        return
    untouched: dict[str, list[str]] = {}
    for id in coverage(context, context.example_matters).untouched_rules:
        cite = context.rules.rules[id].rule.cite
        untouched.setdefault(cite.instrument, []).append(id)
    for instrument, ids in sorted(untouched.items()):
        yield no_example.finding(
            context,
            f"{instrument} 有 {len(ids)} 条规则没有示例：{'、'.join(ids)}",
            f"{len(ids)} rules of {instrument} have no example: {', '.join(ids)}",
            about=[("instrument", instrument)],
        )
