"""A change and its inverse: on one day nothing is left of them; undone later, all but between."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from govrules import Jurisdiction, Policy, rule
from govrules.errors import GovrulesError
from govrules.rules import DatedList, Delegation
from govrules.simulate import Scenario, delegations, lists, policies, territory
from govrules.simulate.changes import Edit
from govrules.simulate.undone import net
from govrules.testing.strategies import blueprints, days, matters
from govrules.testing.strategies.declared import BOUNDS
from hypothesis import given
from hypothesis import strategies as st

ON, LATER = BOUNDS[1], BOUNDS[2]
PART = "item under g0"
MINE = Policy(
    "mine",
    "自拟",
    "mine",
    "test",
    "1",
    [
        rule(
            "M1", "provisional", when=PART, then={"lead": "bureau@city"}, cite="L0", zh="甲", en="a"
        )
    ],
)


@st.composite
def packs(draw: st.DrawFn) -> Jurisdiction:
    """A generated pack with a delegation, a list of what it moves, and a rule that carries it."""
    bp = draw(blueprints(most_rules=2))
    cited = bp.law.instruments[0]
    moved = Delegation(
        id="D1",
        kind="transfer",
        zh="下放",
        en="delegation",
        source=("bureau", "district_government"),
        to="office@subdistrict",
        scope=draw(st.sampled_from(("always", "flag0"))),
        cite=cited.id,
        basis=(),
        issuer="city_government",
        published=None,
        period=cited.period,
    )
    listed = DatedList(
        id="L1",
        field="flag0",
        zh="清单",
        en="list",
        count=None,
        public=False,
        period=cited.period,
        cite=cited.id,
        source="generated",
        codes=("item", ("g0i0",)) if draw(st.booleans()) else None,
        delegation="D1" if draw(st.booleans()) else "",
    )
    carried = Policy(
        "p.moved", "下放", "moved", "test", "1", [moved.rule("holder", "competence", "holder")]
    )
    return Jurisdiction(
        attrs.evolve(bp, delegations=(moved,), lists=(listed,), policies=(*bp.policies, carried))
    )


def there_and_back(kind: str, on: date, back: date) -> Scenario:
    """A change from a day on, and its inverse from another day on."""
    d, held = delegations("D1"), lists("L1")
    both = {
        "revoke": (d.revoke(on=on), d.restore(on=back)),
        "revoke in part": (d.revoke(on=on, scope=PART), d.restore(on=back, scope=PART)),
        "widen": (d.widen(scope=PART), d.narrow(scope=PART)),
        "narrow": (d.narrow(source="bureau"), d.widen(source="bureau")),
        "add": (held.add("g0", on=on), lists("flag0").remove("g0", on=back)),
        "remove": (
            held.remove("g0", "g0i0", on=on),
            held.add("g0i0", on=back),
            held.add("g0", on=back),
        ),
        "remove from the beginning": (held.remove("g0"), held.add("g0")),
        "lay": (MINE, policies("mine").off()),
        "split": (
            territory.split("甲街道", name="甲北街道", parts=["110101001001"], on=on),
            territory.merge("甲北街道", into="110101001", on=back),
        ),
        "found": (
            territory.found("新街道", under="110101", on=on),
            territory.close("新街道", on=back),
        ),
        "rename": (
            territory.rename("110101001", "新街道", on=on),
            territory.rename("110101001", "甲街道", on=back),
        ),
    }[kind]
    return Scenario(f"{kind} and back").change(*both)


BY_DAY = ("revoke", "revoke in part", "split", "found", "rename")
AT_ONCE = (*BY_DAY, "add", "remove", "widen", "narrow", "remove from the beginning", "lay")


@given(pack=packs(), kind=st.sampled_from(AT_ONCE))
def test_with_its_inverse_any_pack_is_as_it_was(pack: Jurisdiction, kind: str) -> None:
    """On one day, bit for bit; half of it is something else."""
    both = there_and_back(kind, ON, ON)
    assert both.applied(pack).digest == pack.digest
    half = attrs.evolve(both, changes=both.changes[:1])
    if kind != "rename":  # under one name or another a unit may be called alike
        assert half.applied(pack).digest != pack.digest


@given(data=st.data(), pack=packs(), kind=st.sampled_from(BY_DAY))
def test_undone_later_all_is_as_ever_before_and_after(
    data: st.DataObject, pack: Jurisdiction, kind: str
) -> None:
    """Of a matter before the change or after its inverse, the decision is word for word the same.

    But for one thing: a change of units says how they were called on its day, so that a name which
    was uncertain between two rosters may be told with no such note.
    """
    made = there_and_back(kind, ON, LATER).applied(pack)
    assert made.digest != pack.digest
    record = data.draw(matters(pack.fields))
    day = data.draw(days((BOUNDS[0], LATER)).filter(lambda d: not ON <= d < LATER))
    record["on"] = day.isoformat()
    redraws = kind in ("split", "found", "rename")
    assert told(made, record, names=not redraws) == told(pack, record, names=not redraws)


def told(pack: Jurisdiction, record: dict[str, Any], *, names: bool) -> Any:
    """What is decided, or the error; the digest of the rules apart, and how units were called."""
    try:
        said = pack.decide(record).to_dict()
    except GovrulesError as error:
        return str(error)
    notes = [n for n in said["notes"] if names or n["code"] != "reading"]
    return {k: v for k, v in said.items() if k != "policies"} | {"notes": notes}


@pytest.mark.parametrize(
    "on", ["2020-01-01", "2024-02-29", "2024-03-01", "2024-08-31", "2024-09-01"]
)
@pytest.mark.parametrize("item", ["smoking_butt_litter", "smoking_venue_duty"])
def test_an_entry_is_off_the_list_until_it_is_back(
    beijing_pack: Jurisdiction, item: str, on: str
) -> None:
    """Of a list that its pack carries, nothing differs before and after, and something between."""
    held = lists("on_power_list")
    changes = (held.remove("smoking", on="2024-03-01"), held.add("smoking", on="2024-09-01"))
    made = Scenario("off for a summer").change(*changes).applied(beijing_pack)
    record = {"kind": "violation", "item": item, "place": "110101001", "on": on}
    is_same = told(made, record, names=True) == told(beijing_pack, record, names=True)
    assert is_same is not ("2024-03-01" <= on < "2024-09-01")


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ([("add", 1), ("remove", 2)], [(True, 1, 2)]),
        ([("remove", 1), ("add", 2)], [(False, 1, 2)]),
        ([("add", None), ("remove", 2)], [(True, None, 2)]),
        ([("add", 1), ("remove", 2), ("add", 2)], [(True, 1, None)]),
        ([("add", 1), ("remove", 2), ("remove", 3)], [(True, 1, 2), (False, 3, None)]),
        ([("add", 1), ("remove", 2), ("add", 3), ("remove", 4)], [(True, 1, 2), (True, 3, 4)]),
        ([("add", 2), ("remove", 1)], [(True, 2, None), (False, 1, None)]),
        ([("add", 1), ("add", 2)], [(True, 1, None), (True, 2, None)]),
    ],
)
def test_what_is_left_of_an_entry(
    steps: list[tuple[str, int | None]], left: list[tuple[bool, int | None, int | None]]
) -> None:
    """An entry undone on a later day was on the list, or off it, until then; after that it is
    struck off, or put on, by what is said once more."""

    def day(number: int | None) -> date | None:
        return None if number is None else date(2024, number, 1)

    held = lists("L1")
    found = net(getattr(held, word)("g0", on=day(on)) for word, on in steps)
    assert found == tuple(
        Edit("L1", is_on, ("g0",), day(on), until=day(until)) for is_on, on, until in left
    )
