"""The figures of the report of 2020-11-26, and what is derived from them."""

from __future__ import annotations

import csv
from pathlib import Path

import govrules
import pytest

FILE = Path(__file__).parents[2] / "policies" / "beijing" / "lists" / "report2020.csv"
ROWS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
FIGURES = {row["id"]: float(row["value"]) for row in ROWS}


def test_each_figure_has_its_paragraph_unit_and_words() -> None:
    """One id each, and where in the report it stands."""
    assert len(FIGURES) == len(ROWS) >= 70
    assert all(all(row.values()) for row in ROWS)
    assert all(row["part"].startswith(("一（", "二（")) for row in ROWS)


def test_the_moved_powers_add_up() -> None:
    """All powers are those of urban enforcement and those of the four others."""
    parts = FIGURES["moved_urban_enforcement"] + FIGURES["moved_other"]
    assert parts == FIGURES["moved_powers"]


@pytest.mark.parametrize(
    ("figure", "field"),
    [
        ("community_tasks", "in_assist_list"),
        ("community_forms", "form_allowed"),
        ("community_certificates", "certificate_listed"),
        ("moved_powers", "on_power_list"),
    ],
)
def test_lists_of_the_pack_hold_as_many(
    beijing_pack: govrules.Jurisdiction, figure: str, field: str
) -> None:
    """The known count of a list that is not public is the report's."""
    counts = [x.count for x in beijing_pack.lists if x.field == field]
    assert FIGURES[figure] in counts


def test_the_purchasing_catalogue_holds_as_many(beijing_pack: govrules.Jurisdiction) -> None:
    """Its count is known, its items are not."""
    (catalogue,) = beijing_pack.inquiry("purchase").lists
    assert (catalogue.count, catalogue.public) == (FIGURES["catalogue_items"], False)


def test_powers_moved_from_as_many_departments(beijing_pack: govrules.Jurisdiction) -> None:
    """The delegation names the five departments."""
    (moved,) = beijing_pack.delegations
    assert len(moved.source) == FIGURES["source_departments"]


def test_premises_are_too_small_below_the_figure(beijing_pack: govrules.Jurisdiction) -> None:
    """The bound of the inquiry into communities is the report's."""
    made, least = beijing_pack.inquiry("community"), int(FIGURES["premises"])
    facts = {"place": "110101007001", "on": "2021-03-01", "households": 500, "facilities": True}
    assert made.decide(facts, premises=least).disposition == "suffices"
    assert made.decide(facts, premises=least - 1).disposition == "provide"
