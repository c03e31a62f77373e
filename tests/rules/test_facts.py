"""Fields and facts: what a cell of a record means, what follows from it, what is assumed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from govrules import UNKNOWN, Field, Jurisdiction
from govrules.errors import ContradictionError, PolicyError, RecordError
from govrules.rules import read_facts
from govrules.testing.strategies import better_known, matters
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("listed", "yes", True),
        ("listed", "是", True),
        ("listed", "N", False),
        ("listed", 1, True),
        ("listed", "0", False),
        ("listed", "无", False),
        ("kind", "task", "task"),
        ("kind", "任务", "task"),
        ("kind", " task ", "task"),
        ("item", "litter", "litter"),
        ("item", "乱扔垃圾", "litter"),
        ("item", "乱丢", "litter"),
        ("item", "Littering", "litter"),
        ("item", "垃圾", "waste"),
        ("place", "东区/甲街道", "110101001"),
        ("place", 110101001, "110101001"),
        ("place", "110101001000", "110101001"),
        ("on", "2021-03-01", date(2021, 3, 1)),
        ("on", date(2021, 3, 1), date(2021, 3, 1)),
        ("number", "3", 3),
        ("number", 0, 0),
        ("number", 99, 5),
        ("number", "5", 5),
        ("holder", "城管局", "bureau"),
        ("holder", "bureau@city", "bureau@city"),
        ("steps", "asked;warned", frozenset({"asked", "warned"})),
        ("steps", "已询问、已警告", frozenset({"asked", "warned"})),
        ("steps", ["asked"], frozenset({"asked"})),
        ("steps", "none", frozenset()),
        ("steps", "无", frozenset()),
        ("steps", [], frozenset()),
    ],
)
def test_what_a_cell_means(small: Jurisdiction, field: str, cell: Any, value: Any) -> None:
    """A cell holds a code, a Chinese term, an alias, or a Python value."""
    assert small.fields[field].read(cell) == value


@pytest.mark.parametrize("cell", [None, "", "  ", "unknown", "Unknown", "未知", UNKNOWN])
def test_what_says_nothing(small: Jurisdiction, cell: Any) -> None:
    """An empty cell and one that says "unknown" are unknown, for every kind of field."""
    for field in small.fields.values():
        assert field.read(cell) is UNKNOWN


@pytest.mark.parametrize(
    ("record", "assumed"),
    [({}, True), ({"urgent": ""}, True), ({"urgent": "unknown"}, False), ({"urgent": "no"}, False)],
)
def test_an_assumption_is_set_aside_by_saying_unknown(
    small: Jurisdiction, record: dict[str, str], assumed: bool
) -> None:
    """What is not said is assumed; what is said to be unknown is not."""
    facts = read_facts(record, small.fields)
    assert ("urgent" in facts.assumed) is assumed
    assert facts.get("urgent") is (UNKNOWN if record.get("urgent") == "unknown" else False)


def test_a_set_is_its_member_flags(small: Jurisdiction) -> None:
    """A set that is given settles every member; one that is not leaves all of them unknown."""
    facts = read_facts({"steps": "asked"}, small.fields)
    assert (facts.get("steps.asked"), facts.get("steps.warned")) == (True, False)
    assert read_facts({}, small.fields).get("steps.asked") is UNKNOWN


def test_what_a_code_implies(small: Jurisdiction) -> None:
    """Attributes of a code are worked out; a code that is not precise leaves them unknown."""
    assert read_facts({"item": "bins"}, small.fields).get("nature") == "service"
    assert read_facts({"item": "waste"}, small.fields).get("nature") is UNKNOWN
    place = read_facts({"place": "110101001001"}, small.fields).values
    assert place["place@subdistrict"] == "street"
    assert place["place@district"] == "district"
    assert "place@subdistrict" not in read_facts({"place": "110101"}, small.fields).values


def test_field_names_may_be_chinese(small: Jurisdiction) -> None:
    """A record keyed in Chinese is the same record."""
    zh = {"类型": "违法", "事项": "乱扔垃圾", "地点": "甲街道", "日期": "2021-03-01", "编号": "1"}
    zh.pop("编号")
    en = {"kind": "violation", "item": "litter", "place": "110101001", "on": "2021-03-01"}
    assert read_facts(zh, small.fields) == read_facts(en, small.fields)


def test_the_id_is_echoed_as_text(small: Jurisdiction) -> None:
    """The record's own id is no field, and comes back as text."""
    assert read_facts({"id": 7}, small.fields).id == "7"
    assert read_facts({}, small.fields).id is None


@pytest.mark.parametrize(
    ("field", "cell", "text"),
    [
        ("listed", "maybe", "listed: 'maybe' is not a value that the field takes"),
        ("kind", "vilation", "kind: 'vilation' is not a value that the field takes"),
        ("kind", True, "kind: True is not a value that the field takes"),
        ("number", "-1", "number: '-1' is not a value that the field takes"),
        ("number", 2.5, "number: 2.5 is not a value that the field takes"),
        ("number", True, "number: True is not a value that the field takes"),
        ("item", "liter", "'liter' is not in the list items"),
        ("item", True, "item: True is not a value that the field takes"),
        ("steps", "asked;shouted", "steps: 'shouted' is not a value that the field takes"),
        ("steps", 3, "steps: 3 is not a value that the field takes"),
        ("on", "1 March", "on is not a day: '1 March'"),
    ],
)
def test_a_cell_that_cannot_be_read(small: Jurisdiction, field: str, cell: Any, text: str) -> None:
    """A wrong cell names its field, its value and what would be right."""
    with pytest.raises(RecordError) as caught:
        small.decide({field: cell})
    assert caught.value.en == text
    assert caught.value.field == field
    assert caught.value.hint_en
    assert caught.value.hint_zh


def test_one_name_of_two_items_is_refused() -> None:
    """A name that several entries have is not guessed at."""
    from govrules.rules import Code, CodeList

    tree = CodeList("items", [Code("a", None, "甲", "x"), Code("b", None, "甲", "y")])
    with pytest.raises(RecordError, match="'甲' names 2 entries of items: a, b; give the code"):
        tree.resolve("甲")


@pytest.mark.parametrize(
    "record", [{"kind": "task", "类型": "违法"}, {"item": "bins", "nature": "penalty"}]
)
def test_facts_that_contradict_each_other(small: Jurisdiction, record: dict[str, str]) -> None:
    """A fact given twice, or against what a code implies, is an error and not a choice."""
    with pytest.raises(ContradictionError):
        read_facts(record, small.fields)


def test_a_choice_listed_twice_is_refused() -> None:
    """Two values of one code are a mistake of the field's author."""
    with pytest.raises(PolicyError, match="field 'k' lists 'a' twice; give each value a code"):
        Field("k", "choice", "类", "k", (("a", "甲", "a"), ("a", "乙", "b")))


def test_labels(small: Jurisdiction) -> None:
    """A value is called by its name, in either language."""
    fields = small.fields
    assert fields["kind"].label("task") == "任务"
    assert fields["listed"].label(True, "en") == "yes"
    assert fields["item"].label("litter", "en") == "littering"
    assert fields["listed"].label(UNKNOWN) == "未知"


@given(st.data())
def test_more_is_known_of_the_better_known(small: Jurisdiction, data: Any) -> None:
    """The strategy for learning keeps every fact, or makes its code more precise."""
    record = data.draw(matters(small.fields))
    try:
        before = read_facts(record, small.fields).values
        after = read_facts(data.draw(better_known(small.fields, record)), small.fields).values
    except ContradictionError:
        return
    for id, value in before.items():
        field = small.rules.fields.get(id)
        if field is None or after[id] == value:
            continue
        assert field.tree is not None
        assert value in field.tree.path(after[id])
