"""The figures of the report of 2020-11-26, and what is derived from them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import govrules
import pytest
from govrules_policies.beijing.inquiries.inside import ROLES
from govrules_policies.beijing.report import figures, incentives

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


def test_the_assessed_problems_are_as_many(beijing_pack: govrules.Jurisdiction) -> None:
    """Their count is known, which they are is not."""
    (problems,) = beijing_pack.inquiry("assessment").lists
    assert (problems.count, problems.public) == (FIGURES["assessed_problems"], False)


def test_a_subdistrict_has_as_many_offices_teams_and_centres() -> None:
    """The roles by the report's names are its six, one and three."""
    kinds = [code.rpartition("_")[2] for code in (role.code for role in ROLES)]
    assert kinds.count("office") == FIGURES["offices"]
    assert kinds.count("team") == FIGURES["enforcement_teams"]
    assert kinds.count("centre") == FIGURES["centres"]


def test_incentives_have_the_figures_of_the_report(beijing_pack: govrules.Jurisdiction) -> None:
    """Each is a percentage of the report, at a district that there is."""
    percents = {row["id"] for row in ROWS if row["unit"] == "%"}
    assert figures() == FIGURES
    for one in incentives():
        assert one.figure in percents
        assert one.percent == FIGURES[one.figure]
        assert beijing_pack.territory.unit(one.district).level == "district"


def test_the_moved_powers_are_those_of_five_departments(
    beijing_pack: govrules.Jurisdiction,
) -> None:
    """What the rule on the list says of each department adds up to the report's figures."""
    (excluded,) = (r for id, r in beijing_pack.rules.rules.items() if id == "LIST431.excluded")
    counts = [int(n) for n in re.findall(r"\D(\d+)", excluded.rule.zh.partition("只含")[2])]
    assert sum(counts) == FIGURES["moved_powers"]
    assert counts[0] == FIGURES["moved_urban_enforcement"]
    assert sum(counts[1:]) == FIGURES["moved_other"]
    assert len(counts) == FIGURES["source_departments"]


def test_the_seven_powers_are_as_many_rules(beijing_pack: govrules.Jurisdiction) -> None:
    """The seven powers of subdistricts stand as seven rules, an item of the paragraph each."""
    powers = [id for id in beijing_pack.rules.rules if re.fullmatch(r"STREET11\.\d", id)]
    assert len(powers) == FIGURES["subdistrict_powers"]


def test_shares_are_shares_and_bounds_are_in_order() -> None:
    """No percentage is above a hundred, and what is given as a span begins below its end."""
    assert all(0 < FIGURES[row["id"]] <= 100 for row in ROWS if row["unit"].startswith("%"))
    for name in ("chaoyang_posts", "community_fund"):
        assert FIGURES[f"{name}_least"] < FIGURES[f"{name}_most"]
    assert FIGURES["xicheng_single_award"] > FIGURES["xicheng_overall_award"]
