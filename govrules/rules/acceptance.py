"""Acceptances: what an author has looked at, found sound, and signed for with a reason and a day.

    code,about,digest,on,zh,en
    adjudicated,PARK26.estate PROP98.10.obstacle,3f2a9c1b04de,2026-11-29,两部条例…,the two …

``about`` names what the finding is about: rules by their ids, other things as ``list:LIST7``. The
digest is the finding's own; it changes with whatever the finding is about, and so an acceptance
lapses when a rule that it speaks of comes to say something else.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs

from ..errors import GovrulesError, PolicyError
from ..values import parse_day
from .codes import read_rows

__all__ = ["Acceptance", "read_accepted"]

COLUMNS = ("code", "about", "digest", "on", "zh", "en")


@attrs.frozen
class Acceptance:
    """One finding that its author accepts.

    Args:
        code: The finding's code, such as ``silent_speciality``.
        about: What the finding is about, sorted: rule ids, and ``kind:id`` of anything else.
        digest: The digest that the finding had.
        on: The day on which it was accepted.
        zh: Why, in Chinese.
        en: Why, in English.
        at: The file and line where it stands.
    """

    code: str
    about: tuple[str, ...]
    digest: str
    on: date
    zh: str
    en: str
    at: str = attrs.field(default="", eq=False)


def read_accepted(path: Path) -> tuple[Acceptance, ...]:
    """The acceptances of a CSV file.

    Args:
        path: A UTF-8 file with the columns code, about (by spaces), digest, on, zh, en.

    Raises:
        PolicyError: a column is missing, a cell is empty, or the day cannot be read; the place
            names file and line.
    """
    return tuple(_acceptance(row, place) for place, row in read_rows(path, COLUMNS))


def _acceptance(row: dict[str, str], place: str) -> Acceptance:
    for column in COLUMNS:
        if not row[column]:
            raise PolicyError(
                f"an acceptance has no {column}",
                f"一项认可缺少 {column}",
                field=column,
                value="",
                place=place,
                hint_en="govrules check --json gives code, about and digest; day and reason are "
                "yours to write",
                hint_zh="code、about、digest 可由 govrules check --json 得到，日期和理由由您填写",
            )
    try:
        on = parse_day(row["on"], field="on")
    except GovrulesError as error:
        raise PolicyError(
            error.en,
            error.zh,
            field="on",
            value=row["on"],
            place=place,
            hint_en=error.hint_en,
            hint_zh=error.hint_zh,
        ) from None
    about = tuple(sorted(set(row["about"].split())))
    return Acceptance(row["code"], about, row["digest"], on, row["zh"], row["en"], place)
