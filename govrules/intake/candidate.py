"""An item that a text may mean, and what speaks for it."""

from __future__ import annotations

import attrs

__all__ = ["Candidate"]


@attrs.frozen
class Candidate:
    """An item that a text may mean.

    Attributes:
        code: Its code.
        score: How much of the text speaks for it: about the number of letters.
        words: The words that it rests on; pairs of letters, where no word is known.
        is_sure: Whether those words leave no other item open.
        said: The part of the score that known words and names make, without likeness.
        classified: What a classifier from outside gave it, from 0 to 1; ``None`` if nothing.
    """

    code: str
    score: float
    words: tuple[str, ...]
    is_sure: bool = False
    said: float = 0.0
    classified: float | None = None
