"""``govrules table``: the rules of a jurisdiction as decision tables, out and in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from .base import Argument, Exit, Option, Session, command, jurisdiction_option
from .faults import Misuse, no_file

if TYPE_CHECKING:
    from ..decision_tables import Table
    from ..jurisdiction import Jurisdiction
    from ..rules import Policy, Rule

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
        Option(
            "--own",
            is_flag=True,
            zh="只涉及规则包自己的规则，不含所依托的一层；导出时用了，读回时也要用",
            en="only the pack's own rules, none of the layer that it stands on; given to export, "
            "give it to import too",
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
    own: bool,
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
            part = Part(session.load(subject or jurisdiction), prefix, own)
            return _export(session, part, output)
        case "import" if subject is not None:
            part = Part(session.load(jurisdiction), prefix, own)
            return _import(session, part, subject, output)
        case "import":
            raise Misuse("import needs a file", "import 须给出文件", "rules.xlsx", "rules.xlsx")
    raise Misuse(
        f"no action {action!r}", f"没有 {action!r}", "one of export, import", "可用：export、import"
    )


class Part(NamedTuple):
    """The rules of a pack that go out and come back: those whose ids begin so, or its own."""

    loaded: Jurisdiction
    prefix: str
    own: bool

    def has(self, policy: Policy) -> bool:
        """Whether the rules of a policy are among them."""
        return not (self.own and policy.id in self.loaded.blueprint.beneath)

    def rules(self) -> list[Rule]:
        """The rules, in order."""
        held = (p for p in self.loaded.policies if self.has(p))
        return [r for p in held for r in p.rules if r.id.startswith(self.prefix)]

    def replaced(self, tables: Iterable[Table]) -> Jurisdiction:
        """The pack with the rules of the tables in their place."""
        from ..decision_tables import replace_rules

        policies = self.loaded.blueprint.policies
        kept = tuple(p for p in policies if not self.has(p))
        changed = replace_rules([p for p in policies if self.has(p)], tables, self.prefix)
        return self.loaded.derive(policies=(*kept, *changed))


def _export(session: Session, part: Part, output: str | None) -> int:
    from ..decision_tables import tables_of

    if output is None:
        raise Misuse("export needs a file", "export 须给出文件", "-o rules.xlsx", "-o rules.xlsx")
    rules, loaded = part.rules(), part.loaded
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


def _import(session: Session, part: Part, subject: str, output: str | None) -> int:
    from ..decision_tables import check_tables, read_tables, rules_of

    if not Path(subject).is_file():
        raise no_file(subject)
    tables = read_tables(subject)
    check_tables(tables, part.loaded.rules)
    rules = rules_of(tables)
    _tell(session, part.loaded, part.replaced(tables), rules)
    if output is not None:
        _write(session, part.loaded, tables, output)
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
