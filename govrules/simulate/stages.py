"""Where an order may stand in a flow: the snapshots of its chart, each step worked out once.

Organs stand here as ``role@level``: all of a case sit on the path of its place, so a step is the
same for every order that stands alike. The steps are those of the interpreter that cases take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs

from ..charts import Chart, Clock, Event, EventType, Fixed, Interpreter, Snapshot
from ..charts.apply import value_of
from ..charts.snapshot import canonical
from ..errors import StepError

__all__ = ["Act", "Stage", "Stages"]

# Orders are timed in columns: what a step remembers of the time is the same for all of them.
NOW, CALENDAR = datetime(2000, 1, 3), Fixed((), ())


@attrs.frozen
class Act:
    """An event that somebody may send in a stage.

    Args:
        event: Its code.
        by: Who sends it.
    """

    event: str
    by: str


@attrs.frozen
class Stage:
    """Where an order stands.

    Args:
        snapshot: Its snapshot, of organs as ``role@level``.
        named: The organ that was named its owner when an objection was upheld.
        passed: How often somebody did not do the usual thing with it.
        tried: The acts, with their senders, that its holder has weighed already.
        is_studied: Whether it was conferred on.
        path: In whose hands it was, in order.
    """

    snapshot: Snapshot
    named: str = ""
    passed: int = 0
    tried: frozenset[Act] = frozenset()
    is_studied: bool = False
    path: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Equal where two stages are."""
        tried = sorted((act.event, act.by) for act in self.tried)
        rest = [self.named, self.passed, tried, self.is_studied, self.path]
        return canonical([self.snapshot.to_dict(), rest])


class Stages:
    """The stages of a chart that orders reach, numbered as they are met.

    Args:
        chart: The chart.

    Attributes:
        met: The stages, by number; the first is where every order begins.
    """

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self._steps = Interpreter(chart, CALENDAR)
        self.met: list[Stage] = []
        self._number: dict[str, int] = {}
        self._made: dict[tuple[Any, ...], tuple[int, int, int]] = {}
        self.clocks: tuple[Clock, ...] = chart.clocks
        start = self._steps.start()
        self._begin(Stage(start, path=self._path((), start)))

    def usual(self, stage: Stage) -> Act | None:
        """What is done if nobody does otherwise; ``None`` where the order rests.

        Those whom the case awaits act before its owner. He does what leaves the state and puts no
        question to the rules; where there is no such thing, what puts one.
        """
        acts = list(self.open(stage))
        if stage is self.met[0]:
            return acts[0][0]
        for asks in (False, True):
            for act, kind in acts:
                is_next = self._is_awaited(kind) or self._leaves(stage, act)
                if act.by and kind.asks == asks and is_next:
                    return act
        return None

    def open(self, stage: Stage) -> Iterator[tuple[Act, EventType]]:
        """What may be done in a stage by the chart: by those awaited, the owner, anybody."""
        state = self.chart.state[stage.snapshot.state]
        if state.final:
            return
        kinds = [k for k in self.chart.events if (state.id, k.id) in self.chart.open]
        for kind in sorted(kinds, key=lambda k: not self._is_awaited(k)):
            if not kind.who:
                yield Act(kind.id, ""), kind
            elif self._is_awaited(kind) or state.owner in kind.who:
                who = kind.who[0] if self._is_awaited(kind) else state.owner
                if by := _organ(who, stage.snapshot):
                    yield Act(kind.id, by), kind

    def _is_awaited(self, kind: EventType) -> bool:
        """Whether it is for one of several to send, whom the case lists."""
        lists = [self.chart.datum.get(who[1:]) for who in kind.who if who.startswith("$")]
        return any(datum is not None and datum.kind == "texts" for datum in lists)

    def _leaves(self, stage: Stage, act: Act) -> bool:
        moves = self.chart.open[stage.snapshot.state, act.event]
        return any(m.target != m.source for m in moves)

    def next(
        self,
        number: int,
        act: Act,
        data: tuple[tuple[str, Any], ...],
        decided: Mapping[str, Any],
        decided_as: int,
        mark: tuple[str, bool, tuple[Act, ...]],
    ) -> tuple[int, int, int]:
        """The stage after an act, −1 where the chart refuses it; its clock; what clocks it starts.

        The clock is −1 where the act is under none; those started are a bit each.

        Args:
            number: The stage.
            act: What is done.
            data: What it brings.
            decided: What the rules say, if they are asked.
            decided_as: Its number; equal for equal answers.
            mark: What of the order is not the chart's: whom the organ that rules names, whether
                the usual thing was done, and the acts that were weighed.
        """
        key = (number, act, data, decided_as, mark)
        if key not in self._made:
            self._made[key] = self._stepped(self.met[number], act, dict(data), decided, mark)
        return self._made[key]

    def _stepped(
        self,
        before: Stage,
        act: Act,
        data: dict[str, Any],
        decided: Mapping[str, Any],
        mark: tuple[str, bool, tuple[Act, ...]],
    ) -> tuple[int, int, int]:
        named, is_usual, weighed = mark
        event = Event(act.event, act.by, data, decided)
        try:
            snapshot = self._steps.step(before.snapshot, event, NOW)
        except StepError:
            return -1, -1, 0
        clock = self._clock(before.snapshot, snapshot, act)
        starts = snapshot.clocks.keys() - before.snapshot.clocks.keys()
        is_new = snapshot.values.get("hops") != before.snapshot.values.get("hops")
        after = Stage(
            attrs.evolve(snapshot, moves=()),
            named or before.named,
            before.passed + (not is_usual),
            frozenset() if is_new else before.tried.union(weighed),
            before.is_studied or self.studies(before, act, is_usual=is_usual),
            self._path(before.path, snapshot),
        )
        return (
            self._begin(after),
            clock,
            sum(1 << n for n, c in enumerate(self.clocks) if c.id in starts),
        )

    def studies(self, before: Stage, act: Act, *, is_usual: bool) -> bool:
        """Whether an act is one at which whoever decides looks into the facts anew."""
        return is_usual and before is not self.met[0] and self.chart.event[act.event].asks

    def _path(self, path: tuple[str, ...], snapshot: Snapshot) -> tuple[str, ...]:
        holder = _organ(self.chart.state[snapshot.state].owner, snapshot)
        return path if not holder or path[-1:] == (holder,) else (*path, holder)

    def _clock(self, before: Snapshot, after: Snapshot, act: Act) -> int:
        """Which clock an act was under: the longest that it stops, else the shortest that runs.

        Those awaited act side by side: only the last of them, who stops the clock, takes time.
        """
        kind = self.chart.event[act.event]
        whose = kind.who
        mine = [n for n, c in enumerate(self.clocks) if c.who in whose and c.id in before.clocks]
        stopped = [n for n in mine if self.clocks[n].id not in after.clocks]
        by_length = lambda n: self.clocks[n].amount  # noqa: E731
        if stopped:
            return max(stopped, key=by_length)
        return -1 if self._is_awaited(kind) else min(mine, key=by_length, default=-1)

    def _begin(self, stage: Stage) -> int:
        key = stage.key
        if key not in self._number:
            self._number[key] = len(self.met)
            self.met.append(stage)
        return self._number[key]


def _organ(word: str, snapshot: Snapshot) -> str:
    """The organ that a word of the chart means now; of several the first, empty for none."""
    held = value_of(word, snapshot, Event("")) if word else None
    if isinstance(held, list | tuple):
        return str(held[0]) if held else ""
    return str(held or "")
