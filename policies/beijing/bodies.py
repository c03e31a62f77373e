"""What each role is in the two regulations: a body that handles demands, a department, another.

接诉即办条例 art. 11(1) lists the bodies that a demand may be sent to (承办单位): governments,
departments, subdistricts and townships, authorised organisations, public service companies. A
committee only helps (art. 17), a private company is none of them, and a central body is told (art.
22). 街道办条例 arts. 5, 26 and 44 speak of departments. The column ``body`` of ``roles.csv`` says
what each role is.
"""

from __future__ import annotations

from pathlib import Path

from govrules.expr import RoleAt, Term, options_of
from govrules.rules import read_rows

from ..china import ROLES_CSV

__all__ = [
    "BODIES",
    "COMMANDED",
    "DEPARTMENT",
    "DISTRICT_DEPARTMENTS",
    "FIRST_RECEIVERS",
    "HANDLING",
    "PUBLIC_BODIES",
    "SITS",
    "TOWNSHIP_HERE",
    "UNSEATED",
    "city_seats",
    "organs_of",
    "seats",
    "under",
]

_ROWS = [
    row
    for table in (ROLES_CSV, Path(__file__).parent / "lists" / "roles.csv")
    for _, row in read_rows(table, ("role", "body", "levels"))
]
BODIES = {row["role"]: row["body"] for row in _ROWS}
_LEVELS = {row["role"]: row["levels"].split("|") for row in _ROWS}

# Whom art. 11(1) lists, and those of them that are no government and no subdistrict.
FIRST_RECEIVERS = ("government", "street", "department", "authorised", "service")
PUBLIC_BODIES = ("department", "authorised", "service")


def under(*kinds: str) -> str:
    """The roles of these kinds as the language of conditions writes a list."""
    return f"({', '.join(sorted(r for r, kind in BODIES.items() if kind in kinds))})"


def organs_of(said: Term | tuple[Term, ...]) -> tuple[RoleAt, ...]:
    """The organs that a conclusion names, those that it leaves undivided one by one."""
    terms = said if isinstance(said, tuple) else (said,)
    return tuple(o for term in terms for o in options_of(term) if isinstance(o, RoleAt))


def city_seats(*more: str) -> str:
    """The city's own bodies, every handling body that sits at the city level, and more roles."""
    found = [
        f"{r}@city"
        for r, kind in BODIES.items()
        if kind in FIRST_RECEIVERS and "city" in _LEVELS[r]
    ]
    return f"({', '.join(sorted([*more, *found]))})"


def seats(level: str, *kinds: str) -> str:
    """The roles of these kinds at this level; one that sits at no other, also without saying so."""
    found = [
        r if _LEVELS[r] == [level] else f"{r}@{level}"
        for r, kind in BODIES.items()
        if kind in kinds and level in _LEVELS[r]
    ]
    return f"({', '.join(sorted(found))})"


def _district_seats(*kinds: str) -> str:
    found = []
    for role in sorted(r for r, kind in BODIES.items() if kind in kinds):
        levels = _LEVELS[role]
        found += [f"{role}@district"] if "district" in levels else []
        found += [f"{role}@district_or_city"] if {"city", "district"} <= set(levels) else []
    return f"({', '.join(found)})"


# As the national term 乡镇辖区 has it, in the codes of conditions.
TOWNSHIP_HERE = "(office_kind in (town, township) or office_kind = area and area_is_township)"
# Whether the owner is the subdistrict or township of this very place.
SITS = (
    "(owner under street_or_township and office_kind in (street, area, town, township) "
    "or owner under street_office and office_kind in (street, area) "
    f"or owner under township_government and {TOWNSHIP_HERE} "
    # What is set up within the subdistrict or township is no other body.
    "or owner under employment_service and office_kind in (street, area, town, township))"
)
# The same for an owner that cannot sit here. Each part names its role, so that it is false for
# certain of an owner that is one of several others.
UNSEATED = (
    "(owner under street_or_township and office_kind = zone "
    "or owner under street_office and office_kind in (town, township, zone) "
    f"or owner under township_government and not {TOWNSHIP_HERE})"
)
HANDLING = f"(owner under {under('government', *PUBLIC_BODIES)} or {SITS})"
DEPARTMENT = f"owner under {under('department', 'authorised')}"
# Art. 44(1): the district government looks into departments, which can only be its own.
DISTRICT_DEPARTMENTS = f"(undivided or owner under {_district_seats('department')})"
# Art. 5(1): district departments, their outposts, public service companies. What the text leaves
# open (several departments, a level not named) is within it.
COMMANDED = (
    f"not owner under {under('committee', 'private', 'central', 'line', 'other', 'government')} "
    f"and not owner under {city_seats()}"
)
