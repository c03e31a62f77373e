"""The pack looked over by every detector: what is found is mended, or accepted in writing."""

from __future__ import annotations

import govrules
import pytest
from govrules.analysis import DETECTORS, Report

# Runs every worked example, or compiles the whole matter space; by night.
COSTLY = {"no_example", *(d.code for d in DETECTORS if d.is_compiled)}


@pytest.fixture(scope="module")
def report(beijing_pack: govrules.Jurisdiction) -> Report:
    """What the detectors find, but for the costly ones."""
    return beijing_pack.check([d for d in DETECTORS if d.code not in COSTLY])


def test_nothing_is_found_that_is_not_accepted(report: Report) -> None:
    """Mend it, or accept it in accepted.csv with a true reason."""
    assert report.explain("en") == "nothing was found"


def test_every_acceptance_has_its_reason_in_both_languages(report: Report) -> None:
    """A day, and two texts that are not the same."""
    assert report.accepted
    for _, accepted in report.accepted:
        assert accepted.zh != accepted.en
        assert accepted.at.startswith("accepted.csv:")


def test_the_pairs_that_law_leaves_to_its_maker_are_found(report: Report) -> None:
    """Each with a real matter and the organ that decides."""
    found = {f.rules: f for f, _ in report.accepted if f.code == "adjudicated"}
    estate = found["PARK26.estate", "PROP98.10.obstacle_common"]
    assert estate.data["organ"] == "city_npc_standing_committee"
    assert estate.matter is not None
    assert estate.matter["item"] == "parking_obstacle"


def test_a_report_is_plain_json(report: Report) -> None:
    """With what is accepted, and why."""
    plain = report.to_dict()
    assert plain["findings"] == []
    assert {"on", "zh", "en", "at"} == set(plain["accepted"][0]["accepted"])
