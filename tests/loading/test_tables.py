"""A decision table of the wrong hit policy is refused when the pack is loaded, at its corner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest
from govrules import GovrulesError, Jurisdiction
from govrules.decision_tables import check_tables, read_rules, read_tables

TABLE = """\
{hit} {question},when,then {part},instrument,article,zh,en
T.one,kind = task,{value},CR,1,例,example
T.two,kind = complaint,{value},CR,1,例,example
"""
ROUTE = {"question": "route", "part": "disposition", "value": "handle"}


def written(folder: Path, **parts: str) -> Path:
    path = folder / "own.csv"
    path.write_text(TABLE.format(**parts), "utf-8")
    return path


def loaded(town: Any, path: Path) -> Jurisdiction:
    blueprint = town.blueprint()
    *rest, last = blueprint.policies
    last = attrs.evolve(last, rules=(*last.rules, *read_rules(path)))
    return Jurisdiction(attrs.evolve(blueprint, policies=(*rest, last)))


def test_one_fault_a_table_with_its_corner(town: Any, tmp_path: Path) -> None:
    """The same as `table import` tells, once, however many rows there are."""
    path = written(tmp_path, hit="C", **ROUTE)
    said = []
    for run in (
        lambda: loaded(town, path),
        lambda: check_tables(read_tables(path), Jurisdiction(town.blueprint()).rules),
    ):
        with pytest.raises(GovrulesError) as caught:
            run()
        said.append([fault.text("en") for fault in caught.value.faults])
    assert said[0] == said[1]
    (fault,) = said[0]
    assert fault.startswith("own.csv:A1: ")
    assert fault.endswith("is not answered by hit policy C; write A route")


def test_the_right_one_is_taken(town: Any, tmp_path: Path) -> None:
    """Nothing is told of a table that says what its question is."""
    found = loaded(town, written(tmp_path, hit="A", **ROUTE)).rules.rules["T.one"].rule
    assert found.table == ("A", "own.csv:A1")
