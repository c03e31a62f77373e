"""Reading a statute's text: which articles it has, how many paragraphs and items, their digests.

Only counts and digests leave this module, never a sentence of a statute. A paragraph (款) is a
line that is neither an item （一）, nor a sub-item 1., nor a heading; the line that introduces
items counts as the paragraph that holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import attrs

from .numerals import NUMERAL, from_chinese

__all__ = ["DIGEST_LENGTH", "Article", "adoption_days", "read_articles", "starting_day"]

DIGEST_LENGTH = 16
"""Hexadecimal characters kept of an article's SHA-256: a chance of 1 in 2⁶⁴ to miss a change."""

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
ARTICLE = re.compile(rf"第(?P<main>{NUMERAL})条(?:之(?P<inserted>{NUMERAL}))?(?:\s+|$)")
POINT = re.compile(r"(?P<main>[一二三四五六七八九十]+)、")
HEADING = re.compile(rf"#|第{NUMERAL}[编章节](?:\s|$)")
ITEM = re.compile(rf"[（(](?P<number>{NUMERAL})[）)]")
SUBITEM = re.compile(r"[0-9]+[.．、]")
DELETED = re.compile(r"[（(][^（()）]*删[除去][)）]$")
ADOPTED = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日.*(?:通过|修[正订改])")
STARTS = re.compile(r"自\s*(\d{4})年(\d{1,2})月(\d{1,2})日起施行")
LONGEST_HEADING = 25


@attrs.frozen
class Article:
    """What the index keeps of one article.

    Args:
        label: ``"17"``, or ``"12-1"`` for 第十二条之一.
        items: How many items each paragraph has; its length is the number of paragraphs, and
            it is empty for an article that the text marks as deleted.
        digest: The first characters of the SHA-256 of its text without whitespace, zero-width
            characters and the words 第十七条: renumbering alone does not change it.
    """

    label: str
    items: tuple[int, ...]
    digest: str


def read_articles(text: str) -> tuple[Article, ...]:
    """The articles of a statute's text, in order.

    A decision without articles has its points 一、二、 indexed in their place. What stands
    before the first article (title, dates, contents, preamble) is left out.
    """
    lines = [line.strip(INVISIBLE + " \t\r\u3000\xa0") for line in text.splitlines()]
    kind = ARTICLE if any(ARTICLE.match(line) for line in lines) else POINT
    return tuple(_article(label, body) for label, body in _split(lines, kind))


def adoption_days(text: str) -> tuple[date, ...]:
    """The days on which, by its heading, the text was adopted and amended, oldest first."""
    heading = text.partition("第一条")[0]
    found = (ADOPTED.match(line.strip()) for line in heading.splitlines())
    return tuple(sorted(date(*map(int, day.groups())) for day in found if day))


def starting_day(text: str) -> date | None:
    """The day from which, by its last sentence on it, the text is in force; ``None`` if none is."""
    found = STARTS.findall(text)
    return date(*map(int, found[-1])) if found else None


def _split(lines: list[str], kind: re.Pattern[str]) -> Iterator[tuple[str, list[str]]]:
    """Each article's label and its lines, the first without 第X条."""
    label, body = "", list[str]()
    for line in lines:
        if not line or HEADING.match(line):
            continue
        if found := kind.match(line):
            if label:
                yield label, body
            parts = found.groupdict()
            label, body = str(from_chinese(parts["main"])), []
            if parts.get("inserted"):
                label += f"-{from_chinese(parts['inserted'])}"
            line = line[found.end() :]
        if line:
            body.append(line)
    if label:
        yield label, body


def _article(label: str, lines: list[str]) -> Article:
    lines = lines[:1] + [line for line in lines[1:] if not _is_stray_heading(line)]
    plain = re.sub(rf"[\s{INVISIBLE}]", "", "".join(lines))
    items = () if DELETED.search(plain) else _count_items(lines)
    return Article(label, items, sha256(plain.encode()).hexdigest()[:DIGEST_LENGTH])


def _is_stray_heading(line: str) -> bool:
    """Whether a line is a heading that a copy left unmarked: short, and it ends no clause."""
    ends_clause = line[-1] in "。；：！？）”;:!?)"
    return not ends_clause and not ITEM.match(line) and len(line) <= LONGEST_HEADING


def _count_items(lines: list[str]) -> tuple[int, ...]:
    counts, unfinished = list[int](), list[bool]()
    for line in lines:
        if found := ITEM.match(line):
            number = from_chinese(found["number"])
            if not counts:
                counts, unfinished = [0], [False]
            # A copy may lose the marks of the first items: their lines, which end in a
            # semicolon, were taken for paragraphs and are given back.
            for _ in range(number - 1 - counts[-1]):
                if len(counts) == 1 or counts[-1] or not unfinished[-1]:
                    break
                counts.pop()
                unfinished.pop()
            counts[-1] = number
        elif not SUBITEM.match(line):
            counts.append(0)
            unfinished.append(line[-1] in "；;")
    return tuple(counts)
