"""What matters touch."""

from __future__ import annotations

from datetime import date
from types import ModuleType

import govrules


def test_a_rule_that_lost_was_touched(small: govrules.Jurisdiction, town: ModuleType) -> None:
    """So was the exception that put it out."""
    found = small.coverage([town.matter(urgent=True), town.matter(urgent=True, id="m2")])
    assert found.rules["R.urgent"] == found.rules["R.found"] == 2
    assert found.exceptions == {("R.urgent", "R.found"): 2}
    assert found.untouched_exceptions == ()


def test_what_nothing_touches_is_named(small: govrules.Jurisdiction, town: ModuleType) -> None:
    """Rules, exceptions, and the days on which rules begin."""
    found = small.coverage([town.matter()])
    assert "R.task" in found.untouched_rules
    assert found.untouched_exceptions == (("R.urgent", "R.found"),)
    assert date(2020, 7, 1) in found.untouched_days
    assert "R.urgent > R.found" in found.text("en")
    assert "未触及：" in found.text("zh")
    assert found.to_dict()["untouched_exceptions"] == [["R.urgent", "R.found"]]


def test_the_day_of_change_and_the_day_before_are_two(
    small: govrules.Jurisdiction, town: ModuleType
) -> None:
    """A matter of the one does not touch the other."""
    found = small.coverage([town.matter(on="2020-07-01")])
    assert found.days[date(2020, 7, 1)] == 1
    assert found.days[date(2020, 6, 30)] == 0


def test_a_matter_that_cannot_be_decided_touches_nothing(small: govrules.Jurisdiction) -> None:
    """It is counted as bad."""
    found = small.coverage([{"kind": "nonsense"}, {"kind": "nonsense"}])
    assert (found.matters, found.bad) == (2, 2)
    assert not any(found.rules.values())
