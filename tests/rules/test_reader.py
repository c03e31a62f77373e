"""Records as tables and people give them: gaps, numbers of other libraries, names, identifiers."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from govrules import Decision, Jurisdiction
from govrules.errors import ContradictionError, RecordError
from govrules.rules import read_facts
from govrules.rules.facts import said_id

NAN = float("nan")
HEARD = {"kind": "violation", "item": "litter", "place": "110101001", "on": "2021-03-01"}


class Gap:
    """Like pandas' NA: asked whether it is anything, it answers with itself, and is no truth."""

    def __ne__(self, other: object) -> Any:
        return self

    def __eq__(self, other: object) -> Any:
        return self

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")

    __hash__ = None  # type: ignore[assignment]


class Whole:
    """Like a whole number of numpy's: no int, but it says which."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __index__(self) -> int:
        return self.number

    def __str__(self) -> str:
        return str(self.number)


def decided(j: Jurisdiction, record: Any, times: int = 2) -> Decision:
    """The decision, the same at first and from memory, and by the reference evaluator."""
    found = [j.decide(record) for _ in range(times)]
    found.append(j.decide(record, engine="reference"))
    assert found[0] == found[1] == found[-1]
    return found[0]


@pytest.mark.parametrize(
    "gap", [None, NAN, Gap(), "", " "], ids=["None", "NaN", "NA", "empty", "blank"]
)
def test_a_gap_of_a_table_says_nothing(small: Jurisdiction, gap: Any) -> None:
    """A row with gaps is the row without those cells, assumptions included."""
    gaps = {"listed": gap, "urgent": gap, "number": gap, "steps": gap, "id": None}
    assert decided(small, {**HEARD, **gaps}) == decided(small, HEARD)


def test_a_gap_in_every_kind_of_field(small: Jurisdiction) -> None:
    """No kind of field takes a gap for a value."""
    row = dict.fromkeys(small.fields, NAN)
    assert dict(decided(small, row).matter) == {}
    assert decided(small, {"id": NAN}).id is None


@pytest.mark.parametrize("make", [int, float, Whole], ids=["int", "float", "index"])
def test_whole_numbers_of_any_library(small: Jurisdiction, make: Any) -> None:
    """A whole number is one, whoever made it: pandas makes floats of those beside a gap."""
    given = {**HEARD, "place": make(110101001), "listed": make(0), "number": make(3), "id": make(7)}
    wanted = {**HEARD, "listed": "no", "number": "3", "id": "7"}
    assert decided(small, given) == decided(small, wanted)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("place", 110101001.5),
        ("place", float("inf")),
        ("place", True),
        ("number", 2.5),
        ("on", 20210301.0),
        ("listed", 0.5),
        ("kind", 3.0),
    ],
)
def test_what_is_no_whole_number(small: Jurisdiction, field: str, value: Any) -> None:
    """A fraction is no code, no count, no flag, and no number is a day."""
    with pytest.raises(RecordError) as caught:
        small.decide({field: value})
    assert caught.value.field == field


def test_numpy_and_pandas(small: Jurisdiction) -> None:
    """The records of a frame with gaps are read as they are meant."""
    np = pytest.importorskip("numpy")
    row = {
        **HEARD,
        "place": np.int64(110101001),
        "listed": np.bool_(False),
        "number": np.float64(3),
        "urgent": np.float64("nan"),
        "steps": np.float32("nan"),
        "id": np.int64(7),
    }
    assert decided(small, row) == decided(small, {**HEARD, "listed": "no", "number": 3, "id": 7})
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(
        [{**HEARD, "number": 3}, {"place": 110101001, "on": pd.Timestamp("2021-03-01")}]
    )
    first, second = (decided(small, row) for row in frame.to_dict("records"))
    assert first == decided(small, {**HEARD, "number": 3})
    assert second == decided(small, {"place": 110101001, "on": "2021-03-01"})
    assert decided(small, {"kind": pd.NA, "on": pd.NaT, "number": pd.NA}) == decided(small, {})


def test_names_of_columns(small: Jurisdiction) -> None:
    """Spaces about a name do no harm, and 编号 is the identifier."""
    given = {
        " 类型 ": "违法",
        "事项": "乱扔垃圾",
        "place ": "110101001",
        "日期": "2021-03-01",
        "编号": 7,
    }
    assert decided(small, given) == decided(small, {**HEARD, "id": "7"})


def test_records_in_chinese_are_remembered(small: Jurisdiction) -> None:
    """A record by Chinese names is read once, and then known like any other."""
    chinese = {"类型": "违法", "事项": "乱扔垃圾", "地点": "东区/甲街道", "日期": "2021-03-01"}
    small.decide(chinese)
    reader = small._reader
    known = reader._plain(chinese)
    assert list(known) == ["kind", "item", "place", "on"]
    assert reader._quickly(known).values == read_facts(chinese, small.fields).values


@pytest.mark.parametrize(
    "record",
    [
        {"kind": "violation", "类型": "违法"},
        {"kind": "violation", "类型": None},
        {"kind": "", "类型": "violation"},
        {"kind": "violation", " kind": "violation "},
    ],
)
def test_a_field_said_twice_alike(small: Jurisdiction, record: dict[str, Any]) -> None:
    """Two names of a field may both be given, if they mean the same."""
    assert decided(small, record) == decided(small, {"kind": "violation"})


def test_a_code_said_twice_alike(small: Jurisdiction) -> None:
    """A place by its code and by its name, and a day with a space, are compared as read."""
    record = {**HEARD, "地点": "东区/甲街道", "日期": " 2021-03-01", "id": 1, "编号": "1"}
    assert decided(small, record) == decided(small, {**HEARD, "id": 1})


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (
            {"kind": "violation", "类型": "投诉"},
            "kind is given twice: 'violation' and '投诉'; give it once",
        ),
        (
            {"kind": "violation", "类型": "未知"},
            "kind is given twice: 'violation' and '未知'; give it once",
        ),
        ({"id": 1, "编号": 2}, "id is given twice: 1 and 2; give it once"),
        (
            {"on": "2021-03-01", "日期": "2021-03-02"},
            "on is given twice: '2021-03-01' and '2021-03-02'; give it once",
        ),
    ],
)
def test_a_field_said_twice_otherwise(small: Jurisdiction, record: Any, text: str) -> None:
    """Two names of a field that say different things contradict each other."""
    for engine in ("classes", "reference"):
        with pytest.raises(ContradictionError) as caught:
            small.decide(record, engine=engine)  # type: ignore[arg-type]
        assert str(caught.value) == text


@pytest.mark.parametrize(
    ("id", "echoed"), [("a", "a"), (7, "7"), (7.0, "7"), (Whole(7), "7"), (None, None), ("", "")]
)
def test_an_identifier_is_echoed(small: Jurisdiction, id: Any, echoed: str | None) -> None:
    """An identifier is text or a whole number, and comes back as text."""
    assert decided(small, {"id": id}).id == echoed
    assert said_id({" 编号": id}) == echoed


@pytest.mark.parametrize(
    "id", [True, 1.5, [1], object(), {}, 10**20_000], ids=lambda v: type(v).__name__
)
def test_what_is_no_identifier(small: Jurisdiction, id: Any) -> None:
    """Anything else is refused: its text would be another one on the next run."""
    with pytest.raises(RecordError, match="id is neither text nor a whole number: ") as caught:
        small.decide(id=id)
    assert "0x" not in str(caught.value)
    assert said_id({"id": id}) is None


def test_a_count_above_the_largest_is_noted(small: Jurisdiction) -> None:
    """A count that is read as the largest told apart says so, with the number as given."""
    d = decided(small, {**HEARD, "number": 110102013})
    assert d.matter["number"] == 5
    (note,) = [n for n in d.notes if n.code == "reading"]
    assert note.en == "number is given as 110102013; from 5 on all count as 5"
    assert note.zh == "部门数（number）给为 110102013；5 及以上不作区分，均按 5 计"
    assert not [n for n in decided(small, {**HEARD, "number": 5}).notes if n.code == "reading"]


def test_of_wrong_words_in_a_set_always_one_is_told() -> None:
    """Which of several wrong members is named depends on no order of hashes."""
    code = (
        "from govrules.rules import Field\n"
        "f = Field('s', 'set', '步', 'steps', [('a', '甲', 'a')])\n"
        "try: f.read({'zeta', 'eta', 'theta', 'iota'})\n"
        "except ValueError as error: print(error)"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert told == {"s: 'eta' is not a value that the field takes; one of a\n"}


@pytest.mark.parametrize(
    "field", ["kind", "item", "place", "on", "number", "listed", "steps", "holder"]
)
def test_an_error_quotes_no_more_than_it_must(small: Jurisdiction, field: str) -> None:
    """A message holds at most 80 characters of a value, in either language."""
    with pytest.raises(RecordError) as caught:
        small.decide({field: "某" * 200_000})
    for lang in ("en", "zh"):
        assert len(caught.value.text(lang)) < 700
        assert "某" * 60 in caught.value.text(lang)
    with pytest.raises(RecordError) as caught:
        small.decide({"某" * 200_000: 1})
    assert len(caught.value.text("zh")) < 400


@pytest.mark.parametrize(
    "value",
    [10**20_000, [[]] * 5, object(), {"a", "b"}, (1,), b"x"],
    ids=lambda v: type(v).__name__,
)
@pytest.mark.parametrize("field", ["kind", "item", "place", "on", "number", "listed", "holder"])
def test_any_value_gives_a_record_error(small: Jurisdiction, field: str, value: Any) -> None:
    """No value of any type raises anything else, and none shows where it lies in memory."""
    with pytest.raises(RecordError) as caught:
        small.decide({field: value})
    assert caught.value.field == field
    assert "0x" not in str(caught.value)
    assert caught.value.to_dict()["field"] == field
