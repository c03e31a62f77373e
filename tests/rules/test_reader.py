"""Records as tables and people give them: gaps, numbers of other libraries, names, identifiers."""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from govrules import Decision, Jurisdiction
from govrules.errors import ContradictionError, RecordError
from govrules.rules import Reader, read_facts
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
        ("on", 44256.0),
        ("listed", 0.5),
        ("kind", 3.0),
    ],
)
def test_what_is_no_whole_number(small: Jurisdiction, field: str, value: Any) -> None:
    """A fraction is no code, no count, no flag, and a count of days is no day."""
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


def test_values_written_alike_are_one_piece(small: Jurisdiction) -> None:
    """What two records say alike is one object, by which decisions are remembered."""
    reader = Reader(small.fields)
    chinese = {"类型": "违法", "事项": "乱扔垃圾", "地点": "东区/甲街道", "日期": "2021年3月1日"}
    pieces = reader.read(HEARD).pieces_read
    assert all(a is b for a, b in zip(reader.read(chinese).pieces_read, pieces, strict=True))
    assert reader.read(dict(reversed(HEARD.items()))).pieces_read == pieces


@pytest.mark.parametrize("first", [0, 1])
def test_equal_instants_on_two_days_are_two_values(small: Jurisdiction, first: int) -> None:
    """What was asked before never decides which day is meant."""
    utc = datetime(2020, 6, 30, 17, tzinfo=UTC)
    local = utc.astimezone(timezone(timedelta(hours=8)))
    reader = Reader(small.fields)
    for on in ((utc, local), (local, utc))[first]:
        facts = reader.read({"on": on})
        assert facts == read_facts({"on": on}, small.fields)
        assert facts.values["on"] == date(2020, 7, 1)
        assert bool(facts.notes) is (on is utc)


def test_a_moment_in_another_zone_is_noted(small: Jurisdiction) -> None:
    """A day that is not the one written says so, in both languages."""
    (note,) = decided(small, {**HEARD, "on": "2020-06-30T17:00:00Z"}).notes
    assert note.en == (
        "on is given as 2020-06-30T17:00:00+00:00; "
        "where the matter lies (Asia/Shanghai) that is 2020-07-01"
    )
    assert note.zh == (
        "日期（on）给为 2020-06-30T17:00:00+00:00，当地（Asia/Shanghai）为 2020-07-01，按 2020-07-01 计"
    )


@pytest.mark.parametrize(
    "values", [(1, True, 1.0, Decimal(1), "1", "１", "1.0"), (0, False, -0.0, "０", "×", "没有")]
)
def test_equal_values_are_read_each_in_its_way(small: Jurisdiction, values: Any) -> None:
    """A flag takes all of these; a count takes none that is a truth value, whatever was read before."""
    reader = Reader(small.fields)
    for value in (*values, *reversed(values)):
        assert reader.read({"listed": value}).values["listed"] is bool(values[0])
        for field in ("number", "listed"):
            record = {field: value}
            try:
                wanted: Any = read_facts(record, small.fields)
            except RecordError as error:
                with pytest.raises(RecordError, match=re.escape(str(error))):
                    reader.read(record)
            else:
                assert reader.read(record) == wanted


def test_notes_come_in_the_order_of_the_fields(small: Jurisdiction) -> None:
    """The first time, the second, and by the specification, remarks stand in one order."""
    record = {"number": 99, "on": "2020-06-30T17:00:00Z", "place": "110101001"}
    reader = Reader(small.fields)
    wanted = read_facts(record, small.fields).notes
    order = [id for id in small.fields if id in {"on", "number"}]
    assert [en.split()[0] for _, en in wanted] == order
    for _ in range(3):
        assert reader.read(record).notes == wanted
        assert reader.read(dict(reversed(record.items()))).notes == wanted


def test_memory_is_bounded(small: Jurisdiction) -> None:
    """Neither good values nor bad ones leave more behind than the bound."""
    reader = Reader(small.fields, most=10)
    for n in range(200):
        reader.read({"on": date(2021, 1, 1) + timedelta(days=n), "number": n})
        with pytest.raises(RecordError):
            reader.read({"kind": f"no such {n}"})
    assert len(reader._memo) <= 20
    assert len(reader._alike) <= 20
    assert reader.read({"number": 3}).values["number"] == 3


def test_threads_read_alike(small: Jurisdiction) -> None:
    """Threads that share a reader whose memory is renewed all the time read what one reads."""
    reader = Reader(small.fields, most=3)
    records = [
        {"number": n % 7, "listed": n % 2, "on": date(2021, 1, 1 + n % 9)} for n in range(60)
    ]
    wanted = [read_facts(r, small.fields) for r in records]
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: [reader.read(r) for r in records], range(24)):
            assert found == wanted


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
    ("id", "echoed"),
    [
        ("a", "a"),
        ("007", "007"),
        ("7.0", "7.0"),
        (7, "7"),
        (7.0, "7"),
        (Decimal(7), "7"),
        (Whole(7), "7"),
        (None, None),
        ("", None),
        (" ", None),
        ("\ud800", "\\ud800"),
    ],
)
def test_an_identifier_is_echoed(small: Jurisdiction, id: Any, echoed: str | None) -> None:
    """An identifier is text or a whole number, and comes back as text."""
    assert decided(small, {"id": id}).id == echoed
    assert said_id({" 编号": id}) == echoed


@pytest.mark.parametrize(
    "id", [True, 1.5, [1], object(), {}, 10**20_000, 2.0**60], ids=lambda v: type(v).__name__
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
    [10**20_000, [[]] * 5, object(), {"a", "b"}, ((1,),), b"x"],
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
