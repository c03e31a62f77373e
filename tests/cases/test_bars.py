"""Rates and passing drawn by unit: what the table says, to scale, and no bar for what is unknown."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import govrules.cases
import pytest
from govrules.cases.bars import DARK, LATE, TRACK, WIDTHS
from govrules.cases.passing import Passed
from govrules.cases.rates import Rate
from govrules.errors import RecordError

WORDS = {"market_matter": ("归市场", "for the market")}
HALF = Rate("1", "甲街道", "Subdistrict A & B", 4, 2, 4, 0, {"market_matter": 3}, {}, words=WORDS)
NONE = Rate("2", "乙街道", "Subdistrict B", 0, 0, 0, 0, {}, {})
BUSY = Passed("a", "甲局", "Bureau A", 8, 4, 0, 0, 2, 1, 1, 0, 5)


def bars(drawn: Any) -> list[tuple[float, str]]:
    """How wide each bar is, and its colour; the ground that all stands on is none."""
    found = ElementTree.fromstring(drawn.svg).iter("{http://www.w3.org/2000/svg}rect")
    return [(float(r.attrib["width"]), r.attrib["fill"]) for r in found][1:]


def test_a_rate_is_drawn_to_scale() -> None:
    """Half of the room is half of the cases, and a rate of nought has its track alone."""
    room = WIDTHS["share"] - 16
    filled = [wide for wide, colour in bars(govrules.cases.draw([HALF])) if colour == DARK]
    assert filled == [room / 2, room]
    assert sum(colour == TRACK for _, colour in bars(govrules.cases.draw([HALF]))) == 3


def test_what_is_unknown_has_no_bar() -> None:
    """A unit without a case that counts has no rate: a dash, and not an empty bar."""
    drawn = govrules.cases.draw([NONE])
    assert bars(drawn) == []
    assert drawn.svg.count("—") == 3


def test_counts_share_one_scale() -> None:
    """The largest count fills its room; what was refused is red."""
    room = WIDTHS["count"] - 16
    wide = [room, room / 2, room / 4, room / 8, room / 8]
    assert [round(w, 1) for w, _ in bars(govrules.cases.draw([BUSY]))] == pytest.approx(
        wide, abs=0.06
    )
    assert [colour for _, colour in bars(govrules.cases.draw([BUSY]))] == [DARK] * 4 + [LATE]


@pytest.mark.parametrize(
    ("lang", "unit", "ground", "heading"),
    [
        ("zh", "甲街道", "归市场 3", "剔除"),
        ("en", "Subdistrict A & B", "for the market 3", "excluded"),
    ],
)
def test_it_speaks_the_language(lang: str, unit: str, ground: str, heading: str) -> None:
    """Unit, headings and grounds are in the reader's words, in the picture and in the text."""
    drawn = govrules.cases.draw([HALF], lang, "2024-03")
    said = list(ElementTree.fromstring(drawn.svg).itertext())
    for word in (unit, ground, heading):
        assert word in said
        assert word in str(drawn)
    assert any("2024-03" in text for text in said)
    assert "market_matter" not in drawn.svg


def test_nothing_is_drawn_as_nothing() -> None:
    """No unit at all is said in words."""
    assert "No case counts" in govrules.cases.draw([], "en", "2024-07").svg


def test_the_score_is_shown_where_there_is_one(closed: Any) -> None:
    """A score is a column only where weights were given."""
    weights = {"response": 1, "resolution": 1, "satisfaction": 0}
    assert "score" not in govrules.cases.draw(closed.rates(), "en").svg
    assert "score" in govrules.cases.draw(closed.rates(weights=weights), "en").svg


@pytest.mark.parametrize("rows", [[HALF, BUSY], [3], [{"cases": 1}]])
def test_other_rows_are_refused(rows: list[Any]) -> None:
    """Rows of both kinds, or of neither, are told with what to give."""
    with pytest.raises(RecordError, match=r"rows cannot be .*cases\.passing\(\)"):
        govrules.cases.draw(rows)
