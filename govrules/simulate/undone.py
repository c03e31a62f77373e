"""What is left of changes when each that another undoes is left out with it.

| a change | undone by |
|---|---|
| ``delegations(…).revoke(on=d)`` | ``restore(on=d)`` |
| ``delegations(…).widen(…)`` | ``narrow(…)`` of the same, and the other way round |
| ``lists(…).add("x", on=d)`` | ``remove("x", on=d)``, and the other way round |
| ``change(policy)`` | ``policies(id).off()`` |
| ``parameters(…).set(v)`` | whatever it is set to later |

What is undone was never said: that an entry is put on a list and struck off on one day does not say
that it is not on it. Undone on a later day, it is from then on as it was before the change. Units
need no such table: redrawn there and back they are what they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

import attrs

from .changes import Change, Edit, Narrow, Restore, Revoke, Widen
from .overlay import Lay, TakeOff
from .parameters import Put

__all__ = ["net"]


def net(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes, in order, without those that are undone and those that undo them."""
    kept: list[Change] = []
    for change in (one for c in changes for one in _single(c)):
        at = next((n for n in range(len(kept), 0, -1) if kept[n - 1].touches & change.touches), 0)
        before = kept[at - 1] if at else None
        if before is not None and _undoes(change, before):
            del kept[at - 1]
        elif before is not None and (instead := _instead(change, before)) is not None:
            kept[at - 1] = instead
        else:
            kept.append(change)
    return tuple(_joined(kept))


def _undoes(change: Change, before: Change) -> bool:
    match before, change:
        case Revoke(), Restore():
            return (before.on, before.scope) == (change.on, change.scope)
        case Widen() | Narrow(), Widen() | Narrow() if type(before) is not type(change):
            return (before.source, before.scope) == (change.source, change.scope)
        case Edit(), Edit():
            is_there_and_back = before.is_on != change.is_on and before.until is None
            return is_there_and_back and before.on == change.on and _alike(before, change)
        case Lay(), TakeOff():
            return True
    return False


def _instead(change: Change, before: Change) -> Change | None:
    """What stands in place of a change and of a later one that ends or replaces it, if it does."""
    match before, change:
        case Put(), Put() if before.of == change.of:
            return change
        case Edit(until=None), Edit(on=date() as day) if _alike(before, change):
            is_end = before.is_on != change.is_on and (before.on is None or before.on < day)
            return attrs.evolve(before, until=day) if is_end else None
        case Edit(until=date() as day), Edit() if _alike(before, change) and change.on == day:
            return attrs.evolve(before, until=None) if before.is_on == change.is_on else None
    return None


def _alike(before: Edit, change: Edit) -> bool:
    """Whether two changes of a list are of the same entries, the later one without an end."""
    said = (change.of, change.codes, change.field, change.until)
    return said == (before.of, before.codes, before.field, None)


def _single(change: Change) -> Iterator[Change]:
    """A change of a list as one of each code."""
    if isinstance(change, Edit):
        yield from (attrs.evolve(change, codes=code) for code in change.codes)
    else:
        yield change


def _joined(changes: list[Change]) -> Iterator[Change]:
    """Changes of a list that differ in their codes alone as one again."""
    for _, alike in groupby(changes, key=lambda c: _but_codes(c)):
        found = list(alike)
        first = found[0]
        if isinstance(first, Edit):
            codes = tuple(code for c in found if isinstance(c, Edit) for code in c.codes)
            yield attrs.evolve(first, codes=codes)
        else:
            yield from found


def _but_codes(change: Change) -> Change:
    return attrs.evolve(change, codes=()) if isinstance(change, Edit) else change
