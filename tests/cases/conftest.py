"""One story told through a ledger, and the databases that tests may write to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import govrules
import govrules.cases
import pytest

MATTER = {
    "id": "S1",
    "kind": "complaint",
    "item": "小区停车涨价程序违法",
    "place": "朝阳区/望京街道",
    "on": "2024-03-01",
    "channel": "hotline",
}
HOUSING, GREENERY, ENFORCEMENT = "housing@110105", "landscape@110105", "urban_enforcement@110105"
# A demand that departments pass on, until the whistle, the refusal and the district's orders.
STORY: tuple[dict[str, Any], ...] = (
    {"event": "receive", "at": "2024-03-01T09:12", "matter": MATTER, "personal": {"phone": "139"}},
    {"event": "object", "at": "2024-03-01T15:00", "ground": "not_competent"},
    {
        "event": "rule",
        "at": "2024-03-04T10:00",
        "upheld": True,
        "facts": {"item": "小区古树名木管护"},
    },
    {"event": "sign", "at": "2024-03-04T11:00"},
    {"event": "contact", "at": "2024-03-04T14:00"},
    {
        "event": "whistle",
        "at": "2024-03-05T09:00",
        "to": [HOUSING, GREENERY, ENFORCEMENT],
        "facts": {"item": "小区停车涨价程序违法"},
    },
    {"event": "report", "at": "2024-03-05T10:00", "by": GREENERY},
    {"event": "refuse", "at": "2024-03-05T11:00", "by": HOUSING, "reason": "不属本局职责"},
    {"event": "direct", "at": "2024-03-07T11:00", "to": [HOUSING]},
    {"event": "assist_result", "at": "2024-03-07T16:00", "by": HOUSING, "result": "已责令退费"},
    {"event": "resolve", "at": "2024-03-07T17:00", "result": "已退费"},
    {"event": "call_back", "at": "2024-03-09T11:00", "solved": True, "satisfied": False},
)


def lines(case: str = "S1") -> list[dict[str, Any]]:
    """The story as a stream of events of one case."""
    return [{"id": f"{case}-{n}", "case": case, **line} for n, line in enumerate(STORY)]


@pytest.fixture(scope="session")
def story() -> Callable[..., list[dict[str, Any]]]:
    return lines


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'cases.db'}"


@pytest.fixture
def cases(url: str, beijing_pack: govrules.Jurisdiction) -> Iterator[Any]:
    opened = govrules.cases.open(url, jurisdiction=beijing_pack)
    yield opened
    opened.close()


@pytest.fixture
def closed(cases: Any, story: Callable[..., list[dict[str, Any]]]) -> Any:
    """The cases of a ledger in which the story was told to its end."""
    assert list(cases.run(story()))[-1] == len(STORY)
    return cases
