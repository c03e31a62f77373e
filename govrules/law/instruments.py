"""The instruments of a jurisdiction, when each was in force, and which articles each has.

    instruments.csv ─┐                      ┌─ instrument("JD"), instrument("街道办事处条例")
    versions.csv    ─┼─▶ Law.load(folder) ──┼─ check(citation, on)
    articles.csv    ─┘   (parsed when the   └─ digest
                          first citation is checked)

A citation that no text contradicts, but that the text of the day is not there to confirm, is
``UNKNOWN``, which is neither right nor wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

import attrs

from ..errors import CitationError, PolicyError, did_you_mean
from ..lazy import lazy
from ..values import UNKNOWN, Truth
from .citations import Citation, quoted
from .load import read_index, read_instruments, read_table
from .norms import ArticleShape, Instrument, Issuer, Rank, Since, Version
from .overtaken import Overtaken, read_overtaken

__all__ = ["ArticleShape", "Instrument", "Issuer", "Law", "Rank", "Version"]


@attrs.frozen(slots=False)  # lazy keeps its value in __dict__
class Law:
    """The instruments of one jurisdiction, and the index of their articles.

    Args:
        instruments: Sorted by id.
        digest: The SHA-256 of the three tables, whatever their line ends.
        articles_csv: The index of articles as text; it is parsed on first use.
        overtaken: Provisions that a later and higher act, not on file, has overtaken.
        folder: The folder of its own tables, ``None`` if it was put together by hand.
    """

    instruments: tuple[Instrument, ...]
    digest: str
    articles_csv: str = attrs.field(repr=False, eq=False)
    overtaken: tuple[Overtaken, ...] = ()
    folder: Path | None = attrs.field(default=None, repr=False, eq=False)

    @classmethod
    def load(cls, folder: str | Path, *, on: Law | None = None) -> Law:
        """Read ``instruments.csv``, ``articles.csv``; ``versions.csv``, ``overtaken.csv`` if there.

        Args:
            folder: The folder with those tables.
            on: The law that it stands on, which the pack's rules may cite as well.

        Raises:
            PolicyError: A table is missing or a line is wrong; the place names file and line.
        """
        names = ("instruments.csv", "versions.csv", "articles.csv", "overtaken.csv")
        texts = [read_table(Path(folder), name) for name in names]
        found = read_instruments(texts[0], texts[1])
        digest = sha256("\0".join(texts if texts[3] else texts[:3]).encode()).hexdigest()
        overtaken = read_overtaken(texts[3])
        instruments = tuple(found[key] for key in sorted(found))
        law = cls(instruments, digest, texts[2], overtaken, Path(folder))
        law._by_name  # noqa: B018  two instruments of one name are found at load, not at use
        return law if on is None else law.standing_on(on)

    def standing_on(self, base: Law) -> Law:
        """This law with that of a base; the same as before where it holds the base already.

        Raises:
            PolicyError: Both have an instrument of one id or name, and it is not the same.
        """
        own = {one.id: one for one in self.instruments}
        if all(own.get(one.id) == one for one in base.instruments):
            return self
        for one in base.instruments:
            if own.setdefault(one.id, one) != one:
                raise PolicyError(
                    f"the instrument {one.id} is not what the law that this one stands on says",
                    f"{one.id} 与所依托的法规索引不一致",
                    field="id",
                    value=one.id,
                    place="instruments.csv",
                    hint_en="leave it out here, or give another instrument another id",
                    hint_zh="请在此处删去，或为另一法规另取编号",
                )
        law = Law(
            tuple(own[key] for key in sorted(own)),
            sha256(f"{base.digest}:{self.digest}".encode()).hexdigest(),
            # Its own lines first, so that a faulty one is told by its number in the file.
            self.articles_csv.rstrip("\n") + "\n" + base.articles_csv.partition("\n")[2],
            (*base.overtaken, *self.overtaken),
            self.folder,
        )
        law._by_name  # noqa: B018  as in load
        return law

    def read(self) -> None:
        """Read the index of articles now; raises PolicyError for a line that is wrong."""
        self._index  # noqa: B018

    def overtaken_by(self, citation: Citation) -> Overtaken | None:
        """The later act, not on file, that has overtaken a provision; ``None`` if none has."""
        return next((one for one in self.overtaken if one.covers(citation)), None)

    def instrument(self, name: str) -> Instrument:
        """The instrument of that id, Chinese title or alias.

        Titles are compared without 《》 and 中华人民共和国, so that 立法法 is found.

        Raises:
            CitationError: There is none; the message names the nearest.
        """
        if found := self._by_name.get(_plain(name)):
            return found
        hint_en, hint_zh = did_you_mean(name, [n for i in self.instruments for n in (i.id, i.zh)])
        raise CitationError(
            f"no instrument {name!r} in the index of the law",
            f"法规索引中没有 {name!r}",
            field="instrument",
            value=name,
            hint_en=hint_en,
            hint_zh=hint_zh,
        )

    def articles(self, instrument: str, version: Version) -> Mapping[str, ArticleShape]:
        """The indexed articles of one version by label; empty where its text is not there."""
        return self._index.get((instrument, str(version.adopted or "")), {})

    def check(self, citation: Citation, on: date | None = None) -> Truth:
        """Whether the provision exists and, given a day, was in force then.

        Args:
            citation: What to check.
            on: The day; without it, standing in any indexed version is enough.

        Returns:
            True where a text says so. ``UNKNOWN`` where nothing contradicts the citation but the
            text of that day is not indexed, or the citation names a sub-item (目), which is not
            counted.

        Raises:
            CitationError: There is no such instrument, it was not in force, or no indexed text
                has that article, paragraph or item.
        """
        if on is None:
            return self._confirmed(citation, None)
        instrument = self.instrument(citation.instrument)
        current = instrument.version(on)
        if current is None:
            raise _not_in_force(instrument, on)
        return self._confirmed(citation, current)

    def is_on_file(self, citation: Citation, since: Since) -> bool:
        """Whether the text of a day is indexed and has the provision.

        Args:
            citation: What to look up.
            since: Whether the day is on or after a bound; only bounds of versions are asked.

        Raises:
            CitationError: There is no such instrument, or a text shows that there is no such
                provision.
        """
        current = self.instrument(citation.instrument).version_since(since)
        return current is not None and self._confirmed(citation, current) is True

    def _confirmed(self, citation: Citation, current: Version | None) -> Truth:
        """What the texts say of a provision: that of the version, or any where none is given."""
        if citation.article is None:
            return True
        instrument = self.instrument(citation.instrument)
        texts = [(v, self.articles(instrument.id, v)) for v in reversed(instrument.versions)]
        texts = [(version, shapes) for version, shapes in texts if shapes]
        exact = [(version, shapes) for version, shapes in texts if current in (None, version)]
        faults = [_fault(citation, *text) for text in exact or texts]
        if faults and all(faults):
            raise _no_provision(citation, next(filter(None, faults)))
        return True if exact and citation.subitem is None else UNKNOWN

    @lazy
    def _by_name(self) -> Mapping[str, Instrument]:
        names: dict[str, Instrument] = {}
        for instrument in self.instruments:
            for name in (instrument.id, instrument.zh, *instrument.aliases):
                other = names.setdefault(_plain(name), instrument)
                if other is not instrument:
                    raise PolicyError(
                        f"{name!r} names both {other.id} and {instrument.id}",
                        f"{name!r} 同时指 {other.id} 和 {instrument.id}",
                        field="aliases",
                        value=name,
                        place="instruments.csv",
                        hint_en="leave the name to one of them",
                        hint_zh="请只保留其中一个的名称",
                    )
        return names

    @lazy
    def _index(self) -> Mapping[tuple[str, str], Mapping[str, ArticleShape]]:
        known = {(one.id, str(v.adopted)) for one in self.instruments for v in one.versions}
        return read_index(self.articles_csv, known)


def _plain(name: str) -> str:
    return re.sub(r"中华人民共和国|[《》〈〉<>\s]", "", name)


def _fault(
    citation: Citation, version: Version, shapes: Mapping[str, ArticleShape]
) -> tuple[str, str] | None:
    """What a text lacks of the provision, English and Chinese; ``None`` if it has it."""
    shape = shapes.get(citation.article or "")
    of_en, of_zh = f"the text of {version.adopted}", f"{version.adopted} 文本"
    if shape is None:
        last = list(shapes)[-1]
        return f"{of_en} has articles 1 to {last}", f"{of_zh}为第1条至第{last}条"
    if not shape.paragraphs:
        return f"{of_en} marks that article as deleted", f"{of_zh}已删除该条"
    if (citation.paragraph or 1) > shape.paragraphs:
        many = shape.paragraphs
        return f"in {of_en} it has {many} paragraph(s)", f"{of_zh}该条共{many}款"
    items = shape.items.get(citation.paragraph or 1, 0)
    if (citation.item or 0) > items:
        return f"in {of_en} that paragraph has {items} item(s)", f"{of_zh}该款共{items}项"
    return None


def _no_provision(citation: Citation, fault: tuple[str, str]) -> CitationError:
    return CitationError(
        f"there is no {citation.key}",
        f"没有 {citation.key} 这一规定",
        field="citation",
        value=citation.key,
        hint_en=fault[0],
        hint_zh=fault[1],
    )


def _not_in_force(instrument: Instrument, on: date) -> CitationError:
    first, end = instrument.versions[0].since, instrument.period.end
    return CitationError(
        f"{instrument.id} was not in force on {on}",
        f"{quoted(instrument.zh)}于 {on} 未施行或已失效",
        field="citation",
        value=instrument.id,
        hint_en=f"it was in force from {first}" + (f" until {end}" if end else ""),
        hint_zh=f"自 {first} 起施行" + (f"，{end} 起失效" if end else ""),
    )
