"""Regions hold the matters that they name, and no others."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from govrules import Field, Jurisdiction
from govrules.errors import GovrulesError
from govrules.evaluate import evaluate
from govrules.rules import read_facts
from govrules.testing.strategies import blueprints
from govrules.values import OneOf
from hypothesis import event, given
from hypothesis import strategies as st


@given(blueprint=blueprints(), data=st.data())
def test_a_region_holds_the_matters_that_it_names_and_no_others(
    load_helper: Callable[[str], ModuleType], blueprint: Any, data: Any
) -> None:
    """A gap is in its region, and a rule that applies in its own."""
    space = load_helper("space")
    regions = space.compiled(Jurisdiction(blueprint))
    cells, facts = space.drawn(data, regions)
    space.check_regions(regions, cells, facts)


@given(blueprint=blueprints(), data=st.data())
def test_the_smallest_record_of_a_region_lies_in_it(
    load_helper: Callable[[str], ModuleType], blueprint: Any, data: Any
) -> None:
    """Evaluated again it may have no answer."""
    space = load_helper("space")
    made = Jurisdiction(blueprint)
    regions = space.compiled(made)
    final = made.layout.final
    region = regions.comes_to(final, "gap", lambda leaf: leaf.values == (None,))
    record = regions.smallest(region)
    if record is None:
        assert region == regions.nothing
        return
    rules = made.rules
    try:
        facts = read_facts(record, rules.declared, day_field=rules.day_field)
        answer = evaluate(rules, facts).answers[final]
    except GovrulesError:
        return
    event("gap" if answer.values == (None,) else "open")
    assert None in answer.values


def test_a_record_that_names_one_of_several_is_not_among_the_undivided(town: ModuleType) -> None:
    """Whose the law leaves undivided is one organ's once the record says so, and only then."""
    regions = Jurisdiction(town.blueprint()).analysis.rule_regions
    several = OneOf(("bureau@city", "office@subdistrict"))
    dumped = regions.saying("item", {"dump"})
    undivided = regions.both(regions.holding("holder", frozenset((several,))), dumped)
    assert regions.meet(undivided)
    for organ in several.values:
        says_one = regions.saying("holder", {organ})
        assert not regions.meet(undivided, says_one)
        assert regions.meet(dumped, regions.holding("holder", frozenset((organ,))), says_one)


def test_what_a_place_implies_lies_in_a_cell_that_it_shares(town: ModuleType) -> None:
    """Kinds of units that no rule tells apart are one cell, of which each place has a part."""
    kinds = tuple((k, k, k) for k in ("street", "area", "town", "township", "zone"))
    kind = Field(
        "unit_kind", "choice", "单位类别", "unit kind", kinds, reads=("place", "office_kind")
    )
    rule = town.rule(
        "X.kinds",
        "route",
        "kind = complaint and unit_kind in (street, town)",
        {"disposition": "handle", "lead": "office@subdistrict"},
    )
    made = Jurisdiction(town.blueprint(rule, fields=(*town.FIELDS, kind)))
    regions = made.analysis.regions
    cells = frozenset(regions.matters.cells["unit_kind"])
    assert regions.holding("unit_kind", cells) == regions.everything
    assert any(
        made.territory.attribute(place, "office_kind", made.analysis.since) not in cells
        for place in regions.matters.cells["place"]
    )
