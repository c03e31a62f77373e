"""Citations: reading, writing, order."""

from typing import Any

import pytest
from govrules.errors import CitationError
from govrules.law import Citation, Law, parse_citation
from hypothesis import given
from hypothesis import strategies as st

NUMBERS = st.integers(1, 99)


@st.composite
def citations(draw: st.DrawFn, ids: tuple[str, ...] = ("TREES", "LAMPS", "NOTE-1")) -> Citation:
    article = draw(st.none() | st.integers(1, 1300).map(str))
    if article and draw(st.booleans()):
        article += f"-{draw(st.integers(1, 9))}"
    parts: list[int | None] = [None, None, None]
    for level in range(draw(st.integers(0, 3)) if article else 0):
        parts[level] = draw(NUMBERS)
    return Citation(draw(st.sampled_from(ids)), article, *parts)


@given(citations())
def test_the_key_reads_back(cite: Citation) -> None:
    """A citation is the same after its key, which is its JSON form."""
    assert parse_citation(cite.key) == cite
    assert Citation.from_json(cite.to_json()) == cite
    assert str(cite) == cite.key


class Titled:
    """An index whose titles are made from the ids."""

    def __init__(self, name: str = "") -> None:
        self.id, self.zh, self.en = name, f"某市{name}办法", f"{name} Measures"

    def instrument(self, name: str) -> "Titled":
        return Titled(name.strip("《》").removeprefix("某市").removesuffix("办法"))


@given(citations())
def test_the_chinese_text_reads_back(cite: Citation) -> None:
    """What a citation is called in Chinese finds the same provision again."""
    assert parse_citation(cite.text(Titled()), Titled()) == cite


@given(st.lists(citations(), max_size=8))
def test_citations_sort_by_number(cites: list[Citation]) -> None:
    """Within an instrument articles sort as numbers, an inserted one after its main article."""

    def key(cite: Citation) -> tuple[object, ...]:
        main, _, inserted = (cite.article or "0").partition("-")
        numbers = (cite.paragraph or 0, cite.item or 0, cite.subitem or 0)
        return (cite.instrument, int(main), int(inserted or 0), *numbers)

    assert sorted(cites) == sorted(cites, key=key)


def test_a_citation_is_written_in_both_languages(law: Law) -> None:
    """The full text has the title, in nested marks where the title has marks."""
    cite = parse_citation("TREES 12-1(1)(12)(3)")
    assert cite.text(law) == "《某市树木条例》第十二条之一第一款第（十二）项第3目"
    assert cite.text(law, "en") == "Trees Regulation, art. 12-1(1)(12)(3)"
    whole = parse_citation("LAMPS")
    assert whole.text(law) == "《某市实施〈中华人民共和国路灯法〉办法》"
    assert whole.text(law, "en") == "Lamps Measures"


@pytest.mark.parametrize(
    "text",
    [
        "TREES 17(1)(2)",
        "TREES 17 (1)(2)",
        "TREES 17（1）（2）",
        "某市树木条例 第十七条第一款第（二）项",
        "《某市树木条例》第十七条第一款第（二）项",
        "某市树木条例第17条第1款第2项",
        "树木条例　第十七条 第一款 第二项",
        "TREES 第十七条第(2)项",
    ],
)
def test_the_usual_ways_of_writing_are_read(text: str, law: Law) -> None:
    """Keys, titles, aliases, Chinese and Arabic numbers, full and half width mean the same."""
    assert parse_citation(text, law) == Citation("TREES", 17, 1, 2)


def test_whole_instruments_and_bare_articles_are_read(law: Law) -> None:
    """A title alone is the instrument; a bare article belongs to the instrument given."""
    assert parse_citation("某政发〔2012〕1号", law) == Citation("NOTE-1")
    assert parse_citation("第17条", instrument="TREES") == Citation("TREES", 17)
    assert parse_citation("第十二条之一", law, instrument="树木条例").key == "TREES 12-1"


def test_table_cells_are_read() -> None:
    """Cells give the same citation as the key; an item without a paragraph is in the first."""
    assert Citation.from_cells("TREES", "12-1", "2", "3.4").key == "TREES 12-1(2)(3)(4)"
    assert Citation.from_cells("TREES", "5", "", "3") == Citation("TREES", 5, 1, 3)
    assert Citation.from_cells("TREES") == Citation("TREES")


@pytest.mark.parametrize(
    "text",
    [
        "TREES 0",
        "TREES 17(0)",
        "TREES 17()(2)",
        "TREES 17(1",
        "TREES x",
        "第十七条",
        "？",
        None,
        17,
    ],
)
def test_what_cannot_be_read_says_how_to_write(text: Any) -> None:
    """The error quotes the text and shows the form, in both languages."""
    with pytest.raises(CitationError) as caught:
        parse_citation(text)
    assert "cannot be read; write one provision by instrument, article" in caught.value.text("en")
    assert "依次写明文件代号、条、款、项：ID 17(1)(2)" in caught.value.text("zh")
    assert caught.value.field == "citation"


def test_a_title_without_an_index_is_refused() -> None:
    """A title needs the law to be looked up in."""
    with pytest.raises(CitationError, match="is a title, and no index of instruments is given"):
        parse_citation("某市树木条例第三条")


def test_an_unknown_title_names_the_nearest(law: Law) -> None:
    """A slip in a title is answered with the title meant."""
    with pytest.raises(CitationError) as caught:
        parse_citation("某市树木条列第三条", law)
    assert caught.value.text("en") == (
        "no instrument '某市树木条列' in the index of the law; did you mean 某市树木条例?"
    )


@pytest.mark.parametrize(
    "parts", [("17", None, None, 2), ("17", 0), (None, 1), ("017",), ("1-0",), ("17", 1, -1)]
)
def test_a_part_needs_the_one_above_and_a_positive_number(parts: tuple[object, ...]) -> None:
    """Gaps and numbers below one are refused when a citation is made."""
    with pytest.raises(CitationError, match="cannot be read"):
        Citation("TREES", *parts)  # type: ignore[arg-type]


def test_cells_and_json_that_are_no_citation_are_refused() -> None:
    """A word in a number's cell, or a number for a key, names the value."""
    for cells in (("5", "two"), ("5", "0"), ("", "2"), ("第5条",), ("5.0",), ("5", "1", "x")):
        with pytest.raises(CitationError, match=r"(article|paragraph|item): .*write its number"):
            Citation.from_cells("TREES", *cells)
    assert Citation.from_cells("TREES", "１２-1", "2") == Citation("TREES", "12-1", 2)
    with pytest.raises(CitationError, match="the citation 17 cannot be read"):
        Citation.from_json(17)
