"""Maps: shapes read and checked, units drawn by them, on the page and by themselves."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from govrules import Jurisdiction
from govrules.errors import GovrulesError
from govrules.simulate import Run, Shapes, compare
from govrules.simulate.map_drawing import Drawn, drawing

pa = pytest.importorskip("pyarrow")

EAST, WEST = "110101", "110102"


def square(x: float, y: float, side: float = 0.1) -> dict[str, Any]:
    """A square whose lower left corner lies there."""
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    """A feature of GeoJSON."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    """A FeatureCollection."""
    return {"type": "FeatureCollection", "features": list(features)}


TWO = collection(
    feature(square(116.4, 39.9), name="东城区"), feature(square(116.3, 39.9), adcode=110102)
)


def test_units_are_drawn_from_shapes(beijing_pack: Jurisdiction, tmp_path: Path) -> None:
    """By name and by code, each as dark as its share; the map is named, and equal on every run."""
    (tmp_path / "d.geojson").write_text(json.dumps(TWO), encoding="utf-8")
    shapes = Shapes(tmp_path / "d.geojson", beijing_pack.territory)
    assert shapes.level == "district"
    counts = pa.table({"unit": [EAST, WEST, None], "changed": [1, 8, 3], "rows": [10, 10, 5]})
    for name in ("a.svg", "b.svg"):
        shapes.draw(tmp_path / name, counts, value="changed", share_of="rows", title="变化")
    drawn = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert drawn == (tmp_path / "b.svg").read_text(encoding="utf-8")
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in drawn
    fills = re.findall(r'<path d="[^"]*" fill="rgb\(([0-9,]+)\)".*?<title>(\S+)', drawn)
    assert {name: colour for colour, name in fills} == {
        "东城区": "218,230,240",
        "西城区": "82,141,184",
    }
    assert "80.0% (8 / 10)" in drawn


def test_shapes_keep_their_directions() -> None:
    """East is right, north is up, and a degree of longitude is shorter by the cosine."""
    rings = {"a": [[(0.0, 60.0), (1.0, 60.0), (1.0, 60.5), (0.0, 60.5)]]}
    drawn = drawing(rings, {"a": "a"}, {"a": Drawn(1)}, "t", "en")
    points = re.findall(r"([0-9.]+) ([0-9.]+)", re.findall(r'd="M([^"]*)Z"', drawn)[0])
    xs, ys = ([float(p[n]) for p in points] for n in (0, 1))
    assert xs[1] > xs[0]
    assert ys[2] < ys[1]
    assert (xs[1] - xs[0]) / (ys[1] - ys[2]) == pytest.approx(0.9924, abs=0.002)  # 2 cos 60.25°


def test_labels_do_not_meet(beijing_pack: Jurisdiction) -> None:
    """Of units that lie too close the smaller has its name in its title alone."""
    near = collection(
        feature(square(116.4, 39.9), name="东城区"),
        feature(square(116.45, 39.95, 0.001), name="西城区"),
        feature(square(119.0, 42.0), name="密云区"),
    )
    shapes = Shapes(near, beijing_pack.territory)
    drawn = shapes.drawn({EAST: Drawn(1), WEST: Drawn(2)}, "t")
    assert sorted(re.findall(r"<text [^>]*>(\w+区)", drawn)) == ["东城区", "密云区"]
    assert drawn.count("<title>西城区 2</title>") == 1
    assert "密云区 没有事项" in drawn


def test_the_page_has_a_map(run: Run, tmp_path: Path) -> None:
    """Units without a shape are listed, and those whose feature has none."""
    shapes = collection(TWO["features"][0], feature(None, name="门头沟区"))
    page = tmp_path / "x.html"
    compare(run["never"], run.baseline).report(page, shapes=Shapes(shapes, _units(run)))
    text = page.read_text(encoding="utf-8")
    assert "On a map" in text
    assert "Units without a shape: Xicheng District, Mentougou District" in text
    (listed,) = re.findall("没有图形的单位：([^<]*)<", text)
    assert listed == "西城区、门头沟区"
    compare(run["never"], run.baseline).report(page)
    assert "On a map" not in page.read_text(encoding="utf-8")


def _units(run: Run) -> Any:
    return run.baseline.jurisdiction.territory


@pytest.mark.parametrize(
    ("features", "says"),
    [
        ([feature(square(116, 39), name="没有区")], "shapes: feature 1: .*没有区"),
        ([feature(square(116, 39), title="东城区")], "feature 1: .*names no unit in id, code"),
        ([feature({"type": "Point", "coordinates": [1, 2]}, code=EAST)], "a Point has no area"),
        ([feature(square(440000, 4420000), code=EAST)], "440000, 4.42e[+]06 are no degrees"),
        ([feature({"type": "Polygon", "coordinates": [[[1, 2]]]}, code=EAST)], "three points"),
        ([feature({"type": "Polygon"}, code=EAST)], "feature 1: .*KeyError|feature 1: "),
        ([feature(None, code=EAST)], "no feature has an area"),
        (
            [feature(square(116, 39), code=EAST), feature(square(117, 39), code="110102013")],
            "several levels: district, subdistrict",
        ),
        ([3], "no list of features"),
    ],
)
def test_bad_shapes_are_named(beijing_pack: Jurisdiction, features: Any, says: str) -> None:
    """The feature by its number, what is wrong, and what to give."""
    with pytest.raises(GovrulesError, match=says) as raised:
        Shapes(collection(*features), beijing_pack.territory)
    assert raised.value.text("zh") != raised.value.text("en")


def test_files_and_columns_that_are_none(beijing_pack: Jurisdiction, tmp_path: Path) -> None:
    """A file of something else, a column that there is not, another format."""
    (tmp_path / "x.geojson").write_text("no json")
    for name in ("x.geojson", "y.geojson"):
        with pytest.raises(GovrulesError, match=f"{name}: it cannot be read"):
            Shapes(tmp_path / name, beijing_pack.territory)
    shapes = Shapes(TWO, beijing_pack.territory)
    counts = pa.table({"unit": [EAST], "rows": [1]})
    with pytest.raises(GovrulesError, match="no column 'row'"):
        shapes.draw(tmp_path / "m.svg", counts, value="row")
    with pytest.raises(GovrulesError, match="no SVG file"):
        shapes.draw(tmp_path / "m.png", counts, value="rows")
    with pytest.raises(GovrulesError, match="no lang 'fr'"):
        shapes.draw(tmp_path / "m.svg", counts, value="rows", lang="fr")
