"""Who is served when: several desks, each with so many people, in plain loops.

Written so that Numba compiles it as it stands; without Numba it is Python with ``heapq``. Both do
the same arithmetic in the same order, and so give the same numbers to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from heapq import heappop, heappush, heapreplace
from importlib.util import find_spec
from typing import Any, TypeAlias

from numpy.typing import NDArray

__all__ = ["by_due", "first_come", "serve"]

Array: TypeAlias = "NDArray[Any]"


def first_come(bounds: Array, people: Array, arrival: Array, hours: Array, begin: Array) -> None:
    """Say when the work on each order begins, whoever comes first served first.

    Args:
        bounds: Where the orders of each desk begin; shape: (desks + 1,).
        people: Of each desk; shape: (desks,).
        arrival: When each order arrives, in hours, in order at each desk; shape: (orders,).
        hours: The hours of work that it takes; shape: (orders,).
        begin: Filled in; shape: (orders,).
    """
    for desk in range(len(people)):
        if people[desk] == 1:
            ready = 0.0
            for at in range(bounds[desk], bounds[desk + 1]):
                ready = max(arrival[at], ready)
                begin[at] = ready
                ready += hours[at]
        else:
            free = [0.0] * people[desk]
            for at in range(bounds[desk], bounds[desk + 1]):
                now = max(arrival[at], free[0])
                begin[at] = now
                heapreplace(free, now + hours[at])


def by_due(
    bounds: Array, people: Array, arrival: Array, hours: Array, due: Array, begin: Array
) -> None:
    """The same, of those that wait the one served first whose clock runs out first."""
    for desk in range(len(people)):
        free = [0.0] * people[desk]
        waiting = [(0.0, 0)]
        waiting.pop()
        at, end = bounds[desk], bounds[desk + 1]
        while at < end or len(waiting) > 0:
            now = free[0]
            if len(waiting) == 0:
                now = max(now, arrival[at])
            while at < end and arrival[at] <= now:
                heappush(waiting, (due[at], at))
                at += 1
            mine = heappop(waiting)[1]
            begin[mine] = now
            heapreplace(free, now + hours[mine])


@cache
def serve(rule: Callable[..., None], *, compiled: bool | None = None) -> Callable[..., None]:
    """A rule of service, compiled where Numba is installed.

    Args:
        rule: ``first_come`` or ``by_due``.
        compiled: Whether by Numba; where not given, if it is there.
    """
    if compiled is None:
        compiled = find_spec("numba") is not None
    if not compiled:
        return rule
    from numba import njit

    made: Callable[..., None] = njit(nogil=True, cache=True)(rule)
    return made
