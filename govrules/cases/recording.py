"""Decisions that were made without a case, by the library or a service, in the same ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import attrs

from ..charts.snapshot import canonical
from ..decision import Decision
from ..jurisdiction import Jurisdiction
from ..plain import plain
from .chain import digest
from .ledger import Ledger, Writer
from .pieces import taken_apart
from .versions import Versions
from .work import taken

__all__ = ["Decided", "Recorder"]

# Decisions written together.
MANY = 500


@attrs.frozen
class Decided:
    """A decision as it is kept.

    Args:
        asked: The facts that it was asked with.
        decision: The decision.
        id: Under which it is kept once: the number of a request; made of what was asked and
            decided where empty.
    """

    asked: Mapping[str, Any]
    decision: Decision
    id: str = ""


class Recorder:
    """Writes decisions into a ledger; for any number of threads and processes.

    Args:
        ledger: The ledger.
        versions: Its versions of the rules.
    """

    def __init__(self, ledger: Ledger, versions: Versions) -> None:
        self._ledger, self._versions = ledger, versions

    @classmethod
    def at(cls, url: str, jurisdiction: Jurisdiction) -> Recorder:
        """Open a ledger to write decisions into; raises LedgerError."""
        ledger = Ledger(url)
        return cls(ledger, Versions(ledger, jurisdiction, {}))

    def keep(self, decided: Iterable[Decided], *, at: str = "", ask: str = "ranked") -> int:
        """Write decisions, all that come together or none.

        Args:
            decided: The decisions.
            at: When they were made, local time; empty where nobody says.
            ask: How was asked for what is missing, for they are decided again so.

        Returns:
            How many were not there yet.

        Raises:
            LedgerError: the version that decided is not here, or they cannot be written.
        """
        waiting, fresh = iter(decided), 0
        while lot := list(islice(waiting, MANY)):
            for one in lot:
                self._versions.get(one.decision.policies)
            with self._ledger.writing() as writer:
                fresh += self._write(lot, writer, at, ask)
        return fresh

    def _write(self, lot: list[Decided], writer: Writer, at: str, ask: str) -> int:
        made = {line[0]: line for line in _lines(lot, writer, ask)}
        there = set(taken(writer, list(made)))
        for id, policy, body in made.values():
            if id not in there:
                writer.append(id, "", at, "decision", policy, body)
        return len(made) - len(there)

    def close(self) -> None:
        """Give back the connections."""
        self._ledger.close()


def _lines(lot: list[Decided], writer: Writer, ask: str) -> Iterator[tuple[str, str, str]]:
    for one in lot:
        policy = one.decision.policies
        kept, shared = taken_apart(one.decision)
        key = digest(kept)
        writer.keep_decision(key, kept, shared)
        text = canonical({"asked": plain(one.asked), "ask": ask, "decision": key})
        yield f"decision:{one.id or digest(policy + text)[:16]}", policy, text
