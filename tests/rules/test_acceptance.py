"""Acceptances read from a table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from govrules.errors import PolicyError
from govrules.rules import Acceptance, read_accepted

HEAD = "code,about,digest,on,zh,en\n"


def test_a_row_is_an_acceptance(tmp_path: Path) -> None:
    """What it is about is sorted, and the place is kept."""
    path = tmp_path / "accepted.csv"
    path.write_text(HEAD + "gap,list:L1 CR1.a,abc,2026-11-29,已核,looked at\n", "utf-8")
    assert read_accepted(path) == (
        Acceptance("gap", ("CR1.a", "list:L1"), "abc", date(2026, 11, 29), "已核", "looked at"),
    )
    assert read_accepted(path)[0].at == "accepted.csv:2"


@pytest.mark.parametrize("missing", range(6))
def test_no_cell_may_be_empty(missing: int, tmp_path: Path) -> None:
    """An acceptance without reason or day is none."""
    cells = ["gap", "CR1.a", "abc", "2026-11-29", "已核", "looked at"]
    cells[missing] = ""
    path = tmp_path / "accepted.csv"
    path.write_text(HEAD + ",".join(cells) + "\n", "utf-8")
    with pytest.raises(PolicyError, match=r"^accepted.csv:2: an acceptance has no "):
        read_accepted(path)


def test_a_day_that_cannot_be_read_is_the_authors_error(tmp_path: Path) -> None:
    """With file and line."""
    path = tmp_path / "accepted.csv"
    path.write_text(HEAD + "gap,CR1.a,abc,some day,已核,looked at\n", "utf-8")
    with pytest.raises(PolicyError, match=r"^accepted.csv:2: "):
        read_accepted(path)
