"""Reading made-up statutes."""

from datetime import date

import pytest
from govrules.law import Article, read_articles
from govrules.law.articles import DIGEST_LENGTH, adoption_days

TREES = """# 某市树木条例

2010年1月5日 某市第一届人民代表大会常务委员会第二次会议通过

2020年5月1日 某市第一届人民代表大会常务委员会第九次会议《关于修改〈某市树木条例〉的决定》修正）

<!-- INFO END -->

## 第一章　总　则

## 第二章　罚　则

\u200b
## 第一章　总　则

第一条 甲乙丙。

第二条　下列树木受保护：

（一）甲；

（二）乙：

1．丙；

2．丁。

第一条所称树木，不含盆栽。

第二条之一 \u200b戊己。

第二章　罚　则

第三条 庚辛。
一个没有标出的小标题
壬癸。
"""


def shapes(text: str) -> dict[str, tuple[int, ...]]:
    return {article.label: article.items for article in read_articles(text)}


def test_articles_paragraphs_and_items_are_counted() -> None:
    """Contents, headings, sub-items, blank and zero-width lines are no paragraphs."""
    assert shapes(TREES) == {"1": (0,), "2": (2, 0), "2-1": (0,), "3": (0, 0)}


def test_the_heading_tells_the_days_of_adoption() -> None:
    """The days of adoption and amendment are read from the heading alone."""
    assert adoption_days(TREES) == (date(2010, 1, 5), date(2020, 5, 1))
    assert adoption_days("第一条 2010年1月5日通过。") == ()


def one(text: str) -> Article:
    (article,) = read_articles(text)
    return article


def test_the_digest_is_of_the_words_only() -> None:
    """Whitespace, zero-width characters, line breaks and the article's number do not count."""
    digest = one("第一条 甲乙，丙丁。").digest
    assert digest == one("第九条　甲乙，\u200b丙 丁。\r\n\u3000").digest
    assert digest == one("第一条 甲乙，\n\n丙丁。").digest
    assert len(digest) == DIGEST_LENGTH


def test_one_changed_word_changes_the_digest() -> None:
    """An amended article is noticed."""
    assert one("第一条 甲乙丙。").digest != one("第一条 甲乙丁。").digest


def test_a_decision_without_articles_has_points() -> None:
    """Points 一、二、 stand in for articles, and their lines are paragraphs."""
    assert shapes("# 决定\n\n为了甲，决定如下：\n\n一、甲。\n\n乙。\n\n二、丙。") == {
        "1": (0, 0),
        "2": (0,),
    }


def test_items_whose_marks_were_lost_are_items() -> None:
    """Lines before （三） that end in a semicolon are the items that a copy left unmarked."""
    assert shapes("第一条 下列：\n\n甲；\n\n乙；\n\n（三）丙。\n\n丁。") == {"1": (3, 0)}


def test_a_lost_mark_does_not_swallow_real_paragraphs() -> None:
    """Only unfinished lines are given back to a list that starts late."""
    assert shapes("第一条 甲。\n\n乙。\n\n下列：\n\n（三）丙。") == {"1": (0, 0, 3)}


def test_a_deleted_article_has_no_paragraphs() -> None:
    """An article that the text marks as deleted keeps its number and nothing else."""
    assert shapes("第一条 甲。（2010年12月23日删除）\n第二条 （删去）\n第三条 乙。") == {
        "1": (),
        "2": (),
        "3": (0,),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("# 只有标题\n\n一段话。", {}),
        ("第一条甲乙。", {}),
        ("第一条\n\n甲乙。", {"1": (0,)}),
        ("第一条 甲。\n\n第十条的规定适用于乙。", {"1": (0, 0)}),
        ("第一条 （一）甲；\n\n（二）乙。", {"1": (2,)}),
    ],
)
def test_odd_texts(text: str, expected: dict[str, tuple[int, ...]]) -> None:
    """An article begins with its number and a space; a mention of another does not."""
    assert shapes(text) == expected
