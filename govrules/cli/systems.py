"""``govrules systems``: what a jurisdiction sets out to decide, and how far it stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from .base import Exit, Session, command, json_option, jurisdiction_option
from .screen import Column, Screen

if TYPE_CHECKING:
    from ..systems import Standing

__all__ = ["systems"]


@command(
    "systems",
    about=(
        "各项制度：在哪里认定，多少规则、多少示例，哪些没有公开",
        "the systems: where each is decided, by how many rules and cases, what is not public",
    ),
    more=(
        "北京的二十项见民政局2020-11-26的报告。没有规则的一项，还不能认定。",
        "Beijing's twenty are those of the report of 2020-11-26. One without rules is not decided "
        "yet.",
    ),
    examples=(
        ("govrules systems", ("二十项制度", "the twenty systems")),
        ("govrules systems --json", ("每行一个 JSON", "one JSON a line")),
    ),
    params=(json_option("每行一个 JSON", "one JSON a line"), jurisdiction_option()),
)
def systems(session: Session, as_json: bool, jurisdiction: str) -> int:
    """Show the systems of a jurisdiction."""
    found = session.load(jurisdiction).systems()
    if as_json:
        for one in found:
            click.echo(json.dumps(_record(one), ensure_ascii=False))
        return Exit.DONE
    say = session.say
    heads = (
        ("", ""),
        ("制度", "system"),
        ("所在", "where"),
        ("规则", "rules"),
        ("示例", "cases"),
        ("未公开", "not public"),
    )
    rows = [
        (
            str(one.system.number),
            say((one.system.zh, one.system.en)),
            "\n".join(one.where) or say(("尚不能认定", "not decided yet")),
            str(one.rules),
            str(one.cases),
            say((one.system.not_public_zh, one.system.not_public_en)),
        )
        for one in found
    ]
    Screen().table([Column(say(head)) for head in heads], rows)
    return Exit.DONE


def _record(one: Standing) -> dict[str, Any]:
    s = one.system
    return {
        "number": s.number,
        "zh": s.zh,
        "en": s.en,
        "where": one.where,
        "rules": one.rules,
        "cases": one.cases,
        "not_public_zh": s.not_public_zh,
        "not_public_en": s.not_public_en,
    }
