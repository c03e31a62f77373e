"""``govrules measure``: a caseload held against what happened."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

pytest.importorskip("pyarrow")

ORDERS = """类型,事项,地点,日期,列入街乡行政执法事项清单,实派,到场
发现违法,cityscape_littering,西城区/大栅栏街道,2024-08-01,是,街道办事处,
发现违法,cityscape_littering,西城区/大栅栏街道,2024-08-01,是,housing@district,否
发现违法,cityscape_littering,西城区/天桥街道,2024-08-01,,居民委员会,是
投诉,地锁障碍物,朝阳区/望京街道,2024-08-01,,,
"""
GIVEN = """place,on,handed,staff,money,training
西城区/大栅栏街道,2024-01-01,power,no,yes,yes
"""
HAPPENED = ("--sent-to", "实派", "--answered", "到场")


@pytest.fixture
def orders(folder: Path) -> Path:
    """A caseload with what happened beside it."""
    (folder / "given.csv").write_text(GIVEN, encoding="utf-8")
    path = folder / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    return path


def counts(result: Result) -> dict[tuple[str | None, str], tuple[int, int]]:
    """By group and measure: found, known."""
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return {(r.get("by"), r["measure"]): (r["found"], r["known"]) for r in rows}


def test_a_caseload_is_measured(run: Callable[..., Result], orders: Path) -> None:
    """What happened is held against the rules, and is no fact of the matter."""
    result = run("measure", "orders.csv", *HAPPENED, "--means", "given.csv", "--json")
    assert result.exit_code == 0, result.stderr
    assert counts(result) == {
        (None, "unclear_boundary"): (2, 4),
        (None, "overlap"): (0, 4),
        (None, "wrong_dispatch"): (2, 3),
        (None, "power_without_means"): (2, 2),
        (None, "whistle_without_answer"): (1, 2),
        (None, "pressed_down"): (1, 4),
    }


def test_without_what_happened_nothing_is_said_of_it(
    run: Callable[..., Result], folder: Path
) -> None:
    """Its measures have no number, and no zero."""
    (folder / "matters.csv").write_text("kind,item\ncomplaint,地锁障碍物\n", encoding="utf-8")
    result = run("measure", "matters.csv", "--lang", "en")
    assert "wrong dispatch                    –      0   –" in result.stdout


@pytest.mark.parametrize(
    ("by", "groups"), [("district", ["西城区", "朝阳区"]), ("实派", ["housing@district", "未写明"])]
)
def test_it_is_counted_by_place_or_column(
    run: Callable[..., Result], orders: Path, by: str, groups: list[str]
) -> None:
    """Units go by name; rows that say nothing are counted apart."""
    result = run("measure", "orders.csv", *HAPPENED, "--by", by)
    for group in groups:
        assert group in result.stdout


def test_rows_that_cannot_be_read_count_for_nothing(
    run: Callable[..., Result], orders: Path
) -> None:
    """They are told, and the run ends as one with bad rows does."""
    more = "投诉,地锁障碍物,朝阳区/没有街道,2024-08-01,,,\n投诉,地锁障碍物\n"
    orders.write_text(ORDERS + more, encoding="utf-8")
    result = run("measure", "orders.csv", *HAPPENED, "--json")
    assert result.exit_code == 4
    assert "6 件，其中 2 件不能认定" in result.stderr
    assert counts(result)[None, "unclear_boundary"] == (2, 4)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--sent-to", "实派出"), "没有列 '实派出'；是否指：实派"),
        ((*HAPPENED, "--by", "distric"), "没有列 'distric'"),
        (("--sent-to", "到场", "--answered", "实派"), "实派: 吹哨后是否均到场"),
        ((*HAPPENED, "--means", "nowhere.csv"), "nowhere.csv"),
        (("--sent-to", "实派"), "列 '到场' 不是事项的字段"),
    ],
)
def test_what_cannot_be_used_is_told(
    run: Callable[..., Result], orders: Path, options: tuple[str, ...], said: str
) -> None:
    """One line that names the column or the file."""
    result = run("measure", "orders.csv", *options)
    assert result.exit_code in (2, 4)
    assert said in result.stderr
    assert result.stdout == ""
