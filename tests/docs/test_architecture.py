"""The map of the code, and the records: what they name is there, and every room is on the map."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "explanation" / f"architecture{end}.md" for end in ("", ".zh")]
NAMING = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])
ROOMS = {p.parent.name for p in (ROOT / "govrules").glob("*/__init__.py")}
PATH = re.compile(r"`((?:govrules|policies|tools|docs|tests)/[\w./-]+)`")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)


@pytest.mark.parametrize("page", NAMING, ids=lambda p: p.name)
def test_every_file_named_exists(page: Path) -> None:
    """Each path that a page names is in the repository."""
    named = PATH.findall(page.read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


@each_page
def test_a_matter_and_a_column_are_followed_by_name(page: Path) -> None:
    """The map names the files, and does not only speak of them."""
    assert len(set(PATH.findall(page.read_text("utf-8")))) > 30


def test_both_languages_name_the_same_files() -> None:
    """A reader of either page is sent to the same files, in the same order."""
    english, chinese = (PATH.findall(page.read_text("utf-8")) for page in PAGES)
    assert sorted(set(english)) == sorted(set(chinese))


@each_page
def test_the_drawing_is_the_import_contract(page: Path) -> None:
    """The rooms are drawn on the layers where the import contract has them, none left out."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    contract = [{room for room in re.split(r"[ |:]+", line) if room in ROOMS} for line in layers]
    drawing = page.read_text("utf-8").partition("```text\n")[2].partition("```")[0]
    drawn = [
        {w for w in re.split(r"[ ·]+", line[:28]) if w in ROOMS} for line in drawing.split("\n")
    ]
    assert [rooms for rooms in drawn if rooms] == [rooms for rooms in contract if rooms]
    assert set().union(*drawn) == ROOMS
