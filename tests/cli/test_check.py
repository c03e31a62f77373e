"""``govrules check`` and ``govrules coverage``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from govrules.analysis import AnalysisContext, Finding, detector

Run = Callable[..., Result]


@detector("always_wrong", "error", zh="总有错", en="always wrong", fix=("改", "mend"))
def always_wrong(context: AnalysisContext) -> Iterator[Finding]:
    """Find one error."""
    yield always_wrong.finding(context, "有错", "it is wrong", rules=("JD32.own",))


@pytest.fixture
def _strict(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plug-in's detector that always finds an error."""
    import govrules.plugins

    monkeypatch.setattr(govrules.plugins.load("beijing"), "detectors", lambda: (always_wrong,))


def test_one_check_of_the_pack(run: Run) -> None:
    """What is accepted is counted, and told where it is asked for."""
    result = run("check", "beijing", "--only", "term_unknown", "--lang", "en")
    assert result.exit_code == 0
    assert "0 errors, 0 warnings, 0 notes; 1 accepted" in result.stdout
    told = run("check", "--only", "term_unknown", "--accepted")
    assert "北京市机构改革方案" in told.stdout
    assert "2026-11-29 认可" in told.stdout


@pytest.mark.usefixtures("folder", "_strict")
def test_an_error_is_told_by_the_exit_code(run: Run) -> None:
    """A plug-in's detector counts, also as JSON."""
    result = run("check", "--only", "always_wrong", "--lang", "en")
    assert result.exit_code == 1
    assert "error always_wrong: it is wrong" in result.stdout
    assert "art. 32(1)" in result.stdout
    plain = json.loads(run("check", "--only", "always_wrong", "--json").stdout)
    assert plain["findings"][0]["rules"] == ["JD32.own"]
    assert plain["counts"] == {"error": 1, "warning": 0, "note": 0}


def test_no_such_check(run: Run) -> None:
    """The nearest is named."""
    result = run("check", "--only", "term_unknwon", "--lang", "en")
    assert result.exit_code == 2
    assert "no check 'term_unknwon'; did you mean term_unknown" in result.stderr


def test_no_such_pack_or_severity(run: Run) -> None:
    """Wrong usage, both."""
    assert run("check", "peking").exit_code == 2
    assert run("check", "--severity", "fatal").exit_code == 2


def test_coverage_by_files(run: Run, folder: Path) -> None:
    """Examples and matters are taken together, and a bad row is counted."""
    (folder / "cases.yaml").write_text(
        "- {id: a, matter: {kind: task, on: 2021-03-01}, expect: {disposition: undetermined}}\n",
        "utf-8",
    )
    (folder / "m.jsonl").write_text('{"kind": "nonsense"}\n{"kind": "task"}\n', "utf-8")
    result = run("coverage", "--cases", "cases.yaml", "--matters", "m.jsonl", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert (found["matters"], found["bad"]) == (3, 1)
    assert "JD32.own" in found["untouched_rules"]


@pytest.mark.parametrize("option", ["--cases", "--matters"])
def test_coverage_of_a_file_that_is_not_there(run: Run, folder: Path, option: str) -> None:
    """Wrong usage."""
    assert run("coverage", option, "gone.yaml").exit_code == 2
