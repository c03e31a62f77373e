"""The compact text form, close to how a provision is said.

kind in (complaint, report) and not emergency_line = none and item under waste
类型 属于 (投诉, 举报) 且 事项 在 waste 下 且 on >= 2020-07-01

condition := all ("or" all)*          all := unit ("and" unit)*
unit      := "not" unit | "(" condition ")" | "always" | "never" | atom
atom      := field "=" value | field "!=" value | field ["not"] "in" "(" value, … ")"
           | field "under" code | field "under" "(" code, … ")" | field "has" member
           | field (">=" | "<" | "<=" | ">") (day | count)
           | field "from" (day | count) "to" (day | count) | field "same" field | flag
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NoReturn, assert_never

from ..errors import ExpressionError, RecordError, shown
from ..values import parse_day
from .nodes import MOST_DEEP, MOST_NUMBER, All, Between, Const, Expr, Is, Not, Same, Some, Under

__all__ = ["from_text", "to_text"]

# What a jurist may write in Chinese, and the word it stands for.
CHINESE = {
    "且": "and",
    "并且": "and",
    "或": "or",
    "或者": "or",
    "而且": "and",
    "非": "not",
    "不是": "!=",
    "是": "=",
    "为": "=",
    "属于": "in",
    "不属于": "not in",
    "在": "under",
    "下": "",
    "含": "has",
    "同": "same",
    "自": "from",
    "至": "to",
    "始终": "always",
    "从不": "never",
}
TOKEN = re.compile(
    r"\s*(?:(>=|<=|!=|=|<|>|\(|\)|,|[（），、＝＜＞≥≤])|([^\s()=<>!,（），、＝＜＞≥≤]+)|(\S))"
)
FOLD = dict(zip("（），、＝＜＞≥≤", ("(", ")", ",", ",", "=", "<", ">", ">=", "<="), strict=True))
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
COUNT = re.compile(rf"[0-9]{{1,{len(str(MOST_NUMBER))}}}")
WORDS = {"and", "or", "not", "in", "under", "has", "from", "to", "same"}
# What the parser may want next, in both languages.
WANTED = {
    "a field": "字段",
    "a value": "值",
    "a code": "代码",
    "a member": "集合成员",
    "a day or a count": "日期或数目",
    "a day (2020-07-01) or a count (2)": "日期（2020-07-01）或数目（2）",
    "an opening bracket": "左括号",
    "a closing bracket": "右括号",
    "a comma or a closing bracket": "逗号或右括号",
    "and, or, or the end": "“且”、“或”或结尾",
    "a field, a value, a bracket or a comparison": "字段、值、括号或比较符",
    "in": "“属于”（in）",
    "to": "“至”（to）",
    "a day of the calendar": "历法上有的日期",
    f"at most {MOST_DEEP} levels": f"至多 {MOST_DEEP} 层嵌套",
}


def from_text(text: str) -> Expr:
    """The condition that the text says; raises ExpressionError naming the column."""
    if not isinstance(text, str):
        raise ExpressionError(
            f"not the text of a condition: {shown(text)}",
            f"不是条件的文本：{shown(text)}",
            field="when",
            value=text,
            hint_en="write `field = value`",
            hint_zh="请写 字段 = 值",
        )
    parser = _Parser(text)
    expr = parser.condition()
    if parser.token is not None:
        parser.fail("and, or, or the end")
    return expr


class _Parser:
    def __init__(self, text: str) -> None:
        self.text, self.deep = text, 0
        self.tokens: list[tuple[str, int, str]] = []  # the word, its column, as it is written
        for match in TOKEN.finditer(text):
            written = word = match[match.lastindex or 0]
            word = CHINESE.get(FOLD.get(word, word), FOLD.get(word, word))
            start = match.start(match.lastindex or 0)
            self.tokens.extend((w, start, written) for w in word.split())
            if match.lastindex == 3:  # a mark that is none of the language's
                self.at = len(self.tokens) - 1
                self.fail("a field, a value, a bracket or a comparison")
        self.at = 0

    @property
    def token(self) -> str | None:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else None

    def take(self, *wanted: str) -> bool:
        if self.token in wanted:
            self.at += 1
            return True
        return False

    def word(self, what: str) -> str:
        token = self.token
        if token is None or token in WORDS or not re.match(r"[\w$]", token):
            self.fail(what)
        self.at += 1
        return token

    def fail(self, wanted: str) -> NoReturn:
        ended = self.at >= len(self.tokens)
        _, column, written = ("", len(self.text), "") if ended else self.tokens[self.at]
        en, zh = ("the end", "结尾") if ended else (repr(written), f"“{written}”")
        raise ExpressionError(
            f"expected {wanted}, found {en} at column {column + 1} of {shown(self.text)}",
            f"此处应为{WANTED[wanted]}，却是{zh}（第 {column + 1} 列，条件 {shown(self.text)}）",
            field="when",
            value=self.text,
            hint_en="see `field = value`, `field in (a, b)`, `field under code`, and, or, not",
            hint_zh="写法：字段 = 值、字段 属于 (甲, 乙)、字段 在 代码 下，用 且、或、非 连接",
        )

    def condition(self) -> Expr:
        parts = [self.all_of()]
        while self.take("or"):
            parts.append(self.all_of())
        return parts[0] if len(parts) == 1 else Some(parts)

    def all_of(self) -> Expr:
        parts = [self.unit()]
        while self.take("and"):
            parts.append(self.unit())
        return parts[0] if len(parts) == 1 else All(parts)

    def unit(self) -> Expr:
        self.deep += 1
        if self.deep > MOST_DEEP:
            self.fail(f"at most {MOST_DEEP} levels")
        found = self.inner()
        self.deep -= 1
        return found

    def inner(self) -> Expr:
        if self.take("not"):
            return Not(self.unit())
        if self.take("("):
            inner = self.condition()
            if not self.take(")"):
                self.fail("a closing bracket")
            return inner
        if self.token in ("always", "never"):
            return Const(self.word("") == "always")
        return self.atom(self.word("a field"))

    def atom(self, field: str) -> Expr:
        if self.take("="):
            return _equals(field, self.word("a value"))
        if self.take("!="):
            return Not(_equals(field, self.word("a value")))
        if self.take("not"):
            if not self.take("in"):
                self.fail("in")
            return Not(_among(field, self.values()))
        if self.take("in"):
            return _among(field, self.values())
        if self.take("under"):
            return Under(field, self.values() if self.token == "(" else (self.word("a code"),))
        if self.take("same"):
            return Same(field, self.word("a field"))
        if self.take("has"):
            return Is(f"{field}.{self.word('a member')}", (True,))
        if self.take("from"):
            low = self.bound()
            if not self.take("to"):
                self.fail("to")
            return Between(field, low, self.bound())
        for sign in (">=", "<=", "<", ">"):
            if self.take(sign):
                bound = self.bound(after=sign in ("<=", ">"))
                is_low = sign[0] == ">"
                return Between(field, bound if is_low else None, None if is_low else bound)
        return Is(field, (True,))

    def values(self) -> list[str]:
        if not self.take("("):
            self.fail("an opening bracket")
        values = [self.word("a value")]
        while self.take(","):
            values.append(self.word("a value"))
        if not self.take(")"):
            self.fail("a comma or a closing bracket")
        return values

    def bound(self, *, after: bool = False) -> date | int:
        """A day or count, or the next one after it."""
        word = self.word("a day or a count")
        if DAY.fullmatch(word):
            try:
                return parse_day(word, field="when") + timedelta(days=after)
            except (RecordError, OverflowError):
                self.at -= 1
                self.fail("a day of the calendar")
        if not COUNT.fullmatch(word) or int(word) + after > MOST_NUMBER:
            self.at -= 1
            self.fail("a day (2020-07-01) or a count (2)")
        return int(word) + after


def _equals(field: str, word: str) -> Expr:
    return _among(field, [word])


def _among(field: str, words: list[str]) -> Expr:
    if {"true", "yes", "false", "no"} >= set(words):
        return Is(field, [word in ("true", "yes") for word in words])
    return Is(field, words)


# The words of a written condition, in each language.
WRITTEN = {
    "en": (
        "always",
        "never",
        "not",
        " and ",
        " or ",
        "{} under {}",
        "{} from {} to {}",
        "{} same {}",
        "{} in ({})",
    ),
    "zh": (
        "始终",
        "从不",
        "非",
        " 且 ",
        " 或 ",
        "{} 在 {} 下",
        "{} 自 {} 至 {}",
        "{} 同 {}",
        "{} 属于 ({})",
    ),
}


def to_text(expr: Expr, lang: str = "en") -> str:
    """The condition in the text form; ``from_text`` reads it back to an equal condition.

    Args:
        expr: The condition.
        lang: The language of its keywords, ``"zh"`` or ``"en"``; terms stay as they are.
    """
    always, never, no, conj, disj, under, span, same, _ = WRITTEN[lang]
    match expr:
        case Const(value):
            return always if value else never
        case Not(part):
            return f"{no} {_wrap(part, lang)}"
        case All(parts) | Some(parts):
            if len(parts) < 2:  # the text form has no brackets for one part or none
                return _short(expr, lang)
            word = conj if isinstance(expr, All) else disj
            return word.join(_wrap(part, lang) for part in parts)
        case Is(field, values):
            return _is_text(field, values, lang)
        case Under(field, codes):
            listed = codes[0] if len(codes) == 1 else f"({', '.join(codes)})"
            return under.format(field, listed)
        case Between(field, low, high):
            if low is not None and high is not None:
                return span.format(field, low, high)
            return f"{field} < {high}" if low is None else f"{field} >= {low}"
        case Same(first, second):
            return same.format(first, second)
        case _:
            assert_never(expr)


def _short(expr: All | Some, lang: str) -> str:
    if expr.parts:
        return to_text(expr.parts[0], lang)
    return WRITTEN[lang][0 if isinstance(expr, All) else 1]


def _is_text(field: str, values: tuple[str | bool, ...], lang: str) -> str:
    if values == (True,):
        return field
    words = [v if isinstance(v, str) else ("true" if v else "false") for v in values]
    if len(words) == 1:
        return f"{field} = {words[0]}"
    return WRITTEN[lang][-1].format(field, ", ".join(words))


def _wrap(expr: Expr, lang: str) -> str:
    while isinstance(expr, All | Some) and len(expr.parts) == 1:
        expr = expr.parts[0]
    many = isinstance(expr, All | Some) and len(expr.parts) > 1
    return f"({to_text(expr, lang)})" if many else to_text(expr, lang)
