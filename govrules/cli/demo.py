"""``govrules demo``: real matters of every district, and how to go on."""

from __future__ import annotations

import json

import click

from ..errors import GovrulesError
from ..files.rows import RowError
from .base import Both, Exit, Option, Session, command, json_option, jurisdiction_option
from .read import demo_matters
from .screen import Screen, pad, width, wrap
from .show import Rows, error_text

__all__ = ["NEXT", "demo"]

NEXT: tuple[tuple[str, Both], ...] = (
    (
        "govrules explain demo:1",
        ("第 1 件的完整理由，逐条引用", "the full reasons of the first, article by article"),
    ),
    (
        "govrules demo --matters > matters.jsonl",
        ("把这些事项存成文件", "keep these matters in a file"),
    ),
    (
        "govrules decide matters.jsonl -o decided.csv",
        ("逐件认定你自己的文件", "decide a file of your own"),
    ),
    ("govrules places 大栅栏", ("查地点：代码、沿革、机关", "find a place: code, dates, organs")),
    (
        "govrules items 犬",
        ("查事项目录：归谁、依哪一条", "search the catalogue: whose, under which article"),
    ),
    ("govrules --help", ("全部命令", "all commands")),
)


@command(
    "demo",
    about=(
        "从这里开始：各区的真实事项，一表看懂",
        "start here: real matters of every district in one table",
    ),
    more=(
        "地点、事项、条文都是真实的；同一事项换了日期、地点或一个事实，结果就不同。",
        "Places, items and articles are real; the same item on another day, at another place or "
        "with one more fact comes out differently.",
    ),
    examples=(
        ("govrules demo", ("表格", "the table")),
        ("govrules demo --lang en", ("英文", "in English")),
        (
            "govrules demo --json",
            ("完整的认定，每行一个 JSON", "the full decisions, one JSON a line"),
        ),
    ),
    params=(
        json_option("输出完整的认定，每行一个 JSON", "the full decisions, one JSON a line"),
        Option(
            "--matters",
            is_flag=True,
            zh="只输出事项本身，可作 decide 的输入",
            en="only the matters themselves, as input for decide",
        ),
        jurisdiction_option(),
    ),
)
def demo(session: Session, as_json: bool, matters: bool, jurisdiction: str) -> int:
    """Decide the demo's matters and show them."""
    rows = demo_matters(jurisdiction, session.plugins)
    if matters:
        for row in rows:
            click.echo(json.dumps(row.record, ensure_ascii=False))
        return Exit.DONE
    j = session.load(jurisdiction)
    found, bad = [], 0
    for number, row in enumerate(rows, 1):
        try:
            found.append((str(number), j.decide(row.record)))
        except GovrulesError as error:
            bad += 1
            click.echo(error_text(RowError(row.place, None, error), session.lang), err=True)
    if as_json:
        for _, decision in found:
            click.echo(decision.to_json())
        return Exit.BAD if bad else Exit.DONE
    screen = Screen()
    Rows(screen, session, j).write(found)
    words = ("{n} 件事项，{p} 条规则认定", "{n} matters, decided by {p} rules")
    screen.line()
    screen.line(session.say(words, n=len(found), p=len(j.rules.rules)), "dim")
    _go_on(screen, session)
    return Exit.BAD if bad else Exit.DONE


def _go_on(screen: Screen, session: Session) -> None:
    screen.line()
    screen.line(session.say(("下一步：", "How to go on:")), "bold")
    left = max(width(line) for line, _ in NEXT)
    for line, words in NEXT:
        texts = wrap(session.say(words), max(screen.width - left - 4, 20))
        screen.line(f"  {pad(line, left)}  {texts[0]}")
        for text in texts[1:]:
            screen.line(" " * (left + 4) + text)
