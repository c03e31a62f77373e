"""Faults of roles name the author's own file and line, in a table and in Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest
from govrules import GovrulesError, Jurisdiction, Role
from govrules.rules import read_roles

HEAD = "role,zh,en,levels,kinds,names,named_by\n"


def told(town: Any, *roles: Role) -> list[str]:
    """What is told of the town with these roles more, in English."""
    blueprint = town.blueprint()
    first, *rest = blueprint.policies
    first = attrs.evolve(first, roles=(*first.roles, *roles))
    with pytest.raises(GovrulesError) as caught:
        Jurisdiction(attrs.evolve(blueprint, policies=(first, *rest)))
    return [fault.text("en") for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("x,某角色,x,distrct,,,", "it sits at 'distrct'"),
        ("x,某角色,x,subdistrict,steet,,", "kinds has the kind 'steet'"),
        ("x,某角色,x,subdistrict,,twn:{unit}办,", "names has the kind 'twn'"),
        ("x,某角色,x,hotline,street,,", "it has kinds of unit"),
        ("x,某角色,x,district,,,givr", "it is named by 'givr'"),
        ("x,热线,x,hotline,,,", "two roles are called '热线'"),
    ],
)
def test_a_role_of_a_table(town: Any, tmp_path: Path, row: str, said: str) -> None:
    """The line of the table."""
    path = tmp_path / "roles.csv"
    path.write_text(f"{HEAD}y,另一角色,y,district,,,\n{row}\n", "utf-8")
    (fault,) = told(town, *read_roles(path))
    assert fault.startswith("roles.csv:3: role x: ")
    assert said in fault


def test_a_role_of_a_module(town: Any) -> None:
    """The line where its code is written out, and that of the other of one code."""
    faults = told(town, Role("x", "甲", "x", ("district",)), Role("x", "乙", "x", ("district",)))
    (fault,) = faults
    place, _, rest = fault.partition(": ")
    assert place.startswith("loading/test_roles.py:")
    assert rest.startswith("role x: ")
    assert f"give it another name than {place}: role x" in fault


def test_a_finding_about_a_role(town: Any) -> None:
    """What `check` finds of a role stands where it is declared."""
    rule = town.rule(
        "X", "route", "kind = task", {"disposition": "handle", "lead": "office@subdistrict"}
    )
    loaded = Jurisdiction(town.blueprint(rule))
    place = loaded.analysis.subject("role", "office").at
    assert place.startswith("helpers/town.py:")
