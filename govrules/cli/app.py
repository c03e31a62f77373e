"""The program: it finds the command, says every error in one line, and sets the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import click

from ..errors import did_you_mean
from .base import (
    LANGUAGES,
    Both,
    Command,
    Example,
    Option,
    Session,
    help_page,
    language_option,
    plugins_option,
)
from .cases import cases
from .check import check
from .classes import classes
from .compare import compare
from .coverage import coverage
from .decide import decide
from .demo import demo
from .explain import explain
from .faults import DEBUG, Misuse, code_of, line_of
from .fmt import fmt
from .graph import graph
from .inquire import inquire
from .items import items
from .law import article, law
from .lists import lists
from .map import map_
from .measure import measure
from .new import new
from .places import places
from .plugins import plugins
from .prove import diff, why_not
from .records import changes, manifest, schema
from .report import report
from .rosters import rosters
from .serve import serve
from .simulate import replay, simulate
from .systems import systems
from .table import table
from .test import test
from .year import year

__all__ = ["ABOUT", "COMMANDS", "EXAMPLES", "App", "allowed", "language", "main"]

COMMANDS: tuple[Command, ...] = (
    demo,
    decide,
    explain,
    inquire,
    cases,
    serve,
    map_,
    classes,
    places,
    rosters,
    graph,
    items,
    law,
    article,
    compare,
    lists,
    systems,
    new,
    fmt,
    table,
    check,
    test,
    coverage,
    report,
    why_not,
    diff,
    measure,
    year,
    simulate,
    replay,
    schema,
    manifest,
    changes,
    plugins,
)

ABOUT: Both = (
    "这件事归谁管：在此地、此日，依哪一条，为什么不是别人。",
    "Who owns this matter, here, on this date, under which article, and why not the others.",
)
EXAMPLES: tuple[Example, ...] = (
    (
        "govrules demo",
        ("从这里开始：北京各区的真实事项", "start here: real matters of Beijing's districts"),
    ),
    (
        "govrules demo --matters > matters.jsonl",
        ("存下演示用的事项", "keep the demo's matters in a file"),
    ),
    ("govrules decide matters.jsonl", ("逐件认定一个文件", "decide a file of matters")),
    ("govrules explain demo:1", ("一件事的完整理由", "the full reasons of one matter")),
)


class App(click.Group):
    """The group of commands; plug-ins add theirs, and a broken one costs only itself."""

    about = ABOUT
    examples = EXAMPLES
    exits = True

    def __init__(self) -> None:
        super().__init__(
            "govrules",
            help=ABOUT[1],
            commands={c.name or "": c for c in COMMANDS},
            params=[language_option(), plugins_option(), _version_option()],
            invoke_without_command=True,
            context_settings={"help_option_names": ["-h", "--help"]},
            callback=_welcome,
        )

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> int:
        """Run the program; exits with a code of ``Exit``, or returns it if not standalone."""
        given = list(sys.argv[1:] if args is None else args)
        session, ended = Session(language(given, os.environ), allowed(given)), None
        try:
            result = super().main(
                given, prog_name or "govrules", standalone_mode=False, obj=session, **extra
            )
            code = int(result) if isinstance(result, int) else 0
        except click.Abort as ended_by:
            for line in (session.say(("已中断", "interrupted")), *_notes(ended_by)):
                click.echo(line, err=True)
            code = 130
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            click.echo(line_of(error, session), err=True)
            code, ended = int(code_of(error)), error
        if "plugins" in vars(session):  # they were asked for something
            session.warn(session.plugins.errors, but=ended)
        return code if not standalone_mode else _exit(code)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; plug-ins are asked only if govrules has none."""
        return super().get_command(ctx, cmd_name) or self.added(ctx).get(cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, those of plug-ins last."""
        return [*(c.name or "" for c in COMMANDS), *sorted(self.added(ctx))]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; raises Misuse with the nearest ones."""
        if args and self.get_command(ctx, args[0]) is None:
            en, zh = did_you_mean(args[0], self.list_commands(ctx))
            raise Misuse(f"no command {args[0]!r}", f"没有命令 {args[0]!r}", en, zh)
        return super().resolve_command(ctx, args)

    def added(self, ctx: click.Context) -> Mapping[str, click.Command]:
        """The commands of plug-ins by name; what is no command, or not new, is reported."""
        root = ctx.find_root()
        session: Session = root.obj or Session()
        found: dict[str, click.Command] | None = root.meta.get("govrules.added")
        if found is None:
            root.meta["govrules.added"] = found = {}
            for new in session.plugins.commands():
                name = getattr(new, "name", None)
                if isinstance(new, click.Command) and name and name not in (*self.commands, *found):
                    found[name] = new
                else:
                    _refused(session, name or repr(new))
        return found

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help page with the list of commands."""
        session: Session = ctx.find_root().obj or Session()
        rows = []
        for name in self.list_commands(ctx):
            cmd = self.get_command(ctx, name)
            about = session.say(cmd.about) if isinstance(cmd, Command) else ""
            rows.append((name, about or (cmd.get_short_help_str(60) if cmd else "")))
        formatter.write(help_page(self, ctx, formatter.width, rows))


def language(args: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language to speak: ``--lang``, else ``GOVRULES_LANG``, else Chinese.

    It is read before the arguments are, so that errors in them are told in it too.
    """
    said = _last(args, "--lang") or environ.get("GOVRULES_LANG", "")
    return said if said in LANGUAGES else "zh"


def allowed(args: Sequence[str]) -> tuple[str, ...] | None:
    """The packages that ``--plugins`` before the command names, ``None`` where it is not given.

    It is read before the arguments are, for plug-ins may bring the command.
    """
    said = _last(args, "--plugins")
    return None if said is None else tuple(filter(None, map(str.strip, said.split(","))))


def _last(args: Sequence[str], option: str) -> str | None:
    """What an option is given last, ``None`` where it is not."""
    said = None
    for i, arg in enumerate(args):
        if arg == option and i + 1 < len(args):
            said = args[i + 1]
        elif arg.startswith(f"{option}="):
            said = arg.removeprefix(f"{option}=")
    return said


def _refused(session: Session, name: str) -> None:
    words = (
        "注意：插件的命令 {name} 未采用：已有同名命令，或不是 click 命令",
        "note: a plug-in's command {name} is left out: the name is taken, or it is no click "
        "command",
    )
    click.echo(session.say(words, name=name), err=True)


def _welcome() -> int:
    """Without a command: the help page."""
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
    return 0


def _version_option() -> Option:
    def show(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
        if wanted:
            from importlib.metadata import version

            click.echo(f"govrules {version('govrules')}")
            ctx.exit()

    return Option(
        "--version",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        zh="显示版本",
        en="show the version",
    )


def _notes(ended_by: click.Abort) -> Sequence[str]:
    """What was noted of an interruption: which plug-in was running."""
    notes: Sequence[str] = getattr(ended_by.__cause__, "__notes__", ())
    return notes


def _exit(code: int) -> NoReturn:
    sys.exit(code)


main = App()
