"""What became of an article: its rules and remarks, or why it has none."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..law import Citation, Law
from ..rules.rule import Rule
from .silent import Silent

__all__ = ["ArticleRules", "article_of", "articles_of"]


@attrs.frozen
class ArticleRules:
    """One article of an instrument, and all that was written from it.

    Args:
        cite: The instrument and the article.
        rules: The rules that conclude something, by paragraph and item.
        remarks: Those that only say something beside a decision.
        silent: Why there are none, in Chinese and in English; ``None`` where there are, and
            where nobody has said why.
    """

    cite: Citation
    rules: tuple[Rule, ...]
    remarks: tuple[Rule, ...]
    silent: tuple[str, str] | None = None

    @property
    def is_gap(self) -> bool:
        """Whether no rule cites it and no reason is written down."""
        return not self.rules and not self.remarks and self.silent is None


def article_of(cite: Citation, rules: Iterable[Rule], silent: Silent) -> ArticleRules:
    """Gather what was written from one article.

    Args:
        cite: The instrument and the article; a paragraph in it is not looked at.
        rules: Every rule of the jurisdiction.
        silent: Why articles have none.
    """
    of = [
        r for r in rules if (r.cite.instrument, r.cite.article) == (cite.instrument, cite.article)
    ]
    of.sort(key=lambda r: r.cite)  # stable: within a provision, as they were written
    found = ArticleRules(
        Citation(cite.instrument, cite.article),
        tuple(r for r in of if r.then),
        tuple(r for r in of if not r.then),
    )
    reasons = (silent.get((cite.instrument, label)) for label in (cite.article or "", ""))
    return found if of else attrs.evolve(found, silent=next(filter(None, reasons), None))


def articles_of(
    instrument: str, rules: Iterable[Rule], law: Law, silent: Silent
) -> tuple[ArticleRules, ...]:
    """Every article of an instrument, in the order of its latest indexed text.

    Args:
        instrument: Its id or title.
        rules: Every rule of the jurisdiction.
        law: Where instruments and articles are found.
        silent: Why articles have none.

    Raises:
        CitationError: there is no such instrument.
    """
    found, rules = law.instrument(instrument), tuple(rules)
    labels: dict[str, None] = {}
    for version in reversed(found.versions):
        if texts := law.articles(found.id, version):
            labels = dict.fromkeys(texts)
            break
    labels |= dict.fromkeys(
        r.cite.article for r in rules if r.cite.instrument == found.id and r.cite.article
    )
    cites = sorted(Citation(found.id, label) for label in labels)
    return tuple(article_of(cite, rules, silent) for cite in cites)
