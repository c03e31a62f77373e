"""Words that depend on the place: a text writes {街乡}, and a town's reader reads 镇.

A rule holds for every place of its kind, so its texts cannot name one kind of place only. A word of
this file is written by name, ``{街乡}`` in Chinese text and ``{subdistrict}`` in English, and is
said when a decision is composed, by the kind of unit that the matter lies in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs

from ..errors import PolicyError, did_you_mean
from .codes import read_rows

__all__ = ["PlaceWord", "PlaceWords", "read_words"]

WORD = re.compile(r"\{([^{}]*)\}")


@attrs.frozen
class PlaceWord:
    """A word that is said by the kind of place.

    Args:
        zh: What Chinese text writes in braces.
        en: What English text writes in braces.
        anywhere: What is said where the kind of place is not known, Chinese and English.
        forms: Kind of unit (``town``) → what is said there, Chinese and English.
    """

    zh: str
    en: str
    anywhere: tuple[str, str]
    forms: Mapping[str, tuple[str, str]] = attrs.field(hash=False)


class PlaceWords:
    """The words of a jurisdiction.

    Args:
        words: Each word once.
    """

    def __init__(self, words: Iterable[PlaceWord] = ()) -> None:
        words = tuple(words)
        self._words = {
            lang: {word.zh if lang == "zh" else word.en: word for word in words}
            for lang in ("zh", "en")
        }
        self._kinds = {kind for word in words for kind in word.forms}

    def kind_of(self, kinds: Iterable[object]) -> str | None:
        """The one kind among those of a place's units by which words are said, if there is one."""
        return next((k for k in kinds if isinstance(k, str) and k in self._kinds), None)

    def say(self, text: str, kind: str | None, lang: str) -> str:
        """The text with its words said.

        Args:
            text: With words in braces, or none.
            kind: The kind of unit; ``None`` where it is not known.
            lang: ``"zh"`` or ``"en"``.
        """

        def said(name: re.Match[str]) -> str:
            word = self._words[lang].get(name[1])
            if word is None:
                return name[0]
            return word.forms.get(kind or "", word.anywhere)[lang != "zh"]

        return WORD.sub(said, text) if "{" in text else text

    def marked(self, text: str, lang: str) -> str:
        """The text with what a word says anywhere written as that word, to be said by the place.

        Args:
            text: A text put together from labels, such as an organ's.
            lang: ``"zh"`` or ``"en"``.
        """
        for name, word in self._words[lang].items():
            text = text.replace(word.anywhere[lang != "zh"], f"{{{name}}}")
        return text

    def check(self, text: str, lang: str) -> None:
        """Raise PolicyError for a word in braces that there is not in that language."""
        known = self._words[lang]
        for name in WORD.findall(text) if "{" in text else ():
            if name not in known:
                en, zh = did_you_mean(name, known)
                raise PolicyError(
                    f"{{{name}}} is no word that depends on the place",
                    f"{{{name}}} 不是随地点而变的用语",
                    field=lang,
                    value=text,
                    hint_en=en or "write it without braces",
                    hint_zh=zh or "请去掉花括号",
                )

    def canonical(self) -> list[object]:
        """The words as plain values, sorted: what their digest is made of."""
        return [
            [word.zh, word.en, *word.anywhere, sorted(word.forms.items())]
            for _, word in sorted(self._words["en"].items())
        ]


def read_words(path: Path) -> tuple[PlaceWord, ...]:
    """The words of a CSV file: word_zh, word_en, kind (empty: anywhere), zh, en.

    Raises:
        PolicyError: for a word that does not say what it is anywhere.
    """
    forms: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for _, row in read_rows(path, ("word_zh", "word_en", "kind", "zh", "en")):
        said = forms.setdefault((row["word_zh"], row["word_en"]), {})
        said[row["kind"]] = (row["zh"], row["en"])
    for (zh, _), said in forms.items():
        if "" not in said:
            raise PolicyError(
                f"the word {zh!r} does not say what it is where the kind of place is not known",
                f"用语 {zh!r} 未写明地点类别不明时怎样说",
                field="kind",
                value=zh,
                place=path.name,
                hint_en="add a line with an empty kind",
                hint_zh="请增加一行，kind 留空",
            )
    return tuple(PlaceWord(zh, en, said.pop(""), said) for (zh, en), said in forms.items())
