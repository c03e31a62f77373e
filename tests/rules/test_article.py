"""Rules written article by article."""

import pytest
from govrules import Act, Definitions
from govrules.errors import ExpressionError, PolicyError
from govrules.expr import from_text

TERMS = Definitions({"here": "office_kind in (street, town)"})
SAID = {"zh": "理由", "en": "a reason"}


@pytest.fixture
def act() -> Act:
    """An act whose conditions may say ``here``."""
    return Act("JD", definitions=TERMS)


def test_a_rule_takes_citation_question_and_condition_from_its_article(act: Act) -> None:
    """What an article says once holds for each of its rules."""
    article = act.article("17(1)", question="route", when="kind = help and here")
    made = article("own", when="in_duty", then={"disposition": "handle"}, cite="(2)", **SAID)
    assert (made.id, made.question, made.cite.key) == ("JD17.own", "route", "JD 17(1)(2)")
    assert made.when == from_text("kind = help and office_kind in (street, town) and in_duty")
    assert act.rules == (made,)


def test_short_names_mean_rules_of_the_article_and_whole_ids_any(act: Act) -> None:
    """An exception names its neighbours shortly."""
    article = act.article("26", question="route")
    made = article("own", over=("several", "PEN25.filed", "JS20"), then={"lead": "$owner"}, **SAID)
    assert made.exception_to == ("JD26.several", "PEN25.filed", "JS20")


def test_a_remark_concludes_nothing_and_answers_the_supplement(act: Act) -> None:
    """What is said beside a decision changes nothing in it."""
    made = act.article("49", question="route").remark("may", when="here", **SAID)
    assert (made.question, made.then) == ("support", ())


def test_a_rule_may_answer_another_question_and_have_days_of_its_own(act: Act) -> None:
    """The article's question and days hold unless the rule says others."""
    article = act.article("26", question="route", since="2020-01-01")
    first = article("hold", question="provisional", then={"lead": "$owner"}, **SAID)
    later = article("late", since="2021-01-01", then={"lead": "$owner"}, **SAID)
    assert (first.question, str(first.period.start)) == ("provisional", "2020-01-01")
    assert str(later.period.start) == "2021-01-01"


def test_a_rule_says_the_line_that_wrote_it(act: Act) -> None:
    """Errors point at the author's file and not at this library."""
    made = act.article("3").remark("zone", **SAID)
    assert made.at.startswith("rules/test_article.py:")


def test_an_article_whose_condition_cannot_be_read_is_named(act: Act) -> None:
    """The error says file, line and article."""
    with pytest.raises(ExpressionError, match=r"rules/test_article.py:\d+: article JD 26"):
        act.article("26", when="kind = = help")


def test_a_rule_whose_condition_cannot_be_read_is_named(act: Act) -> None:
    """The error says file, line and rule."""
    with pytest.raises(ExpressionError, match=r"rules/test_article.py:\d+: rule JD26.own"):
        act.article("26")("own", when="and", then={}, **SAID)


def test_a_citation_that_does_not_exist_is_an_authors_error(act: Act) -> None:
    """A paragraph that cannot be read names the rule."""
    with pytest.raises(PolicyError, match=r"rule JD26\.own"):
        act.article("26")("own", then={}, cite="(x", **SAID)
