"""A field: what can be known of a matter, over finitely many cases.

Flags, choices, codes of a tree, days, bounded counts, and sets of choices (which are so many
flags). No free text and no fractions, so that every condition can be decided case by case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import attrs

from ..errors import PolicyError, RecordError, did_you_mean, shown, written
from ..values import UNKNOWN, CodeTree, is_empty, is_missing, parse_day, whole

__all__ = ["Choice", "Field", "Kind"]

Kind = Literal["flag", "choice", "code", "day", "count", "set"]

YES = {"true", "yes", "1", "y", "是", "有"}
NO = {"false", "no", "0", "n", "否", "无"}
SAID = {"unknown", "未知"}
UNSAID = {"", *SAID}


@attrs.frozen
class Choice:
    """One value of a choice: its code and its names."""

    code: str
    zh: str
    en: str
    source: str = ""


def _choices(choices: Iterable[Choice | tuple[str, ...]]) -> tuple[Choice, ...]:
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
    _words: dict[str, str] = attrs.field(init=False, eq=False, repr=False, factory=dict)

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

    @property
    def choice_words(self) -> tuple[str, ...]:
        """Every word that the field takes: codes, then Chinese terms."""
        if self.kind == "flag":
            return ("true", "false", "是", "否")
        return tuple(self._words)

    def choice_code(self, word: str) -> str | None:
        """The code that a code or a Chinese term stands for, ``None`` if neither."""
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
                ask_zh=f"此前是否{c.zh}？" if c.zh.startswith("已") else f"{self.zh}：{c.zh}？",
                ask_en=f"{self.en}: {c.en}?",
                yes=(f"{self.zh}含“{c.zh}”", f"{self.en} include “{c.en}”"),
                no=(f"{self.zh}不含“{c.zh}”", f"{self.en} do not include “{c.en}”"),
            )

    def label(self, value: Any, lang: str = "zh") -> str:
        """What a reader calls one value of the field."""
        if isinstance(value, bool):
            return {"zh": ("否", "是"), "en": ("no", "yes")}[lang][value]
        if self.kind == "code" and self.tree is not None and value in self.tree:
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
        return value is UNKNOWN or (isinstance(value, str) and value.strip().casefold() in SAID)

    def read(self, value: Any, on: Any = None) -> Any:
        """The value that a record's cell means; ``UNKNOWN`` where it says nothing.

        Args:
            value: Text, or a Python value of the field's kind; ``None`` and the gaps of a table
                (NaN, pandas' NaT and NA) say nothing.
            on: The day on which codes are read (a unit's name may have changed).

        Raises:
            RecordError: naming the field, the value and what would be right.
        """
        if isinstance(value, str):
            value = value.strip()
            if value.casefold() in UNSAID:
                return UNKNOWN
        elif value is UNKNOWN or is_missing(value):
            return UNKNOWN
        value = whole(value)
        match self.kind:
            case "flag":
                return self._flag(value)
            case "choice":
                return self._choice(value)
            case "code":
                return self._code(value, on)
            case "day":
                return parse_day(value, field=self.id)
            case "count":
                return self._count(value)
        return self._set(value)

    def _flag(self, value: Any) -> bool:
        if isinstance(value, bool):
            return value
        word = written(value).casefold()
        if word in YES or word in NO:
            return word in YES
        raise self._bad(value, "yes, no, or unknown", "是、否 或 未知")

    def _choice(self, value: Any) -> str:
        is_word = isinstance(value, str | int) and not isinstance(value, bool)  # 110 is one too
        code = self._words.get(written(value)) if is_word else None
        if code is None:
            near = did_you_mean(value, self._words)
            codes = did_you_mean("", [c.code for c in self.choices])
            terms = did_you_mean("", [c.zh for c in self.choices])
            is_near = (near[0] or "").startswith("did")
            raise self._bad(value, *(near if is_near else (codes[0], terms[1])))
        return code

    def _code(self, value: Any, on: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int) or self.tree is None:
            raise self._bad(value, "a code or a name", "代码或名称")
        try:
            text = str(value)
        except ValueError:  # Python writes no number of thousands of digits
            raise self._bad(value, "a code or a name", "代码或名称") from None
        try:
            return self.tree.resolve(text, on)
        except RecordError as error:
            error.field = self.id
            raise

    def _count(self, value: Any) -> int:
        return min(self._number(value), self.most)

    def _number(self, value: Any) -> int:
        try:
            if isinstance(value, bool) or (number := int(str(value))) < 0:
                raise ValueError
        except ValueError:
            raise self._bad(value, "a whole number, 0 or more", "0 或以上的整数") from None
        return number

    def remark(self, value: Any, on: Any = None) -> tuple[str, str] | None:
        """What is to be said, in (Chinese, English), of how a value was read; most say nothing.

        Args:
            value: The value as given; it was read without an error.
            on: The day on which codes are read.
        """
        if self.kind == "count" and (number := self._number(whole(value))) > self.most:
            said, most = shown(number), self.most
            return (
                f"{self.zh}（{self.id}）给为 {said}；{most} 及以上不作区分，均按 {most} 计",
                f"{self.id} is given as {said}; from {most} on all count as {most}",
            )
        locate = getattr(self.tree, "locate", None)
        if locate is None:
            return None
        found = locate(str(whole(value)), on)
        return (found.note_zh, found.note_en) if found.note_zh else None

    def _set(self, value: Any) -> frozenset[str]:
        if isinstance(value, str):
            value = value.replace("；", ";").replace("、", ";").replace(",", ";").split(";")
        if isinstance(value, bool) or not isinstance(value, Iterable):
            raise self._bad(value, "codes joined by ;, or none", "用“;”连接的代码，或 none")
        if isinstance(value, set | frozenset):  # so that of two wrong words always one is told
            value = sorted(value, key=written)
        words = [word.strip() if isinstance(word, str) else word for word in value]
        said = [word for word in words if not (isinstance(word, str) and not word)]
        if said in (["none"], ["无"]):
            return frozenset()
        return frozenset(self._choice(word) for word in said)

    def _bad(self, value: Any, hint_en: str | None, hint_zh: str | None) -> RecordError:
        return RecordError(
            f"{self.id}: {shown(value)} is not a value that the field takes",
            f"{self.zh}（{self.id}）：{shown(value)} 不是可用的值",
            field=self.id,
            value=value,
            hint_en=hint_en,
            hint_zh=hint_zh,
        )

    def canonical(self) -> list[Any]:
        """The field as plain values: what its digest is made of."""
        assume = None if self.assume is UNKNOWN else self.assume
        return [
            self.id,
            self.kind,
            self.zh,
            self.en,
            [attrs.astuple(c) for c in self.choices],
            assume,
            self.reads,
            self.most,
            self.source,
        ]
