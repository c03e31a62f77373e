"""What is inherited from other rules: outcomes that stand, and none that do not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from govrules import Blueprint, Jurisdiction
from govrules.classes.inherit import inherit
from govrules.simulate import Scenario, delegations, lists, territory

pa = pytest.importorskip("pyarrow")

NEVER = Scenario("never").change(delegations("JZF2020-9.1").never())
LISTED = Scenario("listed").change(lists("on_power_list").remove("smoking", on="2024-07-01"))
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
    assert inherit(made.classes.learner, learnt.classes.learner) > 0
    found = made.decide_table(pa.Table.from_pylist(rows), keep=[]).to_pylist()
    for row, got in zip(rows, found, strict=True):
        given = {k: v for k, v in row.items() if v is not None}
        right = made.decide(given, engine="reference", ask="plain")
        assert got["disposition"] == right.disposition
        assert (got["owner"] or "").partition("@")[0] == (right.owner.role if right.owner else "")
        outcome = made.classes[got["decision_class"]].outcome
        assert outcome is not None
        assert [r.rule for r in right.because] == list(outcome.because)


def test_outcomes_that_stand_are_not_found_again(
    learnt: Jurisdiction, rows: list[dict[str, Any]]
) -> None:
    """Less is asked of the reference evaluator than with shared questions alone."""
    asked = []
    for begin in (lambda a, b: a.share(b), inherit):
        made = NEVER.applied(learnt)
        begin(made.classes.learner, learnt.classes.learner)
        made.decide_table(pa.Table.from_pylist(rows), keep=[])
        asked.append(made.classes.learner.learnt)
    assert asked[1] < asked[0]


def test_where_the_units_differ_nothing_is_inherited(learnt: Jurisdiction) -> None:
    """What was found of a place says nothing of another map."""
    made = MERGED.applied(learnt)
    assert inherit(made.classes.learner, learnt.classes.learner) == 0
    assert not made.classes.learner.outcomes.edges


def test_what_two_share_threads_may_learn_at_once(
    shipped: Blueprint, rows: list[dict[str, Any]]
) -> None:
    """Both jurisdictions plant into the same trees, and each decides as it would alone."""
    base = Jurisdiction(shipped)
    made = LISTED.applied(base)
    inherit(made.classes.learner, base.classes.learner)
    given = [{k: v for k, v in row.items() if v is not None} for row in rows[::3]]
    work = [(j, row) for row in given for j in (base, made)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda one: one[0].decide(one[1], ask="plain").to_json(), work))
    alone = {id(j): type(j)(j.blueprint) for j in (base, made)}
    for (j, row), got in zip(work, found, strict=True):
        assert got == alone[id(j)].decide(row, ask="plain").to_json()
