"""Parameters of a pack: what it declares one value of and could declare another.

| parameter | what it is | value |
|---|---|---|
| ``work_order.solve`` | how long a clock of a chart runs | a number, in a unit |
| ``found_by.assumed`` | what is assumed where nothing is said of a field | a value |
| ``health.district_or_city`` | the level of an organ where the text names none | one, or open |
| ``JZF2020-9.1.start``, ``.end`` | the days of a delegation or a list | a day, or open |
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any, Literal, TypeAlias

import attrs

from ..charts import Chart, Clock
from ..charts.chart import UNITS
from ..errors import GovrulesError, PolicyError, did_you_mean, one_of, shown
from ..expr import Either, RoleAt, Term, options_of
from ..law import Law
from ..rules import DatedList, Delegation, Field, Policy, Rule
from ..rules.codes import levels_of
from ..values import UNKNOWN, Period, parse_day
from .changes import Draft
from .ground import Ground

__all__ = ["Parameter", "Put", "draft_of", "parameters_of"]

Hint: TypeAlias = "tuple[str | None, str | None]"
LONGEST = 999
OPEN = "unknown"
ENDS = {"start": ("施行首日", "first day"), "end": ("失效之日", "first day without force")}


@attrs.frozen
class Parameter:
    """One parameter, and what it is now.

    Args:
        id: Its name: what it is of, a dot, what of it.
        zh: What it says, in Chinese.
        en: The same in English.
        kind: ``number``, ``choice`` or ``day``.
        value: What the pack declares.
        unit: Of a number, its unit; empty where it only counts.
        source: Where the value comes from, in words or as a citation.
        least: The least number.
        most: The largest.
        since: Of a day, the first that it may be: that of its instrument; ``None`` for any.
        choices: What it may be, of a ``choice``.
        units: The units that it may be given in.
        put: Gives the draft with another value.
    """

    id: str
    zh: str
    en: str
    kind: Literal["number", "choice", "day"]
    value: Any
    unit: str = ""
    source: str = ""
    least: int = 0
    most: int = LONGEST
    since: date | None = None
    choices: tuple[Any, ...] = ()
    units: tuple[str, ...] = ()
    put: Callable[[Draft, Any, str], Draft] = attrs.field(repr=False, eq=False, kw_only=True)


def draft_of(to: Ground) -> Draft:
    """What a jurisdiction is given, to be changed."""
    bp = to.blueprint
    return Draft(bp.delegations, bp.lists, bp.territory, bp.charts, bp.policies, law=bp.law)


def parameters_of(to: Ground) -> tuple[Parameter, ...]:
    """The parameters of a jurisdiction, which a scenario may set, in the order of the pack.

    Args:
        to: The jurisdiction.
    """
    return tuple(_found(draft_of(to)))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@attrs.frozen
class Put:
    """A parameter of the pack set to a value."""

    of: str
    to: Any = attrs.field(converter=_plain)
    unit: str = ""

    @property
    def touches(self) -> frozenset[str]:
        """The parameter; of the days of a delegation also the delegation."""
        whole, _, part = self.of.rpartition(".")
        dated = (f"delegation {whole}",) if part in ENDS else ()
        return frozenset((f"parameter {self.of}", *dated))

    def made(self, draft: Draft) -> Draft:
        """Set it; raises PolicyError where there is none of that name, value or unit."""
        found = {p.id: p for p in _found(draft)}
        if self.of not in found:
            hint = did_you_mean(self.of, found)
            words = f"the jurisdiction has no parameter {self.of!r}", f"辖区没有参数 {self.of!r}"
            raise _bad("parameter", self.of, self.of, words, hint)
        one = found[self.of]
        if self.unit and self.unit not in one.units:
            words = f"{self.unit} is no unit of it", f"{self.unit} 不是它的单位"
            hint = one_of(one.units) if one.units else ("it has no unit", "它没有单位")
            raise _bad("unit", self.unit, self.of, words, hint)
        return one.put(draft, _read(one, self.to), self.unit or one.unit)


def _read(one: Parameter, value: Any) -> Any:
    """The value, if the parameter may be that; raises PolicyError."""
    if one.kind == "day":
        return _read_day(one, value)
    if one.kind == "choice":
        # True is 1 in Python, and is not meant by it.
        if any(value == c and type(value) is type(c) for c in one.choices):
            return value
        raise _unfit(one, value, one_of([str(c).lower() for c in one.choices]))
    if isinstance(value, int) and not isinstance(value, bool) and one.least <= value <= one.most:
        return value
    unit = f" ({one.unit})" if one.unit else ""
    raise _unfit(
        one,
        value,
        (
            f"write a whole number from {one.least} to {one.most}{unit}",
            f"请写 {one.least} 至 {one.most} 的整数{unit}",
        ),
    )


def _unfit(one: Parameter, value: Any, hint: Hint) -> PolicyError:
    words = f"{one.en} cannot be {shown(value)}", f"{one.zh}不能是 {shown(value)}"
    return _bad("to", value, one.id, words, hint)


def _bad(field: str, value: Any, id: str, words: tuple[str, str], hint: Hint) -> PolicyError:
    return PolicyError(
        *words, field=field, value=value, place=f"parameter {id}", hint_en=hint[0], hint_zh=hint[1]
    )


def _found(draft: Draft) -> Iterator[Parameter]:
    for chart in draft.charts:
        yield from (_clock(chart, clock) for clock in chart.clocks)
    fields = [f for policy in draft.policies for f in policy.fields]
    yield from (_assumed(f) for f in fields if f.assume is not UNKNOWN)
    yield from _levels(draft)
    given: tuple[Delegation | DatedList, ...] = (*draft.delegations, *draft.lists)
    yield from (_day_of(one, end, draft.law) for one in given for end in ENDS)


# --- clocks ----------------------------------------------------------------------------------


def _clock(chart: Chart, clock: Clock) -> Parameter:
    return Parameter(
        f"{chart.id}.{clock.id}",
        f"{chart.zh}：{clock.zh}的时限",
        f"{chart.en}: the time to {clock.en}",
        "number",
        clock.amount,
        clock.unit,
        clock.source,
        least=1,
        units=UNITS,
        put=partial(_with_clock, chart.id, clock.id),
    )


def _with_clock(chart: str, clock: str, draft: Draft, amount: int, unit: str) -> Draft:
    def changed(one: Chart) -> Chart:
        if one.id != chart:
            return one
        clocks = (
            attrs.evolve(c, amount=amount, unit=unit) if c.id == clock else c for c in one.clocks
        )
        return attrs.evolve(one, clocks=tuple(clocks))

    return attrs.evolve(draft, charts=tuple(map(changed, draft.charts)))


# --- what is assumed -------------------------------------------------------------------------


def _assumed(field: Field) -> Parameter:
    said = {"flag": (True, False), "choice": tuple(c.code for c in field.choices)}
    number = field.kind == "count"
    return Parameter(
        f"{field.id}.assumed",
        f"未说明“{field.zh}”时的假定",
        f"what is assumed where nothing is said of {field.en}",
        "number" if number else "choice",
        field.assume,
        source=field.source,
        most=field.most,
        choices=() if number else (*said.get(field.kind, (field.assume,)), OPEN),
        put=partial(_with_assumed, field.id),
    )


def _with_assumed(field: str, draft: Draft, value: Any, unit: str) -> Draft:
    assume = UNKNOWN if value == OPEN else value

    def changed(policy: Policy) -> Policy:
        if all(f.id != field for f in policy.fields):
            return policy
        fields = (attrs.evolve(f, assume=assume) if f.id == field else f for f in policy.fields)
        return attrs.evolve(policy, fields=fields)

    return attrs.evolve(draft, policies=tuple(map(changed, draft.policies)))


# --- levels that a text leaves open ----------------------------------------------------------


def _levels(draft: Draft) -> Iterator[Parameter]:
    """A parameter for each organ whose level some rule leaves open."""
    names = {r.code: (r.zh, r.en) for p in draft.policies for r in p.roles}
    seats = {o for p in draft.policies for r in p.rules for o in _organs(r)}
    for seat in sorted((o for o in seats if len(levels_of(o.level)) > 1), key=lambda o: o.code):
        zh, en = names.get(seat.role, (seat.role, seat.role))
        yield Parameter(
            f"{seat.role}.{seat.level}",
            f"条文未写明层级时，{zh}属于哪一级",
            f"the level of {en} where the text names none",
            "choice",
            seat.level,
            choices=(*levels_of(seat.level), seat.level),
            put=partial(_with_level, seat),
        )


def _organs(rule: Rule) -> Iterator[RoleAt]:
    for _, said in rule.then:
        for term in said if isinstance(said, tuple) else (said,):
            yield from (o for o in options_of(term) if isinstance(o, RoleAt))


def _with_level(seat: RoleAt, draft: Draft, level: str, unit: str) -> Draft:
    def seated(term: Term) -> Term:
        options = [RoleAt(seat.role, level) if o == seat else o for o in options_of(term)]
        left = tuple(dict.fromkeys(options))
        return Either(left) if len(left) > 1 else left[0]

    def changed(rule: Rule) -> Rule:
        if seat not in _organs(rule):
            return rule
        then = [
            (part, tuple(map(seated, said)) if isinstance(said, tuple) else seated(said))
            for part, said in rule.then
        ]
        return attrs.evolve(rule, then=then)

    policies = (attrs.evolve(p, rules=tuple(map(changed, p.rules))) for p in draft.policies)
    return attrs.evolve(draft, policies=tuple(policies))


# --- days ------------------------------------------------------------------------------------


def _day_of(one: Delegation | DatedList, end: str, law: Law | None) -> Parameter:
    zh, en = ENDS[end]
    instrument = law and law.instrument(one.cite.instrument)
    is_list = isinstance(one, DatedList)
    return Parameter(
        f"{one.id}.{end}",
        f"{one.zh if is_list else one.id}的{zh}",
        f"{en} of {f'the {one.en}' if is_list else one.id}",
        "day",
        getattr(one.period, end),
        source=one.cite.key,
        since=instrument.versions[0].since if instrument else None,
        put=partial(_with_day, one.id, end),
    )


def _read_day(one: Parameter, value: Any) -> date | None:
    if value in (None, ""):
        return None
    try:
        day = parse_day(value, field="to")
    except GovrulesError as error:
        raise error.at(f"parameter {one.id}") from None
    if one.since and day < one.since:
        hint = (
            f"{one.source} is of {one.since}: write no earlier day, or lay over rules that cite "
            "an earlier instrument",
            f"{one.source} 自 {one.since} 施行：请勿写更早的日期，或叠加引用更早文件的规则",
        )
        raise _unfit(one, day.isoformat(), hint)
    return day


def _with_day(id: str, end: str, draft: Draft, day: date | None, unit: str) -> Draft:
    def changed(one: Any) -> Any:
        if one.id != id:
            return one
        days = {"start": one.period.start, "end": one.period.end, end: day}
        try:
            return attrs.evolve(one, period=Period(**days))
        except GovrulesError as error:
            raise error.at(f"parameter {id}.{end}") from None

    delegations, lists = (tuple(map(changed, x)) for x in (draft.delegations, draft.lists))
    return attrs.evolve(draft, delegations=delegations, lists=lists)
