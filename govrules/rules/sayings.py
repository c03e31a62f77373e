"""What people say when they mean an item of a catalogue: words of everyday speech.

A saying is so many words that all occur, in any order. It decides nothing: whoever has a text read
is shown the words that an item rests on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import attrs

__all__ = ["Saying", "Sayings", "letters"]


@attrs.frozen
class Saying:
    """Words that mean items.

    Args:
        words: Of each, the ways to say it; all must occur.
        never: Words that must not.
        items: The codes that may be meant.
        is_sure: Whether the words leave no other item open, in its author's judgement.
        at: Where it is written: ``sayings.csv:12``.
    """

    words: tuple[tuple[str, ...], ...]
    never: tuple[str, ...]
    items: tuple[str, ...]
    is_sure: bool = False
    at: str = ""

    def found_in(self, text: str) -> tuple[tuple[str, ...], ...]:
        """Of each word, the ways to say it that a text has; empty by a word that must not be."""
        if any(word in text for word in self.never):
            return ()
        return tuple(tuple([way for way in ways if way in text]) for ways in self.words)


@attrs.frozen
class Sayings:
    """The sayings of a catalogue, in the words that its synonyms are replaced by.

    Args:
        sayings: The sayings.
        synonyms: Word → the word that is used for it: 噪音 → 噪声.
    """

    sayings: tuple[Saying, ...] = ()
    synonyms: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    def level(self, text: str) -> str:
        """The letters of a text, with each synonym as the word that is used for it."""
        plain = letters(text)
        for said, means in self.synonyms.items():
            if said in plain:
                plain = plain.replace(said, means)
        return plain


def letters(text: str) -> str:
    """The letters and digits of a text in one width and case, without marks and spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum())
