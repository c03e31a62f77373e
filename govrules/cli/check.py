"""``govrules check``: what is wrong with the rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import did_you_mean
from ..whole_file import write_whole, writing
from .base import (
    Exit,
    Option,
    Session,
    command,
    json_option,
    jurisdiction_argument,
    no_cache_option,
)
from .faults import Misuse

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction

__all__ = ["check"]

SEVERITIES = ("error", "warning", "note")
COUNTS = (
    "错误 {error}，注意 {warning}，提示 {note}；已认可 {accepted}",
    "{error} errors, {warning} warnings, {note} notes; {accepted} accepted",
)
LEFT = (
    "未查：{codes}，须编译全部问题，见 --all、--prove",
    "not looked for: {codes}; they compile every question, see --all and --prove",
)


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
        jurisdiction_argument("pack", "PACK"),
        Option(
            "--only",
            metavar="CODE",
            multiple=True,
            zh="只做这一项检查，可重复",
            en="run this check only; may be repeated",
        ),
        Option(
            "--all",
            "whole",
            is_flag=True,
            zh="连同须编译全部问题的检查，北京首次约半分钟",
            en="the checks that compile every question too; of Beijing half a minute the "
            "first time",
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
    whole: bool,
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
        _refuse({"--only": only, "--all": whole, "--accepted": accepted})
        return _prove(session, loaded, output, as_json, cache)
    codes = _codes(loaded) if whole and not only else _known(loaded, only) if only else None
    full = loaded.check(only=codes, cache=cache)
    session.warn(loaded.analysis.keeping(cache).notes)
    shown = SEVERITIES[: SEVERITIES.index(severity) + 1]
    report = Report(
        tuple(f for f in full.findings if f.severity in shown), full.accepted, full.codes
    )
    if as_json:
        click.echo(json.dumps(report.to_dict(), ensure_ascii=False, indent=1))
    else:
        _tell(session, report, accepted)
        if codes is None:
            left = [code for code in _codes(loaded) if code not in full.codes]
            click.echo(session.say(LEFT, codes=session.say(("、", ", ")).join(left)))
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


def _refuse(given: Mapping[str, object]) -> None:
    """Refuse what would choose among findings: a proof has its own; raises Misuse."""
    for name in (n for n, value in given.items() if value):
        raise Misuse(
            f"{name} does not go with a proof",
            f"{name} 不能与证明并用",
            "leave out --prove and -o, or it",
            "请去掉它，或去掉 --prove 和 -o",
        )


def _codes(loaded: Jurisdiction) -> list[str]:
    """The codes of all checks, those of plug-ins included."""
    from ..analysis import DETECTORS

    return sorted(d.code for d in (*DETECTORS, *loaded.detectors()))


def _known(loaded: Jurisdiction, only: tuple[str, ...]) -> list[str]:
    """The codes, if there are such checks, those of plug-ins included; raises Misuse."""
    codes = _codes(loaded)
    for code in only:
        if code not in codes:
            en, zh = did_you_mean(code, codes)
            raise Misuse(f"no check {code!r}", f"没有检查项 {code!r}", en, zh)
    return list(only)
