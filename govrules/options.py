"""One option for one thing, the words that each takes, and the errors for other words.

    engine   how one matter is decided       classes, reference
    ask      how missing facts are ordered   ranked, plain
    kernel   how columns are gathered        numpy, numba
    runner   where files are decided         local, dask, spark

Every engine, kernel and runner gives the same decisions; ``ask`` alone changes what is said.
"""

from __future__ import annotations

from contextlib import suppress
from importlib.util import find_spec
from operator import index
from typing import Literal, SupportsIndex, get_args

from .errors import GovrulesError, RecordError, shown

__all__ = [
    "ASKS",
    "Ask",
    "Engine",
    "Kernel",
    "RunnerName",
    "as_count",
    "check_word",
    "needed",
    "not_installed",
]

Engine = Literal["classes", "reference"]
Ask = Literal["ranked", "plain"]
Kernel = Literal["numpy", "numba"]
RunnerName = Literal["local", "dask", "spark"]

ASKS = get_args(Ask)
WORDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "engine": ("引擎", get_args(Engine)),
    "ask": ("询问方式", get_args(Ask)),
    "kernel": ("内核", get_args(Kernel)),
    "runner": ("运行方式", get_args(RunnerName)),
}


def check_word(option: Literal["engine", "ask", "kernel", "runner"], value: object) -> None:
    """Raises RecordError unless the value is one of the option's words."""
    zh, words = WORDS[option]
    if not (isinstance(value, str) and value in words):
        raise RecordError(
            f"no {option} {shown(value)}",
            f"没有{zh} {shown(value)}",
            field=option,
            value=value,
            hint_en=f"one of {', '.join(words)}",
            hint_zh=f"可用：{'、'.join(words)}",
        )


def as_count(option: str, value: object) -> int:
    """The value of an option that counts threads, workers or rows: 1 or more.

    Args:
        option: Its name, such as ``threads``.
        value: A whole number of any library.

    Raises:
        RecordError: for anything else, and for a number below 1.
    """
    if isinstance(value, SupportsIndex) and not isinstance(value, bool):
        with suppress(TypeError):  # an array of several numbers
            if (number := index(value)) >= 1:
                return number
    raise RecordError(
        f"{option} cannot be {shown(value)}",
        f"{option} 不能为 {shown(value)}",
        field=option,
        value=value,
        hint_en="give a whole number, 1 or more",
        hint_zh="请给整数，至少为 1",
    )


def needed(option: Literal["kernel", "runner"], value: str, extra: str, *modules: str) -> None:
    """Raises GovrulesError if a module that the option's value rests on is not installed.

    Args:
        option: The option.
        value: Its value.
        extra: The extra of this package that brings the modules.
        *modules: Top-level modules.
    """
    if lacking := [name for name in modules if find_spec(name) is None]:
        raise not_installed(option, value, extra, " and ".join(lacking), "和 ".join(lacking))


def not_installed(
    option: Literal["kernel", "runner"],
    value: str,
    extra: str,
    en: str,
    zh: str = "",
    *,
    hint_en: str = "",
    hint_zh: str = "",
) -> GovrulesError:
    """The error for what an option's value rests on and that cannot be found.

    Args:
        option: The option.
        value: Its value.
        extra: The extra of this package that brings it.
        en: What cannot be found.
        zh: The same in Chinese, where it is called otherwise.
        hint_en: How to get it, where it does not come with the extra.
        hint_zh: The same in Chinese.
    """
    install = f'pip install "govrules[{extra}]"'
    return GovrulesError(
        f"the {option} {value!r} needs {en}, which cannot be found",
        f"{WORDS[option][0]} {value!r} 需要 {zh or en}，但未找到",
        field=option,
        value=value,
        hint_en=hint_en or install,
        hint_zh=hint_zh or f"请运行 {install}",
    )
