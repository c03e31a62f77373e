"""What is inherited from other rules: outcomes that stand, and none that do not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from govrules import Blueprint, Jurisdiction
from govrules.simulate import Scenario, delegations, lists, territory

pa = pytest.importorskip("pyarrow")

NEVER = Scenario("never").change(delegations("JZF2020-9.1").never())
LISTED = Scenario("listed").change(lists("on_power_list").remove("smoking", on="2024-07-01"))
BACK = Scenario("back").change(delegations("JZF2020-9.1").revoke(on="2024-07-01"))
BOTH = Scenario("both").change(*NEVER.changes, *LISTED.changes)
MERGED = Scenario("merged").change(
    territory.merge("东城区/东华门街道", into="东城区/景山街道", on="2024-07-01")
)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    """Violations and demands on both sides of a change, with facts said and unsaid."""
    return [
        {"kind": kind, "item": item, "place": place, "on": on, "on_power_list": listed}
        for kind in ("violation", "complaint", "consult")
        for item in ("smoking_butt_litter", "gas_unsafe_use", "property_dispute", None)
        for place in ("110102013", "110101")
        for on in ("2024-06-30", "2024-08-01")
        for listed in (True, None)
        if listed is None or item == "smoking_butt_litter"
    ]


@pytest.fixture(scope="module")
def learnt(shipped: Blueprint, rows: list[dict[str, Any]]) -> Jurisdiction:
    """The jurisdiction as it is, the rows decided."""
    made = Jurisdiction(shipped)
    made.decide_table(pa.Table.from_pylist(rows), keep=[])
    return made


@pytest.mark.parametrize("scenario", [NEVER, LISTED, BOTH], ids=lambda s: s.name)
def test_what_is_inherited_is_what_would_be_found(
    learnt: Jurisdiction, rows: list[dict[str, Any]], scenario: Scenario
) -> None:
    """Each class is that of the reference evaluator, which remembers nothing."""
    made = scenario.applied(learnt)
    assert made.classes.inherit(learnt.classes)
    found = made.decide_table(pa.Table.from_pylist(rows), keep=[]).to_pylist()
    for row, got in zip(rows, found, strict=True):
        given = {k: v for k, v in row.items() if v is not None}
        right = made.decide(given, engine="reference", ask="plain")
        assert got["disposition"] == right.disposition
        assert (got["owner"] or "").partition("@")[0] == (right.owner.role if right.owner else "")
        outcome = made.classes[got["decision_class"]].outcome
        assert outcome is not None
        assert [r.rule for r in right.because] == list(outcome.because)


@pytest.mark.parametrize("scenario", [NEVER, LISTED, BOTH, BACK, MERGED], ids=lambda s: s.name)
def test_inherited_or_found_it_is_the_same(
    learnt: Jurisdiction, rows: list[dict[str, Any]], scenario: Scenario
) -> None:
    """The decided table is the same, classes included, and fewer cases had to be decided for it."""
    made, alone = scenario.applied(learnt), scenario.applied(learnt)
    assert made.classes.inherit(learnt.classes)
    table = pa.Table.from_pylist(rows)
    found, right = (j.decide_table(table, keep=[]) for j in (made, alone))
    assert found.to_pylist() == right.to_pylist()
    assert made.classes.learner.learnt < alone.classes.learner.learnt


def test_a_matter_that_no_change_concerns_is_not_decided_again(
    learnt: Jurisdiction, rows: list[dict[str, Any]]
) -> None:
    """An open one too: what its facts rule out stays out, however they turn out."""
    made = BACK.applied(learnt)
    made.classes.inherit(learnt.classes)
    before = [row for row in rows if row["on"] < "2024-07-01"]
    made.decide_table(pa.Table.from_pylist(before), keep=[])
    assert not made.classes.learner.outcomes.edges


def test_other_units_change_nothing_that_rules_tell_apart(
    learnt: Jurisdiction, rows: list[dict[str, Any]]
) -> None:
    """Two streets merged: nothing is asked of the reference evaluator again."""
    made = MERGED.applied(learnt)
    assert made.classes.inherit(learnt.classes)
    made.decide_table(pa.Table.from_pylist(rows), keep=[])
    assert made.classes.learner.learnt == 0


def test_what_two_share_threads_may_learn_at_once(
    shipped: Blueprint, rows: list[dict[str, Any]]
) -> None:
    """Both jurisdictions plant into the same trees, and each decides as it would alone."""
    base = Jurisdiction(shipped)
    made = LISTED.applied(base)
    made.classes.inherit(base.classes)
    given = [{k: v for k, v in row.items() if v is not None} for row in rows[::3]]
    work = [(j, row) for row in given for j in (base, made)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda one: one[0].decide(one[1], ask="plain").to_json(), work))
    alone = {id(j): type(j)(j.blueprint) for j in (base, made)}
    for (j, row), got in zip(work, found, strict=True):
        assert got == alone[id(j)].decide(row, ask="plain").to_json()
