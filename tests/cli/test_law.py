"""``govrules law``: texts into an index, an article beside its rules."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
TABLES = Path(__file__).parents[1] / "law" / "data"
HEAD = "# 某市树木条例\n\n2010年1月5日 某会通过\n\n"
OLD = HEAD + "第一条 甲。\n\n第二条 乙：\n\n（一）丙；\n\n（二）丁。\n"
JD = "# 北京市街道办事处条例\n\n第二十六条 甲乙丙。\n\n第四十四条 丁戊：\n\n（一）己；\n\n庚辛。\n"


@pytest.fixture
def law(folder: Path) -> Path:
    return Path(shutil.copytree(TABLES, folder / "law"))


@pytest.fixture
def texts(folder: Path) -> Path:
    (folder / "texts").mkdir()
    (folder / "texts" / "某市树木条例.md").write_text(OLD, "utf-8")
    (folder / "texts" / "北京市街道办事处条例.md").write_text(JD, "utf-8")
    return folder / "texts"


def test_texts_are_held_against_tables_and_written(run: Run, law: Path, texts: Path) -> None:
    """A check writes nothing; then the tables are written, and what has no place is told."""
    before = (law / "articles.csv").read_bytes()
    checked = run("law", "index", "texts", "--law", "law", "--check", "--lang", "en")
    assert checked.exit_code == 1
    assert (law / "articles.csv").read_bytes() == before
    assert "added TREES 1..2 (" in checked.stdout or "amended TREES" in checked.stdout
    assert "  instruments.csv: ID,北京市街道办事处条例,,,,,,,,,,true,,\n" in checked.stdout
    written = run("law", "index", "texts", "--law", "law")
    assert written.exit_code == 1
    assert "未收录 北京市街道办事处条例：没有列入这一名称的法规" in written.stdout
    (texts / "北京市街道办事处条例.md").unlink()
    again = run("law", "index", "texts", "--law", "law", "--check", "--lang", "en")
    assert (again.exit_code, again.stdout) == (0, "1 texts, 2 articles, 0 changes, 0 unplaced\n")


def test_an_article_is_read_beside_its_rules(run: Run, texts: Path) -> None:
    """The words of each provision stand over what cites it."""
    said = run("law", "show", "JD", "44", "--texts", "texts", COLUMNS="120").stdout
    place = said.index
    assert place("│ 第四十四条 丁戊") < place("第一款  ← ") < place("第二款  ← STREET44.rating")
    assert run("law", "show", "JD 44", GOVRULES_TEXTS="texts", COLUMNS="120").stdout == said
    assert "规则\n" not in said
    full = run("law", "show", "JD", "44", "--rules", COLUMNS="120").stdout
    assert "规则\n  JD44.refused" in full


def test_a_text_that_lacks_the_article_is_told(run: Run, texts: Path) -> None:
    """The rules are shown all the same."""
    said = run("law", "show", "JD", "17", "--texts", "texts", "--lang", "en").stdout
    assert "the folder has no text of this article" in said
    assert "JD17.department" in said


def test_instruments_and_provisions_as_records(run: Run) -> None:
    """A JSON a line; the states of an instrument add up."""
    every = [json.loads(line) for line in run("law", "show", "--json").stdout.splitlines()]
    jd = next(one for one in every if one["instrument"] == "JD")
    assert jd["provisions"] == sum(jd[k] for k in ("cited", "silent", "general", "open"))
    lines = run("law", "show", "JD", "--uncited", "--json").stdout.splitlines()
    assert len(lines) == jd["provisions"] - jd["cited"]
    assert json.loads(lines[0])["silent"]["en"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("law", "find"), "index、show"),
        (("law", "index"), "文本文件夹"),
        (("law", "index", "a", "b", "--law", "law"), "文本文件夹"),
        (("law", "index", "nowhere", "--law", "law"), "没有目录 'nowhere'"),
        (("law", "index", "texts", "--law", "texts"), "instruments.csv"),
        (("law", "show", "XX 3"), "没有 'XX'"),
        (("law", "show", "JD 44(9)"), "没有 JD 44(9)"),
    ],
)
def test_what_cannot_be_done_is_refused(
    run: Run, law: Path, texts: Path, args: tuple[str, ...], said: str
) -> None:
    """In one line, with the way out."""
    result = run(*args)
    assert result.exit_code in (1, 2, 4)
    assert said in result.stderr
