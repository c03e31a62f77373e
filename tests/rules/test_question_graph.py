"""Who reads whose answer, drawn from the rules alone."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from govrules import Jurisdiction
from govrules.errors import PolicyError
from govrules.rules.question_graph import question_graph


def test_an_edge_leads_to_the_question_that_reads(small: Jurisdiction) -> None:
    """By condition or by conclusion; a plain fact is no node."""
    graph = question_graph(small.rules)
    assert set(graph.edges) == {
        ("competence", "holder"),
        ("competence", "support"),
        ("holder", "route"),
        ("holder", "support"),
    }
    assert set(graph) == {q.id for q in small.rules.questions}
    assert graph.nodes["holder"] == {"zh": "现归谁？", "en": "whose is it now?", "kind": "fact"}


def test_questions_are_answered_along_the_edges(small: Jurisdiction) -> None:
    """The order of the questions is one of the graph, which has no ring."""
    graph, order = question_graph(small.rules), [q.id for q in small.rules.questions]
    assert nx.is_directed_acyclic_graph(graph)
    assert all(order.index(a) < order.index(b) for a, b in graph.edges)


def test_a_ring_of_questions_is_refused_before_it_is_drawn(town: Any) -> None:
    """Two questions that read each other make no rule set."""
    back = town.rule("C.back", "competence", "holder under office", {"organ": "bureau@city"})
    with pytest.raises(PolicyError, match="competence"):
        Jurisdiction(town.blueprint(back))
