"""JSON lines in and out: in order, a bad line costs itself, and each is in the log first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import govrules
import pytest

pytest.importorskip("starlette")
LINES = {"Content-Type": "application/x-ndjson", "Accept-Language": "en"}


def lines(records: list[Any]) -> str:
    return "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records)


def test_each_line_has_its_answer_in_its_place(
    client: Any, beijing_pack: govrules.Jurisdiction, matter: dict[str, Any]
) -> None:
    """More than a lot of them, a bad one and one that is no JSON among them."""
    records = [{**matter, "id": str(n)} for n in range(450)]
    records[7]["kinds"] = records[7].pop("kind")
    sent = [*records, "{", ""]
    answer = client.post("/decide/batch", content=lines(sent), headers=LINES)
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert [f["id"] for f in found] == [*(str(n) for n in range(450)), None]
    assert found[7]["error"]["field"] == "kinds"
    assert found[450]["place"] == "body:451"
    assert found[0] == beijing_pack.decide(records[0]).to_dict()
    assert "content-length" not in answer.headers


def test_a_line_that_is_too_long_costs_itself(
    serving: Callable[..., Any], matter: dict[str, Any]
) -> None:
    """The lines before and behind it are decided."""
    sent = lines([matter, "x" * 5000, matter])
    answer = serving(body=1000).post("/decide/batch", content=sent, headers=LINES)
    first, second, third = map(json.loads, answer.text.splitlines())
    assert first == third
    assert second["error"]["message_en"] == "the line is too long; one matter a line"


def test_no_line_is_answered_that_cannot_be_kept(
    serving: Callable[..., Any], matter: dict[str, Any], tmp_path: Path
) -> None:
    """The last line is the problem, and nothing else was answered."""
    client = serving(log=tmp_path / "log")
    client.app.state.desk.log.folder = tmp_path / "gone"
    client.app.state.desk.log.close()
    answer = client.post("/decide/batch", content=lines([matter] * 3), headers=LINES)
    (last,) = map(json.loads, answer.text.splitlines())
    assert last["problem"]["status"] == 503
    assert last["problem"]["field"] == "log"


def test_nothing_in_gives_nothing_out(client: Any) -> None:
    """An empty body is no error."""
    assert client.post("/decide/batch", content="", headers=LINES).text == ""


def test_json_is_no_json_lines(client: Any, matter: dict[str, Any]) -> None:
    """The media type says which call was meant."""
    answer = client.post("/decide/batch", json=matter, headers={"Accept-Language": "en"})
    assert answer.status_code == 415
    assert answer.json()["fix"] == "send it as application/x-ndjson"
