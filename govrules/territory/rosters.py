"""A city's own roster, and what changed between two of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ..errors import GovrulesError, PolicyError, did_you_mean
from ..tables import read_csv
from .division_codes import CHINA, CITY, MUNICIPALITY
from .lineage import events_of
from .store import build
from .units import Event

__all__ = ["compare_rosters", "read_roster"]

# What a column may be called: the code first, then the name.
COLUMNS = (("code", "代码", "区划代码", "统计用区划代码"), ("zh", "name", "名称", "单位名称"))
EARLIER, LATER = date(1, 1, 1), date(1, 1, 2)


def read_roster(path: str | Path) -> dict[str, str]:
    """The units of a roster: code → Chinese name.

    Args:
        path: A CSV file in UTF-8 with a column for the code and one for the name; the others are
            not read. Each unit needs the one above it.

    Raises:
        PolicyError: there is no such file, it has not these columns, or a code stands twice.
    """
    path = Path(path)
    if not path.is_file():
        raise PolicyError(
            f"no file {path.name!r}", f"没有文件 {path.name!r}", field="path", value=str(path)
        )
    lines = read_csv(path)
    head = [cell.strip().casefold() for cell in next(lines, ("", []))[1]]
    at = [next((head.index(n) for n in names if n in head), -1) for names in COLUMNS]
    for names, column in zip(COLUMNS, at, strict=True):
        if column < 0:
            hints = did_you_mean(names[0], head)
            raise PolicyError(
                f"{path.name} has no column {names[0]!r}",
                f"{path.name} 没有“{names[1]}”列",
                field="columns",
                value=",".join(head),
                place=f"{path.name}:1",
                hint_en=f"head it {', '.join(names)}; {hints[0]}",
                hint_zh=f"列名可为 {'、'.join(names)}；{hints[1]}",
            )
    found: dict[str, str] = {}
    for place, cells in lines:
        if not any(cells):
            continue
        code, name = ((cells[i].strip() if i < len(cells) else "") for i in at)
        if found.setdefault(code, name) != name or not code or not name:
            raise PolicyError(
                f"the unit {code or '?'} has no name, no code, or two names",
                f"单位 {code or '?'} 缺名称、缺代码或有两个名称",
                field="code",
                value=code,
                place=place,
                hint_en="one line a unit, with code and name",
                hint_zh="一个单位一行，写明代码和名称",
            )
    return found


def compare_rosters(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Event, ...]:
    """What became of each unit: new, gone, renamed, restyled, moved to another code, or reused.

    Args:
        before: The earlier roster: code → Chinese name.
        after: The later one.

    Returns:
        The events in the order of the codes, each once; their days say only which is earlier.

    Raises:
        PolicyError: a code is no code, or a unit has none above it.
    """
    sizes = {len(code) for code in (*before, *after)}
    levels = MUNICIPALITY if 4 not in sizes else CHINA if 2 in sizes else CITY
    try:
        columns = build({EARLIER: before.items(), LATER: after.items()}, levels=levels)
    except GovrulesError as error:
        raise error.at("roster") from None
    events = dict.fromkeys(e for found in events_of(columns).values() for e in found)
    return tuple(sorted(events, key=lambda event: event.code))
