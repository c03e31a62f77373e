"""Every error in one line of the reader's language, and the exit code it amounts to."""

from __future__ import annotations

import click

from ..errors import (
    CitationError,
    GovrulesError,
    NotFoundError,
    PluginError,
    RecordError,
    did_you_mean,
)
from .base import Exit, Session

__all__ = ["DEBUG", "Misuse", "code_of", "line_of", "no_file"]

DEBUG = "GOVRULES_DEBUG"


class Misuse(click.UsageError):
    """Wrong usage, told in both languages.

    Args:
        en: What is wrong, in English.
        zh: The same in Chinese.
        hint_en: How to put it right.
        hint_zh: The same in Chinese.
    """

    def __init__(
        self, en: str, zh: str, hint_en: str | None = None, hint_zh: str | None = None
    ) -> None:
        super().__init__(en)
        self.words = (
            zh + (f"；{hint_zh}" if hint_zh else ""),
            en + (f"; {hint_en}" if hint_en else ""),
        )


def no_file(path: str, near: list[str] | None = None) -> Misuse:
    """The error for a file that is not there.

    Args:
        path: Its path as given.
        near: The names of the files that are there.
    """
    en, zh = did_you_mean(path, near or [])
    return Misuse(
        f"no file {path!r}", f"没有文件 {path!r}", en or "check the path", zh or "请检查路径"
    )


def line_of(error: Exception, session: Session) -> str:
    """The error in one line, or a line for each of its faults: what, where, and how to mend it."""
    head = session.say(("错误：", "error: "))
    if isinstance(error, GovrulesError):
        text = error.text(session.lang)
        if len(error.faults) > 1:
            return head + text
    elif isinstance(error, click.UsageError):
        text = _usage(error, session)
    elif isinstance(error, OSError):
        words = ("无法读写 {name}：{why}", "cannot read or write {name}: {why}")
        name = error.filename or session.say(("标准输出", "standard output"))
        text = session.say(words, name=name, why=error.strerror or error)
    elif isinstance(error, click.ClickException):
        text = error.format_message()
    else:
        head = session.say(("内部错误：", "internal error: "))
        words = ("{text}；设 {debug}=1 可见详情", "{text}; set {debug}=1 to see where")
        text = session.say(words, text=f"{type(error).__name__}: {error}", debug=DEBUG)
    return " ".join((head + text).split("\n"))


def code_of(error: Exception) -> Exit:
    """The exit code that an error amounts to."""
    if isinstance(error, NotFoundError | PluginError | click.UsageError | OSError):
        return Exit.USAGE
    if isinstance(error, RecordError):
        return Exit.USAGE if error.field == "file" else Exit.BAD
    if isinstance(error, CitationError):  # one that was typed: those of a pack are found on loading
        return Exit.BAD
    return Exit.INTERNAL


def _usage(error: click.UsageError, session: Session) -> str:
    ctx = error.ctx
    text = session.say(_words(error))
    if ctx is not None and not isinstance(error, Misuse):
        more = ("；见 {path} --help", "; see {path} --help")
        text += session.say(more, path=ctx.command_path)
    return text


def _words(error: click.UsageError) -> tuple[str, str]:
    """What click says, in both languages."""
    if isinstance(error, Misuse):
        return error.words
    if isinstance(error, click.NoSuchOption):
        en, zh = did_you_mean(error.option_name, error.possibilities or [])
        name = error.option_name
        return (
            f"没有选项 {name}" + (f"；{zh}" if zh else ""),
            f"no option {name}" + (f"; {en}" if en else ""),
        )
    param = getattr(error, "param", None)
    name = _name(param)
    if isinstance(error, click.MissingParameter):
        return f"缺少 {name}", f"{name} is missing"
    if isinstance(error, click.BadParameter):
        if isinstance(getattr(param, "type", None), click.IntRange):
            return f"{name} 须为整数，至少 1", f"{name}: a whole number, at least 1"
        if isinstance(kind := getattr(param, "type", None), click.Choice):
            choices = [str(c) for c in kind.choices]
            return (
                f"{name} 的值不可用；可用：{'、'.join(choices)}",
                f"{name}: no such value; one of {', '.join(choices)}",
            )
        return f"{name} 的值不可用：{error.message}", f"{name}: {error.message}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 须有一个值", f"option {error.option_name} needs a value"
    return f"用法有误：{error.message}", error.message


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return ""
    if isinstance(param, click.Argument):
        return (param.metavar or param.name or "").upper()
    return "/".join(param.opts)
