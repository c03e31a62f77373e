"""``govrules classes``: what decision classes are made of, which occur, and what each says.

Without a file it tells of the rules; with one, of the classes that occur there; with a code, of
that class.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import log10, prod
from typing import TYPE_CHECKING, Any

import attrs
import click

from .base import Exit, Option, Session, command, json_option, jurisdiction_argument
from .faults import Misuse
from .screen import Column, Screen
from .show import TABLE_FROM

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction
    from ..rules import Question

__all__ = ["classes"]

NONE = "-"
# From so many cases on only their order of magnitude is told.
MANY = 1_000_000


@attrs.frozen
class Reads:
    """What one question looks at.

    Args:
        question: The question.
        rules: How many rules answer it.
        fields: Field → how many cells its values fall into, most first.
        questions: The earlier questions whose answers it reads.
        looks: How many look-ups its table holds so far.
        answers: How many answers they lead to.
    """

    question: Question
    rules: int
    fields: Mapping[str, int]
    questions: tuple[str, ...]
    looks: int
    answers: int

    @property
    def cases(self) -> int:
        """How many combinations of cells there are."""
        return prod(self.fields.values())


@command(
    "classes",
    about=(
        "认定类别：由哪些问题、字段得出，文件中有哪些，各自的理由",
        "the decision classes: over which fields, which occur in a file, why each",
    ),
    more=(
        "事项虽多，在规则看来不同的只有若干类：同一类别的事项处置、承办与理由都相同。"
        "不给文件时，列出每个问题的规则数、读取的字段（括号中为单元格数，即规则能区分的取值）"
        "、先行的问题，以及迄今所得的表的大小。",
        "Many matters are few classes: those of one class have the same disposition, owner and "
        "reasons. Without a file, each question is shown with its rules, the fields that it reads "
        "(in brackets their cells: the values that rules tell apart), the earlier questions, and "
        "how large its table has become.",
    ),
    examples=(
        (
            "govrules classes",
            ("北京的规则：问题、字段、单元格", "Beijing: questions, fields, cells"),
        ),
        (
            "govrules classes --file decided.parquet",
            ("该文件中的类别，最常见的在前", "the classes of a decided file, most frequent first"),
        ),
        (
            "govrules classes --file decided.parquet --explain 1",
            ("其中第 1 类的完整理由", "the full reasons of the first of them"),
        ),
    ),
    params=(
        jurisdiction_argument("jurisdiction", "JURISDICTION"),
        Option(
            "--file",
            metavar="FILE",
            zh="已认定的文件（旁有类别表），或类别表 *.classes.parquet 本身",
            en="a decided file with its class table beside it, or a class table *.classes.parquet",
        ),
        Option(
            "--top",
            metavar="N",
            type=click.IntRange(min=1),
            zh="列出最常见的 N 类；缺省 10，JSON 时为全部",
            en="show the N most frequent; 10 where not given, all of them as JSON",
        ),
        Option(
            "--explain",
            metavar="CODE|N",
            zh="说明一个类别：其代码（decision_class 列），或它在 FILE 中的序号",
            en="explain one class: its code (column decision_class), or its number in FILE",
        ),
        json_option(
            "JSON：每个问题或每个类别一行；--explain 时为完整的认定",
            "JSON: a line for each question or class; with --explain the full decision",
        ),
    ),
)
def classes(
    session: Session,
    jurisdiction: str,
    file: str | None,
    top: int | None,
    explain: str | None,
    as_json: bool,
) -> int:
    """Tell of the rules, of a file, or of one class."""
    if top is not None and (file is None or explain is not None):
        raise Misuse(
            "--top is for the classes of a file",
            "--top 只用于列出文件中的类别",
            "add --file decided.parquet" if file is None else "leave --top or --explain out",
            "请加 --file decided.parquet" if file is None else "请去掉 --top 或 --explain",
        )
    from .decide_columns import needs

    needs()
    if explain is not None and explain.isdecimal():
        return _of_file(session, jurisdiction, file, int(explain), as_json)
    if explain is not None:
        return _of_code(session, jurisdiction, explain, as_json)
    j = session.load(jurisdiction)
    if file is not None:
        from .occurring import Occurring

        Occurring.read(file, j, session).show(top, as_json=as_json)
        return Exit.DONE
    _recall(j, session)
    found = list(_reads(j))
    if as_json:
        for one in found:
            click.echo(json.dumps(_record(one, j), ensure_ascii=False))
    else:
        _show(found, j, session)
    return Exit.DONE


# --- one class -------------------------------------------------------------------------------


def _of_code(session: Session, jurisdiction: str, code: str, as_json: bool) -> int:
    """Explain a class from its code alone."""
    one = session.load(jurisdiction).classes[code]
    click.echo(one.decision().to_json() if as_json else one.explain(session.lang))
    return Exit.DONE


def _of_file(
    session: Session, jurisdiction: str, file: str | None, number: int, as_json: bool
) -> int:
    """Explain a class of a file by its number."""
    if file is None:
        raise Misuse(
            f"--explain {number} is the number of a class in a file, and --file is missing",
            f"--explain {number} 是类别在文件中的序号，缺少 --file",
            "add --file decided.parquet, or give the code of the class",
            "请加 --file decided.parquet，或给出类别的代码",
        )
    from .occurring import Occurring

    found = Occurring.read(file, session.load(jurisdiction), session)
    click.echo(found.explained(number, as_json=as_json))
    return Exit.DONE


# --- the rules -------------------------------------------------------------------------------


def _recall(j: Jurisdiction, session: Session) -> None:
    """What earlier runs of ``decide`` have learnt, from the cache."""
    from ..classes.store import file_in, load
    from ..private_file import default_folder

    note = load(j.classes, file_in(default_folder(), j.digest))
    if note is not None:
        words = ("注意：{text}", "note: {text}")
        click.echo(session.say(words, text=note.text(session.lang)), err=True)


def _reads(j: Jurisdiction) -> Iterator[Reads]:
    """What each question reads, in the order in which they are answered."""
    from ..expr import fields_of

    cells = j.classes.cells.fields
    ids = {q.id for q in j.rules.questions}
    read: dict[str, dict[str, None]] = {id: {} for id in ids}
    count = dict.fromkeys(ids, 0)
    for rule in j.rules.rules.values():
        count[rule.rule.question] += 1
        read[rule.rule.question].update(dict.fromkeys((*fields_of(rule.when), *rule.refs)))
    looks, answers = dict.fromkeys(ids, 0), dict.fromkeys(ids, 0)
    learner = j.classes.learner
    for group, tree in zip(learner.groups, learner.trees, strict=True):
        looks[group.question.id] += len(tree.looks)
        answers[group.question.id] += len(tree.leaves)
    for question in j.rules.questions:
        names = sorted(read[question.id])
        sizes = {f: len(cells[f].values()) for f in names if f.partition(".")[0] not in ids}
        before = dict.fromkeys(f.partition(".")[0] for f in names if f not in sizes)
        fields = dict(sorted(sizes.items(), key=lambda pair: -pair[1]))
        yield Reads(
            question,
            count[question.id],
            fields,
            tuple(before),
            looks[question.id],
            answers[question.id],
        )


def _record(one: Reads, j: Jurisdiction) -> dict[str, Any]:
    q = one.question
    return {
        "question": q.id,
        "zh": q.zh,
        "en": q.en,
        "kind": q.kind,
        "rules": one.rules,
        "fields": dict(one.fields),
        "questions": list(one.questions),
        "cases": one.cases,
        "looks": one.looks,
        "answers": one.answers,
        "policies": j.digest,
    }


def _show(found: list[Reads], j: Jurisdiction, session: Session) -> None:
    say, screen = session.say, Screen()
    words = (
        "{name}：{q} 个问题，{r} 条规则，{f} 个字段；规则摘要值 {digest}",
        "{name}: {q} questions, {r} rules, {f} fields; digest of the rules {digest}",
    )
    fields = {f for one in found for f in one.fields}
    screen.block(
        say(
            words,
            name=say((j.zh, j.en)),
            q=len(found),
            r=len(j.rules.rules),
            f=len(fields),
            digest=j.digest[:12],
        ),
        style="bold",
    )
    screen.line()
    if screen.width >= TABLE_FROM[session.lang]:
        titles = (
            ("问题", "question", "bold"),
            ("规则", "rules", ""),
            ("读取的字段（单元格）", "fields read (cells)", ""),
            ("先行问题", "earlier questions", "dim"),
            ("组合数", "cases", ""),
            ("表", "table", ""),
        )
        heads = [Column(say((zh, en)), style) for zh, en, style in titles]
        screen.table(heads, [_cells(one, session) for one in found])
    else:
        for one in found:
            _block(one, screen, session)
    screen.line()
    screen.block(
        say(
            (
                "组合数：所读字段各单元格的全部组合，只有实际出现的才会认定。表：迄今已查几处、"
                "得几种答案（取自 decide 的缓存）。文件中有哪些类别：govrules classes --file "
                "decided.parquet",
                "cases: all combinations of the cells of the fields; only those that occur are "
                "ever decided. table: the look-ups so far and the answers they lead to, from the "
                "cache of decide. The classes of a file: govrules classes --file decided.parquet",
            )
        ),
        style="dim",
    )


def _cells(one: Reads, session: Session) -> tuple[str, ...]:
    """The question, its rules, fields, earlier questions, cases and table, in words."""
    q = one.question
    fields = [f"{id}({n})" for id, n in one.fields.items()]
    sep = session.say(("、", ", "))
    return (
        f"{q.id}\n{session.say((q.zh, q.en))}",
        str(one.rules),
        sep.join(fields) or NONE,
        sep.join(one.questions) or NONE,
        f"{one.cases:,}" if one.cases < MANY else f"10^{round(log10(one.cases))}",
        f"{one.looks:,} → {one.answers:,}" if one.answers else NONE,
    )


def _block(one: Reads, screen: Screen, session: Session) -> None:
    say = session.say
    name, rules, fields, before, cases, table = _cells(one, session)
    screen.block(name.replace("\n", "  "), style="bold")
    words = (
        "规则 {rules}，组合数 {cases}，表 {table}",
        "rules: {rules}, cases: {cases}, table: {table}",
    )
    screen.block(say(words, rules=rules, cases=cases, table=table), first="    ")
    screen.block(fields, first=say(("    字段：", "    fields: ")), rest=" " * 6)
    if one.questions:
        words = ("    先行问题：", "    earlier questions: ")
        screen.block(before, first=say(words), rest=" " * 6, style="dim")
