"""The words that a workbook offers for each column."""

from __future__ import annotations

from types import ModuleType

from govrules import Jurisdiction
from govrules.decision_tables import Heading, Table, words_of


def test_words_follow_the_declared_vocabulary(town: ModuleType, small: Jurisdiction) -> None:
    """In the words of the heading: codes below a code, Chinese below a Chinese name."""
    headings = (
        Heading("test", "kind"),
        Heading("test", "类型"),
        Heading("test", "urgent"),
        Heading("conclusion", "lead"),
        Heading("conclusion", "prohibited"),
        Heading("part", "instrument"),
        Heading("part", "residual"),
    )
    found = words_of([Table("route", "A", headings)], small.rules)["route"]
    assert found[headings[0]] == ("complaint", "violation", "task")
    assert found[headings[1]] == ("投诉", "违法", "任务")
    assert found[headings[2]] == ("yes", "no")
    assert "bureau@district" in found[headings[3]]
    assert found[headings[4]] == ("true", "false")
    assert set(found[headings[5]]) == {i.id for i in town.INSTRUMENTS}
    assert found[headings[6]] == ("yes", "no")


def test_what_has_no_list_is_offered_none(small: Jurisdiction) -> None:
    """Unknown fields and parts, trees, days, texts and comments."""
    headings = (
        Heading("test", "nothing"),
        Heading("test", "item", True),
        Heading("test", "on"),
        Heading("conclusion", "nothing"),
        Heading("part", "zh"),
        Heading("comment", "", text="# mine"),
    )
    assert words_of([Table("route", "A", headings)], small.rules) == {"route": {}}
