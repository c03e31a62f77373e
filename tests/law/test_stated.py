"""Norms that a user states, and what is said of two of them."""

from datetime import date

import pytest
from govrules import GovrulesError, Jurisdiction, Territory
from govrules.law import Law, Norm, Rank, Scope, compare, norm, read_norm

CITY = {"rank": "local_government_rule", "maker": "某市人民政府", "area": "37"}


@pytest.fixture(scope="module")
def law(beijing_pack: Jurisdiction) -> Law:
    """The index of the pack."""
    return beijing_pack.law


@pytest.mark.parametrize("rank", ["local_regulation", "地方性法规", "local regulation"])
def test_a_rank_is_said_by_code_or_in_either_language(rank: str) -> None:
    """All three words are one rank."""
    assert norm("x", rank=rank, maker="m", area="37").instrument.rank is Rank.LOCAL_REGULATION


def test_a_maker_of_the_index_is_known_with_its_area(law: Law) -> None:
    """Named in Chinese, it is the organ that made the regulations of the index."""
    stated = norm("某条例", rank="地方性法规", maker="北京市人民代表大会常务委员会", law=law)
    assert stated.instrument.issuer == law.instrument("JD").issuer


def test_a_provision_is_read_from_the_index(law: Law) -> None:
    """A citation is its instrument; the same norm said in either language is the same."""
    assert read_norm("JD 26", law) == Norm(law.instrument("JD"))
    zh = read_norm("名称=某办法 位阶=部门规章 机关=某 部 施行日=2019-03-01", law)
    en = read_norm("title=某办法 rank=department_rule maker=某 部 since=2019-03-01", law)
    assert zh == en
    assert (zh.instrument.issuer.zh, zh.day) == ("某 部", date(2019, 3, 1))


def test_an_area_is_found_by_its_name(law: Law, beijing_pack: Jurisdiction) -> None:
    """With a tree of units, the name of a district is its code."""
    text = "rank=decision maker=某区政府 area=西城区"
    stated = read_norm(text, law, title="x", areas=beijing_pack.territory)
    assert stated.instrument.issuer.area == "110102"
    assert isinstance(beijing_pack.territory, Territory)


@pytest.mark.parametrize(
    ("older", "newer", "kind", "principle"),
    [
        (2012, 2020, "second", "new_over_old"),
        (2012, "2020-05-01", "second", "new_over_old"),
        ("2020-05-01", 2020, "unranked", "date_unknown"),
        (2020, "2020年", "unranked", "date_unknown"),
        ("2020-05-01", "2020-05-01", "unranked", "same_day"),
        (None, 2020, "unranked", "date_unknown"),
    ],
)
def test_years_rank_two_norms_only_where_they_differ(older, newer, kind, principle) -> None:
    """Of one year nobody can say which is the newer; nothing is made up for it."""
    a, b = (norm(t, since=s, **CITY) for t, s in (("甲", older), ("乙", newer)))
    verdict = compare(a, b, Scope.SAME)
    assert (verdict.kind, verdict.principle) == (kind, principle)
    assert "-01-01" not in verdict.zh + verdict.en


def test_a_new_general_and_an_old_special_norm_are_adjudicated_by_their_maker() -> None:
    """Years suffice to see that the general one is the newer."""
    a, b = norm("甲", since=2012, **CITY), norm("乙", since=2020, **CITY)
    verdict = compare(a, b, Scope.FIRST_SPECIAL)
    assert (verdict.kind, verdict.adjudicator) == ("adjudicate", "某市人民政府")
    assert compare(a, b, Scope.SECOND_SPECIAL).principle == "special_over_general"


def test_two_norms_of_one_title_are_of_one_instrument() -> None:
    """So neither is the newer, and only the special one goes before."""
    a, b = norm("甲", since=2012, **CITY), norm("甲", since=2020, **CITY)
    assert compare(a, b, Scope.SAME).principle == "same_instrument"


@pytest.mark.parametrize(
    ("text", "en"),
    [
        ("rank=law", "maker: not said, or not to be read: 'rank=law'; add maker=…"),
        ("maker=x", "rank: not said, or not to be read: 'maker=x'; add rank=…"),
        ("rank=decision maker=x", 'governs: its code, such as "11", or "country"'),
        ("rank=decision maker=x area=Y1", "area: not said, or not to be read: 'Y1'"),
        ("rank=lawe maker=x", "did you mean law"),
        ("rnk=law maker=x", "did you mean rank"),
        ("rank=law maker=x since=soon", "since is not a day: 'soon'"),
        ("so rank=law maker=x", "norm: not said, or not to be read: 'so'; write key=value"),
        ("JD 99", "there is no JD 99"),
        ("XX 1", "XX"),
    ],
)
def test_what_cannot_be_read_is_told_with_the_way_out(law: Law, text: str, en: str) -> None:
    """The error names the part and says what to write."""
    with pytest.raises(GovrulesError) as caught:
        read_norm(text, law, title="x")
    assert en in caught.value.text("en")


def test_a_norm_without_a_title_is_refused() -> None:
    """Two without a title would be taken for one instrument."""
    with pytest.raises(GovrulesError, match="title"):
        norm(" ", rank="law", maker="x")
