"""Findings: what they say, in what order, and what their digest hangs on."""

from __future__ import annotations

import json

import attrs
from govrules.analysis import Finding, Subject

RULE = Subject("rule", "CR1.a", "d1", "CR 1", "《市容条例》第一条", "City Rule, art. 1", "cr.py:7")
LIST = Subject("list", "L1", "d2")
FOUND = Finding(
    "example_code",
    "warning",
    "甲与乙相抵",
    "a and b contradict each other",
    "请更正其一",
    "correct one of them",
    (RULE, LIST, RULE),
    {"days": 3},
    {"kind": "task", "on": "2021-03-01"},
    {"disposition": "handle", "lead": "office@subdistrict", "owner": None},
    12,
)


def test_subjects_are_sorted_and_each_is_there_once() -> None:
    """A subject given twice is one, and the order is that of the names."""
    assert FOUND.about == ("CR1.a", "list:L1")
    assert FOUND.rules == ("CR1.a",)
    assert FOUND.citations == ("CR 1",)
    assert FOUND.at == ("cr.py:7",)


def test_the_text_says_what_where_which_matter_and_what_to_do() -> None:
    """In English, line by line."""
    assert FOUND.text("en").splitlines() == [
        "warning example_code: a and b contradict each other",
        "  CR1.a  City Rule, art. 1  cr.py:7",
        "  list:L1",
        "  for instance: kind=task, on=2021-03-01 ⇒ handle, office@subdistrict",
        "  12 kinds of matters stand behind it",
        "  → correct one of them",
    ]


def test_the_text_in_chinese_has_the_same_lines() -> None:
    """In Chinese, with its own punctuation."""
    lines = FOUND.text("zh").splitlines()
    assert lines[0] == "注意 example_code：甲与乙相抵"
    assert lines[3] == "  例如：kind=task, on=2021-03-01 ⇒ handle, office@subdistrict"
    assert len(lines) == len(FOUND.text("en").splitlines())


def test_a_finding_that_lapsed_says_when_it_was_accepted() -> None:
    """The day and the place of the acceptance are told."""
    lapsed = attrs.evolve(FOUND, lapsed=("2026-11-01", "accepted.csv:4"))
    assert "accepted on 2026-11-01 (accepted.csv:4)" in lapsed.text("en")
    assert lapsed.to_dict()["lapsed"] == ["2026-11-01", "accepted.csv:4"]


def test_no_wording_changes_the_digest() -> None:
    """What is said in other words is the same finding."""
    assert attrs.evolve(FOUND, zh="另一种说法", en="other words").digest == FOUND.digest


def test_a_changed_subject_changes_the_digest() -> None:
    """A rule that says something else makes it another finding."""
    other = attrs.evolve(FOUND, subjects=(attrs.evolve(RULE, digest="d9"), LIST))
    assert other.digest != FOUND.digest
    assert attrs.evolve(FOUND, data={"days": 4}).digest != FOUND.digest


def test_the_record_is_plain_json() -> None:
    """It can be written and read back."""
    assert json.loads(json.dumps(FOUND.to_dict())) == FOUND.to_dict()
    assert FOUND.to_dict()["digest"] == FOUND.digest


def test_the_gravest_comes_first() -> None:
    """Errors are told before warnings, whatever their codes."""
    error = attrs.evolve(FOUND, severity="error", code="z")
    assert sorted([FOUND, error], key=lambda f: f.order) == [error, FOUND]
