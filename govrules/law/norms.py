"""The values of the law index: ranks, issuers, versions, instruments, the shape of an article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import TypeAlias

import attrs

from ..values import Period

__all__ = ["ArticleShape", "Instrument", "Issuer", "Rank", "Since", "Version"]

Since: TypeAlias = Callable[[date], bool]
"""Whether the day in question is on or after a bound: all that the law asks of a day."""


class Rank(Enum):
    """The ranks of norms in the Legislation Law (立法法), highest first.

    Autonomous and special-zone regulations (立法法 2023, art. 101) are not modelled.
    """

    CONSTITUTION = "constitution"
    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    LOCAL_REGULATION = "local_regulation"
    DEPARTMENT_RULE = "department_rule"
    LOCAL_GOVERNMENT_RULE = "local_government_rule"
    DECISION = "decision"

    @property
    def height(self) -> int:
        """A number that is larger for a higher rank; the two kinds of rules share one."""
        return RANKS[self][0]

    @property
    def zh(self) -> str:
        """The official Chinese term."""
        return RANKS[self][1]

    @property
    def en(self) -> str:
        """The English name."""
        return RANKS[self][2]


RANKS: Mapping[Rank, tuple[int, str, str]] = {
    Rank.CONSTITUTION: (6, "宪法", "constitution"),
    Rank.LAW: (5, "法律", "law"),
    Rank.ADMINISTRATIVE_REGULATION: (4, "行政法规", "administrative regulation"),
    Rank.LOCAL_REGULATION: (3, "地方性法规", "local regulation"),
    Rank.DEPARTMENT_RULE: (2, "部门规章", "department rule"),
    Rank.LOCAL_GOVERNMENT_RULE: (2, "地方政府规章", "local government rule"),
    Rank.DECISION: (1, "规范性文件", "government decision"),
}


@attrs.frozen
class Issuer:
    """The organ that makes an instrument.

    Args:
        code: A role, with ``@`` and the unit's code where several units have that role.
        zh: Its Chinese name.
        en: Its English name.
        area: The code of the area it governs; a longer code lies inside a shorter one that it
            begins with, and the empty code is the whole country.
    """

    code: str
    zh: str
    en: str
    area: str = ""


@attrs.frozen
class Version:
    """One wording of an instrument, in force from ``since`` until the next one.

    Args:
        adopted: The day it was adopted or last amended; ``None`` if that is not known.
        since: The day from which the wording is in force.
        basis: What tells ``since``: ``"text"`` (its own article or heading), ``"notice"`` (the
            promulgation, see ``source``), ``"adoption"`` (assumed: the day of adoption) or
            ``"month"`` (only the month is known: its first day).
        text: The stem of the file whose articles are indexed; empty where there is no text.
        digest: The first characters of the SHA-256 of its article digests; empty like ``text``.
        source: An address, where the text does not tell.
    """

    adopted: date | None
    since: date
    basis: str = "text"
    text: str = ""
    digest: str = ""
    source: str = ""


@attrs.frozen
class Instrument:
    """A statute, rule or decision, with its wordings over time.

    Args:
        id: A short readable id, such as ``"JD"``.
        zh: The official Chinese title.
        en: The English title.
        rank: Its rank.
        issuer: The organ that made it.
        adopted: The day it was first adopted, where that is known.
        period: The days of the present text: from the commencement that its final article
            names (which a rule that cites it may take for its own) to its repeal.
        versions: Its wordings, oldest first; those before the last full revision lie before
            ``period``.
        public: Whether its text is available to the public.
        source: Where it was found.
        aliases: Other names that find it.
    """

    id: str
    zh: str
    en: str
    rank: Rank
    issuer: Issuer
    adopted: date | None
    period: Period
    versions: tuple[Version, ...]
    public: bool = True
    source: str = ""
    aliases: tuple[str, ...] = ()

    def version(self, on: date) -> Version | None:
        """The wording in force on that day, or ``None`` where none was."""
        return self.version_since(on.__ge__)

    def version_since(self, since: Since) -> Version | None:
        """The wording in force on a day of which only ``since(bound)`` is asked, or ``None``."""
        if self.period.end and since(self.period.end):
            return None
        return next((v for v in reversed(self.versions) if since(v.since)), None)


@attrs.frozen
class ArticleShape:
    """What the index keeps of one article of one version.

    Args:
        label: ``"17"``, or ``"12-1"`` for 第十二条之一.
        paragraphs: How many paragraphs (款) it has; 0 for an article deleted from the text.
        items: How many items (项) a paragraph has, for those that have any.
        digest: The digest of its text, see ``texts.Article``.
    """

    label: str
    paragraphs: int
    items: Mapping[int, int]
    digest: str
