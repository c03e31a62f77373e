"""One tree of errors; each is also the builtin that a caller would expect.

    GovrulesError
    ├── RecordError (ValueError)       a matter, or one field of it, cannot be read
    │   ├── PlaceError                 no such unit, or several
    │   └── ContradictionError         a given fact contradicts what the rules work out
    ├── PolicyError (ValueError)       a rule, list, table or pack is wrong
    │   ├── PackError                  a pack has several faults, told together
    │   ├── ExpressionError            a condition cannot be read or does not type-check
    │   ├── CitationError              no such instrument or article, or not in force
    │   ├── DelegationError            a delegation is void
    │   └── ConflictError              two rules apply, disagree, and nothing ranks them
    ├── PluginError (RuntimeError)     a plug-in cannot be loaded
    └── NotFoundError (KeyError)       no jurisdiction, class or unit of that name

Every message names the field, the value, the place and the fix, in English and in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, Self, TypeAlias

__all__ = [
    "ChartError",
    "CitationError",
    "ConflictError",
    "ContradictionError",
    "DelegationError",
    "ExpressionError",
    "GovrulesError",
    "LedgerError",
    "NotFoundError",
    "PackError",
    "PlaceError",
    "PluginError",
    "PolicyError",
    "RecordError",
    "StepError",
    "did_you_mean",
    "no_such",
    "one_of",
    "sendable",
    "shortened",
    "shown",
    "text_of",
    "written",
]


# A longer list of what there is helps nobody by its first twelve words.
MOST_LISTED = 200
# An error quotes no more of a value than this.
MOST_SHOWN = 80
# Nor is more of it compared with the words that there are.
MOST_COMPARED = 200
ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
# Half of a character: Python holds it in text, and no file or network takes it.
SURROGATE = re.compile("[\ud800-\udfff]")

Hints: TypeAlias = tuple[str | None, str | None]
"""How to put an error right, in English and in Chinese."""


class GovrulesError(Exception):
    """The base of every error that govrules raises.

    Args:
        en: What is wrong, in English: lower case, no full stop.
        zh: The same in Chinese.
        field: The field, column or argument at fault.
        value: The value found there.
        place: Where it stands: ``"matters.csv:12"``, ``"rule JD17.own"``.
        hint_en: How to put it right.
        hint_zh: The same in Chinese.
        near: Looks for a better hint, such as the nearest words. It is called when somebody reads
            the hint, and not before: it may cost a thousand times what the value cost to read.
        faults: Where it gathers several faults, each of them.
    """

    def __init__(
        self,
        en: str,
        zh: str,
        *,
        field: str | None = None,
        value: Any = None,
        place: str | None = None,
        hint_en: str | None = None,
        hint_zh: str | None = None,
        near: Callable[[], Hints] | None = None,
        faults: Iterable[GovrulesError] = (),
    ) -> None:
        self.en, self.zh = en, zh
        self._faults = tuple(faults)
        self.field, self.value, self.place = field, value, place
        self._hints: Hints = (hint_en, hint_zh)
        self._near = near
        super().__init__(en)

    @property
    def hint_en(self) -> str | None:
        """How to put it right, in English."""
        return self._found_hints()[0]

    @hint_en.setter
    def hint_en(self, text: str | None) -> None:
        self._hints = (text, self.hint_zh)

    @property
    def hint_zh(self) -> str | None:
        """How to put it right, in Chinese."""
        return self._found_hints()[1]

    @hint_zh.setter
    def hint_zh(self, text: str | None) -> None:
        self._hints = (self.hint_en, text)

    def _found_hints(self) -> Hints:
        if (look := self._near) is not None:
            found, given = look(), self._hints
            # Two threads may both look; only when the hints are there is the search dropped.
            self._hints = (found[0] or given[0], found[1] or given[1])
            self._near = None
        return self._hints

    def without_search(self) -> GovrulesError:
        """The same error with the hint that costs nothing: for batches, which nobody reads."""
        self._near = None
        return self

    @property
    def code(self) -> str:
        """The stable name of the kind of error, such as ``"place_error"``."""
        return _code_of(type(self).__name__)

    def text(self, lang: str = "en") -> str:
        """The whole message in ``"en"`` or ``"zh"``: place, cause, and how to put it right."""
        cause, hint = (self.zh, self.hint_zh) if lang == "zh" else (self.en, self.hint_en)
        where = f"{self.place}: " if self.place else ""
        sep = "；" if lang == "zh" else "; "
        return where + cause + (sep + hint if hint else "")

    def at(self, place: str) -> Self:
        """The same error, with the place where it was met put before the one it knows."""
        if self.place != place:
            self.place = f"{place}: {self.place}" if self.place else place
        return self

    def __str__(self) -> str:
        return self.text("en")

    def __reduce__(self) -> tuple[Any, ...]:
        # As it is, without calling ``__init__``: an error may come from another process.
        self._found_hints()  # a search is bound to what is here
        return _blank, (type(self),), {**vars(self), "args": self.args}

    @property
    def faults(self) -> tuple[GovrulesError, ...]:
        """Every fault that it tells: itself, unless it gathers those of a pack."""
        return self._faults or (self,)

    def to_dict(self) -> dict[str, Any]:
        """The error as a record: code, both messages, field, value (as text) and place."""
        parts = {
            "code": self.code,
            "message_en": self.text("en"),
            "message_zh": self.text("zh"),
            "field": self.field,
            "value": self.value,
            "place": self.place,
        }
        return {k: None if v is None else sendable(written(v)) for k, v in parts.items()}


@cache
def _code_of(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def _blank(kind: type[GovrulesError]) -> GovrulesError:
    return kind.__new__(kind)


class RecordError(GovrulesError, ValueError):
    """A matter, or one field of it, cannot be read."""


class PlaceError(RecordError):
    """The place names no unit on that date, or several."""


class ContradictionError(RecordError):
    """A given fact contradicts what the rules work out from the others."""


class PolicyError(GovrulesError, ValueError):
    """A rule, list, table or policy pack is wrong."""


class PackError(PolicyError):
    """A pack has several faults, told together, each on a line of its own; see ``faults``."""

    def text(self, lang: str = "en") -> str:
        """How many faults there are, and then each on a line of its own."""
        return "\n".join((super().text(lang), *(f"  {f.text(lang)}" for f in self._faults)))


class ExpressionError(PolicyError):
    """A condition cannot be read, or does not fit the declared fields."""


class CitationError(PolicyError):
    """A citation names no known instrument or article, or one not in force."""


class DelegationError(PolicyError):
    """A delegation is void: by its source, issuer, recipient, publication or dates."""


class ConflictError(PolicyError):
    """Two rules apply, disagree, and nothing ranks them; ``rules`` holds both ids."""

    rules: tuple[str, ...] = ()


class ChartError(PolicyError):
    """A chart of cases is wrong, or a clock of it cannot be reckoned."""


class StepError(RecordError):
    """An event cannot happen to the case: not in this state, not by this sender, or not as told."""


class LedgerError(GovrulesError, RuntimeError):
    """A ledger cannot be opened, written or read, or what it holds was changed."""


class PluginError(GovrulesError, RuntimeError):
    """A plug-in cannot be loaded; it costs itself only."""


class NotFoundError(GovrulesError, KeyError):
    """No jurisdiction, unit or decision class of that name."""


def text_of(error: GovrulesError) -> str:
    """The error as the column ``error`` of a table has it: its code, and the text in English."""
    return f"{error.code}: {error.text('en')}"


def did_you_mean(value: object, known: Iterable[str]) -> Hints:
    """The hint, English and Chinese, that names the nearest known words, or what there is.

    For people, and only when they read it (see ``near`` of :class:`GovrulesError`): of a long list
    it takes some tens of milliseconds.
    """
    words = list(dict.fromkeys(known))
    text = value if isinstance(value, str) else written(value)
    near = get_close_matches(text[:MOST_COMPARED], words, n=3, cutoff=0.6)
    if near:
        return f"did you mean {', '.join(near)}?", f"是否指：{'、'.join(near)}？"
    return one_of(words) if len(words) <= MOST_LISTED else (None, None)


def one_of(words: Sequence[str], words_zh: Sequence[str] | None = None) -> Hints:
    """The hint that lists the first dozen of the words that there are."""
    if not words:
        return None, None
    en, zh = list(words[:12]), list((words_zh or words)[:12])
    return (
        f"one of {', '.join(en)}{' …' if len(words) > 12 else ''}",
        f"可用：{'、'.join(zh)}{' …' if len(words) > 12 else ''}",
    )


def no_such(field: str, value: object, known: Iterable[str]) -> RecordError:
    """The error for a word that is none of those known, with the nearest of them."""
    words = list(known)
    near, listed = did_you_mean(value, words), one_of(words)
    return RecordError(
        f"there is no {field} {value!r}",
        f"没有 {field} {value!r}",
        field=field,
        value=value,
        hint_en=near[0] or listed[0],
        hint_zh=near[1] or listed[1],
    )


def shown(value: object) -> str:
    """The value as an error quotes it, of 80 characters at most and the same on every run."""
    if isinstance(value, str):
        return repr(shortened(value))
    if isinstance(value, set | frozenset):
        return shortened(f"{{{', '.join(sorted(map(shown, value)))}}}")
    return shortened(ADDRESS.sub("", written(value, repr)))


def shortened(text: str) -> str:
    """The text, or its beginning and ``…`` where it is longer than an error quotes."""
    return _whole(text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…")


def sendable(text: str) -> str:
    """The text, with each half of a surrogate pair, which UTF-8 lacks, as its escape."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="backslashreplace").decode()
    return text


def written(value: object, write: Callable[[object], str] = str) -> str:
    """The value as text that can be sent; its type where it will not be written out."""
    try:
        return _whole(write(value))
    except Exception:  # thousands of digits, lists without end, whatever a stranger's type raises
        return f"<{type(value).__name__}>"


def _whole(text: str) -> str:
    """The text with halves of characters spelt out: ``\\ud800``."""
    if text.isascii() or not SURROGATE.search(text):
        return text
    return text.encode(errors="backslashreplace").decode()
