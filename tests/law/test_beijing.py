"""The Beijing index that is shipped."""

import csv
import re
import time
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from govrules.errors import CitationError
from govrules.law import Law, Norm, Rank, Scope, compare, parse_citation
from govrules.law.precedence import ORGANS
from govrules.values import UNKNOWN

PACK = Path(__file__).parents[2] / "policies" / "beijing"
NATION = PACK.parent / "china" / "law"
FOLDER = PACK / "law"


@pytest.fixture(scope="module")
def beijing() -> Law:
    return Law.load(FOLDER, on=Law.load(NATION))


def test_it_loads_quickly() -> None:
    """Loading does not parse the articles: under 60 ms at the best of five."""

    def seconds() -> float:
        start = time.perf_counter()
        Law.load(FOLDER)
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.06


def test_it_is_small_and_holds_no_text() -> None:
    """Every article is six short cells of ASCII, well below 700 kB in all."""
    rows = []
    for path in (FOLDER / "articles.csv", NATION / "articles.csv"):
        assert path.stat().st_size < 300_000
        with path.open(encoding="utf-8", newline="") as file:
            rows += list(csv.reader(file))[1:]
    pattern = r"[A-Z0-9-]+,\d{4}-\d\d-\d\d,\d+(-\d+)?,\d+,(\d+:\d+(;\d+:\d+)*)?,[0-9a-f]{16}"
    assert all(re.fullmatch(pattern, ",".join(row)) for row in rows)
    assert len(rows) == 4665


def test_every_text_has_a_version_and_its_digest(beijing: Law) -> None:
    """A version has articles, a text and a digest, or none of the three."""
    texts = 0
    for instrument in beijing.instruments:
        for version in instrument.versions:
            shapes = beijing.articles(instrument.id, version).values()
            whole = sha256("".join(s.digest for s in shapes).encode()).hexdigest()[:16]
            assert version.digest == (whole if shapes else "")
            assert bool(version.text) == bool(shapes)
            texts += bool(shapes)
    assert texts == 87


def test_articles_are_numbered_without_gaps(beijing: Law) -> None:
    """No text lost an article on the way in."""
    for instrument in beijing.instruments:
        for version in instrument.versions:
            labels = list(beijing.articles(instrument.id, version))
            assert labels == [str(number) for number in range(1, len(labels) + 1)]


def test_titles_are_in_both_languages(beijing: Law) -> None:
    """Every instrument and issuer has a Chinese and a plain English name."""
    for i in beijing.instruments:
        assert re.search("[\u4e00-\u9fff]", i.zh)
        assert re.fullmatch(r"[A-Za-z' ,()-]+", i.en), i.en
        assert re.fullmatch("[\u4e00-\u9fff]+", i.issuer.zh)
        assert i.issuer.en


def test_every_text_is_found_by_its_file_name(beijing: Law) -> None:
    """The short titles that files and tables use find the full title."""
    for i in beijing.instruments:
        for version in i.versions:
            if version.text:
                title = re.sub(r"\(\d{4}-\d\d-\d\d\)$", "", version.text)
                assert beijing.instrument(title) is i


@pytest.mark.parametrize(
    ("name", "id_", "since", "rank"),
    [
        ("北京市街道办事处条例", "JD", "2020-01-01", Rank.LOCAL_REGULATION),
        ("接诉即办工作条例", "JS", "2021-09-24", Rank.LOCAL_REGULATION),
        ("立法法", "LEG", "2000-07-01", Rank.LAW),
        ("行政处罚法", "PEN", "2021-07-15", Rank.LAW),
        ("北京市城乡规划条例", "PLANNING", "2019-04-28", Rank.LOCAL_REGULATION),
        ("北京市轨道交通运营安全条例", "RAIL", "2015-05-01", Rank.LOCAL_REGULATION),
        ("北京市环境噪声污染防治办法", "NOISE", "2007-01-01", Rank.LOCAL_GOVERNMENT_RULE),
        ("京政发〔2020〕9号", "JZF2020-9", "2020-07-01", Rank.DECISION),
        ("北京市实施《城市居民委员会组织法》办法", "RCBJ", "1991-12-21", Rank.LOCAL_REGULATION),
    ],
)
def test_instruments_have_their_day_and_rank(
    name: str, id_: str, since: str, rank: Rank, beijing: Law
) -> None:
    """The commencement is that of the final article of the present text."""
    found = beijing.instrument(name)
    assert (found.id, str(found.period.start), found.rank) == (id_, since, rank)


@pytest.mark.parametrize(
    ("key", "on", "answer"),
    [
        ("JD 17(1)(3)", "2020-01-01", True),
        ("JD 10(1)(7)", None, True),
        ("JS 11(3)(6)", None, True),
        ("LEG 106(1)(3)", "2023-03-15", True),
        ("LEG 95(1)(3)", "2023-03-14", True),
        ("LEG 83", "2010-01-01", UNKNOWN),
        ("PARKING 26", "2023-01-01", True),
        ("PARKING 26", "2021-12-31", UNKNOWN),
        ("WASTE 67(3)", "2020-05-01", True),
        ("WASTE 67(3)", "2020-09-25", UNKNOWN),
        ("PEN 24", "2020-07-01", UNKNOWN),
        ("EMERGENCY 70", "2008-01-01", True),
        ("ANIMALS 5(3)", "2014-10-01", True),
        ("SUCCESSION 1", "2018-11-24", True),
        ("MINORS 31(1)(4)", None, True),
    ],
)
def test_provisions_are_true_or_not_known(
    key: str, on: str | None, answer: object, beijing: Law
) -> None:
    """A day whose text is not indexed makes a citation unknown, not wrong."""
    assert beijing.check(parse_citation(key), date.fromisoformat(on) if on else None) is answer


@pytest.mark.parametrize(
    ("key", "on", "en"),
    [
        ("JD 51", None, "has articles 1 to 50"),
        ("JD 17(9)", None, "it has 2 paragraph(s)"),
        ("JD 17(1)(20)", None, "that paragraph has 3 item(s)"),
        ("HIGHWAYS 22", None, "marks that article as deleted"),
        ("EMERGENCY 106", "2008-01-01", "the text of 2007-08-30 has articles 1 to 70"),
        ("ANIMALS 5(3)", "2025-01-01", "in force from 2014-10-01 until 2025-01-01"),
        ("ACCESS2004 4", "2021-11-01", "ACCESS2004 was not in force on 2021-11-01"),
        ("JD 3", "2019-12-31", "JD was not in force on 2019-12-31"),
    ],
)
def test_wrong_provisions_are_refused(key: str, on: str | None, en: str, beijing: Law) -> None:
    """What no text has, or had no force on the day, is an error that says why."""
    with pytest.raises(CitationError) as caught:
        beijing.check(parse_citation(key), date.fromisoformat(on) if on else None)
    assert en in caught.value.text("en")


def test_obstacles_on_parking_spaces_go_to_the_maker(beijing: Law) -> None:
    """Two regulations of the same day and maker whose scopes overlap are adjudicated by it."""
    day = date(2024, 3, 29)
    parking, property_ = (Norm(beijing.instrument(i), day) for i in ("PARKING", "PROPERTY"))
    v = compare(parking, property_, Scope.CROSSING, beijing)
    assert (v.kind, v.adjudicator) == ("adjudicate", "city_npc_standing_committee")
    assert v.cite is not None
    assert v.cite.text(beijing) == "《中华人民共和国立法法》第一百零六条第一款第（一）项"


def test_the_articles_that_precedence_cites_exist(beijing: Law) -> None:
    """Each edition of the Legislation Law that is indexed has the articles under their numbers."""
    paths = {"98", "99(1)", "99(2)", "100(1)", "100(2)", "103", "105(2)", "106(1)(3)"}
    for path in paths:
        main, _, rest = path.partition("(")
        now, before = f"LEG {path}", f"LEG {int(main) - 11}{'(' + rest if rest else ''}"
        assert beijing.check(parse_citation(now), date(2024, 1, 1)) is True
        assert beijing.check(parse_citation(before), date(2020, 1, 1)) is True


def test_who_adjudicates_is_a_role(beijing: Law) -> None:
    """The organs that precedence names, and the makers of legislation, are roles of the pack."""
    roles: set[str] = set()
    for path in (PACK / "lists" / "roles.csv", NATION.parent / "roles.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            roles |= {row["role"] for row in csv.DictReader(file)}
    makers = {i.issuer.code for i in beijing.instruments if i.rank is not Rank.DECISION}
    assert makers | set(ORGANS) <= roles
