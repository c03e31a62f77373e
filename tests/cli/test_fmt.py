"""``govrules fmt``: files written anew, or only named."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from govrules.cli.base import Session
from govrules.cli.faults import Misuse
from govrules.cli.fmt import package

Run = Any
UNTIDY = "- id:   a\n"


def test_files_are_written(run: Run, folder: Path) -> None:
    """Those that differ are named and written; then none is."""
    (folder / "mine").mkdir()
    (folder / "mine" / "a.yaml").write_text(UNTIDY)
    (folder / "mine" / "good.csv").write_text("a,b\n")
    first, second = (run("fmt", "mine", "--lang", "en") for _ in range(2))
    assert (first.exit_code, first.stdout) == (0, "mine/a.yaml\n")
    assert first.stderr == "1 of 2 files laid out anew\n"
    assert (second.stdout, second.stderr) == ("", "0 of 2 files laid out anew\n")
    assert (folder / "mine" / "a.yaml").read_text() == "- id: a\n"


def test_check_writes_nothing(run: Run, folder: Path) -> None:
    """For CI: the files that differ, and exit code 1."""
    (folder / "mine.yaml").write_text(UNTIDY)
    result = run("fmt", "mine.yaml", "--check")
    assert (result.exit_code, result.stdout) == (1, "mine.yaml\n")
    assert result.stderr == "1 个文件，1 个有待整理\n"
    assert (folder / "mine.yaml").read_text() == UNTIDY


def test_a_faulty_file_costs_itself(run: Run, folder: Path) -> None:
    """The others are laid out; the faults are told at the end."""
    (folder / "bad.csv").write_bytes("名\n".encode("gb18030"))
    (folder / "mine.yaml").write_text(UNTIDY)
    result = run("fmt", "bad.csv", "mine.yaml", "--lang", "en")
    assert result.exit_code == 1
    assert result.stdout == "mine.yaml\n"
    assert "bad.csv:1: the table is not UTF-8" in result.stderr


def test_a_pack_is_the_folder_of_its_package(run: Run, folder: Path) -> None:
    """A jurisdiction by its code: every table and example of its package."""
    result = run("fmt", "beijing", "--check", "--lang", "en")
    assert result.exit_code == 0
    assert result.stderr.startswith("0 of ")
    assert int(result.stderr.split()[2]) > 100


@pytest.mark.parametrize("name", ["mine.yaml", "no/such"])
def test_a_file_that_is_not_there(run: Run, folder: Path, name: str) -> None:
    """It is not taken for a jurisdiction."""
    result = run("fmt", name, "--lang", "en")
    assert result.exit_code == 2
    assert f"no file '{name}'" in result.stderr


def test_a_jurisdiction_that_nobody_offers(run: Run, folder: Path) -> None:
    """The nearest is named."""
    result = run("fmt", "bejing", "--lang", "en")
    assert result.exit_code == 2
    assert "did you mean beijing" in result.stderr


def test_a_plug_in_that_is_no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose files would be meant cannot be told: a module lies among those of others."""
    module = ModuleType("lonely")
    exec("def make(): ...", vars(module))
    monkeypatch.setitem(sys.modules, "lonely", module)
    session = Session()
    vars(session)["plugins"] = Offered(lonely=module.make)
    with pytest.raises(Misuse, match="is no package"):
        package(session, "lonely")


class Offered:
    """Plug-ins that offer these jurisdictions."""

    def __init__(self, **makers: Any) -> None:
        self.makers = makers

    def jurisdictions(self) -> dict[str, Any]:
        return self.makers
