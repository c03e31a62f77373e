"""openfisca-core: vectorised formulas over one kind of entity; enums in, an enum and text out."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from ..job import DEPARTMENT, FIXED, FLAGS, GROUP, ITEMS, KINDS, LEVELS, RULES
from . import Engine

__all__ = ["DOES", "NAME", "NEEDS", "PACKAGE", "make"]

NAME, PACKAGE, NEEDS = "openfisca-core", "OpenFisca-Core", ("openfisca_core.taxbenefitsystems",)
DOES = "rule and owner, vectorised"
MONTH = "2021-12"


def make() -> Engine:
    """A tax and benefit system of three formulas; one simulation a batch."""
    from openfisca_core.simulation_builder import SimulationBuilder

    system, choices = _system()

    def run(columns: dict[str, Any], rows: int) -> tuple[Any, Any]:
        simulation = SimulationBuilder().build_default_simulation(system, count=rows)
        for name, values in columns.items():
            simulation.set_input(name, MONTH, values)
        rules = np.asarray(simulation.calculate("rule", MONTH))
        return simulation.calculate("owner", MONTH), np.array(RULES)[rules]

    def batch(table: Any) -> tuple[Any, Any]:
        columns = {}
        for name in table.column_names:
            column = table[name].combine_chunks()
            if name in choices:
                coded = column.dictionary_encode()
                words = np.array([choices[name][w] for w in coded.dictionary.to_pylist()])
                columns[name] = words[coded.indices.to_numpy()]
            else:
                columns[name] = column.to_numpy(zero_copy_only=False)
        columns["on"] = columns["on"].astype("datetime64[D]")
        columns["place"] = columns["place"].astype("<U12")
        return run(columns, len(table))

    def decide(m: dict[str, Any]) -> tuple[str, str]:
        columns = {k: np.array([choices[k][v] if k in choices else v]) for k, v in m.items()}
        columns["on"] = columns["on"].astype("datetime64[D]")
        owners, rules = run(columns, 1)
        return str(owners[0]), str(rules[0])

    return Engine(decide, batch, columnar=True)


def _system() -> tuple[Any, dict[str, dict[str, str]]]:
    from openfisca_core.entities import build_entity
    from openfisca_core.indexed_enums import Enum
    from openfisca_core.periods import DateUnit
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    matter = build_entity("matter", "matters", "a matter", is_person=True)
    system = TaxBenefitSystem([matter])
    listed = {"item": ITEMS, "kind": KINDS, "assigned_to": LEVELS, "rule": RULES}
    enums = {
        name: Enum(name.title(), {f"v{n}": word for n, word in enumerate(words)})
        for name, words in listed.items()
    }
    choices = {
        name: {word: f"v{n}" for n, word in enumerate(listed[name])}
        for name in ("item", "kind", "assigned_to")
    }

    def add(name: str, **more: Any) -> None:
        if name in enums:
            more |= {
                "value_type": Enum,
                "possible_values": enums[name],
                "default_value": enums[name]["v0"],
            }
        more |= {"entity": matter, "definition_period": DateUnit.MONTH}
        system.add_variable(type(name, (Variable,), more))

    for name in choices:
        add(name)
    for flag in FLAGS:
        add(flag, value_type=bool)
    add("place", value_type=str)
    add("on", value_type=date)
    add("rule", formula=_rule)
    add("owner", value_type=str, formula=_owner)
    return system, choices


GROUPS = np.array([GROUP[item] for item in ITEMS])
DEPARTMENTS = np.array([DEPARTMENT[item] for item in ITEMS])


def _rule(matters: Any, period: Any) -> Any:
    def given(name: str) -> Any:
        return np.asarray(matters(name, period))

    group, kind, day = GROUPS[given("item")], given("kind"), given("on")
    local = given("assigned_to") == LEVELS.index("community")
    conditions = [given(flag) for flag in FLAGS[:5]]
    for n, name in enumerate(("tasks", "forms", "certificates")):
        here = (kind == 5 + n) & local
        here = here & (day >= np.datetime64("2019-12-15")) if n == 0 else here
        conditions += [here & (group == name), here]
    moved = group == "enforcement"
    conditions += [
        given("multi_dept"),
        given("unclear"),
        moved & (day >= np.datetime64("2020-07-01")),
        moved,
        group != "other",
    ]
    return np.select(conditions, range(len(RULES) - 1), len(RULES) - 1)


def _owner(matters: Any, period: Any) -> Any:
    rule = np.asarray(matters("rule", period))
    place = np.asarray(matters("place", period)).astype("<U12")
    department = DEPARTMENTS[np.asarray(matters("item", period))]
    street, district = place.astype("<U9"), place.astype("<U6")
    add = np.char.add
    office = add("subdistrict_office@", street)
    named = {
        **{leaf: np.full(len(rule), desk) for leaf, desk in FIXED.items()},
        **{f"R6{x}.in": add("community_committee@", place) for x in "abc"},
        "R8": add("district_government@", district),
        "R9.street": add("enforcement_team@", street),
    }
    own = add(add(department, "@"), district)
    named |= {"R9.district": own, "R11": own}
    return np.select(
        [rule == n for n in range(len(RULES))], [named.get(leaf, office) for leaf in RULES], ""
    )
