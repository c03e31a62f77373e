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

import attrs

__all__ = ["Keys", "canonical", "parts_of", "stems"]

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
_SEPARATORS = re.compile(r"[\s/>、\\,，›→|]+")
_DUMMY = "市辖区"  # the statisticians' city level of a municipality; a path may leave it out


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


def stems(name: str, level: str) -> tuple[str, ...]:
    """The name without its type (大栅栏街道 → 大栅栏), if two characters or more stay."""
    name = canonical(name)
    for ending in _TYPES.get(level, ()):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return (stem,) if len(stem) > 1 else ()
    return ()


def parts_of(text: str) -> list[str]:
    """The components of a path of names, in canonical spelling, without the dummy city level."""
    parts = (canonical(p) for p in _SEPARATORS.split(unicodedata.normalize("NFKC", text)) if p)
    return [p for p in parts if p != _DUMMY]


@attrs.frozen(eq=False)
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
        return list(self.rows[bisect_left(self.keys, key) : bisect_right(self.keys, key)])

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys)
