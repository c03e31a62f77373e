"""Rules laid out as tables: which of their tests become columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from ..errors import PolicyError
from ..expr import All, Const, Expr, Term, term_to_text, to_text
from ..rules import Question, Rule
from .read import rule_of
from .table import PARTS, Heading, Row, Table
from .unary import write_test

__all__ = ["tables_of"]

ALWAYS = Const(True)
# A test becomes a column where so many rules of the question make it: two, and one in 25.
FEWEST, SHARE = 2, 25
ALWAYS_THERE = ("when", "instrument", "article", "paragraph", "item", "since", "until", "zh", "en")
IDS = ("exception_to", "reads_over", "crosses", "chain")
FLAGS = ("residual", "remark", "prevails")


def tables_of(
    rules: Iterable[Rule], questions: Iterable[Question], lang: str = "en"
) -> tuple[Table, ...]:
    """Lay rules out as tables, one a question, in the order in which they are given.

    A rule that comes of a delegation or a list is left out: it is edited there.

    Args:
        rules: The rules.
        questions: The questions that they answer.
        lang: The language of the words of conditions; ``read_rules`` reads both.

    Raises:
        PolicyError: naming a rule that no row can hold.
    """
    by_question: dict[str, list[Rule]] = {}
    for r in rules:
        if r.comes_of is None:
            by_question.setdefault(r.question, []).append(r)
    return tuple(_table(q, by_question[q.id], lang) for q in questions if q.id in by_question)


def _table(question: Question, rules: Sequence[Rule], lang: str) -> Table:
    tests = _tests(rules, lang)
    slots = dict.fromkeys((part, isinstance(v, tuple)) for r in rules for part, v in r.then)
    parts = [p for p in PARTS if p in ALWAYS_THERE or any(_part(r, p) for r in rules)]
    headings = (
        *(Heading("test", field, under) for field, under in tests),
        Heading("part", "when"),
        *(Heading("conclusion", part, many) for part, many in slots),
        *(Heading("part", part) for part in parts if part != "when"),
    )
    hit = "C" if question.kind == "every" else "A"
    table = Table(question.id, hit, headings)
    return attrs.evolve(table, rows=tuple(_row(r, table, tests, lang) for r in rules))


def _parts_of(when: Expr) -> tuple[Expr, ...]:
    return when.parts if isinstance(when, All) else () if when == ALWAYS else (when,)


def _tests(rules: Sequence[Rule], lang: str) -> list[tuple[str, bool]]:
    """The tests that become columns, in an order that keeps most rules' own."""
    made: Counter[tuple[str, bool]] = Counter()
    before: Counter[tuple[Any, Any]] = Counter()
    for r in rules:
        found = [write_test(part, lang) for part in _parts_of(r.when)]
        asked = list(dict.fromkeys(test[:2] for test in found if test))
        made.update(asked)
        before.update((a, b) for i, a in enumerate(asked) for b in asked[i + 1 :])
    common = [test for test, n in sorted(made.items(), key=lambda pair: (-pair[1], pair[0]))]
    common = [test for test in common if made[test] >= max(FEWEST, len(rules) // SHARE)]
    order: list[tuple[str, bool]] = []
    while common:  # next is the test that most seldom stands after one that is left

        def late(test: tuple[str, bool]) -> tuple[int, int, tuple[str, bool]]:
            after = sum(before[other, test] - before[test, other] for other in common)
            return after, -made[test], test

        order.append(min(common, key=late))
        common.remove(order[-1])
    return order


def _row(r: Rule, table: Table, tests: Sequence[tuple[str, bool]], lang: str) -> Row:
    """The row of a rule; what does not stand in a column stands in the general condition."""
    for with_columns in (True, False):
        cells = _cells(r, tests if with_columns else (), lang)
        row = Row((r.id, *(cells.get(h, "") for h in table.headings)))
        found = rule_of(row, table) if _is_kept(row) else None
        if found is not None and found.canonical() == r.canonical():
            return row
    raise PolicyError(
        "no row of a table gives the rule back as it is",
        "表格的一行无法原样表示该规则",
        field="rule",
        value=r.id,
        place=f"{r.at}: rule {r.id}" if r.at else f"rule {r.id}",
        hint_en="a code or an id holds a mark that separates cells' words; write it without",
        hint_zh="代码或编号中含有分隔单元格内容的符号，请去掉",
    )


def _is_kept(row: Row) -> bool:
    """Whether a file gives the texts back as they are."""
    return not row.is_comment and all(c == c.strip() and "\r" not in c for c in row.cells)


def _cells(r: Rule, tests: Sequence[tuple[str, bool]], lang: str) -> Mapping[Heading, str]:
    cells: dict[Heading, str] = {}
    rest = list(_parts_of(r.when))
    left = list(tests)
    while rest and (found := write_test(rest[0], lang)) and found[:2] in left:
        left = left[left.index(found[:2]) + 1 :]
        cells[Heading("test", *found[:2])] = found[2]
        rest.pop(0)
    if rest:
        when = rest[0] if len(rest) == 1 else All(rest)
        cells[Heading("part", "when")] = to_text(r.when if not cells else when, lang)
    for part, said in r.then:
        cells[Heading("conclusion", part, isinstance(said, tuple))] = _said(said)
    return cells | {
        Heading("part", p): text for p in PARTS if p != "when" and (text := _part(r, p))
    }


def _said(said: Term | tuple[Term, ...]) -> str:
    if isinstance(said, tuple):
        return "; ".join(map(term_to_text, said)) or "[]"
    return term_to_text(said)


def _part(r: Rule, part: str) -> str:
    """A part of a rule as its cell says it; empty where there is nothing to say."""
    match part:
        case "instrument" | "article":
            return str(getattr(r.cite, part) or "")
        case "paragraph":
            return str(r.cite.paragraph or "")
        case "item":
            return f"{r.cite.item or ''}{f'.{r.cite.subitem}' if r.cite.subitem else ''}"
        case "since":
            return str(r.period.start or "")
        case "until":
            return str(r.period.end or "")
        case "remark":
            return "" if r.then else "yes"
        case "residual" | "prevails":
            return "yes" if getattr(r, part) else ""
        case "exception_to" | "reads_over" | "crosses" | "chain":
            return "; ".join(getattr(r, part))
    return str(getattr(r, part, ""))
