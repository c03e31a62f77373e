"""What a worker counts, in the text form that Prometheus reads.

Each worker counts for itself and says which it is: whoever scrapes a service of several workers
adds up the series by ``worker``.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections import Counter, defaultdict
from threading import Lock

__all__ = ["Metrics"]

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counts requests, decisions and errors; for any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests = Counter[tuple[str, int]]()
        self._seconds = defaultdict[str, list[int]](lambda: [0] * (len(_BUCKETS) + 1))
        self._total = defaultdict[str, float](float)
        self._decisions = Counter[str]()
        self._errors = Counter[str]()

    def request(self, path: str, status: int, seconds: float) -> None:
        """Count a request by the path of its route, its status and how long it took."""
        with self._lock:
            self._requests[path, status] += 1
            self._seconds[path][bisect_left(_BUCKETS, seconds)] += 1
            self._total[path] += seconds

    def decided(self, disposition: str) -> None:
        """Count a decision."""
        with self._lock:
            self._decisions[disposition] += 1

    def refused(self, code: str) -> None:
        """Count a matter, or a request, that could not be read or decided."""
        with self._lock:
            self._errors[code] += 1

    def text(self, cached: dict[str, int], **about: str) -> str:
        """Write all of it.

        Args:
            cached: What the jurisdiction remembers (``cache_info()``).
            about: Labels of the line that says what is served.
        """
        worker = f'worker="{os.getpid()}"'
        labels = ",".join(f'{name}="{value}"' for name, value in about.items())
        lines = ["# TYPE govrules_info gauge", f"govrules_info{{{labels},{worker}}} 1"]
        with self._lock:
            for name, counts, label in (
                ("decisions", self._decisions, "disposition"),
                ("errors", self._errors, "code"),
            ):
                lines.append(f"# TYPE govrules_{name}_total counter")
                for value, count in sorted(counts.items()):
                    lines.append(f'govrules_{name}_total{{{label}="{value}",{worker}}} {count}')
            lines += self._request_lines(worker)
        lines.append("# TYPE govrules_remembered gauge")
        for what, count in cached.items():
            lines.append(f'govrules_remembered{{what="{what}",{worker}}} {count}')
        return "\n".join(lines) + "\n"

    def _request_lines(self, worker: str) -> list[str]:
        lines = ["# TYPE govrules_requests_total counter"]
        for (path, status), count in sorted(self._requests.items()):
            labels = f'path="{path}",status="{status}",{worker}'
            lines.append(f"govrules_requests_total{{{labels}}} {count}")
        lines.append("# TYPE govrules_request_seconds histogram")
        for path, counts in sorted(self._seconds.items()):
            so_far = 0
            for most, count in zip((*_BUCKETS, "+Inf"), counts, strict=True):
                so_far += count
                labels = f'path="{path}",le="{most}",{worker}'
                lines.append(f"govrules_request_seconds_bucket{{{labels}}} {so_far}")
            labels = f'path="{path}",{worker}'
            lines.append(f"govrules_request_seconds_sum{{{labels}}} {self._total[path]:.6f}")
            lines.append(f"govrules_request_seconds_count{{{labels}}} {so_far}")
        return lines
