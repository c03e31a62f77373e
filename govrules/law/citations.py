"""Citations: an instrument, and the article, paragraph, item and sub-item meant in it.

    key        JD 17(1)(2)
    Chinese    《北京市街道办事处条例》第十七条第一款第（二）项
    English    Beijing Subdistrict Office Regulation, art. 17(1)(2)

The key is also the JSON form. An article put in by an amendment (第十二条之一) is written
``12-1``; a sub-item (目) is the third pair of brackets.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

import attrs

from ..errors import CitationError, shown
from .numerals import NUMERAL, from_chinese, to_chinese

__all__ = ["Citation", "Named", "Titles", "named", "parse_citation", "quoted"]

ID = r"[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*"
LABEL = r"[1-9][0-9]{0,3}(?:-[1-9][0-9]?)?"
KEY = re.compile(
    rf"(?P<title>{ID})(?:\s+(?P<article>{LABEL})"
    r"(?:\s*\((?P<paragraph>[0-9]+)\)(?:\((?P<item>[0-9]+)\)(?:\((?P<subitem>[0-9]+)\))?)?)?)?"
)
CHINESE = re.compile(
    rf"(?P<title>[^》]*》?)\s*第\s*(?P<article>{NUMERAL})\s*条(?:\s*之\s*(?P<inserted>{NUMERAL}))?"
    rf"(?:\s*第\s*(?P<paragraph>{NUMERAL})\s*款)?"
    rf"(?:\s*第?\s*\(?(?P<item>{NUMERAL})\)?\s*项)?"
    rf"(?:\s*第?\s*(?P<subitem>{NUMERAL})\s*目)?"
)
# No citation is longer; a longer text would be searched for one at length.
MOST_LETTERS = 300
WIDTH = str.maketrans("（）０１２３４５６７８９", "()0123456789")
NESTED = str.maketrans("《》", "〈〉")


class Named(Protocol):
    """What a citation needs of an instrument: its id and its two titles."""

    @property
    def id(self) -> str:
        """The short id, such as ``"JD"``."""

    @property
    def zh(self) -> str:
        """The official Chinese title."""

    @property
    def en(self) -> str:
        """The English title."""


class Titles(Protocol):
    """What turns an instrument's id or Chinese title into the instrument; ``Law`` is one."""

    def instrument(self, name: str) -> Named:
        """The instrument of that id or title, or CitationError."""


def quoted(title: str) -> str:
    """A Chinese title in its marks: 《》 outside, 〈〉 inside."""
    return f"《{title.translate(NESTED)}》"


def _order(number: int | None) -> int:
    return number or 0


def _label(article: str | int | None) -> str | None:
    return None if article in (None, "") else str(article)


def _article_order(label: str | None) -> tuple[int, ...]:
    return tuple(int(part) for part in (label or "0").split("-"))


@attrs.frozen(order=True)
class Citation:
    """One provision of an instrument, or the whole instrument where ``article`` is ``None``.

    Args:
        instrument: The instrument's id, such as ``"JD"``.
        article: The article (条): ``"17"`` or 17, and ``"12-1"`` for 第十二条之一.
        paragraph: The paragraph (款), counted from 1. An item given without one stands in the
            first: an article of a single paragraph does not count it.
        item: The item (项), the number in ``（一）``.
        subitem: The sub-item (目).

    Raises:
        CitationError: A number is not positive, or a part lacks the one above it.
    """

    instrument: str
    article: str | None = attrs.field(default=None, converter=_label, order=_article_order)
    paragraph: int | None = attrs.field(default=None, order=_order)
    item: int | None = attrs.field(default=None, order=_order)
    subitem: int | None = attrs.field(default=None, order=_order)

    def __attrs_post_init__(self) -> None:
        if self.item is not None and self.paragraph is None:
            object.__setattr__(self, "paragraph", 1)
        parts = (self.article, self.paragraph, self.item, self.subitem)
        given = [part is not None for part in parts]
        low = any(part is not None and part < 1 for part in parts[1:])
        label = self.article is None or re.fullmatch(LABEL, self.article)
        if given != sorted(given, reverse=True) or low or not label:
            raise _unreadable(self.key)

    @classmethod
    def from_cells(
        cls, instrument: str, article: str = "", paragraph: str = "", item: str = ""
    ) -> Citation:
        """A citation from the cells of a table: ``"JD", "12-1", "1", "3.2"`` (项.目).

        Args:
            instrument: The instrument's id.
            article: ``"17"``, ``"12-1"``, or empty for the whole instrument.
            paragraph: A number, or empty.
            item: A number, ``"3.2"`` for sub-item 2 of item 3, or empty.

        Raises:
            CitationError: A cell holds something else than the number it should; the error's field
                is the cell's.
        """
        article, paragraph, item = (c.strip().translate(WIDTH) for c in (article, paragraph, item))
        if article and not re.fullmatch(LABEL, article):
            raise _no_cell(
                "article", article, "17, or 12-1 for 第十二条之一", "17；第十二条之一写 12-1"
            )
        if paragraph and not re.fullmatch(r"[1-9][0-9]?", paragraph):
            raise _no_cell("paragraph", paragraph, "2", "2")
        if item and not re.fullmatch(r"[1-9][0-9]?(\.[1-9][0-9]?)?", item):
            raise _no_cell("item", item, "3, or 3.2 for its sub-item 2", "3；其第 2 目写 3.2")
        if (paragraph or item) and not article:
            raise _no_cell("article", article, "17", "17")
        item, _, subitem = item.partition(".")
        return cls(instrument, article, *map(_number, (paragraph, item, subitem)))

    @property
    def key(self) -> str:
        """The canonical text, such as ``"JD 17(1)(2)"``."""
        return f"{self.instrument} {self._path()}".strip()

    def text(self, law: Titles, lang: str = "zh") -> str:
        """The citation in full, with the instrument's title, in ``"zh"`` or ``"en"``."""
        of = law.instrument(self.instrument)
        if lang != "zh":
            return f"{of.en}, art. {self._path()}" if self.article else of.en
        text = quoted(of.zh)
        if self.article:
            main, _, inserted = self.article.partition("-")
            text += f"第{to_chinese(int(main))}条"
            text += f"之{to_chinese(int(inserted))}" if inserted else ""
        if self.paragraph:
            text += f"第{to_chinese(self.paragraph)}款"
        if self.item:
            text += f"第（{to_chinese(self.item)}）项"
        return text + (f"第{self.subitem}目" if self.subitem else "")

    def to_json(self) -> str:
        """The key: a citation is one string in JSON."""
        return self.key

    @classmethod
    def from_json(cls, data: Any) -> Citation:
        """The citation of a key that ``to_json`` wrote; CitationError for anything else."""
        if not isinstance(data, str):
            raise _unreadable(data)
        return parse_citation(data)

    def _path(self) -> str:
        parts = (self.paragraph, self.item, self.subitem)
        brackets = "".join(f"({part})" for part in parts if part is not None)
        return (self.article or "") + brackets

    def __str__(self) -> str:
        return self.key


def parse_citation(
    text: str, law: Titles | None = None, *, instrument: str | None = None, by_title: bool = False
) -> Citation:
    """A citation from its key or from Chinese legal usage.

    Args:
        text: ``"JD 17(1)(2)"``, ``"JD"``, ``"北京市街道办事处条例 第十七条第一款第（二）项"``,
            ``"《立法法》第106条"``, or, with ``instrument``, a bare ``"第17条"``.
        law: Where titles are looked up; without it an instrument is named by its id.
        instrument: The id or title of the instrument that a bare article belongs to.
        by_title: Whether a title may stand until there is a law to look it up in, as ``named``
            does.

    Raises:
        CitationError: The text cannot be read, or ``law`` has no such instrument.
    """
    if not isinstance(text, str) or len(text) > MOST_LETTERS:
        raise _unreadable(text, law)
    words = text.strip().translate(WIDTH)
    if found := KEY.fullmatch(words):
        parts: dict[str, str | None] = found.groupdict()
    elif found := CHINESE.fullmatch(words):
        parts = found.groupdict()
        labels = (_number(parts["article"]), _number(parts.pop("inserted")))
        parts["article"] = "-".join(str(label) for label in labels if label)
    elif law is None or re.match(rf"{ID}\s", words):
        raise _unreadable(text, law)
    else:
        parts = {"title": words}
    title, article = (parts.pop("title") or "").strip() or instrument, parts.pop("article", None)
    if not title:
        raise _unreadable(text, law)
    numbers = {part: _number(cell) for part, cell in parts.items()}
    return Citation(_id(title, law, by_title), article, **numbers)


def named(citation: Citation, law: Titles) -> Citation:
    """The citation by the instrument's id, where it was written by its title.

    Raises:
        CitationError: There is no such instrument.
    """
    if re.fullmatch(ID, citation.instrument):
        return citation
    return attrs.evolve(citation, instrument=law.instrument(citation.instrument).id)


def _id(title: str, law: Titles | None, by_title: bool) -> str:
    """The id of an instrument named by its id or its title; the title, if that may stand."""
    if law is not None:
        return law.instrument(title).id
    if by_title or re.fullmatch(ID, title):
        return title.strip("《》")  # a table has it without, and it is the same title
    raise CitationError(
        f"{title!r} is a title, and no index of instruments is given to look it up in",
        f"{title!r} 是标题，但未提供可供查找的法规索引",
        field="citation",
        value=title,
        hint_en="pass the law, or write the instrument's id in place of its title",
        hint_zh="请传入法规索引，或以文件代号代替标题",
    )


def _number(cell: str | None) -> int | None:
    """The number in a cell, ``None`` for an empty one."""
    if not cell:
        return None
    try:
        return from_chinese(cell)
    except ValueError:
        raise _unreadable(cell) from None


def _no_cell(field: str, text: str, en: str, zh: str) -> CitationError:
    name = {"article": "条", "paragraph": "款", "item": "项"}[field]
    return CitationError(
        f"{field}: {shown(text)} is no number" if text else f"{field}: nothing stands there",
        f"{name}：{shown(text)} 不是序号" if text else f"{name}：没有填写",
        field=field,
        value=text,
        hint_en=f"write its number alone: {en}",
        hint_zh=f"只写序号：{zh}",
    )


def _unreadable(value: object, law: Titles | None = None) -> CitationError:
    own = next(iter(getattr(law, "instruments", ())), None)
    example = f"{own.id if own else 'ID'} 17(1)(2)"
    return CitationError(
        f"the citation {shown(value)} cannot be read",
        f"无法读出引用：{shown(value)}",
        field="citation",
        value=value,
        hint_en=f"write one provision by instrument, article, paragraph and item: {example}",
        hint_zh=f"请只写一处规定，依次写明文件代号、条、款、项：{example}，"
        "或《…》第十七条第一款第（二）项",
    )
