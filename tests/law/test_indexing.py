"""The index of articles, made from texts."""

from pathlib import Path

import pytest
from govrules.errors import PolicyError, RecordError
from govrules.law import Law, changes_of, read_texts, write_index

HEAD = "# 某市树木条例\n\n2010年1月5日 某会通过\n\n"
OLD = HEAD + "第一条 甲。\n\n第二条 乙：\n\n（一）丙；\n\n（二）丁。\n"
NEW = HEAD + "2020年5月1日 某会修正\n\n第一条 甲。\n\n第二条 戊。\n"
UNLISTED = "# 某市湖泊条例\n\n2011年3月4日 某会通过\n\n第一条 甲。\n\n第二条 本条例自2011年5月1日起施行。\n"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "某市树木条例.md").write_text(OLD, encoding="utf-8")
    (folder / "某市树木条例(2020-05-01).md").write_text(NEW, encoding="utf-8")
    (folder / "notes.pdf").write_bytes(b"no text")
    return folder


def index(folder: Path, texts: Path) -> None:
    """Write the index anew."""
    law = Law.load(folder)
    write_index(folder, law, read_texts(texts, law))


def told(folder: Path, texts: Path) -> list[tuple[str, str, str]]:
    """Kind, article and wording of all that differs."""
    law = Law.load(folder)
    changes = [change for text in read_texts(texts, law) for change in changes_of(text, law)]
    return [(c.kind, c.article, str(c.against)) for c in changes]


def test_an_index_is_rebuilt_and_then_agrees(folder: Path, texts: Path) -> None:
    """Rebuilding twice gives the same bytes, and nothing differs then."""
    assert told(folder, texts)
    index(folder, texts)
    first = (folder / "articles.csv").read_bytes(), (folder / "versions.csv").read_bytes()
    index(folder, texts)
    assert first == ((folder / "articles.csv").read_bytes(), (folder / "versions.csv").read_bytes())
    assert told(folder, texts) == []


def test_the_index_holds_counts_and_digests(folder: Path, texts: Path) -> None:
    """Rows are sorted, absent texts keep theirs, and no word of a text is in them."""
    index(folder, texts)
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


def test_an_amended_an_added_and_a_missing_article_are_told(folder: Path, texts: Path) -> None:
    """Each with the wording that it was held against."""
    index(folder, texts)
    path = texts / "某市树木条例.md"
    path.write_text(OLD.replace("丁。", "己。").replace("第一条", "第三条"), encoding="utf-8")
    assert told(folder, texts) == [
        ("gone", "1", "2010-01-05"),
        ("amended", "2", "2010-01-05"),
        ("added", "3", "2010-01-05"),
    ]


def test_a_new_wording_is_compared_with_the_last_and_has_no_place_yet(
    folder: Path, texts: Path
) -> None:
    """The text of an amendment that is not listed shows what it amends and the line to add."""
    index(folder, texts)
    text = NEW.replace("2020年5月1日", "2024年3月29日").replace("戊。", "庚。")
    (texts / "某市树木条例(2024-03-29).txt").write_text(text, encoding="utf-8")
    assert told(folder, texts) == [("amended", "2", "2020-05-01")]
    (found,) = (t for t in read_texts(texts, Law.load(folder)) if t.fault_en)
    assert "add the version adopted 2024-03-29 of TREES" in found.fault_en
    assert "请在 versions.csv 中加入" in found.fault_zh
    assert found.lines == {"versions.csv": "TREES,2024-03-29,,text,某市树木条例(2024-03-29),,"}


def test_a_statute_that_no_table_lists_gets_lines_to_add(folder: Path, texts: Path) -> None:
    """Title and days are taken from its text; what it does not say is left empty."""
    (texts / "某市湖泊条例.md").write_text(UNLISTED, encoding="utf-8")
    (found,) = (t for t in read_texts(texts, Law.load(folder)) if t.fault_en)
    assert found.fault_en == "no instrument of that title is listed"
    assert found.lines == {
        "instruments.csv": "ID,某市湖泊条例,,,,,,,2011-03-04,2011-05-01,,true,,",
        "versions.csv": "ID,2011-03-04,2011-05-01,text,某市湖泊条例,,",
    }


def test_a_misspelt_title_names_the_nearest(folder: Path, texts: Path) -> None:
    """It may be a slip in the file's name."""
    (texts / "某市树林条例.md").write_text(OLD, encoding="utf-8")
    (found,) = (t for t in read_texts(texts, Law.load(folder)) if t.fault_en)
    assert found.fault_en.endswith("did you mean 某市树木条例?")
    assert found.fault_zh.endswith("是否指 某市树木条例？")


def test_a_text_of_the_law_beneath_is_left_alone(folder: Path, texts: Path, tmp_path: Path) -> None:
    """A pack that stands on the law of the country does not index that again."""
    (texts / "某市湖泊条例.md").write_text(UNLISTED, encoding="utf-8")
    beneath = tmp_path / "beneath"
    beneath.mkdir()
    line = "LAKES,某市湖泊条例,Lakes,local_regulation,c,某会,c,9,2011-03-04,2011-05-01,,true,,"
    for name in ("instruments.csv", "articles.csv"):
        head = (folder / name).read_text("utf-8").partition("\n")[0]
        more = f"\n{line}\n" if name == "instruments.csv" else "\n"
        (beneath / name).write_text(head + more, "utf-8")
    law = Law.load(folder)
    found = read_texts(texts, law, beneath=law.standing_on(Law.load(beneath)))
    assert [t.stem for t in found] == ["某市树木条例(2020-05-01)", "某市树木条例"]


def test_a_text_without_articles_is_refused(folder: Path, texts: Path) -> None:
    """An empty or broken copy does not wipe out the articles that are known."""
    (texts / "某市树木条例.md").write_text("# 某市树木条例\n", encoding="utf-8")
    faults = [t.fault_en for t in read_texts(texts, Law.load(folder))]
    assert "it has no articles" in faults
    index(folder, texts)
    assert Law.load(folder).articles("TREES", Law.load(folder).instrument("TREES").versions[0])


def test_a_folder_that_is_not_there_is_refused(folder: Path, tmp_path: Path) -> None:
    """The error names it."""
    with pytest.raises(RecordError, match="no folder 'nowhere'"):
        read_texts("nowhere", Law.load(folder))


def test_a_text_in_another_encoding_is_refused(folder: Path, texts: Path) -> None:
    """It is named with its line."""
    (texts / "某市树木条例.md").write_bytes(OLD.encode("gb18030"))
    with pytest.raises(PolicyError, match="not UTF-8"):
        read_texts(texts, Law.load(folder))
