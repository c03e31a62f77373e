"""Defects put into a copy of the Beijing pack, and edits that are none.

By day all are in one copy and the detectors run once; by night (profile ``deep``) each has a copy of
its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import govrules
import pytest
from govrules.analysis import DETECTORS, Finding

HERE = Path(__file__).parent
# Those that read the form of the rules; one of them runs every worked example of the pack, and is
# tried on a town. What is found of charts has its seeds in the tests of charts.
BY_FORM = [
    d
    for d in DETECTORS
    if not (d.is_compiled or d.code == "no_example" or d.code.startswith("chart_"))
]
BY_NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
Check = Callable[[list[Any]], tuple[Finding, ...]]


@pytest.fixture(scope="module")
def seeds(seeded: ModuleType) -> list[Any]:
    """The defects."""
    found: list[Any] = seeded.read(HERE / "seeds.yaml")
    return found


@pytest.fixture(scope="module")
def check(
    seeded: ModuleType, shipped: govrules.Blueprint, beijing_pack: govrules.Jurisdiction
) -> Check:
    """What is found in a copy with some edits."""

    def found(edits: list[Any]) -> tuple[Finding, ...]:
        copy = seeded.edited(beijing_pack, shipped, edits)
        findings: tuple[Finding, ...] = copy.check(BY_FORM).findings
        return findings

    return found


@pytest.fixture(scope="module")
def copy(
    seeded: ModuleType,
    shipped: govrules.Blueprint,
    beijing_pack: govrules.Jurisdiction,
    seeds: list[Any],
    harmless: list[Any],
) -> govrules.Jurisdiction:
    """A copy with every defect and every harmless edit."""
    made: govrules.Jurisdiction = seeded.edited(beijing_pack, shipped, [*seeds, *harmless])
    return made


@pytest.fixture(scope="module")
def findings(copy: govrules.Jurisdiction) -> tuple[Finding, ...]:
    """What is found in that copy."""
    return copy.check(BY_FORM).findings


def claimed(finding: Finding, edit: Any, seeded: ModuleType) -> bool:
    """Whether the finding is of this defect, and under its code."""
    codes = {edit["code"], *edit.get("with", ())}
    return finding.code in codes and bool(seeded.marks(edit) & seeded.words(finding))


def test_every_defect_is_found_under_its_code(
    findings: tuple[Finding, ...], seeds: list[Any], seeded: ModuleType
) -> None:
    """None is missed."""
    missed = [
        e for e in seeds if not any(f.code == e["code"] and claimed(f, e, seeded) for f in findings)
    ]
    assert missed == []


def test_nothing_else_is_found(
    findings: tuple[Finding, ...], seeds: list[Any], seeded: ModuleType
) -> None:
    """No detector speaks of another's defect, or of what is harmless."""
    strange = [f.text() for f in findings if not any(claimed(f, e, seeded) for e in seeds)]
    assert strange == []


def test_the_seeds_cover_the_detectors(seeds: list[Any], harmless: list[Any]) -> None:
    """Sixty defects of every kind that needs no example, and twenty edits that are none."""
    assert len(seeds) >= 60
    assert len(harmless) >= 20
    assert {e["code"] for e in seeds} == {*(d.code for d in BY_FORM), "acceptance_unused"}


def test_a_matter_given_is_confirmed(
    findings: tuple[Finding, ...], copy: govrules.Jurisdiction
) -> None:
    """It is decided as told, and the rules that the finding is about apply to it, or may."""
    shown = [f for f in findings if f.matter is not None]
    assert len(shown) >= 20
    for f in shown:
        matter = f.matter or {}
        assert f.decision == copy.analysis.decided(matter)
        found = copy.analysis.evaluated(matter)
        assert found is not None
        answers = found.answers.values()
        taken = {r.id for a in answers for r in (*a.winners, *a.live)}
        taken |= {d.rule.id for a in answers for d in a.defeated}
        # A ring is of several matters, one a step; that of its first is given.
        wanted = set(f.rules[:1] if f.code == "circular_referral" else f.rules)
        assert wanted <= taken


@pytest.mark.skipif(not BY_NIGHT, reason="each edit in a copy of its own: by night")
def test_each_alone(
    check: Check, seeds: list[Any], harmless: list[Any], seeded: ModuleType
) -> None:
    """A defect is found, and nothing else; a harmless edit is not."""
    for edit in seeds:
        found = check([edit])
        assert found, edit
        assert all(claimed(f, edit, seeded) for f in found), edit
    for edit in harmless:
        assert check([edit]) == (), edit
