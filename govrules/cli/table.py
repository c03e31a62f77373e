"""``govrules table``: the rules of a jurisdiction as decision tables, out and in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .base import Argument, Exit, Option, Session, command, jurisdiction_option
from .faults import Misuse, no_file

if TYPE_CHECKING:
    from ..decision_tables import Table
    from ..jurisdiction import Jurisdiction
    from ..rules import Rule

__all__ = ["table"]

KINDS = (".csv", ".xlsx", ".dmn")


@command(
    "table",
    about=(
        "规则与决策表互转：导出给法务修改，再读回核对",
        "the rules as decision tables: out for a jurist to edit, and back in, checked",
    ),
    more=(
        "ACTION 为 export（SUBJECT 为辖区，写入 -o）或 import（SUBJECT 为 .xlsx、.csv、.dmn 文件："
        "逐格核对，并列出与现有规则的不同；有 -o 则另存为规则包可读取的表）。",
        "ACTION is export (SUBJECT a jurisdiction, written to -o) or import (SUBJECT a file .xlsx, "
        ".csv or .dmn: every cell is checked and what differs from the rules is told; with -o it "
        "is written as a table that a pack reads).",
    ),
    examples=(
        ("govrules table export beijing -o rules.xlsx", ("导出", "out")),
        (
            "govrules table export beijing -o rules.csv --rule JD26.",
            ("只要一条之下的规则", "only the rules of one article"),
        ),
        ("govrules table import rules.xlsx", ("核对", "in, and compared")),
    ),
    params=(
        Argument("action", zh="export 或 import", en="export or import"),
        Argument("subject", required=False, zh="辖区或文件", en="a jurisdiction, or a file"),
        Option("-o", "--output", metavar="FILE", zh="写入的文件", en="the file to write"),
        Option(
            "--rule",
            "prefix",
            metavar="PREFIX",
            default="",
            zh="只涉及编号以此开头的规则；导出时用了，读回时也要用",
            en="only rules whose id begins so; given to export, give it to import too",
        ),
        jurisdiction_option(needed=False),  # SUBJECT may say it
    ),
)
def table(
    session: Session,
    action: str,
    subject: str | None,
    output: str | None,
    prefix: str,
    jurisdiction: str | None,
) -> int:
    """Write the rules as tables, or hold tables against the rules."""
    if output is not None and Path(output).suffix not in KINDS:
        raise Misuse(
            f"no kind of table: {output!r}",
            f"不是表格文件：{output!r}",
            ".csv, .xlsx",
            ".csv、.xlsx",
        )
    match action:
        case "export":
            return _export(session, session.load(subject or jurisdiction), output, prefix)
        case "import" if subject is not None:
            return _import(session, session.load(jurisdiction), subject, output, prefix)
        case "import":
            raise Misuse("import needs a file", "import 须给出文件", "rules.xlsx", "rules.xlsx")
    raise Misuse(
        f"no action {action!r}", f"没有 {action!r}", "one of export, import", "可用：export、import"
    )


def _export(session: Session, loaded: Jurisdiction, output: str | None, prefix: str) -> int:
    from ..decision_tables import tables_of

    if output is None:
        raise Misuse("export needs a file", "export 须给出文件", "-o rules.xlsx", "-o rules.xlsx")
    rules = [r for p in loaded.policies for r in p.rules if r.id.startswith(prefix)]
    lang = "en" if output.endswith(".dmn") else session.lang  # DMN says yes and not in English
    tables = tables_of(rules, loaded.rules.questions, lang)
    _write(session, loaded, tables, output)
    written = sum(len(t.rows) for t in tables)
    words = ("{n} 条规则，{k} 张表", "{n} rules in {k} tables")
    click.echo(session.say(words, n=written, k=len(tables)))
    for rule in rules:
        if rule.comes_of is not None:
            click.echo(session.say(LEFT_OUT, id=rule.id), err=True)
    return Exit.DONE


LEFT_OUT = (
    "{id} 由清单或授权生成，不在表中",
    "{id} comes of a list or a delegation, and is in no table",
)


def _write(session: Session, loaded: Jurisdiction, tables: tuple[Table, ...], output: str) -> None:
    from ..decision_tables import words_of, write_book, write_csv, write_dmn

    if output.endswith(".csv"):
        write_csv(tables, output, session.lang)
    elif output.endswith(".dmn"):
        write_dmn(tables, output)
    else:
        write_book(tables, output, session.lang, words_of(tables, loaded.rules, session.lang))


def _import(
    session: Session, loaded: Jurisdiction, subject: str, output: str | None, prefix: str
) -> int:
    from ..decision_tables import check_tables, read_tables, replace_rules, rules_of

    if not Path(subject).is_file():
        raise no_file(subject)
    tables = read_tables(subject)
    check_tables(tables, loaded.rules)
    rules = rules_of(tables)
    policies = replace_rules(loaded.blueprint.policies, tables, prefix)
    edited = loaded.derive(policies=policies)
    _tell(session, loaded, edited, rules)
    if output is not None:
        _write(session, loaded, tables, output)
    return Exit.DONE


CHANGED = {
    "added": ("新增 {id}（{at}）", "added {id} ({at})"),
    "changed": ("修改 {id}（{at}）", "changed {id} ({at})"),
    "gone": ("删去 {id}", "gone {id}"),
}


def _tell(
    session: Session, loaded: Jurisdiction, edited: Jurisdiction, rules: Iterable[Rule]
) -> None:
    """What differs from the rules of the jurisdiction, a line each."""
    from ..manifest import changes

    at = {r.id: r.at for r in rules}
    found = changes(loaded.manifest(), edited.manifest())
    for change in found:
        click.echo(session.say(CHANGED[change.change], id=change.id, at=at.get(change.id, "")))
    words = (
        ("{n} 条规则，与 {id} 相同", "{n} rules, the same as {id}'s")
        if not found
        else ("{n} 条规则，与 {id} 有 {k} 处不同", "{n} rules, {k} unlike {id}'s")
    )
    click.echo(session.say(words, n=len(at), id=loaded.id, k=len(found)))
