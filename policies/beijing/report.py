"""The report of 2020-11-26 as data: its figures, and those that are incentives by district."""

from __future__ import annotations

from pathlib import Path

import attrs
from govrules.rules import read_rows

__all__ = ["Incentive", "figures", "incentives"]

LISTS = Path(__file__).parent / "lists"


@attrs.frozen
class Incentive:
    """By how much a district's subdistricts are favoured, in percent.

    Args:
        figure: The figure of the report, by its id in ``report2020.csv``.
        district: The code of the district.
        measure: Of what: awards, commendations, merits.
        against: What it is above: the departments, the district's average, or ``unknown`` where the
            report does not say.
        percent: The report's figure. Whether percent or points of percent it does not say.
        zh: What it is, in Chinese.
        en: The same in English.
    """

    figure: str
    district: str
    measure: str
    against: str
    percent: float
    zh: str
    en: str


def figures() -> dict[str, float]:
    """The report's figures by id; units and paragraphs stand in ``lists/report2020.csv``."""
    rows = read_rows(LISTS / "report2020.csv", ("id", "value"))
    return {row["id"]: float(row["value"]) for _, row in rows}


def incentives() -> tuple[Incentive, ...]:
    """The incentives of the report (part 1(4)), for a simulation of what they move."""
    columns = ("figure", "district", "measure", "against", "zh", "en")
    values = figures()
    return tuple(
        Incentive(
            row["figure"],
            row["district"],
            row["measure"],
            row["against"],
            values[row["figure"]],
            row["zh"],
            row["en"],
        )
        for _, row in read_rows(LISTS / "incentives.csv", columns)
    )
