"""``govrules lists``: the dated lists that rules rest on, and what is public of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from .base import Exit, Session, command, json_option, jurisdiction_option
from .screen import Column, Screen

if TYPE_CHECKING:
    from ..rules import DatedList

__all__ = ["lists"]


@command(
    "lists",
    about=(
        "清单：有几项、是否公开、何时起、出自哪里",
        "the dated lists: how many entries, public or not, since when",
    ),
    more=(
        "未公开的清单，成员未知：事项是否在列，须作为事实提供（字段一栏），否则结果是待查明。",
        "Of a list that is not public the entries are unknown: whether a matter is on it is a fact "
        "to give (the field), or the answer is undetermined.",
    ),
    examples=(
        ("govrules lists", ("全部清单", "all lists")),
        ("govrules lists --json", ("JSON", "JSON")),
    ),
    params=(json_option("每行一个 JSON", "one JSON a line"), jurisdiction_option()),
)
def lists(session: Session, as_json: bool, jurisdiction: str) -> int:
    """Show the lists of a jurisdiction."""
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
