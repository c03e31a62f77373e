"""From a sentence to the items that it may mean, the likeliest first, with the words they rest on.

Words of sayings that occur in the text speak for their items by their letters: in full where all
words of a saying occur, less where some do, and less the more items have the word. A name of an
item counts in full. Likeness ranks what words leave open, and is never a reason to be certain: only
a saying that its author calls sure, or a name that is most of the text, can be, and only where no
other item that words speak for comes near.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import attrs

from ..lazy import lazy
from ..rules import CodeList
from ..rules.sayings import Saying
from .candidate import Candidate
from .classify import Classify, classified
from .evidence import Likeness, Words
from .pinyin import spelled

__all__ = ["ItemSearch"]

_MOST_CHARACTERS = 2000
_SHORTEST_SURE = 3  # letters of a name that may be certain
_MOST_BESIDE = 2.0  # letters of the text to one of a name that may be certain
_MARGIN = 2.0  # letters by which what is certain must lead
_IN_PART = 0.5  # what a word counts where its saying's others do not occur
_AT_ONCE = 0.5  # what a saying gains by each further word
_LEAST = 0.6  # what scores less is no candidate
_LEAST_OF_FIRST = 0.3  # nor what scores less than this of the first
# What makes of the words before it a circumstance of something else: 停电期间商店涨价.
_CIRCUMSTANCE = re.compile(r"期间|的时候|之后|以后")


class ItemSearch:
    """Finds items of a catalogue by what people say.

    Args:
        tree: The catalogue, with what people say when they mean its items.
        classify: A classifier from outside, see ``Classify``; none, where not given.
    """

    def __init__(self, tree: CodeList, classify: Classify | None = None) -> None:
        self._tree, self._classify = tree, classify

    @lazy
    def _words(self) -> Words:
        return Words(self._tree)

    @lazy
    def _likeness(self) -> Likeness:
        return Likeness(self._all_said())

    def _all_said(self) -> Iterator[tuple[str, str, float]]:
        for name, codes in self._words.names.items():
            yield from ((code, name, 1.0) for code in codes)
        for saying in self._tree.sayings.sayings:
            for way in (way for ways in saying.words for way in ways):
                yield from ((code, way, len(saying.items) ** -0.5) for code in saying.items)

    def find(self, text: str, limit: int | None = None) -> tuple[Candidate, ...]:
        """The items that a text may mean, the likeliest first.

        Args:
            text: A sentence, or some words; of a long text the first 2,000 characters count.
            limit: How many to give back at most; all, where not given.

        Raises:
            RecordError: the classifier scores what is no item, or not from 0 to 1.
        """
        plain = self._tree.sayings.level(text[:_MOST_CHARACTERS])
        if plain.isascii() and (spelled_so := self._spelled(plain)):
            return tuple(spelled_so)[:limit]
        sayings, names = self._words.found_in(plain)
        found = self._said(plain, sayings)
        for name in names:
            for code in self._words.names[name]:
                found[code] = _better(_named(plain, name, code), found.get(code))
        for code, (alike, pairs) in self._likeness.of(plain).items():
            known = found.get(code) or Candidate(code, 0.0, pairs)
            found[code] = attrs.evolve(known, score=round(known.said + alike, 3))
        if self._classify is not None:
            found |= classified(found, self._classify(text), self._tree)
        ranked = sorted(found.values(), key=lambda c: (-c.score, not c.is_sure, c.code))
        least = max(_LEAST, _LEAST_OF_FIRST * ranked[0].score) if ranked else _LEAST
        return tuple([c for c in ranked if c.score >= least or c.is_sure][:limit])

    def _spelled(self, letters: str) -> list[Candidate]:
        """The items with a name that is spelled so, in full or by initials; none is certain."""
        found = []
        for code in self._tree.leaves:
            names = (self._tree[code].zh, *self._tree[code].aliases)
            parts = [
                name[at : at + size]
                for name, pinyin in zip(names, self._tree[code].pinyin, strict=False)
                for at, size in spelled(letters, pinyin)
            ]
            if parts:
                best = max(parts, key=len)
                found.append(Candidate(code, float(len(best)), (best,)))
        return sorted(found, key=lambda c: (-c.score, c.code))

    def certain(self, candidates: tuple[Candidate, ...]) -> str | None:
        """The code of the one item that is meant for certain, ``None`` if there is none.

        Every other item that words speak for must be behind by two letters or more.
        """
        sure = [c for c in candidates if c.is_sure]
        if len(sure) != 1:
            return None
        most = sure[0].said - _MARGIN
        near = any(other.said > most for other in candidates if other is not sure[0] and other.said)
        return None if near else sure[0].code

    def _said(self, text: str, sayings: Iterable[Saying]) -> dict[str, Candidate]:
        weights = defaultdict[str, dict[str, float]](dict)
        gains, sure = Counter[str](), set[str]()
        for saying in sayings:
            found = saying.found_in(text)
            words = [way for ways in found for way in ways]
            is_whole = all(found)
            for code in saying.items if words else ():
                for way, weight in self._weighed(saying, words, is_whole=is_whole):
                    weights[code][way] = max(weight, weights[code].get(way, 0.0))
                if is_whole:
                    gains[code] = max(gains[code], len(found) - 1)
            if words and is_whole and saying.is_sure and not _is_beside(text, words):
                sure.update(saying.items)
        return {
            code: _spoken(text, code, by, _AT_ONCE * gains[code], is_sure=code in sure)
            for code, by in weights.items()
        }

    def _weighed(
        self, saying: Saying, words: Iterable[str], *, is_whole: bool
    ) -> Iterator[tuple[str, float]]:
        rarity = self._words.rarity
        for way in words:
            if is_whole:
                yield way, 1.0 if len(saying.words) > 1 or saying.is_sure else rarity[way]
            elif len(way) > 1:
                yield way, _IN_PART * rarity[way]


def _spoken(
    text: str, code: str, weights: Mapping[str, float], gain: float, *, is_sure: bool
) -> Candidate:
    """What words with weights make of an item; a word inside another counts once."""
    longest = [way for way in weights if not any(way != o and way in o for o in weights)]
    score = gain
    for way in longest:
        score += len(way) * max(weight for other, weight in weights.items() if other in way)
    words = tuple(sorted(longest, key=lambda way: (text.index(way), way)))
    return Candidate(code, round(score, 3), words, is_sure, round(score, 3))


def _named(text: str, name: str, code: str) -> Candidate:
    is_sure = len(name) >= _SHORTEST_SURE and len(text) <= _MOST_BESIDE * len(name)
    return Candidate(code, float(len(name)), (name,), is_sure, float(len(name)))


def _better(one: Candidate, other: Candidate | None) -> Candidate:
    if other is None:
        return one
    best = max(other, one, key=lambda c: c.said)
    return attrs.evolve(best, is_sure=one.is_sure or other.is_sure)


def _is_beside(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words only says when something else happens."""
    return any(_CIRCUMSTANCE.match(text, text.index(way) + len(way)) for way in words)
