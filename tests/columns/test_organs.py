"""Organs as numbers: each class names its organ, and each place the unit that it is in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

np = pytest.importorskip("numpy")

from govrules import GovrulesError, Jurisdiction  # noqa: E402
from govrules.classes.decision_class import Classes, DecisionClass  # noqa: E402
from govrules.columns.organs import OrganNames  # noqa: E402
from govrules.decision.organ import LEVELS  # noqa: E402
from govrules.decision.outcome import Outcome  # noqa: E402

DAY = date(2021, 3, 1)


@pytest.fixture
def names(small: Jurisdiction) -> OrganNames:
    return OrganNames(small.context)


def a_class(small: Jurisdiction, lead: str | None = None, owner: str | None = None) -> Any:
    return Classes(small.context).of(Outcome("handle", lead=lead, owner=owner))


def told(
    small: Jurisdiction, names: OrganNames, classes: list[DecisionClass], places: list[Any]
) -> list[list[list[str | None]]]:
    """For lead and owner, each class at each place: the name, as a row of a table has it."""
    read = names.units(small.fields["place"], places, DAY)
    units = np.concatenate([read, names.anywhere(1)], axis=1)
    made = names.tables(classes, units)
    at = [
        [base + made.unit[offset + np.arange(len(places) + 1)] for base, offset in pairs]
        for pairs in (zip(b, o, strict=True) for b, o in zip(made.base, made.offset, strict=True))
    ]
    return [
        [[names.names[n] if n >= 0 else None for n in row.tolist()] for row in part] for part in at
    ]


def test_an_organ_is_named_with_the_unit_above_the_place(
    small: Jurisdiction, names: OrganNames
) -> None:
    """Of a community: the street's office, the district's bureau; no place, the role alone."""
    classes = [
        a_class(small, "office@subdistrict", "bureau@district"),
        a_class(small, "bureau@district", "bureau@district"),
    ]
    lead, owner = told(small, names, classes, ["110101001001", "110102"])
    assert lead[0] == ["office@110101001", "office", "office"]
    assert lead[1] == ["bureau@110101", "bureau@110102", "bureau"]
    assert owner == [lead[1], lead[1]]


def test_an_organ_of_no_place_is_the_role(small: Jurisdiction, names: OrganNames) -> None:
    """What sits at no level of the territory has no unit, wherever the matter is."""
    (lead, _) = told(small, names, [a_class(small, "hotline@hotline")], ["110101001001"])
    assert lead == [["hotline", "hotline"]]


def test_no_organ_has_no_name(small: Jurisdiction, names: OrganNames) -> None:
    """A class without a lead, and one of an error, name nobody."""
    broken = DecisionClass(small.context, None)
    lead, owner = told(small, names, [a_class(small), broken], ["110101001001"])
    assert [n for part in (lead, owner) for row in part for n in row if n] == []


def test_classes_added_later_leave_the_numbers_as_they_were(
    small: Jurisdiction, names: OrganNames
) -> None:
    """A name keeps its number, and one of two classes is numbered once."""
    first = [a_class(small, "office@subdistrict", "bureau@district")]
    told(small, names, first, ["110101"])
    before = list(names.names)
    again = [*first, a_class(small, "bureau@district", "committee@community")]
    told(small, names, again, ["110101"])
    assert names.names[: len(before)] == before
    assert len(names.names) == len(set(names.names))


@pytest.mark.parametrize("value", ["nowhere", "", None, 3, "unknown", "110199"])
def test_a_place_that_cannot_be_read_has_the_unit_of_all_places(
    small: Jurisdiction, names: OrganNames, value: Any
) -> None:
    """Its row has an error or no place: the one city is certain, and no other unit is guessed."""
    units = names.units(small.fields["place"], [value], DAY)
    assert units.tolist() == [[int(level == "city")] for level in (*LEVELS, "")]


def test_without_a_place_column_there_is_one_row_of_the_unit_of_all_places(
    names: OrganNames,
) -> None:
    """As many levels as there are, and one for organs of none."""
    assert names.anywhere(1).tolist() == [[int(level == "city")] for level in (*LEVELS, "")]


def test_of_no_classes_the_tables_are_not_empty(small: Jurisdiction, names: OrganNames) -> None:
    """A gather takes no empty array: one row stands for a class that is never asked for."""
    made = names.tables([], names.anywhere(1))
    assert made.base.shape == made.offset.shape == (2, 1)


def test_an_organ_that_a_matter_names_is_named_in_its_row(small: Jurisdiction, town: Any) -> None:
    """Of alike rows each has the department that it names; a role of another level is none."""
    pa = pytest.importorskip("pyarrow")
    given = ["bureau", None, "bureau@district", "office", "不知所云", "bureau|department", "bureau"]
    rows = [{**town.matter(kind="task"), "giver": giver} for giver in given]
    rows.append({**town.matter(kind="task", giver="bureau"), "place": None})
    table = pa.Table.from_pylist([{k: v and str(v) for k, v in row.items()} for row in rows])
    for _ in range(2):  # learnt, then looked up
        leads = small.decide_table(table, keep=[])["lead"].to_pylist()
        assert leads[:4] == [
            "bureau@110101",
            "department@110101",
            "bureau@110101",
            "department@110101",
        ]
        for row, lead in zip(rows, leads, strict=True):
            try:
                organ = small.decide(row, engine="reference").lead
            except GovrulesError:
                assert lead is None
            else:
                assert lead == (
                    organ and (f"{organ.role}@{organ.unit}" if organ.unit else organ.role)
                )
