"""From a sentence to the items that it may mean, the likeliest first, with the words they rest on.

Sayings and names of items that occur in the text count by the letters that they have in it; where
none occurs, items are ranked by the pairs of letters that they share with it. Only a saying that
its author calls sure, or a name that occurs whole, can be certain, and only where no other item
comes near.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import attrs

from ..lazy import lazy
from ..rules import CodeList

__all__ = ["Candidate", "ItemSearch"]

_MOST_CHARACTERS = 2000
_SHORTEST_SURE = 3  # letters of a name that may be certain
_MARGIN = 2.0  # letters by which what is certain must lead
_LIKE = 2.0  # the score of a name that has all its pairs of letters in the text
_LEAST = 0.6  # what scores less is no candidate


@attrs.frozen
class Candidate:
    """An item that a text may mean.

    Attributes:
        code: Its code.
        score: How much of the text speaks for it: about the number of letters.
        words: The words that it rests on; pairs of letters, where no word is known.
        is_sure: Whether those words leave no other item open.
    """

    code: str
    score: float
    words: tuple[str, ...]
    is_sure: bool = False


class ItemSearch:
    """Finds items of a catalogue by what people say.

    Args:
        tree: The catalogue, with what people say when they mean its items.
    """

    def __init__(self, tree: CodeList) -> None:
        self._tree = tree

    @lazy
    def _names(self) -> tuple[tuple[str, str], ...]:
        """Every name of every item of the lowest level, with its code."""
        return tuple(
            (self._tree.sayings.level(name), code)
            for code in self._tree.leaves
            for name in dict.fromkeys((self._tree[code].zh, *self._tree[code].aliases))
        )

    @lazy
    def _pairs(self) -> Mapping[str, tuple[int, ...]]:
        """The names, by number, in which each pair of letters occurs."""
        found = defaultdict[str, list[int]](list)
        for number, (name, _) in enumerate(self._names):
            for pair in dict.fromkeys(_pairs_of(name)):
                found[pair].append(number)
        return {pair: tuple(numbers) for pair, numbers in found.items()}

    def find(self, text: str, limit: int | None = None) -> tuple[Candidate, ...]:
        """The items that a text may mean, the likeliest first.

        Args:
            text: A sentence, or some words; of a long text the first 2,000 characters count.
            limit: How many to give back at most; all, where not given.
        """
        plain = self._tree.sayings.level(text[:_MOST_CHARACTERS])
        found: dict[str, Candidate] = {}
        for candidate in (*self._said(plain), *self._named(plain), *self._alike(plain)):
            before = found.setdefault(candidate.code, candidate)
            best = max(before, candidate, key=lambda c: c.score)
            is_sure = before.is_sure or candidate.is_sure
            found[candidate.code] = attrs.evolve(best, is_sure=is_sure)
        ranked = sorted(found.values(), key=lambda c: (-c.score, not c.is_sure, c.code))
        return tuple(c for c in ranked if c.score >= _LEAST)[:limit]

    def certain(self, candidates: tuple[Candidate, ...]) -> str | None:
        """The code of the one item that is meant for certain, ``None`` if there is none.

        Every other item that words speak for must be behind by two letters or more.
        """
        if not candidates or not candidates[0].is_sure:
            return None
        first, others = candidates[0], candidates[1:]
        near = any(other.score > first.score - _MARGIN or other.is_sure for other in others)
        return None if near else first.code

    def _said(self, text: str) -> list[Candidate]:
        found = []
        for saying in self._tree.sayings.sayings:
            words = saying.said_in(text)
            if words:
                score = float(sum(map(len, words))) + 0.5 * (len(words) - 1)
                found += [Candidate(code, score, words, saying.is_sure) for code in saying.items]
        return found

    def _named(self, text: str) -> list[Candidate]:
        found = []
        for name, code in self._names:
            if len(name) > 1 and name in text:
                found.append(
                    Candidate(code, float(len(name)), (name,), len(name) >= _SHORTEST_SURE)
                )
        return found

    def _alike(self, text: str) -> list[Candidate]:
        """Items by shared pairs of letters: a pair that many names have says little."""
        shared = defaultdict[int, list[str]](list)
        for pair in dict.fromkeys(_pairs_of(text)):
            for number in self._pairs.get(pair, ()):
                shared[number].append(pair)
        found = []
        for number, pairs in shared.items():
            name, code = self._names[number]
            weight = sum(1 / len(self._pairs[pair]) ** 0.5 for pair in pairs)
            whole = sum(1 / len(self._pairs[p]) ** 0.5 for p in dict.fromkeys(_pairs_of(name)))
            share = _LIKE * weight / whole * (1 if len(pairs) > 1 else 0.6)
            found.append(Candidate(code, round(share, 3), tuple(pairs)))
        return found


def _pairs_of(text: str) -> list[str]:
    return [text[n : n + 2] for n in range(len(text) - 1)]
