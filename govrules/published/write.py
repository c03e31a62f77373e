"""Published lists written: a pack's own catalogue, or a list with what its rows may mean."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..expr import Under, atoms, term_to_text
from ..rules import CodeList, Compiled, RuleSet
from ..values import UNKNOWN
from ..whole_file import write_whole, writing
from .headings import PARTS
from .match import Match

__all__ = ["catalogue_list", "write_list", "write_matches"]

# The columns of a catalogue, by part; 检查发现 is what ``govrules check`` finds of its rules.
WRITTEN = ("number", "field", "kind", "code", "name", "holder", "basis", "since")
KIND_ZH = {
    "penalty": "行政处罚",
    "service": "公共服务",
    "coercion": "行政强制",
    "inspection": "行政检查",
}
PROPOSED = ("可能的事项", "得分", "所据文字", "可能的机关", "依据条文", "确认")
MOST_WIDE = 48


def catalogue_list(
    rules: RuleSet, field: str, findings: Mapping[str, Sequence[str]] | None = None
) -> list[list[str]]:
    """A catalogue as a published list: a row an item and rule, with owner, article and date.

    Args:
        rules: The rules.
        field: The field whose codes are the catalogue.
        findings: Rule → what was found of it, for the column after the last.
    """
    tree = rules.declared[field].tree
    assert isinstance(tree, CodeList)
    given = _givers(rules, field)
    head = [PARTS[part][0] for part in WRITTEN]
    rows = [head if findings is None else [*head, "检查发现"]]
    for code in tree.leaves:
        nature = tree.attribute(code, "nature")
        kind = "" if nature is UNKNOWN else str(nature)
        owners: list[Compiled | None] = [r for c in tree.path(code) for r in given.get(c, ())]
        for r in owners or [None]:
            field_of = tree.name(tree.path(code)[0])
            what = [str(len(rows)), field_of, KIND_ZH.get(kind, kind), code, tree.name(code)]
            rows.append([*what, *_owner(r, rules)])
            if findings is not None:
                rows[-1].append("；".join(findings.get(r.id, ())) if r else "")
    return rows


def _givers(rules: RuleSet, field: str) -> dict[str, list[Compiled]]:
    """The rules that give an item to an organ, by the code that they name."""
    organs = {q.id for q in rules.questions if q.is_simple and q.slots[0].kind == "organ"}
    found: dict[str, list[Compiled]] = {}
    for r in rules.rules.values():
        if r.rule.question in organs:
            named = [
                a.codes for a in atoms(r.condition) if isinstance(a, Under) and a.field == field
            ]
            for code in sorted({c for codes in named for c in codes}):
                found.setdefault(code, []).append(r)
    return found


def _owner(r: Compiled | None, rules: RuleSet) -> list[str]:
    """The owner, the article and the first day of a rule; three empty cells where there is none."""
    if r is None:
        return ["", "", ""]
    codes = [code for _, term in r.then.one for code in term_to_text(term).split("|")]
    names = [rules.roles.name(code) if code in rules.roles else code for code in codes]
    since = r.period.start or rules.law.instrument(r.rule.cite.instrument).period.start
    return ["、".join(names), r.rule.cite.text(rules.law, "zh"), str(since or "")]


def write_matches(matches: Iterable[Match], items: CodeList, path: str | Path) -> None:
    """Write lists as they were, with what their rows may mean in further columns, to be confirmed.

    Args:
        matches: The lists.
        items: The catalogue, for the names of items.
        path: A file ``.csv`` or ``.xlsx``.

    Raises:
        RecordError: the file cannot be written.
    """
    sheets: list[list[list[str]]] = []
    for one in matches:
        width = len(one.of.headings)
        rows = [[*one.of.headings, "位置", *PROPOSED]]
        for p in one.proposals:
            kept = [*p.entry.row[:width], *[""] * (width - len(p.entry.row))]
            first = p.items[0] if p.items else None
            said = [f"{c.code} {items.name(c.code)}（{c.score:g}）" for c in p.items]
            organs = [code for codes in p.organs.values() for code in codes]
            rows.append(
                [
                    *kept,
                    p.entry.at,
                    "\n".join(said),
                    f"{first.score:g}" if first else "",
                    "、".join(first.words) if first else "",
                    "; ".join(dict.fromkeys(organs)),
                    "; ".join(p.cites),
                    "",
                ]
            )
        sheets.append(rows)
    write_list(sheets, path)


def write_list(sheets: Sequence[Sequence[Sequence[str]]], path: str | Path) -> None:
    """Write rows, the headings first, to a CSV file or a sheet each of a workbook.

    Args:
        sheets: The rows of each sheet.
        path: The file; it appears whole, or not at all.

    Raises:
        RecordError: the file cannot be written.
    """
    if Path(path).suffix.casefold() == ".csv":
        with (
            write_whole(path) as beside,
            writing(path),
            beside.open("w", encoding="utf-8-sig", newline="") as file,
        ):
            csv.writer(file, lineterminator="\n").writerows(row for rows in sheets for row in rows)
        return
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"清单{number}")
        for y, row in enumerate(rows, 1):
            for x, text in enumerate(row, 1):
                cell = sheet.cell(y, x)
                cell.number_format = "@"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if text:
                    cell.value, cell.data_type = text, "s"
                if y == 1:
                    cell.font = Font(bold=True)
        for x in range(1, len(rows[0]) + 1):
            longest = max(len(row[x - 1]) for row in rows if len(row) >= x)
            sheet.column_dimensions[sheet.cell(1, x).column_letter].width = min(
                MOST_WIDE, 2 * longest + 2
            )
        sheet.freeze_panes = "A2"
    with write_whole(path) as beside, writing(path), beside.open("wb") as out:
        book.save(out)
