"""A rule: a condition, a conclusion, and the article that says so."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePath
from types import FrameType
from typing import Any

import attrs

from ..errors import ExpressionError, GovrulesError, PolicyError, shown
from ..expr import Condition, Expr, Term, from_text, term_from, term_to_json, to_json
from ..law import Citation, parse_citation
from ..values import Period, parse_day

__all__ = ["Rule", "place_of", "policy_error", "rule", "written_at"]


def _conclusions(
    then: Mapping[str, Any] | Iterable[tuple[str, Any]],
) -> tuple[tuple[str, Term | tuple[Term, ...]], ...]:
    """Part → node, or the nodes of a list; here alone the texts of authors are read."""
    pairs = then.items() if isinstance(then, Mapping) else then
    return tuple(
        (part, tuple(map(term_from, v)) if isinstance(v, list | tuple) else term_from(v))
        for part, v in sorted(pairs, key=lambda pair: pair[0])
    )


@attrs.frozen
class Rule:
    """One rule of a policy.

    Args:
        id: Stable and unique: instrument, article, and what tells it apart (``JD17.own``).
        question: The question that it answers.
        when: The condition, without the days in force.
        then: Part → what it concludes: a node of ``expr.terms``, or several where the part is a
            list. Authors write ``"handle"``, ``"health@district"``, ``"$owner"``, ``"a@x|b@x"``.
        cite: The provision.
        period: The days in force; the instrument's own where open.
        exception_to: Rules over which the text itself puts this one.
        reads_over: Rules over which no text puts this one, but a reading of its authors does.
        crosses: Rules whose field of application overlaps with this one's, neither holding the
            other, although the conditions as written look alike or nested.
        residual: Whether it is a residual clause (兜底): it speaks only where no other rule of
            the question does.
        zh: The reason in Chinese, in plain words.
        en: The reason in English.
        note_zh: A caveat in Chinese: an ambiguity, a correction, what is not public.
        note_en: The same in English.
        reading_zh: Where the rule rests on a reading and not on the text alone, that reading.
        reading_en: The same in English.
        chain: The delegations by which the power moved, first link first.
        prevails: Of a rule that works out a fact, whether it stands against what a record says of
            that fact, which is then a belief about the very instrument that the rule speaks for.
        comes_of: What a jurisdiction is given that the rule comes of: a list by its id, or how it
            is made of a delegation, so that it is made anew of what that has become.
        at: The file and line where the rule stands.
        table: Of a rule in a decision table, the hit policy and the cell that says so.
    """

    id: str
    question: str
    when: Expr
    then: tuple[tuple[str, Term | tuple[Term, ...]], ...] = attrs.field(converter=_conclusions)
    cite: Citation
    period: Period = attrs.field(factory=Period)
    exception_to: tuple[str, ...] = ()
    reads_over: tuple[str, ...] = ()
    crosses: tuple[str, ...] = ()
    residual: bool = False
    zh: str = ""
    en: str = ""
    note_zh: str = ""
    note_en: str = ""
    reading_zh: str = ""
    reading_en: str = ""
    chain: tuple[str, ...] = ()
    prevails: bool = False
    comes_of: Any = attrs.field(default=None, eq=False, repr=False)
    at: str = attrs.field(default="", eq=False)
    table: tuple[str, str] | None = attrs.field(default=None, eq=False, repr=False)

    def deciding(self) -> list[Any]:
        """What of the rule decides, as plain values: all but its words."""
        return [
            self.id,
            self.question,
            to_json(self.when),
            [[part, _plain(said)] for part, said in self.then],
            self.cite.key,
            str(self.period),
            self.exception_to,
            self.reads_over,
            self.crosses,
            self.residual,
            *(["prevails"] if self.prevails else []),
        ]

    def canonical(self) -> list[Any]:
        """The rule as plain values: what its digest is made of."""
        return [
            *self.deciding(),
            self.zh,
            self.en,
            self.note_zh,
            self.note_en,
            self.reading_zh,
            self.reading_en,
            self.chain,
        ]


def _plain(said: Term | tuple[Term, ...]) -> Any:
    return list(map(term_to_json, said)) if isinstance(said, tuple) else term_to_json(said)


def place_of(id: object, at: str) -> str:
    """Where a rule stands, as errors say it: ``"mine.py:7: rule X1"``."""
    name = f"rule {id}" if str(id).strip() else "a rule"
    return f"{at}: {name}" if at else name


def rule(
    id: str,
    question: str,
    *,
    when: str | Condition | Expr = "always",
    then: Mapping[str, Any],
    cite: str | Citation,
    zh: str,
    en: str,
    since: str | date | None = None,
    until: str | date | None = None,
    exception_to: str | Iterable[str] = (),
    reads_over: str | Iterable[str] = (),
    crosses: str | Iterable[str] = (),
    residual: bool = False,
    note: tuple[str, str] = ("", ""),
    reading: tuple[str, str] = ("", ""),
    chain: Iterable[str] = (),
    remark: bool = False,
    at: str | None = None,
) -> Rule:
    """Write a rule as an author would; see :class:`Rule` for what its parts are.

    Args:
        id: Its id.
        question: The question that it answers.
        when: The condition: text, Python or a node; ``"always"`` where not given.
        then: Part → what it concludes; ``"$owner"`` takes another answer, ``"a|b"`` names both.
        cite: The provision: ``"JD 26"``, or in Chinese with its title (``"《…条例》第二十六条"``),
            which is looked up in the law when the pack is loaded.
        zh: The reason in Chinese.
        en: The reason in English.
        since: The first day in force, where that is not the instrument's.
        until: The first day without force, where that is not the instrument's.
        exception_to: Rules over which the text puts this one.
        reads_over: Rules over which a reading puts it.
        crosses: Rules that it only overlaps with.
        residual: Whether it speaks only where no other rule does.
        note: A caveat (Chinese, English).
        reading: The reading that it rests on (Chinese, English).
        chain: The delegations behind it.
        remark: Whether it only says something beside a decision; ``then`` is empty then, and only
            then.
        at: Where it stands; the author's own line, not that of a helper, where not given.

    Raises:
        PolicyError: naming the rule, where it stands, and the part that cannot be read.
    """
    at = written_at(id) if at is None else at
    try:
        return Rule(
            id=_id(id),
            question=_typed("question", question, str, "an id", "编号"),
            when=_condition(when),
            then=_then(then, remark=remark),
            cite=_cite(cite),
            period=Period(_day("since", since), _day("until", until)),
            exception_to=_ids("exception_to", exception_to),
            reads_over=_ids("reads_over", reads_over),
            crosses=_ids("crosses", crosses),
            residual=_typed("residual", residual, bool, "True or False", "是非值"),
            zh=_typed("zh", zh, str, "a text", "文字"),
            en=_typed("en", en, str, "a text", "文字"),
            **_pair("note", note),
            **_pair("reading", reading),
            chain=_ids("chain", chain),
            at=at,
        )
    except GovrulesError as error:
        raise policy_error(error).at(place_of(id, at)) from None


# What stands between ids, or begins a comment, in the cell of a table is in none.
WORD = re.compile(r"[^\s;；,，|#]+")
# How each part of a rule is written.
HINTS = {
    "id": "LAW17.own",
    "question": "route",
    "when": "kind = task",
    "then": '{"lead": "$owner"}',
    "cite": "LAW 17(1)",
    "zh": "…",
    "en": "…",
    "exception_to": "LAW26.own",
    "reads_over": "LAW26.own",
    "crosses": "LAW26.own",
    "residual": "True",
    "chain": "LAW2020-9.1",
}


def _typed(field: str, value: Any, kind: Any, en: str, zh: str) -> Any:
    """The value, if it is of that kind; raises PolicyError saying what it should be."""
    if not isinstance(value, kind):
        bare = field in ("then", "residual")
        example = f"{field}={HINTS[field]}" if bare else f'{field}="{HINTS[field]}"'
        raise PolicyError(
            f"{field} is {en}, not {shown(value)}",
            f"{field} 应为{zh}，而不是 {shown(value)}",
            field=field,
            value=value,
            hint_en=f"such as {example}",
            hint_zh=f"例如 {example}",
        )
    return value


def _id(id: Any) -> str:
    """An id; what separates ids in the cell of a table, or ends one, is of no kind."""
    kind = () if isinstance(id, str) and not WORD.fullmatch(id) else str
    return str(_typed("id", id, kind, "a text without spaces and ;,|#", "不含空格和 ;,|# 的文字"))


def _pair(field: str, value: Any) -> dict[str, Any]:
    """A text in Chinese and in English; one text alone would be taken apart by letters."""
    if isinstance(value, list | tuple) and [isinstance(v, str) for v in value] == [True, True]:
        return {f"{field}_zh": value[0], f"{field}_en": value[1]}
    raise PolicyError(
        f"{field} is a pair (Chinese, English), not {shown(value)}",
        f"{field} 应为（中文，英文）一对，而不是 {shown(value)}",
        field=field,
        value=value,
        hint_en=f'write {field}=("…", "…")',
        hint_zh=f'请写 {field}=("…", "…")',
    )


def _condition(when: Any) -> Expr:
    if isinstance(when, str):
        return from_text(when)
    if isinstance(when, bool):
        raise ExpressionError(
            "a condition cannot be a bare Python truth value",
            "条件不能是 Python 的真假值",
            field="when",
            value=when,
            hint_en='write "always" or "never"',
            hint_zh='请写 "always" 或 "never"',
        )
    given = when.expr if isinstance(when, Condition) else when
    expr: Expr = _typed("when", given, Expr, "a condition", "条件")
    return expr


def _then(then: Any, *, remark: bool) -> Mapping[str, Any]:
    found: Mapping[str, Any] = _typed(
        "then", then, Mapping, "a mapping from part to value", "“部分到值”的映射"
    )
    for part in found:
        _typed("then", part, str, "a mapping keyed by parts", "以部分为键的映射")
    if bool(found) is remark:
        raise PolicyError(
            "a remark concludes something" if remark else "the rule concludes nothing",
            "附注不应有结论" if remark else "规则没有结论",
            field="then",
            value=then,
            hint_en="leave then empty, or remark=True out"
            if remark
            else f"say what follows, such as {HINTS['then']}; of a mere remark say remark=True",
            hint_zh="请将 then 留空，或去掉 remark=True"
            if remark
            else f"请写明结论，例如 {HINTS['then']}；仅作附注的请写 remark=True",
        )
    return found


def _cite(cite: Any) -> Citation:
    if isinstance(cite, str):
        return parse_citation(cite, by_title=True)
    found: Citation = _typed("cite", cite, Citation, "a citation", "引用")
    return found


def _day(field: str, day: Any) -> date | None:
    return None if day is None or day == "" else parse_day(day, field=field)


def _ids(field: str, ids: Any) -> tuple[str, ...]:
    words = "one id or several", "一个或多个编号"
    found = (ids,) if isinstance(ids, str) else tuple(_typed(field, ids, Iterable, *words))
    return tuple(str(_typed(field, id, str, *words)) for id in found)


def policy_error(error: GovrulesError) -> GovrulesError:
    """A day or period that cannot be read is the author's fault here, and no record's."""
    if isinstance(error, PolicyError):
        return error
    return PolicyError(
        error.en,
        error.zh,
        field=error.field,
        value=error.value,
        place=error.place,
        hint_en=error.hint_en,
        hint_zh=error.hint_zh,
    )


def written_at(id: object) -> str:
    """The author's own ``folder/file:line`` for a rule: where its id is written out.

    A pack often makes its rules with a helper; the frame that holds the id as a constant is that of
    the author, the helper's is not. A generated id stands nowhere: then it is the nearest line of
    a module of the same package, or else that of the call. The module of another package only
    loads the pack.

    Args:
        id: The rule's id.
    """
    nearest = module = None
    for frame in _frames():
        nearest = nearest or frame
        if id in frame.f_code.co_consts:
            return _line(frame)
        if frame.f_code.co_name == "<module>" and _is_beside(frame, nearest):
            module = module or frame
    return _line(module or nearest or sys._getframe())


def _frames() -> Iterator[FrameType]:
    """What called this room, from the inside out, up to whatever loads the pack."""
    frame: FrameType | None = sys._getframe(1)
    is_own = True
    while frame is not None:
        name = frame.f_globals.get("__name__") or ""
        is_own = is_own and name.startswith(__package__)
        if not is_own:
            if name.startswith(("importlib.", "govrules.")):
                return
            yield frame
        frame = frame.f_back


def _is_beside(frame: FrameType, other: FrameType) -> bool:
    """Whether two frames are of one package, or of one folder."""
    names = [str(f.f_globals.get("__name__")).partition(".")[0] for f in (frame, other)]
    folders = [PurePath(f.f_code.co_filename).parent for f in (frame, other)]
    return names[0] == names[1] or folders[0] == folders[1]


def _line(frame: FrameType) -> str:
    file = PurePath(frame.f_code.co_filename)
    return f"{PurePath(file.parent.name) / file.name}:{frame.f_lineno}"
