"""A title that the rules' texts name in 《》, and that neither index nor glossary has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...errors import CitationError
from ...glossary import TERMS
from ...rules import Rule
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["term_unknown"]

TITLE = re.compile("《([^《》]+)》")


@detector(
    "term_unknown",
    "warning",
    zh="文字中的名称，法规索引和词汇表都没有",
    en="a text names what neither the index of the law nor the glossary has",
    fix=(
        "用索引或词汇表中的名称；确有其文的，收入索引",
        "use the name of the index or the glossary, or add the instrument to the index",
    ),
)
def term_unknown(context: AnalysisContext) -> Iterator[Finding]:
    """Titles in the Chinese texts of rules, each with the rules that name it."""
    known, found = {t.zh for t in TERMS}, dict[str, list[str]]()
    for compiled in context.rules.rules.values():
        for title in _titles(compiled.rule):
            if title not in known and not _is_indexed(context, title):
                found.setdefault(title, []).append(compiled.id)
    for title, ids in sorted(found.items()):
        yield term_unknown.finding(
            context,
            f"“{title}”不在法规索引和词汇表中，见于 {len(ids)} 条规则",
            f"{title} is in neither index nor glossary; {len(ids)} rules name it",
            about=[("term", title)],
            data={"title": title, "rules": ids},
        )


def _titles(r: Rule) -> list[str]:
    return list(dict.fromkeys(TITLE.findall(f"{r.zh} {r.note_zh} {r.reading_zh}")))


def _is_indexed(context: AnalysisContext, title: str) -> bool:
    try:
        context.law.instrument(title)
    except CitationError:
        return False
    return True
