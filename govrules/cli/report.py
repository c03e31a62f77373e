"""``govrules report``: a pack on one page, for those who do not run commands."""

from __future__ import annotations

from pathlib import Path

import click

from ..whole_file import writing
from .base import Exit, Option, Session, command, jurisdiction_argument

__all__ = ["report"]


@command(
    "report",
    about=(
        "把规则包写成一个网页：谁承担什么、职权下放、条款、检查、区划",
        "write a pack as one page: who owns what, delegations, provisions, findings, territory",
    ),
    more=(
        "网页自成一体，不含脚本，无须联网，语言随 --lang。只统计规则所写明的，不认定事项。"
        "需试算事项的检查不在其内，见 govrules check。",
        "The page stands alone: no script, nothing fetched; its language is that of --lang. It "
        "counts what the rules declare and decides no matter; the checks that try matters are "
        "left to govrules check.",
    ),
    examples=(
        ("govrules report beijing -o report.html", ("中文", "in Chinese")),
        ("govrules report beijing -o report.html --lang en", ("英文", "in English")),
    ),
    params=(
        jurisdiction_argument("pack", "PACK"),
        Option(
            "-o",
            "--output",
            metavar="FILE",
            required=True,
            type=click.Path(path_type=Path),
            zh="写入此 .html 文件",
            en="write this .html file",
        ),
    ),
)
def report(session: Session, pack: str, output: Path) -> int:
    """Write the page."""
    from ..simulate.bilingual import check_page_name, write_page
    from .pack_page import page_of

    check_page_name(output)
    page = page_of(session.load(pack), session)
    with writing(output):
        write_page(output, page)
    click.echo(session.say(("已写入 {file}", "wrote {file}"), file=output), err=True)
    return Exit.DONE
