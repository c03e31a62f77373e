"""The site as built: each page leads to its twin, and a Chinese word is found inside a sentence."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEARCH = Path(__file__).with_name("search.js")
PAGES = sorted((ROOT / "docs").rglob("*.md"))

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("zensical") is None, reason="zensical (extra dev) is not installed"
)
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of the folder, strictly."""
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def copy_sources(folder: Path) -> None:
    """Copy what the site is made of, so that the build leaves nothing in the sources."""
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copytree(ROOT / "tools" / "site", folder / "tools" / "site")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    folder = tmp_path_factory.mktemp("site")
    copy_sources(folder)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def html(site: Path, page: Path) -> Path:
    """The file that the page became."""
    path = page.relative_to(ROOT / "docs").with_suffix("")
    return site / (path.parent if path.name == "index" else path) / "index.html"


def search(site: Path, *words: str) -> dict[str, list[dict[str, str]]]:
    """What the site's own search finds for each word."""
    command = ["node", str(SEARCH), str(site), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, list[dict[str, str]]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT / "docs")))
def test_one_click_leads_to_the_twin(site: Path, page: Path) -> None:
    """The header of each page has one link to the same page in the other language."""
    chinese = page.name.endswith(".zh.md")
    twin = page.with_name(page.name.replace(".zh.md", ".md") if chinese else f"{page.stem}.zh.md")
    here, text = html(site, page), html(site, page).read_text("utf-8")
    links = re.findall(r'<a class="md-header__button" href="([^"]+)" hreflang="(\w+)"', text)
    assert [lang for _, lang in links] == ["en" if chinese else "zh"]
    assert (here.parent / links[0][0] / "index.html").resolve() == html(site, twin).resolve()


@pytest.mark.parametrize(("name", "lang"), [("index.md", "en"), ("index.zh.md", "zh")])
def test_the_frame_speaks_the_language_of_the_page(site: Path, name: str, lang: str) -> None:
    """The start pages are titled, and what surrounds them is in their language."""
    text = html(site, ROOT / "docs" / name).read_text("utf-8")
    assert f'<html lang="{lang}"' in text
    assert "<title>govrules - govrules</title>" not in text
    assert ("搜索" in text) is (lang == "zh")


@needs_node
@pytest.mark.parametrize("word", ["管理规定", "养犬", "街道办事处", "立法法", "三值逻辑", "单行道"])
def test_a_chinese_word_is_found_inside_a_run_of_characters(site: Path, word: str) -> None:
    """A word without a space on either side is found exactly where the docs have it."""
    index = json.loads((site / "search.json").read_text("utf-8"))["items"]
    stands = [i["location"] for i in index if word in i["title"] + i["text"]]
    found = [i for i in search(site, word)[word] if word in i["title"] + i["text"]]
    assert bool(found) is bool(stands)


@needs_node
def test_the_search_serves_english_too(site: Path) -> None:
    """The setting that cuts Chinese into words leaves English as it was."""
    found = search(site, "precedence")["precedence"]
    assert found
    assert all("precedence" in (i["title"] + i["text"]).lower() for i in found[:3])


def test_a_link_to_nowhere_fails_the_build(tmp_path: Path) -> None:
    """A page that links to a page that is not there ends the strict build with an error."""
    copy_sources(tmp_path)
    with (tmp_path / "docs" / "tutorial.md").open("a", encoding="utf-8") as page:
        page.write("\n[nowhere](reference/nowhere.md)\n")
    done = build(tmp_path)
    assert done.returncode != 0
    assert "page does not exist" in done.stdout + done.stderr
