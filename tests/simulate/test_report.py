"""The page of a comparison: what is written is escaped, and a page is a whole page."""

from __future__ import annotations

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs
import pytest
from govrules.errors import RecordError
from govrules.simulate import Run, Staff, compare
from govrules.simulate.bilingual import width

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
EMPTY = ("meta", "input", "br")


class Balanced(HTMLParser):
    """Holds each end against its beginning."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note what begins."""
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was begun last."""
        assert self.open.pop() == tag


def test_a_page_is_whole_and_escaped(run: Run, tmp_path: Path) -> None:
    """Every element ends, and a scenario's name is no markup."""
    never = attrs.evolve(run["never"], name="<b>never", zh="<i>未下放")
    compare(never, run.baseline).report(tmp_path / "x.html")
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    reader = Balanced()
    reader.feed(page)
    assert reader.open == []
    assert "<b>never" not in page
    assert "&lt;i&gt;未下放" in page


def test_a_page_shows_how_orders_are_passed_on_and_wait(
    run: Run, flowing: Any, demands: Any, tmp_path: Path
) -> None:
    """With a flow and staff: the figures of both sides, who is late, and the problems counted."""
    pytest.importorskip("chinese_calendar")
    staff = Staff([{"unit": "street_or_township", "people": 1, "hours": 400}])
    passed = flowing.simulate(demands, run.scenarios[:1])
    both = compare(passed["never"], passed.baseline)
    both.report(tmp_path / "x.html", flow={"object": 0.5, "seed": 3}, staff=staff)
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    reader = Balanced()
    reader.feed(page)
    assert reader.open == []
    for heading in ("报告所列的问题", "How orders are passed on", "Who is late"):
        assert heading in page
    orders = [d.jurisdiction.flow(d.facts, object=0.5, seed=3) for d in (both.before, both.after)]
    for one in orders:
        assert f"<td>{one.summary()['dispatched']:,.0f}</td>" in page
    waiting = [one.queue(staff, seed=3) for one in orders]
    assert f"{waiting[0].table.num_rows:,} <small>late" in page
    left = max(queue.unstaffed for queue in waiting)
    assert f"{left:,} orders have an owner without staff" in page


def test_problems_are_counted_by_columns_that_are_kept(run: Run, tmp_path: Path) -> None:
    """Where matters were sent is no fact of them, and says of each whether that was wrong."""
    sent = ["housing@district"] * run.baseline.table.num_rows
    matters = run.baseline.matters.append_column("sent_to", [sent])
    here = run.baseline.jurisdiction
    again = here.simulate(matters, keep=["sent_to"])  # type: ignore[attr-defined]
    wrong = again.baseline.measured(sent_to="sent_to")["wrong_dispatch"]
    assert wrong.null_count < len(wrong)
    assert True in wrong.to_pylist()
    with pytest.raises(RecordError, match="no column 'sent'"):
        again.baseline.measured(sent_to="sent")


def test_staff_deals_with_the_orders_of_a_flow(run: Run, tmp_path: Path) -> None:
    """Without one there is nothing to deal with; the error shows both."""
    staff = Staff([{"unit": "*", "people": 1, "hours": 6}])
    with pytest.raises(RecordError, match="no flow whose orders"):
        compare(run["never"], run.baseline).report(tmp_path / "x.html", staff=staff)


def test_bars_are_as_long_as_they_count() -> None:
    """The longest leaves room for its number, and none is cut to the length of another."""
    assert [width(n, 80) for n in (0, 40, 78, 80)] == [
        f"calc((100% - 5ch) * {share})" for share in ("0.000", "0.500", "0.975", "1.000")
    ]


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_fits_a_phone(run: Run, tmp_path: Path, lang: str) -> None:
    """The page itself never moves aside; maps, bars, numbers and classes end where it ends."""
    started = pytest.importorskip("playwright.sync_api").sync_playwright
    ring = [[116.0, 39.9], [116.4, 39.9], [116.4, 40.0], [116.0, 39.9]]
    place = {"type": "Polygon", "coordinates": [ring]}
    east = {"type": "Feature", "properties": {"code": "110101"}, "geometry": place}
    shapes = tmp_path / "d.geojson"
    shapes.write_text(json.dumps({"type": "FeatureCollection", "features": [east]}), "utf-8")
    page = tmp_path / "x.html"
    compare(run["never"], run.baseline).report(page, shapes=shapes)
    with started() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": 390, "height": 800})
        shown.goto(page.as_uri())
        shown.click(f"label[for=in-{lang}]")
        parts = ".map, .bars span, .tiles li, .classes td, .figures td"
        ends = shown.eval_on_selector_all(
            parts, "all => all.map(one => one.getBoundingClientRect().right)"
        )
        scrolls = shown.evaluate("document.documentElement.scrollWidth")
        browser.close()
    assert scrolls == 390
    assert 0 < max(ends) <= 390 - 28
