"""How wide text is in a drawing, roughly, and where it is broken into lines."""

from __future__ import annotations

import re

__all__ = ["width", "wrapped"]

# From here on characters are as wide as they are high: Chinese, and its punctuation.
WIDE = 0x2E7F
NARROW = 0.58
# What is not taken apart: a word with the blanks after it, or one wide character.
PIECE = re.compile(r"[^\s⺀-￿]+\s*|.\s*")


def width(text: str, size: float) -> float:
    """About how many pixels wide a line is.

    Args:
        text: The line.
        size: The height of its letters, in pixels.
    """
    return sum(size if ord(c) > WIDE else size * NARROW for c in text)


def wrapped(text: str, pixels: float, size: float) -> list[str]:
    """Break a text into lines, between words or wide characters.

    Args:
        text: The text.
        pixels: How wide a line may be; a word that is wider stands alone.
        size: The height of its letters, in pixels.

    Returns:
        The lines, one at least.
    """
    lines = [""]
    for piece in PIECE.findall(text):
        if lines[-1] and width((lines[-1] + piece).rstrip(), size) > pixels:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]
