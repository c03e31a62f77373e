"""What an attack found: the same numbers for each, as JSON, and whether all of it held."""

from __future__ import annotations

import json
import resource
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import attrs
from govrules import GovrulesError

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
MOST_EXAMPLES = 10


@attrs.define
class Report:
    """The counts of an attack.

    Args:
        what: Which attack.
        seed: What it began with; the same seed tries the same things.
        until: When to stop, by ``time.monotonic``.
    """

    what: str
    seed: int
    until: float
    tried: int = 0
    refused: int = 0
    lost: int = 0
    foreign: Counter[str] = attrs.field(factory=Counter)
    different: Counter[str] = attrs.field(factory=Counter)
    examples: dict[str, list[str]] = attrs.field(factory=dict)
    slowest: float = 0.0
    slowest_of: str = ""
    more: dict[str, Any] = attrs.field(factory=dict)
    _begun: float = attrs.field(factory=time.monotonic)

    def within(self, items: Iterable[T]) -> Iterator[T]:
        """The items, until the time is up; each counts as tried."""
        for item in items:
            if time.monotonic() > self.until:
                return
            self.tried += 1
            yield item

    def call(self, work: Callable[[], T], given: Any) -> T | GovrulesError | None:
        """What some work gives, or its error if that is ours; ``None`` for one that is not."""
        start = time.thread_time()  # of the processor: others may be at work here
        try:
            return work()
        except GovrulesError as error:
            self.refused += 1
            json.dumps(error.without_search().to_dict(), ensure_ascii=False).encode()
            return error
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            at = [f for f in frames if "govrules" in f.filename] or frames
            where = f"{type(error).__name__} at {Path(at[-1].filename).name}:{at[-1].lineno}"
            self.foreign[where] += 1
            self._example(where, f"{error!r:.200} for {_shown(given)}")
            return None
        finally:
            took = time.thread_time() - start
            if took > self.slowest:
                self.slowest, self.slowest_of = took, _shown(given)

    def differs(self, kind: str, given: Any) -> None:
        """Count something that is not as it must be."""
        self.different[kind] += 1
        self._example(kind, _shown(given))

    def lose(self, given: Any, rows: int = 1) -> None:
        """Count rows of which nothing came."""
        self.lost += rows
        self._example("lost", _shown(given))

    def _example(self, kind: str, text: str) -> None:
        known = self.examples.setdefault(kind, [])
        if len(known) < MOST_EXAMPLES:
            known.append(text)

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not (self.foreign or self.different or self.lost)

    def to_dict(self) -> dict[str, Any]:
        """The report as plain values; ``seconds`` of wall time, memory the highest, in MB."""
        return {
            "what": self.what,
            "seed": self.seed,
            "tried": self.tried,
            "refused": self.refused,
            "foreign": dict(self.foreign),
            "lost": self.lost,
            "different": dict(self.different),
            "slowest_cpu_s": round(self.slowest, 3),
            "slowest_of": self.slowest_of,
            "seconds": round(time.monotonic() - self._begun),
            "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "examples": self.examples,
            **self.more,
        }


def _shown(given: Any) -> str:
    try:
        return repr(given)[:300]
    except Exception:  # what is given may raise whatever is asked of it
        return f"<{type(given).__name__}>"
