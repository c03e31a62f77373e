"""``govrules measure``: the problems of a split of powers, counted over a caseload."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs
import click

from ..errors import RecordError, did_you_mean
from .base import Argument, Exit, Option, Session, command, json_option, jurisdiction_option
from .decide_columns import needs
from .screen import Column, Screen

if TYPE_CHECKING:
    import pyarrow as pa

    from ..files.read import Stream
    from ..jurisdiction import Jurisdiction

__all__ = ["measure"]

SUMMARY = ("{n:,} 件，其中 {bad:,} 件不能认定", "{n:,} matters, of which {bad:,} cannot be decided")
MEANS = "means"  # the inquiry that a table of what units were given is put to


@command(
    "measure",
    about=(
        "权责不清、派单不准、吹哨无人应等问题，在一批事项中各有多少",
        "how much of a caseload has an unclear boundary, was sent wrongly, met no answer…",
    ),
    more=(
        "每件事项先按规则认定，再与实际情况对照。实际情况由所指的列给出，不作为认定的事实；"
        "没有给出的，不计，也不当作“没有问题”。占比以已知者为分母。",
        "Each matter is decided by the rules and held against what happened, which the columns "
        "named say and the rules are not told. What is not said is not counted, and never as no "
        "problem; a share is of what is known.",
    ),
    examples=(
        ("govrules measure year.parquet", ("各问题各有几件", "how many have each problem")),
        (
            "govrules measure orders.csv --sent-to 实派 --answered 到场 --by district",
            ("按区，对照实际派单与到场", "by district, held against dispatch and attendance"),
        ),
        (
            "govrules measure orders.csv --sent-to 实派 --answered 到场 --means given.csv",
            ("加上各街道得到的保障", "with the means that each unit was given"),
        ),
    ),
    exits=True,
    params=(
        Argument(
            "files",
            nargs=-1,
            metavar="FILE",
            required=True,
            zh="事项：.parquet、.arrow、.csv，或含此类文件的文件夹",
            en="matters: .parquet, .arrow, .csv, or a folder of these",
        ),
        Option(
            "--sent-to",
            metavar="COLUMN",
            zh="实际派给了谁的一列，如 housing@district、街道办事处",
            en="the column of the organs they were sent to, such as housing@district",
        ),
        Option(
            "--answered",
            metavar="COLUMN",
            zh="吹哨后是否均到场的一列，没有吹哨的留空",
            en="the column of whether all came who were whistled for; empty where none was blown",
        ),
        Option(
            "--means",
            metavar="FILE",
            zh="各单位得到何种保障，列同 govrules inquire means",
            en="what each unit was given, in the columns of govrules inquire means",
        ),
        Option(
            "--by",
            metavar="COLUMN",
            zh="按此列分计，或按 district、subdistrict、community 分计",
            en="count by a column, or by district, subdistrict or community",
        ),
        json_option("每行一个 JSON", "one JSON a line"),
        jurisdiction_option(),
    ),
)
def measure(
    session: Session,
    files: tuple[str, ...],
    sent_to: str | None,
    answered: str | None,
    means: str | None,
    by: str | None,
    as_json: bool,
    jurisdiction: str,
) -> int:
    """Measure a caseload and print the counts."""
    needs()
    import pyarrow as pa

    from ..files.read import streams
    from ..measures import tally

    j = session.load(jurisdiction)
    short = None if means is None else _short(j, means)
    parts = [
        part
        for stream in streams(list(files), j.fields)
        for part in _measured(j, stream, (sent_to, answered), short, by)
    ]
    groups = pa.chunked_array([p.group for p in parts], pa.string()) if by else None
    counted = tally(pa.concat_tables(p.flags for p in parts), groups) if parts else None
    rows = [] if counted is None else counted.to_pylist()
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        _print(session, j, rows, by)
    bad = sum(p.bad for p in parts)
    click.echo(session.say(SUMMARY, n=sum(p.rows for p in parts), bad=bad), err=True)
    return Exit.BAD if bad else Exit.DONE


@attrs.frozen
class _Part:
    """A batch measured: its flags, what each row is counted by, how many rows could not be read."""

    flags: pa.Table
    group: pa.Array
    rows: int
    bad: int


def _measured(
    j: Jurisdiction,
    stream: Stream,
    happened: tuple[str | None, str | None],
    short: frozenset[str] | None,
    by: str | None,
) -> Iterator[_Part]:
    """The batches of a stream, each measured."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from ..columns.engine import BATCH
    from ..files.read import UNREAD, columns_of
    from ..measures import measure as measured

    names = stream.schema.names
    level = by if by in j.territory.levels and by not in names else None
    beside = list(dict.fromkeys(filter(None, (*happened, None if level else by))))
    for name in beside:
        if name not in names:
            raise _no_column(stream.name, name, names)
    said = [name for name in happened if name]
    facts = [name for name in columns_of(stream, j.fields, beside) if name not in said]
    for batch in stream.read(list(dict.fromkeys([*facts, *beside])), BATCH):
        rows = pa.Table.from_batches([batch])
        if UNREAD in rows.column_names:
            rows = rows.filter(pc.is_null(rows[UNREAD]))
        decided = j.decide_table(rows.select(facts), keep=[])
        for name in said:
            decided = decided.append_column(name, rows[name])
        flags = measured(j, decided, sent_to=happened[0], answered=happened[1], short=short)
        bad = batch.num_rows - decided["error"].null_count
        yield _Part(flags, _group(j, rows, by, level), batch.num_rows, bad)


def _group(j: Jurisdiction, rows: pa.Table, by: str | None, level: str | None) -> pa.Array:
    """What each row is counted by, as text."""
    import pyarrow as pa

    from ..measures import units_of

    if by is None:
        return pa.nulls(rows.num_rows, pa.string())
    if level is None:
        column = rows[by].cast(pa.string()).combine_chunks()
        return column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
    return units_of(j, rows, level)


def _short(j: Jurisdiction, means: str) -> frozenset[str]:
    """The units that are owed means, by a table of what they were given."""
    import pyarrow as pa

    from ..columns.engine import BATCH
    from ..files.read import columns_of, streams
    from ..measures import short_of_means

    inquiry = j.inquiry(MEANS)
    found: frozenset[str] = frozenset()
    for stream in streams(means, inquiry.fields):
        columns = columns_of(stream, inquiry.fields, ())
        for batch in stream.read(columns, BATCH):
            table = pa.Table.from_batches([batch]).select(columns)
            found |= short_of_means(inquiry, inquiry.decide_table(table))
    return found


def _print(session: Session, j: Jurisdiction, rows: list[dict[str, Any]], by: str | None) -> None:
    say = session.say
    heads = [("问题", "problem"), ("件数", "found"), ("已知", "of"), ("占比", "share")]
    cells = [
        [
            say((row["zh"], row["en"])),
            f"{row['found']:,}" if row["known"] else "–",
            f"{row['known']:,}",
            "–" if row["share"] is None else f"{row['share']:.1%}",
        ]
        for row in rows
    ]
    if by is not None:
        heads.insert(0, ("", ""))
        for row, line in zip(rows, cells, strict=True):
            group = row["by"]
            is_place = by in j.territory.levels and group in j.territory
            name = j.territory.name(group, session.lang) if is_place else group
            line.insert(0, say(("未写明", "not said")) if name is None else name)
    Screen().table([Column(say(head)) for head in heads], cells)


def _no_column(file: str, name: str, names: list[str]) -> RecordError:
    en, zh = did_you_mean(name, names)
    return RecordError(
        f"{file}: there is no column {name!r}",
        f"{file}：没有列 {name!r}",
        field=name,
        value=file,
        hint_en=en or f"one of {', '.join(names)}",
        hint_zh=zh or f"可用：{'、'.join(names)}",
    )
