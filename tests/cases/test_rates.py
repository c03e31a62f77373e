"""The three rates: of the owner as finally adjudicated, with what was left out and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from govrules.cases.rates import _Treatment
from govrules.errors import RecordError


@pytest.mark.parametrize(
    ("by", "key"),
    [
        ("subdistrict", "110105026"),
        ("district", "110105"),
        ("department", "street_office@110105026"),
    ],
)
def test_rates_follow_the_owner_at_the_end(closed: Any, by: str, key: str) -> None:
    """The department that was asked first is not scored; the subdistrict that handled it is."""
    (rate,) = closed.rates(by, "2024-03")
    assert (rate.key, rate.cases) == (key, 1)
    assert (rate.response_rate, rate.resolution_rate, rate.satisfaction_rate) == (100, 100, 0)
    assert closed.rates(by, "2024-04") == []


def test_a_trade_is_a_branch_of_the_catalogue(closed: Any) -> None:
    """By trade, a case counts under the first branch of its item."""
    (rate,) = closed.rates("trade")
    assert rate.cases == 1
    assert rate.zh != rate.key


def test_an_excluded_case_says_by_which_rule(
    closed: Any, story: Callable[..., list[dict[str, Any]]]
) -> None:
    """What is left out is counted under its ground, and not in the rates."""
    list(closed.run(story("S2")))
    closed.post(
        "S2", "exclude", basis="market_matter", by="government_services@11", at="2024-03-10"
    )
    (rate,) = closed.rates()
    assert (rate.cases, dict(rate.excluded)) == (1, {"market_matter": 1})


def test_a_score_needs_weights(closed: Any) -> None:
    """The weights are a parameter: none is made up."""
    weights = {"response": 30, "resolution": 35, "satisfaction": 35}
    assert closed.rates()[0].score is None
    assert closed.rates(weights=weights)[0].score == 65
    with pytest.raises(RecordError, match="weights cannot be"):
        closed.rates(weights={"response": 1})


@pytest.mark.parametrize(("by", "month"), [("house", None), ("district", "March")])
def test_a_wrong_question_is_told(closed: Any, by: str, month: str | None) -> None:
    """An unknown grouping or month says what there is."""
    with pytest.raises(RecordError, match="cannot be"):
        closed.rates(by, month)


def test_both_sides_of_a_whistle_are_scored(closed: Any) -> None:
    """Who objects, who refuses and who keeps silent stands beside who came."""
    found = {p.key: p for p in closed.passing()}
    housing, street = found["housing@110105"], found["street_office@110105026"]
    assert (housing.objected, housing.upheld, housing.called, housing.refused) == (1, 1, 1, 1)
    assert (street.received, street.whistles) == (1, 1)
    assert found["landscape@110105"].came == 1
    assert found["urban_enforcement@110105"].silent == 1
    with pytest.raises(RecordError, match="passing cannot be by 'house'"):
        closed.passing("house")


def test_whether_a_case_counts_is_what_the_inquiry_says(closed: Any) -> None:
    """Each ground that a case may have is treated in the rates as the inquiry treats it."""
    treatment = _Treatment(closed)
    basis = closed.charts["work_order"].datum["basis"].choices
    made = closed.jurisdiction.inquiry("assessment")
    assert {c.code for c in made.fields["ground"].choices} == {"none", *basis}
    for ground in basis:
        said = made.decide(asks="counts", called_back=True, ground=ground, on="2024-03-10")
        assert treatment.of("work_order", ground, False, "2024-03-10") == said.disposition
        assert treatment.of("work_order", ground, False, "2021-09-23") == "grounds_not_public"
    assert treatment.of("handover", "none", True, "2024-03-10") == "not_counted"
