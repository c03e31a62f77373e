"""Which question reads the answer of which, as a networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..expr import fields_of
from .ruleset import RuleSet

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["question_graph"]


def question_graph(rules: RuleSet) -> nx.DiGraph[str]:
    """Draw an edge from each question to those whose rules read its answer.

    Args:
        rules: The rules; each node has the ``zh``, ``en`` and ``kind`` of its question.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    ids = {q.id for q in rules.questions}
    for q in rules.questions:
        graph.add_node(q.id, zh=q.zh, en=q.en, kind=q.kind)
    for r in rules.rules.values():
        for f in (*fields_of(r.condition), *r.refs):
            if (source := f.partition(".")[0]) in ids:
                graph.add_edge(source, r.rule.question)
    return graph
