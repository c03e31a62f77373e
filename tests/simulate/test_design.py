"""Designs over ranges: how much each parameter does, by Sobol's indices and Morris's effects."""

from __future__ import annotations

from typing import Any

import pytest
from govrules.errors import RecordError

pytest.importorskip("numpy")
from govrules.simulate.design import Design

RANGES = {"object": (0.0, 1.0), "unclear": (0.0, 1.0)}


@pytest.mark.parametrize(
    ("method", "size", "points"), [("sobol", 256, 256 * 4), ("morris", 20, 20 * 3)]
)
def test_the_parameter_that_acts_is_told_from_the_one_that_does_not(
    method: Any, size: int, points: int
) -> None:
    """Where the outcome is one parameter, all of it is its doing, and none of it the other's."""
    pytest.importorskip("SALib")
    design = Design(RANGES, method, size)
    drawn = design.points()
    assert len(drawn) == points
    assert drawn == design.points()
    acts, idle = design.shares(drawn, [3 * p["object"] for p in drawn])
    name, most = {"sobol": ("total", 1.0), "morris": ("mu_star", 3.0)}[method]
    assert acts["parameter"] == "object"
    assert acts[name] == pytest.approx(most, rel=0.05)
    assert abs(idle[name]) < 1e-6


def test_where_nothing_varies_nothing_acts() -> None:
    """Nought, and no warning of a division by it."""
    pytest.importorskip("SALib")
    design = Design(RANGES, size=4)
    assert {row["total"] for row in design.shares(design.points(), [1.0] * 16)} == {0.0}


def test_a_sweep_takes_a_design(flowing: Any, demands: Any) -> None:
    """The hops of orders to which nobody objects are one, whatever is unclear."""
    pytest.importorskip("SALib")
    pytest.importorskip("chinese_calendar")
    from govrules.simulate import Sweep

    design = Design({"object": (0.0, 0.8), "unclear": (0.0, 0.6)}, "morris", size=2)
    swept = Sweep(design, seeds=range(2), processes=2).run(flowing, demands)
    assert swept.table.num_rows == 2 * 3 * 2
    found = {(r["measure"], r["parameter"]): r for r in swept.sensitivity().to_pylist()}
    assert found["objections", "object"]["mu_star"] > found["objections", "unclear"]["mu_star"]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"ranges": RANGES, "method": "sobel"}, "method 'sobel' is no method.*sobol"),
    ({"ranges": RANGES, "size": 0}, "size cannot be 0"),
    ({"ranges": RANGES, "size": 12}, "size 12 is no power of two"),
    ({"ranges": {}}, "names no parameter"),
    ({"ranges": {"object": (0.5, 0.1)}}, "object .* is no range"),
    ({"ranges": {"object": "0-1"}}, "object '0-1' is no range"),
]


@pytest.mark.parametrize(("given", "says"), WRONG, ids=[says for _, says in WRONG])
def test_what_cannot_be_drawn_is_refused(given: dict[str, Any], says: str) -> None:
    """Before anything is drawn; it names what is wrong."""
    with pytest.raises(RecordError, match=says):
        Design(**given).points()


def test_a_grid_is_not_divided() -> None:
    """It was not drawn for that; the error shows a design."""
    pa = pytest.importorskip("pyarrow")
    from govrules.simulate.sweep import Swept

    with pytest.raises(RecordError, match="a grid divides nothing"):
        Swept(("unclear",), pa.table({"unclear": [0.1], "seed": [1], "hops": [1.0]})).sensitivity()


def test_without_salib_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra."""
    monkeypatch.setitem(__import__("sys").modules, "SALib.sample.sobol", None)
    with pytest.raises(RecordError, match=r"govrules\[sensitivity\]"):
        Design(RANGES).points()
