"""``govrules explain``: one matter, with its reasons article by article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..errors import GovrulesError
from .base import Argument, Exit, Option, Session, command, json_option, jurisdiction_option
from .faults import Misuse
from .read import one_matter
from .screen import Screen
from .show import helped

if TYPE_CHECKING:
    from ..decision.decision import Decision

__all__ = ["explain"]

# So many of the facts asked for are spelled out; the list is ordered by use.
SHOWN = 3


@command(
    "explain",
    about=(
        "一件事项：归谁、依据哪些条文、缺什么、换个情况会怎样",
        "one matter: whose, under which articles, what is missing, what would change it",
    ),
    more=(
        "MATTER 是 字段=值 若干，或 JSON，或文件（只含一件；多件的用 文件:行号），"
        "或 demo:1（演示的第 1 件），或 -（标准输入的 JSON）。",
        "MATTER is field=value pairs, or JSON, or a file with one matter (file:line where it has "
        "more), or demo:1 (the demo's first), or - (JSON on standard input).",
    ),
    examples=(
        ("govrules explain demo:1", ("演示的第 1 件", "the demo's first matter")),
        (
            "govrules explain kind=violation item=犬便不清除 place=西城区/大栅栏街道 on=2025-06-01",
            ("缺一个事实：看它问什么", "one fact is missing: see what it asks"),
        ),
        (
            "govrules explain 类型=投诉 事项=物业纠纷调解 地点=望京街道 日期=2023-05-01 "
            "渠道=12345电话 --short",
            ("字段与值都可用中文；只要结论", "fields and values may be Chinese; the answer alone"),
        ),
        (
            """govrules explain '{"kind": "task", "place": "110111011"}' --lang en""",
            ("JSON；英文", "JSON; in English"),
        ),
    ),
    exits=True,
    params=(
        Argument(
            "matter",
            nargs=-1,
            required=True,
            metavar="MATTER",
            zh="一件事项（见上）",
            en="one matter (see above)",
        ),
        Option("--short", is_flag=True, zh="只要结论，一行", en="the answer alone, in one line"),
        Option(
            "--full",
            is_flag=True,
            zh="全部理由、让位的规定、可查明的事实",
            en="every reason, what gave way, every fact to be found out",
        ),
        json_option("完整的认定，一行 JSON", "the full decision as one line of JSON"),
        jurisdiction_option(),
    ),
)
def explain(
    session: Session,
    matter: tuple[str, ...],
    short: bool,
    full: bool,
    as_json: bool,
    jurisdiction: str,
) -> int:
    """Decide one matter and say why."""
    given = [flag for flag, on in (("short", short), ("full", full), ("json", as_json)) if on]
    if len(given) > 1:
        one, other = given[:2]
        raise Misuse(
            f"--{one} and --{other} exclude each other",
            f"--{one} 与 --{other} 不能并用",
            "keep one",
            "请只留一个",
        )
    record = one_matter(matter, jurisdiction, session.plugins)
    j = session.load(jurisdiction)
    try:
        decision = j.decide(record)
    except GovrulesError as error:
        raise helped(error, j) from None
    if as_json:
        click.echo(decision.to_json())
    else:
        _show(decision, session, short=short, full=full)
        if not short:
            _go_on(decision, session)
    if decision.disposition == j.layout.no_rule:
        return Exit.GAP
    return Exit.OPEN if decision.disposition in j.layout.open else Exit.DONE


def _show(decision: Decision, session: Session, *, short: bool, full: bool) -> None:
    """The explanation; on a terminal with hanging lines and the headings set off."""
    screen = Screen()
    text = decision.explain(session.lang, short=short, full=full)
    if not screen.is_terminal:
        click.echo(text)
        return
    for number, line in enumerate(text.split("\n")):
        if number == 0:
            screen.block(line, style="bold cyan")
        elif line.startswith("  · "):
            screen.block(line[4:], first="  · ")
        else:
            screen.block(line, style="bold" if line.endswith(("：", ":")) else "dim")


def _go_on(decision: Decision, session: Session) -> None:
    """How to give the facts that are asked for: the names that a record knows them by."""
    if not decision.ask:
        return
    screen = Screen()
    screen.line(
        session.say(("可补充的事实（再运行一次）：", "facts to add (then run it again):")), "bold"
    )
    for ask in decision.ask[:SHOWN]:
        values = "|".join(_plain(v) for v in ask.values) or "…"
        screen.block(f"{ask.field}={values}", first="  · ")


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
