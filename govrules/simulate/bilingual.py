"""Pieces of a page that is in Chinese and in English: each language can be hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import TypeAlias

__all__ = ["Both", "both", "in_each", "table", "width"]

Both: TypeAlias = "tuple[str, str]"
LANGUAGES = ("zh", "en")


def both(zh: str, en: str) -> str:
    """A text in both languages, escaped."""
    return f'<span lang="zh">{escape(zh)}</span><span lang="en">{escape(en)}</span>'


def in_each(made: Callable[[str], str]) -> str:
    """What is made for each language, as HTML."""
    return "".join(f'<div lang="{lang}">{made(lang)}</div>' for lang in LANGUAGES)


def table(kind: str, heads: Iterable[str], lines: str) -> str:
    """A table of a kind (its class), with its heads, which are escaped, and lines of HTML."""
    head = "".join(f"<th>{escape(h)}</th>" for h in heads)
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'


def width(count: int, most: int) -> str:
    """How wide a bar is: the longest takes four fifths, for its number stands beside it."""
    return f"{0.8 * count / most:.1%}"
