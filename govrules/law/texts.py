"""The words of an article, from texts that the reader has; the library itself keeps none."""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import Path

from .articles import ITEM, SUBITEM
from .norms import Instrument
from .numerals import NUMERAL, from_chinese

__all__ = ["article_text", "provision_texts"]

ARTICLE = re.compile(rf"^\s*第({NUMERAL})条(?:之({NUMERAL}))?[\s　]", re.MULTILINE)
HEADING = re.compile(r"^\s*(?:#|第\S{1,4}[章节编])", re.MULTILINE)
SUFFIXES = (".md", ".txt")


def article_text(
    folder: str | Path, instrument: Instrument, article: str
) -> tuple[str, str] | None:
    """Find an article's own words in a folder of statute texts.

    A file belongs to an instrument if its name begins with the title, as in
    ``北京市养犬管理规定(2003-09-05).md``; of several the one whose name sorts last is read.

    Args:
        folder: The texts, UTF-8, each article on a line of its own that begins with 第…条.
        instrument: Whose article it is.
        article: Its label.

    Returns:
        The file's name and the words, or ``None`` where there is no such file or article.
    """
    title = instrument.zh.removeprefix("中华人民共和国")
    files = [
        file
        for file in sorted(Path(folder).iterdir())
        if file.suffix in SUFFIXES and _title(file) in (title, instrument.zh)
    ]
    for file in reversed(files):
        words = _words(file.read_text(encoding="utf-8-sig"), article)
        if words:
            return file.name, words
    return None


def provision_texts(words: str) -> tuple[tuple[int, int, str], ...]:
    """The words of an article as ``(paragraph, item, line)``; item 0 is the paragraph itself.

    Args:
        words: The article as :func:`article_text` gives it; a sub-item stays with its item.
    """
    found = list[tuple[int, int, str]]()
    paragraph = item = 0
    for line in filter(None, map(str.strip, words.split("\n"))):
        if number := ITEM.match(line):
            paragraph, item = max(paragraph, 1), from_chinese(number["number"])
        elif not SUBITEM.match(line):
            paragraph, item = paragraph + 1, 0
        found.append((paragraph, item, line))
    return tuple(found)


def _title(file: Path) -> str:
    return re.split(r"[(（]\d", file.stem)[0].strip("《》 ").removeprefix("中华人民共和国")


def _words(text: str, article: str) -> str:
    starts = list(ARTICLE.finditer(text))
    for start, after in zip_longest(starts, starts[1:]):
        inserted = f"-{from_chinese(start[2])}" if start[2] else ""
        if f"{from_chinese(start[1])}{inserted}" == article:
            words = text[start.start() : after.start() if after else len(text)]
            heading = HEADING.search(words, len(start[0]))
            return words[: heading.start() if heading else None].strip()
    return ""
