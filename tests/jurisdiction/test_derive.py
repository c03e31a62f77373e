"""What a jurisdiction is given decides, and all that decides is in its digest."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from govrules import Blueprint, Jurisdiction, Line, Period, Policy, Territory, rule
from govrules.errors import PolicyError
from govrules.rules import ListChange, Revocation

DAY = date(2022, 1, 1)
MATTER = {
    "kind": "violation",
    "item": "smoking_butt_litter",
    "place": "110102013",
    "on": "2024-03-01",
    "on_power_list": True,
}


@pytest.fixture(scope="module")
def revoked(beijing_pack: Jurisdiction) -> Jurisdiction:
    """Beijing, had the delegation been taken back in 2022."""
    (d,) = beijing_pack.delegations
    back = attrs.evolve(d, revocations=(Revocation(DAY, "JZF2020-9"),))
    return beijing_pack.derive(delegations=(back,))


@pytest.fixture(scope="module")
def never(beijing_pack: Jurisdiction) -> Jurisdiction:
    """Beijing, had the delegation never been made."""
    return beijing_pack.derive(delegations=())


def owner(j: Jurisdiction, **changes: Any) -> str:
    """The role of the lead of a litterer's case."""
    lead = j.decide(MATTER | changes).lead
    assert lead is not None
    return lead.role


def test_a_revocation_given_decides(beijing_pack: Jurisdiction, revoked: Jurisdiction) -> None:
    """Until its day the subdistrict has the power, from then on the department again."""
    assert owner(beijing_pack) == "street_or_township"
    assert owner(revoked) == "urban_enforcement"
    assert owner(revoked, on="2021-12-31") == "street_or_township"


def test_what_a_desk_believed_is_kept_as_a_remark(revoked: Jurisdiction) -> None:
    """The take-back prevails over "on the list" in the data, and says so."""
    notes = revoked.decide(MATTER).notes
    assert [n.code for n in notes] == ["overruled"]
    assert "列入街乡行政执法事项清单" in notes[0].zh
    assert "taken back from 2022-01-01 on" in notes[0].en
    assert revoked.decide(MATTER | {"on": "2021-12-31"}).notes == ()


def test_without_the_delegation_no_rule_carries_it(
    beijing_pack: Jurisdiction, never: Jurisdiction
) -> None:
    """The rule itself goes, and every one of powers that are shared with others."""
    gone = set(beijing_pack.rules.rules) - set(never.rules.rules)
    assert "JZF2020-9.1" in gone
    carried = {id for id in beijing_pack.rules.rules if id.endswith(".moved")}
    assert carried
    assert carried <= gone
    assert owner(never) == "urban_enforcement"


def test_never_made_by_data_and_by_blueprint_is_the_same(
    beijing_pack: Jurisdiction, never: Jurisdiction
) -> None:
    """Every listable item has one owner, whether the desk says "not on the list" or the pack."""
    pytest.importorskip("pyarrow")
    import pyarrow as pa

    items = beijing_pack.fields["item"].tree.leaves  # type: ignore[union-attr]
    rows = [
        {**MATTER, "item": item, "place": place, "on_power_list": said}
        for item in items
        for place in ("110102013", "110109101", "110101")
        for said in (None, True, False)
    ]
    none = [
        {**row, "on_power_list": None if row["on_power_list"] is None else False} for row in rows
    ]
    here = never.decide_table(pa.Table.from_pylist(rows))
    asked = never.decide_table(pa.Table.from_pylist(none))
    for column in ("owner", "lead", "disposition"):
        assert here[column].to_pylist() == asked[column].to_pylist()
    data = [{**row, "on_power_list": False} for row in rows]
    by_data = beijing_pack.decide_table(pa.Table.from_pylist(data))
    assert by_data["owner"].to_pylist() == here["owner"].to_pylist()


def test_a_part_taken_back_reaches_the_rules_of_the_list(beijing_pack: Jurisdiction) -> None:
    """Of a take-back of gas alone, the clauses that look to the list hear as well."""
    (d,) = beijing_pack.delegations
    some = Revocation(DAY, "JZF2020-9", "item under gas")
    part = beijing_pack.derive(delegations=(attrs.evolve(d, revocations=(some,)),))
    gas = {"item": "gas_unsafe_use"}
    assert owner(beijing_pack, **gas) != owner(part, **gas)
    assert owner(part) == "street_or_township"


@pytest.mark.parametrize("kind", ["entrust", "assist", "post"])
def test_a_delegation_that_moves_nothing_carries_nothing(
    beijing_pack: Jurisdiction, kind: Any
) -> None:
    """Turned into one that only lends, it leaves the power where it was."""
    (d,) = beijing_pack.delegations
    lent = beijing_pack.derive(delegations=(attrs.evolve(d, kind=kind),))
    assert owner(lent) == "urban_enforcement"


def test_a_list_given_decides(beijing_pack: Jurisdiction) -> None:
    """What is struck off on a day is off from then on, whatever the desk says."""
    power, *others = beijing_pack.lists
    off = ListChange(False, "item under smoking", date(2024, 1, 1))
    j = beijing_pack.derive(lists=(attrs.evolve(power, changes=(off,)), *others))
    assert owner(j) == "urban_enforcement"
    assert owner(j, on="2023-12-31") == "street_or_township"


def test_a_list_may_settle_a_flag_that_no_question_works_out(beijing_pack: Jurisdiction) -> None:
    """Entries of the list of assistance answer for it, without a question declared by hand."""
    assist = next(x for x in beijing_pack.lists if x.id == "LIST34")
    known = attrs.evolve(assist, codes=("item", ("property_dispute",)))
    others = [x for x in beijing_pack.lists if x is not assist]
    j = beijing_pack.derive(lists=(*others, known))
    matter = {
        "kind": "task",
        "item": "property_dispute",
        "place": "110102013001",
        "on": "2024-03-01",
        "asked_of_level": "community",
        "role_given": "assist",
        "giver_level": "district_department",
    }
    assert beijing_pack.decide(matter).disposition == "undetermined"
    assert "LIST34.in" in j.rules.rules
    asked = [[a.field for a in x.decide(matter).ask] for x in (beijing_pack, j)]
    assert asked == [["in_assist_list", "consent_by"], ["consent_by"]]


def test_a_territory_given_is_read_by_every_field(shipped: Blueprint) -> None:
    """A unit that only the new territory has can be a place; the old tree is read no more."""
    t = shipped.territory
    last = t.rosters[-1].day
    units = {c: t.name(c, on=last) for c in t if t.roster_on(last).id in t.unit(c, last).rosters}
    other = Territory.from_rosters({last: {**units, "110102099": "新街道"}})
    j = Jurisdiction(attrs.evolve(shipped, territory=other))
    assert owner(j, place="110102099") == "street_or_township"
    assert {f.id for f in j.fields.values() if f.tree is shipped.territory} == set()


@pytest.mark.parametrize(
    "parts",
    [
        {"delegations": ()},
        {"lists": ()},
        {"lines": ()},
        {"lines": (Line("support", "health", "city", "health", "district", "JD 11(2)"),)},
    ],
)
def test_the_digest_tells_what_is_given(shipped: Blueprint, parts: dict[str, Any]) -> None:
    """Results of two jurisdictions that are given different things cannot be mixed up."""
    plain = Jurisdiction(shipped)
    assert Jurisdiction(attrs.evolve(shipped, **parts)).digest != plain.digest
    assert Jurisdiction(attrs.evolve(shipped)).digest == plain.digest


def test_a_policy_is_laid_over(beijing_pack: Jurisdiction) -> None:
    """Derived with a policy, its rule decides; the first jurisdiction stays as it is."""
    mine = Policy(
        "x.mine",
        "我的",
        "mine",
        "us",
        "1",
        [
            rule(
                "MINE",
                "owner",
                when="item under smoking",
                then={"owner": "$competence"},
                cite="JZF2020-9",
                exception_to="JZF2020-9.1",
                zh="假设",
                en="assumed",
            )
        ],
    )
    assert owner(beijing_pack.derive(mine)) == "urban_enforcement"
    assert owner(beijing_pack) == "street_or_township"


def test_what_is_no_part_is_refused(beijing_pack: Jurisdiction) -> None:
    """The error names the part that was meant."""
    with pytest.raises(PolicyError, match=r"no part 'delegation'.*delegations"):
        beijing_pack.derive(delegation=())


def test_a_policy_that_does_not_fit_is_refused(beijing_pack: Jurisdiction) -> None:
    """It is not left out in silence, as a stranger's plug-in would be."""
    bad = rule("B", "nothing", then={"x": "y"}, cite="JZF2020-9", zh="甲", en="b")
    with pytest.raises(PolicyError, match="no question 'nothing'"):
        beijing_pack.derive(Policy("x.bad", "坏", "bad", "us", "1", [bad]))


def test_the_delegations_period_is_the_lists(beijing_pack: Jurisdiction) -> None:
    """Made a year later, or ended, nothing is on the list before, and nothing after."""
    (d,) = beijing_pack.delegations
    later = attrs.evolve(d, period=Period(date(2021, 7, 1), date(2023, 7, 1)))
    j = beijing_pack.derive(delegations=(later,))
    got = [owner(j, on=on) for on in ("2021-01-01", "2022-01-01", "2024-01-01")]
    assert got == ["urban_enforcement", "street_or_township", "urban_enforcement"]
