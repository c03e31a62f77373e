"""A rule made ready for evaluation: checked against fields, question, law and roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, assert_never

import attrs

from ..errors import CitationError, PolicyError, did_you_mean
from ..expr import (
    All,
    Atom,
    Between,
    Const,
    Either,
    Expr,
    Is,
    Not,
    Ref,
    RoleAt,
    Same,
    Some,
    Term,
    Under,
    Value,
    atoms,
    check,
    clash_of,
    fields_of,
    refs_of,
    to_text,
)
from ..expr.analyse import conjuncts
from ..law import Law
from ..values import Period
from .codes import Roles
from .field import Field
from .question import Conclusion, Question, Slot
from .rule import Rule

__all__ = ["Compiled", "Compiler"]


@attrs.frozen(eq=False)
class Compiled:
    """A rule made ready: ``condition`` in codes, ``when`` with its days in force as well.

    ``then`` holds the nodes that it concludes; ``refs`` are the fields that these refer to,
    ``reads`` also those of its condition, ``rests_on`` the facts and questions that these belong
    to; ``parts`` must all hold for ``when`` to, ``atoms`` are its tests. ``says`` is the one answer
    that it can give, where it refers to nothing and leaves nothing open. ``stands`` is the flag on
    which its provision hangs since a later act overtook it.
    """

    rule: Rule
    condition: Expr
    when: Expr
    then: Conclusion
    period: Period
    refs: tuple[str, ...]
    says: tuple[Any, ...] | None = None
    stands: str | None = None
    reads: tuple[str, ...] = attrs.field(init=False)
    rests_on: tuple[str, ...] = attrs.field(init=False)
    parts: tuple[Expr, ...] = attrs.field(init=False)
    atoms: tuple[Atom, ...] = attrs.field(init=False)

    @reads.default
    def _make_reads(self) -> tuple[str, ...]:
        own = (self.stands,) if self.stands else ()
        return (*self.refs, *fields_of(self.condition), *own)

    @rests_on.default
    def _make_rests_on(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(field.partition(".")[0] for field in self.reads))

    @parts.default
    def _make_parts(self) -> tuple[Expr, ...]:
        return conjuncts(self.when)

    @atoms.default
    def _make_atoms(self) -> tuple[Atom, ...]:
        return tuple(atoms(self.when))

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id


@attrs.frozen
class Compiler:
    """What a rule is checked against.

    Args:
        fields: What a condition may name, and a conclusion refer to.
        law: The instruments that rules may cite.
        roles: The roles that organs may have.
        day_field: The field that the days in force are held against.
    """

    fields: Mapping[str, Field]
    law: Law
    roles: Roles
    day_field: str
    _shared: dict[Expr, Expr] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    def compile(self, rule: Rule, question: Question) -> Compiled:
        """The rule made ready to answer the question.

        Raises:
            PolicyError: a part of the rule does not fit; the place is for the caller to add.
        """
        self.law.check(rule.cite)
        _check_reasons(rule)
        period = self._in_force(rule)
        condition = when = check(rule.when, self.fields)
        if period.start or period.end:
            day = Between(self.day_field, period.start, period.end)
            when = All((day, *conjuncts(condition)))
        overtaken = self.law.overtaken_by(rule.cite)
        if overtaken is not None:
            before = Between(self.day_field, None, overtaken.since)
            when = All((*conjuncts(when), Some((before, Is(overtaken.field, (True,))))))
        if rule.comes_of is None:  # else what was given since may have left it nothing
            self._check_can_hold(condition)
            self._check_can_hold(when)
        condition, when = self._one(condition), self._one(when)
        then = self._conclusion(rule, question)
        terms = [*(t for _, t in then.one), *(t for _, listed in then.many for t in listed)]
        refs = tuple(sorted({ref for term in terms for ref in refs_of(term)}))
        stands = overtaken.field if overtaken is not None else None
        return Compiled(rule, condition, when, then, period, refs, _says(then, question), stands)

    def _one(self, expr: Expr) -> Expr:
        """One object for each condition that is written alike, in whatever rule, and its parts."""
        match expr:
            case All(parts):
                expr = All([self._one(part) for part in parts])
            case Some(parts):
                expr = Some([self._one(part) for part in parts])
            case Not(part):
                expr = Not(self._one(part))
            case Const() | Is() | Under() | Between() | Same():
                pass
            case _:
                assert_never(expr)
        return self._shared.setdefault(expr, expr)

    def _check_can_hold(self, when: Expr) -> None:
        clash = clash_of(when, self.fields)
        if clash is None:
            return
        parts = [to_text(part) for part in clash]
        are_many = len(parts) > 1
        raise PolicyError(
            "the condition can never hold: "
            + (f"{' and '.join(parts)} exclude each other" if are_many else parts[0]),
            "条件不可能成立：" + (f"{' 与 '.join(parts)} 互相排斥" if are_many else parts[0]),
            field="when",
            value=" and ".join(parts),
            hint_en="correct it, or delete the rule",
            hint_zh="请予更正，或删去该规则",
        )

    def _conclusion(self, rule: Rule, question: Question) -> Conclusion:
        one: dict[str, Term] = {}
        many: dict[str, tuple[Term, ...]] = {}
        for part, said in rule.then:
            slot = question.slot(part)
            terms = said if isinstance(said, tuple) else (said,)
            for term in terms:
                self._check_term(term, slot)
            if slot.many:
                many[part] = terms
            elif isinstance(said, tuple):
                raise _no_list(slot, rule)
            else:
                one[part] = said
        return Conclusion(one.items(), many.items())

    def _in_force(self, rule: Rule) -> Period:
        instrument = self.law.instrument(rule.cite.instrument)
        own = instrument.period
        start = rule.period.start or own.start
        first = instrument.versions[0].since
        if own.start and start and start < first:
            raise CitationError(
                f"in force from {start}, before {rule.cite.instrument} itself ({first})",
                f"自 {start} 起有效，早于 {rule.cite.instrument} 自身施行日（{first}）",
                field="since",
                value=start,
                hint_en="leave since out, or correct it",
                hint_zh="请不填 since 或予更正",
            )
        if own.start and start and start < own.start:  # a provision of an earlier wording
            self.law.check(rule.cite, start)
        return Period(start, min(filter(None, (rule.period.end, own.end)), default=None))

    def _check_term(self, term: Term, slot: Slot) -> None:
        """Whether the part takes what the term stands for, whatever that turns out to be."""
        match term:
            case Ref(field):
                self._check_ref(field, slot)
            case Either(terms):
                for each in terms:
                    self._check_term(each, slot)
            case RoleAt():
                if slot.kind != "organ" or term.code not in self.roles:
                    raise self._not_taken(term.code, slot)
            case Value(value):
                flag = isinstance(value, bool)
                codes = {c.code for c in slot.choices}
                if slot.kind == "organ" or (
                    not flag if slot.kind == "flag" else value not in codes
                ):
                    raise self._not_taken(value, slot)
            case _:
                assert_never(term)

    def _check_ref(self, field: str, slot: Slot) -> None:
        if field not in self.fields:
            en, zh = did_you_mean(field, self.fields)
            raise PolicyError(
                f"{slot.id} refers to {f'${field}'!r}, which is no field",
                f"{slot.id} 引用的 {f'${field}'!r} 不是字段",
                field=slot.id,
                value=f"${field}",
                hint_en=en,
                hint_zh=zh,
            )
        if not self._fits(self.fields[field], slot):
            raise PolicyError(
                f"{slot.id} refers to {f'${field}'!r}, which is not of its kind ({slot.kind})",
                f"{slot.id} 引用的 {f'${field}'!r} 种类不符（应为 {slot.kind}）",
                field=slot.id,
                value=f"${field}",
                hint_en="refer to a field that can only hold what the part takes",
                hint_zh="所引字段的取值须为该部分可取的值",
            )

    def _fits(self, field: Field, slot: Slot) -> bool:
        """Whether whatever the field holds is a value that the slot takes."""
        if slot.kind == "organ":
            return field.tree is self.roles
        takes = {c.code for c in slot.choices}
        return field.kind == slot.kind and {c.code for c in field.choices} <= takes

    def _not_taken(self, value: str | bool, slot: Slot) -> PolicyError:
        known = [c.code for c in slot.choices]
        named = [c.zh for c in slot.choices]
        if slot.kind == "organ":
            known = [code for code in self.roles if code not in self.roles.roles]
            named = [role.zh for role in self.roles.roles.values()]
        if not str(value).isascii():
            known = named
        seats = self.roles.seats(str(value)) if slot.kind == "organ" else None
        en, zh = seats or did_you_mean(str(value), known)
        return PolicyError(
            f"{value!r} is no {slot.kind} that {slot.id} takes",
            f"{value!r} 不是 {slot.id} 可取的值",
            field=slot.id,
            value=value,
            hint_en=en,
            hint_zh=zh,
        )


def _check_reasons(rule: Rule) -> None:
    if not rule.zh or not rule.en:
        raise PolicyError(
            "a rule says its reason in Chinese and in English",
            "规则须以中英文说明理由",
            field="zh" if not rule.zh else "en",
            hint_en="add zh= and en=",
            hint_zh="请补充 zh= 与 en=",
        )


def _no_list(slot: Slot, rule: Rule) -> PolicyError:
    return PolicyError(
        f"{slot.id} takes one value and no list",
        f"{slot.id} 只取一个值，不取列表",
        field=slot.id,
        value=rule.id,
        hint_en="write one value, or a|b where the text leaves open which",
        hint_zh="请写一个值；条文并列未划分的，写作 甲|乙",
    )


def _says(then: Conclusion, question: Question) -> tuple[Any, ...] | None:
    """The one answer that the conclusion can amount to; ``None`` where it is not fixed."""
    values: list[tuple[str, str | bool]] = []
    for part, term in then.one:
        match term:
            case Value(value):
                values.append((part, value))
            case RoleAt():
                values.append((part, term.code))
            case _:
                return None
    return (values[0][1] if question.is_simple and values else Conclusion(values),)
