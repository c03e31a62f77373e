"""Try the decision tables of the public DMN conformance suite: taken, as expected, refused.

    python tools/try_dmn.py FOLDER

FOLDER is the ``TestCases`` of https://github.com/dmn-tck/tck, or any that is laid out as it is.
Each decision table of levels 2 and 3 is tried by itself, in a model of its own: read as
``govrules table import`` reads it, against fields declared of its inputs, and then asked by the
reference evaluator what the cases beside it ask. What another decision would hand to the table is
taken from the case, where it says so. A table of the suite cites no law, so that one article is
put there; nothing else is added. Fails where a case comes out otherwise than it expects.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree.ElementTree import Element, ElementTree

import attrs
from defusedxml.ElementTree import parse
from govrules import Field, Law, Period, Question, Slot
from govrules.decision_tables import Heading, Table, check_tables, read_dmn, rules_of
from govrules.decision_tables.feel import id_from_feel
from govrules.errors import GovrulesError
from govrules.evaluate import evaluate
from govrules.law import Instrument, Issuer, Rank, Version
from govrules.rules import Conclusion, Roles, RuleSet, read_facts

KINDS = {"boolean": "flag", "number": "count", "date": "day"}
# What a decision is cut free of, so that the table is tried and not its neighbours.
NEIGHBOURS = ("decision", "businessKnowledgeModel", "decisionService")
SINCE = date(2000, 1, 1)
ANY = Instrument(
    "ANY",
    "任一规定",
    "any provision",
    Rank.LOCAL_REGULATION,
    Issuer("any", "任一机关", "any organ", "11"),
    SINCE,
    Period(SINCE, None),
    (Version(SINCE, SINCE),),
)
LAW = Law(
    (ANY,), "dmn", "instrument,version,article,paragraphs,items,sha256\nANY,2000-01-01,1,1,,\n"
)
CITED = {"instrument": "ANY", "article": "1", "zh": "如表", "en": "as the table says"}


@attrs.frozen
class Case:
    """What a test case gives, and what it expects of one decision: texts, lists, or parts."""

    id: str
    given: dict[str, Any]
    expected: Any


def read_alone(path: Path, number: int) -> Table:
    """The table of one part of a model, by its number; raises GovrulesError where it is refused."""
    root = parse(path).getroot()
    for n, other in enumerate(list(root)):
        if n != number and _tag(other) in NEIGHBOURS:
            root.remove(other)
    with TemporaryDirectory() as folder:
        alone = Path(folder) / path.name
        ElementTree(root).write(alone, "utf-8")
        (table,) = read_dmn(alone)
    return table


def is_read_whole(path: Path) -> bool:
    """Whether a model is read as it stands, with what it holds beside tables."""
    try:
        read_dmn(path)
    except GovrulesError:
        return False
    return True


def rules_for(part: Element, table: Table, cases: list[Case]) -> RuleSet:
    """The rules of a table with the fields and the question that it needs.

    Raises:
        GovrulesError: the table does not fit them.
    """
    fields = (Field("on", "day", "日期", "day"), *_fields(part, table, cases))
    slots = [_slot(n, h, table) for n, h in enumerate(table.headings, 1) if h.kind == "conclusion"]
    kind = "every" if table.hit == "C" else "one"
    question = Question(table.question, table.question, table.question, kind, slots)
    cited = _cited(table)
    bare = RuleSet(fields=fields, questions=(question,), rules=(), law=LAW, roles=Roles(()))
    check_tables((cited,), bare)
    rules = rules_of((cited,))
    return RuleSet(fields=fields, questions=(question,), rules=rules, law=LAW, roles=Roles(()))


def _fields(part: Element, table: Table, cases: list[Case]) -> Iterator[Field]:
    """The fields of the inputs: the words of a choice, the counts told apart, are those in use."""
    types = [e.get("typeRef") for e in part.iter() if _tag(e) == "inputExpression"]
    tests = [(n, h.name) for n, h in enumerate(table.headings, 1) if h.kind == "test"]
    for (n, id), type in zip(tests, types, strict=True):
        cells = " ".join(row.cells[n] for row in table.rows)
        said = [c.given[id] for c in cases if isinstance(c.given.get(id), str)]
        kind: Any = KINDS.get(type or "", "choice")
        words = dict.fromkeys((*re.findall(r'"([^"]*)"', cells), *said))
        yield Field(
            id,
            kind,
            id,
            id,
            [(w, w, w) for w in words] if kind == "choice" else (),
            most=max(map(int, re.findall(r"\d+", cells)), default=0) + 1,
        )


def _slot(n: int, heading: Heading, table: Table) -> Slot:
    cells = [row.cells[n] for row in table.rows]
    words = dict.fromkeys(
        w for c in cells for w in (c.split("; ") if heading.special else [c]) if w
    )
    if not heading.special and set(words) <= {"true", "false"}:
        return Slot(heading.name, "flag")
    return Slot(heading.name, "choice", heading.special, [(w, w, w) for w in words])


def _cited(table: Table) -> Table:
    headings = (*table.headings, *(Heading("part", name) for name in CITED))
    rows = [attrs.evolve(r, cells=(*r.cells, *CITED.values())) for r in table.rows]
    return attrs.evolve(table, headings=headings, rows=tuple(rows))


def cases_of(path: Path, decision: str) -> list[Case]:
    """The cases of a decision in the test files beside its model."""
    found = []
    for file in sorted(path.parent.glob("*-test-*.xml")):
        root = parse(file).getroot()
        if _named(root, "modelName") != path.name:
            continue
        for case in (e for e in root if _tag(e) == "testCase"):
            given: dict[str, Any] = {}
            expected = {}
            for node in case:
                name = node.get("name") or ""
                if _tag(node) == "inputNode":
                    given |= _flat(name, _value(node))
                elif _tag(node) == "resultNode":
                    inner = next(e for e in node if _tag(e) == "expected")
                    expected[name] = _value(inner)
            if decision in expected:
                others = (_flat(n, v) for n, v in expected.items() if n != decision)
                handed = {k: v for other in others for k, v in other.items()}
                id = case.get("id") or ""
                found.append(Case(id, {**handed, **given}, expected[decision]))
    return found


def _value(node: Element) -> Any:
    """What a node of a test says: a text, a sorted list, parts by name; ``None`` for nil."""
    parts = [e for e in node if _tag(e) == "component"]
    if parts:
        return {id_from_feel(e.get("name") or ""): _value(e) for e in parts}
    for child in node:
        if _tag(child) == "list":
            return sorted(str(_value(item)) for item in child)
        if _tag(child) == "value":
            return (child.text or "").strip() or None
    return None


def _flat(name: str, value: Any) -> dict[str, Any]:
    """A value by the name of the field that an input calls it by."""
    if isinstance(value, dict):
        return {k: v for n, one in value.items() for k, v in _flat(f"{name}.{n}", one).items()}
    return {name.replace(" ", "_"): value}


def unsaid(table: Table, case: Case) -> list[str]:
    """The inputs that rows ask of and the case says nothing of."""
    asked = [(n, h.name) for n, h in enumerate(table.headings, 1) if h.kind == "test"]
    return [
        id for n, id in asked if any(r.cells[n] for r in table.rows) and case.given.get(id) is None
    ]


def found_by(rules: RuleSet, case: Case) -> Any:
    """What the reference evaluator finds, in the form of what is expected; an error as its text."""
    given = {id: v for id, v in case.given.items() if id in rules.declared and v is not None}
    try:
        facts = read_facts({"on": "2020-01-01", **given}, rules.declared)
        (answer,) = evaluate(rules, facts).answers.values()
    except GovrulesError as error:
        return f"{error.code}: {error.en}"
    if not answer.is_determined:
        return f"open: {answer.values}"
    return _plain(answer.values[0])


def _plain(value: Any) -> Any:
    """An answer as texts, a sorted list, or parts by name."""
    if isinstance(value, Conclusion):
        lists = {slot: sorted(map(_plain, listed)) for slot, listed in value.many}
        parts = {slot: _plain(one) for slot, one in value.one} | lists
        return next(iter(parts.values()), None) if len(parts) < 2 else parts
    return str(value).lower() if isinstance(value, bool) else value


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _named(element: Element, kind: str) -> str:
    return next(((e.text or "").strip() for e in element if _tag(e) == kind), "")


def try_model(path: Path, tally: Counter[str]) -> None:
    """Try each decision table of a model; a line for each, and one for each case that differs."""
    taken, refused = tally["taken"], tally["refused"]
    for number, part in enumerate(parse(path).getroot()):
        inside = sum(_tag(e) == "decisionTable" for e in part.iter())
        if not inside:
            continue
        name = f"{path.stem}: {part.get('name')}"
        tally["tables"] += inside
        cases = cases_of(path, part.get("name") or "")
        try:
            table = read_alone(path, number)
            rules = rules_for(part, table, cases)
        except GovrulesError as error:
            tally["refused"] += inside
            first, *more = error.faults or (error,)
            print(f"refused  {name}: {first.en}" + (f" (and {len(more)} more)" if more else ""))
            continue
        try_cases(name, table, rules, cases, tally)
    if tally["refused"] == refused and is_read_whole(path):
        tally["whole"] += tally["taken"] - taken


def try_cases(
    name: str, table: Table, rules: RuleSet, cases: list[Case], tally: Counter[str]
) -> None:
    """Hold what a table comes to against each of its cases."""
    lines, passed, run = [], 0, 0
    for case in cases:
        if missing := unsaid(table, case):
            lines.append(f"not run  {name}, case {case.id}: it says nothing of {missing}")
            continue
        run += 1
        found = found_by(rules, case)
        if found == case.expected:
            passed += 1
        else:
            lines.append(f"FAILED   {name}, case {case.id}: {case.expected!r} / {found!r}")
    tally += Counter(taken=1, run=run, passed=passed, unrun=len(cases) - run)
    tally["tables run"] += run > 0
    tally["failed"] += passed < run
    print(f"taken    {name}: {passed} of {run} cases as expected", *lines, sep="\n")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    tally: Counter[str] = Counter()
    for path in sorted(folder.glob("compliance-level-[23]/*/*.dmn")):
        try_model(path, tally)
    print(
        f"{tally['tables']} decision tables: {tally['taken']} taken ({tally['whole']} in a model "
        f"that is taken whole), {tally['refused']} refused, "
        f"{tally['failed']} failed; of those taken {tally['tables run']} have cases that can be "
        f"run: {tally['passed']} of {tally['run']} as expected ({tally['unrun']} not run)"
    )
    return 1 if tally["failed"] or not tally["tables"] else 0


if __name__ == "__main__":
    sys.exit(main())
