"""A fact that is one of several: read from lists and from text, equal in rows and in columns."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from govrules import Decision, Jurisdiction
from govrules.errors import ContradictionError, RecordError
from govrules.rules.one_of import alternatives, in_common, one_of_codes, within
from govrules.values import UNKNOWN, OneOf

HEARD = {"kind": "violation", "item": "litter", "place": "110101001", "on": "2021-03-01"}
DEEP: list[Any] = []
DEEP.append(DEEP)
WAYS: list[dict[str, Any]] = [
    {"item": ["litter", "dump"]},
    {"item": ["litter", "noise"]},
    {"kind": ["violation", "complaint"]},
    {"kind": ["violation", "task", "complaint"], "item": ["bins", "litter"]},
    {"place": ["110101001", "110101101"]},
    {"place": ["110101001", "110102001"]},
    {"number": [1, 2]},
]


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("a|b", ["a", "b"]),
        (" 甲 ｜ 乙 ", ["甲", "乙"]),
        (["a", "b"], ["a", "b"]),
        (("a",), ["a"]),
        (OneOf(("b", "a")), ["a", "b"]),
        ("a", None),
        ("a;b", None),
        (12, None),
        (None, None),
    ],
)
def test_what_names_several(value: Any, named: list[str] | None) -> None:
    """A list does, and text with the mark; nothing else."""
    assert alternatives(value) == named


def test_a_code_under_another_is_that_others(small: Jurisdiction) -> None:
    """One of a group and an item in it is the group; the same item twice is the item."""
    tree = small.fields["item"].tree
    assert one_of_codes(tree, ["waste", "litter"]) == "waste"
    assert one_of_codes(tree, ["litter", "litter"]) == "litter"
    assert one_of_codes(tree, ["noise", "litter"]) == OneOf(("litter", "noise"))


def test_what_holds_several(small: Jurisdiction) -> None:
    """The narrowest code above all of them is found, and where there is none that is said."""
    place, item = small.fields["place"].tree, small.fields["item"].tree
    assert place is not None
    assert item is not None
    assert within(place, OneOf(("110101001", "110101101201"))) == "110101"
    assert within(item, OneOf(("litter", "noise"))) is None
    assert in_common([{"a": 1, "b": 2}, {"a": 1, "b": 3}, {"a": 1}]) == {"a": 1}


@pytest.mark.parametrize("said", WAYS)
def test_rows_columns_and_the_reference_agree(small: Jurisdiction, said: dict[str, Any]) -> None:
    """A list, the same as text, and a column of either come to one decision."""
    matter = {**HEARD, **said}
    text = {k: "|".join(map(str, v)) if isinstance(v, list) else v for k, v in matter.items()}
    decision = small.decide(matter)
    assert decision == small.decide(matter, engine="reference")
    assert decision == small.decide(text)
    row = small.decide_table(pa.table({k: [v] for k, v in text.items()})).to_pylist()[0]
    assert (row["error"], row["disposition"]) == (None, decision.disposition)
    columns = small.decide_table(pa.table({k: [v] for k, v in matter.items()}))
    assert columns["disposition"].to_pylist() == [decision.disposition]


@pytest.mark.parametrize("said", WAYS)
def test_what_is_certain_of_several_is_certain_of_each(
    small: Jurisdiction, said: dict[str, Any]
) -> None:
    """A decision on one of several is that on each, or it is open."""
    decision = small.decide({**HEARD, **said})
    if decision.disposition != "undetermined":
        for field, values in said.items():
            each = [small.decide({**HEARD, **said, field: value}) for value in values]
            assert {one.disposition for one in each} == {decision.disposition}


def test_what_all_imply_is_known(small: Jurisdiction) -> None:
    """Of two items of one nature the nature is known, of two natures it is not."""
    alike = small.decide({**HEARD, "item": "litter|dump"})
    assert alike.matter["item"] == ("dump", "litter")
    assert alike.matter["nature"] == "penalty"
    assert "nature" not in small.decide({**HEARD, "item": "litter|bins"}).matter


@pytest.mark.parametrize("engine", ["classes", "reference"])
def test_an_organ_of_one_of_two_places_is_not_settled(small: Jurisdiction, engine: Any) -> None:
    """Both are streets, and each has an office of its own: which it is, is asked."""
    decision = small.decide(
        {**HEARD, "listed": "yes", "place": ["110101001", "110102001"]}, engine=engine
    )
    assert (decision.disposition, decision.lead and decision.lead.unit) == ("undetermined", None)
    assert [ask.field for ask in decision.ask] == ["place"]


def test_a_place_is_the_unit_that_holds_them_all(small: Jurisdiction) -> None:
    """Organs are seated where every one of the places lies, and a note says so."""
    decision = small.decide({**HEARD, "place": "甲街道|乙镇"})
    assert decision.matter["place"] == "110101"
    assert any("甲街道" in note.zh and "东区" in note.zh for note in decision.notes)
    assert decision == small.decide({**HEARD, "place": {"110101101", "110101001"}})


def test_a_path_of_units_is_no_choice_between_them(small: Jurisdiction) -> None:
    """Units that hold one another are the steps of a path, whatever sign joins them."""
    assert small.fields["place"].read("东区|甲街道") == "110101001"
    assert small.fields["place"].read("东区|西区") == OneOf(("110101", "110102"))


def test_the_matter_of_a_decision_can_be_decided_again(small: Jurisdiction) -> None:
    """What a decision says of its matter is a record, also after JSON."""
    decision = small.decide({**HEARD, "item": ["litter", "noise"]})
    assert small.decide(decision.matter) == decision
    again = Decision.from_dict(decision.to_dict())
    assert again.matter["item"] == ("litter", "noise")
    assert "乱扔垃圾 或 噪声" in decision.explain("zh")
    assert "littering or noise" in decision.explain("en")


def test_a_question_names_what_it_may_be(small: Jurisdiction) -> None:
    """What is asked of one of several is which of them it is."""
    asks = {ask.field: ask for ask in small.decide({**HEARD, "kind": "violation|task"}).ask}
    if "kind" in asks:
        assert asks["kind"].values == ("task", "violation")
        assert "任务，还是违法" in asks["kind"].zh


def test_yes_or_no_says_nothing(small: Jurisdiction) -> None:
    """A flag that is yes or no is unknown outright, so that nothing is assumed of it."""
    assert small.fields["listed"].read("是|否") is UNKNOWN
    assert small.fields["listed"].read(["是"]) is True


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "violation|"),
        ("kind", "|"),
        ("kind", []),
        ("kind", ["violation", None]),
        ("kind", "violation|未知"),
        ("kind", [["violation"]]),
        ("kind", ["violation", "nothing"]),
        ("item", ["litter"] * 300),
        ("place", "110101001|999999"),
        ("number", "1|x"),
        ("number", DEEP),
        ("on", "2021-01-01|2021-01-02"),
        ("on", ["2021-01-01"]),
    ],
)
def test_what_cannot_be_one_of_several(small: Jurisdiction, field: str, value: Any) -> None:
    """A gap, an unknown value, one that the field does not take, and days are refused, by rows
    and by columns."""
    with pytest.raises(RecordError) as caught:
        small.decide({**HEARD, field: value})
    assert caught.value.field == field
    if isinstance(value, str):
        row = small.decide_table(pa.table({k: [v] for k, v in {**HEARD, field: value}.items()}))
        assert row["error"][0].as_py() is not None


def test_a_given_fact_that_none_of_them_allows(small: Jurisdiction) -> None:
    """What all of several imply contradicts a record that says otherwise."""
    with pytest.raises(ContradictionError):
        small.decide({**HEARD, "item": ["litter", "dump"], "nature": "service"})
