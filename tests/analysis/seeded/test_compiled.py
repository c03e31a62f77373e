"""Defects that only the compiled questions show, put into one copy of the Beijing pack.

It is compiled once, and each compiled detector runs once: some 35 CPU seconds. Each finding is
confirmed by the evaluator: by the matter that it gives, or by matters that meet the rules it names.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import govrules
import pytest
from govrules.analysis import DETECTORS, Finding
from govrules.errors import ConflictError

HERE = Path(__file__).parent
COMPILED = [d for d in DETECTORS if d.is_compiled]


@pytest.fixture(scope="module")
def seeds(seeded: ModuleType) -> list[Any]:
    """The defects."""
    found: list[Any] = seeded.read(HERE / "compiled.yaml")
    return found


@pytest.fixture(scope="module")
def copy(
    seeded: ModuleType,
    seeds: list[Any],
    harmless: list[Any],
    shipped: govrules.Blueprint,
    beijing_pack: govrules.Jurisdiction,
) -> govrules.Jurisdiction:
    """The copy with every defect, and with every edit that is none."""
    made: govrules.Jurisdiction = seeded.edited(beijing_pack, shipped, [*seeds, *harmless])
    return made


@pytest.fixture(scope="module")
def findings(copy: govrules.Jurisdiction) -> tuple[Finding, ...]:
    """What the compiled detectors find of it."""
    return copy.check(COMPILED).findings


def of(findings: tuple[Finding, ...], code: str) -> list[Finding]:
    """Those of a code; there are some."""
    found = [f for f in findings if f.code == code]
    assert found
    return found


def test_every_defect_is_found_under_its_code(
    findings: tuple[Finding, ...], seeds: list[Any], seeded: ModuleType
) -> None:
    """None is missed, and every compiled detector has at least three."""
    missed = [e for e in seeds if not any(seeded.is_claimed(f, e) for f in findings)]
    assert missed == []
    codes = [e["code"] for e in seeds]
    assert {c for c in codes if codes.count(c) >= 3} == {d.code for d in COMPILED}


def test_nothing_else_is_found(
    findings: tuple[Finding, ...], seeds: list[Any], seeded: ModuleType
) -> None:
    """No detector speaks of another's defect, or of what is harmless."""
    strange = [f.text() for f in findings if not any(seeded.is_claimed(f, e) for e in seeds)]
    assert strange == []


def test_a_gap_is_confirmed(
    findings: tuple[Finding, ...], copy: govrules.Jurisdiction, beijing_pack: govrules.Jurisdiction
) -> None:
    """No rule is found for its matter, for which the pack as shipped has one."""
    for f in of(findings, "gap"):
        assert copy.decide(f.matter or {}).disposition == "no_rule"
        assert beijing_pack.decide(f.matter or {}).disposition != "no_rule"


def test_a_conflict_is_confirmed(
    findings: tuple[Finding, ...], copy: govrules.Jurisdiction
) -> None:
    """Its matter can't be decided, for the very two rules."""
    for f in of(findings, "conflict"):
        with pytest.raises(ConflictError) as raised:
            copy.decide(f.matter or {})
        assert raised.value.rules == f.rules


def test_a_rule_that_never_wins_is_confirmed(
    findings: tuple[Finding, ...], copy: govrules.Jurisdiction
) -> None:
    """In its matter it applies, and one of those that are named puts it out."""
    for f in of(findings, "never_wins"):
        (id,) = f.rules
        found = copy.analysis.evaluated(f.matter or {})
        assert found is not None
        defeated = found.answers[copy.rules.rules[id].rule.question].defeated
        assert {d.by.id for d in defeated if d.rule.id == id} & {*f.data["by"]}


def test_a_rule_that_never_holds_is_confirmed(
    findings: tuple[Finding, ...], copy: govrules.Jurisdiction
) -> None:
    """Of the ways to meet its condition, none that is tried makes a matter that does."""
    for f in of(findings, "never_holds"):
        (rule,) = (copy.rules.rules[id] for id in f.rules)
        assert not any(copy.analysis.met(rule.when))


def test_a_redundant_rule_is_confirmed(
    findings: tuple[Finding, ...], copy: govrules.Jurisdiction
) -> None:
    """Wherever a matter meets the seeded one, the other applies too."""
    for f in of(findings, "redundant"):
        (rule,) = (copy.rules.rules[id] for id in f.rules if id.startswith("Y"))
        met = [found for _, found in copy.analysis.met(rule.when)]
        assert met
        for found in met:
            answer = found.answers[rule.rule.question]
            applied = {r.id for r in answer.winners} | {d.rule.id for d in answer.defeated}
            assert {*f.rules} <= applied


def test_an_idle_fact_is_confirmed(
    findings: tuple[Finding, ...], copy: govrules.Jurisdiction
) -> None:
    """Of a matter that the rules read it of, its value changes nothing of the answer."""
    for f in of(findings, "fact_idle"):
        (field,) = (name.partition(":")[2] for name in f.about if name.startswith("field:"))
        rule = copy.rules.rules[f.rules[0]]
        record = next(record for record, _ in copy.analysis.met(rule.when))
        answers = set()
        for value in (True, False):
            found = copy.analysis.evaluated({**record, field: value})
            assert found is not None
            answers.add(found.answers[rule.rule.question].values)
        assert len(answers) == 1
