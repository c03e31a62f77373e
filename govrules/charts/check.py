"""All that is wrong with a chart, at once, before a case is opened under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import combinations, product
from typing import Any

from ..errors import ChartError, GovrulesError, PolicyError, did_you_mean, one_of, shown
from ..evaluate.truth import truth
from ..expr import fields_of, problems
from ..law import Law, parse_citation
from ..rules import Field
from ..values import Truth
from .apply import MOST_LISTED
from .chart import AUTO, STATUSES, UNITS, Chart, Move, rings

__all__ = ["Known", "check", "faults"]

# Guards over more cases than this are compared when they meet, not before.
MOST_CASES = 4096


def check(chart: Chart, law: Law | None = None, roles: Collection[str] | None = None) -> Chart:
    """The chart, if nothing is wrong with it.

    Args:
        chart: The chart.
        law: The instruments that it may cite; not looked up where not given.
        roles: The roles that there are; likewise.

    Raises:
        ChartError: with every fault, one a line.
    """
    found = faults(chart, law, roles)
    if not found:
        return chart
    first = found[0]
    raise ChartError(
        "\n".join(f.text("en") for f in found),
        "\n".join(f.text("zh") for f in found),
        field=first.field,
        value=first.value,
        place=f"chart {chart.id}",
    )


def faults(
    chart: Chart, law: Law | None = None, roles: Collection[str] | None = None
) -> list[ChartError]:
    """Everything that is wrong with a chart; nothing is raised."""
    found = [*_names(chart), *_owners(chart, roles), *_clocks(chart, law), *_events(chart)]
    for move in chart.moves:
        found += [e.at(move.at or f"move {move.id}") for e in _move(chart, move, law)]
    if not found:  # guards that cannot be read cannot be compared
        found += _overlaps(chart)
    return found


def _names(chart: Chart) -> Iterator[ChartError]:
    if not chart.states:
        yield _fault("it has no state", "没有状态", "states", None)
    groups: tuple[tuple[str, Iterable[Any]], ...] = (
        ("state", chart.states),
        ("event", chart.events),
        ("clock", chart.clocks),
        ("datum", chart.data),
        ("move", chart.moves),
    )
    for what, listed in groups:
        for id, times in Counter(one.id for one in listed).items():
            if times > 1:
                yield _fault(f"two {what}s are called {id}", f"有两个 {what} 名为 {id}", what, id)
    reserved = {AUTO, *map(rings, chart.clock)}
    for kind in chart.events:
        if kind.id in reserved:
            yield _fault(
                f"no event may be called {kind.id}", f"事件不可名为 {kind.id}", "event", kind.id
            )
    for datum in chart.data:
        if (datum.kind == "choice") != bool(datum.choices):
            yield _fault(
                f"{datum.id} is a {datum.kind} and lists {len(datum.choices)} choices",
                f"{datum.id} 的种类为 {datum.kind}，却列了 {len(datum.choices)} 个选项",
                *("choices", datum.id),
            )


def _owners(chart: Chart, roles: Collection[str] | None) -> Iterator[ChartError]:
    for state in chart.states:
        if not state.owner and not state.final:
            yield _fault(
                f"nobody answers in state {state.id}",
                f"状态 {state.id} 无人负责",
                "owner",
                state.id,
            )
    named = [(f"state {s.id}", s.owner) for s in chart.states if s.owner]
    named += [(f"clock {c.id}", c.who) for c in chart.clocks]
    named += [(f"event {e.id}", who) for e in chart.events for who in e.who]
    for place, who in ((p, who) for p, words in named for who in words.split()):
        if who.startswith("$"):
            yield from (e.at(place) for e in _datum(chart, who[1:]))
        elif "@" not in who or (roles is not None and who.partition("@")[0] not in roles):
            yield _fault(
                f"{shown(who)} is no role at a level", f"{shown(who)} 不是某级的角色", "owner", who
            ).at(place)


def _clocks(chart: Chart, law: Law | None) -> Iterator[ChartError]:
    for clock in chart.clocks:
        place = f"clock {clock.id}"
        if clock.unit not in UNITS or not 0 < clock.amount < 1000:
            yield _fault(
                f"{clock.amount} {clock.unit} is no period",
                f"{clock.amount} {clock.unit} 不是期限",
                *("unit", clock.unit, *one_of(UNITS)),
            ).at(place)
        if clock.status not in STATUSES or not clock.source:
            yield _fault(
                "a clock says whether it is statute, standard or assumed, and its source",
                "时限须写明 statute、standard 或 assumed，以及来源",
                *("status", clock.status, *one_of(STATUSES)),
            ).at(place)
        yield from (e.at(place) for e in _cited(clock.cite, law))
        starts = {d.words[0] for m in chart.moves for d in m.does if d.verb in ("start", "restart")}
        if clock.id not in starts:
            yield _fault("it is never started", "从未起算", "clock", clock.id).at(place)


def _events(chart: Chart) -> Iterator[ChartError]:
    used = {m.event for m in chart.moves}
    for kind in chart.events:
        place = f"event {kind.id}"
        for name in (*kind.needs, *kind.takes):
            yield from (e.at(place) for e in _datum(chart, name))
        if kind.id not in used:
            yield _fault("no move takes it", "没有流转受理该事件", "event", kind.id).at(place)


def _move(chart: Chart, move: Move, law: Law | None) -> Iterator[ChartError]:
    for state in (move.source, move.target):
        if state not in chart.state:
            yield _unknown("state", state, chart.state)
    events = {AUTO, *chart.event, *map(rings, chart.clock)}
    if move.event not in events:
        yield _unknown("event", move.event, events)
    if not (move.zh and move.en):
        yield _fault("it gives no reason in both languages", "缺少中文或英文理由", "zh", move.id)
    yield from _cited(move.cite, law)
    for problem in problems(move.when, chart.fields):
        yield _of(problem)
    for do in move.does:
        if do.verb in ("start", "restart", "stop"):
            if do.words[0] not in chart.clock:
                yield _unknown("clock", do.words[0], chart.clock)
            continue
        for word in (f"${do.words[0]}", *do.words[1:]):
            if word.startswith("$") and word not in ("$by", "$now"):
                yield from _datum(chart, word[1:])


def _cited(cite: str, law: Law | None) -> Iterator[ChartError]:
    try:
        found = parse_citation(cite)
        if law is not None:
            law.check(found)
    except PolicyError as error:
        yield _of(error)


def _datum(chart: Chart, name: str) -> Iterator[ChartError]:
    if name not in chart.datum:
        yield _unknown("datum", name, chart.datum)


def _overlaps(chart: Chart) -> Iterator[ChartError]:
    """Moves of which two are open at once, over every case that their guards tell apart."""
    for moves in chart.open.values():
        for one, other in combinations(moves, 2):
            if both := _both(chart, one, other):
                case = ", ".join(f"{k} = {v}" for k, v in both.items()) or "always"
                yield _fault(
                    f"{one.id} and {other.id} are both open where {case}",
                    f"{one.id} 与 {other.id} 在 {case} 时同时可行",
                    *("when", one.id, "narrow one of the guards", "请收窄其中一个条件"),
                ).at(other.at or f"move {other.id}")


def _both(chart: Chart, one: Move, other: Move) -> dict[str, Any] | None:
    names = sorted({*fields_of(one.when), *fields_of(other.when)})
    values = [_values(chart.fields[name]) for name in names]
    size = 1
    for listed in values:
        size *= len(listed)
    if size > MOST_CASES:
        return None
    for case in product(*values):
        held = dict(zip(names, case, strict=True))
        look = Known(held.__getitem__)
        if all(truth(m.when, look, chart.fields) is True for m in (one, other)):
            return held
    return None


def _values(field: Field) -> tuple[Any, ...]:
    if field.kind == "flag":
        return (True, False)
    if field.kind == "count":
        return tuple(range(MOST_LISTED + 1))
    return tuple(c.code for c in field.choices) or ("another",)


class Known:
    """A look at one case in which every field is known."""

    def __init__(self, get: Callable[[str], Any]) -> None:
        self.get = get

    def __call__(self, field: str) -> Any:
        """Return the value of a field."""
        return self.get(field)

    def since(self, field: str, bound: Any) -> Truth:
        """Refuse: no datum is a day."""
        raise NotImplementedError

    def assumptions(self, field: str) -> frozenset[str]:
        """Return nothing: charts assume nothing."""
        return frozenset()


def _unknown(what: str, name: str, known: Iterable[str]) -> ChartError:
    en, zh = did_you_mean(name, sorted(known))
    return _fault(
        f"there is no {what} {shown(name)}", f"没有 {what} {shown(name)}", what, name, en, zh
    )


def _of(error: GovrulesError) -> ChartError:
    return _fault(error.text("en"), error.text("zh"), error.field or "when", error.value)


def _fault(
    en: str, zh: str, field: str, value: Any, hint_en: str | None = None, hint_zh: str | None = None
) -> ChartError:
    return ChartError(en, zh, field=field, value=value, hint_en=hint_en, hint_zh=hint_zh)
