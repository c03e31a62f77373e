"""The order of norms."""

from datetime import date

import attrs
import pytest
from govrules.law import (
    Instrument,
    Issuer,
    Law,
    Norm,
    Rank,
    Scope,
    Verdict,
    compare,
    edition,
    outranks,
    parse_citation,
)
from govrules.values import Period
from hypothesis import given
from hypothesis import strategies as st

NPC = Issuer("npc", "全国人大", "NPC")
NPCSC = Issuer("npc_standing_committee", "全国人大常委会", "NPC Standing Committee")
COUNCIL = Issuer("state_council", "国务院", "State Council")
MINISTRY = Issuer("ministry", "某部", "ministry")
OTHER_MINISTRY = Issuer("other_ministry", "另一部", "other ministry")
CONGRESS = Issuer("city_congress", "某市人大常委会", "city congress", "9")
MAYOR = Issuer("mayor", "某市人民政府", "city government", "9")
TOWN = Issuer("town_mayor", "某县级市人民政府", "town government", "91")
DISTRICT = Issuer("district", "某区人民政府", "district government", "92")
OTHER_CITY = Issuer("other_mayor", "别市人民政府", "other city government", "8")

KINDS = [
    (Rank.CONSTITUTION, NPC),
    (Rank.LAW, NPC),
    (Rank.LAW, NPCSC),
    (Rank.ADMINISTRATIVE_REGULATION, COUNCIL),
    (Rank.LOCAL_REGULATION, CONGRESS),
    (Rank.DEPARTMENT_RULE, MINISTRY),
    (Rank.DEPARTMENT_RULE, OTHER_MINISTRY),
    (Rank.LOCAL_GOVERNMENT_RULE, MAYOR),
    (Rank.LOCAL_GOVERNMENT_RULE, TOWN),
    (Rank.LOCAL_GOVERNMENT_RULE, OTHER_CITY),
    (Rank.DECISION, MAYOR),
    (Rank.DECISION, DISTRICT),
    (Rank.DECISION, COUNCIL),
]


def instrument(rank: Rank, issuer: Issuer, number: int = 1) -> Instrument:
    name = f"{rank.value}-{issuer.code}-{number}"
    return Instrument(name, name, name, rank, issuer, None, Period(date(2010, 1, 1)), ())


INSTRUMENTS = [instrument(*kind, number) for kind in KINDS for number in (1, 2)]
DAYS = [date(2010, 1, 1), date(2018, 5, 1), date(2022, 7, 1)]
norms = st.builds(Norm, st.sampled_from(INSTRUMENTS), st.sampled_from([None, *DAYS]))
scopes = st.sampled_from(Scope)


def verdict(
    first: tuple[Rank, Issuer], second: tuple[Rank, Issuer], scope: Scope, *days: str
) -> Verdict:
    one, two = (date.fromisoformat(day) for day in days or ("2010-01-01", "2010-01-01"))
    return compare(Norm(instrument(*first), one), Norm(instrument(*second, 2), two), scope)


def brief(v: Verdict) -> tuple[str, str, str | None, str | None]:
    return v.kind, v.principle, v.cite and v.cite.key, v.adjudicator


REGULATION = (Rank.LOCAL_REGULATION, CONGRESS)
RULE = (Rank.LOCAL_GOVERNMENT_RULE, MAYOR)
MINISTERIAL = (Rank.DEPARTMENT_RULE, MINISTRY)


@given(norms, norms, scopes)
def test_exchanging_the_norms_exchanges_the_verdict(a: Norm, b: Norm, scope: Scope) -> None:
    """Comparing the other way round mirrors the verdict in kind, and in nothing else."""
    one, two = compare(a, b, scope), compare(b, a, scope.flipped)
    mirror = {"first": "second", "second": "first"}
    assert attrs.evolve(one, kind=mirror.get(one.kind, one.kind)) == two


@given(*[st.sampled_from(INSTRUMENTS)] * 3)
def test_higher_rank_is_a_strict_order(a: Instrument, b: Instrument, c: Instrument) -> None:
    """Nothing outranks itself, no two outrank each other, and outranking is transitive."""
    assert not (outranks(a, b) and outranks(b, a))
    if outranks(a, b) and outranks(b, c):
        assert outranks(a, c)


@given(norms, norms, scopes)
def test_every_verdict_is_complete(a: Norm, b: Norm, scope: Scope) -> None:
    """Who adjudicates is named exactly where somebody must; every ranking has its article."""
    v = compare(a, b, scope)
    assert (v.adjudicator is not None) == (v.kind == "adjudicate")
    assert (v.cite is None) == (v.kind == "unranked")
    assert v.zh
    assert v.en
    assert "{" not in v.zh + v.en


@given(norms, norms, scopes)
def test_a_decision_never_beats_legislation(a: Norm, b: Norm, scope: Scope) -> None:
    """A government decision goes before nothing but another decision."""
    v = compare(a, b, scope)
    winner = {"first": (a, b), "second": (b, a)}.get(v.kind)
    if winner and winner[0].instrument.rank is Rank.DECISION:
        assert winner[1].instrument.rank is Rank.DECISION


@given(norms, norms, scopes, st.dates(date(2000, 7, 1), date(2030, 1, 1)))
def test_the_edition_changes_only_the_article(a: Norm, b: Norm, scope: Scope, on: date) -> None:
    """Earlier texts of the Legislation Law answer alike, under other numbers."""
    now, then = compare(a, b, scope), compare(a, b, scope, on=on)
    assert (now.kind, now.principle, now.adjudicator) == (
        then.kind,
        then.principle,
        then.adjudicator,
    )


@pytest.mark.parametrize(
    ("first", "second", "article"),
    [
        ((Rank.CONSTITUTION, NPC), (Rank.LAW, NPC), "LEG 98"),
        ((Rank.LAW, NPCSC), REGULATION, "LEG 99(1)"),
        ((Rank.ADMINISTRATIVE_REGULATION, COUNCIL), REGULATION, "LEG 99(2)"),
        (REGULATION, RULE, "LEG 100(1)"),
        (REGULATION, (Rank.LOCAL_GOVERNMENT_RULE, TOWN), "LEG 100(1)"),
        (RULE, (Rank.LOCAL_GOVERNMENT_RULE, TOWN), "LEG 100(2)"),
        (REGULATION, (Rank.DECISION, MAYOR), "LEG 2"),
        (MINISTERIAL, (Rank.DECISION, DISTRICT), "LEG 2"),
    ],
)
@pytest.mark.parametrize("scope", Scope)
def test_the_higher_instrument_prevails_whatever_the_scope(
    first: tuple[Rank, Issuer], second: tuple[Rank, Issuer], article: str, scope: Scope
) -> None:
    """Rank decides before special and new, and names its article."""
    v = verdict(first, second, scope, "2010-01-01", "2022-07-01")
    assert brief(v) == ("first", "higher_instrument", article, None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (REGULATION, (Rank.LOCAL_GOVERNMENT_RULE, OTHER_CITY)),
        (RULE, (Rank.LOCAL_GOVERNMENT_RULE, OTHER_CITY)),
        ((Rank.DECISION, MAYOR), (Rank.DECISION, DISTRICT)),
        ((Rank.DECISION, COUNCIL), REGULATION),
        ((Rank.LAW, NPC), (Rank.LAW, NPCSC)),
    ],
)
def test_other_makers_are_unranked(first: tuple[Rank, Issuer], second: tuple[Rank, Issuer]) -> None:
    """Where the law does not rank two makers, the verdict says so instead of guessing."""
    v = verdict(first, second, Scope.SAME, "2010-01-01", "2022-07-01")
    assert brief(v) == ("unranked", "different_makers", None, None)
    assert v.zh.endswith("制定机关不同，立法法未规定二者的顺序")
    assert v.en.endswith("are of different makers; the Legislation Law does not rank them")


def test_a_department_rule_against_a_local_regulation() -> None:
    """The State Council gives its opinion, and refers the matter on if it is for the rule."""
    v = verdict(REGULATION, MINISTERIAL, Scope.FIRST_SPECIAL)
    assert brief(v) == (
        "adjudicate",
        "department_rule_vs_local_regulation",
        "LEG 106(1)(2)",
        "state_council",
    )
    assert v.referral == "npc_standing_committee"


@pytest.mark.parametrize("other", [RULE, (Rank.DEPARTMENT_RULE, OTHER_MINISTRY)])
def test_rules_of_equal_force_go_to_the_state_council(other: tuple[Rank, Issuer]) -> None:
    """A department rule against any other maker's rule is for the State Council."""
    v = verdict(MINISTERIAL, other, Scope.SAME, "2010-01-01", "2022-07-01")
    assert brief(v) == ("adjudicate", "rule_vs_rule", "LEG 106(1)(3)", "state_council")


@pytest.mark.parametrize(
    ("scope", "first", "second", "expected"),
    [
        (Scope.SAME, "2010", "2022", ("second", "new_over_old", "LEG 103", None)),
        (Scope.SAME, "2022", "2022", ("unranked", "same_day", None, None)),
        (Scope.FIRST_SPECIAL, "2022", "2010", ("first", "special_over_general", "LEG 103", None)),
        (Scope.FIRST_SPECIAL, "2022", "2022", ("first", "special_over_general", "LEG 103", None)),
        (Scope.FIRST_SPECIAL, "2010", "2022", ("adjudicate", "new_general_old_special")),
        (Scope.SECOND_SPECIAL, "2022", "2010", ("adjudicate", "new_general_old_special")),
        (Scope.CROSSING, "2010", "2022", ("adjudicate", "crossing_scopes")),
        (Scope.CROSSING, "2022", "2022", ("adjudicate", "crossing_scopes")),
    ],
)
def test_one_maker(scope: Scope, first: str, second: str, expected: tuple[str, ...]) -> None:
    """Special over general and new over old; where they collide the maker decides."""
    v = verdict(REGULATION, REGULATION, scope, f"{first}-07-01", f"{second}-07-01")
    if expected[0] == "adjudicate":
        expected += ("LEG 106(1)(1)", "city_congress")
    assert brief(v) == expected


@pytest.mark.parametrize(
    ("kind", "article", "organ"),
    [
        ((Rank.LAW, NPC), "LEG 105(1)", "npc_standing_committee"),
        ((Rank.ADMINISTRATIVE_REGULATION, COUNCIL), "LEG 105(2)", "state_council"),
        (REGULATION, "LEG 106(1)(1)", "city_congress"),
        (MINISTERIAL, "LEG 106(1)(1)", "ministry"),
        ((Rank.DECISION, MAYOR), "LEG 106(1)(1)", "mayor"),
    ],
)
def test_a_new_general_against_an_old_special_provision(
    kind: tuple[Rank, Issuer], article: str, organ: str
) -> None:
    """The organ that decides depends on the rank."""
    v = verdict(kind, kind, Scope.FIRST_SPECIAL, "2010-01-01", "2022-07-01")
    assert brief(v) == ("adjudicate", "new_general_old_special", article, organ)


def test_laws_of_congress_and_committee_go_to_the_committee() -> None:
    """Article 105 speaks of laws, whoever of the two made them."""
    kinds = (Rank.LAW, NPCSC), (Rank.LAW, NPC)
    v = verdict(*kinds, Scope.SECOND_SPECIAL, "2022-07-01", "2010-01-01")
    assert brief(v)[2:] == ("LEG 105(1)", "npc_standing_committee")


@pytest.mark.parametrize("scope", [Scope.SAME, Scope.CROSSING])
def test_two_provisions_of_one_instrument_are_unranked(scope: Scope) -> None:
    """No order of date or writing inside one instrument."""
    trees = instrument(*REGULATION)
    v = compare(Norm(trees, DAYS[0]), Norm(trees, DAYS[2]), scope)
    assert brief(v) == ("unranked", "same_instrument", None, None)


def test_the_special_provision_of_one_instrument_prevails() -> None:
    """Inside one instrument the special provision goes first, whatever its date."""
    trees = instrument(*REGULATION)
    v = compare(Norm(trees, DAYS[0]), Norm(trees, DAYS[2]), Scope.FIRST_SPECIAL)
    assert brief(v) == ("first", "special_over_general", "LEG 103", None)


def test_decisions_are_ranked_by_analogy_and_it_is_said() -> None:
    """A newer decision of the same maker applies, marked as a reading."""
    decision = (Rank.DECISION, MAYOR)
    v = verdict(decision, decision, Scope.SAME, "2010-01-01", "2022-07-01")
    assert brief(v) == ("second", "new_over_old", "LEG 103", None)
    assert v.en.endswith("applied to decisions by analogy (a reading)")
    assert v.zh.endswith("规范性文件不在该条之列，系比照适用（解读）")


def test_a_missing_date_is_not_guessed() -> None:
    """Without a date neither provision of one maker is the newer."""
    timeless = attrs.evolve(instrument(*REGULATION), period=Period())
    v = compare(Norm(timeless), Norm(instrument(*REGULATION, 2)), Scope.FIRST_SPECIAL)
    assert brief(v) == ("unranked", "date_unknown", None, None)


def test_a_norm_takes_the_day_of_its_instrument() -> None:
    """A provision without a date of its own is as old as its instrument."""
    older, newer = instrument(*REGULATION), instrument(*REGULATION, 2)
    assert compare(Norm(older), Norm(newer, DAYS[1]), Scope.SAME).kind == "second"


@pytest.mark.parametrize(
    ("on", "article"),
    [
        ("2023-03-15", "LEG 103"),
        ("2023-03-14", "LEG 92"),
        ("2015-03-15", "LEG 92"),
        ("2015-03-14", "LEG 83"),
        ("2000-07-01", "LEG 83"),
        ("1999-01-01", "LEG 83"),
    ],
)
def test_the_article_is_that_of_the_day(on: str, article: str) -> None:
    """Each edition of the Legislation Law is cited by its own numbers."""
    older, newer = instrument(*REGULATION), instrument(*REGULATION, 2)
    v = compare(Norm(older), Norm(newer, DAYS[1]), Scope.SAME, on=date.fromisoformat(on))
    assert v.cite == parse_citation(article)


@pytest.mark.parametrize(
    ("on", "first"),
    [
        ("2023-03-15", "2023-03-15"),
        ("2023-03-14", "2015-03-15"),
        ("2015-03-15", "2015-03-15"),
        ("2015-03-14", "2000-07-01"),
        ("2000-07-01", "2000-07-01"),
        ("1999-01-01", "2000-07-01"),
    ],
)
def test_the_edition_changes_on_its_first_day(on: str, first: str) -> None:
    """The text cited is the new one on the very day from which it is in force."""
    assert edition(date.fromisoformat(on).__ge__) == date.fromisoformat(first)


def test_an_edition_is_found_by_its_bounds_alone() -> None:
    """Of the day nothing is asked but whether it is on or after the first day of a text."""
    asked: list[date] = []

    def since(bound: date) -> bool:
        asked.append(bound)
        return False

    assert edition(since) == date(2000, 7, 1)
    assert asked == [date(2023, 3, 15), date(2015, 3, 15), date(2000, 7, 1)]


def test_article_two_keeps_its_number() -> None:
    """The article on what counts as legislation has the same number in every edition."""
    first, second = Norm(instrument(*REGULATION)), Norm(instrument(Rank.DECISION, MAYOR))
    v = compare(first, second, Scope.SAME, on=date(2016, 1, 1))
    assert v.cite == parse_citation("LEG 2")


def test_an_index_without_the_legislation_law_cites_nothing(law: Law) -> None:
    """The verdict stands and its reason names the article, but there is nothing to cite."""
    first, second = Norm(law.instrument("TREES")), Norm(law.instrument("LAMPS"))
    v = compare(first, second, Scope.SAME, law)
    assert (v.kind, v.cite) == ("first", None)
    assert v.zh == (
        "《某市树木条例》（地方性法规）的效力高于《某市实施〈中华人民共和国路灯法〉办法》"
        "（地方政府规章），依《立法法》第一百条第一款适用前者"
    )


@pytest.mark.parametrize(
    ("on", "first_day", "article"),
    [
        ("1999-12-31", "2000-07-01", "79(2)"),
        ("2000-07-01", "2000-07-01", "79(2)"),
        ("2015-03-14", "2000-07-01", "79(2)"),
        ("2015-03-15", "2015-03-15", "88(2)"),
        ("2023-03-14", "2015-03-15", "88(2)"),
        ("2023-03-15", "2023-03-15", "99(2)"),
        ("2023-03-16", "2023-03-15", "99(2)"),
    ],
)
def test_the_day_the_legislation_law_changed(on: str, first_day: str, article: str) -> None:
    """On the day of a new text it is cited, by its own number; the day before, the old one."""
    day = date.fromisoformat(on)
    above = Norm(instrument(Rank.ADMINISTRATIVE_REGULATION, COUNCIL), None)
    v = compare(above, Norm(instrument(*RULE), None), Scope.SAME, on=day)
    assert edition(day.__ge__) == date.fromisoformat(first_day)
    assert v.cite is not None
    assert v.cite.key == f"LEG {article}"
