"""Two runs held against each other, each figure against decisions one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from govrules import Decision
from govrules.errors import RecordError
from govrules.simulate import Comparison, Decided, Run, Scenario, compare, territory

pa = pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def compared(run: Run) -> Comparison:
    """The delegation never made against the law as it is."""
    return compare(run["never"], run.baseline)


def owners(decisions: list[Decision]) -> list[str]:
    """The owner of each matter as a role at a level."""
    return [f"{d.owner.role}@{d.owner.level}" if d.owner else "" for d in decisions]


def test_flows_are_those_of_the_decisions(
    compared: Comparison, run: Run, one_by_one: Callable[[Decided], list[Decision]]
) -> None:
    """From nobody and to nobody included."""
    before, after = one_by_one(run.baseline), one_by_one(run["never"])
    pairs = zip(owners(before), owners(after), strict=True)
    expected = Counter((b, a) for b, a in pairs if b != a)
    told = {(r["from"], r["to"]): r["rows"] for r in compared.flows().to_pylist()}
    assert told == expected


def test_districts_add_up(compared: Comparison, run: Run) -> None:
    """Each matter counts once, those of no precise place apart."""
    rows = compared.districts().to_pylist()
    assert sum(r["rows"] for r in rows) == run.baseline.table.num_rows
    changes = compared.changes()
    assert sum(r["changed"] for r in rows) == sum(
        changes[k] for k in ("moved", "settled", "shared", "orphaned")
    )


def test_classes_that_change_are_told_once(compared: Comparison, run: Run) -> None:
    """Each with the first matter of it, whose classes they are."""
    rows = compared.classes().to_pylist()
    assert len({(r["class_before"], r["class"]) for r in rows}) == len(rows) > 0
    for row in rows:
        assert run["never"].table["decision_class"][row["row"]].as_py() == row["class"]
        assert run.baseline.table["decision_class"][row["row"]].as_py() == row["class_before"]


def test_examples_are_explained_under_both(compared: Comparison) -> None:
    """By the decisions themselves, each change of owner once."""
    found = compared.examples(top=2)
    assert len(found) == 2
    for one in found:
        assert one.before.explain("en") != one.after.explain("en")
        assert None not in one.matter.values()


def test_the_page_needs_nothing_beside_it(compared: Comparison, tmp_path: Path) -> None:
    """Both languages, the drawing, the figures; twice written it is the same bytes."""
    first, second = tmp_path / "a.html", tmp_path / "b.html"
    compared.report(first)
    compared.report(second)
    page = first.read_text(encoding="utf-8")
    assert first.read_bytes() == second.read_bytes()
    assert "<svg" in page
    assert 'lang="en"' in page
    assert "http" not in page
    assert f"<b>{compared.changes()['moved']:,}</b>" in page


def test_the_flows_are_drawn_in_a_file(compared: Comparison, tmp_path: Path) -> None:
    """A picture that names fonts which hold Chinese, in either language; a notebook shows it."""
    from xml.etree import ElementTree

    for lang, says in (("zh", "责任的流向"), ("en", "flows of responsibility")):
        compared.draw(tmp_path / "flows.svg", lang)
        text = (tmp_path / "flows.svg").read_text(encoding="utf-8")
        assert ElementTree.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
        assert says in text
        assert "Noto Sans CJK SC" in text
    assert "责任的流向" in compared._repr_html_()
    with pytest.raises(RecordError, match=r"flows\.png' is no SVG file"):
        compared.draw(tmp_path / "flows.png")
    with pytest.raises(RecordError, match="no lang 'fr'"):
        compared.draw(tmp_path / "flows.svg", "fr")


def test_organs_are_named_in_both_languages(compared: Comparison) -> None:
    """With the level only where a role sits at several."""
    assert compared.organ_name("street_or_township@subdistrict") == "街道办事处或乡镇人民政府"
    assert compared.organ_name("urban_enforcement@district", "en").endswith("(district)")
    assert compared.organ_name("", "en") == "no one organ"


def test_what_cannot_be_compared_is_refused(run: Run, compared: Comparison, tmp_path: Path) -> None:
    """Matters of another run, and a page that is called otherwise."""
    other: Any = run.baseline.jurisdiction.simulate(run.baseline.matters.slice(0, 3))
    with pytest.raises(RecordError, match="not of the same matters"):
        compare(run["never"], other.baseline)
    with pytest.raises(RecordError, match="is no HTML file"):
        compared.report(tmp_path / "page.pdf")


def test_where_nothing_changes_the_page_says_so(run: Run, tmp_path: Path) -> None:
    """No drawing and no example of a change that is not there."""
    compare(run["idle"], run.baseline).report(tmp_path / "idle.html")
    page = (tmp_path / "idle.html").read_text(encoding="utf-8")
    assert "No matter has another owner." in page
    assert "<svg" not in page


def test_units_that_stand_in_one_alone_are_counted(run: Run) -> None:
    """Matters of a founded unit cannot be decided as it is; nothing of them is lost between."""
    here: Any = run.baseline.jurisdiction
    founded = Scenario("founded").change(
        territory.found("新城街道", under="朝阳区", on="2024-05-01")
    )
    said = {"kind": "violation", "item": "smoking_butt_litter", "on_power_list": True}
    places = ["朝阳区/新城街道", "朝阳区/新城街道", "110105026", "没有街道"]
    matters = pa.Table.from_pylist([{**said, "place": p, "on": "2024-06-01"} for p in places])
    made = here.simulate(matters, [founded])
    both = compare(made["founded"], made.baseline)
    assert made.table().to_pylist()[0]["settled"] == 2
    for counted in (both.flows()["rows"], both.classes()["rows"], both.districts()["changed"]):
        assert sum(counted.to_pylist()) == 2
    (row,) = both.classes().to_pylist()
    assert (row["class_before"], row["disposition_before"]) == ("", "")
    assert both.examples() == ()
    assert [en for _, en in made.remarks] == [
        "under the rules as they are, 3 of 4 matters cannot be decided: "
        "the column error of rows() says why",
        "under founded, 1 of 4 matters cannot be decided: the column error of rows() says why",
    ]


def test_where_units_alone_change_the_page_does_not_deny_it(run: Run, tmp_path: Path) -> None:
    """A merger moves matters between offices of one kind: nothing to draw, and said so."""
    merged = compare(run["merged"], run.baseline)
    assert merged.changes()["moved"] > 0
    merged.report(tmp_path / "merged.html")
    page = (tmp_path / "merged.html").read_text(encoding="utf-8")
    assert "Matters go to other units, to organs of the same kind." in page
    assert "No matter has another owner" not in page
    with pytest.raises(RecordError, match="to organs of the same kind"):
        merged.draw(tmp_path / "merged.svg")
    with pytest.raises(RecordError, match="top cannot be -1"):
        merged.examples(-1)
