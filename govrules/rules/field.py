"""A field: what can be known of a matter, over finitely many cases.

Flags, choices, codes of a tree, days, bounded counts, and sets of choices (which are so many
flags). No free text and no fractions, so that every condition can be decided case by case.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

import attrs

from ..errors import Hints, PolicyError, RecordError, did_you_mean, one_of, shown, written
from ..values import (
    UNKNOWN,
    CodeTree,
    DatedTree,
    OneOf,
    digits,
    is_empty,
    is_inexact,
    moment,
    narrow,
    parse_day,
)
from .one_of import alternatives, one_of_codes

__all__ = ["Choice", "Field", "Kind", "Note"]

Kind = Literal["flag", "choice", "code", "day", "count", "set"]

Note: TypeAlias = tuple[str, str]
"""What is to be said, in (Chinese, English), of how a value was read."""

YES = {"true", "yes", "1", "y", "t", "是", "是的", "有", "√", "✓", "✔"}
NO = {"false", "no", "0", "n", "f", "否", "不是", "无", "没有", "×", "✗", "✘"}
SAID = {"unknown", "未知"}
# A value of more characters, or a set of more words, is none that a field takes.
MOST_CHARACTERS, MOST_WORDS = 2000, 200


@attrs.frozen
class Choice:
    """One value of a choice.

    Args:
        code: Its code.
        zh: Its Chinese term.
        en: What it is called in English.
        source: The article that makes it matter, or where it comes from.
        aliases: What else records call it, as the exports of other systems do: only words that
            mean this value and no other.
    """

    code: str
    zh: str
    en: str
    source: str = ""
    aliases: tuple[str, ...] = ()

    def canonical(self) -> tuple[Any, ...]:
        """The value as plain values: what the digest of its field is made of."""
        plain = (self.code, self.zh, self.en, self.source)
        return (*plain, self.aliases) if self.aliases else plain


def _choices(choices: Iterable[Choice | tuple[Any, ...]]) -> tuple[Choice, ...]:
    return tuple(c if isinstance(c, Choice) else Choice(*c) for c in choices)


@attrs.frozen
class Field:
    """A declared field.

    Args:
        id: The English snake_case code by which records and conditions name it.
        kind: ``flag``, ``choice``, ``code``, ``day``, ``count`` or ``set``.
        zh: The official Chinese term.
        en: What it is called in English text.
        choices: The values of a ``choice``, or the members of a ``set``.
        tree: The code tree of a ``code``.
        assume: The value assumed when nothing is said; a decision lists it when it rests on it.
        reads: ``(field, attribute)``: worked out from another code's attribute, never asked.
        most: The largest ``count`` told apart; larger ones count as this.
        ask_zh: The question to put to a caller in Chinese; the term itself where not given.
        ask_en: The same in English.
        yes: Of a flag, the clause that says that it holds, in (Chinese, English), where its name
            is none.
        no: The clause that says that it does not.
        identity: Whether it says which matter this is, so that "had it been otherwise" is idle.
        zone: Of a day, the time zone where matters lie (``Asia/Shanghai``), in which a moment that
            says its own zone becomes a day; without it such a moment is refused.
        source: The article that makes it matter, or where the values come from.
    """

    id: str
    kind: Kind
    zh: str
    en: str
    choices: tuple[Choice, ...] = attrs.field(default=(), converter=_choices)
    tree: CodeTree | None = attrs.field(default=None, eq=False, repr=False)
    assume: Any = UNKNOWN
    reads: tuple[str, str] | None = None
    most: int = 9
    ask_zh: str = ""
    ask_en: str = ""
    yes: tuple[str, str] = ("", "")
    no: tuple[str, str] = ("", "")
    identity: bool = False
    source: str = ""
    zone: str = ""
    _words: dict[str, str] = attrs.field(init=False, eq=False, repr=False, factory=dict)
    _tz: ZoneInfo | None = attrs.field(init=False, eq=False, repr=False)

    @_tz.default
    def _find_zone(self) -> ZoneInfo | None:
        try:
            return ZoneInfo(self.zone) if self.zone else None
        except (KeyError, ValueError, OSError):
            raise PolicyError(
                f"field {self.id!r}: there is no time zone {shown(self.zone)}",
                f"字段 {self.id!r}：没有时区 {shown(self.zone)}",
                field="zone",
                value=self.zone,
                hint_en="write an IANA name such as Asia/Shanghai; without a system's list of "
                "zones, install tzdata",
                hint_zh="请写 IANA 时区名，例如 Asia/Shanghai；系统无时区数据的，请安装 tzdata",
            ) from None

    def __attrs_post_init__(self) -> None:
        for choice in self.choices:
            if choice.code in self._words:
                raise PolicyError(
                    f"field {self.id!r} lists {choice.code!r} twice",
                    f"字段 {self.id!r} 重复列出 {choice.code!r}",
                    field=self.id,
                    value=choice.code,
                    hint_en="give each value a code of its own",
                    hint_zh="每个值须有唯一代码",
                )
            self._words[choice.code] = choice.code
        for choice in self.choices:
            self._words.setdefault(choice.zh, choice.code)
        for word, code in ((w, c.code) for c in self.choices for w in c.aliases):
            if self._words.setdefault(word, code) != code:
                raise PolicyError(
                    f"field {self.id!r}: {shown(word)} is a word for {self._words[word]!r} and "
                    f"for {code!r}",
                    f"字段 {self.id!r}：{shown(word)} 同时指 {self._words[word]!r} 和 {code!r}",
                    field=self.id,
                    value=word,
                    hint_en="leave it out: such a word says neither",
                    hint_zh="请去掉：这样的词两者都不能确指",
                )

    @property
    def choice_words(self) -> tuple[str, ...]:
        """Every word that the field takes: codes, Chinese terms, then aliases."""
        if self.kind == "flag":
            return ("true", "false", "是", "否")
        return tuple(self._words)

    def choice_code(self, word: str) -> str | None:
        """The code that a code, a term or an alias stands for, ``None`` if it is none."""
        return self._words.get(word)

    def members(self) -> Iterator[Field]:
        """The flags that a ``set`` stands for: ``prior_steps.persuaded``."""
        for c in self.choices:
            yield Field(
                f"{self.id}.{c.code}",
                "flag",
                f"{self.zh}.{c.zh}",
                f"{self.en}: {c.en}",
                source=c.source or self.source,
                ask_zh=f"此前是否{c.zh}？",
                ask_en=f"is this one of the {self.en}: {c.en}?",
                yes=(f"{self.zh}含“{c.zh}”", f"{self.en} include “{c.en}”"),
                no=(f"{self.zh}不含“{c.zh}”", f"{self.en} do not include “{c.en}”"),
            )

    def label(self, value: Any, lang: str = "zh", on: date | None = None) -> str:
        """What a reader calls one value of the field; a unit as on that day, if one is given."""
        if isinstance(value, bool):
            return {"zh": ("否", "是"), "en": ("no", "yes")}[lang][value]
        if isinstance(value, OneOf):
            joint = " 或 " if lang == "zh" else " or "
            return joint.join(self.label(one, lang, on) for one in value.values)
        if self.kind == "code" and self.tree is not None and value in self.tree:
            if on is not None and isinstance(self.tree, DatedTree):
                return self.tree.name(value, lang, on)
            return self.tree.name(value, lang)
        for choice in self.choices:
            if choice.code == value:
                return choice.zh if lang == "zh" else choice.en
        return "未知" if value is UNKNOWN and lang == "zh" else str(value)

    def clause(self, value: bool, lang: str = "zh") -> str:
        """What says that a flag holds, or does not; empty where none was declared."""
        return (self.yes if value else self.no)[lang != "zh"]

    def is_empty(self, value: Any) -> bool:
        """Whether a record says nothing at all here."""
        return is_empty(value)

    def is_unknown(self, value: Any) -> bool:
        """Whether a record says outright that the fact is unknown."""
        return value is UNKNOWN or (
            isinstance(value, str)
            and len(value) <= MOST_CHARACTERS
            and value.strip().casefold() in SAID
        )

    def read(self, value: Any, on: Any = None) -> Any:
        """The value that a record's cell means; ``UNKNOWN`` where it says nothing.

        Args:
            value: Text, or a Python value of the field's kind; ``None`` and the gaps of a table
                (NaN, pandas' NaT and NA) say nothing. Numbers are read by one rule for all kinds:
                see :func:`govrules.values.digits`. A list, or text joined by ``|``, is one of
                several (:class:`govrules.values.OneOf`), but of a set all its members.
            on: The day on which codes are read (a unit's name may have changed).

        Raises:
            RecordError: naming the field, the value and what would be right.
        """
        return self.read_noted(value, on)[0]

    def read_noted(self, value: Any, on: Any = None) -> tuple[Any, Note | None]:
        """The value as :meth:`read` gives it, and what is to be said of how it was read, if any."""
        if is_empty(value) or self.is_unknown(value):
            return UNKNOWN, None
        if isinstance(value, str):
            value = value.strip()
            if len(value) > MOST_CHARACTERS:
                most = MOST_CHARACTERS
                raise self._bad(value, f"write at most {most} characters", f"请勿超过 {most} 字")
        if self.kind != "set" and (named := alternatives(value)) is not None:
            return self._one_of(value, named, on)
        if is_inexact(value):
            raise self._bad(
                value,
                "give text or a whole number: a float as large as this may stand for another one",
                "请以文本或整数给出：这样大的浮点数已不能准确表示原来的数",
            )
        match self.kind:
            case "flag":
                return self._flag(value), None
            case "choice":
                return self._choice(value), None
            case "code":
                return self._code(value, on)
            case "day":
                return self._day(value)
            case "count":
                return self._count(value)
        return self._set(value), None

    def _one_of(self, value: Any, named: list[Any], on: Any) -> tuple[Any, Note | None]:
        """One of the values that are named, or the narrowest unit of a path whose steps are."""
        if isinstance(value, str) and (path := self._path(value, on)):
            return path
        if self.kind == "day":
            raise self._bad(value, "write one day", "请写明一日")
        is_odd = any(self.is_unknown(v) or is_empty(v) or alternatives(v) for v in named)
        if is_odd or not 0 < len(named) <= MOST_WORDS:
            en = "name each that it may be: a|b, or a list; where nothing is known, leave it out"
            raise self._bad(value, en, "请逐一写明可能的值，写作 甲|乙 或列表；一无所知的，请不填")
        if isinstance(value, set | frozenset):
            named.sort(key=written)  # so that notes and errors do not hang on the hash
        read = [self.read_noted(one, on) for one in named]
        found = one_of_codes(self.tree, (code for code, _ in read))
        if self.kind == "flag" and isinstance(found, OneOf):
            found = UNKNOWN  # yes or no: that says nothing
        notes = dict.fromkeys(note for _, note in read if note is not None)
        return found, (
            "；".join(zh for zh, _ in notes),
            "; ".join(en for _, en in notes),
        ) if notes else None

    def _path(self, text: str, on: Any) -> tuple[str, Note | None] | None:
        """The unit of a path whose steps are joined by ``|``; ``None`` where it is no path."""
        locate: Callable[..., Any] | None = getattr(self.tree, "locate", None)
        if locate is None or not isinstance(self.tree, DatedTree):
            return None
        with suppress(RecordError):
            found = locate(text, on)
            if not found.rest:
                return found.settled, (found.note_zh, found.note_en) if found.note_zh else None
        return None

    def _flag(self, value: Any) -> bool:
        if isinstance(value, bool):
            return value
        word = digits(value) or narrow(written(value)).casefold()
        if word in YES or word in NO:
            return word in YES
        raise self._bad(value, "yes, no, or unknown", "是、否 或 未知")

    def _choice(self, value: Any) -> str:
        found = (self._words.get(word) for word in self._spellings(value))  # 110 is a word too
        code = next(filter(None, found), None)
        if code is None:
            listed = one_of([c.code for c in self.choices], [c.zh for c in self.choices])
            raise self._bad(value, *listed, near=lambda: self._near(value))
        return code

    def _near(self, value: Any) -> Hints:
        near = did_you_mean(value, self._words)
        return near if (near[0] or "").startswith("did") else (None, None)

    def _spellings(self, value: Any) -> list[str]:
        """The words that a value may be: its digits if it is a number, text as it is written."""
        number = digits(value)
        text = [value, narrow(value)] if isinstance(value, str) else []
        return [*text, number] if number is not None else text

    def _code(self, value: Any, on: Any) -> tuple[str, Note | None]:
        words = self._spellings(value)
        if not words or self.tree is None:
            raise self._bad(value, "a code or a name", "代码或名称")
        text = digits(value) or words[0]
        locate: Callable[..., Any] | None = getattr(self.tree, "locate", None)
        try:
            if locate is None:
                return self.tree.resolve(text, on), None
            found = locate(text, on)
        except RecordError as error:
            error.field = self.id
            raise
        return found.settled, (found.note_zh, found.note_en) if found.note_zh else None

    def _day(self, value: Any) -> tuple[Any, Note | None]:
        day, said = parse_day(value, field=self.id, zone=self._tz), moment(value)
        if not isinstance(said, datetime) or said.date() == day:
            return day, None
        there = said.isoformat()
        return day, (
            f"{self.zh}（{self.id}）给为 {there}，当地（{self.zone}）为 {day}，按 {day} 计",
            f"{self.id} is given as {there}; where the matter lies ({self.zone}) that is {day}",
        )

    def _count(self, value: Any) -> tuple[int, Note | None]:
        text = digits(value)
        if text is None:
            raise self._bad(value, "a whole number, 0 or more", "0 或以上的整数")
        number, most = int(text), self.most
        if number <= most:
            return number, None
        said = shown(number)
        return most, (
            f"{self.zh}（{self.id}）给为 {said}；{most} 及以上不作区分，均按 {most} 计",
            f"{self.id} is given as {said}; from {most} on all count as {most}",
        )

    def _set(self, value: Any) -> frozenset[str]:
        words = self._words_of(value)
        said = [word for word in words if not (isinstance(word, str) and not word)]
        if said in (["none"], ["无"]):
            return frozenset()
        return frozenset(self._choice(word) for word in said)

    def _words_of(self, value: Any) -> list[Any]:
        """The words of a set, as text that is joined or as a list, each without blanks about it."""
        words: Any = value
        if isinstance(value, str):
            words = narrow(value).replace("、", ";").replace(",", ";").split(";")
        is_odd = isinstance(words, Mapping | bytes | bytearray | memoryview)
        try:
            if is_odd or not isinstance(words, Collection) or len(words) > MOST_WORDS:
                raise TypeError
            words = [word.strip() if isinstance(word, str) else word for word in words]
        except TypeError:  # an array of no dimension is a collection too
            raise self._bad(
                value, "codes joined by ;, or none", "用“;”连接的代码，或 none"
            ) from None
        # so that of two wrong words of a set always one is told
        return sorted(words, key=written) if isinstance(value, set | frozenset) else words

    def _bad(
        self,
        value: Any,
        hint_en: str | None = None,
        hint_zh: str | None = None,
        near: Callable[[], Hints] | None = None,
    ) -> RecordError:
        return RecordError(
            f"{self.id}: {shown(value)} is not a value that the field takes",
            f"{self.zh}（{self.id}）：{shown(value)} 不是可用的值",
            field=self.id,
            value=value,
            hint_en=hint_en,
            hint_zh=hint_zh,
            near=near,
        )

    def canonical(self) -> list[Any]:
        """The field as plain values: what its digest is made of."""
        assume = None if self.assume is UNKNOWN else self.assume
        return [
            self.id,
            self.kind,
            self.zh,
            self.en,
            [c.canonical() for c in self.choices],
            assume,
            self.reads,
            self.most,
            self.source,
            *([self.zone] if self.zone else []),
        ]
