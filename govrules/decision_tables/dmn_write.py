"""Decision tables written as a DMN 1.5 model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from ..errors import PolicyError, shown
from ..faults import Faults
from ..whole_file import write_whole, writing
from .feel import cell_to_feel, literal_to_feel
from .table import Heading, Row, Table

__all__ = ["write_dmn"]

WRITTEN = "https://www.omg.org/spec/DMN/20230324/MODEL/"
KINDS = ("test", "conclusion", "part", "comment")


def write_dmn(tables: Iterable[Table], path: str | Path) -> None:
    """Write tables as a DMN 1.5 model, the parts that DMN lacks as annotations.

    Days in force stand in annotations too: an engine that reads the model does not apply them.

    Args:
        tables: The tables, in English.
        path: The file; it appears whole, or not at all.

    Raises:
        PolicyError: naming each rule that asks what DMN cannot (a general condition, what lies
            below a code); a PackError of several.
        RecordError: the file cannot be written.
    """
    faults = Faults()
    root = Element("definitions", {"xmlns": WRITTEN, "name": "govrules", "namespace": "govrules"})
    for table in tables:
        decision = SubElement(root, "decision", {"id": table.question, "name": table.question})
        _write_table(decision, table, faults)
    faults.raise_found()
    indent(root)
    with write_whole(path) as beside, writing(path):
        ElementTree(root).write(beside, encoding="utf-8", xml_declaration=True)


def _write_table(decision: Element, table: Table, faults: Faults) -> None:
    policy = "COLLECT" if table.hit == "C" else "ANY"
    dmn = SubElement(decision, "decisionTable", {"hitPolicy": policy})
    columns = [(i, h) for i, h in enumerate(table.headings, 1) if _fits(h)]
    columns.sort(key=lambda column: KINDS.index(column[1].kind))
    types = {i: _type_of(table, i) for i, h in columns if h.kind == "test"}
    for i, h in columns:
        if h.kind == "test":
            given = SubElement(dmn, "input", {"label": h.name})
            expression = SubElement(given, "inputExpression", {"typeRef": types[i]})
            SubElement(expression, "text").text = h.name
        elif h.kind == "conclusion":
            type = "stringList" if h.special else "string"
            SubElement(dmn, "output", {"name": h.name, "typeRef": type})
    notes = [h.name or h.text.lstrip("# ") for _, h in columns if h.kind in KINDS[2:]]
    for name in ("rule", *notes):
        SubElement(dmn, "annotation", {"name": name})
    for row in table.rules():
        with faults.at(f"rule {row.cells[0]}"):
            _check_fits(row, table)
        _write_rule(SubElement(dmn, "rule"), row, columns, types)


def _fits(heading: Heading) -> bool:
    """Whether a column can stand in DMN: not the general condition, not what lies below a code."""
    return heading.name != "when" and not (heading.kind == "test" and heading.special)


def _write_rule(
    rule: Element, row: Row, order: Iterable[tuple[int, Heading]], types: dict[int, str]
) -> None:
    notes = [row.cells[0]]
    for i, h in order:
        cell = row.cells[i]
        if h.kind == "test":
            SubElement(SubElement(rule, "inputEntry"), "text").text = cell_to_feel(cell, types[i])
        elif h.kind == "conclusion":
            text = literal_to_feel(cell, h.special)
            SubElement(SubElement(rule, "outputEntry"), "text").text = text
        else:
            notes.append(cell)
    for note in notes:
        SubElement(SubElement(rule, "annotationEntry"), "text").text = note


def _check_fits(row: Row, table: Table) -> None:
    """Raise PolicyError for a row that asks what no cell of DMN can."""
    for i, h in enumerate(table.headings, 1):
        if row.cells[i] and not _fits(h):
            raise PolicyError(
                f"DMN has no cell for {shown(h.to_text())}: {shown(row.cells[i])}",
                f"DMN 没有可容纳 {shown(h.to_text('zh'))} 的单元格：{shown(row.cells[i])}",
                field=h.name,
                value=row.cells[i],
                hint_en="write these rules to .csv or .xlsx",
                hint_zh="请将这些规则写成 .csv 或 .xlsx",
            )


def _type_of(table: Table, column: int) -> str:
    """The type of an input, by what its cells compare it with."""
    text = " ".join(row.cells[column] for row in table.rules())
    if re.search(r"\d{4}-\d{2}-\d{2}", text):
        return "date"
    if re.search(r"[<>=\[]", text):
        return "number"
    words = set(re.findall(r"[^\s,()]+", text)) - {"not"}
    return "boolean" if words and words <= {"yes", "no"} else "string"
