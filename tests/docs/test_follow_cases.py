"""The story of a demand that three departments pass on: what the page shows is what is printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from govrules.cli import main

pytest.importorskip("sqlalchemy")

DOCS = Path(__file__).parents[2] / "docs"
SUFFIX = {"en": "", "zh": ".zh"}


def run(*args: str) -> str:
    """What a command prints."""
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(params=["en", "zh"])
def lang(request: pytest.FixtureRequest) -> str:
    """The language of the page."""
    return str(request.param)


@pytest.fixture
def told(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The blocks of the page, its events having been run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    page = (DOCS / f"how-to/follow-cases{SUFFIX[lang]}.md").read_text("utf-8")
    blocks = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    events = next(block for block in blocks if '"event": "receive"' in block)
    (tmp_path / "events.jsonl").write_text(events, "utf-8")
    run("cases", "run", "events.jsonl")
    return blocks


@pytest.mark.parametrize("what", ["passing", "due", "rates"])
def test_each_table_is_as_shown(lang: str, told: list[str], what: str, tmp_path: Path) -> None:
    """Who passed on, what was due after the whistle, and the rates are printed as the page says."""
    first = (tmp_path / "events.jsonl").read_text("utf-8").splitlines(keepends=True)[:10]
    (tmp_path / "week.jsonl").write_text("".join(first), "utf-8")
    run("cases", "run", "week.jsonl", "--ledger", "sqlite:///week.db")
    shown = next(block for block in told if block.startswith(f"$ govrules cases {what}"))
    command, _, table = shown.partition("\n")
    said = run(*command.split()[2:], *(() if "--lang" in command else ("--lang", lang)))
    assert said.split() == table.split()


@pytest.mark.parametrize("what", ["timeline", "chart", "rates", "passing"])
def test_the_pictures_are_fresh(lang: str, told: list[str], what: str, tmp_path: Path) -> None:
    """The committed drawings are what the commands draw today."""
    stem, *options = {
        "timeline": ("follow-cases", "S1"),
        "chart": ("chart-work-order", "work_order"),
        "rates": ("cases-rates", "--by", "subdistrict", "--month", "2024-03"),
        "passing": ("cases-passing", "--by", "department"),
    }[what]
    name = f"{stem}{SUFFIX[lang]}.svg"
    run("cases", what, *options, "--lang", lang, "-o", name)
    assert (tmp_path / name).read_text("utf-8") == (DOCS / name).read_text("utf-8")
