"""One order on its way, in plain Python: the interpreter, and a decision at each step.

Written from what the flow promises, with nothing of it but its random numbers and its seed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zlib import crc32

import numpy as np
from govrules.charts import Event, Fixed, Interpreter, Snapshot
from govrules.errors import GovrulesError, StepError
from govrules.simulate.streams import Streams

# What the owner of a state does if nobody does otherwise.
USUAL = {
    "received": "receive",
    "conferring": "supplement",
    "dispatched": "sign",
    "disputed": "rule",
    "handling": "resolve",
    "referred": "direct",
    "resolved": "call_back",
}
BRINGS = {
    "ground": "not_competent",
    "reason": "-",
    "result": "-",
    "solved": True,
    "satisfied": True,
}


class OneOrder:
    """Walks single orders.

    Args:
        jurisdiction: Whose rules are asked.
        behaviours: Event → share.
        seed: Of the streams.
        rounds: How often an order may be passed on.
    """

    def __init__(
        self, jurisdiction: Any, behaviours: dict[str, float], seed: int, rounds: int = 8
    ) -> None:
        self.of, self.behaviours, self.rounds = jurisdiction, behaviours, rounds
        self.chart = jurisdiction.charts["work_order"]
        self.steps = Interpreter(self.chart, Fixed((), ()))
        self.streams = Streams(seed)

    def outcome(self, record: dict[str, Any]) -> Any:
        """What is decided of a record, ``None`` where nothing can be."""
        table = __import__("pyarrow").Table.from_pylist([record])
        code = self.of.decide_table(table, keep=[])["decision_class"][0].as_py()
        return None if code is None else self.of.classes[code].outcome

    def drawn(self, name: str, row: int, turn: int, by: str = "") -> float:
        """The number that the order draws."""
        number = (crc32(by.encode()) & 0xFFFFF) << 8 if by else 0
        return float(self.streams.uniform(name, np.array([row]), np.array([turn + number]))[0])

    def walk(self, row: int, matter: dict[str, Any]) -> Snapshot:
        """Where the order rests."""
        self.matter = {k: v for k, v in matter.items() if v is not None}
        at, self.named, passed, tried = self.steps.start(), "", 0, set[tuple[str, str]]()
        first = self.outcome(self.matter)
        self.among = first.owner_among if first and first.owner_status in LEFT else ()
        for _ in range(200):
            hops = at.values.get("hops", 0)
            after = None
            usual = self._usual(at)
            for event, share in self.behaviours.items():
                by = self._sender(at, event)
                is_open = (at.state, event) in self.chart.open and by
                if not is_open or (event, by) in tried or event == usual or passed >= self.rounds:
                    continue
                tried.add((event, by))
                if self.drawn(event, row, hops, by) < share:
                    after = self._step(at, event)
                    passed += after is not None
                    break
            after = after or (self._step(at, usual, row) if usual else None)
            if after is None or after == at:
                return at
            if after.values.get("hops", 0) != hops:
                tried.clear()
            at = after
        raise AssertionError("it does not rest")

    def _usual(self, at: Snapshot) -> str:
        if at.state == "whistled":
            return "report" if at.values.get("awaiting") else "resolve"
        if at.state == "handling" and at.values.get("owing"):
            return "assist_result"
        return USUAL.get(at.state, "")

    def _sender(self, at: Snapshot, event: str) -> str:
        held = at.values.get({"refuse": "awaiting"}.get(event, "lead"))
        if at.state not in ("dispatched", "handling", "whistled"):
            return ""
        return (held[0] if held else "") if isinstance(held, list) else held or ""

    def _step(self, at: Snapshot, event: str, row: int = 0) -> Snapshot | None:
        if event == "rule":
            return self._ruled(at, row)
        return self._made(at, event, {"to": [], "upheld": False})

    def _ruled(self, at: Snapshot, row: int) -> Snapshot | None:
        tried = {self.named, at.values["lead"], *at.values.get("former", ())}
        left = [o for o in self.among if o not in tried] if len(self.among) > 1 else []
        first = int(self.drawn("named", row, at.values["hops"]) * len(left))
        before = self.named
        for organ in [*left[first:], *left[:first]]:
            self.named = organ
            after = self._made(at, "rule", {"upheld": True})
            if after and after.values.get("lead") not in (None, at.values["lead"]):
                return after
        self.named = before
        return self._made(at, "rule", {"upheld": False})

    def _made(self, at: Snapshot, event: str, brings: dict[str, Any]) -> Snapshot | None:
        kind, decided = self.chart.event[event], {}
        if kind.asks:
            record = dict(self.matter)
            for field, word in kind.gives:
                value = at.values.get(word[1:]) if word.startswith("$") else word
                record[field] = {"true": True, "false": False}.get(value, value)
            if (self.named and brings.get("upheld") is not False) or self.named:
                tree = self.of.fields["item"].tree
                record |= {"owner": self.named, "item": tree.path(record["item"])[-2:][0]}
            o = self.outcome({k: v for k, v in record.items() if v is not None})
            if o is None:
                return None
            decided = {
                "decided.disposition": o.disposition,
                "decided.has_lead": o.lead is not None and not o.lead_is_provisional,
                "decided.assist": sorted(o.assist),
                "decided.copy_to": sorted(o.copy_to),
            }
            if o.lead:
                decided |= {"decided.lead": o.lead, "decided.lead_role": o.lead}
            brings = {**brings, "to": [x for x in sorted(o.assist) if x != at.values.get("lead")]}
            if "to" in kind.needs and not brings["to"]:
                return None
        elif "to" in kind.needs:
            called = at.values.get("refusers", ())
            brings = {**brings, "to": [x for x in called if x != at.values.get("lead")]}
        data = {name: {**BRINGS, **brings}[name] for name in kind.needs}
        by = ""
        for who, held in (("$awaiting", "awaiting"), ("$owing", "owing")):
            if who in kind.who:
                by = (at.values.get(held) or [""])[0]
        try:
            made = self.steps.step(at, Event(event, by, data, decided), datetime(2000, 1, 3))
        except (StepError, GovrulesError):
            return None
        return Snapshot(made.state, made.values, made.clocks, made.overdue, made.rang)


LEFT = ("undivided", "contested")
