"""``govrules map``: propose a mapping for a file of another system, or try one on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import RecordError
from ..whole_file import write_whole, writing
from .base import Argument, Exit, Option, Session, command, jurisdiction_option
from .screen import Column, Screen

if TYPE_CHECKING:
    from ..files.mapping import Mapping
    from ..jurisdiction import Jurisdiction

__all__ = ["map_"]


@command(
    "map",
    about=(
        "映射：他系统导出的列和取值对应哪些字段",
        "what the columns and values of another system’s export mean",
    ),
    more=(
        "依表头和取值提出一份映射（TOML），写明未能对应的列、取值和分类，供人修改。"
        "给出 --check 时，改为逐行试用已有的映射，说明有多少行能读、哪些读不出。",
        "Proposes a mapping (TOML) from headings and values, with the columns, values and "
        "categories that it could not place, for people to edit. With --check one is tried on "
        "every row instead: how many can be read, and what cannot.",
    ),
    examples=(
        ("govrules map export.csv -o hotline.toml", ("提出映射", "propose a mapping")),
        ("govrules map export.csv --check hotline.toml", ("试用映射", "try a mapping")),
        (
            "govrules decide export.csv --map hotline.toml -o decided.csv",
            ("据以认定，其各列保留", "decide by it, their columns kept"),
        ),
    ),
    exits=True,
    params=(
        Argument(
            "file",
            required=True,
            zh="导出文件：.csv、.jsonl、.xlsx",
            en="the export: .csv, .jsonl, .xlsx",
        ),
        Option(
            "-o",
            "--output",
            metavar="MAP.toml",
            zh="写入此文件，而非标准输出",
            en="write here, not to stdout",
        ),
        Option("--check", metavar="MAP.toml", zh="试用此映射", en="try this mapping"),
        Option(
            "--encoding",
            metavar="NAME",
            zh="CSV 的编码，如 gb18030；缺省 utf-8",
            en="the encoding of CSV, such as gb18030; utf-8 where not given",
        ),
        jurisdiction_option(),
    ),
)
def map_(
    session: Session,
    file: str,
    output: str | None,
    check: str | None,
    encoding: str | None,
    jurisdiction: str,
) -> int:
    """Propose a mapping, or try one."""
    from ..files.mapping import Mapping
    from ..files.propose import propose

    j = session.load(jurisdiction)
    if check is not None:
        return _checked(file, Mapping.load(check), encoding, j, session)
    proposal = propose(
        Path(file), j.fields, place=j.layout.place, encoding=encoding, lang=session.lang
    )
    if output is None:
        click.echo(proposal.text, nl=False)
    else:
        with writing(output), write_whole(output) as path:
            path.write_text(proposal.text, encoding="utf-8")
    odd = sum(map(len, proposal.unread.values()))
    words = (
        "已对应 {placed} 个字段；未对应 {left} 列；待定取值 {odd} 个",
        "{placed} fields placed; {left} columns not placed; {odd} values to settle",
    )
    told = session.say(words, placed=len(proposal.placed), left=len(proposal.left), odd=odd)
    click.echo(told, err=True)
    return Exit.DONE


def _checked(
    file: str, mapping: Mapping, encoding: str | None, j: Jurisdiction, session: Session
) -> int:
    """Read every row by the mapping, and show what of each field was said and what was not read."""
    from ..files.rows import RowError
    from ..rules.reader import Reader

    mapping.check(j.fields)
    said = dict.fromkeys((*mapping.columns, *mapping.constants), 0)
    rows, unread = 0, dict[str, int]()
    reader = Reader(j.fields, day_field=j.rules.day_field)
    for row in mapping.rows(Path(file), encoding=encoding):
        rows += 1
        try:
            if isinstance(row, RowError):
                raise row.error
            for field in row.record:
                said[field] += 1
            reader.read(row.record)
        except RecordError as error:
            text = error.without_search().text(session.lang)
            unread[text] = unread.get(text, 0) + 1
    screen, say = Screen(), session.say
    head = [Column(say(("字段", "field")), "bold"), Column(say(("有值的行", "rows that say it")))]
    screen.table(head, [(field, f"{n} / {rows}") for field, n in said.items()])
    for text, n in sorted(unread.items(), key=lambda pair: (-pair[1], pair[0]))[:20]:
        screen.line(f"{n} × {text}", "red")
    bad = sum(unread.values())
    screen.line(
        say(
            ("{ok} 行能读，共 {rows} 行", "{ok} of {rows} rows can be read"),
            ok=rows - bad,
            rows=rows,
        )
    )
    return Exit.BAD if bad else Exit.DONE
