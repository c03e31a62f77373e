"""Provisions that a later and higher act has overtaken, whose own text is not on file.

    overtaken.csv   id, instrument, provisions (``3;12(1)``), since, the later act by name, what it
                    is known to decide, and where that is known from

Whether such a provision still stands cannot be seen here, so from that day on it is a fact to be
asked for: a rule that rests on it is neither applied nor left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from ..errors import PolicyError
from ..values import parse_day
from .citations import Citation, parse_citation
from .load import located, rows

__all__ = ["Overtaken", "read_overtaken"]


@attrs.frozen
class Overtaken:
    """Provisions of one instrument that a later and higher act has overtaken.

    Args:
        id: A short id, ``noise``.
        provisions: The provisions; each stands for what lies in it.
        since: The first day of the later act.
        by_zh: The later act in Chinese, without 《》.
        by_en: The same in English.
        decides_zh: What the later act is known to decide, empty where that is not known.
        decides_en: The same in English.
        source: Where that is known from.
    """

    id: str
    provisions: tuple[Citation, ...]
    since: date
    by_zh: str
    by_en: str
    decides_zh: str = ""
    decides_en: str = ""
    source: str = ""

    @property
    def field(self) -> str:
        """The id of the flag that says whether the provisions still stand."""
        return f"stands_{self.id}"

    def covers(self, cite: Citation) -> bool:
        """Whether a citation is one of the provisions, or lies in one."""
        return any(_lies_in(cite, provision) for provision in self.provisions)


def _lies_in(cite: Citation, whole: Citation) -> bool:
    pairs = zip(attrs.astuple(cite), attrs.astuple(whole), strict=True)
    return all(part in (None, own) for own, part in pairs)


def read_overtaken(text: str) -> tuple[Overtaken, ...]:
    """The lines of ``overtaken.csv``; raises PolicyError with the place of a wrong one."""
    found: dict[str, Overtaken] = {}
    for place, row in rows(text, "overtaken.csv"):
        one = located(place, _overtaken, row)
        if one.id in found or not one.by_zh or not one.by_en:
            what = ("id", one.id) if one.id in found else ("by_zh, by_en", "")
            raise PolicyError(
                f"{what[0]}: each line has an id of its own and names the later act",
                f"{what[0]}：每行须有各自的 id，并写明后法",
                field=what[0],
                value=what[1],
                place=place,
            )
        found[one.id] = one
    return tuple(found[id] for id in sorted(found))


def _overtaken(row: Mapping[str, str]) -> Overtaken:
    return Overtaken(
        row["id"],
        tuple(_provisions(row["instrument"], row["provisions"].split(";"))),
        parse_day(row["since"], field="since"),
        *(row[key] for key in ("by_zh", "by_en", "decides_zh", "decides_en", "source")),
    )


def _provisions(instrument: str, paths: Iterable[str]) -> Iterator[Citation]:
    for path in paths:
        yield parse_citation(f"{instrument} {path.strip()}".strip())
