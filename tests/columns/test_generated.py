"""Every kernel says what the specification says, on generated jurisdictions and matters."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import GovrulesError, Jurisdiction
from govrules.classes import store as cache
from govrules.decision.outcome import outcome_of
from govrules.evaluate import evaluate
from govrules.rules import read_facts
from govrules.testing.strategies import blueprints, matters
from hypothesis import given
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")

SPOILT = ("不知所云", "-1", "2024-02-30", "nowhere")


def has_numba() -> bool:
    try:
        import numba  # noqa: F401
    except ImportError:
        return False
    return True


KERNELS = ("numpy", "numba") if has_numba() else ("numpy",)


def as_text(value: Any) -> str:
    """A value as a file of text holds it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@st.composite
def tables(draw: Any, made: Jurisdiction) -> list[dict[str, Any]]:
    """Some matters, all of text and with the same columns; now and then a cell is spoilt."""
    rules = [r.rule for r in made.rules.rules.values()]
    drawn = draw(st.lists(matters(made.fields, near=rules), min_size=1, max_size=6))
    # What one field implies of another may also be given, rightly or wrongly.
    checked = [f for f in made.fields.values() if f.reads is not None]
    columns = [*dict.fromkeys(k for m in drawn for k in m), *(f.id for f in checked)]
    rows = []
    for m in drawn:
        row = {k: as_text(m[k]) if k in m else None for k in columns}
        for f in checked:
            if f.kind == "choice" and draw(st.booleans()):
                row[f.id] = draw(st.sampled_from([*(c.code for c in f.choices), "unknown"]))
        if draw(st.integers(0, 9)) == 0:
            row[draw(st.sampled_from(columns))] = draw(st.sampled_from(SPOILT))
        rows.append(row)
    return rows


def told(made: Jurisdiction, row: dict[str, Any]) -> tuple[Any, ...]:
    """What the specification says of a row: what a table can say, and the reasons."""
    try:
        d = made.decide(row, engine="reference")
    except GovrulesError as error:
        return None, None, None, f"{error.code}: {error.without_search().text('en')}", None
    return d.disposition, at_unit(d.lead), at_unit(d.owner), None, reasons(d)


def at_unit(organ: Any) -> str | None:
    """An organ as a column has it."""
    return organ and (f"{organ.role}@{organ.unit}" if organ.unit else organ.role)


def reasons(d: Any) -> tuple[Any, ...]:
    """All of a decision that does not depend on what else might have been the case."""
    notes = tuple(n for n in d.notes if n.code not in ("reading", "role_missing"))
    organs = [
        sorted({(o.role, o.level) for o in found})
        for found in (d.assist, d.supervise, d.copy_to, d.must_not_lead)
    ]
    return (
        d.because,
        d.defeated,
        d.assumed,
        d.duties,
        notes,
        d.prohibited,
        organs,
        d.lead_is_provisional,
        {(c.role, c.level) for c in d.candidates},
        d.owner_status,
        {(c.role, c.level) for c in d.owner_among},
        d.owner_because,
    )


def said(made: Jurisdiction, found: Any) -> list[tuple[Any, ...]]:
    """What a decided table says, each class explained from its code."""
    rows = []
    for r in found.to_pylist():
        code = r["decision_class"]
        why = reasons(made.classes[code].decision()) if code else None
        rows.append((r["disposition"], r["lead"], r["owner"], r["error"], why))
    return rows


@pytest.mark.numba
@given(st.data())
def test_tables_say_what_the_specification_says(data: Any) -> None:
    """Disposition, lead, owner, error and reasons of every row, in every kernel and key scheme."""
    blueprint = data.draw(blueprints())
    made = Jurisdiction(blueprint)
    rows = data.draw(tables(made))
    expected = [told(made, row) for row in rows]
    table = pa.Table.from_pylist(rows, pa.schema([(k, pa.string()) for k in rows[0]]))
    for kernel in KERNELS:
        # Twice: first what is met is learnt, then it is looked up.
        for _ in range(2):
            found = made.decide_table(table, keep=[], kernel=kernel)
            assert said(made, found) == expected


@given(st.data())
def test_the_tables_hold_what_the_evaluator_finds(data: Any) -> None:
    """The outcome of plain facts, evaluated with nothing noted, is that of the tables."""
    made = Jurisdiction(data.draw(blueprints()))
    for row in data.draw(tables(made)) * 2:
        try:
            facts = read_facts(row, made.fields)
        except GovrulesError:
            continue
        found = made.classes.find(facts)
        try:
            expected = outcome_of(evaluate(made.rules, facts), made.context)
        except GovrulesError as error:
            assert found.error is not None
            assert found.error.text("zh") == error.text("zh")
            continue
        assert found.outcome == expected


@given(st.data())
def test_one_by_one_they_say_the_same_record(data: Any) -> None:
    """One decision by its precedent is the reference decision, byte for byte."""
    made = Jurisdiction(data.draw(blueprints()))
    for row in data.draw(tables(made)) * 2:
        record = {k: v for k, v in row.items() if v is not None}
        try:
            expected = made.decide(record, engine="reference").to_json()
        except GovrulesError as error:
            with pytest.raises(type(error)) as caught:
                made.decide(record)
            assert caught.value.text("zh") == error.text("zh")
            continue
        assert made.decide(record).to_json() == expected


@given(st.data())
def test_what_is_kept_on_disk_says_the_same(data: Any) -> None:
    """Tables that were saved and read again give the same rows and learn nothing new."""
    import tempfile
    from pathlib import Path

    blueprint = data.draw(blueprints())
    made = Jurisdiction(blueprint)
    rows = data.draw(tables(made))
    table = pa.Table.from_pylist(rows, pa.schema([(k, pa.string()) for k in rows[0]]))
    expected = made.decide_table(table).to_pylist()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kept.json.gz"
        cache.save(made.classes, file)
        again = Jurisdiction(blueprint)
        assert cache.load(again.classes, file) is None
        assert again.decide_table(table).to_pylist() == expected
        assert again.classes.learner.learnt == 0
        cache.save(again.classes, other := Path(folder) / "other.json.gz")
        assert other.read_bytes() == file.read_bytes()
