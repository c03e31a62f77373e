"""``govrules coverage``: which rules no matter has tried."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .base import Exit, Option, Session, command, json_option, jurisdiction_argument
from .faults import no_file

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction

__all__ = ["coverage"]


@command(
    "coverage",
    about=(
        "哪些规则、例外和变动之日，没有事项触及",
        "which rules, exceptions and days of change no matter has touched",
    ),
    more=(
        "两个选项都不给时，用规则包自带的示例。",
        "Where neither option is given, the pack's own worked examples are taken.",
    ),
    examples=(
        ("govrules coverage beijing", ("以自带的示例", "by its own examples")),
        (
            "govrules coverage beijing --matters matters.jsonl",
            ("以一批事项", "by a file of matters"),
        ),
    ),
    params=(
        jurisdiction_argument("pack", "PACK"),
        Option(
            "--cases",
            metavar="PATH",
            multiple=True,
            type=click.Path(),
            zh="示例（YAML）文件或文件夹，可重复",
            en="a file or folder of worked examples (YAML); may be repeated",
        ),
        Option(
            "--matters",
            metavar="FILE",
            multiple=True,
            type=click.Path(),
            zh="事项文件：.csv、.jsonl、.xlsx、.parquet、.arrow，可重复",
            en="a file of matters: .csv, .jsonl, .xlsx, .parquet, .arrow; may be repeated",
        ),
        json_option("输出 JSON", "write JSON"),
    ),
)
def coverage(
    session: Session, pack: str, cases: tuple[str, ...], matters: tuple[str, ...], as_json: bool
) -> int:
    """Print what matters touch."""
    loaded = session.load(pack)
    own = () if cases or matters else loaded.analysis.example_matters
    found = loaded.coverage([*own, *_cases(cases), *_matters(matters, loaded)])
    text = json.dumps(found.to_dict(), ensure_ascii=False, indent=1)
    click.echo(text if as_json else found.text(session.lang))
    return Exit.DONE


def _cases(paths: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    from ..testing.examples import read_examples

    for given in map(Path, paths):
        if not given.exists():
            raise no_file(str(given))
        for file in sorted(given.glob("*.yaml")) if given.is_dir() else [given]:
            yield from (example.matter for example in read_examples(file))


def _matters(paths: tuple[str, ...], loaded: Jurisdiction) -> Iterator[Mapping[str, Any]]:
    from ..files.rows import FORMATS, Row, read_rows

    for path in paths:
        if not Path(path).exists():
            raise no_file(path)
        if Path(path).suffix.casefold() not in FORMATS:
            yield from _columns(path, loaded)
            continue
        for row in read_rows(path):
            yield row.record if isinstance(row, Row) else {}


def _columns(path: str, loaded: Jurisdiction) -> Iterator[Mapping[str, Any]]:
    """The matters of a Parquet or Arrow file, without what they do not say."""
    from ..columns.engine import BATCH
    from ..files.read import columns_of, streams

    fields = loaded.rules.declared
    for stream in streams(path, fields):
        for batch in stream.read(columns_of(stream, fields, ()), BATCH):
            for record in batch.to_pylist():
                yield {k: v for k, v in record.items() if v is not None}
