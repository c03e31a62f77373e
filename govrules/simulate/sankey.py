"""Flows from the left to the right as one SVG drawing: bands as wide as they count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap
from unicodedata import east_asian_width

import attrs

__all__ = ["sankey"]

WIDTH, LABEL, BAR, LINE, HEIGHT = 940, 290, 10, 17, 280
# Told apart by most people with a colour vision deficiency (Okabe and Ito).
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8c8c8c")
MOST_LETTERS = 42  # of a line of a label; a Chinese character counts as two


@attrs.frozen
class _Node:
    """One side's bar: where it lies, and its label in lines."""

    top: float
    height: float
    lines: tuple[str, ...]


def sankey(flows: Sequence[tuple[str, str, int]], names: Mapping[str, str], title: str) -> str:
    """Draw flows.

    Args:
        flows: (from, to, how many); each pair once.
        names: What each is called.
        title: What the drawing shows, for who cannot see it.

    Returns:
        An SVG element; empty where nothing flows.
    """
    total = sum(n for _, _, n in flows)
    if not total:
        return ""
    scale = HEIGHT / total
    left_counts = [(before, n) for before, _, n in flows]
    right_counts = [(after, n) for _, after, n in flows]
    sides = [_side(counts, names, scale) for counts in (left_counts, right_counts)]
    heights = [max(n.top + _slot(n.height, n.lines) for n in side.values()) for side in sides]
    height = round(max(heights)) + 8
    colour = {code: COLOURS[n % len(COLOURS)] for n, code in enumerate(sides[0])}
    left, right = LABEL, WIDTH - LABEL - BAR
    drawn = [*_bands(flows, sides, scale, colour, (left + BAR, right))]
    for side, x, text_x, anchor in (
        (sides[0], left, left - 8, "end"),
        (sides[1], right, right + BAR + 8, "start"),
    ):
        for code, node in side.items():
            fill = colour.get(code, "#555") if x == left else "#555"
            drawn.append(_bar(node, x, fill))
            drawn.append(_label(node, text_x, anchor))
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(drawn)}</svg>"
    )


def _side(
    counts: Sequence[tuple[str, int]], names: Mapping[str, str], scale: float
) -> dict[str, _Node]:
    """The bars of one side from the top, the largest first, each with room for its label."""
    sums: dict[str, int] = {}
    for code, n in counts:
        sums[code] = sums.get(code, 0) + n
    found, top = dict[str, _Node](), 4.0
    for code, n in sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])):
        lines = _lines(names.get(code, code), f"{n:,}")
        found[code] = _Node(top, max(n * scale, 1.5), lines)
        top += _slot(found[code].height, lines)
    return found


def _slot(height: float, lines: Sequence[str]) -> float:
    """How much room a bar takes with its label, so that no two labels meet."""
    return max(height + 8, len(lines) * LINE + 6)


def _lines(name: str, count: str) -> tuple[str, ...]:
    """A label: the name in as many lines as it takes, and the count, which is never broken."""
    letters = sum(2 if east_asian_width(c) in "WF" else 1 for c in name)
    most = MOST_LETTERS // 2 if letters > 1.4 * len(name) else MOST_LETTERS
    *before, last = wrap(name, most) or [""]
    if len(last) + len(count) < most:
        return (*before, f"{last}\u00a0\u00a0{count}")
    return (*before, last, count)


def _bands(
    flows: Sequence[tuple[str, str, int]],
    sides: Sequence[Mapping[str, _Node]],
    scale: float,
    colour: Mapping[str, str],
    across: tuple[int, int],
) -> list[str]:
    """The bands, in the order of the bars on both sides: they cross no more than need be."""
    place = [{code: n for n, code in enumerate(side)} for side in sides]
    used = [{code: node.top for code, node in side.items()} for side in sides]
    starts = dict[tuple[str, str], list[float]]()
    for at in (0, 1):
        ends = [((f[1], f[0])[1 - at], (f[1], f[0])[at], f) for f in flows]
        for here, _, (before, after, n) in sorted(
            ends, key=lambda end: (place[at][end[0]], place[1 - at][end[1]])
        ):
            starts.setdefault((before, after), []).append(used[at][here])
            used[at][here] += n * scale
    x0, x1 = across
    middle = (x0 + x1) / 2
    drawn = []
    for before, after, n in flows:
        wide = max(n * scale, 1.0)
        y0, y1 = (y + wide / 2 for y in starts[before, after])
        drawn.append(
            f'<path d="M{x0} {y0:.1f}C{middle:.0f} {y0:.1f} {middle:.0f} {y1:.1f} {x1} {y1:.1f}" '
            f'fill="none" stroke="{colour[before]}" stroke-opacity=".45" '
            f'stroke-width="{wide:.1f}"/>'
        )
    return drawn


def _bar(node: _Node, x: int, fill: str) -> str:
    return (
        f'<rect x="{x}" y="{node.top:.1f}" width="{BAR}" height="{node.height:.1f}" fill="{fill}"/>'
    )


def _label(node: _Node, x: int, anchor: str) -> str:
    first = node.top + node.height / 2 - (len(node.lines) - 1) * LINE / 2
    first = max(first, node.top + LINE * 0.5) + 4.5
    spans = "".join(
        f'<tspan x="{x}" y="{first + n * LINE:.1f}">{escape(line)}</tspan>'
        for n, line in enumerate(node.lines)
    )
    return f'<text text-anchor="{anchor}">{spans}</text>'
