"""Graphs as files: other programs read back what was written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from govrules import Jurisdiction
from govrules.errors import RecordError
from govrules.territory import write_graph

READ: dict[str, Callable[[Path], Any]] = {
    ".graphml": lambda path: nx.read_graphml(path, force_multigraph=True),
    ".gexf": nx.read_gexf,
    ".gml": nx.read_gml,
    ".json": lambda path: nx.node_link_graph(json.loads(path.read_text("utf-8")), edges="links"),
}


@pytest.fixture(scope="module")
def west(beijing_pack: Jurisdiction) -> Any:
    """大栅栏街道, its organs and all that is joined to them: every attribute occurs."""
    graph = beijing_pack.territory.graph
    near = {n for n in graph if n.endswith("110102013")}
    return graph.subgraph(near.union(*(nx.all_neighbors(graph, n) for n in near)))


@pytest.mark.parametrize("suffix", READ)
def test_what_is_written_is_read(west: Any, tmp_path: Path, suffix: str) -> None:
    """Each format gives the same units, organs and lines again, two between two bodies too."""
    file = tmp_path / f"west{suffix}"
    write_graph(west, file)
    read = READ[suffix](file)
    assert set(read) == set(west)
    lines = sorted((a, b, d["kind"]) for a, b, d in west.edges(data=True))
    assert sorted((a, b, d["kind"]) for a, b, d in read.edges(data=True)) == lines
    assert read.nodes["unit:110102013"]["zh"] == "大栅栏街道"


def test_what_a_format_cannot_hold(west: Any, tmp_path: Path) -> None:
    """An open end is left out, rosters are joined by a bar, and a day is written out."""
    file = tmp_path / "west.graphml"
    write_graph(west, file)
    read = nx.read_graphml(file)
    assert read.nodes["unit:110102013"]["rosters"] == "2018-10-31|2021-10-31|2023-06-30"
    edges = [d for *_, d in read.edges(data=True) if d["kind"] == "delegation"]
    assert edges
    assert not any("until" in d for d in edges)
    assert all(date.fromisoformat(d["since"]) for d in edges)
    assert isinstance(west.nodes["unit:110102013"]["rosters"], tuple)


def test_no_edge_has_the_id_of_another(west: Any, tmp_path: Path) -> None:
    """Readers that drop an edge of an id that they know lose none."""
    for suffix in (".graphml", ".gexf"):
        file = tmp_path / f"west{suffix}"
        write_graph(west, file)
        ids = re.findall(r'<edge [^>]*\bid="([^"]*)"', file.read_text("utf-8"))
        assert len(set(ids)) == len(ids) == west.number_of_edges()


@pytest.mark.parametrize("suffix", READ)
def test_the_questions_are_a_graph_too(
    beijing_pack: Jurisdiction, tmp_path: Path, suffix: str
) -> None:
    """The questions go into each format, and no file says on which day it was written."""
    file = tmp_path / f"questions{suffix}"
    write_graph(beijing_pack.questions, file)
    assert set(READ[suffix](file).edges()) >= set(beijing_pack.questions.edges())
    assert "lastmodifieddate" not in file.read_text("utf-8")


@pytest.mark.parametrize("name", ["west.dot", "west", "west.graphml.txt"])
def test_no_other_suffix(west: Any, tmp_path: Path, name: str) -> None:
    """A suffix that says no format is refused, and those that do are named."""
    with pytest.raises(RecordError, match=r"no format.*\.graphml, \.gexf, \.gml, \.json"):
        write_graph(west, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there(west: Any, tmp_path: Path) -> None:
    """A file that cannot be written is one error with its name."""
    with pytest.raises(RecordError, match=r"west\.json cannot be written"):
        write_graph(west, tmp_path / "gone" / "west.json")
