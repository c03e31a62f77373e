"""What in a text speaks for each item: known words in full, and letters shared with its words.

Known words are those of sayings and the names of items. What a text shares in single letters and
pairs with all words of an item ranks it where no known word does (煤改气 for gas): the measure is
BM25, by which a piece tells more the fewer items have it, and less each time it comes again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log, sqrt

from ..rules import CodeList
from ..rules.sayings import Saying

__all__ = ["Likeness", "Words"]

_SATURATION, _LENGTH, _SINGLE, _SCALE = 1.2, 0.6, 0.4, 0.8


class Words:
    """The sayings and names of a catalogue, found in a text by their words and not one by one."""

    def __init__(self, tree: CodeList) -> None:
        self.names = defaultdict[str, list[str]](list)
        for code in tree.leaves:
            for name in dict.fromkeys((tree[code].zh, *tree[code].aliases)):
                if len(plain := tree.sayings.level(name)) > 1:
                    self.names[plain].append(code)
        self._sayings = defaultdict[str, list[int]](list)
        self.sayings = tree.sayings.sayings
        items = defaultdict[str, set[str]](set)
        for number, saying in enumerate(self.sayings):
            for way in dict.fromkeys(way for ways in saying.words for way in ways):
                self._sayings[way].append(number)
                items[way].update(saying.items)
        self.rarity = {way: 1 / sqrt(len(codes)) for way, codes in items.items()}
        self._longest = max(map(len, (*self.names, *self._sayings)), default=0)

    def found_in(self, text: str) -> tuple[list[Saying], list[str]]:
        """The sayings of which some word occurs in a text, in order, and the names that do."""
        numbers, names = set[int](), dict[str, None]()
        for at in range(len(text)):
            for end in range(at + 1, min(at + self._longest, len(text)) + 1):
                piece = text[at:end]
                numbers.update(self._sayings.get(piece, ()))
                if piece in self.names:
                    names[piece] = None
        return [self.sayings[n] for n in sorted(numbers)], list(names)


class Likeness:
    """How alike a text is to all that is said of each item.

    Args:
        said: The item's code, a name or a word of it, and what that counts.
    """

    def __init__(self, said: Iterable[tuple[str, str, float]]) -> None:
        pieces = defaultdict[str, dict[str, float]](lambda: defaultdict(float))
        for code, words, weight in said:
            for piece in _pieces(words):
                pieces[code][piece] += weight
        items = Counter(piece for counts in pieces.values() for piece in counts)
        sizes = {code: sum(counts.values()) for code, counts in pieces.items()}
        usual = sum(sizes.values()) / max(len(sizes), 1)
        self._by_piece = defaultdict[str, list[tuple[str, float]]](list)
        for code, counts in pieces.items():
            longer = 1 - _LENGTH + _LENGTH * sizes[code] / usual
            for piece, count in counts.items():
                tells = log(1 + (len(pieces) - items[piece] + 0.5) / (items[piece] + 0.5))
                weight = tells * count * (_SATURATION + 1) / (count + _SATURATION * longer)
                self._by_piece[piece].append((code, weight * (_SINGLE if len(piece) < 2 else 1)))

    def of(self, text: str) -> Mapping[str, tuple[float, tuple[str, ...]]]:
        """Each item that shares anything with a text: how much, and the pairs that it shares."""
        scores, pairs = defaultdict[str, float](float), defaultdict[str, list[str]](list)
        scale = _SCALE / sqrt(max(len(text), 1))
        for piece in _pieces(text):
            for code, weight in self._by_piece.get(piece, ()):
                scores[code] += weight * scale
                if len(piece) > 1:
                    pairs[code].append(piece)
        return {code: (score, tuple(pairs[code])) for code, score in scores.items() if pairs[code]}


def _pieces(text: str) -> Iterator[str]:
    yield from dict.fromkeys((*text, *(text[n : n + 2] for n in range(len(text) - 1))))
