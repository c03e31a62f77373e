"""Unary tests: what a cell asks of the field of its column, as in DMN.

    投诉, 举报        >= 2020-07-01        [2..5)        not(waste, water)        是        -

A cell is read without looking at the kind of the field; whether it fits is told when the rule is
made ready, like any other condition.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NoReturn

from ..errors import ExpressionError, RecordError, shown
from ..expr import Between, Expr, Is, Not, Some, Under
from ..expr.nodes import MOST_NUMBER
from ..values import parse_day

__all__ = ["read_test", "respell_test", "write_test"]

ANY = ("", "-", "－", "—", "–")
FOLD = str.maketrans("（）［］，、；“”＜＞＝", '()[],,,""<>=')
TOKEN = re.compile(r'\s*("(?:[^"\s,()]+)"|\.\.|>=|<=|[()\[\],<>=]|(?:(?!\.\.)[^\s,()\[\]<>="])+)')
NOT = ("not", "非", "不是")
FLAG = {"是": True, "yes": True, "true": True, "否": False, "no": False, "false": False}
UNKNOWN = ("未知", "unknown", "null")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
COUNT = re.compile(r"\d{1,18}")


def read_test(text: str, field: str, *, under: bool = False) -> Expr | None:
    """The condition that a cell states of a field.

    Args:
        text: The cell.
        field: The field of its column.
        under: Whether the column asks what lies at or below a code.

    Returns:
        The condition, or ``None`` where the cell asks nothing (``-``, or empty).

    Raises:
        ExpressionError: the cell cannot be read.
    """
    if text.strip() in ANY:
        return None
    return _Cell(text, field, under).read()


class _Cell:
    def __init__(self, text: str, field: str, under: bool) -> None:
        self.text, self.field, self.under = text, field, under
        folded = text.replace("≥", ">=").replace("≤", "<=").translate(FOLD).strip()
        self.tokens, at = [], 0
        while at < len(folded):
            found = TOKEN.match(folded, at)
            if found is None:
                self.fail(folded[at:].strip()[:20])
            self.tokens.append(found[1])
            at = found.end()
        self.at = 0

    def read(self) -> Expr:
        found = self.tests()
        if self.token:
            self.fail(self.token)
        return found

    @property
    def token(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *wanted: str) -> str:
        token = self.token
        if token not in wanted:
            return ""
        self.at += 1
        return token

    def fail(self, found: str) -> NoReturn:
        end = not found
        en, zh = ("the end", "结尾") if end else (shown(found), shown(found))
        raise ExpressionError(
            f"no test can be read from {shown(self.text)}: {en} does not fit",
            f"无法读出判断 {shown(self.text)}：{zh} 不合",
            field=self.field,
            value=self.text,
            hint_en="write values (a, b), >= 2020-07-01, [2..5), not(a, b), yes, no, or -",
            hint_zh="写法：取值（甲, 乙）、>= 2020-07-01、[2..5)、非(甲, 乙)、是、否，或 -",
        )

    def tests(self) -> Expr:
        """Tests with commas between them: any of them."""
        values: list[str | bool] = []
        others: list[Expr] = []
        while True:
            one = self.one()
            if isinstance(one, Expr):
                others.append(one)
            else:
                values.append(one)
            if not self.take(","):
                break
        if values:
            others.insert(0, self.among(values))
        return others[0] if len(others) == 1 else Some(others)

    def among(self, values: list[str | bool]) -> Expr:
        if not self.under:
            return Is(self.field, values)
        codes = [v for v in values if isinstance(v, str)]
        return Under(self.field, codes) if len(codes) == len(values) else self.fail("是/否")

    def one(self) -> Expr | str | bool:
        if self.token in NOT and self.tokens[self.at + 1 : self.at + 2] == ["("]:
            self.at += 2
            inner = self.tests()
            return Not(inner) if self.take(")") else self.fail(self.token)
        if sign := self.take(">=", "<=", "<", ">", "="):
            return self.compared(sign)
        if sign := self.take("[", "(", "]"):
            return self.ranged(sign)
        word = self.token
        if not word or word in ",()[]..":
            self.fail(word)
        self.at += 1
        if word.startswith('"'):
            return word[1:-1]
        if word.lower() in UNKNOWN:
            self.fail_unknown(word)
        return FLAG.get(word.lower(), word)

    def fail_unknown(self, word: str) -> NoReturn:
        raise ExpressionError(
            f"no condition can ask whether a fact is known: {shown(word)}",
            f"条件不能问某事实是否已知：{shown(word)}",
            field=self.field,
            value=self.text,
            hint_en="leave the cell empty: an unknown fact keeps the rule open by itself; a value "
            f'of that name is written "{word}"',
            hint_zh=f'请留空：事实未知时，规则自然保持开放；确有此取值的，请写 "{word}"',
        )

    def compared(self, sign: str) -> Between:
        low = self.bound(after=sign == ">")
        if sign == "=":
            return Between(self.field, low, _next(low))
        if sign in (">", ">="):
            return Between(self.field, low, None)
        return Between(self.field, None, _next(low) if sign == "<=" else low)

    def ranged(self, opening: str) -> Between:
        """``[a..b)``: a square bracket counts its end in, a round or reversed one does not."""
        low = self.bound(after=opening != "[")
        if not self.take(".."):
            self.fail(self.token)
        high = self.bound()
        closing = self.take("]", ")", "[") or self.fail(self.token)
        return Between(self.field, low, _next(high) if closing == "]" else high)

    def bound(self, *, after: bool = False) -> date | int:
        word = self.token
        self.at += 1
        if DAY.fullmatch(word):
            try:
                return _next(parse_day(word, field=self.field)) if after else parse_day(word)
            except (RecordError, OverflowError):
                self.fail(word)
        if not COUNT.fullmatch(word) or int(word) >= MOST_NUMBER or self.under:
            self.fail(word)
        return int(word) + after


def _next(bound: date | int) -> date | int:
    return bound + 1 if isinstance(bound, int) else bound + timedelta(days=1)


def respell_test(text: str, field: str, *, under: bool = False) -> str:
    """The cell with one spelling of marks and spaces, its words and their order as they are.

    Args:
        text: The cell; one that cannot be read is given back.
        field: The field of its column.
        under: Whether the column asks what lies at or below a code.
    """
    if text.strip() in ANY:
        return "-" if text.strip() else ""
    try:
        spelt = "".join(map(_spaced, _Cell(text, field, under).tokens))
        same = read_test(spelt, field, under=under) == read_test(text, field, under=under)
    except ExpressionError:
        return text
    return spelt if same else text


def _spaced(token: str) -> str:
    return f"{token} " if token in (",", ">=", "<=", "<", ">", "=") else token


def write_test(expr: Expr, lang: str = "en") -> tuple[str, bool, str] | None:
    """The field, whether it is asked by ``under``, and the cell that states a condition.

    Args:
        expr: The condition.
        lang: The language of ``yes`` and ``not``.

    Returns:
        ``None`` where no single cell can state it.
    """
    match expr:
        case Not(part):
            inner = None if isinstance(part, Not) else write_test(part, lang)
            if inner is None:
                return None
            return inner[0], inner[1], f"{'非' if lang == 'zh' else 'not'}({inner[2]})"
        case Is(field, values):
            found = field, False, ", ".join(_value(v, lang) for v in values)
        case Under(field, codes):
            found = field, True, ", ".join(_value(c, lang) for c in codes)
        case Between(field, low, high):
            ends = f"[{low}..{high})" if low is not None else f"< {high}"
            found = field, False, f">= {low}" if high is None else ends
        case _:
            return None
    # Whatever a cell would not give back is left to the general condition.
    try:
        same = read_test(found[2], found[0], under=found[1]) == expr
    except ExpressionError:
        return None
    return found if same else None


def _value(value: str | bool, lang: str) -> str:
    if isinstance(value, bool):
        return ("是" if value else "否") if lang == "zh" else ("yes" if value else "no")
    special = value.lower() in (*FLAG, *UNKNOWN, *NOT, *ANY)
    return f'"{value}"' if special else value
