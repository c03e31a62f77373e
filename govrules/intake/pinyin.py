"""Names found by how they are spelled in Latin letters: ``dianti`` or ``dt`` for 电梯."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["spelled"]

_FEWEST = 2  # syllables; one is shared by too many names
_FEWEST_INITIALS = 3


def spelled(letters: str, pinyin: str) -> Iterator[tuple[int, int]]:
    """Where a name is spelled by some letters: from which syllable, and how many.

    Args:
        letters: What was typed, in lower case and without spaces: whole syllables, the last of
            which may be begun, or three initials or more.
        pinyin: The name's syllables, a space between each.
    """
    syllables = pinyin.split()
    for at in range(len(syllables)):
        size = _covered(letters, syllables[at:])
        if size >= _FEWEST:
            yield at, size
    at = "".join(s[0] for s in syllables).find(letters)
    if at >= 0 and len(letters) >= _FEWEST_INITIALS:
        yield at, len(letters)


def _covered(letters: str, syllables: list[str]) -> int:
    """By how many syllables the letters are spelled from the first on; 0 if they are not."""
    for number, syllable in enumerate(syllables, 1):
        if letters.startswith(syllable):
            letters = letters.removeprefix(syllable)
            if not letters:
                return number
        else:
            return number if syllable.startswith(letters) else 0
    return 0
