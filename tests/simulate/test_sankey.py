"""The drawing of flows: no label on another, every flow as wide as it counts."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

from govrules.simulate.sankey import LINE, sankey
from hypothesis import given
from hypothesis import strategies as st

CODES = st.sampled_from(["a", "b", "c", "d", "e"])
FLOWS = st.dictionaries(st.tuples(CODES, CODES), st.integers(1, 100_000), max_size=12)
NAMES = {
    "a": "街道办事处或乡镇人民政府",
    "b": "城市管理综合行政执法部门（区或市）" * 2,
    "c": "x < & y",
}


@given(FLOWS)
def test_labels_do_not_meet(counts: dict[tuple[str, str], int]) -> None:
    """On each side every line of every label has its own height; all is well-formed."""
    drawn = sankey([(a, b, n) for (a, b), n in counts.items()], NAMES, "flows")
    if not counts:
        assert drawn == ""
        return
    ElementTree.fromstring(drawn)
    for side in ("end", "start"):
        texts = re.findall(rf'<text text-anchor="{side}">(.*?)</text>', drawn)
        tops = [float(y) for text in texts for y in re.findall(r' y="([\d.]+)"', text)]
        assert all(b - a > LINE - 1 for a, b in pairwise(tops))
    assert drawn.count("<path") == len(counts)


def test_bands_are_as_wide_as_they_count() -> None:
    """Twice as many, twice as wide."""
    drawn = sankey([("a", "b", 200), ("a", "c", 100)], NAMES, "flows")
    wide = [float(w) for w in re.findall(r'stroke-width="([\d.]+)"', drawn)]
    assert abs(wide[0] - 2 * wide[1]) < 0.2


def test_a_count_is_never_broken() -> None:
    """Where the last line has no room, it has a line of its own."""
    drawn = sankey([("a", "x" * 41, 1_234_567)], {}, "flows")
    assert drawn.count("1,234,567<") == 2
