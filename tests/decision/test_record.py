"""A decision as a record: read-only, copied and pickled whole, read back by other versions."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs
import govrules
import pytest
from govrules import Decision, Jurisdiction
from govrules.decision import Ask, Assumption
from govrules.errors import RecordError


@pytest.fixture(scope="module")
def decision(small: Jurisdiction) -> Decision:
    """A decision with reasons, of a matter that has an id."""
    return small.decide(
        id=7, kind="violation", item="litter", place="110101001", on="2021-03-01", listed=True
    )


def test_the_matter_cannot_be_changed(decision: Decision) -> None:
    """The facts of a decision are as frozen as the rest of it."""
    with pytest.raises(TypeError):
        decision.matter["kind"] = "task"  # type: ignore[index]


@pytest.mark.parametrize(
    "again",
    [
        copy.copy,
        copy.deepcopy,
        attrs.evolve,
        lambda d: pickle.loads(pickle.dumps(d)),
        lambda d: Decision.from_dict(json.loads(d.to_json())),
    ],
    ids=["copy", "deepcopy", "evolve", "pickle", "JSON"],
)
def test_a_copy_is_equal(decision: Decision, again: Any) -> None:
    """A copy of any kind says the same, is a decision, and is read-only too."""
    other = again(decision)
    assert type(other) is Decision
    assert other.to_json() == decision.to_json()
    assert other.explain("en") == decision.explain("en")
    with pytest.raises(TypeError):
        other.matter["kind"] = "task"


def test_a_line_is_the_record(decision: Decision) -> None:
    """What decisions share is written once, and every line is still the JSON of its record."""
    for again in (decision, attrs.evolve(decision, id="\ud800 é"), decision):
        assert again.to_json() == json.dumps(again.to_dict(), ensure_ascii=False)


def test_pickles_are_equal(decision: Decision) -> None:
    """What was pickled is equal, days included, and hashes alike."""
    other = pickle.loads(pickle.dumps(decision))
    assert other == decision
    assert hash(other) == hash(decision)


def test_the_record_is_not_kept(decision: Decision) -> None:
    """A record that is changed after it was read does not change the decision."""
    record = decision.to_dict()
    other = Decision.from_dict(record)
    record["matter"]["kind"] = "task"
    assert other.matter["kind"] == "violation"
    assert decision.matter["kind"] == "violation"


def test_a_record_of_a_later_version_is_read(decision: Decision) -> None:
    """What a later version adds is left out, and a note names it."""
    record = decision.to_dict()
    record["appeal"] = {"within": 60}
    record["lead"]["telephone"] = "12345"
    record["because"][0]["tone"] = record["because"][1]["tone"] = 1
    read = Decision.from_dict(record)
    assert attrs.evolve(read, notes=read.notes[:-1], matter=decision.matter) == decision
    assert read.notes[-1].code == "parts_left_out"
    assert read.notes[-1].en == (
        "the record was written by another version, and these parts are left out: "
        "lead.telephone, because.tone, appeal"
    )
    assert read.notes[-1].zh == (
        "该记录由其他版本写成，以下部分未读取：lead.telephone、because.tone、appeal"
    )


def test_a_record_of_an_earlier_version_is_read(decision: Decision) -> None:
    """What an earlier version did not write has its default."""
    record = decision.to_dict()
    del record["otherwise"], record["must_not_lead"], record["notes"]
    assert Decision.from_dict(record).must_not_lead == ()


@pytest.mark.parametrize(
    "lost", ["id", "policies", "matter", "about", "disposition", "disposition_zh"]
)
def test_a_record_that_lacks_a_part(decision: Decision, lost: str) -> None:
    """The error names what is missing."""
    record = decision.to_dict()
    del record[lost]
    with pytest.raises(RecordError, match=f"it lacks {lost};"):
        Decision.from_dict(record)


def test_every_part_that_is_missing_is_named(decision: Decision) -> None:
    """Of an empty record the error lists all that a decision must have, also within a part."""
    with pytest.raises(RecordError, match="it lacks id, policies, matter, about, disposition, "):
        Decision.from_dict({})
    record = decision.to_dict()
    del record["because"][1]["cite"], record["lead"]["role"]
    with pytest.raises(RecordError) as caught:
        Decision.from_dict(record)
    assert caught.value.en == ("not the record of a decision: it lacks lead.role, because[1].cite")
    assert caught.value.zh == "不是认定的记录：缺少 lead.role、because[1].cite"


LISTS = (
    "about",
    "assist",
    "supervise",
    "copy_to",
    "must_not_lead",
    "candidates",
    "ask",
    "because",
    "defeated",
    "assumed",
    "duties",
    "otherwise",
    "notes",
)


@pytest.mark.parametrize("value", [None, "x", 5, {}, True, [1], ["ab"]], ids=repr)
@pytest.mark.parametrize("part", LISTS)
def test_a_list_that_is_none(decision: Decision, part: str, value: Any) -> None:
    """Where parts are listed, anything but a list of parts is refused, and the error names it."""
    with pytest.raises(RecordError, match=rf"not the record of a decision: {part}(\[0\])? is "):
        Decision.from_dict({**decision.to_dict(), part: value})


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("id", 7),
        ("policies", None),
        ("matter", 5),
        ("matter", None),
        ("about", [["a", "b", "c"]]),
        ("disposition", ["handle"]),
        ("owner_status", "perhaps"),
        ("lead", 5),
        ("lead", [["role", "x"]]),
        ("lead_is_provisional", "no"),
        ("prohibited", 1),
        ("format", "govrules decision 2"),
        ("format", None),
    ],
)
def test_a_part_that_is_none(decision: Decision, part: str, value: Any) -> None:
    """The error names the part that cannot be read, and what it says."""
    with pytest.raises(RecordError, match=rf"not the record of a decision: {part}(\[0\])? is "):
        Decision.from_dict({**decision.to_dict(), part: value})


@pytest.mark.parametrize("leaves", ["2", True, float("nan"), float("inf")])
def test_a_mean_that_is_no_number(decision: Decision, leaves: Any) -> None:
    """How many candidates a question leaves is a finite number, or was not tried."""
    ask = {"field": "kind", "zh": "类型", "en": "kind", "values": ["task"], "leaves": leaves}
    with pytest.raises(RecordError, match=r"ask\[0\]\.leaves is "):
        Decision.from_dict({**decision.to_dict(), "ask": [ask]})


def test_a_record_says_its_form_and_its_writer(decision: Decision) -> None:
    """The last two parts are the form of the record and the version of the library."""
    assert list(decision.to_dict().items())[-2:] == [
        ("format", "govrules decision 1"),
        ("govrules", govrules.__version__),
    ]
    other = {**decision.to_dict(), "govrules": "9.9"}
    assert Decision.from_dict(other).notes == decision.notes


def test_a_record_without_its_form_is_read(decision: Decision) -> None:
    """Records written before there was a form are read."""
    record = decision.to_dict()
    del record["format"], record["govrules"]
    assert Decision.from_dict(record).to_json() == decision.to_json()


ODD = [
    "\ud800",
    "a\udfffb",
    float("nan"),
    float("-inf"),
    Decimal("1.5"),
    Decimal("NaN"),
    Decimal("sNaN"),
    Decimal("1e9999"),
    10**5000,
    date(2021, 3, 1),
    datetime(2021, 3, 1, 8, tzinfo=UTC),
    frozenset({"b", "a"}),
    {"\udc80": {1, 2}},
    b"\xff",
    object(),
    [None, ("x", [float("nan")])],
]


@pytest.mark.parametrize("value", ODD, ids=lambda v: type(v).__name__)
def test_whatever_a_record_holds_can_be_sent(decision: Decision, value: Any) -> None:
    """Every value of a decision becomes JSON that UTF-8 can carry and every reader takes."""
    odd = attrs.evolve(
        decision,
        id=value if isinstance(value, str) else "7",
        matter={"kind": value},
        assumed=(Assumption("urgent", value, str(type(value)), "\ud800"),),
        ask=(Ask("kind", "类型", "kind", (value,), None),),
    )
    sent = json.dumps(odd.to_dict(), ensure_ascii=False, allow_nan=False).encode()
    assert Decision.from_dict(json.loads(sent)).to_json() == odd.to_json()


@pytest.mark.parametrize("value", ODD, ids=lambda v: type(v).__name__)
def test_whatever_an_error_holds_can_be_sent(value: Any) -> None:
    """An error becomes JSON whatever its value, and half a surrogate is written as its escape."""
    raised = RecordError("\ud800", "\udfff", field="\ud800", value=value, place="\udc80")
    json.dumps(raised.to_dict(), ensure_ascii=False, allow_nan=False).encode()
    assert raised.to_dict()["place"] == r"\udc80"


@pytest.mark.parametrize(
    "record", [{"kind": "\ud800"}, {"id": "\ud800", "kind": "x"}, {"\ud800": 1}]
)
def test_an_error_of_a_row_can_be_sent(small: Jurisdiction, record: Any) -> None:
    """The error of a row of which a value, the id or a field is half a surrogate is JSON too."""
    (error,) = small.decide_many([record])
    json.dumps(error.to_dict(), ensure_ascii=False, allow_nan=False).encode()


@pytest.mark.parametrize("lang", ["fr", None, "", 1])
def test_no_such_language(decision: Decision, lang: Any) -> None:
    """A decision speaks Chinese and English, and no other language in silence."""
    with pytest.raises(RecordError, match=r"no language .*; one of zh, en"):
        decision.explain(lang)


SAMPLE: dict[Any, Any] = {str: "文字 text", bool: True, float: 1.5, Any: "red"}


def sample(kind: Any) -> Any:
    """A value of a type, as unlike a default as can be."""
    if attrs.has(kind):
        hints = get_type_hints(kind)
        return kind(**{a.name: sample(hints[a.name]) for a in attrs.fields(kind)})
    if get_origin(kind) is tuple:
        inner = [one for one in get_args(kind) if one is not ...]
        return tuple(sample(one) for one in inner) * (2 if ... in get_args(kind) else 1)
    if get_origin(kind) is UnionType:
        return sample(next(one for one in get_args(kind) if one is not NoneType))
    if get_origin(kind) is Mapping:
        return {"kind": "violation", "item": ("litter", "noise")}
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    return SAMPLE[kind]


@pytest.mark.parametrize("field", [a.name for a in attrs.fields(Decision)])
def test_every_part_is_read_back_as_what_it_was(field: str) -> None:
    """A record of which no part is empty comes back whole: equal, and of the same types within."""
    whole = sample(Decision)
    value = getattr(whole, field)
    assert value not in ((), None, False, "")
    again = Decision.from_dict(json.loads(whole.to_json()))
    assert getattr(again, field) == value
    assert again == whole


@pytest.mark.parametrize("field", [a.name for a in attrs.fields(Decision) if a.default is None])
def test_a_part_that_is_none_stays_none(field: str) -> None:
    """What may be missing is read back as missing, not as something empty."""
    whole = attrs.evolve(sample(Decision), **{field: None})
    assert getattr(Decision.from_dict(whole.to_dict()), field) is None
