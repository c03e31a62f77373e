"""Beijing's charts: in order, cited, and of the rules' own words."""

from __future__ import annotations

import govrules
import pytest
from govrules.charts import faults


@pytest.mark.parametrize("chart", ["work_order", "handover"])
def test_a_chart_is_in_order(beijing_pack: govrules.Jurisdiction, chart: str) -> None:
    """Every state, guard, clock and citation of a shipped chart holds."""
    found = beijing_pack.charts[chart]
    assert faults(found, beijing_pack.law, beijing_pack.rules.roles.roles) == []


def test_dispositions_are_those_of_the_rules(beijing_pack: govrules.Jurisdiction) -> None:
    """A guard asks only for dispositions that the rules can give."""
    (route,) = (q for q in beijing_pack.rules.questions if q.id == "route")
    known = {c.code for slot in route.slots for c in slot.choices}
    for chart in beijing_pack.charts.values():
        assert set(chart.datum["decided.disposition"].choices) <= known


def test_no_clock_of_the_work_order_claims_a_statute(beijing_pack: govrules.Jurisdiction) -> None:
    """No period in days is laid down by the regulation, so none says that it is."""
    assert {c.status for c in beijing_pack.charts["work_order"].clocks} == {"assumed"}


def test_no_owner_is_written_into_the_work_order(beijing_pack: govrules.Jurisdiction) -> None:
    """Only the hotline is named: whoever handles a demand comes from the rules."""
    chart = beijing_pack.charts["work_order"]
    named = {s.owner for s in chart.states if s.owner and not s.owner.startswith("$")}
    assert named == {"hotline_agency@city"}
    for one in chart.moves:
        for do in one.does:
            if do.words[0] == "lead" and do.verb == "put":
                assert do.words[1] == "$decided.lead"
