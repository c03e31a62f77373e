"""Tables read into rules; every fault is told at once, each with its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import attrs

from ..errors import GovrulesError, PolicyError, shown
from ..expr import All, Const, Expr, Term, from_text, term_from_text
from ..faults import Faults
from ..law import Citation
from ..rules import Rule, rule
from ..rules.rule import policy_error
from ..values import parse_day
from .sheets import read_tables
from .table import Heading, Row, Table
from .unary import read_test

__all__ = ["read_rules", "rule_of", "rules_of", "split"]

T = TypeVar("T")
KINDS = (".csv", ".xlsx", ".dmn")
# Tables that are in a folder for nothing, since nothing here reads them.
UNREAD = (".xls", ".xlsm", ".xlsb", ".ods", ".et", ".tsv", ".numbers")
BETWEEN = re.compile(r"[;；,，、\n]")
# What office programs leave beside a workbook that is open.
LOCKED = ("~$", ".")
YES_NO = {"": False, "no": False, "否": False, "yes": True, "是": True}


def read_rules(path: str | Path) -> tuple[Rule, ...]:
    """The rules of a file of decision tables, ``.csv``, ``.xlsx`` or ``.dmn``, or of a folder.

    Args:
        path: The file, or a folder of such files.

    Raises:
        PolicyError: naming file, sheet and cell; also for a folder that is not there or holds no
            table, and for a spreadsheet in it that cannot be read; a PackError of several.
        RecordError: the file cannot be opened, or holds formulas, macros or links.
    """
    path = Path(path)
    if path.suffix:
        return rules_of(read_tables(path))
    faults = Faults()
    rules: list[Rule] = []
    found = sorted(path.iterdir()) if path.is_dir() else []
    files = [f for f in found if not f.name.startswith(LOCKED)]
    tables = [f for f in files if f.suffix.casefold() in KINDS]
    if not tables:
        faults.add(_no_tables(path))
    for file in (f for f in files if f.suffix.casefold() in UNREAD):
        faults.add(_unread(file))
    for file in tables:
        with faults.at():
            rules += rules_of(read_tables(file))
    faults.raise_found()
    return tuple(rules)


def _no_tables(folder: Path) -> PolicyError:
    return PolicyError(
        f"there is no table of rules in the folder {folder.name}",
        f"文件夹 {folder.name} 中没有规则表",
        field="folder",
        value=folder.name,
        place=str(folder),
        hint_en="put a .csv, .xlsx or .dmn there, or do not read the folder",
        hint_zh="请放入 .csv、.xlsx 或 .dmn，或不再读取该文件夹",
    )


def _unread(file: Path) -> PolicyError:
    return PolicyError(
        f"rules are not read from {file.suffix}",
        f"不从 {file.suffix} 读取规则",
        field="file",
        value=file.name,
        place=file.name,
        hint_en="save it as .xlsx, or take it out of the folder",
        hint_zh="请另存为 .xlsx，或移出该文件夹",
    )


def rules_of(tables: Iterable[Table]) -> tuple[Rule, ...]:
    """The rules of tables, in order.

    Raises:
        PolicyError: naming the cell, or a table without a rule; a PackError of several.
    """
    faults = Faults()
    found: list[Rule | None] = []
    for table in tables:
        made = [rule_of(row, table, faults) for row in table.rules()]
        if not made:
            faults.add(_no_rules(table))
        found += made
    faults.raise_found()
    return tuple(r for r in found if r is not None)


def _no_rules(table: Table) -> PolicyError:
    return PolicyError(
        f"the table of {table.question} has no rule",
        f"{table.question} 的表中没有规则",
        field="rule",
        value=table.question,
        place=table.head.place(0),
        hint_en="write a rule in a row below its headings, or delete the table",
        hint_zh="请在标题行下写入规则，或删去该表",
    )


def rule_of(row: Row, table: Table, faults: Faults | None = None) -> Rule | None:
    """The rule that a row says.

    Args:
        row: The row.
        table: The table that it stands in.
        faults: Where faults are gathered; raised where not given.

    Returns:
        ``None`` where the row has a fault that was gathered.
    """
    own = Faults()
    cells = _Cells(row, table, own)
    made = None
    with own.at():
        made = _made(row, table, cells)
    if faults is None:
        own.raise_found()
    else:
        for fault in own.found:
            faults.add(fault)
    return made


def _made(row: Row, table: Table, cells: _Cells) -> Rule | None:
    """The rule of a row; ``None`` where a cell could not be read."""
    when, then, cite = cells.condition(), cells.conclusions(), cells.citation()
    since, until = (cells.read(p, partial(parse_day, field=p)) for p in ("since", "until"))
    residual, remark, prevails = (cells.read(p, _yes) for p in ("residual", "remark", "prevails"))
    if cite is None or len(cells.faults):
        return None
    made = rule(
        row.cells[0],
        table.question,
        when=when,
        then=then,
        cite=cite,
        zh=cells.text("zh"),
        en=cells.text("en"),
        since=since,
        until=until,
        exception_to=split(cells.text("exception_to")),
        reads_over=split(cells.text("reads_over")),
        crosses=split(cells.text("crosses")),
        residual=bool(residual),
        note=(cells.text("note_zh"), cells.text("note_en")),
        reading=(cells.text("reading_zh"), cells.text("reading_en")),
        chain=split(cells.text("chain")),
        remark=bool(remark),
        at=row.place(0) if row.at else "",
    )
    head = table.head.place(0) if table.head.at else ""
    return attrs.evolve(made, prevails=bool(prevails), table=(table.hit, head))


class _Cells:
    """The cells of a row by their headings; what is wrong with one is kept with its place."""

    def __init__(self, row: Row, table: Table, faults: Faults) -> None:
        self.row, self.headings, self.faults = row, table.headings, faults
        self.column = {h.name: i for i, h in enumerate(table.headings, 1) if h.kind == "part"}

    def text(self, part: str) -> str:
        """The cell of a part; empty where there is no such column."""
        column = self.column.get(part)
        return self.row.cells[column] if column is not None else ""

    def read(self, part: str, reader: Callable[[str], T]) -> T | None:
        """What a cell that is filled says, as the reader reads it."""
        text = self.text(part)
        return self.at(self.column[part], partial(reader, text)) if text else None

    def at(self, column: int, reader: Callable[[], T]) -> T | None:
        try:
            return reader()
        except GovrulesError as error:
            self.fault(error, column)
            return None

    def fault(self, error: GovrulesError, column: int) -> None:
        self.faults.add(policy_error(error), self.row.place(column) if self.row.at else "")

    def condition(self) -> Expr:
        """All that the tests ask, in the order of their columns, and the general condition."""
        parts: list[Expr] = []
        for i, h in enumerate(self.headings, 1):
            if h.kind == "test":
                text = self.row.cells[i]
                one = self.at(i, partial(read_test, text, h.name, under=h.special))
                parts += [one] if one is not None else []
        general = self.read("when", from_text)
        if general is not None:
            parts += general.parts if isinstance(general, All) and parts else (general,)
        return parts[0] if len(parts) == 1 else All(parts) if parts else Const(True)

    def conclusions(self) -> dict[str, Any]:
        """Part → what is concluded of it."""
        found: dict[str, Any] = {}
        for i, h in enumerate(self.headings, 1):
            if h.kind == "conclusion" and (text := self.row.cells[i]):
                said = self.at(i, partial(_said, text, h))
                found[h.name] = said
        return found

    def citation(self) -> Citation | None:
        """The provision, of whose instrument the id or the Chinese title stands in the cell."""
        instrument = self.text("instrument")
        article, paragraph, item = map(self.text, ("article", "paragraph", "item"))
        try:
            if not instrument:
                raise PolicyError(
                    "the rule cites no instrument",
                    "规则没有写明所依据的文件",
                    field="instrument",
                    hint_en="write its id or its Chinese title",
                    hint_zh="请填写文件代号或中文名称",
                )
            return Citation.from_cells(instrument.strip("《》"), article, paragraph, item)
        except GovrulesError as error:
            self.fault(error, self.column.get(error.field or "", self.column.get("instrument", 0)))
            return None


def _said(text: str, heading: Heading) -> Term | list[Term]:
    if not heading.special:
        return term_from_text(text)
    return [] if text == "[]" else [term_from_text(one) for one in split(text)]


def split(text: str) -> list[str]:
    """Ids or terms of a cell, which hold none of the marks that people put between them."""
    return [one.strip() for one in BETWEEN.split(text) if one.strip()]


def _yes(text: str) -> bool:
    if text.lower() not in YES_NO:
        raise PolicyError(
            f"{shown(text)} is neither yes nor no",
            f"{shown(text)} 既非“是”也非“否”",
            field="yes or no",
            value=text,
            hint_en="write yes, or leave it empty",
            hint_zh="请填“是”，或留空",
        )
    return YES_NO[text.lower()]
