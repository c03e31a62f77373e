"""``govrules rosters``: two rosters of a city compared, unit by unit."""

from __future__ import annotations

import json
from collections import Counter

import click

from .base import Argument, Exit, Session, command, json_option

__all__ = ["rosters"]

KINDS = {
    "new": ("新设", "new"),
    "gone": ("不再列", "gone"),
    "renamed": ("更名", "renamed"),
    "restyled": ("写法不同", "restyled"),
    "moved": ("换代码", "moved"),
    "reused": ("代码改用", "reused"),
}


@command(
    "rosters",
    about=(
        "比较两份区划名册：新设、不再列、更名、换代码、代码改用",
        "two rosters compared: new, gone, renamed, moved to another code, reused",
    ),
    more=(
        "名册是 CSV 文件，有代码列和名称列（code、zh 或 代码、名称），其他列不读；"
        "每个单位须列出其上级。",
        "A roster is a CSV file with a column for the code and one for the name (code, zh); other "
        "columns are not read. Each unit needs the one above it.",
    ),
    examples=(("govrules rosters 2023.csv 2024.csv", ("一年间的变化", "what changed in a year")),),
    params=(
        Argument("before", metavar="FILE", zh="较早的名册", en="the earlier roster"),
        Argument("after", metavar="FILE", zh="较晚的名册", en="the later roster"),
        json_option("每处变化一个 JSON", "one JSON a change"),
    ),
)
def rosters(session: Session, before: str, after: str, as_json: bool) -> int:
    """Tell what became of each unit."""
    from ..territory.rosters import compare_rosters, read_roster

    events = compare_rosters(read_roster(before), read_roster(after))
    for event in events:
        if as_json:
            parts = {"kind": event.kind, "code": event.code, "other": event.other}
            names = {"before": event.before, "after": event.after}
            click.echo(json.dumps({**parts, **names}, ensure_ascii=False))
            continue
        names_told = " → ".join(filter(None, dict.fromkeys((event.before, event.after))))
        other = f" ({event.other})" if event.other else ""
        click.echo(f"{session.say(KINDS[event.kind])} {event.code}{other} {names_told}")
    counts = Counter(event.kind for event in events)
    sep = "，" if session.lang == "zh" else ", "
    said = sep.join(f"{session.say(KINDS[kind])} {n}" for kind, n in counts.items())
    click.echo(said or session.say(("没有变化", "nothing changed")), err=True)
    return Exit.DONE
