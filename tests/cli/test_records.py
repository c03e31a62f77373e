"""What other systems build on, from the command line: schemas, manifests, changes, allow-lists."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.mark.parametrize("of", ["matter", "decision", "error"])
def test_a_schema_is_printed(run: Run, of: str) -> None:
    """Each of the three schemas is one JSON document."""
    result = run("schema", of)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["type"] == "object"


def test_no_such_schema(run: Run) -> None:
    """Another schema is wrong usage."""
    assert run("schema", "in").exit_code == 2


def test_changes_between_two_files(run: Run, folder: Path) -> None:
    """A rule that the older manifest lacks is told on a line, with its article."""
    new = json.loads(run("manifest").stdout)
    (folder / "new.json").write_text(json.dumps(new), "utf-8")
    assert run("changes", "new.json", "new.json").stdout == ""
    del new["rule"]["JD26.department"]
    (folder / "old.json").write_text(json.dumps(new), "utf-8")
    result = run("changes", "old.json", "new.json")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"kind": "rule", "id": "JD26.department", "change": "added", "cites": ["JD 26"]}
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [(None, "无法作为 JSON 读取"), ("{", "无法作为 JSON 读取"), ("[]", "类型为 list")],
)
def test_what_is_no_manifest(run: Run, folder: Path, text: str | None, said: str) -> None:
    """A file that is not there, is no JSON, or no manifest is one error."""
    if text is not None:
        (folder / "old.json").write_text(text, "utf-8")
    result = run("changes", "old.json", "old.json")
    assert result.exit_code != 0
    assert said in result.stderr


def test_who_is_not_allowed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown package on the allow-list ends the run with its name."""
    monkeypatch.setenv("GOVRULES_PLUGINS", "stranger")
    result = run("plugins", "--lang", "en")
    assert result.exit_code == 2
    assert "no package 'stranger' brings a plug-in" in result.stderr
