"""Orders over graphs of ids: what lies below what, and an order that never varies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter

__all__ = ["closure", "stable_order"]


def closure(graph: Mapping[str, Iterable[str]], order: Iterable[str]) -> dict[str, frozenset[str]]:
    """Node → all that it leads to; ``order`` has each node after the ones it points to."""
    over: dict[str, frozenset[str]] = {}
    for id in order:
        below = tuple(graph[id])
        over[id] = frozenset(below).union(*(over[b] for b in below))
    return over


def stable_order(graph: Mapping[str, set[str]]) -> list[str]:
    """A topological order that depends on nothing but the graph."""
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order.extend(ready)
        sorter.done(*ready)
    return order
