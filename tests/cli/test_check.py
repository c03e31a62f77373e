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


@pytest.mark.usefixtures("folder", "_strict")
def test_what_was_not_looked_for_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check without the compiled ones says so; what was chosen says nothing."""
    import govrules.analysis.report

    monkeypatch.setattr(govrules.analysis.report, "DETECTORS", ())
    told = run("check", "--lang", "en").stdout.splitlines()[-1]
    assert told.startswith("not looked for: ")
    assert "conflict" in told
    assert "always_wrong" not in told
    assert "not looked for" not in run("check", "--all", "--lang", "en").stdout
    assert "not looked for" not in run("check", "--only", "always_wrong", "--lang", "en").stdout


@pytest.mark.parametrize("more", [("--only", "gap"), ("--accepted",), ("--all",)])
@pytest.mark.parametrize("proof", [("--prove",), ("-o", "c.json")])
def test_a_proof_chooses_nothing(run: Run, proof: tuple[str, ...], more: tuple[str, ...]) -> None:
    """An option that a proof would ignore is refused before the pack is looked over."""
    result = run("check", *proof, *more, "--lang", "en")
    assert result.exit_code == 2
    assert f"{more[0]} does not go with a proof" in result.stderr
