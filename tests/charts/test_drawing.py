"""A chart as text and as a drawing."""

from __future__ import annotations

from xml.etree import ElementTree

import govrules
import pytest
from govrules.charts import Chart
from govrules.charts.drawing import as_svg, as_text, draw

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["work_order", "handover"])
def chart(request: pytest.FixtureRequest, beijing_pack: govrules.Jurisdiction) -> Chart:
    """Each chart of Beijing."""
    return beijing_pack.charts[request.param]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_state_and_every_move_that_leaves_one_is_told(chart: Chart, lang: str) -> None:
    """With the provision of the move."""
    text = as_text(chart, lang)
    for state in chart.states:
        assert f"■ {state.zh if lang == 'zh' else state.en}" in text
    leaving = [m for m in chart.moves if m.source != m.target]
    assert text.count(" → ") == len(leaving)
    assert all(m.cite in text for m in leaving)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_drawing_is_whole(chart: Chart, lang: str) -> None:
    """It is XML, and each state that is moved to from another has one line and one tip."""
    drawn = ElementTree.fromstring(as_svg(chart, lang))
    reached = {m.target for m in chart.moves if m.target != m.source}
    assert len(drawn.findall(f"{SVG}path")) == 2 * len(reached)
    wide = float(drawn.attrib["width"])
    assert all(float(t.attrib["x"]) < wide for t in drawn.findall(f"{SVG}text"))


def test_organs_are_called_as_asked(chart: Chart) -> None:
    """Else by their codes."""
    assert "hotline_agency@city" in as_text(chart) or "city_government@city" in as_text(chart)
    assert "@" not in as_text(chart, called=lambda organ: "某机关")


def test_what_a_notebook_shows_is_the_drawing(chart: Chart) -> None:
    """In Chinese; printed, it is the text."""
    drawing = draw(chart)
    assert drawing._repr_svg_() == as_svg(chart, "zh")
    assert str(drawing) == as_text(chart, "zh")
