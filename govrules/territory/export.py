"""A graph as a file for other programs: GraphML, GEXF, GML, or node-link JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import RecordError
from ..whole_file import write_whole, writing

if TYPE_CHECKING:
    import networkx

__all__ = ["SUFFIXES", "check_graph_suffix", "write_graph"]


def write_graph(graph: networkx.DiGraph[str], file: str | Path) -> None:
    """Write a graph, ``territory.graph`` or ``jurisdiction.questions``, for another program.

    The same graph gives the same bytes. In GraphML, GEXF and GML, which hold words and numbers
    only, an attribute that is ``None`` is left out, several values are joined by ``|``, and a day
    is written as 2021-03-01. JSON is what ``networkx.node_link_graph(data, edges="links")`` reads.

    Args:
        graph: The graph; it stays as it is.
        file: Its suffix gives the format: ``.graphml``, ``.gexf``, ``.gml`` or ``.json``.

    Raises:
        RecordError: for another suffix, and if the file cannot be written.
    """
    path = Path(file)
    check_graph_suffix(path)
    text = SUFFIXES[path.suffix.casefold()](graph)
    with write_whole(path) as beside, writing(path):
        beside.write_text(text, encoding="utf-8", newline="\n")


def check_graph_suffix(path: Path) -> None:
    """Raises RecordError for a file that says no format of a graph."""
    if path.suffix.casefold() not in SUFFIXES:
        raise RecordError(
            f"{path.name} is of no format in which a graph is written",
            f"{path.name} 不是可写出图的格式",
            field="file",
            value=str(path),
            hint_en=f"one of {', '.join(SUFFIXES)}",
            hint_zh=f"可用：{'、'.join(SUFFIXES)}",
        )


def _graphml(graph: networkx.DiGraph[str]) -> str:
    import networkx as nx

    plain = _with(graph, _flat)
    # By default an edge is named by its key, which many share: other readers would drop the rest.
    for number, (*_, data) in enumerate(plain.edges(data=True)):
        data["id"] = f"e{number}"
    lines = nx.generate_graphml(plain, edge_id_from_attribute="id")
    return "\n".join(lines) + "\n"


def _gexf(graph: networkx.DiGraph[str]) -> str:
    import networkx as nx

    text = "\n".join(nx.generate_gexf(_with(graph, _flat)))
    return re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1) + "\n"  # today is not its matter


def _gml(graph: networkx.DiGraph[str]) -> str:
    import networkx as nx

    return "\n".join(nx.generate_gml(_with(graph, _flat))) + "\n"


def _json(graph: networkx.DiGraph[str]) -> str:
    import networkx as nx

    data = nx.node_link_data(graph, edges="links")
    return json.dumps(data, ensure_ascii=False, default=str) + "\n"


SUFFIXES: Mapping[str, Callable[[networkx.DiGraph[str]], str]] = {
    ".graphml": _graphml,
    ".gexf": _gexf,
    ".gml": _gml,
    ".json": _json,
}


def _with(graph: networkx.DiGraph[str], made: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """A copy of the graph with other attributes."""
    import networkx as nx

    new: Any = nx.MultiDiGraph() if graph.is_multigraph() else nx.DiGraph()
    new.add_nodes_from((node, made(data)) for node, data in graph.nodes(data=True))
    if isinstance(graph, nx.MultiDiGraph):
        new.add_edges_from((a, b, k, made(d)) for a, b, k, d in graph.edges(keys=True, data=True))
    else:
        new.add_edges_from((a, b, made(data)) for a, b, data in graph.edges(data=True))
    return new


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes as words and numbers."""
    return {name: _word(value) for name, value in data.items() if value is not None}


def _word(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return "|".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else value
