"""Everyday words for the items of a catalogue, written as CSV tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..errors import PolicyError
from ..rules.codes import read_rows
from ..rules.sayings import Saying, Sayings, letters

__all__ = ["read_sayings"]


def read_sayings(sayings: Path, synonyms: Path) -> Sayings:
    """The sayings and the synonyms of two CSV files.

    Args:
        sayings: The columns said, items, sure. In ``said``, words stand apart, ways to say one are
            joined by ``|``, and a word after ``-`` must not occur (``油烟 -油烟机``). ``items`` are
            codes joined by ``|``. ``sure`` is ``yes`` where the words leave no other item open.
        synonyms: The columns said, means: ``噪音,噪声``. Sayings are levelled by it too.

    Raises:
        PolicyError: naming file and line: a saying without words or items, or with several items
            that are sure; a synonym without a word, or a word twice.
    """
    known = Sayings(synonyms=dict(_synonyms(synonyms)))
    return Sayings(tuple(_sayings(sayings, known)), known.synonyms)


def _sayings(path: Path, known: Sayings) -> Iterator[Saying]:
    for place, row in read_rows(path, ("said", "items", "sure")):
        said = row["said"].split()
        words = [w for w in said if not w.startswith("-")]
        items = tuple(filter(None, row["items"].split("|")))
        is_sure = row["sure"] == "yes"
        if not words or not items or (is_sure and len(items) > 1):
            raise PolicyError(
                "a saying has words and items, and one item where it is sure",
                "一条说法须有用词和事项；注明确定的，只能有一项",
                field="items" if words else "said",
                value=row["items"] if words else row["said"],
                place=place,
                hint_en="write 暖气|供暖 不热,street_hotline_utility_heating,yes",
                hint_zh="例如 暖气|供暖 不热,street_hotline_utility_heating,yes",
            )
        yield Saying(
            tuple(tuple(dict.fromkeys(map(known.level, word.split("|")))) for word in words),
            tuple(letters(w) for w in said if w.startswith("-")),
            items,
            is_sure,
            place,
        )


def _synonyms(path: Path) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for place, row in read_rows(path, ("said", "means")):
        said, means = letters(row["said"]), letters(row["means"])
        if not said or not means or said in seen:
            raise PolicyError(
                "a synonym is a word, not written twice, and the word that is used for it",
                "同义词须写明其词（不重复）和所用的词",
                field="said",
                value=row["said"],
                place=place,
                hint_en="write 噪音,噪声",
                hint_zh="例如 噪音,噪声",
            )
        seen.add(said)
        yield said, means
