"""What holds of every case under a chart, whatever happens and however long its periods are.

Five things are proved: a closing state can always be reached; what is contested comes before an
organ that must rule; refusals go round in no ring; somebody always answers for the case; every
clock ends, and waits for somebody. What does not hold is told with a shortest way to it, which the
interpreter goes again before it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from .chart import DECIDED, Chart
from .cone import Cone
from .reach import Edge, Reach, replayed, walked
from .snapshot import Event, Snapshot
from .taking import organs_of

__all__ = ["STEPS_TO_RULING", "Flaw", "Proof", "prove"]

# What is contested must be able to come before an organ that must rule within so many steps.
STEPS_TO_RULING = 3


@attrs.frozen
class Flaw:
    """Something that does not hold of a chart.

    Args:
        code: ``chart_no_end``, ``chart_contest_unruled``, ``chart_refusal_ring``,
            ``chart_no_owner``, ``chart_clock_without_end``, ``chart_fails`` or
            ``chart_unproved``.
        chart: The chart.
        zh: What does not hold, in Chinese.
        en: The same in English.
        about: The state, event or clock that it is about.
        way: What happens, from the beginning of a case on, until it does not hold.
        decides: The data on which the way depends; what else the events bring does not matter.
    """

    code: str
    chart: Chart
    zh: str
    en: str
    about: str
    way: tuple[Event, ...] = ()
    decides: frozenset[str] = frozenset()

    def told(self, lang: str = "en") -> str:
        """The way in one line of ``"en"`` or ``"zh"``."""
        return " → ".join(_told(self, event, lang) for event in self.way)


@attrs.frozen
class Proof:
    """What was looked at, and what does not hold.

    Args:
        chart: The chart.
        situations: How many situations were told apart and walked through.
        steps: How many steps between them were made.
        flaws: What does not hold, in the order of the properties; empty where all is proved.
    """

    chart: Chart
    situations: int
    steps: int
    flaws: tuple[Flaw, ...]


def prove(chart: Chart, *, within: int = STEPS_TO_RULING) -> Proof:
    """Prove the five properties of a chart that has no fault, or say what does not hold.

    Args:
        chart: The chart, checked.
        within: The steps within which what is contested must be able to come before an organ
            that must rule, none of them made by who contests it.
    """
    reach = walked(Cone.of(chart))
    dead = list(_ends(reach))
    found = [*_whole(reach), *dead, *_owners(reach), *_contests(reach, within), *_rings(reach)]
    walks = [reach]
    for clock in chart.clocks:
        # A clock ends with its case; and one that falls to a role is always somebody's.
        if dead or all(word.startswith("$") for word in clock.who.split()):
            walks.append(walked(Cone.of(chart, clock.id)))
            found += [*_whole(walks[-1]), *_clock(walks[-1], clock.id)]
    first = {(f.code, f.about): f for f in reversed(found)}
    return Proof(
        chart,
        sum(len(w.situations) for w in walks),
        sum(len(w.edges) for w in walks),
        tuple(f for f in found if first[f.code, f.about] is f),
    )


def _flaw(
    reach: Reach, code: str, zh: str, en: str, about: str, way: tuple[Event, ...] = ()
) -> Flaw:
    """A flaw whose way was gone again; one that cannot be gone is a fault of this module."""
    replayed(reach.cone.chart, way[:-1] if code == "chart_fails" else way)
    return Flaw(code, reach.cone.chart, zh, en, about, way, reach.cone.data)


def _whole(reach: Reach) -> Iterator[Flaw]:
    if reach.failed is not None:
        at, event, error = reach.failed
        texts = error.text("zh"), error.text("en")
        yield _flaw(reach, "chart_fails", *texts, event.type, (*reach.way(at), event))
    if not reach.is_whole:
        count = len(reach.situations)
        yield _flaw(
            reach,
            "chart_unproved",
            f"情形超过 {count:,} 种，未全部走遍",
            f"there are more than {count:,} situations, and not all were walked through",
            "situations",
        )


def _ends(reach: Reach) -> Iterator[Flaw]:
    chart = reach.cone.chart
    if not reach.is_whole:  # what was not walked through may lead to an end
        return
    ends = [n for n, s in enumerate(reach.situations) if chart.state[s.state].final]
    alive = reach.leading_to(ends)
    for number, state in _firsts(reach, lambda n, _: n not in alive):
        yield _flaw(
            reach,
            "chart_no_end",
            f"到“{chart.state[state].zh}”之后，再也不能办结",
            f"once it is {chart.state[state].en!r}, the case can never end",
            state,
            reach.way(number),
        )


def _owners(reach: Reach) -> Iterator[Flaw]:
    chart = reach.cone.chart

    def is_nobodys(_: int, snapshot: Snapshot) -> bool:
        state = chart.state[snapshot.state]
        return not state.final and not organs_of(state.owner, snapshot)

    for number, state in _firsts(reach, is_nobodys):
        yield _flaw(
            reach,
            "chart_no_owner",
            f"“{chart.state[state].zh}”时无人负责",
            f"nobody answers for the case while it is {chart.state[state].en!r}",
            state,
            reach.way(number),
        )


def _firsts(reach: Reach, holds: Callable[[int, Snapshot], bool]) -> Iterator[tuple[int, str]]:
    """The first situation of each state of which something holds."""
    seen = set()
    for number, snapshot in enumerate(reach.situations):
        if snapshot.state not in seen and holds(number, snapshot):
            seen.add(snapshot.state)
            yield number, snapshot.state


def _contests(reach: Reach, within: int) -> Iterator[Flaw]:
    chart = reach.cone.chart
    if not reach.is_whole:
        return
    rulings = {n for n, s in enumerate(reach.situations) if _must_rule(chart, s)}
    for source, event, target in reach.edges:
        kind = chart.event.get(event.type)
        if kind is None or not kind.contests:
            continue

        def is_others(edge: Edge, contester: str = event.by) -> bool:
            return edge[1].by != contester

        if reach.shortest(target, rulings, is_others, within) is None:
            yield _flaw(
                reach,
                "chart_contest_unruled",
                f"“{kind.zh}”之后 {within} 步之内，到不了须限期裁定的机关",
                f"after {kind.en!r} no organ that must rule by a day is reached within {within} "
                "steps",
                kind.id,
                (*reach.way(source), event),
            )


def _must_rule(chart: Chart, snapshot: Snapshot) -> bool:
    """Whether an organ has the case before it to rule on, and a clock runs or ran for it."""
    state = chart.state[snapshot.state]
    if not state.rules or not organs_of(state.owner, snapshot):
        return False
    running = {*snapshot.clocks, *snapshot.overdue}
    return any(chart.clock[c].who == state.owner for c in running)


def _rings(reach: Reach) -> Iterator[Flaw]:
    chart = reach.cone.chart
    following: dict[int, list[Edge]] = {}
    for edge in reach.edges:
        kind = chart.event.get(edge[1].type)
        ruled = chart.state[reach.situations[edge[2]].state].rules
        if kind is not None and kind.contests and not ruled:
            following.setdefault(edge[0], []).append(edge)
    for start in sorted(following):
        ring = _ring(start, following)
        if ring:
            named = list(dict.fromkeys(chart.event[e.type].zh for e in ring))
            english = list(dict.fromkeys(chart.event[e.type].en for e in ring))
            yield _flaw(
                reach,
                "chart_refusal_ring",
                f"{'、'.join(named)} 可以无休止地循环，无人裁定",
                f"{', '.join(map(repr, english))} can go round for ever, and nobody rules",
                " ".join(sorted({e.type for e in ring})),
                (*reach.way(start), *ring),
            )


def _ring(start: int, following: dict[int, list[Edge]]) -> tuple[Event, ...]:
    """A shortest ring of contests from a situation back to it; empty where there is none."""
    ways: dict[int, tuple[Event, ...]] = {start: ()}
    waiting = [start]
    for at in waiting:
        for _, event, target in following.get(at, ()):
            if target == start:
                return (*ways[at], event)
            if target not in ways:
                ways[target] = (*ways[at], event)
                waiting.append(target)
    return ()


def _clock(reach: Reach, clock: str) -> Iterator[Flaw]:
    chart, one = reach.cone.chart, reach.cone.chart.clock[clock]
    waits = [n for n, s in enumerate(reach.situations) if clock in (*s.clocks, *s.overdue)]
    ended = reach.leading_to(set(range(len(reach.situations))) - set(waits))
    for number in waits:
        snapshot = reach.situations[number]
        if not organs_of(one.who, snapshot):
            zh = f"“{chart.state[snapshot.state].zh}”时，时限“{one.zh}”仍在走，却无人应当行动"
            en = f"the clock {one.en!r} waits for nobody while the case is "
            en += repr(chart.state[snapshot.state].en)
        elif reach.is_whole and number not in ended:
            zh, en = f"时限“{one.zh}”起算之后，再也不能了结", f"the clock {one.en!r} can never end"
        else:
            continue
        yield _flaw(reach, "chart_clock_without_end", zh, en, clock, reach.way(number))
        return


def _told(flaw: Flaw, event: Event, lang: str) -> str:
    """One step of a way, with what of it decides."""
    chart, is_zh = flaw.chart, lang == "zh"
    named = chart.event.get(event.type)
    if named is None:
        clock = chart.clock[event.type.partition(".")[2]]
        return f"{clock.zh}（逾期）" if is_zh else f"{clock.en} (overdue)"
    name = named.zh if is_zh else named.en
    inside = [event.by] if event.by.startswith("organ") else []
    inside += [_fact(n, v) for n, v in {**event.data, **event.decided}.items() if _tells(flaw, n)]
    if not inside:
        return name
    return f"{name}（{'，'.join(inside)}）" if is_zh else f"{name} ({', '.join(inside)})"


def _tells(flaw: Flaw, name: str) -> bool:
    """Whether a datum is worth telling; the organ that the rules say is only a name here."""
    return name in flaw.decides and DECIDED.get(name) != "text"


def _fact(name: str, value: object) -> str:
    short = name.rpartition(".")[2]
    if value is True:
        return short
    plain = "+".join(value) if isinstance(value, list) else value
    return f"{short}={'no' if value is False else plain}"
