"""The mistakes that authors made (``mistakes.yaml``): each is found at load or by ``check``.

A row names where it is tried; that there is such a test is tried here, and what only shows between
the rules of a pack, on the files of a new one.
"""

from __future__ import annotations

import ast
import importlib
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from govrules import Jurisdiction
from govrules.analysis import DETECTORS, Finding
from govrules.authoring import Start, make_pack

TESTS = Path(__file__).parents[1]
ROWS = yaml.safe_load((Path(__file__).parent / "mistakes.yaml").read_text("utf-8"))
TRIED = [row for row in ROWS if "edits" in row]


@pytest.fixture(scope="module")
def known() -> dict[str, set[str]]:
    """The names of what rows may point at, by kind."""
    faults = yaml.safe_load((TESTS / "loading" / "faults_of_files.yaml").read_text("utf-8"))
    tree = ast.parse((TESTS / "loading" / "test_mistakes.py").read_text("utf-8"))
    table = next(
        node.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "MISTAKES"
    )
    assert isinstance(table, ast.Tuple)
    parts = {ast.literal_eval(row.elts[0]) for row in table.elts if isinstance(row, ast.Tuple)}
    return {
        "file": {fault["name"] for fault in faults},
        "part": parts,
        "check": {detector.code for detector in DETECTORS},
    }


@pytest.mark.parametrize("row", ROWS, ids=[str(row["id"]) for row in ROWS])
def test_each_row_points_at_tests_that_there_are(row: Any, known: dict[str, set[str]]) -> None:
    """Of a fault, of a mistake, of a finding, or by itself."""
    assert row["by"]
    for by in row["by"]:
        ((kind, name),) = by.items()
        if kind == "test":
            path, _, function = name.partition("::")
            assert f"def {function or 'test_'}" in (TESTS.parent / path).read_text("utf-8"), name
        else:
            assert name in known[kind], name


def test_each_row_has_a_number_of_its_own() -> None:
    """So that it can be spoken of."""
    assert len({str(row["id"]) for row in ROWS}) == len(ROWS) > 40


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new pack, as ``govrules new`` writes it."""
    into = tmp_path_factory.mktemp("packs") / "written"
    make_pack(Start("moushi", "某市", "Moushi"), into)
    return into


@pytest.fixture
def findings(
    written: Path, tmp_path: Path, load_helper: Callable[[str], ModuleType]
) -> Callable[[Any], tuple[Finding, ...]]:
    """What ``check`` finds, under the codes of a row, in a new pack with the row's edits."""

    def found(row: Any) -> tuple[Finding, ...]:
        spoilt = Path(shutil.copytree(written, tmp_path / "spoilt"))
        load_helper("spoilt").spoil(spoilt / "govrules_moushi", row)
        codes = {by["check"] for by in row["by"] if "check" in by}
        sys.path.insert(0, str(spoilt))
        try:
            pack = Jurisdiction(importlib.import_module("govrules_moushi.plugin").blueprint())
        finally:
            sys.path.remove(str(spoilt))
            for name in [n for n in sys.modules if n.startswith("govrules_moushi")]:
                del sys.modules[name]
        return pack.check([d for d in DETECTORS if d.code in codes]).findings

    return found


@pytest.mark.parametrize("row", TRIED, ids=[str(row["id"]) for row in TRIED])
def test_what_stands_between_rules_is_found_by_check(
    row: Any, findings: Callable[[Any], tuple[Finding, ...]]
) -> None:
    """With the author's line, and what to do, in both languages."""
    texts = {f: (f.text("en"), f.text("zh")) for f in findings(row)}
    told = [f for f, (en, _) in texts.items() if row["at"] in en and row["says"] in en]
    assert told, [en for en, _ in texts.values()]
    assert {f.code for f in told} <= {by.get("check") for by in row["by"]}
    for finding in told:
        assert finding.fix_en
        assert finding.fix_zh
        assert finding.zh != finding.en
