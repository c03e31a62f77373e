"""The territory as a networkx graph: units, organs, containment (块) and functional lines (条)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from .columns import NOWHERE, Columns
from .organs import has_role, organ_at
from .units import Line, Role

if TYPE_CHECKING:
    import networkx

__all__ = ["graph_of"]


def graph_of(
    cols: Columns, roles: tuple[Role, ...], lines: tuple[Line, ...]
) -> networkx.DiGraph[str]:
    """The graph; see ``Territory.graph`` for its nodes, edges and attributes."""
    import networkx as nx

    graph: networkx.DiGraph[str] = nx.DiGraph()
    sits: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, code in enumerate(cols.codes):
        stands = cols.stands(row)
        name = cols.latest(row)
        graph.add_node(
            f"unit:{code}",
            code=code,
            zh=name,
            en=cols.english.get(code, name),
            level=cols.level(row),
            kind=cols.kind(row, stands[-1]),
            rosters=tuple(cols.rosters[k].id for k in stands),
        )
        if cols.parents[row] != NOWHERE:
            above = cols.codes[cols.parents[row]]
            graph.add_edge(f"unit:{above}", f"unit:{code}", kind="contains")
        for role in roles:
            if has_role(cols, role, row, stands[-1]):
                organ = organ_at(cols, role, row)
                graph.add_node(
                    organ.id, role=role.code, zh=role.zh, en=role.en, level=organ.level, unit=code
                )
                graph.add_edge(organ.id, f"unit:{code}", kind="sits_at")
                sits[role.code, organ.level].append(row)
    for line in lines:
        for start in sits[line.from_role, line.from_level]:
            for end in _ends(cols, start, line.to_level, sits[line.to_role, line.to_level]):
                _join(graph, line, cols.codes[start], cols.codes[end])
    nx.freeze(graph)
    return graph


def _ends(cols: Columns, start: int, level: str, rows: list[int]) -> list[int]:
    """Of the rows (sorted, of one level), those inside the unit, or the one that contains it."""
    above = [row for row in cols.path(start) if cols.level(row) == level]
    if above:
        at = bisect_left(rows, above[0])
        return rows[at : at + 1] if rows[at : at + 1] == above else []
    return rows[bisect_left(rows, start) : bisect_left(rows, cols.end(start))]


def _join(graph: networkx.DiGraph[str], line: Line, start: str, end: str) -> None:
    """Draw a line; a second one between the same organs is added to the edge's ``lines``."""
    ends = f"organ:{line.from_role}@{start}", f"organ:{line.to_role}@{end}"
    if ends[0] == ends[1]:
        return
    if not graph.has_edge(*ends):
        graph.add_edge(*ends, kind=line.kind, cite=line.cite, lines=())
    edge = graph.edges[ends]
    edge["lines"] = (*edge["lines"], (line.kind, line.cite))
