"""The script that rebuilds the index."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from govrules.law import Law

ROOT = Path(__file__).parents[2]
HEAD = "# 某市树木条例\n\n2010年1月5日 某会通过\n\n"
OLD = HEAD + "第一条 甲。\n\n第二条 乙：\n\n（一）丙；\n\n（二）丁。\n"
NEW = HEAD + "2020年5月1日 某会修正\n\n第一条 甲。\n\n第二条 戊。\n"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("index_law", ROOT / "tools" / "index_law.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "某市树木条例.md").write_text(OLD, encoding="utf-8")
    (folder / "某市树木条例(2020-05-01).md").write_text(NEW, encoding="utf-8")
    (folder / "notes.pdf").write_bytes(b"no text")
    return folder


def run(tool: ModuleType, *args: object) -> int:
    code = tool.main([str(arg) for arg in args])
    assert isinstance(code, int)
    return code


def test_an_index_is_rebuilt_and_then_agrees(
    tool: ModuleType, folder: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rebuilding twice gives the same bytes, and a check then finds nothing."""
    assert run(tool, texts, "--law", folder) == 0
    first = (folder / "articles.csv").read_bytes(), (folder / "versions.csv").read_bytes()
    assert run(tool, texts, "--law", folder) == 0
    assert first == ((folder / "articles.csv").read_bytes(), (folder / "versions.csv").read_bytes())
    capsys.readouterr()
    assert run(tool, texts, "--check", "--law", folder) == 0
    assert capsys.readouterr().out == "2 texts, 4 articles, 0 changes, 0 unplaced\n"


def test_the_index_holds_counts_and_digests(tool: ModuleType, folder: Path, texts: Path) -> None:
    """Rows are sorted, absent texts keep theirs, and no word of a text is in them."""
    run(tool, texts, "--law", folder)
    lines = (folder / "articles.csv").read_text(encoding="utf-8").splitlines()
    assert [line.rpartition(",")[0] for line in lines] == [
        "instrument,version,article,paragraphs,items",
        "LAMPS,2001-01-01,1,1,",
        "TREES,2010-01-05,1,1,",
        "TREES,2010-01-05,2,1,1:2",
        "TREES,2020-05-01,1,1,",
        "TREES,2020-05-01,2,1,",
    ]
    assert all(line.isascii() for line in lines)
    digests = [version.digest for version in Law.load(folder).instrument("TREES").versions]
    assert [len(digest) for digest in digests] == [16, 16, 0]
    assert digests[0] != digests[1]


def test_changes_are_reported_and_fail_the_check(
    tool: ModuleType, folder: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An amended, an added and a missing article are each named; a check writes nothing."""
    run(tool, texts, "--law", folder)
    before = (folder / "articles.csv").read_bytes()
    path = texts / "某市树木条例.md"
    path.write_text(OLD.replace("丁。", "己。").replace("第一条", "第三条"), encoding="utf-8")
    capsys.readouterr()
    assert run(tool, texts, "--check", "--law", folder) == 1
    assert capsys.readouterr().out == (
        "gone     TREES 1 (2010-01-05)\n"
        "amended  TREES 2 (2010-01-05)\n"
        "added    TREES 3 (2010-01-05)\n"
        "2 texts, 4 articles, 3 changes, 0 unplaced\n"
    )
    assert (folder / "articles.csv").read_bytes() == before


def test_a_new_version_is_compared_with_the_last_and_has_no_place_yet(
    tool: ModuleType, folder: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The text of an amendment that is not listed shows what it amends and what to add."""
    run(tool, texts, "--law", folder)
    text = NEW.replace("2020年5月1日", "2024年3月29日").replace("戊。", "庚。")
    (texts / "某市树木条例(2024-03-29).txt").write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert run(tool, texts, "--law", folder) == 1
    assert capsys.readouterr().out == (
        "amended  TREES 2 (2020-05-01)\n"
        "unplaced 某市树木条例(2024-03-29): add the version adopted 2024-03-29 of TREES, "
        "with this text, to versions.csv\n"
        "2 texts, 4 articles, 1 changes, 1 unplaced\n"
    )


def test_a_statute_that_nobody_listed_is_named(
    tool: ModuleType, folder: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of no known title is reported with the nearest title."""
    (texts / "某市树林条例.md").write_text(OLD, encoding="utf-8")
    assert run(tool, texts, "--check", "--law", folder) == 1
    assert (
        "unplaced 某市树林条例: no instrument '某市树林条例' in the index of the law; "
        "did you mean 某市树木条例"
    ) in capsys.readouterr().out


def test_a_text_without_articles_is_refused(
    tool: ModuleType, folder: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty or broken copy does not wipe out the articles that are known."""
    (texts / "某市树木条例.md").write_text("# 某市树木条例\n", encoding="utf-8")
    assert run(tool, texts, "--law", folder) == 1
    assert "unplaced 某市树木条例: it has no articles" in capsys.readouterr().out
    assert Law.load(folder).articles("TREES", Law.load(folder).instrument("TREES").versions[0])
