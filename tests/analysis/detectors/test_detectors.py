"""Each detector on a town that has its fault, and on one that nearly has it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import govrules
import pytest
from govrules.analysis import DETECTORS, Finding

CODES = sorted(d.code for d in DETECTORS)
# Those that read the form of the rules, and those that read the whole matter space.
KINDS = [frozenset(d.code for d in DETECTORS if d.is_compiled is kind) for kind in (False, True)]
Found = Callable[[str, str], list[Finding]]


@pytest.fixture(scope="module")
def plain(
    load_helper: Callable[[str], ModuleType], town: ModuleType
) -> frozenset[tuple[object, ...]]:
    """What the town has of itself, which is no part of an example."""
    return frozenset(map(key, load_helper("findings").made(town, {}).check(only=CODES).findings))


@pytest.fixture
def found(
    load_helper: Callable[[str], ModuleType],
    town: ModuleType,
    plain: frozenset[tuple[object, ...]],
    tmp_path: Path,
) -> Found:
    """What every detector of its kind finds of an example, less what the town has of itself."""

    def find(code: str, which: str) -> list[Finding]:
        helper = load_helper("findings")
        made = helper.made(town, helper.snippet(helper.EXAMPLES[code][which], town), tmp_path)
        alike = next(kind for kind in KINDS if code in kind)
        return [f for f in made.check(only=alike).findings if key(f) not in plain]

    return find


def key(finding: Finding) -> tuple[object, ...]:
    """What makes a finding the same: its code and what it is about."""
    return finding.code, finding.about, json.dumps(finding.data, sort_keys=True)


@pytest.mark.parametrize("code", CODES)
def test_the_fault_is_found_under_its_code_and_no_other(code: str, found: Found) -> None:
    """Of all detectors of its kind only this one speaks."""
    assert {f.code for f in found(code, "bad")} == {code}


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_found_where_it_is_nearly_so(code: str, found: Found) -> None:
    """No detector speaks."""
    assert [f.text() for f in found(code, "good")] == []


@pytest.mark.parametrize("code", CODES)
def test_a_finding_says_it_in_both_languages(code: str, found: Found) -> None:
    """Its text names what it is about in each, and the fix is there."""
    for f in found(code, "bad"):
        for lang in ("zh", "en"):
            assert all(name.partition(":")[2] or name in f.text(lang) for name in f.about)
        assert f.zh != f.en
        assert f.fix_zh
        assert f.fix_en


def test_every_example_is_of_a_detector(load_helper: Callable[[str], ModuleType]) -> None:
    """And every detector has one."""
    assert sorted(load_helper("findings").EXAMPLES) == sorted(d.code for d in DETECTORS)


def test_a_matter_that_a_finding_gives_can_be_decided(found: Found) -> None:
    """The decision told is the one that decide gives."""
    (one,) = found("adjudicated", "bad")
    assert one.matter is not None
    assert one.decision is not None
    assert one.decision["disposition"] in ("undetermined", "adjudicate_law", "no_rule")


def test_the_codes_are_stable() -> None:
    """Acceptances and pages hang on them: one may be added, and none renamed."""
    assert len(set(CODES)) == len(CODES)


def test_the_town_itself_is_nearly_clean(small: govrules.Jurisdiction) -> None:
    """What it has is known, so that a new finding is a new fault."""
    assert small.check().counts()["error"] == 0
