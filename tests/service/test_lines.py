"""The lines of the organs at a unit: from both ends, on a day, and none that no provision draws."""

from __future__ import annotations

from datetime import date

import govrules
import pytest

pytest.importorskip("starlette")
from govrules.errors import PlaceError
from govrules.service.desk import FrontDesk
from govrules.service.lines import Lined, lined_at
from govrules.service.settings import Settings

DASHILAR, XICHENG = "110102013", "110102"


@pytest.fixture(scope="module")
def desk(beijing_pack: govrules.Jurisdiction) -> FrontDesk:
    """A desk that keeps nothing."""
    return FrontDesk(beijing_pack, Settings())


def _named(found: list[Lined], zh: str) -> Lined:
    return next(organ for organ in found if organ.zh == zh)


def test_a_line_is_told_at_both_of_its_ends(desk: FrontDesk) -> None:
    """The office names its departments; a department counts its offices."""
    office = _named(lined_at(desk, DASHILAR, date(2024, 1, 1)), "大栅栏街道办事处")
    guided = next(line for line in office.lines if line.en.startswith("guided by"))
    assert "西城区水务部门" in guided.zh
    assert guided.cite_zh == "《北京市街道办事处条例》第二十五条第一款"
    water = _named(lined_at(desk, XICHENG, date(2024, 1, 1)), "西城区水务部门")
    assert "指导街道办事处（15 个）" in [line.zh for line in water.lines]


def test_a_line_of_two_provisions_is_told_once(desk: FrontDesk) -> None:
    """With both of them."""
    office = _named(lined_at(desk, DASHILAR, date(2024, 1, 1)), "大栅栏街道办事处")
    (called,) = [line for line in office.lines if "block and line" in line.en]
    assert called.cite_en.count("art.") == 2


def test_a_line_begins_with_its_provision(desk: FrontDesk) -> None:
    """Before the powers were handed down, nothing is said of them."""
    office = _named(lined_at(desk, DASHILAR, date(2020, 6, 30)), "大栅栏街道办事处")
    assert office.lines
    assert not [line for line in office.lines if "delegated" in line.en]


def test_no_line_is_made_up(desk: FrontDesk) -> None:
    """No provision on file says under whom the public employment service stands."""
    service = _named(lined_at(desk, DASHILAR, date(2024, 1, 1)), "大栅栏街道公共就业服务机构")
    assert service.lines == ()


def test_a_unit_that_there_is_not_is_refused(desk: FrontDesk) -> None:
    """With its code."""
    with pytest.raises(PlaceError, match="999999"):
        lined_at(desk, "999999", date(2024, 1, 1))
