"""The index: loading, finding, checking."""

from datetime import date
from pathlib import Path

import pytest
from govrules.errors import CitationError, PolicyError
from govrules.law import Law, Rank, parse_citation
from govrules.values import UNKNOWN, Period


def check(law: Law, key: str, on: str | None = None) -> object:
    return law.check(parse_citation(key), date.fromisoformat(on) if on else None)


def edit(folder: Path, name: str, old: str, new: str) -> Path:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_an_instrument_is_read(law: Law) -> None:
    """Every column finds its place, and instruments are sorted by id."""
    assert [i.id for i in law.instruments] == ["LAMPS", "NOTE-1", "TREES"]
    trees = law.instrument("TREES")
    assert (trees.rank, trees.issuer.code, trees.issuer.area) == (
        Rank.LOCAL_REGULATION,
        "council",
        "9",
    )
    assert trees.period == Period(date(2010, 3, 1))
    assert [(v.since, v.basis) for v in trees.versions] == [
        (date(2010, 3, 1), "text"),
        (date(2020, 6, 1), "notice"),
        (date(2022, 2, 2), "adoption"),
    ]
    note = law.instrument("NOTE-1")
    assert (note.public, note.adopted, len(note.versions)) == (False, None, 1)


@pytest.mark.parametrize(
    "name",
    [
        "LAMPS",
        "某市实施路灯法办法",
        "《某市实施〈路灯法〉办法》",
        " 某市实施中华人民共和国路灯法办法 ",
    ],
)
def test_titles_are_found_in_any_dress(name: str, law: Law) -> None:
    """Title marks, spaces and the name of the state make no difference."""
    assert law.instrument(name).id == "LAMPS"


def test_the_wording_of_a_day_is_found(law: Law) -> None:
    """A version runs from its day to the next; a repealed instrument has none after its end."""
    trees, lamps = law.instrument("TREES"), law.instrument("LAMPS")
    days = ["2010-02-28", "2010-03-01", "2020-05-31", "2020-06-01", "2030-01-01"]
    found = [trees.version(date.fromisoformat(day)) for day in days]
    assert [v and str(v.adopted) for v in found] == [
        None,
        "2010-01-05",
        "2010-01-05",
        "2020-05-01",
        "2022-02-02",
    ]
    assert lamps.version(date(2014, 12, 31)) is not None
    assert lamps.version(date(2015, 1, 1)) is None


@pytest.mark.parametrize(
    ("key", "on", "answer"),
    [
        ("TREES", None, True),
        ("TREES 2(3)(4)", None, True),
        ("TREES 2(1)(3)", None, True),
        ("TREES 2(1)(3)", "2015-01-01", True),
        ("TREES 2(3)(4)", "2021-01-01", True),
        ("TREES 2(3)(4)", "2023-01-01", UNKNOWN),
        ("TREES 2(1)(2)(1)", "2021-01-01", UNKNOWN),
        ("NOTE-1 3", "2012-01-01", UNKNOWN),
        ("NOTE-1", "2012-01-01", True),
    ],
)
def test_a_citation_is_true_or_not_known(
    key: str, on: str | None, answer: object, law: Law
) -> None:
    """True where the day's text has it; unknown where that text or the sub-items are missing."""
    assert check(law, key, on) is answer


@pytest.mark.parametrize(
    ("key", "on", "en"),
    [
        ("TREES 3", None, "there is no TREES 3; the text of 2020-05-01 has articles 1 to 2"),
        ("TREES 1-1", None, "there is no TREES 1-1; the text of 2020-05-01 marks that article"),
        ("TREES 2(4)", None, "there is no TREES 2(4); in the text of 2020-05-01 it has 3 para"),
        ("TREES 2(2)(1)", None, "in the text of 2020-05-01 that paragraph has 0 item(s)"),
        ("TREES 2(3)", "2015-01-01", "in the text of 2010-01-05 it has 2 paragraph(s)"),
        ("TREES 2(1)(3)", "2021-01-01", "in the text of 2020-05-01 that paragraph has 2 item(s)"),
        ("TREES 9", "2023-01-01", "there is no TREES 9"),
        ("TREES 1", "2010-02-28", "TREES was not in force on 2010-02-28; it was in force from"),
        ("LAMPS 1", "2015-01-01", "it was in force from 2001-02-01 until 2015-01-01"),
        ("TREE 1", None, "no instrument 'TREE' in the index of the law; did you mean TREES?"),
    ],
)
def test_a_wrong_citation_is_refused(key: str, on: str | None, en: str, law: Law) -> None:
    """The message says what the text has instead, or when the instrument was in force."""
    with pytest.raises(CitationError) as caught:
        check(law, key, on)
    assert en in caught.value.text("en")


def test_a_wrong_citation_is_refused_in_chinese(law: Law) -> None:
    """The Chinese message says the same."""
    with pytest.raises(CitationError) as caught:
        check(law, "TREES 2(4)")
    assert caught.value.text("zh") == "没有 TREES 2(4) 这一规定；2020-05-01 文本该条共3款"
    with pytest.raises(CitationError) as caught:
        check(law, "LAMPS", "2020-01-01")
    assert caught.value.text("zh") == (
        "《某市实施〈中华人民共和国路灯法〉办法》于 2020-01-01 未施行或已失效；"
        "自 2001-02-01 起施行，2015-01-01 起失效"
    )


def test_the_articles_are_read_when_first_needed(folder: Path) -> None:
    """A fault in articles.csv does not delay loading; the first check reports its line."""
    law = Law.load(edit(folder, "articles.csv", "2,2,1:3", "2,2,1-3"))
    assert law.instrument("TREES")
    with pytest.raises(PolicyError, match=r"articles\.csv:3: items: '2,2,1-3' is no article"):
        check(law, "TREES 1")


def test_the_digest_is_of_the_content(folder: Path, law: Law) -> None:
    """Line ends and a byte order mark do not change it; a changed article does."""
    path = folder / "articles.csv"
    text = path.read_text(encoding="utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert Law.load(folder).digest == law.digest
    assert Law.load(edit(folder, "articles.csv", ",04", ",05")).digest != law.digest


def test_versions_are_optional(folder: Path) -> None:
    """Without versions.csv every instrument has the one version that its own line tells."""
    (folder / "versions.csv").unlink()
    articles = (folder / "articles.csv").read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in articles if "2020-05-01" not in line]
    (folder / "articles.csv").write_text("".join(kept), "utf-8")
    law = Law.load(folder)
    assert [len(i.versions) for i in law.instruments] == [1, 1, 1]
    assert check(law, "TREES 2(2)", "2010-03-01") is True


@pytest.mark.parametrize(
    ("name", "old", "new", "en"),
    [
        (
            "instruments.csv",
            ",decision,",
            ",decree,",
            "instruments.csv:4: rank: 'decree' is no rank",
        ),
        ("instruments.csv", "2012-01-01", "2012", "instruments.csv:4: since is not a day: '2012'"),
        ("instruments.csv", "false", "no", "instruments.csv:4: public: 'no' is neither true nor"),
        ("instruments.csv", "LAMPS,", "TREES,", "instruments.csv:3: id: 'TREES' is listed twice"),
        ("instruments.csv", "2010-03-01", "2010-03-02", "since: '2010-03-02' is the since of no"),
        ("instruments.csv", "2015-01-01", "2001-01-01", "instruments.csv:3: a period must end"),
        ("instruments.csv", ",树木条例", ",LAMPS", "instruments.csv: 'LAMPS' names both"),
        ("instruments.csv", "City Government", "Mayor", "instruments.csv:4: issuer: 'mayor' has"),
        (
            "instruments.csv",
            ",area,",
            ",region,",
            "instruments.csv:1: columns: 'area' is a missing",
        ),
        (
            "versions.csv",
            "notice",
            "rumour",
            "versions.csv:3: basis: 'rumour' is no basis of a day; one of text",
        ),
        ("versions.csv", "TREES", "TREE", "versions.csv:2: instrument: 'TREE' is not in"),
        ("versions.csv", "2022-02-02,2022", "2022-02-02,202", "versions.csv:4: since is not a day"),
    ],
)
def test_a_wrong_line_is_named(folder: Path, name: str, old: str, new: str, en: str) -> None:
    """Whatever is wrong in a table is a PolicyError with file, line, column and value."""
    with pytest.raises(PolicyError) as caught:
        Law.load(edit(folder, name, old, new))
    assert en in caught.value.text("en")


@pytest.mark.parametrize("name", ["instruments.csv", "articles.csv"])
def test_a_missing_table_is_named(folder: Path, name: str) -> None:
    """The error names the table and its columns."""
    (folder / name).unlink()
    with pytest.raises(PolicyError, match=rf"has no {name}; its columns are (id|instrument), "):
        Law.load(folder)


def test_ranks_are_ordered_and_named() -> None:
    """Ranks go down, the two kinds of rules are equal, and each has both names."""
    assert [rank.height for rank in Rank] == [6, 5, 4, 3, 2, 2, 1]
    assert [rank.zh for rank in Rank][:4] == ["宪法", "法律", "行政法规", "地方性法规"]
    assert Rank("department_rule").en == "department rule"


def test_a_provision_is_on_file_where_the_text_of_the_day_has_it(law: Law) -> None:
    """Asked by bounds alone, the answer is that of the check of the day."""
    for key in ("TREES 1", "TREES", "LAMPS 1", "NOTE-1", "NOTE-1 3"):
        cite = parse_citation(key)
        for version in law.instrument(cite.instrument).versions:
            day = version.since
            assert law.is_on_file(cite, day.__ge__) is (law.check(cite, day) is True), (key, day)


def test_nothing_is_on_file_before_it_was_in_force(law: Law) -> None:
    """Before the first version there is no text that could have the provision."""
    assert not law.is_on_file(parse_citation("TREES 1"), date(2010, 2, 28).__ge__)


def test_a_provision_that_no_text_has_is_refused_by_its_bounds_too(law: Law) -> None:
    """A contradicted citation is an error, however the day is asked for."""
    with pytest.raises(CitationError, match="there is no TREES 99"):
        law.is_on_file(parse_citation("TREES 99"), date(2010, 3, 1).__ge__)
