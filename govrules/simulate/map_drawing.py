"""Units by their shapes as one SVG drawing: the larger the value, the darker.

Degrees are drawn as they are, those of longitude shortened by the cosine of the middle latitude: at
the size of a province shapes and directions look right, and nothing is to be measured on it. The
boundaries are the user's. Rings that cross themselves are filled by turns, as SVG does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import cos, radians
from typing import TypeAlias

import attrs

from ..charts.text_width import width

__all__ = ["Drawn", "drawing"]

Point: TypeAlias = "tuple[float, float]"
Rings: TypeAlias = "Sequence[Sequence[Point]]"
Box: TypeAlias = "tuple[float, float, float, float]"

WIDE, HIGH, EDGE, LEGEND = 700.0, 560.0, 8.0, 46.0
# How much wider a page may show it; room for labels at its sides; and for the legend.
LARGEST, SIDE, LEAST = 1.35, 48.0, 360.0
LETTER, SMALL = 13, 11
# As light and as dark as a unit gets; opaque, so that shapes that overlap look no darker.
LIGHT, DARK = (238, 243, 248), (82, 141, 184)
NONE = "#f6f6f4"
SORTS = (" District", " Subdistrict", " Township", " Town", " Area")


@attrs.frozen
class Drawn:
    """What is shown of a unit.

    Args:
        number: The measure.
        of: What it is a share of, if it is one.
    """

    number: float
    of: float | None = None

    @property
    def value(self) -> float:
        """How dark it is: the share, or the measure itself."""
        return self.number if self.of is None else self.number / self.of if self.of else 0.0

    @property
    def text(self) -> str:
        """The value as a label."""
        return f"{self.value:.1%}" if self.of is not None else f"{self.number:,g}"


def drawing(
    rings: Mapping[str, Rings],
    names: Mapping[str, str],
    values: Mapping[str, Drawn],
    title: str,
    lang: str,
) -> str:
    """Draw units.

    Args:
        rings: Unit → its rings, of points as longitude and latitude in degrees.
        names: What each is called.
        values: What is shown of each; one without is grey.
        title: What the drawing shows, for who cannot see it.
        lang: ``zh`` or ``en``.

    Returns:
        An SVG element.
    """
    placed, wide, height = _projected(rings)
    most = max((d.value for d in values.values()), default=0.0)
    drawn, labels, taken = [], [], list[Box]()
    for code in sorted(placed, key=lambda c: (-_area(placed[c]), c)):
        said = values.get(code)
        told = f"{names[code]} {_told(said, lang)}"
        drawn.append(
            f'<path d="{_path(placed[code])}" fill="{_fill(said, most)}" fill-rule="evenodd" '
            f'stroke="#fff" stroke-width="1"><title>{escape(told)}</title></path>'
        )
        label = _label(placed[code], names[code], said, taken, wide)
        labels.append(label)
    legend = _legend(values, most, height, lang)
    return (
        f'<svg class="map" style="max-width:{wide * LARGEST:.0f}px" role="img" '
        f'viewBox="0 0 {wide:.0f} {height + LEGEND:.0f}" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(drawn)}{''.join(labels)}{legend}</svg>"
    )


def _projected(rings: Mapping[str, Rings]) -> tuple[dict[str, list[list[Point]]], float, float]:
    """The rings in pixels, and how wide and how high they are together."""
    every = [p for shape in rings.values() for ring in shape for p in ring]
    xs, ys = [p[0] for p in every], [p[1] for p in every]
    left, right, low, top = min(xs), max(xs), min(ys), max(ys)
    squeeze = cos(radians((low + top) / 2))
    across, down = max((right - left) * squeeze, 1e-9), max(top - low, 1e-9)
    scale = min((WIDE - 2 * EDGE) / across, (HIGH - 2 * EDGE) / down)
    wide = min(max(across * scale + 2 * SIDE, LEAST), WIDE)
    start = (wide - across * scale) / 2

    def put(p: Point) -> Point:
        x = start + (p[0] - left) * squeeze * scale
        return round(x, 1), round(EDGE + (top - p[1]) * scale, 1)

    made = {code: [[put(p) for p in ring] for ring in shape] for code, shape in rings.items()}
    return made, wide, down * scale + 2 * EDGE


def _path(rings: Sequence[Sequence[Point]]) -> str:
    """The rings as path data; points that fall on one spot are drawn once."""
    parts = []
    for ring in rings:
        spots = [p for n, p in enumerate(ring) if n == 0 or p != ring[n - 1]]
        parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in spots) + "Z")
    return "".join(parts)


def _area(rings: Sequence[Sequence[Point]]) -> float:
    return max(abs(_twice(ring)) for ring in rings)


def _twice(ring: Sequence[Point]) -> float:
    """Twice the area of a ring, by the shoelace formula; negative the other way round."""
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)


def _middle(ring: Sequence[Point]) -> Point:
    """The centre of gravity of a ring; of one without area the middle of its points."""
    twice = _twice(ring)
    if not twice:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    x = y = 0.0
    for a, b in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return x / (3 * twice), y / (3 * twice)


def _fill(said: Drawn | None, most: float) -> str:
    if said is None:
        return NONE
    return _shade(said.value / most if most > 0 else 0.0)


def _shade(dark: float) -> str:
    mixed = (round(a + (b - a) * dark) for a, b in zip(LIGHT, DARK, strict=True))
    return f"rgb({','.join(map(str, mixed))})"


def _told(said: Drawn | None, lang: str) -> str:
    if said is None:
        return {"zh": "没有事项", "en": "no matters"}[lang]
    return said.text if said.of is None else f"{said.text} ({said.number:,g} / {said.of:,g})"


def _label(
    rings: Sequence[Sequence[Point]], name: str, said: Drawn | None, taken: list[Box], wide: float
) -> str:
    """The name and the value in the middle of the largest ring, where they meet no other."""
    for word in SORTS:  # what sort of unit it is need not be said on each of them
        name = name.removesuffix(word)
    ring = max(rings, key=lambda r: abs(_twice(r)))
    x, y = _middle(ring)
    half = max(width(name, LETTER), width(said.text, SMALL) if said else 0) / 2 + 2
    box = (x - half, y - LETTER, x + half, y + LETTER + 2)
    meets = any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken)
    if meets or box[0] < 0 or box[2] > wide:
        return ""
    taken.append(box)
    value = (
        f'<tspan x="{x:.1f}" dy="14" style="font-size:{SMALL}px">{said.text}</tspan>'
        if said
        else ""
    )
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" stroke="#fff" stroke-width="3" '
        f'stroke-opacity=".75" paint-order="stroke" pointer-events="none">'
        f"{escape(name)}{value}</text>"
    )


def _legend(values: Mapping[str, Drawn], most: float, top: float, lang: str) -> str:
    """How dark is how much, and what is grey."""
    is_share = any(d.of is not None for d in values.values())
    high = f"{most:.1%}" if is_share else f"{most:,g}"
    low = "0%" if is_share else "0"
    y = top + 14
    steps = "".join(
        f'<rect x="{EDGE + n * 16:.0f}" y="{y:.0f}" width="16" height="10" fill="{_shade(n / 9)}"/>'
        for n in range(10)
    )
    none = {"zh": "没有事项", "en": "no matters"}[lang]
    at = EDGE + 160
    said = f"{low} – {high}"
    after = at + 8 + width(said, LETTER) + 24
    return (
        f'{steps}<text x="{at + 8:.0f}" y="{y + 10:.0f}">{said}</text>'
        f'<rect x="{after:.0f}" y="{y:.0f}" width="16" height="10" fill="{NONE}" stroke="#ccc"/>'
        f'<text x="{after + 22:.0f}" y="{y + 10:.0f}">{none}</text>'
    )
