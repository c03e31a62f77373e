"""Flow: who passes an order on to whom, in columns; the chart and the rules say what may happen.

Only how likely organs are to do other than usual is a parameter. All orders that stand alike are
one stage; an order is a number of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias
from zlib import crc32

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..charts import Calendar, Chart, EventType, china
from ..errors import RecordError, did_you_mean
from ..options import as_count
from .asked import Asked, read_finds
from .behaviour import Behaviour, Chance, Coded, read_behaviours
from .days import Days
from .distinct import cases, distinct
from .matters import as_matters, days_of, items_of, seats_of
from .orders import Orders
from .stages import Act, Stage, Stages
from .streams import Streams
from .weights import as_share

__all__ = ["flow"]

Ints: TypeAlias = "NDArray[Any]"
# The acts that one passing on may bring with it: to be reported for, ruled on, directed, resolved.
ACTS_A_ROUND = 12
NOTHING: Mapping[str, Any] = {}
REFUSED = (-1, -1, 0)
# What is said of an order where it is no answer's number: nothing can be; nobody was asked.
UNSAID, NOT_ASKED = -1, -2
MOST_NAMED = 12


def flow(
    of: Any,
    matters: object,
    *,
    chart: str | None = None,
    rounds: int = 8,
    seed: int = 1,
    unclear: float | None = None,
    finds: Mapping[str, Any] | None = None,
    calendar: Calendar | None = None,
    **behaviours: Chance,
) -> Orders:
    """Let matters go their way as work orders, with organs that may pass them on.

    Who may act, what each act sets and when an order is done follow from the chart of the pack,
    what is decided at each step from the rules. Where nobody does otherwise, an order is signed
    for, resolved and called back. ``unclear`` is a measure of the pack unless it is given: the
    share of the orders not answered at once whose texts leave them between several organs. Of these
    alone an objection holds, if there is an organ to which the rules then send it.

    Args:
        of: The jurisdiction; its pack has charts.
        matters: A table of any reader of Arrow; :func:`year` draws one.
        chart: The id of the chart; the first of the pack where not given.
        rounds: How often an order may be passed on; whoever holds it then keeps it.
        seed: The same seed gives the same flow. A matter's numbers hang on the seed, its row and
            the act, so that two flows differ only by what is given differently.
        unclear: The share of unclear orders, 0 to 1, in place of what the pack leaves unclear.
        finds: What those who look into an order anew find where it is not said: field → value.
        calendar: The working days; those of China where not given (extra ``cases``).
        **behaviours: Event of the chart (``object``, ``refuse``, ``whistle``, ``escalate``,
            ``withdraw`` …) → how likely its sender is to send it, once a dispatch, where the chart
            and the rules allow it: a share; a mapping of roles, units or items to shares (the
            last that fits holds; ``"*"`` fits everybody); or a function of the table of matters
            concerned, with the sender in its column ``by``, that gives a share a row.

    Returns:
        The orders where they rest.

    Raises:
        RecordError: for what is no table, and for a parameter that cannot be used.
        ChartError: without a calendar that reaches far enough.
    """
    table = as_matters(of, matters)
    as_count("rounds", rounds)
    share = None if unclear is None else as_share("unclear", unclear)
    walk = _Walk(of, table, _chart(of, chart), rounds, seed, read_finds(of, finds or {}))
    seats = Coded(*seats_of(of, table))
    walk.behaviours = read_behaviours(behaviours, walk.choices(), of, seats, walk.item)
    clocks, streams = walk.stages.clocks, Streams(seed)
    days = Days(days_of(of, table), calendar or china(), clocks, streams)
    walk.run(share, days)
    return Orders(
        of,
        table,
        seats,
        walk.stages,
        walk.at,
        days.passed(),
        days.sent,
        walk.dispositions(),
        walk.is_unclear,
        days.is_late,
    )


class _Walk:
    """The orders on their way.

    Args:
        of: The jurisdiction.
        matters: All matters.
        chart: The chart that they take.
        rounds: How often an order may be passed on.
        seed: Of the streams.
        finds: What a second look finds.
    """

    def __init__(
        self,
        of: Any,
        matters: pa.Table,
        chart: Chart,
        rounds: int,
        seed: int,
        finds: Mapping[str, Any],
    ) -> None:
        self.stages, self._rounds, self._streams = Stages(chart), rounds, Streams(seed)
        self.item = Coded(*items_of(of, matters))
        self._matters, self._asked = matters, Asked(of, matters, self.item, finds)
        self.behaviours: tuple[Behaviour, ...] = ()
        rows = matters.num_rows
        self.at = np.zeros(rows, np.int64)
        self.is_unclear = np.zeros(rows, bool)
        self._among = np.full(rows, -1, np.int64)  # what was said of whoever may own it
        self._first = np.full(rows, -1, np.int64)  # what was said when it was received
        self._usual: list[Act | None] = []
        self._otherwise: list[tuple[Act | None, ...]] = []
        self._turn: list[int] = []

    def choices(self) -> tuple[str, ...]:
        """The events that somebody may choose to send: all but the first."""
        return tuple(kind.id for kind in self.stages.chart.events[1:])

    def run(self, unclear: float | None, days: Days) -> None:
        """Take every order to where it rests."""
        rows = np.arange(len(self.at))
        self._learn()
        for turn in range(ACTS_A_ROUND * (self._rounds + 1)):
            rows = rows[np.array([u is not None for u in self._usual])[self.at[rows]]]
            if not len(rows):
                break
            before = self.at[rows]
            turns = np.array(self._turn)[before]
            for acted, clocks, starts, event in self._acted(rows, before):
                days.pass_by(rows[acted], clocks, starts, turns[acted], event)
            if turn == 0:
                self._draw_unclear(unclear)
            self._learn()
            days.note_sent(rows[np.array(self._turn)[self.at[rows]] != turns])
            rows = rows[self.at[rows] != before]

    def dispositions(self) -> Coded:
        """What the rules said was to be done with each order when it was received."""
        said = self._asked.said
        return Coded(self._first, tuple(str(s.answers["decided.disposition"]) for s in said))

    def _learn(self) -> None:
        """Note of each stage met anew what may be done in it."""
        for stage in self.stages.met[len(self._usual) :]:
            usual = self.stages.usual(stage)
            may = stage.passed < self._rounds and usual is not None
            open_now = {act.event: act for act, _ in self.stages.open(stage)} if may else {}
            acts = [open_now.get(b.event) for b in self.behaviours]
            self._usual.append(usual)
            self._otherwise.append(
                tuple(None if a is None or a == usual or a in stage.tried else a for a in acts)
            )
            self._turn.append(int(stage.snapshot.values.get("hops", 0)))

    def _acted(self, rows: Ints, before: Ints) -> Iterator[tuple[Ints, Ints, Ints, str]]:
        """Let each order have one act; tells which had which, under which clock, starting which."""
        chosen = self._chosen(rows, before)
        left = np.ones(len(rows), bool)
        for number, behaviour in enumerate(self.behaviours):
            mine = np.flatnonzero(chosen == number)
            if len(mine):
                done, clocks, starts = self._do(rows[mine], before[mine], number)
                left[mine[done]] = False
                yield mine[done], clocks, starts, behaviour.event
        names = [u.event if u else "" for u in self._usual]
        words, of_stage = np.unique(names, return_inverse=True)
        for number, event in enumerate(words):
            mine = np.flatnonzero(left & (of_stage[before] == number))
            if not len(mine):
                continue
            if "upheld" in self.stages.chart.event[str(event)].needs:
                for done, clocks, starts in self._ruled(rows[mine], before[mine]):
                    yield mine[done], clocks, starts, str(event)
            else:
                done, clocks, starts = self._do(rows[mine], before[mine], None)
                yield mine[done], clocks, starts, str(event)

    def _chosen(self, rows: Ints, before: Ints) -> Ints:
        """Which behaviour each order meets, −1 for none: each is weighed in turn."""
        chosen = np.full(len(rows), -1)
        for number, behaviour in enumerate(self.behaviours):
            acts = [o[number] for o in self._otherwise]
            is_open = np.array([a is not None for a in acts])
            weighed = np.flatnonzero(is_open[before] & (chosen < 0))
            if not len(weighed):
                continue
            met, of = distinct(before[weighed])
            by = np.array([getattr(acts[m], "by", "") for m in met], object)
            turn = np.array([self._turn[m] for m in met]) + _number_of(by)
            mine = rows[weighed]
            chance = behaviour.chances(self._matters, mine, by[of])
            drawn = self._streams.uniform(behaviour.event, mine, turn[of])
            chosen[weighed[drawn < chance]] = number
        return chosen

    def _ruled(self, rows: Ints, before: Ints) -> Iterator[tuple[Ints, Ints, Ints]]:
        """Let objections be ruled on: one holds if the rules send the order to whom it may be.

        Each of those is named in turn, with only the group of the item taken for sure: the facts
        were other than said. If there is nobody to whom the rules would send it, it is dismissed.
        """
        left = np.arange(len(rows))
        for turn in range(MOST_NAMED if len(left) else 0):
            named = self._named(rows[left], before[left], turn)
            some = np.flatnonzero(named >= 0)
            if not len(some):
                break
            done, clocks, starts = self._do(rows[left[some]], before[left[some]], None, named[some])
            yield left[some[done]], clocks, starts
            left = np.delete(left, some[done])
            if not len(left):
                return
        if len(left):
            done, clocks, starts = self._do(rows[left], before[left], None)
            yield left[done], clocks, starts

    def _do(
        self, rows: Ints, before: Ints, behaviour: int | None, named: Ints | None = None
    ) -> tuple[Ints, Ints, Ints]:
        """Let orders have an act; returns which had it, their clocks, and those that started."""
        met, of = distinct(before)
        stages = [self.stages.met[m] for m in met]
        acts = [self._usual[m] if behaviour is None else self._otherwise[m][behaviour] for m in met]
        kind = self.stages.chart.event[next(a.event for a in acts if a is not None)]
        said = np.full(len(rows), NOT_ASKED)
        named = np.full(len(rows), -1) if named is None else named
        if kind.asks:
            said = self._ask(rows, stages, of, kind, named, is_usual=behaviour is None)
        (which, answer, organ), where = cases(of, said, named)
        found = [
            self._step(int(met[m]), acts[m], kind, int(s), int(n), behaviour)
            for m, s, n in zip(which, answer, organ, strict=True)
        ]
        after, clocks, starts = (part[where] for part in np.array(found).T)
        done = np.flatnonzero(after >= 0)
        self.at[rows[done]] = after[done]
        return done, clocks[done], starts[done]

    def _ask(
        self,
        rows: Ints,
        stages: list[Stage],
        of: Ints,
        kind: EventType,
        named: Ints,
        *,
        is_usual: bool,
    ) -> Ints:
        """What the rules say of orders at an event."""
        organs = self._asked.organs
        before = np.array([organs.get(s.named, -1) for s in stages])[of]
        act = Act(kind.id, "")
        studied = [s.is_studied or self.stages.studies(s, act, is_usual=is_usual) for s in stages]
        named = np.where(named >= 0, named, before)
        said = self._asked.at(rows, stages, of, kind, named, np.array(studied)[of])
        if stages[0] is self.stages.met[0]:
            self._first[rows] = self._among[rows] = said
        return said

    def _step(
        self,
        at: int,
        act: Act | None,
        kind: EventType,
        said: int,
        named: int,
        behaviour: int | None,
    ) -> tuple[int, int, int]:
        if act is None or said == UNSAID:
            return REFUSED
        stage, is_named = self.stages.met[at], named >= 0
        values = stage.snapshot.values
        decided = self._asked.said[said].answers if said >= 0 else NOTHING
        data = {name: self._brought(name, values, decided, is_named) for name in kind.needs}
        if kind.asks and () in data.values():
            return REFUSED  # there is nobody to call
        weighed = self._otherwise[at][: None if behaviour is None else behaviour + 1]
        organ = list(self._asked.organs)[named] if is_named else ""
        mark = (organ, behaviour is None, tuple(a for a in weighed if a is not None))
        found = self.stages.next(at, act, tuple(data.items()), decided, said, mark)
        sent = self.stages.met[found[0]].snapshot.values.get("lead") if is_named else None
        if is_named and sent in (None, values.get("lead")):
            return REFUSED
        return found

    def _brought(
        self, name: str, values: Mapping[str, Any], decided: Mapping[str, Any], is_named: bool
    ) -> Any:
        """What an event brings: whom to call, whether an objection holds; else any word."""
        datum = self.stages.chart.datum[name]
        match datum.kind:
            case "flag":
                return is_named if name == "upheld" else True
            case "texts":
                lead = values.get("lead")
                called = decided.get("decided.assist", values.get("refusers", ()))
                return tuple(organ for organ in called if organ != lead)
            case "choice":
                return datum.choices[0]
            case "count":
                return 0
        return "-"

    def _named(self, rows: Ints, before: Ints, turn: int) -> Ints:
        """Whom an organ that rules names in turn, −1 for none: those not tried before."""
        (among, at), where = cases(np.where(self.is_unclear[rows], self._among[rows], -1), before)
        left = [self._untried(int(a), int(stage)) for a, stage in zip(among, at, strict=True)]
        many = np.array([len(x) for x in left])[where]
        start = np.cumsum([0, *map(len, left)])[where]
        flat = np.array([n for x in left for n in x] + [-1])
        drawn = self._streams.uniform("named", rows, np.array(self._turn)[before])
        picked = start + ((drawn * many).astype(np.int64) + turn) % np.maximum(many, 1)
        found: Ints = np.where(turn < many, flat[picked], -1)
        return found

    def _untried(self, said: int, at: int) -> list[int]:
        if said < 0:
            return []
        stage = self.stages.met[at]
        values = stage.snapshot.values
        tried = {stage.named, values.get("lead"), *values.get("former", ())}
        among = [o for o in self._asked.said[said].among if o not in tried]
        organs = self._asked.organs
        return [organs.setdefault(o, len(organs)) for o in among]

    def _draw_unclear(self, share: float | None) -> None:
        """Say of which orders it is unclear whose they are: as the texts leave it, or a share."""
        rows = np.arange(len(self.at))
        final = np.array([self.stages.chart.state[s.snapshot.state].final for s in self.stages.met])
        on_way = (self._among >= 0) & ~final[self.at]
        by_text = np.array([s.is_unclear and len(s.among) > 1 for s in self._asked.said] + [False])
        is_unclear = on_way & by_text[self._among]
        if share is not None and on_way.any():
            measured = is_unclear.sum() / on_way.sum()
            drawn = self._streams.uniform("unclear", rows)
            if share <= measured:
                is_unclear &= drawn * measured < share
            else:
                more = on_way & ~is_unclear & (drawn * (1 - measured) < share - measured)
                at = np.flatnonzero(more)
                if len(at):
                    self._among[at] = self._asked.unlike(at)
                    several = np.array([len(s.among) > 1 for s in self._asked.said] + [False])
                    is_unclear[at] = several[self._among[at]]
        self.is_unclear = is_unclear


def _number_of(by: NDArray[Any]) -> Ints:
    """A number for each sender: two who are asked of one order draw apart."""
    return np.array([(crc32(str(b).encode()) & 0xFFFFF) << 8 for b in by])


def _chart(of: Any, name: str | None) -> Chart:
    charts: Mapping[str, Chart] = of.charts
    if name is None and charts:
        return next(iter(charts.values()))
    if name not in charts:
        en, zh = did_you_mean(name, charts)
        raise RecordError(
            f"there is no chart {name!r}" if name else "the jurisdiction has no charts",
            f"没有流程 {name!r}" if name else "辖区没有流程",
            field="chart",
            value=name,
            hint_en=en,
            hint_zh=zh,
        )
    return charts[str(name)]
