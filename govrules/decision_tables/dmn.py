"""Decision tables of DMN 1.3 to 1.5, read from XML.

What a table here has and DMN lacks (article, reasons, exceptions) stands in DMN's annotations, by
the names of the parts. Whatever else a model holds is refused by name: nothing is left out unsaid.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

import attrs

from ..errors import PolicyError
from ..faults import Faults
from .feel import cell_from_feel, id_from_feel, literal_from_feel, name_from_feel
from .table import PARTS, Heading, Row, Table

__all__ = ["read_dmn"]

VERSIONS = {
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}
MOST_BYTES = 1 << 24
TYPES = ("string", "number", "boolean", "date")
# What a model may hold beside decision tables without meaning anything to them.
SILENT = (
    "inputData",
    "itemDefinition",
    "knowledgeSource",
    "DMNDI",
    "description",
    "textAnnotation",
    "association",
    "group",
    "extensionElements",
    "organizationUnit",
    "performanceIndicator",
)
HIT = {"UNIQUE": "A", "ANY": "A", "FIRST": "A", "PRIORITY": "A", "COLLECT": "C"}


def read_dmn(path: str | Path) -> tuple[Table, ...]:
    """The decision tables of a DMN file.

    ``UNIQUE`` and ``ANY`` become ``A``, ``COLLECT`` becomes ``C``. In a table of ``FIRST`` or
    ``PRIORITY`` the order is its own word: it is written out, row by row, as exceptions.

    Args:
        path: The file; needs the extra ``dmn``.

    Raises:
        PolicyError: for what is no DMN, and for each part of the model that no table here has; a
            PackError of several.
    """
    path = Path(path)
    faults = Faults()
    tables = []
    for element in _root(path):
        kind = _tag(element)
        if kind in SILENT:
            continue
        with faults.at(f"{path.name}:{element.get('name') or kind}"):
            if kind != "decision":
                raise _not_taken(kind)
            tables.append(_Reader(path, element, faults).table())
    faults.raise_found()
    return tuple(tables)


def _root(path: Path) -> Element:
    """The root of a model; raises PolicyError for a file that is none, or that defines entities."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        if path.stat().st_size > MOST_BYTES:
            raise _no_model(path, f"it is larger than {MOST_BYTES:,} bytes", "文件过大")
        root: Element = fromstring(path.read_bytes(), forbid_dtd=True)
    except DefusedXmlException:
        raise _no_model(path, "it defines entities", "其中定义了实体") from None
    except (ParseError, ValueError, LookupError):
        raise _no_model(path, "it is no XML", "不是 XML") from None
    namespace = root.tag.partition("}")[0].lstrip("{")
    if _tag(root) != "definitions" or namespace not in VERSIONS:
        versions = ", ".join(VERSIONS.values())
        raise _no_model(path, f"it is not DMN {versions}", f"不是 DMN {versions}")
    return root


def _no_model(path: Path, en: str, zh: str) -> PolicyError:
    return PolicyError(
        f"no DMN model can be read: {en}",
        f"无法读取 DMN 模型：{zh}",
        field="file",
        value=path.name,
        place=path.name,
        hint_en="save it as DMN 1.3, 1.4 or 1.5",
        hint_zh="请另存为 DMN 1.3、1.4 或 1.5",
    )


def _not_taken(what: str) -> PolicyError:
    return PolicyError(
        f"a DMN {what} is not taken",
        f"不采用 DMN 的 {what}",
        field="element",
        value=what,
        hint_en="only decision tables of UNIQUE, ANY, FIRST, PRIORITY and COLLECT are",
        hint_zh="只采用 UNIQUE、ANY、FIRST、PRIORITY、COLLECT 的决策表",
    )


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(element: Element, kind: str) -> list[Element]:
    return [child for child in element if _tag(child) == kind]


def _text(element: Element | None) -> str:
    if element is None:
        return ""
    found = next((c.text for c in element if _tag(c) == "text"), element.text)
    return (found or "").strip()


class _Reader:
    """One decision as a table."""

    def __init__(self, path: Path, decision: Element, faults: Faults) -> None:
        self.name = id_from_feel(decision.get("name") or "")
        self.at, self.faults = f"{path.name}:{self.name}!", faults
        logic = [c for c in decision if _tag(c) in LOGIC]
        if not logic or _tag(logic[0]) != "decisionTable":
            raise _not_taken(_tag(logic[0]) if logic else "decision without logic")
        self.dmn = logic[0]

    def table(self) -> Table:
        policy = (self.dmn.get("hitPolicy") or "UNIQUE").upper()
        if policy not in HIT or self.dmn.get("aggregation"):
            raise _not_taken(f"hit policy {policy} {self.dmn.get('aggregation') or ''}".strip())
        if self.dmn.get("preferredOrientation") == "CrossTable":
            raise _not_taken("cross table")
        types, headings = self._inputs()
        outputs = _all(self.dmn, "output")
        if policy == "COLLECT" and len(outputs) > 1:
            raise _not_taken("hit policy COLLECT of several outputs")
        for output in outputs:
            name = id_from_feel(output.get("name") or self.name)
            listed = policy == "COLLECT" or (output.get("typeRef") or "").endswith("List")
            headings.append(Heading("conclusion", name, listed))
        notes = [a.get("name") or "" for a in _all(self.dmn, "annotation")]
        headings += [_note(name) for name in notes if name != "rule"]
        rows = tuple(
            self._row(number, rule, types, headings, notes)
            for number, rule in enumerate(_all(self.dmn, "rule"), 2)
        )
        head = Row(("",), f"{self.at}1")
        table = Table(self.name, HIT[policy], tuple(headings), rows, head)
        if policy == "FIRST":
            return _ranked(table, None)
        if policy == "PRIORITY":
            return _ranked(table, [_listed(output) for output in outputs])
        return table

    def _inputs(self) -> tuple[list[str], list[Heading]]:
        """The type of each input, and its heading."""
        types: list[str] = []
        headings: list[Heading] = []
        for given in _all(self.dmn, "input"):
            expression = next(iter(_all(given, "inputExpression")), None)
            type = "" if expression is None else expression.get("typeRef") or ""
            types.append(type if type in TYPES else "string")
            headings.append(Heading("test", name_from_feel(_text(expression))))
        return types, headings

    def _row(
        self,
        number: int,
        rule: Element,
        types: list[str],
        headings: list[Heading],
        notes: list[str],
    ) -> Row:
        row = Row(("",), f"{self.at}{number}")
        said = [*_all(rule, "inputEntry"), *_all(rule, "outputEntry")]
        cells: list[str] = []
        for column, (entry, heading) in enumerate(zip(said, headings, strict=False), 1):
            cell = ""
            with self.faults.at(row.place(column)):
                text = _text(entry)
                if heading.kind == "test":
                    cell = cell_from_feel(text, types[column - 1])
                else:
                    cell = literal_from_feel(text, heading.special)
            cells.append(cell)
        noted = dict(zip(notes, map(_text, _all(rule, "annotationEntry")), strict=False))
        id = noted.pop("rule", "") or f"{self.name}.{number - 1}"
        cells += [noted.get(n, "") for n in notes if n != "rule"]
        cells += [""] * (len(headings) - len(cells))
        return Row((id, *cells), row.at)


LOGIC = (
    "decisionTable",
    "literalExpression",
    "context",
    "invocation",
    "list",
    "relation",
    "functionDefinition",
    "conditional",
    "for",
    "some",
    "every",
    "filter",
)


def _note(name: str) -> Heading:
    return Heading("part", name) if name in PARTS else Heading("comment", "", text=f"# {name}")


def _listed(output: Element) -> list[str]:
    """The values of an output, those that go first before the others."""
    return re.findall(r'"([^"]*)"', _text(next(iter(_all(output, "outputValues")), None)))


def _ranked(table: Table, ranks: list[list[str]] | None) -> Table:
    """The table with the order of its rows, or of its output values, written out as exceptions."""
    outputs = [i for i, h in enumerate(table.headings, 1) if h.kind == "conclusion"]
    if ranks is None:
        order: list[tuple[int, ...]] = [(n,) for n in range(len(table.rows))]
    else:
        order = [
            tuple(
                rank.index(row.cells[i]) if row.cells[i] in rank else len(rank)
                for i, rank in zip(outputs, ranks, strict=False)
            )
            for row in table.rows
        ]
    headings = table.headings
    part = Heading("part", "exception_to")
    if part not in headings:
        headings = (*headings, part)
    at = headings.index(part) + 1
    rows = []
    for row, own in zip(table.rows, order, strict=True):
        below = [
            r.cells[0]
            for r, other in zip(table.rows, order, strict=True)
            if own < other and [r.cells[i] for i in outputs] != [row.cells[i] for i in outputs]
        ]
        cells = [*row.cells, *[""] * (len(headings) + 1 - len(row.cells))]
        cells[at] = "; ".join(filter(None, (cells[at], *below)))
        rows.append(Row(tuple(cells), row.at))
    return attrs.evolve(table, headings=headings, rows=tuple(rows))
