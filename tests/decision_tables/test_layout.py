"""Rules laid out as tables: nothing of the whole Beijing pack is lost on the way to a file."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import attrs
import pytest
from govrules import Blueprint, Jurisdiction, Rule, rule
from govrules.decision_tables import (
    Table,
    read_rules,
    read_tables,
    tables_of,
    words_of,
    write_book,
    write_csv,
)
from govrules.errors import PolicyError
from govrules.rules import RuleSet


@pytest.fixture(scope="module")
def laid_out(beijing_pack: Jurisdiction) -> tuple[Table, ...]:
    """Every rule of Beijing that no delegation and no list makes."""
    rules = [r for p in beijing_pack.policies for r in p.rules]
    return tables_of(rules, beijing_pack.rules.questions, "zh")


def digest(blueprint: Blueprint, rules: tuple[Rule, ...], tmp: RuleSet) -> str:
    """That of the rule set whose policies hold these rules in the place of their own."""
    by_id = {r.id: r for r in rules}
    policies = [
        attrs.evolve(p, rules=[by_id.get(r.id, r) for r in p.rules]) for p in blueprint.policies
    ]
    return Jurisdiction(attrs.evolve(blueprint, policies=policies)).digest


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_all_of_beijing_comes_back_unchanged(
    shipped: Blueprint,
    beijing_pack: Jurisdiction,
    laid_out: tuple[Table, ...],
    tmp_path: Path,
    kind: str,
) -> None:
    """Python, file, rules: each rule is the same, and so is the digest of the jurisdiction."""
    path = tmp_path / f"rules.{kind}"
    if kind == "csv":
        write_csv(laid_out, path, "zh")
    else:
        write_book(laid_out, path, "zh", words_of(laid_out, beijing_pack.rules, "zh"))
    assert read_tables(path) == laid_out
    rules = read_rules(path)
    made = [r for p in shipped.policies for r in p.rules if r.comes_of is None]
    assert sorted(rules, key=lambda r: r.id) == sorted(made, key=lambda r: r.id)
    assert digest(shipped, rules, beijing_pack.rules) == beijing_pack.digest


def test_most_tests_stand_in_columns(laid_out: tuple[Table, ...]) -> None:
    """The general condition is for what no column asks."""
    competence = next(t for t in laid_out if t.question == "competence")
    when = 1 + next(i for i, h in enumerate(competence.headings) if h.name == "when")
    filled = sum(bool(row.cells[when]) for row in competence.rows)
    assert filled * 5 < len(competence.rows)


def test_a_small_town_in_english(town: ModuleType) -> None:
    """A table a question, its hit policy by its kind; what comes of a delegation stays out."""
    tables = tables_of(town.RULES, town.QUESTIONS)
    assert [t.corner() for t in tables] == ["A competence", "A route", "C support", "A provisional"]
    route = tables[1]
    assert [h.to_text() for h in route.headings][:3] == ["if kind", "when", "then disposition"]
    assert [row.cells[:4] for row in route.rows] == [
        ("R.found", "violation", "", "handle"),
        ("R.urgent", "violation", "urgent", "transfer"),
        ("R.task", "task", "not listed", "barred"),
    ]


@pytest.mark.parametrize(
    "when",
    [
        "always",
        "never",
        "(a or b) and c",
        "not (a and b)",
        "a same b",
        "a = x and (b and c)",
        "a = x and a = y",
        "not not a",
    ],
)
def test_no_condition_is_lost(when: str, town: ModuleType) -> None:
    """Whatever it looks like, alone and among others that make columns."""
    odd = town.rule("X", "route", when, {"disposition": "handle"})
    some = [town.rule(f"X{n}", "route", "b and a = x", {"lead": "$holder"}) for n in range(3)]
    for lang in ("zh", "en"):
        (table,) = tables_of([odd, *some], town.QUESTIONS, lang)
        assert table.rows[0].cells[0] == "X"


@pytest.mark.parametrize(
    "changed", [{"id": "a b "}, {"exception_to": ("a;b",)}, {"zh": " 首尾空格"}, {"id": "# hidden"}]
)
def test_what_no_row_can_hold_is_refused(changed: dict[str, object], town: ModuleType) -> None:
    """Rather than written as something else."""
    made = rule(
        "X1",
        "route",
        then={"disposition": "handle"},
        cite="CR 1",
        zh="理由",
        en="reason",
        at="m.py:1",
    )
    with pytest.raises(PolicyError, match="no row of a table gives the rule back as it is"):
        tables_of([attrs.evolve(made, **changed)], town.QUESTIONS)
