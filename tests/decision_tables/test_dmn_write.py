"""DMN written: what is written is read back, and what does not fit is refused by rule."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from govrules.decision_tables import read_dmn, rules_of, tables_of, write_dmn
from govrules.errors import PackError


def test_rules_that_fit_come_back(town: ModuleType, tmp_path: Path) -> None:
    """Tests of each type, lists, exceptions, days, reasons."""
    rules = [
        town.rule("X.a", "route", "kind in (task, violation) and number >= 2", {"lead": "$holder"}),
        town.rule(
            "X.b",
            "route",
            "not kind = task and number from 2 to 5 and on >= 2020-07-01 and urgent",
            {
                "disposition": "handle",
                "assist": ["office@subdistrict", "$holder"],
                "prohibited": True,
            },
            "CR 2(1)(2)",
            exception_to="X.a",
            since="2021-01-01",
            reading=("读", "read"),
        ),
        town.rule(
            "X.c", "route", "kind = task and on < 2020-07-01 and urgent = no", {"lead": "$holder"}
        ),
    ]
    path = tmp_path / "t.dmn"
    tables = tables_of(rules, town.QUESTIONS)
    write_dmn(tables, path)
    again = {r.id: r for r in rules_of(read_dmn(path))}
    assert again == {r.id: r for r in rules_of(tables)}


def test_what_does_not_fit_is_told_rule_by_rule(town: ModuleType, tmp_path: Path) -> None:
    """A general condition, and what lies below a code; nothing is written then."""
    with pytest.raises(PackError) as caught:
        write_dmn(tables_of(town.RULES, town.QUESTIONS), tmp_path / "t.dmn")
    assert {f.place for f in caught.value.faults} >= {"rule C.litter", "rule R.urgent"}
    assert not (tmp_path / "t.dmn").exists()
