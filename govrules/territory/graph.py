"""The territory as a networkx graph: units, organs, containment (块) and functional lines (条)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from .bodies import bodies
from .store import NOWHERE, Columns
from .units import Line, Organ, Role

if TYPE_CHECKING:
    import networkx

__all__ = ["graph_of"]


def graph_of(
    cols: Columns, roles: tuple[Role, ...], lines: tuple[Line, ...]
) -> networkx.MultiDiGraph[str]:
    """The graph; see ``Territory.graph`` for its nodes, edges and attributes."""
    import networkx as nx

    graph: networkx.MultiDiGraph[str] = nx.MultiDiGraph()
    seats = _Seats()
    for row, code in enumerate(cols.codes):
        stands = cols.stands(row)
        name = cols.latest(row)
        unit = f"unit:{code}"
        graph.add_node(
            unit,
            code=code,
            zh=name,
            en=cols.in_english(row, name),
            level=cols.level(row),
            kind=cols.kind(row, stands[-1]),
            rosters=tuple(cols.rosters[k].id for k in stands),
        )
        if cols.parents[row] != NOWHERE:
            above = cols.codes[cols.parents[row]]
            graph.add_edge(f"unit:{above}", unit, key="contains", kind="contains")
        for organ in bodies(cols, roles, row, stands[-1]):
            graph.add_node(
                organ.id,
                role=organ.role,
                roles=organ.roles,
                zh=organ.zh,
                en=organ.en,
                level=organ.level,
                unit=code,
            )
            graph.add_edge(organ.id, unit, key="sits_at", kind="sits_at")
            seats.add(organ, row)
    for line in lines:
        for start in seats.rows[line.from_role, line.from_level]:
            ends = seats.rows[line.to_role, line.to_level]
            for end in _ends(cols, start, line.to_level, ends):
                _join(graph, line, seats.of[line.from_role, start], seats.of[line.to_role, end])
    nx.freeze(graph)
    return graph


class _Seats:
    """Where each role sits, and as which body."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.of: dict[tuple[str, int], str] = {}

    def add(self, organ: Organ, row: int) -> None:
        for role in organ.roles:
            self.rows[role, organ.level].append(row)
            self.of[role, row] = organ.id


def _ends(cols: Columns, start: int, level: str, rows: list[int]) -> list[int]:
    """Of the rows (sorted, of one level), those inside the unit, or the one that contains it."""
    above = [row for row in cols.path(start) if cols.level(row) == level]
    if above:
        at = bisect_left(rows, above[0])
        return rows[at : at + 1] if rows[at : at + 1] == above else []
    return rows[bisect_left(rows, start) : bisect_left(rows, cols.end(start))]


def _join(graph: networkx.MultiDiGraph[str], line: Line, start: str, end: str) -> None:
    """Draw a line: an edge of its own, whatever else there is between the two."""
    if start == end:
        return
    about = {"kind": line.kind, "cite": line.cite, "since": line.since, "until": line.until}
    drawn = [e for e in (graph.get_edge_data(start, end) or {}).values() if e["kind"] == line.kind]
    if about not in drawn:  # it may be declared for two roles of one body
        key = f"{line.kind} {len(drawn) + 1}" if drawn else line.kind
        graph.add_edge(start, end, key=key, **about)
