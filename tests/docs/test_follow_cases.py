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


def test_the_score_is_as_shown(lang: str, told: list[str]) -> None:
    """Three departments object; one comes, one refuses, one is silent."""
    said = run("cases", "passing", "--lang", lang)
    shown = next(block for block in told if block.startswith("$ govrules cases passing"))
    assert said.split() == shown.partition("\n")[2].split()


@pytest.mark.parametrize("what", ["timeline", "chart"])
def test_the_pictures_are_fresh(lang: str, told: list[str], what: str, tmp_path: Path) -> None:
    """The committed drawings are what the commands draw today."""
    subject, name = {
        "timeline": ("S1", f"follow-cases{SUFFIX[lang]}.svg"),
        "chart": ("work_order", f"chart-work-order{SUFFIX[lang]}.svg"),
    }[what]
    run("cases", what, subject, "--lang", lang, "-o", name)
    assert (tmp_path / name).read_text("utf-8") == (DOCS / name).read_text("utf-8")
