"""``govrules why-not`` and ``govrules diff``: what would have to be otherwise, what changed."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from ..errors import GovrulesError
from ..values import parse_day
from .base import (
    Argument,
    Exit,
    Option,
    Session,
    command,
    json_option,
    jurisdiction_option,
    no_cache_option,
)
from .read import one_matter
from .show import helped

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction

__all__ = ["diff", "why_not"]


@command(
    "why-not",
    about=(
        "某机关为何不是权责机关，最少改动哪些事实才是",
        "why an organ does not own a matter, and the fewest facts that would make it so",
    ),
    examples=(
        (
            "govrules why-not demo:5 --owner urban_enforcement@district",
            ("示例中的第五件", "the fifth matter of the demo"),
        ),
    ),
    params=(
        Argument(
            "matter", nargs=-1, zh="一件事项，写法同 explain", en="one matter, as explain takes it"
        ),
        Option(
            "--owner",
            metavar="ROLE@LEVEL",
            required=True,
            zh="机关，如 urban_enforcement@district",
            en="the organ, such as urban_enforcement@district",
        ),
        no_cache_option(),
        json_option("一行 JSON", "one line of JSON"),
        jurisdiction_option(),
    ),
)
def why_not(
    session: Session,
    matter: tuple[str, ...],
    owner: str,
    no_cache: bool,
    as_json: bool,
    jurisdiction: str,
) -> int:
    """Say which rules stand in the way, and the smallest change of facts."""
    record = one_matter(matter, jurisdiction, session.plugins)
    j = session.load(jurisdiction)
    cache = session.cache_folder(no_cache)
    try:
        found = j.why_not(record, owner, cache=cache)
    except GovrulesError as error:
        raise helped(error, j) from None
    session.warn(j.analysis.keeping(cache).notes)
    _print(session, found, as_json)
    return Exit.DONE


@command(
    "diff",
    about=(
        "两套规则或前后两日，哪些事项换了权责机关，其他问题哪些规则有变动",
        "which matters change owner between two rule sets or days, and which other rules differ",
    ),
    more=(
        "写作 ID 或 ID@日期；不写日期的，按现行规定。",
        "Written as ID or ID@DAY; without a day the law now in force counts.",
    ),
    examples=(
        (
            "govrules diff beijing@2020-06-30 beijing@2020-07-01",
            ("处罚权下放的前后两日", "the days before and after powers moved down"),
        ),
        (
            "govrules diff beijing@2020-06-30 beijing@2020-07-01 --matters year.parquet",
            ("并按一批事项计件", "weighed by a caseload"),
        ),
    ),
    params=(
        Argument("one", zh="先前的", en="the one before"),
        Argument("other", zh="其后的", en="the one after"),
        Option(
            "--matters",
            metavar="FILE",
            multiple=True,
            zh="按其中的事项计件：.parquet、.arrow、.csv，可重复",
            en="count the matters of a file by it: .parquet, .arrow, .csv; may be repeated",
        ),
        no_cache_option(),
        json_option("输出 JSON", "write JSON"),
    ),
)
def diff(
    session: Session, one: str, other: str, matters: tuple[str, ...], no_cache: bool, as_json: bool
) -> int:
    """Print what changes owner, from whom to whom."""
    before, on = _at(session, one)
    after, other_on = _at(session, other)
    cache = session.cache_folder(no_cache)
    found = before.diff(after, on=on, other_on=other_on, matters=matters or None, cache=cache)
    session.warn([n for j in (before, after) for n in j.analysis.keeping(cache).notes])
    _print(session, found, as_json)
    return Exit.DONE


def _at(session: Session, text: str) -> tuple[Jurisdiction, date | None]:
    id, _, day = text.partition("@")
    return session.load(id), parse_day(day) if day else None


def _print(session: Session, found: Any, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(found.to_dict(), ensure_ascii=False, default=str))
    else:
        click.echo(found.explain(session.lang))
