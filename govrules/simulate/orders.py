"""What became of the orders of a flow: in whose hands, after how many hops and days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..decision.organ import territorial
from ..options import as_count
from .behaviour import Coded
from .distinct import distinct
from .matters import NO_DAY
from .stages import Stages

if TYPE_CHECKING:
    from ..charts import Calendar
    from .queue import Queue
    from .staff import Staff

__all__ = ["Orders"]

Ints: TypeAlias = "NDArray[Any]"


@attrs.frozen(eq=False)
class Orders:
    """The orders of a flow where they rest.

    Args:
        jurisdiction: Whose rules and chart they followed.
        matters: The matters.
        seats: In which unit each lies on its day.
        stages: The stages that were met.
        at: The number of the stage of each; shape: (orders,).
        lasted: The days that each took, −1 where its first is not known; shape: (orders,).
        sent: The day on which each was dispatched last, as days since 1970; ``NO_DAY`` likewise.
        dispositions: What was to be done with each when it was received.
        is_unclear: Of which it was unclear whose they are; shape: (orders,).
        is_late: Which had an act after its clock had run out; shape: (orders,).
    """

    jurisdiction: Any
    matters: pa.Table
    seats: Coded
    stages: Stages
    at: Ints
    lasted: Ints
    sent: Ints
    dispositions: Coded
    is_unclear: NDArray[np.bool_]
    is_late: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.at)

    def hops(self) -> pa.Table:
        """How often orders were dispatched: ``hops``, ``rows``; nought is not dispatched at all."""
        hops, rows = np.unique(self._count("hops"), return_counts=True)
        return pa.table({"hops": hops, "rows": rows})

    def final_owner(self) -> pa.Table:
        """Whose orders are in the end.

        Returns:
            ``owner`` (``role@unit``; null where none was ever dispatched), ``state`` of the chart,
            ``rows``. Most first.
        """
        return _ranked(self.table().select(["owner", "state"]))

    def paths(self, top: int = 5) -> pa.Table:
        """The commonest ways through hands.

        Args:
            top: How many; raises RecordError for less than one.

        Returns:
            ``path`` (``role@level → …``, those who held an order one after another), ``hops``,
            ``rows``. Most first.
        """
        as_count("top", top)
        text = np.array([" → ".join(s.path) for s in self.stages.met], object)
        columns = {"path": pa.array(text[self.at], pa.string()), "hops": self._count("hops")}
        return _ranked(pa.table(columns)).slice(0, top)

    def days(self) -> pa.Table:
        """How long orders took that were dispatched, by how often they were.

        Returns:
            ``hops``, ``rows``, ``mean``, ``median``, ``p90`` (days) and ``late`` (the share that
            had an act after its clock had run out).
        """
        hops = self._count("hops")
        rows = []
        for n in np.unique(hops[(hops > 0) & (self.lasted >= 0)]):
            mine = (hops == n) & (self.lasted >= 0)
            lasted = self.lasted[mine]
            rows.append(
                {
                    "hops": int(n),
                    "rows": len(lasted),
                    "mean": float(lasted.mean()),
                    "median": float(np.median(lasted)),
                    "p90": float(np.percentile(lasted, 90)),
                    "late": float(self.is_late[mine].mean()),
                }
            )
        names = (("hops", pa.int64()), ("rows", pa.int64()))
        floats = tuple((n, pa.float64()) for n in ("mean", "median", "p90", "late"))
        return pa.Table.from_pylist(rows, schema=pa.schema([*names, *floats]))

    def summary(self) -> dict[str, float]:
        """The flow in numbers.

        Returns:
            ``orders``, ``dispatched``, ``unclear_share`` (of the orders not answered at once, those
            of which it is unclear whose they are), ``hops`` and ``days`` (means of those
            dispatched), ``objections``, ``upheld``, ``refusals`` and ``late`` (of each dispatched
            order).
        """
        hops = self._count("hops")
        sent = hops > 0
        many = max(int(sent.sum()), 1)
        final = np.array([self.stages.chart.state[s.snapshot.state].final for s in self.stages.met])
        on_way = sent | ~final[self.at]
        known = sent & (self.lasted >= 0)
        return {
            "orders": float(len(self)),
            "dispatched": float(sent.sum()),
            "unclear_share": float(self.is_unclear.sum() / max(int(on_way.sum()), 1)),
            "hops": float(hops[sent].sum() / many),
            "days": float(self.lasted[known].mean()) if known.any() else 0.0,
            "objections": float(self._count("returns").sum() / many),
            "upheld": float(self._count("upheld_times").sum() / many),
            "refusals": float(self._count("refusers").sum() / many),
            "late": float(self.is_late[sent].sum() / many),
        }

    def table(self) -> pa.Table:
        """Each order, in the order of the matters, to be handed to whatever goes on with it.

        Returns:
            ``state``, ``owner`` (``role@unit``), ``disposition`` (as first decided), ``sent`` (the
            day of its last dispatch), ``hops``, ``days`` (null where its first day is not known),
            ``is_unclear``, ``is_late``.
        """
        states = np.array([s.snapshot.state for s in self.stages.met], object)
        return pa.table(
            {
                "state": _coded(states, self.at),
                "owner": self.owners(),
                "disposition": _coded(
                    np.array([*self.dispositions.words, None], object), self.dispositions.codes
                ),
                "sent": pa.array(self.sent, pa.int32(), mask=self.sent == NO_DAY).cast(pa.date32()),
                "hops": self._count("hops"),
                "days": pa.array(self.lasted, pa.int32(), mask=self.lasted < 0),
                "is_unclear": self.is_unclear,
                "is_late": self.is_late,
            }
        )

    def queue(
        self,
        staff: Staff,
        *,
        seed: int = 1,
        order: Literal["arrival", "due"] = "arrival",
        clock: str = "solve",
        calendar: Calendar | None = None,
    ) -> Queue:
        """Let them wait for the staff of those to whom they were dispatched last.

        Everything is timed in working hours, eight a day. An order arrives at an even moment of
        the day of its dispatch; the work that it takes is drawn exponentially about its mean.

        Args:
            staff: The staff of organs.
            seed: The same seed gives the same queues.
            order: Whoever comes first, or whose clock runs out first (``due``), is served first.
            clock: The clock of the chart within which an order is to be done; it counts from the
                last dispatch.
            calendar: The working days; those of China where not given (extra ``cases``).

        Raises:
            RecordError: for another order or clock.
            ChartError: for a calendar that does not reach far enough.
        """
        from .queue import queue

        return queue(self, staff, seed=seed, order=order, clock=clock, calendar=calendar)

    def owners(self) -> Any:
        """Who has each order, or had it last, as ``role@unit``; null where nobody had."""
        leads = [s.snapshot.values.get("lead") for s in self.stages.met]
        words = list(dict.fromkeys(x for x in leads if x))
        number = {w: n for n, w in enumerate(words)}
        lead = np.array([number.get(x, -1) for x in leads])[self.at]
        keys = lead * (len(self.seats.words) + 1) + self.seats.codes + 1
        pairs, at = distinct(np.where(lead < 0, 0, keys + 1))
        names = [self._seated(int(p) - 1, words) for p in pairs]
        return _coded(np.array(names, object), at)

    def _seated(self, pair: int, words: list[str]) -> str | None:
        """An organ at its unit; at its level, where the place does not say which."""
        if pair < 0:
            return None
        lead, at = divmod(pair, len(self.seats.words) + 1)
        role, _, level = words[lead].partition("@")
        t, sits = self.jurisdiction.territory, territorial(level) if level else level
        unit = t.ancestor(self.seats.words[at - 1], sits) if at else None
        if unit is None and level == t.levels[0]:
            unit = next(iter(t))
        return f"{role}@{unit or level}" if level else role

    def _count(self, name: str) -> Ints:
        """A count of each order's case; of a list, how long it is."""
        values = [s.snapshot.values.get(name, 0) for s in self.stages.met]
        counts = np.array([len(v) if isinstance(v, list | tuple) else int(v) for v in values])
        found: Ints = counts[self.at]
        return found


def _coded(words: NDArray[Any], at: Ints) -> Any:
    """Words by number as a dictionary column; each word once, in the order of the alphabet."""
    said = sorted({w for w in words if w is not None})
    number = {w: n for n, w in enumerate(said)}
    codes = np.array([number.get(w, -1) for w in words], np.int32)[at]
    return pa.DictionaryArray.from_arrays(
        pa.array(codes, mask=codes < 0), pa.array(said, pa.string())
    )


def _ranked(table: pa.Table) -> pa.Table:
    names = table.column_names
    plain = pa.table(
        {
            n: c.cast(pa.string()) if pa.types.is_dictionary(c.type) else c
            for n, c in zip(names, table.columns, strict=True)
        }
    )
    found = plain.group_by(names).aggregate([([], "count_all")]).rename_columns([*names, "rows"])
    return found.sort_by([("rows", "descending"), *((n, "ascending") for n in names)])
