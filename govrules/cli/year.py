"""``govrules year``: draw a year of matters, and say which of its parameters are published."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from ..errors import RecordError
from .base import Exit, Option, Session, command, jurisdiction_option
from .decide_columns import needs
from .faults import Misuse

__all__ = ["year"]


@command(
    "year",
    about=(
        "抽取一年的事项：合成数据，写明每个参数有无出处",
        "draw a year of matters: synthetic, and each parameter is said to be sourced or assumed",
    ),
    more=(
        "地点取当日存在的社区、街乡和区，事项取目录的末级。同一种子得同一数据。"
        "抽取时放进去的份额（区、类型、事项），不要再从结果中读出来。",
        "Places are units that stand on the day, items the leaves of the catalogue. The same seed "
        "gives the same matters. Do not read shares of districts, kinds or items out of it that "
        "were put into it.",
    ),
    examples=(
        ("govrules year --rows 1000 --seed 7 -o drawn.parquet", ("一千件", "a thousand matters")),
        (
            "govrules year --rows 200 --seed 7 --year 2021 -o drawn.csv --lang en",
            ("2021 年的，写成 CSV", "of 2021, as CSV"),
        ),
    ),
    params=(
        Option(
            "--rows",
            metavar="N",
            type=click.IntRange(1),
            required=True,
            zh="多少件",
            en="how many matters",
        ),
        Option(
            "--seed",
            metavar="S",
            type=click.IntRange(0),
            required=True,
            zh="种子：同一种子得同一数据",
            en="the seed: the same gives the same matters",
        ),
        Option(
            "--year",
            "of",
            metavar="YEAR",
            type=click.IntRange(1949, 9998),
            default=2024,
            zh="哪一年，缺省 2024",
            en="the calendar year of their days; 2024 where not given",
        ),
        Option(
            "--weights",
            metavar="WHAT=FILE.csv",
            multiple=True,
            zh="place、item、kind、channel 或 month 的权重，列为 code 和 weight；可重复",
            en="weights of place, item, kind, channel or month, in the columns code and weight; "
            "may be repeated",
        ),
        Option(
            "-o",
            "--output",
            metavar="OUT",
            required=True,
            zh="写入此文件：.parquet、.arrow 或 .csv",
            en="write this file: .parquet, .arrow or .csv",
        ),
        jurisdiction_option(),
    ),
)
def year(
    session: Session,
    rows: int,
    seed: int,
    of: int,
    weights: tuple[str, ...],
    output: str,
    jurisdiction: str,
) -> int:
    """Draw the matters, write them, and tell their parameters."""
    needs()
    from ..files.write import check_suffix, write_batches
    from ..simulate import year as drawn

    check_suffix(Path(output))
    files = _files(weights)
    j = session.load(jurisdiction)
    try:
        matters = drawn(j, rows=rows, seed=seed, year=of, weights=files)
    except RecordError as error:  # all that it is given here are options
        raise Misuse(error.text("en"), error.text("zh")) from error
    with write_batches(Path(output), matters.table.schema) as write:
        for batch in matters.table.to_batches():
            write(batch)
    click.echo(matters.summary(session.lang))
    return Exit.DONE


def _files(weights: Iterable[str]) -> dict[str, str]:
    """What is weighted, and by which file; raises Misuse for what does not say both, and once."""
    found = dict[str, str]()
    for text in weights:
        what, _, file = text.partition("=")
        if not (what and file):
            raise Misuse(
                f"--weights {text} does not say what is weighted, and by which file",
                f"--weights {text} 未写明何者的权重、在哪个文件",
                "write --weights place=people.csv",
                "请写 --weights place=people.csv",
            )
        if what in found:
            raise Misuse(
                f"--weights {what} is given twice",
                f"--weights {what} 给出了两次",
                "put all of its codes into one file",
                "请把各代码写在一个文件里",
            )
        found[what] = file
    return found
