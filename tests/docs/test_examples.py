"""The examples: each page runs from the top, and its outputs are those on the page."""

import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    *ROOT.glob("README*.md"),
    *(ROOT / "docs").glob("*.md"),
    *(ROOT / "docs" / "how-to").glob("*.md"),
    *(ROOT / "docs" / "systems").glob("*.md"),
    *(ROOT / "docs" / "explanation").glob("*.md"),
    *(ROOT / "docs" / "reference").glob("language*.md"),
    *(ROOT / "docs" / "reference").glob("territory*.md"),
]
RUNS = sorted(p for p in PAGES if not p.name.startswith(("other-provinces", "benchmarks")))
# What an example hands its run to; it is no part of the library, and is skipped where missing.
BESIDE = {"other-simulators": ("simpy", "mesa", "SALib")}


@pytest.mark.parametrize("page", RUNS, ids=lambda p: p.name)
def test_the_examples_run_and_print_what_the_page_says(tools: ModuleType, page: Path) -> None:
    """Every example runs, once for both languages where they share all, and prints what is recorded."""
    from docs_examples import blocks, refresh

    twin = page.with_name(page.name.replace(".zh.md", ".md"))
    here, there = ([b.said for b in blocks(p.read_text("utf-8"))] for p in (page, twin))
    if twin != page and here and here == there:
        return
    for name in BESIDE.get(page.name.partition(".")[0], ()):
        pytest.importorskip(name)
    assert refresh(page) == page.read_text("utf-8"), "run: python tools/build_docs.py"


def test_every_page_with_examples_is_refreshed(tools: ModuleType) -> None:
    """The script that refreshes outputs knows every page that is tested."""
    assert set(RUNS) == set(tools.examples())


def test_an_output_that_differs_is_found(tools: ModuleType, tmp_path: Path) -> None:
    """A page whose recorded output is wrong is not what refreshing it gives."""
    from docs_examples import refresh

    page = tmp_path / "page.md"
    page.write_text("```python\nprint(1 + 1)\n```\n\n<!-- prints -->\n```text\n3\n```\n", "utf-8")
    assert refresh(page) == page.read_text("utf-8").replace("3", "2")


def test_an_example_that_fails_names_its_line(tools: ModuleType, tmp_path: Path) -> None:
    """An example that raises says on which page and line it stands."""
    from docs_examples import refresh

    page = tmp_path / "page.md"
    page.write_text("# Title\n\n```python\n1 / 0\n```\n", "utf-8")
    with pytest.raises(ZeroDivisionError) as caught:
        refresh(page)
    assert caught.value.__notes__ == ["in the example at page.md:4"]


def test_an_example_runs_no_other_program(tools: ModuleType, tmp_path: Path) -> None:
    """A recorded command may only be govrules itself."""
    from docs_examples import refresh

    page = tmp_path / "page.md"
    page.write_text("<!-- run: ls -->\n```console\n```\n", "utf-8")
    with pytest.raises(ValueError, match="an example may only run govrules, not 'ls'"):
        refresh(page)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_begins_with_two_commands(name: str) -> None:
    """Two blocks stand at the top, each one line that works in a fresh clone."""
    text = (ROOT / name).read_text("utf-8")
    first, second = re.findall(r"^```console\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)[:2]
    assert "\n" not in first + second
    assert first.startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert "govrules demo" in first
    assert second.startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert second.endswith(".venv/bin/pytest")
