"""The names of units: one spelling, short forms, paths, and an index from name to row.

The rosters write one body in several ways (三里河社区居委会, 三里河社区居民委员会, 三里河社区) and
people write shorter still (大栅栏 for 大栅栏街道). ``canonical`` levels the spelling to the name of
the place rather than of the office or committee, ``stems`` gives the short forms.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, groupby

import attrs

from .variants import USUAL

__all__ = ["Keys", "Letters", "canonical", "letters_of", "spelling", "stems", "towns"]

_OFFICES = (("街道办事处", "街道"), ("地区办事处", "地区"))
_RESIDENTS = ("社区居民委员会", "社区居委会", "居民委员会", "居委会")
_VILLAGERS = ("村民委员会", "村委会")
# The ethnic townships first: 于家务回族乡 is called 于家务.
_TYPES = {
    "province": ("省", "市"),
    "city": ("市", "地区", "盟"),
    "district": ("区", "市", "县", "旗"),
    "subdistrict": ("街道", "地区", "满族乡", "回族乡", "镇", "乡"),
    "community": ("社区", "村"),
}
# An area office and the town or township of its name sit over the same land (南磨房地区, 南磨房乡).
_TOWNS = ("镇", "乡", "街道", "回族乡", "满族乡", "满族蒙古族乡")
# Whatever parts the pieces of an address and is no part of a name.
_SEPARATORS = re.compile(r"[\s/>、\\,›→|·・•\-—–_~;:.。()\[\]{}【】〔〕<《》“”\"'‘’!?]+")
# The office or the committee, inside a path or behind it, for the place that it is of.
_BODIES = (
    (re.compile(r"(?:社区)?(?:居民委员会|居委会)"), "社区/"),
    (re.compile(r"村?(?:村民委员会|村委会)"), "村/"),
    (re.compile(r"(街道|地区)(?:办事处|办公室|办(?!公))"), r"\1/"),
    (re.compile(r"(?<=[镇乡区县市])(?:人民)?政府"), "/"),
    (re.compile(r"(?<![道区])办事处"), "街道/"),
)
_NONE = (0, 0, ())  # where no key stands
_BODY = re.compile("[委办政]")
_VARIANT = re.compile(f"[{''.join(map(chr, USUAL))}]")


def canonical(name: str) -> str:
    """The one spelling of a name, that of the place: 三里河社区居民委员会 → 三里河社区.

    Width is levelled; a street loses its office, a community or village its committee.
    """
    if not unicodedata.is_normalized("NFKC", name):
        name = unicodedata.normalize("NFKC", name)
    for office, place in _OFFICES:
        if name.endswith(office):
            return name[: -len(office)] + place
    for body in _RESIDENTS:
        if name.endswith(body) and name != body:
            return name[: -len(body)] + "社区"
    for body in _VILLAGERS:
        if name.endswith(body) and name != body:
            return name[: -len(body)].removesuffix("村") + "村"
    return name


def spelling(name: str) -> str:
    """The name as the letters of an address would spell it."""
    return _SEPARATORS.sub("", canonical(name))


def stems(name: str, level: str) -> tuple[str, ...]:
    """The name without its type (大栅栏街道 → 大栅栏), if two characters or more stay."""
    name = canonical(name)
    for ending in _TYPES.get(level, ()):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return (stem,) if len(stem) > 1 else ()
    return ()


def towns(name: str, level: str) -> tuple[str, ...]:
    """The names of the town whose land an area office has: 南磨房地区 → 南磨房乡, …"""
    stem = name.removesuffix("地区")
    if level != "subdistrict" or len(stem) < 2 or stem == name:
        return ()
    if stem.endswith("镇"):
        return (stem,)
    if stem.endswith("乡"):
        return stem, f"{stem}镇"  # 花乡 is a township, 良乡镇 a town
    return tuple(stem + town for town in _TOWNS)


@attrs.frozen
class Letters:
    """An address without what parts its pieces.

    Args:
        text: The letters, in the spelling of the rosters.
        breaks: Where in it a piece ends: behind a separator, an office, a committee, the whole.
    """

    text: str
    breaks: frozenset[int]


def letters_of(text: str) -> Letters:
    """The letters of an address: width, variant characters, offices and committees levelled."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    if _VARIANT.search(text):
        text = text.translate(USUAL)
    if _BODY.search(text):
        for body, place in _BODIES:
            text = body.sub(place, text)
    pieces = _SEPARATORS.split(text)
    return Letters("".join(pieces), frozenset(accumulate(map(len, pieces))))


@attrs.define(eq=False, slots=False)
class Keys:
    """Rows by key: two sorted columns, so that the whole country costs some 12 bytes a key."""

    keys: list[str]
    rows: array[int]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, int]]) -> Keys:
        """The index of ``(key, row)`` pairs; a pair given twice is kept once."""
        order = sorted(set(pairs))
        return cls([key for key, _ in order], array("i", [row for _, row in order]))

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            return False
        at = bisect_left(self.keys, key)
        return at < len(self.keys) and self.keys[at] == key

    def find(self, key: str) -> list[int]:
        """The rows under the key, in order."""
        first, last, _ = self._heads.get(key[:3], _NONE)
        at = bisect_left(self.keys, key, first, last)
        return list(self.rows[at : bisect_right(self.keys, key, at, last)])

    @cached_property
    def _heads(self) -> dict[str, tuple[int, int, tuple[int, ...]]]:
        """By their first letters, three where there are: between which places of the column keys
        stand, and how long they are, the longest first."""
        heads: dict[str, tuple[int, int, tuple[int, ...]]] = {}
        for head, places in groupby(range(len(self.keys)), lambda at: self.keys[at][:3]):
            all_ = list(places)
            sizes = {len(self.keys[at]) for at in all_}
            heads[head] = (all_[0], all_[-1] + 1, tuple(sorted(sizes, reverse=True)))
        return heads

    def begins(self, text: str, start: int) -> tuple[list[str], int]:
        """The keys of two letters or more with which a text goes on at a place, longest first.

        Returns:
            The keys, and how many letters of the text it took to tell.
        """
        head, found, keys = text[start : start + 3], list[str](), self.keys
        first, last, sizes = self._heads.get(head, _NONE)
        seen = 3
        if sizes:
            whole = text[start : start + sizes[0]]
            at = bisect_left(keys, whole, first, last)
            near = keys[max(first, at - 1) : min(at + 1, last)]
            alike = max([_alike(whole, key) for key in near])
            for size in sizes:
                key = whole[:size]
                if size <= alike and keys[bisect_left(keys, key, first, last)] == key:
                    found.append(key)
            seen = alike + 1
        if len(head) == 3 and head[:2] in self._heads:
            found.append(head[:2])
        return found, seen

    def beginning(self, text: str) -> Iterator[int]:
        """The rows of all keys that begin with a text."""
        at = bisect_left(self.keys, text)
        while at < len(self.keys) and self.keys[at].startswith(text):
            yield self.rows[at]
            at += 1

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys)


def _alike(one: str, other: str) -> int:
    """With how many letters two texts begin alike."""
    size = min(len(one), len(other))
    while one[:size] != other[:size]:
        size -= 1
    return size
