"""The lines (条) of the organs at a unit: which organ guides, supports or sends out which there.

They are those of the territory's graph, each with its provision; an organ of which no provision on
file draws a line has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from ..decision.organ import seat
from ..law import parse_citation
from ..territory import Organ
from .desk import FrontDesk

__all__ = ["Line", "Lined", "lined_at"]

# More organs of one role than these are counted, not listed.
_LISTED = 3
# Kind of line → what its lower end, then its upper end, says of the other.
_WORDS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "dispatch": (("由{}派出", "sent out by {}"), ("派出{}", "sends out {}")),
    "guidance": (("接受{}的业务指导", "guided by {}"), ("指导{}", "guides {}")),
    "support": (("由{}支援保障", "supported by {}"), ("支援保障{}", "supports {}")),
    "delegation": (
        ("行使{}下放的职权", "exercises powers delegated by {}"),
        ("向{}下放职权", "delegates powers to {}"),
    ),
    "legal_review": (
        ("法制工作由{}承担", "its legal review is done by {}"),
        ("承担{}的法制工作", "does the legal review of {}"),
    ),
    "joint_enforcement": (
        ("参加{}组织的联合执法", "takes part in joint enforcement organised by {}"),
        ("与{}联合执法", "organises joint enforcement with {}"),
    ),
    "block_line": (
        ("条块衔接，由{}召集", "called in by {} (block and line)"),
        ("条块衔接，召集{}", "calls in {} (block and line)"),
    ),
    "line_line": (
        ("与{}条条协同", "works with {} (line and line)"),
        ("与{}条条协同", "works with {} (line and line)"),
    ),
    "block_block": (
        ("块块合作，由{}统筹", "brought together with its like by {} (block and block)"),
        ("块块合作，统筹{}", "brings together {} (block and block)"),
    ),
}


@attrs.frozen
class Line:
    """A line as one of its ends has it: the other end, and the provisions.

    Args:
        zh: What the line is, in Chinese.
        en: The same in English.
        cite_zh: The provisions that draw it, in Chinese.
        cite_en: The same in English.
    """

    zh: str
    en: str
    cite_zh: str
    cite_en: str


@attrs.frozen
class Lined:
    """An organ at a unit.

    Args:
        zh: What it is called there, in Chinese.
        en: The same in English.
        lines: Its lines, those that come from another organ first.
    """

    zh: str
    en: str
    lines: tuple[Line, ...]


def lined_at(desk: FrontDesk, code: str, on: date) -> list[Lined]:
    """List the organs at a unit on a day, each with the lines that are in force.

    Args:
        desk: Whose territory and law.
        code: The unit.
        on: The day.

    Raises:
        PlaceError: for a unit that there is not.
    """
    found = []
    for organ in desk.territory.organs_at(code, on):
        zh, en = _name(desk, organ, on)
        found.append(Lined(zh, en, tuple(_lines(desk, organ, on))))
    return found


def _lines(desk: FrontDesk, organ: Organ, on: date) -> Iterator[Line]:
    graph = desk.territory.graph
    if organ.id not in graph:  # as of its last roster the unit has another body
        return
    edges = (graph.in_edges, graph.out_edges)
    for end, of in enumerate(edges):
        drawn: dict[tuple[str, str], set[str]] = defaultdict(set)
        for start, stop, about in of(organ.id, data=True):
            if about["kind"] in _WORDS and _is_in_force(about, on):
                drawn[about["kind"], about["cite"]].add((start, stop)[end])
        alike: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
        for (kind, cite), others in sorted(drawn.items()):
            alike[kind, tuple(sorted(others))].append(cite)
        for (kind, ends), cites in alike.items():
            zh, en = _WORDS[kind][end]
            names = _names(desk, (graph.nodes[one] for one in ends), on)
            yield Line(
                zh.format("、".join(name for name, _ in names)),
                en.format("; ".join(name for _, name in names)),
                "、".join(_cited(desk, cites, "zh")),
                "; ".join(_cited(desk, cites, "en")),
            )


def _cited(desk: FrontDesk, cites: list[str], lang: str) -> Iterator[str]:
    return (parse_citation(cite).text(desk.jurisdiction.law, lang) for cite in cites)


def _is_in_force(about: dict[str, Any], on: date) -> bool:
    since, until = about["since"], about["until"]
    return (since is None or since <= on) and (until is None or on < until)


def _names(desk: FrontDesk, nodes: Iterable[dict[str, Any]], on: date) -> list[tuple[str, str]]:
    """The organs by name, in Chinese and English; many of one role as how many there are."""
    by_role: dict[str, list[Organ]] = defaultdict(list)
    for node in nodes:
        has = [o for o in desk.territory.organs_at(node["unit"], on) if o.role == node["role"]]
        by_role[node["role"]] += has
    found: list[tuple[str, str]] = []
    for organs in by_role.values():
        if len(organs) > _LISTED:
            found.append((f"{organs[0].zh}（{len(organs)} 个）", f"{organs[0].en} ({len(organs)})"))
        else:
            found += [_name(desk, organ, on) for organ in organs]
    return found


def _name(desk: FrontDesk, organ: Organ, on: date) -> tuple[str, str]:
    """What an organ is called at its unit, as decisions call it."""
    unit, role = (
        desk.territory.unit(organ.unit, on),
        desk.jurisdiction.rules.roles.roles[organ.role],
    )
    named = seat(role, organ.level, unit.kind, unit).organ
    return named.name, named.name_en
