"""A decision as a record: read-only, copied and pickled whole, read back by other versions."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import pytest
from govrules import Decision, Jurisdiction
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
    record["because"][0]["weight"] = record["because"][1]["weight"] = 1
    read = Decision.from_dict(record)
    assert attrs.evolve(read, notes=read.notes[:-1], matter=decision.matter) == decision
    assert read.notes[-1].code == "parts_left_out"
    assert read.notes[-1].en == (
        "the record was written by another version, and these parts are left out: "
        "appeal, lead.telephone, because.weight"
    )
    assert read.notes[-1].zh == (
        "该记录由其他版本写成，以下部分未读取：appeal、lead.telephone、because.weight"
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


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("matter", 5),
        ("matter", None),
        ("about", "x"),
        ("about", [[1, 2, 3]]),
        ("because", 5),
        ("because", [1]),
        ("ask", "x"),
        ("lead", 5),
    ],
)
def test_a_part_that_is_none(decision: Decision, part: str, value: Any) -> None:
    """The error names the part that cannot be read, and what it says."""
    with pytest.raises(RecordError, match=f"not the record of a decision: {part} is "):
        Decision.from_dict({**decision.to_dict(), part: value})


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
        return {"kind": "violation", "steps": ["asked"]}
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
