"""The same steps, with each move found by durable-rules.

That engine crashes, hangs and answers wrongly on much that it is given. So it is given nothing of a
user's: a state, an event and what each test of a guard found go in as words made here, each rule is
one condition of equalities, and one handle holds one slot that is emptied after every message. Its
threads, timers and stores are not used. It cannot be imported from Python 3.13 on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from threading import Lock
from typing import Any, assert_never

import attrs

from ..errors import ChartError
from ..evaluate.truth import truth
from ..expr import All, Const, Expr, Not, Some, atoms
from ..values import UNKNOWN
from .apply import applied
from .calendar import Calendar
from .chart import AUTO, Chart, Move, rings
from .interpreter import BUDGET, endless, fallen_due, two_open
from .sight import Sight
from .snapshot import Event, Snapshot
from .taking import checked_event, not_open

__all__ = ["Program"]

# The engine hangs on 513 rules beside one another and crashes on 256 of one condition.
MOST_MOVES, MOST_TESTS = 250, 12
SLOT = "0"
TRUTHS = {True: "yes", False: "no", UNKNOWN: "open"}


class Program:
    """A chart compiled once for durable-rules; steps are those of the interpreter.

    Args:
        chart: The chart, checked.
        calendar: The working days.

    Raises:
        ChartError: the engine cannot be imported, or the chart is too large for it.
    """

    def __init__(self, chart: Chart, calendar: Calendar) -> None:
        self.chart, self.calendar = chart, calendar
        self._engine, self._lock = _engine(), Lock()
        self._states = {s.id: f"s{i}" for i, s in enumerate(chart.states)}
        events = [AUTO, *chart.event, *map(rings, chart.clock)]
        self._events = {e: f"e{i}" for i, e in enumerate(events)}
        tests = dict.fromkeys(atom for m in chart.moves for atom in atoms(m.when))
        self._tests = {atom: f"t{i}" for i, atom in enumerate(tests)}
        self._moves = {f"m{i}": move for i, move in enumerate(chart.moves)}
        self._check()
        rules: dict[str, Any] = {n: self._rule(m) for n, m in self._moves.items()}
        rules["prime"] = {"all": [{"m": {"prime": "yes"}}]}
        self._handle = self._engine.create_ruleset(f"chart {chart.digest[:12]}", json.dumps(rules))
        # A slot in which no action ever ran is freed through pointers that were never set.
        self._fire({"prime": "yes"})

    def _check(self) -> None:
        sizes = [sum(1 for _ in atoms(m.when)) for m in self._moves.values()]
        if len(sizes) > MOST_MOVES or max(sizes, default=0) > MOST_TESTS:
            raise ChartError(
                f"chart {self.chart.id} is too large for durable-rules: {len(sizes)} moves, "
                f"{max(sizes)} tests in one guard",
                f"流程 {self.chart.id} 超出 durable-rules 的限度：{len(sizes)} 个流转，"
                f"单个条件 {max(sizes)} 项",
                field="moves",
                value=len(sizes),
                hint_en=f"at most {MOST_MOVES} and {MOST_TESTS}; the interpreter has no such limit",
                hint_zh=f"至多 {MOST_MOVES} 个和 {MOST_TESTS} 项；解释器无此限度",
            )

    def _rule(self, move: Move) -> dict[str, Any]:
        at = [{"s": self._states[move.source]}, {"e": self._events[move.event]}]
        return {"all": [{"m": {"$and": [*at, *self._terms(move.when, True)]}}]}

    def _terms(self, expr: Expr, wanted: bool) -> Iterator[dict[str, Any]]:
        """Terms that all hold where the condition is certainly true, or certainly false."""
        match expr:
            case Const(value):
                if value is not wanted:
                    yield {"s": "never"}
            case Not(part):
                yield from self._terms(part, not wanted)
            case All(parts) | Some(parts):
                listed = [list(self._terms(p, wanted)) for p in parts]
                if isinstance(expr, All) is wanted:
                    yield from (t for terms in listed for t in terms)
                elif all(listed):  # one that has no term always holds
                    yield (
                        {"$or": [{"$and": t} if len(t) > 1 else t[0] for t in listed]}
                        if (listed)
                        else {"s": "never"}
                    )
            case _:
                if expr in self._tests:
                    yield {self._tests[expr]: TRUTHS[wanted]}
                else:
                    assert_never(expr)  # type: ignore[arg-type]

    def close(self) -> None:
        """Give back what the engine holds."""
        if self._handle is not None:
            self._engine.delete_ruleset(self._handle)
            self._handle = None

    def start(self) -> Snapshot:
        """Where a case begins."""
        return Snapshot(self.chart.states[0].id)

    def step(self, snapshot: Snapshot, event: Event, now: datetime) -> Snapshot:
        """Say where a case stands after an event, as ``Interpreter.step`` does."""
        event = checked_event(self.chart, snapshot, event)
        return self._run(snapshot, event, now, may_rest=False)

    def ring(self, snapshot: Snapshot, clock: str, now: datetime) -> Snapshot:
        """Say where a case stands after a clock rang, as ``Interpreter.ring`` does."""
        snapshot, event = fallen_due(snapshot, clock), Event(rings(clock))
        if (snapshot.state, event.type) not in self.chart.open:
            return snapshot
        return self._run(snapshot, event, now, may_rest=True)

    def _run(self, snapshot: Snapshot, event: Event, now: datetime, *, may_rest: bool) -> Snapshot:
        chosen = self._choose(snapshot, event)
        if chosen is None and not may_rest:
            raise not_open(self.chart, snapshot, event, Sight(self.chart, snapshot, event))
        moves: list[str] = []
        while chosen is not None:
            moves.append(chosen.id)
            if len(moves) > BUDGET:
                raise endless(self.chart, moves)
            snapshot = applied(self.chart, chosen, snapshot, event, now, self.calendar)
            chosen = self._choose(snapshot, attrs.evolve(event, type=AUTO))
        return snapshot.after(moves)

    def _choose(self, snapshot: Snapshot, event: Event) -> Move | None:
        look = Sight(self.chart, snapshot, event)
        found = {t: TRUTHS[truth(a, look, self.chart.fields)] for a, t in self._tests.items()}
        at = {"s": self._states[snapshot.state], "e": self._events[event.type]}
        fired = self._fire({**at, **found})
        if fired is None:
            return None
        self._check_alone(self._moves[fired], look)
        return self._moves[fired]

    def _check_alone(self, move: Move, look: Sight) -> None:
        """Raise ChartError where another move is open too: the engine takes the first it has."""
        moves = self.chart.open[move.source, move.event]
        certain = [m for m in moves if truth(m.when, look, self.chart.fields) is True]
        if len(certain) > 1:
            raise two_open(self.chart, certain)

    def _fire(self, message: dict[str, str]) -> str | None:
        """Post one message to the empty slot; the name of the rule that took it."""
        engine, handle = self._engine, self._handle
        with self._lock:
            if "prime" not in message:
                state = [4, {"sid": SLOT, "id": f"sid-{SLOT}", "$s": 1}]
                engine.complete_get_idle_state(handle, SLOT, json.dumps(state))
            try:
                text = json.dumps({"id": "m", "sid": SLOT, **message})
                code, offset = engine.assert_event(handle, text)
                if code:  # no rule mentions it
                    return None
                started = engine.start_action_for_state(handle, offset)
                if started is None:
                    return None
                (name,) = json.loads(started[1])
                engine.complete_and_start_action(handle, offset)
                return str(name)
            finally:
                engine.delete_state(handle, SLOT)


def _engine() -> Any:
    try:
        import durable_rules_engine
    except ImportError:
        raise ChartError(
            "durable-rules cannot be imported",
            "无法导入 durable-rules",
            field="engine",
            hint_en="it needs Python 3.12 or earlier and pip install 'govrules[durable]'; the "
            "interpreter gives the same results",
            hint_zh="需要 Python 3.12 及以下，并安装 'govrules[durable]'；解释器结果相同",
        ) from None
    return durable_rules_engine
