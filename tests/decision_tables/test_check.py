"""Tables held against a jurisdiction: each cell that does not fit, and rules that are replaced."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from govrules import Jurisdiction
from govrules.decision_tables import check_tables, read_tables, replace_rules, tables_of, write_csv
from govrules.errors import GovrulesError

HEAD = "A route,if kind,when,then disposition,then lead,instrument,article,exception_to,zh,en"


def tables(path: Path, *lines: str):  # type: ignore[no-untyped-def]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return read_tables(path)


@pytest.mark.parametrize(
    ("row", "place", "said"),
    [
        ("R1,complaints,,handle,,CR,1,,甲,a", "B2", "'complaints' does not fit the choice field"),
        ("R1,,item under wast,handle,,CR,1,,甲,a", "C2", "'wast' does not fit the code field"),
        ("R1,,nothing = 1,handle,,CR,1,,甲,a", "C2", "unknown field 'nothing'"),
        ("R1,,,handel,,CR,1,,甲,a", "D2", "'handel' is no choice that disposition takes"),
        ("R1,,,handle,bureau@town,CR,1,,甲,a", "E2", "bureau@town"),
        ("R1,,,handle,,XX,1,,甲,a", "G2", "no instrument 'XX'"),
        ("R1,,,handle,,CR,9,,甲,a", "G2", "there is no CR 9"),
        ("R1,,,handle,,CR,1,R.fund,甲,a", "H2", "no rule 'R.fund'; did you mean R.found?"),
        ("R1,task,kind = violation,handle,,CR,1,,甲,a", "C2", "can never hold"),
        ("R1,,,handle,,CR,1,,,a", "I2", "reason"),
    ],
)
def test_a_cell_that_does_not_fit(
    small: Jurisdiction, tmp_path: Path, row: str, place: str, said: str
) -> None:
    """The place is the cell's own."""
    with pytest.raises(GovrulesError) as caught:
        check_tables(tables(tmp_path / "r.csv", HEAD, row), small.rules)
    assert f"r.csv:{place}: " in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("head", "place", "said"),
    [
        ("A rout,zh", "A1", "no question 'rout'; did you mean route?"),
        ("C route,zh", "A1", "is not answered by hit policy C; write A route"),
        ("A support,zh", "A1", "write C support"),
        ("A route,if kin", "B1", "unknown field 'kin'"),
        ("A route,then leed", "B1", "has no part 'leed'; did you mean lead?"),
    ],
)
def test_a_heading_that_does_not_fit(
    small: Jurisdiction, tmp_path: Path, head: str, place: str, said: str
) -> None:
    """Once, and not once a row."""
    with pytest.raises(GovrulesError) as caught:
        check_tables(tables(tmp_path / "r.csv", head), small.rules)
    assert f"r.csv:{place}: " in str(caught.value)
    assert said in str(caught.value)


def test_what_cannot_be_read_is_told_with_what_does_not_fit(
    small: Jurisdiction, tmp_path: Path
) -> None:
    """One run tells both."""
    rows = ("R1,a b,,handle,,CR,1,,甲,a", "R2,task,,handel,,CR,1,,甲,a")
    with pytest.raises(GovrulesError) as caught:
        check_tables(tables(tmp_path / "r.csv", HEAD, *rows), small.rules)
    assert [f.place for f in caught.value.faults] == ["r.csv:B2", "r.csv:D3"]


def test_rules_are_replaced_question_by_question(town: ModuleType, tmp_path: Path) -> None:
    """An edited row changes its rule, a new one joins, one that is gone is gone, the rest stays."""
    blueprint = town.blueprint()
    route = [t for t in tables_of(town.RULES, town.QUESTIONS) if t.question == "route"]
    write_csv(route, tmp_path / "r.csv")
    text = (tmp_path / "r.csv").read_text("utf-8-sig")
    lines = [line for line in text.splitlines() if not line.startswith("R.task")]
    lines.append(lines[1].replace("R.found", "R.new").replace("violation", "complaint"))
    edited = replace_rules(blueprint.policies, tables(tmp_path / "r.csv", *lines))
    before = {r.id: r for p in blueprint.policies for r in p.rules}
    after = {r.id: r for p in edited for r in p.rules}
    assert before.keys() - after.keys() == {"R.task"}
    assert after.keys() - before.keys() == {"R.new"}
    assert all(after[id] == before[id] for id in after.keys() & before.keys())
    assert Jurisdiction(blueprint).derive(policies=edited).rules.rules.keys() == after.keys()
