"""``govrules check`` and ``govrules coverage``: what is wrong with the rules, what is untried."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import did_you_mean
from ..whole_file import write_whole, writing
from .base import (
    Argument,
    Exit,
    Option,
    Session,
    command,
    json_option,
    jurisdiction_argument,
    no_cache_option,
)
from .faults import Misuse, no_file

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction

__all__ = ["check", "coverage"]

SEVERITIES = ("error", "warning", "note")
COUNTS = (
    "错误 {error}，注意 {warning}，提示 {note}；已认可 {accepted}",
    "{error} errors, {warning} warnings, {note} notes; {accepted} accepted",
)


def _pack() -> Argument:
    return jurisdiction_argument("pack", "PACK")


@command(
    "check",
    about=("检查规则自身的问题，不待有事项", "look the rules over, before any matter is decided"),
    more=(
        "已书面认可的不再列出，见 --accepted。有错误则退出码为 1。",
        "What was accepted in writing is left out, see --accepted. The exit code is 1 where there "
        "is an error.",
    ),
    examples=(
        ("govrules check beijing", ("全部检查", "every check")),
        (
            "govrules check --only role_missing --accepted",
            ("某一项，连同已认可的", "one of them, with what is accepted"),
        ),
        (
            "govrules check beijing --prove -o certificate.json",
            ("证明，并写出证明书", "prove, and write the certificate"),
        ),
    ),
    params=(
        _pack(),
        Option(
            "--only",
            metavar="CODE",
            multiple=True,
            zh="只做这一项检查，可重复",
            en="run this check only; may be repeated",
        ),
        Option(
            "--severity",
            metavar="error|warning|note",
            type=click.Choice(SEVERITIES),
            default="note",
            zh="列到哪一级为止，缺省 note",
            en="down to which severity; note where not given",
        ),
        Option(
            "--prove",
            is_flag=True,
            zh="证明每件事项都有一个承办机关或一个写明的去处，首次约需半分钟",
            en="prove that every matter has one lead or one named disposition; half a minute the "
            "first time",
        ),
        Option(
            "-o",
            "--output",
            metavar="FILE",
            type=click.Path(),
            zh="把证明书写入 JSON 文件（与 --prove 并用）",
            en="write the certificate to a JSON file (with --prove)",
        ),
        Option("--accepted", is_flag=True, zh="也列出已认可的", en="list what is accepted too"),
        no_cache_option(),
        json_option("输出 JSON", "write JSON"),
    ),
)
def check(
    session: Session,
    pack: str,
    only: tuple[str, ...],
    severity: str,
    prove: bool,
    output: str | None,
    accepted: bool,
    no_cache: bool,
    as_json: bool,
) -> int:
    """Print what the detectors find."""
    from ..analysis import Report

    loaded = session.load(pack)
    cache = session.cache_folder(no_cache)
    if prove or output:
        return _prove(session, loaded, output, as_json, cache)
    full = loaded.check(only=_known(loaded, only) if only else None, cache=cache)
    session.warn(loaded.analysis.keeping(cache).notes)
    shown = SEVERITIES[: SEVERITIES.index(severity) + 1]
    report = Report(
        tuple(f for f in full.findings if f.severity in shown), full.accepted, full.codes
    )
    if as_json:
        click.echo(json.dumps(report.to_dict(), ensure_ascii=False, indent=1))
    else:
        _tell(session, report, accepted)
    return Exit.INTERNAL if full.counts()["error"] else Exit.DONE


def _prove(
    session: Session, loaded: Jurisdiction, output: str | None, as_json: bool, cache: Path | None
) -> int:
    """Print the certificate, or why there is none."""
    certificate = loaded.prove(cache=cache)
    session.warn(loaded.analysis.keeping(cache).notes)
    text = json.dumps(certificate.to_dict(), ensure_ascii=False, indent=1)
    if output:
        with writing(output), write_whole(output) as beside:
            beside.write_text(text + "\n", encoding="utf-8")
    click.echo(text if as_json else certificate.explain(session.lang))
    return Exit.DONE if certificate.is_proved else Exit.INTERNAL


def _tell(session: Session, report: Any, accepted: bool) -> None:
    click.echo(report.explain(session.lang))
    if accepted and report.accepted:
        click.echo("\n" + report.explain_accepted(session.lang))
    counts = {**report.counts(), "accepted": len(report.accepted)}
    click.echo("\n" + session.say(COUNTS, **counts))


def _known(loaded: Jurisdiction, only: tuple[str, ...]) -> tuple[str, ...]:
    """The codes, if there are such checks, those of plug-ins included; raises Misuse."""
    from ..analysis import DETECTORS

    codes = sorted(d.code for d in (*DETECTORS, *loaded.detectors()))
    for code in only:
        if code not in codes:
            en, zh = did_you_mean(code, codes)
            raise Misuse(f"no check {code!r}", f"没有检查项 {code!r}", en, zh)
    return only


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
        _pack(),
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
            zh="事项文件，可重复",
            en="a file of matters; may be repeated",
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
    found = loaded.coverage([*own, *_cases(cases), *_matters(matters)])
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


def _matters(paths: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    from ..files.rows import Row, read_rows

    for path in paths:
        if not Path(path).exists():
            raise no_file(path)
        for row in read_rows(path):
            yield row.record if isinstance(row, Row) else {}
