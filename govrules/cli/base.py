"""What a command is: its words in both languages, its options, its help page, its exit codes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import click

from ..errors import GovrulesError, NotFoundError
from ..lazy import lazy
from .screen import pad, wrap

if TYPE_CHECKING:
    from pathlib import Path

    from ..jurisdiction import Jurisdiction
    from ..plugins import Plugins

__all__ = [
    "LANGUAGES",
    "Argument",
    "Both",
    "Command",
    "Example",
    "Exit",
    "Option",
    "Session",
    "command",
    "help_page",
    "json_option",
    "jurisdiction_argument",
    "jurisdiction_option",
    "language_option",
    "no_cache_option",
    "plugins_option",
]

Both: TypeAlias = tuple[str, str]
"""A text in Chinese and in English."""

Example: TypeAlias = tuple[str, Both]
"""A command line that works, and what it does."""

LANGUAGES = ("zh", "en")
# The environment variable that says which jurisdiction is meant.
CHOSEN = "GOVRULES_JURISDICTION"


class Exit(IntEnum):
    """How a run ended, for the shell."""

    DONE = 0
    INTERNAL = 1
    USAGE = 2
    OPEN = 3
    BAD = 4
    GAP = 5


EXITS: tuple[tuple[Exit, Both], ...] = (
    (Exit.DONE, ("全部作出认定", "everything was decided")),
    (
        Exit.INTERNAL,
        (
            "内部错误；规则包有误；check 发现错误",
            "an internal error; a faulty pack; an error of check",
        ),
    ),
    (
        Exit.USAGE,
        ("用法有误：选项、文件、表头或辖区", "wrong usage: an option, file, header, jurisdiction"),
    ),
    (Exit.OPEN, ("有待查明或提请裁决的事项", "some matters are undetermined or to be adjudicated")),
    (
        Exit.BAD,
        (
            "有读不懂的行、事项或地点（先于 3、5）",
            "some row, matter or place cannot be read (goes before 3 and 5)",
        ),
    ),
    (
        Exit.GAP,
        (
            "有规则未作规定的事项，须由规则作者补充（先于 3）",
            "some matter that no rule provides for, for an author to mend (goes before 3)",
        ),
    ),
)


@attrs.frozen(slots=False)
class Session:
    """What every command is given: the language to speak, and the plug-ins of this run.

    Args:
        lang: ``"zh"`` or ``"en"``.
        allowed: The packages whose plug-ins may be imported, if that is said.
    """

    lang: str = "zh"
    allowed: tuple[str, ...] | None = None

    @lazy
    def plugins(self) -> Plugins:
        """The plug-ins, found once a run, so that what is wrong with one is told once."""
        from ..plugins import Plugins

        return Plugins(allowed=self.allowed)

    @lazy
    def _told(self) -> set[str]:
        return set()

    def say(self, words: Both, **parts: object) -> str:
        """The phrase in the reader's language, with its parts filled in."""
        text = words[0 if self.lang == "zh" else 1]
        return text.format(**parts) if parts else text

    def only_jurisdiction(self) -> str:
        """The code of the jurisdiction that is installed.

        Raises:
            NotFoundError: if there is none, or several.
            PluginError: if there is none because of what is wrong with the plug-ins.
        """
        offered = sorted(self.plugins.jurisdictions())
        if len(offered) == 1:
            return offered[0]
        if not offered:
            if faults := self.plugins.errors:
                raise faults[0]
            en, zh = "no jurisdiction is installed", "没有安装辖区"
            hint_en, hint_zh = "install a pack, or write one", "请安装或编写规则包"
        else:
            en, zh = f"{len(offered)} jurisdictions are installed", f"安装了 {len(offered)} 个辖区"
            hint_en = f"say which: {', '.join(offered)}; or set {CHOSEN}"
            hint_zh = f"请指明：{'、'.join(offered)}；或设置环境变量 {CHOSEN}"
        raise NotFoundError(en, zh, field="jurisdiction", hint_en=hint_en, hint_zh=hint_zh)

    def load(self, id: str | None) -> Jurisdiction:
        """A jurisdiction; plug-ins that failed and policies left out are told on stderr.

        Args:
            id: Its code; the only one that is installed where not given.

        Raises:
            NotFoundError: if no plug-in offers it.
            PluginError: if two do, or the one that does cannot make it.
        """
        from ..kept_places import file_for, with_kept

        found = with_kept(self.load_alone(id))
        if own := found.territory.registry:
            words = (
                "注意：地址另按所载地名表读取（{n} 条，{file}）",
                "note: addresses are also read by your registry of places ({n} entries, {file})",
            )
            self.tell_once(self.say(words, n=len(own), file=file_for(found.id)))
        return found

    def load_alone(self, id: str | None) -> Jurisdiction:
        """A jurisdiction as it comes, without the registry of places that is kept for it."""
        from ..plugins import load

        found = load(id or self.only_jurisdiction(), plugins=self.plugins)
        self.warn(found.errors)
        return found

    def cache_folder(self, is_unwanted: bool) -> Path | None:
        """The folder of the caches; one that cannot be written is told and done without.

        Args:
            is_unwanted: Whether the run is to use none.
        """
        from ..private_file import default_folder

        if is_unwanted:
            return None
        folder = default_folder()
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        if folder.is_dir() and os.access(folder, os.W_OK):
            return folder
        words = (
            "注意：缓存文件夹 {folder} 无法写入，未采用；可用 GOVRULES_CACHE 另指一处",
            "note: the cache folder {folder} cannot be written and is not used; set GOVRULES_CACHE "
            "to another",
        )
        click.echo(self.say(words, folder=folder), err=True)
        return None

    def tell_once(self, text: str) -> None:
        """Tell something on stderr, once a run."""
        if text not in self._told:
            self._told.add(text)
            click.echo(text, err=True)

    def warn(self, errors: Iterable[GovrulesError], *, but: Exception | None = None) -> None:
        """Tell what is missing for want of a plug-in or policy, each once, a line for a fault.

        Args:
            errors: What is wrong.
            but: What was told already, as what ended the run.
        """
        if isinstance(but, GovrulesError):
            self._told.update(e.text(self.lang) for e in (but, *but.faults))
        for error in errors:
            text = error.text(self.lang)
            faults = {fault.text(self.lang) for fault in error.faults}
            if len(faults) < 2:
                text = " ".join(text.split())
            if text not in self._told and not faults <= self._told:
                self._told.update(faults, (text,))
                click.echo(self.say(("注意：{text}", "note: {text}"), text=text), err=True)


class Option(click.Option):
    """An option that says what it does in both languages.

    Args:
        names: As for ``click.Option``.
        zh: What it does, in Chinese.
        en: The same in English.
        **more: As for ``click.Option``.
    """

    def __init__(self, *names: str, zh: str, en: str, **more: Any) -> None:
        super().__init__(names, help=en, **more)
        self.words: Both = (zh, en)


class Argument(click.Argument):
    """An argument that says what it is in both languages; the arguments are as for Option."""

    def __init__(self, name: str, *, zh: str, en: str, **more: Any) -> None:
        super().__init__([name], **more)
        self.words: Both = (zh, en)


class Command(click.Command):
    """A command whose help speaks both languages.

    Args:
        name: Its name.
        about: What it does, in one line.
        more: What else to know, a paragraph a line.
        examples: Command lines that work.
        exits: Whether the help page lists the exit codes.
        **rest: As for ``click.Command``.
    """

    def __init__(
        self,
        name: str,
        *,
        about: Both,
        more: Both = ("", ""),
        examples: Sequence[Example] = (),
        exits: bool = False,
        **rest: Any,
    ) -> None:
        rest.setdefault("context_settings", {"help_option_names": ["-h", "--help"]})
        super().__init__(name, help=about[1], **rest)
        self.about, self.more, self.examples, self.exits = about, more, tuple(examples), exits

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help page."""
        formatter.write(help_page(self, ctx, formatter.width))


def command(
    name: str,
    *,
    about: Both,
    more: Both = ("", ""),
    examples: Sequence[Example] = (),
    exits: bool = False,
    params: Sequence[click.Parameter] = (),
) -> Callable[[Callable[..., int]], Command]:
    """Make a command of a function ``(session, **params) -> exit code``."""

    def made(function: Callable[..., int]) -> Command:
        return Command(
            name,
            about=about,
            more=more,
            examples=examples,
            exits=exits,
            params=[*params, language_option()],
            callback=click.pass_obj(function),
        )

    return made


def language_option() -> Option:
    """``--lang``; it was already read when the program started, and is only checked here."""
    return Option(
        "--lang",
        metavar="zh|en",
        type=click.Choice(LANGUAGES),
        envvar="GOVRULES_LANG",
        expose_value=False,
        is_eager=True,
        zh="语言；缺省取环境变量 GOVRULES_LANG，否则为 zh",
        en="language; else GOVRULES_LANG, else zh",
    )


def plugins_option() -> Option:
    """``--plugins``; it was already read when the program started."""
    return Option(
        "--plugins",
        metavar="PACKAGES",
        expose_value=False,
        is_eager=True,
        zh="只导入这些软件包的插件，以逗号分隔；缺省取环境变量 GOVRULES_PLUGINS，否则为全部",
        en="import the plug-ins of these packages only, joined by commas; else GOVRULES_PLUGINS, "
        "else all",
    )


WHICH: Both = (
    "辖区；缺省取环境变量 GOVRULES_JURISDICTION，否则取唯一安装的辖区",
    "the jurisdiction; else GOVRULES_JURISDICTION, else the only one that is installed",
)


def jurisdiction_option(*, needed: bool = True) -> Option:
    """``--jurisdiction``: as given, by the environment, or the only one that is installed.

    Args:
        needed: Whether every run needs one; else it is ``None`` where none is said.
    """
    chosen = {"callback": _chosen} if needed else {}
    return Option("--jurisdiction", metavar="ID", zh=WHICH[0], en=WHICH[1], envvar=CHOSEN, **chosen)


def jurisdiction_argument(name: str, metavar: str) -> Argument:
    """The jurisdiction as an argument that may be left out, as :func:`jurisdiction_option`."""
    return Argument(
        name,
        metavar=metavar,
        required=False,
        zh=WHICH[0],
        en=WHICH[1],
        envvar=CHOSEN,
        callback=_chosen,
    )


def _chosen(ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    session: Session = ctx.find_root().obj or Session()
    return value or session.only_jurisdiction()


def json_option(zh: str, en: str) -> Option:
    """``--json``."""
    return Option("--json", "as_json", is_flag=True, zh=zh, en=en)


def no_cache_option() -> Option:
    """``--no-cache``, of what is compiled."""
    return Option(
        "--no-cache",
        is_flag=True,
        zh="既不采用也不留存以往编译的结果",
        en="neither use nor keep what earlier runs have compiled",
    )


# --- the help page ---------------------------------------------------------------------------


def help_page(
    cmd: click.Command, ctx: click.Context, width: int, commands: Iterable[tuple[str, str]] = ()
) -> str:
    """The help of a command or of the program, in the language of the session.

    Args:
        cmd: The command; ``about``, ``more`` and ``examples`` are read if it has them.
        ctx: Its context.
        width: How wide a line may be, in cells.
        commands: ``(name, what it does)`` of each subcommand.
    """
    session: Session = ctx.find_root().obj or Session()
    say = session.say
    arguments = [p for p in cmd.params if isinstance(p, Argument)]
    options = [p for p in cmd.params if isinstance(p, Option)]
    usage = [ctx.command_path, say(("[选项]", "[OPTIONS]"))]
    usage += [_metavar(p) for p in arguments]
    if commands:
        usage.append(say(("命令 …", "COMMAND …")))
    lines = [say(("用法：", "Usage: ")) + " ".join(usage), ""]
    for text in (getattr(cmd, "about", ("", "")), getattr(cmd, "more", ("", ""))):
        for paragraph in filter(None, say(text).split("\n")):
            lines += wrap(paragraph, width) or [""]
        lines.append("")
    rows = [(_metavar(p), say(p.words)) for p in arguments]
    lines += _section(say(("参数：", "Arguments:")), rows, width)
    lines += _section(say(("命令：", "Commands:")), list(commands), width)
    rows = [(_names(p), say(p.words)) for p in options]
    rows.append(("-h, --help", say(("显示本帮助", "show this help"))))
    lines += _section(say(("选项：", "Options:")), rows, width)
    lines += _examples(session, getattr(cmd, "examples", ()), width)
    if getattr(cmd, "exits", False):
        codes = [(str(int(code)), say(words)) for code, words in EXITS]
        lines += _section(say(("退出码：", "Exit codes:")), codes, width)
    return "\n".join(_squeezed(lines)) + "\n"


def _metavar(argument: click.Argument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    name += "..." if argument.nargs == -1 else ""
    return name if argument.required else f"[{name}]"


def _names(option: click.Option) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar or 'TEXT'}"


def _section(title: str, rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    if not rows:
        return
    yield title
    left = min(max(len(name) for name, _ in rows), 24)
    for name, text in rows:
        first, *others = wrap(text, width - left - 4) or [""]
        if len(name) > left:
            yield f"  {name}"
            name = ""
        yield f"  {pad(name, left)}  {first}"
        yield from (f"{'':{left + 4}}{other}" for other in others)
    yield ""


def _examples(session: Session, examples: Sequence[Example], width: int) -> Iterator[str]:
    if examples:
        yield session.say(("示例：", "Examples:"))
        for line, words in examples:
            yield f"  {line}"
            yield from (f"      {text}" for text in wrap(session.say(words), width - 6))
        yield ""


def _squeezed(lines: Iterable[str]) -> Iterator[str]:
    """The lines without two blank ones in a row."""
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line
