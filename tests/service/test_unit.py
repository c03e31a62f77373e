"""The page of a unit on a day that has it, and one that has not."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("starlette")


def test_units_are_those_of_the_day(client: Any) -> None:
    """A district that was abolished is not below the city any more."""
    page = client.get("/unit", params={"place": "11", "on": "2024-01-01", "lang": "en"}).text
    assert "Xicheng District" in page
    assert "Chongwen" not in page


def test_a_day_that_is_none_is_refused(client: Any) -> None:
    """With the field that is at fault."""
    answer = client.get("/unit", params={"on": "31 February", "lang": "en"})
    assert answer.status_code == 422
    assert "31 February" in answer.text
