"""A rule is read when it is written: what cannot be read is refused where it stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from govrules import Period, Rule, rule
from govrules.errors import PolicyError
from govrules.expr import Const, from_text
from govrules.law import Citation
from govrules.rules.rule import place_of

GOOD: dict[str, Any] = {
    "when": "kind = task",
    "then": {"lead": "$owner", "assist": ["a@city", "b@city"]},
    "cite": "JD 17(1)",
    "zh": "理由",
    "en": "reason",
    "at": "mine.py:7",
}


def made(**more: Any) -> Rule:
    return rule("X1", "route", **{**GOOD, **more})


def test_what_authors_write_becomes_nodes() -> None:
    """Condition, conclusion and citation are read; without a day the instrument's own are meant."""
    r = made()
    assert r.when == from_text("kind = task")
    assert [part for part, _ in r.then] == ["assist", "lead"]
    assert r.cite == Citation("JD", "17", paragraph=1)
    assert r.period == Period()
    assert (r.exception_to, r.residual, r.at) == ((), False, "mine.py:7")


def test_one_id_is_a_list_of_one() -> None:
    """A text is one id, and not its letters."""
    assert made(exception_to="JD26.2").exception_to == ("JD26.2",)
    assert made(crosses=(id for id in ["A", "B"])).crosses == ("A", "B")


def test_days_are_read_from_text_or_given() -> None:
    """From the first day in force to the first without; an empty text is no day."""
    r = made(since="2020-07-01", until=date(2022, 1, 1))
    assert r.period == Period(date(2020, 7, 1), date(2022, 1, 1))
    assert made(since="").period == Period()


def test_a_rule_stands_where_it_was_written() -> None:
    """Where no place is given, it is the file and line of the caller."""
    r = rule("X1", "route", **{**GOOD, "at": None})
    assert r.at.startswith("rules/test_rule.py:")
    assert r == made()  # where it stands is no part of what it says
    assert r.canonical() == made().canonical()


@pytest.mark.parametrize(
    "more",
    [
        {"when": "always"},
        {"then": {"lead": "$owner"}},
        {"cite": "JD 17(2)"},
        {"since": "2020-07-01"},
        {"exception_to": "A"},
        {"reads_over": "A"},
        {"crosses": "A"},
        {"residual": True},
        {"zh": "别的"},
        {"en": "other"},
        {"note": ("注", "note")},
        {"reading": ("解", "reading")},
        {"chain": ["A"]},
    ],
    ids=lambda more: next(iter(more)),
)
def test_whatever_a_rule_says_is_in_its_digest(more: dict[str, Any]) -> None:
    """Two rules that differ in any part have different canonical values."""
    assert made(**more).canonical() != made().canonical()


@pytest.mark.parametrize(
    ("more", "field", "text"),
    [
        ({"when": True}, "when", "a condition cannot be a bare Python truth value"),
        ({"when": 3}, "when", "when is a condition, not 3"),
        ({"then": "handle"}, "then", "then is a mapping from part to value"),
        ({"then": {3: "x"}}, "then", "then is a mapping keyed by parts"),
        ({"cite": 17}, "cite", "cite is a citation"),
        ({"zh": None}, "zh", "zh is a text"),
        ({"en": 3}, "en", "en is a text"),
        ({"residual": "yes"}, "residual", "residual is True or False"),
        ({"exception_to": 3}, "exception_to", "exception_to is one id or several"),
        ({"crosses": [3]}, "crosses", "crosses is one id or several"),
        ({"note": "一句"}, "note", "note is a pair (Chinese, English)"),
        ({"reading": ("一", "a", "b")}, "reading", "reading is a pair (Chinese, English)"),
        ({"since": "2020-13-01"}, "since", "2020-13-01"),
        ({"since": "2022-01-01", "until": "2020-01-01"}, None, "2022-01-01"),
    ],
)
def test_a_part_that_cannot_be_read_is_refused(
    more: dict[str, Any], field: str | None, text: str
) -> None:
    """The error is the author's, and names the place, the rule and the part."""
    with pytest.raises(PolicyError) as caught:
        made(**more)
    assert text in str(caught.value)
    assert str(caught.value).startswith("mine.py:7: rule X1")
    assert field is None or caught.value.field == field
    assert caught.value.text("zh") != caught.value.text("en")


@pytest.mark.parametrize("id", ["", "  ", None, 7])
def test_a_rule_without_an_id_is_refused(id: Any) -> None:
    """An id is a text without spaces and the marks between ids."""
    with pytest.raises(PolicyError, match="id is a text without spaces and"):
        rule(id, "route", **GOOD)


@pytest.mark.parametrize(
    ("id", "at", "place"),
    [
        ("X1", "mine.py:7", "mine.py:7: rule X1"),
        ("X1", "", "rule X1"),
        (" ", "mine.py:7", "mine.py:7: a rule"),
        (7, "", "rule 7"),
    ],
)
def test_a_place_names_what_there_is(id: object, at: str, place: str) -> None:
    """Without an id it is a rule, without a file the id alone."""
    assert place_of(id, at) == place


def test_a_rule_that_always_holds_needs_no_condition() -> None:
    """Left out, the condition is the constant."""
    r = rule("X1", "route", then={"lead": "$owner"}, cite="JD 17", zh="", en="")
    assert r.when == Const(True)


HELPER = """
from govrules import rule

def made(n):
    return rule(f"X{n}", "route", then={"lead": "$owner"}, cite="JD 17", zh="", en="")
"""


@pytest.mark.parametrize(
    ("package", "at"), [("one", "pack/rules.py:3"), ("another", "shared/helper.py:5")]
)
def test_a_rule_of_another_package_does_not_stand_in_the_pack_that_loads_it(
    package: str, at: str
) -> None:
    """A made-up id stands nowhere: its place is that of its package, as the author finds it."""
    helper: dict[str, Any] = {"__name__": f"{package}.helper"}
    exec(compile(HELPER, "/x/shared/helper.py", "exec"), helper)
    pack = {"__name__": "one.rules", "made": helper["made"]}
    exec(compile("\n\nfound = made(1)", "/x/pack/rules.py", "exec"), pack)
    assert pack["found"].at == at
