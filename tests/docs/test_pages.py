"""The pages: none stale, none alone in its language, nothing public left out."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from govrules import errors, plugins
from govrules.expr.text import CHINESE

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
# Reached by a command, by `runner=`, or by what a jurisdiction and a pack are asked.
INSIDE = {f"govrules.{room}" for room in ("cli", "cluster", "diagrams", "formatting", "loading")}
PAGES = sorted(p for p in DOCS.rglob("*.md") if not p.name.endswith(".zh.md"))


def test_generated_pages_are_fresh(tools: ModuleType) -> None:
    """Every generated page holds what the code says now."""
    stale = [page.name for page, text in tools.generated() if page.read_text("utf-8") != text]
    assert not stale, "run: python tools/build_docs.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(DOCS)))
def test_every_page_has_its_twin(page: Path) -> None:
    """A page and its translation exist and link to each other in their first lines."""
    twin = page.with_name(f"{page.stem}.zh.md")
    assert twin.exists()
    assert f"({twin.name})" in page.read_text("utf-8")[:200]
    assert f"({page.name})" in twin.read_text("utf-8")[:200]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(DOCS)))
def test_twins_have_the_same_sections(page: Path) -> None:
    """A page and its translation have equally many headings of each depth."""
    if page.parent.name == "api":
        pytest.skip("the Chinese page is an index of the English one")
    twin = page.with_name(f"{page.stem}.zh.md")
    depths = [
        [len(m[1]) for m in re.finditer(r"^(#+) ", _prose(p), re.MULTILINE)] for p in (page, twin)
    ]
    assert depths[0] == depths[1]


def _prose(page: Path) -> str:
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def test_every_hook_is_documented_with_its_arguments() -> None:
    """Each hook stands in the reference under its name and arguments, and says each of them."""
    page = (DOCS / "reference" / "hooks.md").read_text("utf-8")
    hooks = {n: h for n, h in vars(plugins.Hooks).items() if n.startswith("govrules_")}
    assert len(hooks) >= 3
    for name, hook in hooks.items():
        args = [a for a in inspect.signature(hook).parameters if a != "self"]
        section = page.partition(f"## `{name}({', '.join(args)})`")[2].partition("\n## ")[0]
        assert section, name
        assert all(f"- `{arg}`: " in section for arg in args), name


def test_every_error_has_its_fix(tools: ModuleType) -> None:
    """The page of errors says what to do about each error that there is."""
    import docs_pages

    public = {n for n in errors.__all__ if inspect.isclass(getattr(errors, n))}
    assert set(docs_pages.read_fixes()) == public


@pytest.mark.parametrize("name", ["language.md", "language.zh.md"])
def test_every_chinese_keyword_is_documented(name: str) -> None:
    """The page of the language shows each Chinese word that stands for a keyword."""
    page = (DOCS / "reference" / name).read_text("utf-8")
    assert [word for word in CHINESE if word not in page] == []


def test_the_grammar_is_the_parsers_own() -> None:
    """The grammar on the page is the one that stands beside the parser."""
    from govrules.expr import text

    grammar = inspect.cleandoc(text.__doc__ or "").partition("condition :=")[2].strip()
    page = (DOCS / "reference" / "language.md").read_text("utf-8")
    assert re.sub(r"\s+", " ", grammar) in re.sub(r"\s+", " ", page)


def test_every_page_is_in_the_navigation() -> None:
    """No page is left out of mkdocs.yml."""
    nav = (ROOT / "mkdocs.yml").read_text("utf-8")
    left = [
        str(p.relative_to(DOCS))
        for p in DOCS.rglob("*.md")
        if f"{p.relative_to(DOCS)}\n" not in nav
    ]
    assert left == []


@pytest.mark.parametrize("known", [{}, {"rows": "", "more": ""}], ids=["unfilled", "no place"])
def test_prose_and_code_that_do_not_fit_are_refused(tools: ModuleType, known: Any) -> None:
    """A place that nothing fills, and a thing that has no place, are errors that name both."""
    import docs_pages

    with pytest.raises(ValueError, match=r"glossary \(en\)"):
        docs_pages.page("glossary", "en", **known)


def test_every_public_package_has_its_page(tools: ModuleType) -> None:
    """Each package below govrules that lists names is described."""
    import docs_api
    import govrules

    below = [m.name for m in pkgutil.iter_modules(govrules.__path__, "govrules.") if m.ispkg]
    listing = {n for n in below if getattr(importlib.import_module(n), "__all__", ())}
    assert listing - set(docs_api.MODULES) == INSIDE
