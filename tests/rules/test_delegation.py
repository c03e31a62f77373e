"""Moving a power and taking it back: what is taken back is exactly what was moved."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import attrs
import pytest
from govrules import UNKNOWN, Delegation, Jurisdiction, Period
from govrules.errors import DelegationError
from govrules.evaluate import evaluate
from govrules.rules import DelegationTerms, Revocation, delegation_faults, read_facts
from govrules.testing.strategies import conditions
from hypothesis import given
from hypothesis import strategies as st

BACK = date(2022, 1, 1)
ITEMS = ("litter", "dump", "bins", "noise", "waste", None)
DAYS = ("2020-06-30", "2020-07-01", "2021-12-31", "2022-01-01", None)
FLAGS = ("yes", "no", None)


def town_with(town: Any, moved: Delegation | None) -> Jurisdiction:
    rules = () if moved is None else (moved.rule("holder", "competence", "holder"),)
    return Jurisdiction(town.blueprint(*rules, without=["D1"]))


def holders(made: Jurisdiction, record: dict[str, Any]) -> tuple[Any, ...]:
    return evaluate(made.rules, read_facts(record, made.fields)).answers["holder"].values


def every_matter() -> list[dict[str, Any]]:
    kinds = ("violation", "task")
    return [
        {k: v for k, v in zip(("item", "on", "listed", "kind"), values, strict=True) if v}
        for values in product(ITEMS, DAYS, FLAGS, kinds)
    ]


@pytest.fixture(scope="module")
def plain(town: Any) -> Jurisdiction:
    """The town in which nothing has moved."""
    return town_with(town, None)


@pytest.fixture(scope="module")
def never_or_for_good(town: Any, plain: Jurisdiction) -> list[tuple[Any, Any]]:
    """Who holds each matter if the power never moved, and if it was never taken back."""
    moved = town_with(town, town.MOVED)
    return [(holders(plain, record), holders(moved, record)) for record in every_matter()]


@given(st.data())
def test_revoking_returns_exactly_what_was_moved(
    town: Any, oracle: Any, plain: Jurisdiction, never_or_for_good: Any, data: Any
) -> None:
    """From the day on, and within its scope, all is as if nothing had moved; outside, as moved."""
    fields = {id: f for id, f in plain.fields.items() if id in ("item", "listed", "kind")}
    scope = data.draw(st.just(None) | conditions(fields, most=3))
    back = Revocation(BACK, "CG 1") if scope is None else Revocation(BACK, "CG 1", scope)
    revoked = town_with(town, attrs.evolve(town.MOVED, revocations=(back,)))
    full = 0
    for record, (before, after) in zip(every_matter(), never_or_for_good, strict=True):
        now = holders(revoked, record)
        facts = read_facts(record, plain.fields)
        known = all(f in facts.values and facts.values[f] != "waste" for f in (*fields, "on"))
        if not known:
            assert set(now) <= {*before, *after}, record
            continue
        full += 1
        taken_back = facts.values["on"] >= BACK and oracle.holds(back.scope, facts.values, fields)
        assert now == (before if taken_back else after), record
    assert full == 4 * 4 * 2 * 2


def test_two_partial_revocations_add_up(town: Any) -> None:
    """Each take-back returns its part, and the rest stays where it was moved."""
    parts = (Revocation(BACK, "CG 1", "item = litter"), Revocation(BACK, "CG 1", "item = noise"))
    made = town_with(town, attrs.evolve(town.MOVED, revocations=parts))
    for item, holder in (("litter", "bureau@district"), ("noise", "bureau@district")):
        assert holders(made, {"item": item, "on": "2022-01-01", "listed": "yes"}) == (holder,)
        assert holders(made, {"item": item, "on": "2021-12-31", "listed": "yes"}) == (
            "office@subdistrict",
        )


def test_an_unknown_day_leaves_both_owners(town: Any) -> None:
    """Without a day it is not known whether the power had moved."""
    made = town_with(town, town.MOVED)
    record = {"item": "litter", "listed": "yes", "on": "unknown"}
    assert set(holders(made, record)) >= {"office@subdistrict"} or UNKNOWN in holders(made, record)
    assert len(holders(made, record)) > 1


@pytest.mark.parametrize("kind", ["entrust", "post", "assist"])
def test_only_a_transfer_changes_the_owner(town: Any, kind: Any) -> None:
    """The other kinds lend the exercise of a power, and a rule for them is refused."""
    with pytest.raises(DelegationError) as caught:
        attrs.evolve(town.MOVED, kind=kind).rule("holder", "competence", "holder")
    assert str(caught.value) == (
        f"D1 is of kind {kind}, which moves no power; only a transfer changes the owner"
    )
    assert caught.value.zh == f"D1 属于 {kind}，不转移权力"


TERMS = {
    "transfer": DelegationTerms("transfer", ("city_government",), ("office",), True, "LW 1"),
    "entrust": DelegationTerms("entrust", ("bureau",), ("committee",), False, "LW 2"),
}
YEAR = Period(date(2021, 1, 1), date(2022, 1, 1))


def faults(town: Any, *chain: Delegation) -> list[tuple[str | None, str, str]]:
    found = delegation_faults(chain, TERMS, ("bureau",), town.law())
    assert all(f.code == "delegation_error" for f in found)
    assert all(f.zh and f.place and f.place.startswith("delegation D") for f in found)
    return [(f.field, f.en, f.place or "") for f in found]


def test_a_sound_delegation_has_no_fault(town: Any) -> None:
    """A transfer from its holder, by the right issuer, published and cited, is valid."""
    assert faults(town, town.MOVED) == []


@pytest.mark.parametrize(
    ("changes", "field", "text"),
    [
        ({"source": ("hotline",)}, "source", "hotline never held the power"),
        ({"issuer": "hotline"}, "issuer", "hotline may not give it (LW 1)"),
        ({"to": "committee@community"}, "to", "committee cannot hold it (LW 1)"),
        ({"published": None}, "published", "it was not published (LW 1)"),
        ({"published": date(2020, 8, 1)}, "published", "it was published after it began"),
        ({"basis": ("CR 9",)}, "basis", "there is no CR 9"),
        ({"basis": ("NO 1",)}, "basis", "no instrument 'NO' in the index of the law"),
        ({"basis": ("OLD 1",)}, "basis", "OLD was not in force on 2020-07-01"),
        ({"cite": "CG 2(1)(3)"}, "basis", "there is no CG 2(1)(3)"),
    ],
)
def test_what_makes_a_delegation_void(town: Any, changes: Any, field: str, text: str) -> None:
    """Each fault is found by itself, and names what is wrong."""
    assert faults(town, attrs.evolve(town.MOVED, **changes)) == [(field, text, "delegation D1")]


def on_top(town: Any, **changes: Any) -> Delegation:
    """A second link: what the office received goes on to the committee."""
    made = attrs.evolve(
        town.MOVED,
        id="D2",
        kind="entrust",
        source=("office",),
        to="committee@community",
        issuer="bureau",
        published=None,
    )
    return attrs.evolve(made, **changes)


def test_a_chain_is_valid_link_by_link(town: Any) -> None:
    """What was given outright may be lent on, within the time of the gift."""
    assert faults(town, town.MOVED, on_top(town)) == []


@pytest.mark.parametrize(
    ("first", "second", "field", "text"),
    [
        ({"period": YEAR}, {}, "period", "it outlasts D1, its source"),
        ({"kind": "assist"}, {"kind": "post"}, "source", "D1 only lent office the power"),
        (
            {"kind": "entrust", "to": "committee@community", "issuer": "bureau"},
            {"source": ("committee",)},
            "kind",
            "what was entrusted is entrusted again",
        ),
    ],
)
def test_what_breaks_a_chain(town: Any, first: Any, second: Any, field: str, text: str) -> None:
    """A link that rests on a shorter one, or on what was only lent, is void."""
    chain = (attrs.evolve(town.MOVED, **first), on_top(town, **second))
    assert (field, text, "delegation D2") in faults(town, *chain)


def test_a_fault_says_how_to_put_it_right(town: Any) -> None:
    """The whole message, in both languages."""
    moved = attrs.evolve(town.MOVED, issuer="hotline")
    (fault,) = delegation_faults([moved], TERMS, ("bureau",), town.law())
    assert str(fault) == "delegation D1: hotline may not give it (LW 1); one of city_government"
    assert fault.text("zh") == "delegation D1: hotline 无权作出（LW 1）；可由 city_government"
