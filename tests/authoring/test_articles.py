"""What became of an article."""

import pytest
from govrules import Jurisdiction
from govrules.authoring import article_of, articles_of
from govrules.errors import CitationError
from govrules.law import Citation, parse_citation
from govrules.rules import Rule


@pytest.fixture(scope="module")
def rules(beijing_pack: Jurisdiction) -> list[Rule]:
    """Every rule of Beijing."""
    return [c.rule for c in beijing_pack.rules.rules.values()]


def test_an_article_has_its_rules_and_remarks_by_provision(
    rules: list[Rule], beijing_pack: Jurisdiction
) -> None:
    """They stand in the order of the text, and a paragraph asked for gives the whole article."""
    found = article_of(parse_citation("JD 17(1)(2)"), rules, beijing_pack.silent)
    assert found.cite == Citation("JD", "17")
    assert [r.cite for r in found.rules] == sorted(r.cite for r in found.rules)
    assert "JD17.department" in [r.id for r in found.rules]
    assert "JD17.ways" in [r.id for r in found.remarks]
    assert found.silent is None


@pytest.mark.parametrize("instrument", ["JD", "北京市接诉即办工作条例"])
def test_no_article_of_the_two_regulations_is_left_without_a_word(
    rules: list[Rule], beijing_pack: Jurisdiction, instrument: str
) -> None:
    """Each article has rules, or a reason why it has none."""
    every = articles_of(instrument, rules, beijing_pack.law, beijing_pack.silent)
    assert [a.cite.key for a in every if a.is_gap] == []
    assert [a.cite.article for a in every] == [str(n) for n in range(1, len(every) + 1)]


def test_a_reason_is_given_only_where_there_is_no_rule(
    rules: list[Rule], beijing_pack: Jurisdiction
) -> None:
    """A reason written for an article that has rules would be out of date."""
    cited = {(r.cite.instrument, r.cite.article) for r in rules}
    assert [key for key in beijing_pack.silent if key in cited] == []


def test_an_article_without_rule_or_reason_is_a_gap(rules: list[Rule]) -> None:
    """What nobody explains can be told from what was left out on purpose."""
    assert article_of(Citation("JD", "1"), rules, {}).is_gap
    assert not article_of(Citation("JD", "1"), rules, {("JD", ""): ("其余", "the rest")}).is_gap


def test_an_instrument_that_is_not_there_is_refused(
    rules: list[Rule], beijing_pack: Jurisdiction
) -> None:
    """The error names the nearest one."""
    with pytest.raises(CitationError, match="no instrument 'JQ'"):
        articles_of("JQ", rules, beijing_pack.law, {})
