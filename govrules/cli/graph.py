"""``govrules graph``: the territory or the questions as a graph for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from .base import Argument, Exit, Option, Session, command, jurisdiction_option

__all__ = ["graph"]

WHAT = ("territory", "questions")


@command(
    "graph",
    about=(
        "把区划与机关、或各问题的先后写成图文件",
        "write the units and organs, or the questions, as a graph for other programs",
    ),
    more=(
        "territory：单位、机关，以及块与条（含起止日）。questions：先答哪个问题，后答哪个。"
        "GraphML、GEXF、GML 只存文字和数字：没有的不写，多个值以“|”分隔。",
        "territory: units and organs, what contains what, and the lines between organs with their "
        "days. questions: which of them reads the answer of which. GraphML, GEXF and GML hold "
        "words and numbers only: what is not there is left out, several values are joined by |.",
    ),
    examples=(
        (
            "govrules graph questions -o questions.graphml",
            ("用于 Gephi、yEd、igraph", "for Gephi, yEd, igraph"),
        ),
        (
            "govrules graph territory -o beijing.json --lang en",
            ("用于 D3 或 networkx", "for D3 or networkx"),
        ),
    ),
    params=(
        Argument(
            "what",
            metavar="|".join(WHAT),
            type=click.Choice(WHAT),
            zh="写哪一个图",
            en="which graph",
        ),
        Option(
            "-o",
            "--output",
            metavar="OUT",
            required=True,
            zh="写入此文件：.graphml、.gexf、.gml 或 .json",
            en="write this file: .graphml, .gexf, .gml or .json",
        ),
        jurisdiction_option(),
    ),
)
def graph(session: Session, what: str, output: str, jurisdiction: str) -> int:
    """Write the graph, and tell its size."""
    from ..territory.export import check_graph_suffix, write_graph

    check_graph_suffix(Path(output))
    j = session.load(jurisdiction)
    made = j.territory.graph if what == "territory" else j.questions
    write_graph(made, output)
    words = ("{nodes} 个节点，{edges} 条边", "{nodes} nodes, {edges} edges")
    told = session.say(words, nodes=made.number_of_nodes(), edges=made.number_of_edges())
    click.echo(told, err=True)
    return Exit.DONE
