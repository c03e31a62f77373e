"""Tables are decided as the reference evaluator decides, row by row."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import govrules
import pytest
from govrules import Blueprint, Decision, GovrulesError, Jurisdiction, Period
from govrules.evaluate import evaluate
from govrules.rules import Facts, read_facts
from govrules.simulate import Scenario, territory

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
MOST_SHAPES = pytest.importorskip("govrules.columns.engine").MOST_SHAPES
OrganNames: Any = pytest.importorskip("govrules.columns.organs").OrganNames

ROWS = 60
RANKED = 3
FLAGS = ("on_power_list", "answerable_now", "objection", "in_duty", "legitimate")


@pytest.fixture(scope="module")
def beijing(beijing_pack: Jurisdiction) -> Jurisdiction:
    """The pack as it ships, with whatever other tests have learnt."""
    return beijing_pack


def matters(beijing: Jurisdiction, seed: int) -> list[dict[str, Any]]:
    """Rows with unknowns, imprecise and unreadable values, on days of all rosters."""
    draw = random.Random(seed)
    fields = beijing.fields
    items, places = list(fields["item"].tree or ()), list(beijing.territory)
    rows = []
    for number in range(ROWS):
        row: dict[str, Any] = {
            "kind": draw.choice([c.code for c in fields["kind"].choices] + ["投诉", "nonsense"]),
            "item": draw.choice(items),
            "place": draw.choice([*places[:200], *draw.sample(places, 5), "大栅栏街道", "nowhere"]),
            "on": (date(2018, 6, 1) + timedelta(days=draw.randrange(2900))).isoformat(),
            "channel": draw.choice(["hotline", "direct", "dispatched", "unknown"]),
            "place_class": draw.choice(list(fields["place_class"].tree or ())),
            "first_receiver": draw.choice(["street_or_township@subdistrict", "water@district"]),
            **{flag: draw.choice([True, False]) for flag in FLAGS},
        }
        rows.append({k: v if draw.random() < 0.8 else None for k, v in row.items()})
        rows[-1]["id"] = str(number)
    return rows


def told(d: Decision | GovrulesError) -> tuple[Any, ...]:
    """Disposition, lead, owner and error of one row."""
    if isinstance(d, GovrulesError):
        return None, None, None, f"{d.code}: {d.without_search().text('en')}"
    lead, owner = (o and (f"{o.role}@{o.unit}" if o.unit else o.role) for o in (d.lead, d.owner))
    return d.disposition, lead, owner, None


def decided(beijing: Jurisdiction, row: dict[str, Any], **how: Any) -> Decision | GovrulesError:
    """The decision of a row, or its error."""
    try:
        return beijing.decide(row, **how)
    except GovrulesError as error:
        return error


def same(d: Decision | GovrulesError) -> tuple[type, str]:
    """All that is said of a row."""
    return type(d), d.text("zh") if isinstance(d, GovrulesError) else d.to_json()


@pytest.fixture(scope="module")
def specified(beijing: Jurisdiction) -> list[Decision | GovrulesError]:
    """What the specification says of the first matters, but for how useful each fact is."""
    rows = matters(beijing, 1)
    return [decided(beijing, row, engine="reference", ask="plain") for row in rows]


@pytest.fixture(scope="module")
def expected(specified: list[Decision | GovrulesError]) -> list[tuple[Any, ...]]:
    """What a table can say of the first matters."""
    return [told(d) for d in specified]


@pytest.mark.parametrize("kernel", ["numpy", pytest.param("numba", marks=pytest.mark.numba)])
@pytest.mark.parametrize("threads", [1, 2])
def test_a_table_is_decided_as_its_rows_are(
    beijing: Jurisdiction, expected: list[tuple[Any, ...]], kernel: Any, threads: int
) -> None:
    """Disposition, lead, owner and error of every row are those of the reference evaluator."""
    if kernel == "numba":
        pytest.importorskip("numba")
    rows = matters(beijing, 1)
    table = beijing.decide_table(pa.Table.from_pylist(rows), kernel=kernel, threads=threads)
    found = [(r["disposition"], r["lead"], r["owner"], r["error"]) for r in table.to_pylist()]
    assert found == expected


def test_codes_given_again_are_no_more_certain_in_a_table_or_file(
    beijing: Jurisdiction, tmp_path: Path
) -> None:
    """Reused and moved codes on days that leave them open have no office in any channel."""
    codes = ["110106008", "110106017", "110106008001", "110106008032", "110101017004"]
    rows = [
        {"id": f"{code} {on}", "kind": "violation", "item": "犬便不清除", "place": code, "on": on}
        for code in codes
        for on in ("2018-10-31", "2020-01-01", "2024-05-22")
    ]
    for row in rows:
        row["on_power_list"] = "yes" if row["on"] > "2020-07-01" else ""
    decided = [beijing.decide(row) for row in rows]
    columns = beijing.decide_table(pa.Table.from_pylist(rows)).to_pylist()
    parts = ("disposition", "lead", "owner", "error")
    assert [tuple(r[p] for p in parts) for r in columns] == [told(d) for d in decided]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "rows.parquet")
    beijing.decide_file(tmp_path / "rows.parquet", tmp_path / "decided.parquet")
    assert pq.read_table(tmp_path / "decided.parquet")["owner"].to_pylist() == [
        r["owner"] for r in columns
    ]
    by_id = {row["id"]: d for row, d in zip(rows, decided, strict=True)}
    assert by_id["110106008 2024-05-22"].lead.name == "六里桥街道办事处"
    assert by_id["110106008032 2024-05-22"].lead is None
    assert by_id["110106008 2020-01-01"].matter["place"] == "110106"


def test_keys_too_many_for_a_table_change_nothing(
    beijing: Jurisdiction, shipped: Blueprint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By table or by occurrence, the same columns come out."""
    from govrules.columns import keys as lookup

    data = pa.Table.from_pylist(matters(beijing, 2)[:20]).select(["kind", "item", "on", "place"])
    by_table = beijing.decide_table(data)
    monkeypatch.setattr(lookup, "MOST_KEYS", 1)
    by_occurrence = Jurisdiction(shipped).decide_table(data)
    assert by_table.to_pylist() == by_occurrence.to_pylist()


def test_one_decision_by_its_class_is_the_reference_decision(
    beijing: Jurisdiction, specified: list[Decision | GovrulesError]
) -> None:
    """Both engines give the same record to the byte, and the same errors."""
    rows = matters(beijing, 1)
    assert sum(isinstance(right, Decision) for right in specified) > 20
    for row, right in zip(rows, specified, strict=True):
        assert same(decided(beijing, row, ask="plain")) == same(right)
    for row in rows[:RANKED]:  # to rank what to ask is slow: some of the rows will do
        assert same(decided(beijing, row)) == same(decided(beijing, row, engine="reference"))


def test_a_class_code_explains_itself_without_the_table(
    beijing: Jurisdiction, shipped: Blueprint
) -> None:
    """A fresh jurisdiction gives the same reasons for the code of any row."""
    table = beijing.decide_table(pa.Table.from_pylist(matters(beijing, 4)))
    codes = [c for c in table["decision_class"].to_pylist() if c][:8]
    fresh = Jurisdiction(shipped)
    assert codes
    for code in codes:
        assert fresh.classes[code].explain("zh") == beijing.classes[code].explain("zh")


@pytest.mark.parametrize("code", ["class 7", "[" * 100_000], ids=["words", "endless"])
def test_a_code_of_no_class_is_refused(beijing: Jurisdiction, code: str) -> None:
    """What is no class code is an error that says where codes come from."""
    with pytest.raises(govrules.GovrulesError, match="not the code of a decision class"):
        beijing.classes[code]


def test_an_unknown_column_is_refused(beijing: Jurisdiction) -> None:
    """A column that is no field costs the table, with the nearest name as the way out."""
    with pytest.raises(govrules.GovrulesError, match="did you mean kind"):
        beijing.decide_table(pa.table({"knd": ["task"]}))


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int8(), pa.string())]
)
def test_text_of_any_arrow_type_is_read_alike(beijing: Jurisdiction, kind: Any) -> None:
    """Strings, large strings and dictionaries of strings give the same decisions."""
    rows = [{k: r[k] for k in ("kind", "item", "place", "on")} for r in matters(beijing, 5)[:60]]
    plain = pa.Table.from_pylist(rows)
    cast = pa.table({name: plain[name].combine_chunks().cast(kind) for name in plain.column_names})
    keep: list[str] = []
    assert (
        beijing.decide_table(cast, keep=keep).to_pylist()
        == beijing.decide_table(plain, keep=keep).to_pylist()
    )


def test_days_as_dates_or_text_are_read_alike(beijing: Jurisdiction) -> None:
    """A date32 column means what its ISO text means."""
    rows = [r for r in matters(beijing, 6)[:80] if r["on"]]
    text = pa.Table.from_pylist(rows)
    days = text.set_column(text.column_names.index("on"), "on", text["on"].cast(pa.date32()))
    keep: list[str] = []
    assert (
        beijing.decide_table(days, keep=keep).to_pylist()
        == beijing.decide_table(text, keep=keep).to_pylist()
    )


def test_a_period_that_a_bound_parts_is_left_open(beijing: Jurisdiction) -> None:
    """Days on both sides of a commencement are evaluated as days not known, not as the first."""
    record = {
        "kind": "violation",
        "item": "dogs_animals_dog_fouling",
        "place": "110102013",
        "on": "2020-06-30",
        "on_power_list": "true",
    }
    facts = beijing.classes.representative(read_facts(record, beijing.fields))
    parted = Period(date(2020, 6, 30), date(2020, 7, 2))
    both = Facts({**facts.values, "on": parted}, facts.assumed)
    found = beijing.classes.learner.evaluate(beijing.rules, both)
    expected = evaluate(beijing.rules, both)
    assert len(expected.answers["owner"].values) > 1
    assert {q: a.values for q, a in found.answers.items() if a.question.kind != "every"} == {
        q: a.values for q, a in expected.answers.items() if a.question.kind != "every"
    }


def test_tables_of_any_set_of_columns_leave_little_behind(
    small: Jurisdiction, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many sets of columns a stranger sends, few tables and bytes of them are remembered."""
    engine = small.columns()
    names = ["kind", "item", "place", "on", "listed", "urgent", "number", "nature"]
    said = {"kind": "violation", "place": "110101001", "on": "2021-03-01", "number": "1"}
    sets = [c for size in (1, 2, 3) for c in itertools.combinations(names, size)]
    first = [engine.table(pa.table({n: [said.get(n)] for n in c})).to_pylist() for c in sets]
    assert len(engine._lookups) == MOST_SHAPES < len(sets)
    monkeypatch.setattr("govrules.columns.engine.MOST_BYTES", 200)
    again = [engine.table(pa.table({n: [said.get(n)] for n in c})).to_pylist() for c in sets]
    assert again == first
    kept = [one.nbytes for one in engine._lookups.values()]
    assert sum(kept) <= 200 or len(kept) == 1


def test_an_owner_has_one_word_in_the_dictionary(beijing_pack: Any) -> None:
    """Of the district, and of the district or the city: both are named alike, and grouped as one."""
    items = beijing_pack.fields["item"].tree.leaves[:120]
    day = {"place": "110102013", "on": "2024-03-01", "on_power_list": False}
    rows = [{"kind": "violation", "item": item, **day} for item in items]
    table = beijing_pack.decide_table(pa.Table.from_pylist(rows)).unify_dictionaries()
    for name in ("owner", "lead"):
        words = table[name].chunk(0).dictionary.to_pylist()
        assert len(words) == len(set(words))
    grouped = table.group_by("owner").aggregate([("kind", "count")])
    assert grouped.num_rows == len(set(table["owner"].to_pylist()))


MERGER = Scenario("merged and renamed").change(
    territory.merge("东城区/东华门街道", into="东城区/景山街道", on="2024-07-01"),
    territory.rename("东城区/交道口街道", "新街道", on="2024-07-01"),
)
READ_ANEW = {
    "the unit that ends, its names and a place in it": [
        "110101001",
        "东城区/东华门街道",
        "东华门街道",
        "110101001001",
    ],
    "the unit it goes into": ["东城区/景山街道"],
    "two names of one unit": ["东城区/交道口街道", "东城区/新街道"],
    "codes that were used again": ["110106008", "110106017", "110106008001", "110101017004"],
    "imprecise": ["110101", "东城区", "110101001|110101003", "110101002|110101003"],
    "unreadable": ["nowhere", "110101999", None, "unknown"],
}
DAYS = (
    "2018-10-31",
    "2020-01-01",
    "2024-05-22",
    "2024-06-30",
    "2024-07-01",
    "2025-03-01",
    "x",
    None,
)


def pairs() -> list[dict[str, Any]]:
    """Each place on each day, in no order: no batch of them meets all pairs."""
    places = [place for group in READ_ANEW.values() for place in group]
    rows = [{"place": p, "on": on} for p in places for on in DAYS]
    random.Random(3).shuffle(rows)
    return [{"kind": "violation", "item": "犬便不清除", **row} for row in rows]


def in_batches(rows: list[dict[str, Any]], size: int) -> Any:
    """A table in parts that share their dictionaries."""
    table = pa.Table.from_pylist(rows)
    for name in ("place", "on"):
        coded = table[name].combine_chunks().dictionary_encode()
        table = table.set_column(table.column_names.index(name), name, coded)
    return pa.Table.from_batches(table.to_batches(max_chunksize=size))


@pytest.fixture(scope="module")
def by_pair(beijing: Jurisdiction) -> list[tuple[Any, ...]]:
    """What the specification says of each place on each day."""
    made = MERGER.applied(beijing)
    return [told(decided(made, row, engine="reference", ask="plain")) for row in pairs()]


@pytest.mark.parametrize("size", [24, 1000])
def test_a_place_is_read_as_of_the_day_of_each_row(
    beijing: Jurisdiction, by_pair: list[tuple[Any, ...]], size: int
) -> None:
    """Ended, renamed, reused, imprecise and unreadable places, of many eras, as row by row."""
    met: dict[Any, set[Any]] = {}
    for row, said in zip(pairs(), by_pair, strict=True):
        if row["on"] in DAYS[:6]:
            met.setdefault(row["place"], set()).add(said)
    assert sum(len(answers) > 1 for answers in met.values()) > 5, "the day decides of some places"
    found = MERGER.applied(beijing).decide_table(in_batches(pairs(), size), keep=[]).to_pylist()
    assert [(r["disposition"], r["lead"], r["owner"], r["error"]) for r in found] == by_pair


def test_a_place_is_read_on_the_days_of_its_rows_only(
    beijing: Jurisdiction, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many places on many days those pairs are read that meet in a row, each once."""
    read: list[tuple[Any, Any]] = []
    seats = OrganNames._seats

    def noted(self: OrganNames, field: Any, value: Any, day: Any) -> tuple[int, ...]:
        read.append((value, day))
        return seats(self, field, value, day)

    monkeypatch.setattr(OrganNames, "_seats", noted)
    days = DAYS[:5]
    rows = [row for row in pairs() if row["place"] and row["on"] in days][:60]
    MERGER.applied(beijing).decide_table(in_batches(rows, 30), keep=[])
    assert len(read) == len(set(read)) == len({(r["place"], r["on"]) for r in rows})
