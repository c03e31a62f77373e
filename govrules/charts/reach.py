"""Where a case can get to under a chart: walked through by the interpreter, shortest ways first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime

import attrs

from ..errors import ChartError, GovrulesError
from ..lazy import lazy
from .calendar import Fixed
from .chart import Chart, rings
from .cone import Cone
from .interpreter import Interpreter
from .snapshot import Event, Snapshot
from .tried import Tried

__all__ = ["Edge", "Reach", "replayed", "walked"]

# Clocks may ring at any time here: periods are parameters, and what is proved holds for all.
WHENEVER = datetime(2024, 1, 1)
# More situations than this are not walked through, and that is said.
MOST = 5_000

Edge = tuple[int, Event, int]


@attrs.frozen(slots=False)
class Reach:
    """The situations that a case can get to, and the steps between them.

    Args:
        cone: What tells situations apart.
        situations: One snapshot each, in the order of the shortest ways to them; the first is
            where a case begins.
        edges: The steps: from, what happens, to.
        came: By which edge each was found; ``None`` for the first.
        failed: The first step at which the chart itself fails, with the error.
        is_whole: Whether all of them were walked through.
    """

    cone: Cone
    situations: Sequence[Snapshot]
    edges: Sequence[Edge]
    came: Sequence[Edge | None]
    failed: tuple[int, Event, ChartError] | None
    is_whole: bool

    def way(self, to: int) -> tuple[Event, ...]:
        """A shortest way to a situation."""
        found: list[Event] = []
        while (edge := self.came[to]) is not None:
            to = edge[0]
            found.append(edge[1])
        return tuple(reversed(found))

    @lazy
    def out(self) -> Sequence[Sequence[Edge]]:
        """The steps that lead out of each situation."""
        found: list[list[Edge]] = [[] for _ in self.situations]
        for edge in self.edges:
            found[edge[0]].append(edge)
        return found

    def leading_to(self, ends: Iterable[int]) -> set[int]:
        """The situations from which one of some can be reached."""
        before: list[list[int]] = [[] for _ in self.situations]
        for source, _, target in self.edges:
            before[target].append(source)
        found = set(ends)
        waiting = list(found)
        while waiting:
            fresh = set(before[waiting.pop()]) - found
            found |= fresh
            waiting += fresh
        return found

    def shortest(
        self, start: int, ends: Collection[int], takes: Callable[[Edge], bool], most: int
    ) -> tuple[Event, ...] | None:
        """A shortest way of at most so many steps that takes only some edges; ``None``: no way."""
        ways: dict[int, tuple[Event, ...]] = {start: ()}
        for _ in range(most + 1):
            for at, way in ways.items():
                if at in ends:
                    return way
            ways = self._on(ways, takes)
        return None

    def _on(
        self, ways: dict[int, tuple[Event, ...]], takes: Callable[[Edge], bool]
    ) -> dict[int, tuple[Event, ...]]:
        found: dict[int, tuple[Event, ...]] = {}
        for at, way in ways.items():
            for edge in filter(takes, self.out[at]):
                found.setdefault(edge[2], (*way, edge[1]))
        return found


def walked(cone: Cone, most: int = MOST) -> Reach:
    """Walk through every situation that a case can get to.

    Args:
        cone: What tells situations apart.
        most: So many at most.
    """
    steps, tried = Interpreter(cone.chart, Fixed((), ())), Tried(cone)
    situations = [steps.start()]
    numbers = {cone.key(situations[0]): 0}
    edges: list[Edge] = []
    came: list[Edge | None] = [None]
    waiting, failed = deque([0]), None
    while waiting and len(situations) <= most:
        at = waiting.popleft()
        for event in _possible(cone, tried, situations[at]):
            try:
                after = happened(steps, situations[at], event)
            except ChartError as error:
                failed = failed or (at, event, error)
                continue
            except GovrulesError:  # it is not open here
                continue
            number = numbers.setdefault(cone.key(after), len(situations))
            edges.append((at, event, number))
            if number == len(situations):
                situations.append(after)
                came.append(edges[-1])
                waiting.append(number)
    return Reach(cone, situations, edges, came, failed, not waiting)


def _possible(cone: Cone, tried: Tried, snapshot: Snapshot) -> Iterator[Event]:
    yield from tried.of(snapshot)
    for clock in sorted(cone.clocks & set(snapshot.clocks)):
        yield Event(rings(clock))


def happened(steps: Interpreter, snapshot: Snapshot, event: Event) -> Snapshot:
    """Where a case stands after an event or the ringing of a clock."""
    if event.type in steps.chart.event:
        return steps.step(snapshot, event, WHENEVER)
    return steps.ring(snapshot, event.type.partition(".")[2], WHENEVER)


def replayed(chart: Chart, way: Iterable[Event]) -> list[Snapshot]:
    """Where a case stands at the start and after each step of a way.

    Raises:
        StepError: a step is not open.
        ChartError: the chart fails at a step.
    """
    steps = Interpreter(chart, Fixed((), ()))
    found = [steps.start()]
    for event in way:
        found.append(happened(steps, found[-1], event))
    return found
