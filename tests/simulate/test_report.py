"""The page of a comparison: what is written is escaped, and a page is a whole page."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import attrs
from govrules.simulate import Run, compare

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
