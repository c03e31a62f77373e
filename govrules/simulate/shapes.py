"""Shapes of units, as the user gives them: a GeoJSON FeatureCollection read and checked.

    shapes = Shapes("districts.geojson", beijing.territory)
    shapes.draw("changed.svg", comparison.districts(), value="changed", share_of="rows")

None is shipped. A feature names its unit by code, name or path, in its ``id`` or in one of its
properties; what is no unit is an error, what has no area is listed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any, TypeAlias

from ..errors import GovrulesError, PlaceError, RecordError, no_such, shown
from ..territory import Territory
from ..whole_file import write_whole
from .map_drawing import Drawn, drawing
from .report_style import FONTS

__all__ = ["Shapes", "measured"]

Point: TypeAlias = "tuple[float, float]"
Rings: TypeAlias = "list[list[Point]]"

# The properties of a feature that may name its unit, the first that it has.
NAMES = ("code", "adcode", "name")
UNREAD = ("a FeatureCollection of Polygons", "由 Polygon 组成的 FeatureCollection")


class Shapes:
    """The shapes of units of one level.

    Args:
        source: A GeoJSON file, or what ``json.load`` makes of one.
        territory: The units that there are.
        key: The property that names the unit; ``id``, ``code``, ``adcode`` or ``name``, whichever a
            feature has first, where not given.

    Attributes:
        rings: Unit → its rings, each of points as longitude and latitude in degrees.
        level: The level of the units.
        empty: The units of which a feature has no area; nothing is drawn of them.

    Raises:
        RecordError: for what is no GeoJSON of polygons in degrees; it names the feature.
        PlaceError: for a feature of which no unit has the code or name.
    """

    def __init__(
        self, source: str | Path | Mapping[str, Any], territory: Territory, *, key: str = ""
    ) -> None:
        self._territory = territory
        self.rings: dict[str, Rings] = {}
        empty = []
        for number, feature in enumerate(_features(source), 1):
            place = f"shapes: feature {number}"
            code = _unit(feature, territory, key, place)
            try:
                rings = list(_rings(feature.get("geometry")))
            except (TypeError, ValueError, KeyError, IndexError) as error:
                raise _unread(place, shown(error)) from None
            if rings:
                self.rings.setdefault(code, []).extend(rings)
            else:
                empty.append(code)
        if not self.rings:
            raise _unread("shapes", "no feature has an area")
        levels = {territory.unit(code).level for code in self.rings}
        if len(levels) > 1:
            raise _unread("shapes", f"units of several levels: {', '.join(sorted(levels))}")
        (self.level,) = levels
        self.empty = tuple(dict.fromkeys(c for c in empty if c not in self.rings))

    def name(self, code: str, lang: str) -> str:
        """What a unit is called; its code, where the territory has none of it."""
        return str(self._territory.name(code, lang)) if code in self._territory else code

    def missing(self, units: Iterable[str | None]) -> tuple[str, ...]:
        """The units, of those given, that have no shape, by code; sorted."""
        return tuple(sorted({u for u in units if u and u not in self.rings}))

    def drawn(self, values: Mapping[str, Drawn], title: str, lang: str = "zh") -> str:
        """An SVG element of the units, each as dark as its value.

        Args:
            values: Unit → what is to be shown of it.
            title: What it shows, for who cannot see it.
            lang: ``zh`` or ``en``.
        """
        names = {code: self.name(code, lang) for code in self.rings}
        return drawing(self.rings, names, values, title, lang)

    def draw(
        self,
        file: str | Path,
        table: Any,
        *,
        value: str,
        share_of: str | None = None,
        title: str = "",
        lang: str = "zh",
    ) -> None:
        """Draw a measure by unit as an SVG file.

        Args:
            file: What it is called: ``map.svg``.
            table: An Arrow table with ``unit``: any of the measures by unit.
            value: The column that is drawn.
            share_of: The column of which it is a share.
            title: What the map shows; the column where not given.
            lang: ``zh`` or ``en``.

        Raises:
            RecordError: if it is called otherwise, for a column that there is not, or is no number,
                and for another language.
        """
        path = Path(file)
        if path.suffix.lower() != ".svg":
            raise RecordError(
                f"{shown(path.name)} is no SVG file",
                f"{shown(path.name)} 不是 SVG 文件",
                field="file",
                value=path.name,
                hint_en="call it map.svg",
                hint_zh="请命名为 map.svg",
            )
        if lang not in ("zh", "en"):
            raise no_such("lang", lang, ("zh", "en"))
        drawn = self.drawn(measured(table, value, share_of), title or value, lang)
        said = '<svg xmlns="http://www.w3.org/2000/svg"' + drawn.removeprefix("<svg")
        style = f"<style>text{{font:13px {FONTS}}}</style>"
        with write_whole(path) as beside:
            beside.write_text(said.replace("</title>", f"</title>{style}", 1), encoding="utf-8")


def measured(table: Any, value: str, share_of: str | None = None) -> dict[str, Drawn]:
    """What a table by unit says of each; rows whose place is not that precise are left out.

    Raises:
        RecordError: for a column that there is not, or is no number.
    """
    rows = table.to_pylist()
    for name in ("unit", value, *([share_of] if share_of else [])):
        if name not in table.column_names:
            raise no_such("column", name, table.column_names)
    found = {}
    for row in rows:
        if row["unit"] is None:
            continue
        number, whole = row[value], row[share_of] if share_of else None
        if not isinstance(number, int | float):
            raise no_such("column of numbers", value, [c for c in table.column_names if c != value])
        found[row["unit"]] = Drawn(number, whole)
    return found


def _features(source: str | Path | Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    data: Any = source
    if isinstance(source, str | Path):
        try:
            data = json.loads(Path(source).read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as error:
            raise _unread(Path(source).name, f"{type(error).__name__}") from None
    listed = data.get("features") if isinstance(data, Mapping) else None
    if not isinstance(listed, list) or not all(isinstance(f, Mapping) for f in listed):
        raise _unread("shapes", "no list of features")
    return listed


def _unit(feature: Mapping[str, Any], t: Territory, key: str, place: str) -> str:
    """The unit of a feature."""
    said = {"id": feature.get("id"), **(feature.get("properties") or {})}
    tried = (key,) if key else ("id", *NAMES)
    word = next((said[n] for n in tried if said.get(n) not in (None, "")), None)
    if word is None:
        raise _unread(place, f"it names no unit in {', '.join(tried)}")
    if str(word) in t:
        return str(word)
    try:
        return t.resolve(str(word))
    except PlaceError as error:
        raise error.at(place) from None


def _rings(geometry: Any) -> Iterator[list[Point]]:
    """The rings of a polygon or of several; none of what is null or empty."""
    if geometry is None:
        return
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"a {kind} has no area")
    for polygon in [coordinates] if kind == "Polygon" else coordinates:
        for ring in polygon:
            points = [_point(p) for p in ring]
            if len(set(points)) < 3:
                raise ValueError("a ring has three points at least")
            yield points


def _point(said: Any) -> Point:
    x, y = float(said[0]), float(said[1])
    if not (isfinite(x) and isfinite(y) and abs(x) <= 180 and abs(y) <= 90):
        raise ValueError(f"{x:g}, {y:g} are no degrees of longitude and latitude")
    return x, y


def _unread(place: str, why: str) -> GovrulesError:
    return RecordError(
        f"it cannot be read as {UNREAD[0]} ({why})",
        f"不能读作{UNREAD[1]}（{why}）",
        field="shapes",
        place=place,
        hint_en="give GeoJSON in degrees (EPSG:4326), a feature a unit, with its code or name",
        hint_zh="请给出经纬度（EPSG:4326）的 GeoJSON，一个要素一个单位，写明代码或名称",
    )
