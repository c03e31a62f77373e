"""``govrules test``: whether the worked examples of a pack still come out as expected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .base import Argument, Exit, Option, Session, command, jurisdiction_argument
from .faults import Misuse, no_file

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction
    from ..testing import Example, Outcome

__all__ = ["test"]

SUMMARY = ("示例 {n} 个：通过 {good}，不符 {bad}", "{n} examples: {good} passed, {bad} failed")


@command(
    "test",
    about=(
        "规则包的示例是否仍得出预期的认定",
        "whether the examples of a pack come out as expected",
    ),
    more=(
        "示例是 YAML 文件，见“测试规则包”。有不符则退出码为 1。",
        "Examples are YAML files, see Test a pack. The exit code is 1 where one fails.",
    ),
    examples=(
        ("govrules test beijing", ("自带的示例", "its own examples")),
        (
            "govrules test beijing mine.yaml --coverage",
            ("另加一份，并看覆盖", "another file, and what is untried"),
        ),
        ("govrules test beijing --junit report.xml", ("给 CI 的报告", "a report for CI")),
        (
            "govrules test tongchuan --mutate 50",
            ("示例发现得了多少处改错", "how many faults the examples notice"),
        ),
        (
            "govrules test beijing --suggest",
            ("为没有示例的规则拟出示例，供确认", "drafts for rules without one, to be confirmed"),
        ),
    ),
    params=(
        jurisdiction_argument("pack", "PACK"),
        Argument(
            "paths",
            metavar="FILE",
            nargs=-1,
            required=False,
            type=click.Path(),
            zh="示例文件或文件夹；缺省为自带的",
            en="files or folders of examples; its own where not given",
        ),
        Option(
            "--coverage",
            is_flag=True,
            zh="列出示例没有触及的规则",
            en="list the rules that no example touches",
        ),
        Option(
            "--suggest",
            is_flag=True,
            zh="为没有触及的规则拟出示例，附今日的认定",
            en="draft examples for these, with today's decision",
        ),
        Option(
            "--junit",
            metavar="FILE",
            type=click.Path(),
            zh="结果另写成 JUnit XML",
            en="write how they came out as JUnit XML as well",
        ),
        Option(
            "--mutate",
            metavar="N",
            type=click.IntRange(1),
            zh="把规则逐一改错，试 N 处，看示例发现几处",
            en="put a small fault into rules, N in all, and see how many the examples notice",
        ),
        Option(
            "--rule",
            "prefix",
            metavar="PREFIX",
            default="",
            zh="只改编号以此开头的规则（与 --mutate 并用）",
            en="with --mutate: only rules whose id begins so",
        ),
    ),
)
def test(
    session: Session,
    pack: str,
    paths: tuple[str, ...],
    coverage: bool,
    suggest: bool,
    junit: str | None,
    mutate: int | None,
    prefix: str,
) -> int:
    """Decide every example and compare."""
    from ..testing import read_examples, run_example

    loaded = session.load(pack)
    examples = [e for file in _files(loaded, paths) for e in read_examples(file)]
    outcomes = [run_example(loaded, e) for e in examples]
    bad = [o for o in outcomes if not o.ok]
    for outcome in bad:
        click.echo(outcome.message)
    if coverage:
        click.echo(loaded.coverage([e.matter for e in examples]).text(session.lang))
    if suggest:
        _suggest(loaded, outcomes)
    if junit is not None:
        from ..testing.junit import write_junit

        write_junit(outcomes, junit, loaded.id)
    if mutate is not None:
        _mutate(session, loaded, [o.example for o in outcomes if o.ok], mutate, prefix)
    good = len(outcomes) - len(bad)
    click.echo(session.say(SUMMARY, n=len(outcomes), good=good, bad=len(bad)), err=True)
    return Exit.INTERNAL if bad else Exit.DONE


def _files(loaded: Jurisdiction, paths: tuple[str, ...]) -> Iterator[Path]:
    folder = loaded.examples
    if not paths and folder is None:
        raise Misuse(
            f"{loaded.id} has no examples", f"{loaded.id} 没有示例", "name a file", "请给出文件"
        )
    for path in map(Path, paths) if paths else [Path(str(folder))]:
        if not path.exists():
            raise no_file(str(path))
        yield from sorted(path.glob("*.yaml")) if path.is_dir() else [path]


def _suggest(loaded: Jurisdiction, outcomes: list[Outcome]) -> None:
    """Print an example for each rule that decided in none, as far as one can be made."""
    from ..testing.suggest import suggested

    told = {r.rule for o in outcomes if o.decision for r in o.decision.because}
    for draft in suggested(loaded, told):
        click.echo(draft)


NOTICED = (
    "改错 {tried} 处（共 {of} 处可改），示例发现 {killed} 处（{share:.0%}）",
    "{tried} faults tried of {of}: the examples noticed {killed} ({share:.0%})",
)


def _mutate(
    session: Session, loaded: Jurisdiction, examples: list[Example], most: int, prefix: str
) -> None:
    """Print the faults that no example notices, and the share that some do."""
    from ..testing.mutants import mutate

    found = mutate(loaded, examples, most, prefix)
    for mutant in found.lived:
        click.echo(f"{mutant.rule.id}: {session.say((mutant.zh, mutant.en))}")
    share = found.killed / found.tried if found.tried else 0.0
    counts = {"tried": found.tried, "of": found.of, "killed": found.killed}
    click.echo(session.say(NOTICED, share=share, **counts))
