"""Staff: how many people deal with the orders of an organ, and how long one takes them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from math import isfinite
from pathlib import Path
from typing import Any

import attrs

from ..errors import RecordError, shown

__all__ = ["Desk", "Staff"]

NEEDED = ("unit", "people", "hours")
EVERYBODY = "*"


@attrs.frozen
class Desk:
    """Those who deal with the orders of one organ.

    Args:
        people: How many.
        hours: Disposition → hours of work that an order takes on average; ``"*"`` for the others.
    """

    people: int
    hours: Mapping[str, float]

    def mean(self, disposition: str) -> float:
        """The hours that an order of a disposition takes on average."""
        return self.hours.get(disposition, self.hours[EVERYBODY])


class Staff:
    """The staff of organs.

    Args:
        given: A UTF-8 CSV file, or its rows as mappings, with the columns ``unit`` (an organ
            ``role@unit``, a unit's code, a role, or ``*``), ``people`` (how many), ``hours`` (of
            work that an order takes on average), and any ``hours.DISPOSITION``.

    Raises:
        RecordError: for a file that cannot be read; for a cell, with its line.
    """

    def __init__(self, given: str | Path | Iterable[Mapping[str, Any]]) -> None:
        self._place = Path(given).name if isinstance(given, str | Path) else "staff"
        self.desks: dict[str, Desk] = {}
        self._lines: dict[str, int] = {}
        for line, row in enumerate(self._rows(given), 2):
            if missing := [name for name in NEEDED if name not in row]:
                raise self._bad(missing[0], None, line, "is no column of it")
            unit = str(row["unit"] or "").strip()
            if not unit or unit in self.desks:
                raise self._bad("unit", unit, line, "is said twice" if unit else "is not said")
            self.desks[unit] = Desk(self._people(row, line), dict(self._hours(row, line)))
            self._lines[unit] = line

    def check(self, jurisdiction: Any) -> None:
        """Hold what is named against a jurisdiction, as whoever is named otherwise has no orders.

        A code of digits is left alone: the unit may stand under a scenario alone.

        Args:
            jurisdiction: Whose orders are to be dealt with.

        Raises:
            RecordError: for a role, a unit by name, or a disposition that there is not; with the
                line.
        """
        roles = jurisdiction.rules.roles.roles
        levels = (*jurisdiction.territory.levels, "")
        for name, desk in self.desks.items():
            role, _, unit = name.partition("@")
            is_unit = unit.isdecimal() or unit in levels
            if not (name == EVERYBODY or name.isdecimal() or (role in roles and is_unit)):
                raise self._bad("unit", name, self._lines[name], "is no role, and no unit's code")
            for code in desk.hours.keys() - {EVERYBODY} - dispositions(jurisdiction):
                line = self._lines[name]
                raise self._bad("disposition", code, line, "is no disposition")

    def of(self, organ: str) -> Desk | None:
        """The desk of an organ (``role@unit``): its own, its unit's, its role's, or anybody's."""
        role, _, unit = organ.partition("@")
        names = (organ, unit, role, EVERYBODY)
        return next((self.desks[n] for n in names if n in self.desks), None)

    def _rows(self, given: str | Path | Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        if not isinstance(given, str | Path):
            rows = list(given)
        else:
            try:
                with Path(given).open(encoding="utf-8-sig", newline="") as stream:
                    reader = csv.DictReader(stream)
                    rows, names = list(reader), reader.fieldnames or ()
                if twice := [n for n in names if list(names).count(n) > 1]:
                    raise self._bad("column", twice[0], 1, "is said twice")
            except (OSError, UnicodeDecodeError) as error:
                raise RecordError(
                    f"{self._place} cannot be read ({type(error).__name__})",
                    f"{self._place} 无法读取（{type(error).__name__}）",
                    field="staff",
                    value=self._place,
                    hint_en="give a UTF-8 CSV file with the columns unit, people and hours",
                    hint_zh="请给出 UTF-8 的 CSV 文件，列为 unit、people、hours",
                ) from None
        if not rows:
            raise self._bad("unit", None, 1, "is not said")
        return rows

    def _people(self, row: Mapping[str, Any], line: int) -> int:
        text = str(row["people"]).strip()
        if not text.isdecimal() or int(text) < 1:
            raise self._bad("people", row["people"], line, "is no number of people")
        return int(text)

    def _hours(self, row: Mapping[str, Any], line: int) -> Iterable[tuple[str, float]]:
        for name, value in row.items():
            stem, _, disposition = str(name).partition(".")
            if stem != "hours" or (disposition and value in (None, "")):
                continue
            try:
                hours = float(value)
            except (TypeError, ValueError):
                hours = -1.0
            if not isfinite(hours) or hours <= 0:
                raise self._bad(name, value, line, "is no number of hours")
            yield disposition or EVERYBODY, hours

    def _bad(self, field: str, value: object, line: int, en: str) -> RecordError:
        zh = WRONG[en]
        return RecordError(
            f"{field} {shown(value)} {en}" if value is not None else f"{field} {en}",
            f"{field} {shown(value)} {zh}" if value is not None else f"{field} {zh}",
            field=field,
            value=value,
            place=f"{self._place} line {line}",
            hint_en="give unit, people (a whole number) and hours (above zero) in each row",
            hint_zh="每行请写 unit、people（正整数）、hours（大于零）",
        )


def dispositions(jurisdiction: Any) -> frozenset[str]:
    """What may be done with a matter, by the rules of a jurisdiction."""
    final = next(q for q in jurisdiction.rules.questions if q.id == jurisdiction.layout.final)
    return frozenset(choice.code for choice in final.slot("disposition").choices)


WRONG = {
    "is said twice": "重复",
    "is not said": "未写明",
    "is no column of it": "没有这一列",
    "is no role, and no unit's code": "不是角色，也不是单位代码",
    "is no disposition": "不是处置方式",
    "is no number of people": "不是人数",
    "is no number of hours": "不是小时数",
}
