"""Tables held against a jurisdiction, cell by cell, and put in the place of its rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import attrs

from ..errors import GovrulesError, PolicyError, did_you_mean
from ..expr import check, fields_of, from_text
from ..faults import Faults
from ..law.citations import named
from ..rules import Policy, Question, Rule, RuleSet
from ..rules.compiled import Compiler
from ..rules.said import in_codes
from .read import rule_of, rules_of
from .table import Row, Table
from .unary import read_test

__all__ = ["check_tables", "replace_rules"]


def check_tables(tables: Iterable[Table], rules: RuleSet) -> None:
    """Hold every cell against the fields, questions, roles and law of a jurisdiction.

    What cannot be read at all is told with what does not fit.

    Args:
        tables: The tables, as they were read.
        rules: The rule set that declares these.

    Raises:
        PolicyError: naming the cell that does not fit; a PackError of all that do not.
    """
    faults = Faults()
    questions = {q.id: q for q in rules.questions}
    tables = tuple(tables)
    ids = rules.rules.keys() | {row.cells[0] for t in tables for row in t.rules()}
    against = _Against(Compiler(rules.fields, rules.law, rules.roles, rules.day_field), ids)
    for table in tables:
        with faults.at(_place(table.head, 0)):
            question = _question(table, questions)
            _check_headings(table, question, rules, faults)
            for row in table.rules():
                _check_row(row, table, question, against, faults)
    faults.raise_found()


@attrs.frozen
class _Against:
    """What rows are held against: the fields, law and roles, and the ids of all rules."""

    compiler: Compiler
    ids: Collection[str]


def _place(row: Row, column: int) -> str:
    return row.place(column) if row.at else ""


def _question(table: Table, questions: Mapping[str, Question]) -> Question:
    """The question of a table, of the kind that its hit policy is of."""
    question = questions.get(table.question)
    if question is None:
        en, zh = did_you_mean(table.question, questions)
        raise PolicyError(
            f"no question {table.question!r}",
            f"没有问题 {table.question!r}",
            field="question",
            value=table.question,
            hint_en=en,
            hint_zh=zh,
        )
    question.check_hit(table.hit)
    return question


def _check_headings(table: Table, question: Question, rules: RuleSet, faults: Faults) -> None:
    slots = [s.id for s in question.slots]
    for column, h in enumerate(table.headings, 1):
        with faults.at(_place(table.head, column)):
            if h.kind == "test":
                _field(h.name, rules)
            elif h.kind == "conclusion" and h.name not in slots:
                en, zh = did_you_mean(h.name, slots)
                raise PolicyError(
                    f"the question {question.id} has no part {h.name!r}",
                    f"问题 {question.id} 没有部分 {h.name!r}",
                    field="heading",
                    value=h.name,
                    hint_en=en,
                    hint_zh=zh,
                )


def _field(name: str, rules: RuleSet) -> None:
    """Raise ExpressionError unless there is a field of that id or Chinese name."""
    try:
        check(from_text(name), rules.fields)
    except GovrulesError as error:
        if error.value == name:  # any other fault is of the flag that it was taken for
            raise


def _check_row(
    row: Row, table: Table, question: Question, against: _Against, faults: Faults
) -> None:
    before = len(faults)
    compiler = against.compiler
    rule = rule_of(row, table, faults)
    column = {h.name: i for i, h in enumerate(table.headings, 1) if h.kind != "comment"}
    for i, h in enumerate(table.headings, 1):
        if h.kind == "test":
            with faults.at(_place(row, i)):
                if expr := read_test(row.cells[i], h.name, under=h.special):
                    check(expr, compiler.fields)
    if rule is None:
        return
    with faults.at(_place(row, column.get("article", 0))):
        rule = attrs.evolve(rule, cite=named(rule.cite, compiler.law))
        compiler.law.check(rule.cite)
    for part in ("exception_to", "reads_over", "crosses"):
        for id in getattr(rule, part):
            with faults.at(_place(row, column[part])):
                _check_id(id, against.ids)
    if len(faults) == before:
        try:
            compiler.compile(in_codes(rule, question, compiler.roles), question)
        except GovrulesError as error:
            other = column["when"] if _of_when(error, row, column) else 0
            faults.add(error, _place(row, column.get(error.field or "", other)))


def _check_id(id: str, ids: Collection[str]) -> None:
    if id not in ids:
        en, zh = did_you_mean(id, ids)
        raise PolicyError(
            f"no rule {id!r}", f"没有规则 {id!r}", field="rule", value=id, hint_en=en, hint_zh=zh
        )


def _of_when(error: GovrulesError, row: Row, column: Mapping[str, int]) -> bool:
    """Whether an error is of the general condition: it names a field that stands there."""
    at = column.get("when")
    if at is None or not row.cells[at]:
        return False
    return error.field == "when" or error.field in fields_of(from_text(row.cells[at]))


def replace_rules(
    policies: Iterable[Policy], tables: Iterable[Table], prefix: str = ""
) -> tuple[Policy, ...]:
    """The policies with the rules of the tables' questions replaced by what the tables say.

    A rule keeps its policy; one that no policy has joins the last that answers its question. What
    comes of a delegation or a list stays, for no table holds it.

    Args:
        policies: The policies of a jurisdiction.
        tables: The tables.
        prefix: How the ids begin of the rules that they were made of; the others stay.

    Raises:
        PolicyError: naming the cell that cannot be read; a PackError of several.
    """
    tables, policies = tuple(tables), tuple(policies)
    asked = {t.question for t in tables}
    left = {r.id: r for r in rules_of(tables)}
    home = {r.question: p.id for p in policies for r in p.rules}
    made: list[Policy] = []
    for p in policies:
        kept = [left.pop(r.id, None) if _is_replaced(r, asked, prefix) else r for r in p.rules]
        made.append(attrs.evolve(p, rules=[r for r in kept if r is not None]))
    for n, p in enumerate(made):
        new = [r for r in left.values() if home.get(r.question, policies[-1].id) == p.id]
        made[n] = attrs.evolve(p, rules=(*p.rules, *new))
    return tuple(made)


def _is_replaced(rule: Rule, asked: set[str], prefix: str) -> bool:
    return rule.comes_of is None and rule.question in asked and rule.id.startswith(prefix)
