"""Which provisions of an instrument something was written from, and which nobody looked at yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from ..law import ArticleShape, Citation, Instrument, Law
from .silent import Silent

__all__ = ["STATES", "Coverage", "coverage_of", "covers", "latest", "provisions_of"]

STATES = ("cited", "silent", "general", "open")


@attrs.frozen
class Coverage:
    """The provisions of one instrument, each in one of four states.

    A provision is the smallest part that can be cited: an article of one paragraph, a paragraph,
    or an item of one.

    Args:
        instrument: The instrument.
        cited: Something cites it, or the article or paragraph that it lies in.
        silent: Nothing does, and a reason is written down for the article.
        general: Nothing does, and there is only a reason for the rest of the instrument.
        open: Nothing does, and nobody has said why.
    """

    instrument: Instrument
    cited: tuple[Citation, ...]
    silent: tuple[Citation, ...]
    general: tuple[Citation, ...]
    open: tuple[Citation, ...]

    @property
    def provisions(self) -> int:
        """How many there are; 0 where no text is indexed."""
        return sum(len(getattr(self, state)) for state in STATES)


def coverage_of(
    instrument: Instrument, cites: Iterable[Citation], law: Law, silent: Silent
) -> Coverage:
    """Hold what cites an instrument against its latest indexed text.

    Args:
        instrument: Of which instrument.
        cites: All that is cited, of any instrument.
        law: The index.
        silent: Why nothing comes of articles.
    """
    own = [cite for cite in cites if cite.instrument == instrument.id]
    found: dict[str, list[Citation]] = {state: [] for state in STATES}
    rest = "general" if (instrument.id, "") in silent else "open"
    for label, shape in latest(instrument, law).items():
        state = "silent" if (instrument.id, label) in silent else rest
        for provision in provisions_of(instrument.id, shape):
            cited = any(covers(cite, provision) for cite in own)
            found["cited" if cited else state].append(provision)
    return Coverage(instrument, *map(tuple, found.values()))


def latest(instrument: Instrument, law: Law) -> Mapping[str, ArticleShape]:
    """The articles of the latest indexed wording by label; none where no text is indexed."""
    texts = (law.articles(instrument.id, version) for version in reversed(instrument.versions))
    return next(filter(None, texts), {})


def provisions_of(instrument: str, shape: ArticleShape) -> tuple[Citation, ...]:
    """The provisions of one article, in order; none of one that was deleted.

    Args:
        instrument: The id of its instrument.
        shape: How many paragraphs and items it has.
    """
    found = []
    for number in range(1, shape.paragraphs + 1):
        items = shape.items.get(number, 0)
        paragraph = None if shape.paragraphs == 1 and not items else number
        for item in range(1, items + 1) if items else (None,):
            found.append(Citation(instrument, shape.label, paragraph, item))
    return tuple(found)


def covers(cite: Citation, provision: Citation) -> bool:
    """Whether a citation means a provision: it names it, a part of it, or what it lies in.

    One of an instrument as a whole says of no article that it was looked at.
    """
    if (cite.instrument, cite.article) != (provision.instrument, provision.article):
        return False
    if cite.paragraph is None or provision.paragraph is None:
        return True
    return cite.paragraph == provision.paragraph and cite.item in (None, provision.item)
