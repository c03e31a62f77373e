"""What a dated list settles by itself, and what it leaves to be asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from govrules import Period
from govrules.errors import GovrulesError
from govrules.expr import Const, Under, from_text
from govrules.rules.lists import DatedList

SINCE = Period(date(2020, 7, 1))


def made(**more: Any) -> DatedList:
    """A list of 431 entries that are not public."""
    return DatedList("L", "listed", "清单", "the list", 431, False, SINCE, "CG 1", "a page", **more)


def test_a_list_that_is_not_public_settles_nothing() -> None:
    """Where neither entries nor limits are known, whether a matter is on it is a fact to ask for."""
    assert made().rules() == ()


def test_a_known_entry_is_on_the_list() -> None:
    """Entries become one rule that says yes, in force while the list is."""
    (rule,) = made(codes=("item", ("litter", "dump"))).rules()
    assert (rule.id, rule.question, rule.period) == ("L.in", "listed", SINCE)
    assert rule.when == Under("item", ("litter", "dump"))
    assert dict(rule.then)["listed"].value is True
    assert (rule.zh, rule.en) == ("列入清单", "listed in the list")


def test_what_a_list_excludes_is_not_on_it() -> None:
    """Its own terms say no, and why, whatever the entries are."""
    (rule,) = made(excludes="item = noise", excludes_zh="不含噪声", excludes_en="no noise").rules()
    assert rule.id == "L.excluded"
    assert rule.when == from_text("item = noise")
    assert dict(rule.then)["listed"].value is False
    assert (rule.zh, rule.en) == ("不含噪声", "no noise")


def test_no_entries_are_not_all_entries() -> None:
    """A list known to be empty still says of nothing that it is on it."""
    (rule,) = made(codes=("item", ())).rules()
    assert rule.when == Under("item", ())


def test_a_list_may_say_both() -> None:
    """The rule of the entries stands first; each cites what founds the list."""
    both = made(codes=("item", ("litter",)), excludes=from_text("item = noise"))
    assert [r.id for r in both.rules()] == ["L.in", "L.excluded"]
    assert {r.cite.key for r in both.rules()} == {"CG 1"}


@pytest.mark.parametrize("never", ["never", Const(False)])
def test_what_never_holds_excludes_nothing(never: Any) -> None:
    """Written as text or as a node, it makes no rule."""
    assert made(excludes=never).rules() == ()


@pytest.mark.parametrize(
    "wrong", [{"excludes": "item ="}, {"excludes": "item under"}, {"excludes": ""}]
)
def test_a_limit_that_cannot_be_read_is_refused(wrong: dict[str, Any]) -> None:
    """A condition is read when the list is made, not when it is asked."""
    with pytest.raises(GovrulesError):
        made(**wrong)


def test_a_citation_that_cannot_be_read_is_refused() -> None:
    """What founds a list is a provision."""
    with pytest.raises(GovrulesError):
        DatedList("L", "listed", "清单", "the list", None, False, SINCE, "()", "a page")
