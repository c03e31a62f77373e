"""Packs stack: a town on a layer, and a district on the town."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from govrules import Act, Blueprint, Duty, Jurisdiction, Policy, Rule
from govrules.errors import PackError, PolicyError
from govrules.expr import to_text
from govrules.layer import UNITS, Layer
from govrules.rules import refine

NEWS = {"kind": "complaint", "item": "litter", "place": "110101001", "on": "2021-01-01"}


@pytest.fixture(scope="module")
def ground(town: Any) -> Layer:
    """The parts of the small town that any town could share, without its territory."""
    base = town.blueprint().policies[0]
    fields = tuple(attrs.evolve(f, tree=UNITS) if f.id == "place" else f for f in base.fields)
    shared = attrs.evolve(base, id="ground.base", fields=fields, rules=rules("committee@community"))
    return Layer("ground", "底层", "ground", town.law(), [shared])


def rules(lead: str) -> tuple[Rule, ...]:
    """Two rules, of which the second is the residual one."""
    act = Act("LW")
    act.article("1", question="route", when="类型 = 投诉")(
        "own", then={"disposition": "handle", "lead": lead}, zh="甲", en="a"
    )
    act.article("2(1)", question="route", when="类型 = 违法")(
        "other", then={"disposition": "handle", "lead": lead}, zh="乙", en="b", reads_over="LW1.own"
    )
    return act.rules


@pytest.fixture(scope="module")
def bare(town: Any) -> Blueprint:
    """A town that declares nothing of its own."""
    whole = town.blueprint()
    return attrs.evolve(whole, id="bare", policies=(), lists=(), delegations=(), lines=())


def test_what_a_layer_gives_decides_in_a_town(bare: Blueprint, ground: Layer) -> None:
    """The town has neither field nor rule: it has units, and stands on the ground."""
    stacked = bare.standing_on(ground)
    decision = Jurisdiction(stacked).decide(NEWS, place="110101001001")
    assert [r.rule for r in decision.because] == ["LW1.own"]
    assert decision.lead is not None
    assert decision.lead.unit == "110101001001"
    assert (stacked.stands_on, stacked.beneath) == (("ground",), ("ground.base",))


def test_a_pack_stands_on_a_pack(bare: Blueprint, ground: Layer) -> None:
    """A district on its town on the ground: each adds, and all of it is there."""
    more = attrs.evolve(rules("office@subdistrict")[0], id="LW1.more")
    city = bare.standing_on(ground)
    own = Policy("east.own", "东区", "east", "东区", "1", (more,))
    east = attrs.evolve(bare, id="east", policies=(own,)).standing_on(city)
    assert east.stands_on == ("ground", "bare")
    assert {p.id for p in east.policies} == {"ground.base", "east.own"}
    assert east.beneath == ("ground.base",)
    assert east.law.digest == city.law.digest


def test_what_is_declared_anew_stands_in_its_place(bare: Blueprint, ground: Layer) -> None:
    """A field, a question, a role, a duty: the nearer declaration is the one."""
    shared = ground.policies[0]
    kind = next(f for f in shared.fields if f.id == "kind")
    own = Policy(
        "own",
        "本市",
        "own",
        "本市",
        "1",
        fields=(attrs.evolve(kind, zh="类别"),),
        roles=(attrs.evolve(shared.roles[0], en="another name"),),
        duties=tuple(attrs.evolve(d, en="another duty") for d in shared.duties[:1]),
    )
    stacked = attrs.evolve(bare, policies=(own,)).standing_on(ground)
    made = [f.zh for p in stacked.policies for f in p.fields if f.id == "kind"]
    assert made == ["类别"]
    names = [r.en for p in stacked.policies for r in p.roles if r.code == shared.roles[0].code]
    assert names == ["another name"]
    assert all(isinstance(d, Duty) for p in stacked.policies for d in p.duties)


def test_a_rule_is_said_more_exactly(bare: Blueprint, ground: Layer) -> None:
    """What holds besides is added, days and words are replaced, orders are added."""
    refined = refine(
        "LW1.own",
        when="地点 在 110101 下",
        since="2021-01-01",
        reads_over="LW2.other",
        zh="改",
        reading=("读", "read"),
    )
    (policy,) = bare.standing_on(ground, refined=[refined]).policies
    rule = next(r for r in policy.rules if r.id == "LW1.own")
    assert to_text(rule.when) == "类型 = 投诉 and 地点 under 110101"
    assert (rule.period.start, rule.zh, rule.en) == (date(2021, 1, 1), "改", "a")
    assert (rule.reads_over, rule.reading_en) == (("LW2.other",), "read")
    assert rule.at.startswith("tests/test_layer.py:")


def test_a_rule_that_is_left_out_leaves_no_order_behind(bare: Blueprint, ground: Layer) -> None:
    """What was read over it stands by itself."""
    (policy,) = bare.standing_on(ground, without=["LW1.own"]).policies
    assert [(r.id, r.reads_over) for r in policy.rules] == [("LW2.other", ())]


def test_what_is_none_of_the_layers_rules(bare: Blueprint, ground: Layer) -> None:
    """Every wrong name is told, with the place where it is written and the nearest rule."""
    with pytest.raises(PackError) as caught:
        bare.standing_on(ground, refined=[refine("LW1.owm", zh="改")], without=["LW3"])
    first, second = (str(fault) for fault in caught.value.faults)
    assert first.startswith("tests/test_layer.py:")
    assert first.endswith("rule LW1.owm: ground has no rule 'LW1.owm'; did you mean LW1.own?")
    assert second.startswith("ground has no rule 'LW3'")


@pytest.mark.parametrize(
    ("part", "text"),
    [({"when": "类型 等于"}, "found '等于'"), ({"since": "2021-13-01"}, "2021-13-01")],
)
def test_a_part_that_cannot_be_read(
    bare: Blueprint, ground: Layer, part: dict[str, Any], text: str
) -> None:
    """The refinement is named, where it is written."""
    with pytest.raises(PolicyError, match=text) as caught:
        bare.standing_on(ground, refined=[refine("LW1.own", **part)])
    assert "test_layer.py" in str(caught.value)


def test_a_field_that_a_layers_rule_needs(bare: Blueprint, ground: Layer) -> None:
    """A declaration anew that loses a value is found when the pack is loaded."""
    kind = next(f for f in ground.policies[0].fields if f.id == "kind")
    own = Policy(
        "own", "本市", "own", "本市", "1", fields=(attrs.evolve(kind, choices=kind.choices[1:]),)
    )
    with pytest.raises(PolicyError, match=r"LW1\.own"):
        Jurisdiction(attrs.evolve(bare, policies=(own,)).standing_on(ground))


def test_a_law_that_says_otherwise_of_one_instrument(
    bare: Blueprint, ground: Layer, town: Any
) -> None:
    """One id is one instrument, in the layer and above it."""
    other = tuple(
        attrs.evolve(i, en="another") if i.id == "LW" else i for i in ground.law.instruments
    )
    with pytest.raises(PolicyError, match="the instrument LW is not what the law that this one"):
        attrs.evolve(bare, law=town.law(other)).standing_on(ground)


def test_the_nation_lies_under_beijing(beijing_pack: Jurisdiction) -> None:
    """Its rules decide in Beijing as its terms and refinements say, with its law beside the city's."""
    assert beijing_pack.blueprint.stands_on == ("china",)
    rule = beijing_pack.rules.rules["PEN17.no_power"].rule
    assert rule.period.start == date(2020, 1, 1)
    assert "LEG93.violation" in rule.reads_over
    assert "PEN22.found_by_subdistrict" not in beijing_pack.rules.rules
    assert beijing_pack.law.instrument("行政处罚法").id == "PEN"


def test_a_layer_has_no_territory_of_its_own() -> None:
    """Its fields read whatever place they are given."""
    from govrules_policies import china

    fields = [f for p in china.layer().policies for f in p.fields]
    assert [f.id for f in fields if f.tree is UNITS] == ["place"]
