"""Setting aside, by what a matter is, the rules that cannot apply changes nothing."""

from __future__ import annotations

from unittest.mock import patch

from govrules import GovrulesError, Jurisdiction
from govrules.testing.strategies import blueprints, matters
from hypothesis import given
from hypothesis import strategies as st


def told(made: Jurisdiction, record: dict[str, object]) -> object:
    """The record, or the error; but for what else might be the case.

    That is told from the facts that were looked at, and a sieve looks at one more.
    """
    try:
        d = made.decide(record, engine="reference").to_dict()
    except GovrulesError as error:
        return error.text("en")
    return {k: v for k, v in d.items() if k not in ("ask", "otherwise", "policies")}


@given(st.data())
def test_all_rules_or_those_left_are_one(data: st.DataObject) -> None:
    """With every question sieved and with none, records are the same, vague codes included."""
    blueprint = data.draw(blueprints(most_rules=8))
    with patch("govrules.rules.index.FEW", 1):
        sieved = Jurisdiction(blueprint)
    with patch("govrules.rules.index.FEW", 1 << 30):
        whole = Jurisdiction(blueprint)
    rules = [r.rule for r in whole.rules.rules.values()]
    assert not any(whole.rules.index.discriminating.values())
    for record in data.draw(st.lists(matters(whole.fields, near=rules), min_size=1, max_size=4)):
        assert told(sieved, record) == told(whole, record)
