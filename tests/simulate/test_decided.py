"""Measures over decided columns, each held against decisions one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from govrules.errors import RecordError
from govrules.measures import measure, tally
from govrules.simulate import Decided, Run

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

OneByOne = Callable[[Decided], list[Any]]


def code(organ: Any) -> str:
    """An organ as tables write it."""
    return f"{organ.role}@{organ.unit}" if organ.unit else organ.role


def test_owners_are_those_of_the_decisions(run: Run, one_by_one: OneByOne) -> None:
    """Firm owners, and who holds a matter meanwhile, apart."""
    told = Counter(
        {(r["owner"], r["standing"]): r["rows"] for r in run.baseline.owners().to_pylist()}
    )
    expected: Counter[tuple[Any, str]] = Counter()
    for d in one_by_one(run.baseline):
        if d.owner:
            expected[code(d.owner), "firm"] += 1
        elif d.lead:
            expected[code(d.lead), "provisional" if d.lead_is_provisional else "lead"] += 1
        else:
            expected[None, "none"] += 1
    assert told == expected


def test_what_moved_is_told_with_its_articles(run: Run, one_by_one: OneByOne) -> None:
    """From the subdistrict to the department, both texts named, and each unit's loss."""
    before, after = one_by_one(run.baseline), one_by_one(run["never"])
    pairs = zip(before, after, strict=True)
    flows = Counter(
        (code(b.owner), code(a.owner))
        for b, a in pairs
        if b.owner and a.owner and code(b.owner) != code(a.owner)
    )
    told: Counter[Any] = Counter()
    for row in run["never"].moved().to_pylist():
        told[row["from"], row["to"]] += row["rows"]
        assert "JZF2020-9" in row["articles_before"] or "GAS 70" in row["articles_before"]
        assert row["articles"]
    assert told == flows
    assert sum(flows.values()) == run["never"].changes()["moved"] > 0
    units = {r["unit"]: r for r in run["never"].moved(per="unit").to_pylist()}
    assert units["110102013"]["net"] < 0 < units["110102"]["net"]


def test_what_is_said_of_a_class(run: Run, one_by_one: OneByOne) -> None:
    """Level, help, duties and open facts, which decided tables lack, are those of the decision."""
    rows = run.baseline.rows().to_pylist()
    for row, d in zip(rows, one_by_one(run.baseline), strict=True):
        assert row["is_provisional"] == d.lead_is_provisional
        assert row["owner_status"] == d.owner_status
        assert row["duties"].split("|") == ([due.code for due in d.duties] or [""])
        assert set(row["assist"].split("|")) >= {o.role + "@" + o.level for o in d.assist}
        assert {a.field for a in d.ask} <= {*row["asks"].split("|"), "place"}


def test_help_that_is_barred_burdens_nobody(run: Run, one_by_one: OneByOne) -> None:
    """Of tasks on the list the community is asked to help, of others it may not be asked."""
    told = {r["unit"]: r for r in run.baseline.burden().to_pylist()}
    assert (told["110102013001"]["assist"], told["110102013001"]["barred"]) == (1, 1)
    for d in one_by_one(run.baseline):
        helpers = {(o.role, o.unit) for o in d.assist}
        assert not d.prohibited or not helpers & {(o.role, o.unit) for o in d.must_not_lead}


def test_the_missing_fact_is_the_one_asked_first(run: Run) -> None:
    """Matter by matter, and not all that a class leaves open."""
    told = {r["fact"]: r["rows"] for r in run.baseline.missing(sample=10_000).to_pylist()}
    assert "on_power_list" in told
    assert not {"area_is_township", "owner"} & told.keys()


def test_counted_by_what_there_is(run: Run) -> None:
    """By level, district and field; district-or-city stands apart from district."""
    table = run["never"].owners(by=["level", "district", "field"]).to_pylist()
    assert {"district_or_city", "subdistrict"} <= {r["level"] for r in table}
    assert {"110101", "110102", None} <= {r["district"] for r in table}
    assert sum(r["rows"] for r in table) == run.baseline.table.num_rows
    with pytest.raises(RecordError, match="no by 'distrct'"):
        run.baseline.owners(by=["distrct"])


def test_units_merged_own_together(run: Run) -> None:
    """Nothing is owned by the office that is gone, though no matter was recoded."""
    owners = {r["owner"] for r in run["merged"].owners().to_pylist()}
    assert not any(o and o.endswith("@110101001") for o in owners)
    assert run["merged"].changes()["orphaned"] == 0


def test_nobody_and_several(run: Run, one_by_one: OneByOne) -> None:
    """Matters that no organ leads, and matters of several, are counted by kind."""
    decisions = one_by_one(run.baseline)
    nobody = [d for d in decisions if not d.owner and not d.lead]
    several = ("contested", "undivided")
    assert sum(run.baseline.orphaned()["rows"].to_pylist()) == sum(
        d.owner_status not in several for d in nobody
    )
    statuses = Counter(d.owner_status for d in decisions)
    told = {r["owner_status"]: r["rows"] for r in run.baseline.disputed().to_pylist()}
    assert told == {k: statuses[k] for k in several if statuses[k]}


def test_matters_that_several_own_are_not_orphaned(run: Run, one_by_one: OneByOne) -> None:
    """What changes is counted once, those that become several organs' apart."""
    for one in run.values():
        before, after = one_by_one(run.baseline), one_by_one(one)
        lost = [a for b, a in zip(before, after, strict=True) if b.owner and not a.owner]
        shared = sum(a.owner_status in ("contested", "undivided") for a in lost)
        assert one.changes()["shared"] == shared
        assert one.changes()["orphaned"] == len(lost) - shared
        assert sum(one.changes().values()) == len(before)


def test_the_baseline_differs_from_nothing(run: Run) -> None:
    """Asked what moved, it says that there is nothing to compare with."""
    with pytest.raises(RecordError, match="baseline has no baseline"):
        run.baseline.moved()
    with pytest.raises(RecordError, match="no per 'units'"):
        run["never"].moved(per="units")


def test_the_problems_of_a_scenario_are_measured(run: Any) -> None:
    """What a simulated scenario says of each matter is a table that measures take."""
    never, base = run["never"], run.baseline
    for one in (never, base):
        measured = measure(one.jurisdiction, one.rows())
        assert measured.num_rows == one.rows().num_rows
        unclear = {r["measure"]: r["found"] for r in tally(measured).to_pylist()}
        assert unclear["unclear_boundary"] > 0
        assert unclear["pressed_down"] == 2


def test_every_measure_counts_every_matter(run: Run) -> None:
    """Columns that the matters hold as dictionaries too, as those of a drawn year are."""
    rows = run.baseline.matters.num_rows
    coded = run.baseline.matters
    for name in ("kind", "item"):
        at = coded.schema.get_field_index(name)
        coded = coded.set_column(at, name, coded[name].dictionary_encode())
    drawn = run.baseline.jurisdiction.simulate(coded, run.scenarios[:1])["never"]
    for by in ("kind", "item", "field", "level", "district", "subdistrict", "community"):
        assert sum(drawn.owners(by=by)["rows"].to_pylist()) == rows
    assert drawn.owners(by="item") == run["never"].owners(by=["item"])


@pytest.mark.parametrize("how", [{"top": 0}, {"top": "x"}, {"sample": -1}])
def test_none_is_no_number_of_facts(run: Run, how: Any) -> None:
    """The error names the option."""
    with pytest.raises(RecordError, match=f"{next(iter(how))} cannot be"):
        run.baseline.missing(**how)


def test_rows_are_a_table_for_any_reader(run: Run, tmp_path: Path) -> None:
    """Each word once in a column, so that it groups, and a file takes it."""
    rows = run.baseline.rows()
    for name in rows.column_names:
        column = rows[name].combine_chunks()
        if pa.types.is_dictionary(column.type):
            words = column.dictionary.to_pylist()
            assert len(set(words)) == len(words)
            assert None not in words
        assert rows.group_by(name).aggregate([]).num_rows == len(set(column.to_pylist()))
    pq.write_table(rows, tmp_path / "rows.parquet")
    assert pq.read_table(tmp_path / "rows.parquet").to_pylist() == rows.to_pylist()


def test_a_second_run_is_told_alike(run: Run) -> None:
    """In the same process, whatever was learnt in between; classes that occur, most first."""
    here: Any = run.baseline.jurisdiction
    few = run.baseline.matters.slice(9, 12)
    again = here.simulate(run.baseline.matters, run.scenarios[:1])["never"]
    assert again.classes() == run["never"].classes()
    for one in (here.simulate(few).baseline, again):
        rows = one.classes()["rows"].to_pylist()
        assert rows == sorted(rows, reverse=True)
        assert sum(rows) == one.table.num_rows
        assert min(rows) > 0


def test_an_owner_that_is_said_is_told_as_decided(run: Run) -> None:
    """What the row says of it is a fact, and the decision's column of that name is its own."""
    here: Any = run.baseline.jurisdiction
    said = run.baseline.matters.slice(0, 3).append_column("owner", [["health@district"] * 3])
    one = here.simulate(said).baseline
    assert one.rows()["owner"].to_pylist() == one.table["owner"].to_pylist()
    assert one.rows().column_names.count("owner") == 1


@pytest.mark.parametrize("name", ["level", "district", "field", "duties"])
def test_a_name_that_is_counted_by_is_not_kept(run: Run, name: str) -> None:
    """Another column under it would be passed over in silence."""
    here: Any = run.baseline.jurisdiction
    matters = run.baseline.matters.slice(0, 1).append_column(name, [["x"]])
    with pytest.raises(RecordError, match=f"the column '{name}' cannot be kept"):
        here.simulate(matters, keep=[name])
