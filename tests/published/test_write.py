"""Lists written: a catalogue that is read back, and a list with what its rows may mean."""

from __future__ import annotations

from pathlib import Path

from govrules import Jurisdiction
from govrules.published import catalogue_list, match, read_list, write_list, write_matches
from openpyxl import load_workbook


def test_the_catalogue_of_beijing_is_read_back(beijing_pack: Jurisdiction, tmp_path: Path) -> None:
    """Each row means the item that it was written of, or one of the first three."""
    rows = catalogue_list(beijing_pack.rules, "item")
    tree = beijing_pack.fields["item"].tree
    assert {row[3] for row in rows[1:]} == set(tree.leaves)  # type: ignore[union-attr]
    write_list([rows], tmp_path / "c.csv")
    (one,) = read_list(tmp_path / "c.csv")
    found = match(one, tree, beijing_pack.rules.roles, beijing_pack.law)  # type: ignore[arg-type]
    assert found.of.kind == "powers"
    assert all(p.items for p in found.proposals)
    first = sum(p.items[0].code == p.entry.texts["code"] for p in found.proposals)
    assert first > 0.97 * len(found.proposals)
    assert [
        p.entry.texts["name"] for p in found.proposals if p.entry.texts.get("basis") and not p.cites
    ] == []


def test_owner_article_and_day_stand_beside_the_item(small: Jurisdiction) -> None:
    """A row for each rule that gives the item, and one for an item that nobody has."""
    rows = catalogue_list(small.rules, "item", {"C.litter": ["a finding"]})
    assert rows[0][-1] == "检查发现"
    litter = next(row for row in rows if row[3] == "litter")
    assert litter[5:] == ["城管局", "《市容条例》第一条", "2016-01-01", "a finding"]
    assert next(row for row in rows if row[3] == "bins")[5:] == ["", "", "", ""]


def test_a_list_is_written_back_with_proposals(small: Jurisdiction, tmp_path: Path) -> None:
    """Its own columns first, as they were; the last is for who confirms."""
    path = tmp_path / "l.csv"
    path.write_text("序号,项目名称,备注\n1,乱扔垃圾,x\n2,某种怪事,\n", "utf-8")
    tree = small.fields["item"].tree
    matches = [match(one, tree, small.rules.roles, small.law) for one in read_list(path)]  # type: ignore[arg-type]
    write_matches(matches, tree, tmp_path / "out.xlsx")  # type: ignore[arg-type]
    sheet = load_workbook(tmp_path / "out.xlsx").worksheets[0]
    head, first, *_ = sheet.iter_rows(values_only=True)
    assert head[:4] == ("序号", "项目名称", "备注", "位置")
    assert head[-1] == "确认"
    assert first[:4] == ("1", "乱扔垃圾", "x", "l.csv:2")
    assert str(first[4]).startswith("litter 乱扔垃圾（")
    assert first[-1] is None
    assert sheet.freeze_panes == "A2"
