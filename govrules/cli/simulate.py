"""``govrules simulate`` and ``govrules replay``: a study from a file, and again to the byte."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..whole_file import write_whole, writing
from .base import Argument, Exit, Option, Session, command, jurisdiction_option
from .decide_columns import needs
from .faults import no_file
from .screen import Column, Screen

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction
    from ..simulate import Run, Study

__all__ = ["replay", "simulate"]

COUNTS = (
    ("moved", "换了机关", "moved"),
    ("settled", "有了机关", "settled"),
    ("shared", "数机关并列", "shared"),
    ("orphaned", "不再有机关", "orphaned"),
    ("other", "处置不同", "other"),
    ("same", "不变", "same"),
)


@command(
    "simulate",
    about=(
        "按研究文件，把同一批事项在现状和各情景下分别认定",
        "decide the same matters as the rules are and under each scenario of a study file",
    ),
    more=(
        "文件夹中写入 study.zip（可重演）、changes.csv 和每个情景的 moved 表；--html 另写对照页，"
        "研究文件有 [flow] 的，页中列出工单如何流转、谁超期。",
        "The folder gets study.zip, to be replayed, changes.csv and a table of what moved for each "
        "scenario; with --html also a page that compares, which shows how orders are passed on and "
        "who is late where the study has a table flow.",
    ),
    examples=(
        (
            "govrules simulate study.toml -o study --html",
            ("运行研究并写出对照页", "run the study and write the pages"),
        ),
    ),
    params=(
        Argument("study", metavar="STUDY.toml", zh="研究文件", en="the study file"),
        Option(
            "-o",
            "--output",
            metavar="FOLDER",
            required=True,
            zh="写入此文件夹",
            en="write into this folder",
        ),
        Option(
            "--html",
            is_flag=True,
            zh="为每个情景写一页中英文对照",
            en="write a page for each scenario, in Chinese and English",
        ),
        jurisdiction_option(),
    ),
)
def simulate(session: Session, study: str, output: str, html: bool, jurisdiction: str) -> int:
    """Run the study, write the folder, and tell what changes."""
    needs()
    from ..simulate.study import read_study

    if not Path(study).is_file():
        raise no_file(study)
    read = read_study(study)
    shown = read.shown() if html else None
    run = _run(session, read, session.load(jurisdiction))
    folder = Path(output)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    written = [*_written(run, folder, shown)]
    _tell(session, run)
    where = folder.as_posix()
    click.echo(
        session.say(("写入 {0}：{1}", "written to {0}: {1}")).format(where, ", ".join(written))
    )
    return Exit.DONE


@command(
    "replay",
    about=(
        "重演存下的研究，逐件核对认定结果",
        "run a saved study again, and hold every decision against the one that was saved",
    ),
    examples=(("govrules replay study/study.zip", ("重演一项研究", "replay a study")),),
    params=(
        Argument("study", metavar="STUDY.zip", zh="simulate 写出的文件", en="what simulate wrote"),
        jurisdiction_option(),
    ),
)
def replay(session: Session, study: str, jurisdiction: str) -> int:
    """Replay the study; a decision that differs is an error."""
    needs()
    from ..simulate import replay as replayed

    if not Path(study).is_file():
        raise no_file(study)
    run = replayed(session.load(jurisdiction), study)
    _tell(session, run)
    rows = run.baseline.table.num_rows
    click.echo(
        session.say(
            (
                f"{rows:,} 件在 {len(run) + 1} 种规则下的认定均与所存相同",
                f"all {rows:,} matters are decided as was saved, under {len(run) + 1} rule sets",
            )
        )
    )
    click.echo(run.cite())
    return Exit.DONE


def _run(session: Session, study: Study, of: Jurisdiction) -> Run:
    """Run the study, with a bar for who looks on."""
    screen = Screen(sys.stderr)
    if not screen.is_terminal:
        return study.run(of)
    from .bar import bar

    with bar(session, screen, of.classes) as progress:
        return study.run(of, progress)


def _written(run: Run, folder: Path, shown: Mapping[str, Any] | None) -> Iterable[str]:
    """Write the files, and name each.

    Args:
        run: The run.
        folder: Where they go.
        shown: What the pages show besides; ``None`` for no pages.
    """
    import pyarrow.csv

    from ..simulate import compare

    run.save(folder / "study.zip")
    yield "study.zip"
    stems = _stems(run)
    tables = {"changes.csv": run.table()}
    tables |= {f"moved-{stem}.csv": run[name].moved() for name, stem in stems.items()}
    for name, table in tables.items():
        with write_whole(folder / name) as beside:
            pyarrow.csv.write_csv(table, beside)
        yield name
    for name, stem in stems.items() if shown is not None else ():
        compare(run[name], run.baseline).report(folder / f"{stem}.html", **(shown or {}))
        yield f"{stem}.html"


def _stems(names: Iterable[str]) -> dict[str, str]:
    """Each scenario's name as a file's; where two come to one, the later has its number."""
    found = dict[str, str]()
    for number, name in enumerate(names, 1):
        stem = "".join(c if c.isalnum() or c in "-_" else "-" for c in name)
        found[name] = f"{stem}-{number}" if stem in found.values() else stem
    return found


def _tell(session: Session, run: Run) -> None:
    """Print what each scenario changes, and what must not be missed."""
    is_zh = session.lang == "zh"
    titles = [session.say(("情景", "scenario")), *(zh if is_zh else en for _, zh, en in COUNTS)]
    rows = [
        [(run[row["scenario"]].zh if is_zh else "") or row["scenario"]]
        + [f"{row[name]:,}" for name, _, _ in COUNTS]
        for row in run.table().to_pylist()
    ]
    if rows:
        Screen().table([Column(title) for title in titles], rows)
    for remark in run.remarks:
        click.echo(session.say(remark))
