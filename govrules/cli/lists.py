"""``govrules lists``: the lists that rules rest on; lists that a city publishes, in and out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .base import Argument, Exit, Option, Session, command, json_option, jurisdiction_option
from .faults import Misuse, no_file
from .screen import Column, Screen

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction
    from ..rules import DatedList

__all__ = ["lists"]


@command(
    "lists",
    about=(
        "清单：规则所依据的清单；读入一市公布的权责清单，写出目录",
        "the dated lists that rules rest on; a city's published lists in, the catalogue out",
    ),
    more=(
        "不给 ACTION：列出规则所依据的清单，有几项、是否公开、何时起、出自哪里。"
        "未公开的，成员未知：事项是否在列须作为事实提供（字段一栏），否则结果是待查明。\n"
        "import（SUBJECT 为 .xlsx、.xls 或 .csv）：按列名读取，逐行提出可能的事项、机关和条文，"
        "附得分，供确认，从不自动采用；放不进去的连同单元格列出。\n"
        "export（SUBJECT 为辖区）：把目录写成清单，附归属、依据、施行日期；"
        "--findings 另附检查发现。",
        "Without ACTION: the lists that rules rest on, how many entries, public or not, since "
        "when. Of a list that is not public the entries are unknown: whether a matter is on it is "
        "a fact to give (the field), or the answer is undetermined.\n"
        "import (SUBJECT a .xlsx, .xls, .csv): read by headings; items, organs and provisions are "
        "proposed row by row, with a score, to be confirmed, and never taken; what could not be "
        "placed is listed with its cell.\n"
        "export (SUBJECT a jurisdiction): the catalogue as a list, with owner, article, first day, "
        "and with --findings what check finds.",
    ),
    examples=(
        ("govrules lists", ("全部清单", "all lists")),
        ("govrules lists --json", ("JSON", "JSON")),
        (
            "govrules lists import 权责清单.xlsx -o proposed.xlsx",
            ("读入并附上建议", "in, with what each row may mean"),
        ),
        ("govrules lists export beijing -o catalogue.xlsx", ("写出目录", "the catalogue, out")),
    ),
    params=(
        Argument("action", required=False, zh="import 或 export", en="import or export"),
        Argument("subject", required=False, zh="文件或辖区", en="a file, or a jurisdiction"),
        Option("-o", "--output", metavar="FILE", zh="写入的文件", en="the file to write"),
        Option(
            "--scheme",
            metavar="TEXT",
            default="",
            zh="清单自有编码的名称，缺省为其列名",
            en="what the list's own codes are called; the heading of their column",
        ),
        Option(
            "--findings",
            is_flag=True,
            zh="export 附上 check 对各规则的发现（约半分钟）",
            en="export with what check finds of each rule (about half a minute)",
        ),
        json_option("每行一个 JSON", "one JSON a line"),
        jurisdiction_option(needed=False),  # SUBJECT may say it
    ),
)
def lists(
    session: Session,
    action: str | None,
    subject: str | None,
    output: str | None,
    scheme: str,
    findings: bool,
    as_json: bool,
    jurisdiction: str | None,
) -> int:
    """Show the lists of a jurisdiction, or take one in, or write one."""
    match action:
        case None:
            return _show(session, as_json, jurisdiction)
        case "import" if subject is not None:
            if not Path(subject).is_file():
                raise no_file(subject)
            return _import(session, session.load(jurisdiction), subject, output, scheme)
        case "import":
            raise Misuse("import needs a file", "import 须给出文件", "list.xlsx", "list.xlsx")
        case "export" if output is not None:
            return _export(session, session.load(subject or jurisdiction), output, findings)
        case "export":
            raise Misuse("export needs a file", "export 须给出文件", "-o list.xlsx", "-o list.xlsx")
    raise Misuse(
        f"no action {action!r}", f"没有 {action!r}", "one of import, export", "可用：import、export"
    )


def _import(
    session: Session, loaded: Jurisdiction, subject: str, output: str | None, scheme: str
) -> int:
    from ..published import match, read_list, write_matches
    from .items import catalogue_of

    _, tree = catalogue_of(loaded)
    roles, law, say = loaded.rules.roles, loaded.law, session.say
    matches = [match(one, tree, roles, law) for one in read_list(subject, scheme)]
    for one in matches:
        kind = say(KINDS[one.of.kind])
        proposed = sum(bool(p.items) for p in one.proposals)
        words = (
            "{at} {kind}：{n} 行，{k} 行有可能的事项，{left} 处未能放入",
            "{at} {kind}: {n} rows, {k} with an item that may be meant, {left} not placed",
        )
        parts = {"at": one.of.at.rstrip("!:"), "n": len(one.proposals), "k": proposed}
        click.echo(say(words, kind=kind, left=len(one.unplaced), **parts))
        for left in one.unplaced:
            click.echo(f"  {left.at}: {left.text!r} {say((left.zh, left.en))}")
    if output is not None:
        write_matches(matches, tree, output)
    return Exit.DONE


KINDS = {
    "basic": ("基本履职事项清单", "basic duties"),
    "assist": ("配合履职事项清单", "duties to assist in"),
    "taken_back": ("上级部门收回事项清单", "matters taken back"),
    "powers": ("权力清单", "powers"),
    "": ("种类不明", "of a kind not told"),
}


def _export(session: Session, loaded: Jurisdiction, output: str, with_findings: bool) -> int:
    from ..published import catalogue_list, write_list
    from .items import catalogue_of

    field, _ = catalogue_of(loaded)
    findings: dict[str, list[str]] = {}
    for finding in loaded.check().findings if with_findings else ():
        for id in finding.rules:
            findings.setdefault(id, []).append(finding.text(session.lang))
    rows = catalogue_list(loaded.rules, field.id, findings if with_findings else None)
    write_list([rows], output)
    click.echo(session.say(("{n} 行", "{n} rows"), n=len(rows) - 1))
    return Exit.DONE


def _show(session: Session, as_json: bool, jurisdiction: str | None) -> int:
    j = session.load(jurisdiction)
    if as_json:
        for one in j.lists:
            click.echo(json.dumps(_record(one), ensure_ascii=False))
        return Exit.DONE
    screen, say = Screen(), session.say
    for number, one in enumerate(j.lists):
        if number:
            screen.line()
        screen.block(one.zh if session.lang == "zh" else one.en, style="bold")
        count = NONE if one.count is None else str(one.count)
        public = say(("是", "yes")) if one.public else say(("否：成员未知", "no: entries unknown"))
        cite = one.cite.text(j.law, session.lang)
        screen.table(
            [Column("", "dim"), Column("")],
            [
                ("  " + say(("编号", "id")), one.id),
                ("  " + say(("字段", "field")), one.field),
                ("  " + say(("项数", "entries")), count),
                ("  " + say(("公开", "public")), public),
                ("  " + say(("施行", "in force")), _days(one, session)),
                ("  " + say(("依据", "founded on")), cite),
                ("  " + say(("来源", "source")), one.source),
            ],
            header=False,
        )
    return Exit.DONE


NONE = "?"


def _days(one: DatedList, session: Session) -> str:
    start, end = one.period.start, one.period.end
    words = (
        ("{start} 起", "from {start} on")
        if end is None
        else ("{start} 起，至 {end} 之前", "from {start} until before {end}")
    )
    return session.say(words, start=start or "…", end=end)


def _record(one: DatedList) -> dict[str, object]:
    start, end = one.period.start, one.period.end
    return {
        "id": one.id,
        "field": one.field,
        "zh": one.zh,
        "en": one.en,
        "count": one.count,
        "public": one.public,
        "since": start and start.isoformat(),
        "until": end and end.isoformat(),
        "cite": one.cite.key,
        "source": one.source,
    }
