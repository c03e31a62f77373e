"""The words of an article, found in a reader's own texts."""

from pathlib import Path

import pytest
from govrules import Jurisdiction
from govrules.law import Instrument, article_text

TEXT = """# 北京市养犬管理规定

## 第一章 总则

第一条 甲。

乙第二条也在其中。

第一条之一　丙。

## 第二章 其他

第二条 丁。
"""


@pytest.fixture
def dogs(beijing_pack: Jurisdiction) -> Instrument:
    """The rules on keeping dogs."""
    return beijing_pack.law.instrument("养犬管理规定")


@pytest.mark.parametrize(
    ("article", "words"),
    [("1", "第一条 甲。\n\n乙第二条也在其中。"), ("1-1", "第一条之一　丙。"), ("2", "第二条 丁。")],
)
def test_an_article_ends_where_the_next_or_a_heading_begins(
    tmp_path: Path, dogs: Instrument, article: str, words: str
) -> None:
    """Inserted articles are articles of their own; a number within a line begins none."""
    (tmp_path / "北京市养犬管理规定(2003-09-05).md").write_text(TEXT, encoding="utf-8")
    assert article_text(tmp_path, dogs, article) == ("北京市养犬管理规定(2003-09-05).md", words)


def test_of_several_texts_the_last_is_read(tmp_path: Path, dogs: Instrument) -> None:
    """File names carry the day of the text."""
    for day, words in (("2003-09-05", "旧"), ("2020-01-01", "新")):
        file = tmp_path / f"北京市养犬管理规定({day}).md"
        file.write_text(f"第一条 {words}", encoding="utf-8")
    assert article_text(tmp_path, dogs, "1") == ("北京市养犬管理规定(2020-01-01).md", "第一条 新")


@pytest.mark.parametrize(
    "name", ["养犬.md", "北京市养犬管理规定(2003).pdf", "北京市养犬管理规定解读.md"]
)
def test_another_file_is_not_taken_for_the_text(
    tmp_path: Path, dogs: Instrument, name: str
) -> None:
    """Only a text named by the whole title is the instrument's."""
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert article_text(tmp_path, dogs, "1") is None


def test_an_article_that_the_text_lacks_is_not_made_up(tmp_path: Path, dogs: Instrument) -> None:
    """No words are better than those of another article."""
    (tmp_path / "北京市养犬管理规定.txt").write_text(TEXT, encoding="utf-8")
    assert article_text(tmp_path, dogs, "9") is None


def test_a_text_without_articles_has_none(tmp_path: Path, dogs: Instrument) -> None:
    """A file that holds no article, or nothing, is passed over and is no error."""
    (tmp_path / "北京市养犬管理规定.txt").write_text("一、甲。", encoding="utf-8")
    assert article_text(tmp_path, dogs, "1") is None
