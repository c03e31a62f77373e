"""Pieces of a page: its frame, its tables, and texts in two languages of which one is hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import TypeAlias

from ..errors import RecordError, shown
from ..whole_file import write_whole
from .report_style import STYLE

__all__ = [
    "Both",
    "both",
    "check_page_name",
    "document",
    "in_each",
    "switch",
    "table",
    "width",
    "write_page",
]

Both: TypeAlias = "tuple[str, str]"
LANGUAGES = ("zh", "en")


def both(zh: str, en: str) -> str:
    """A text in both languages, escaped."""
    return f'<span lang="zh">{escape(zh)}</span><span lang="en">{escape(en)}</span>'


def in_each(made: Callable[[str], str]) -> str:
    """What is made for each language, as HTML."""
    return "".join(f'<div lang="{lang}">{made(lang)}</div>' for lang in LANGUAGES)


def switch(lang: str = "zh") -> str:
    """What chooses which language of the ``main`` after it is shown, and which it is at first."""
    names = {"zh": "中文", "en": "English"}
    return "".join(
        f'<input type="radio" name="in" id="in-{one}"{" checked" if one == lang else ""}>'
        f'<label for="in-{one}">{name}</label>'
        for one, name in names.items()
    )


def table(kind: str, heads: Iterable[str], lines: str) -> str:
    """A table of a kind (its class), with its heads, which are escaped, and lines of HTML."""
    head = "".join(f"<th>{escape(h)}</th>" for h in heads)
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'


def width(count: int, most: int) -> str:
    """How wide a bar is: the longest leaves room for its number, which stands beside it."""
    return f"calc((100% - {len(f'{most:,}') + 3}ch) * {count / most:.3f})"


def document(title: str, body: str, lang: str = "zh", style: str = "") -> str:
    """A whole page with nothing beside it to load.

    Args:
        title: Its title, which is escaped.
        body: HTML.
        lang: The language of what names none.
        style: Rules of CSS after those that every page has.
    """
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}{style}</style></head><body>"
        f"{body}</body></html>\n"
    )


def check_page_name(file: Path) -> None:
    """Raise RecordError where a file is not called ``.html``."""
    if file.suffix.lower() not in (".html", ".htm"):
        raise RecordError(
            f"{shown(file.name)} is no HTML file",
            f"{shown(file.name)} 不是 HTML 文件",
            field="file",
            value=file.name,
            hint_en="call it report.html",
            hint_zh="请命名为 report.html",
        )


def write_page(file: Path, page: str) -> None:
    """Write a page, whole or not at all; raises RecordError as :func:`check_page_name`."""
    check_page_name(file)
    with write_whole(file) as beside:
        beside.write_text(page, encoding="utf-8")
