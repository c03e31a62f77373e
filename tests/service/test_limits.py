"""Limits: of size and of time, each an error that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

pytest.importorskip("starlette")


def test_a_body_of_the_size_is_taken_and_one_byte_more_is_not(serving: Callable[..., Any]) -> None:
    """Counted as it comes, whatever its length is said to be."""
    client, headers = serving(body=20), {"Content-Type": "application/json"}
    assert client.post(
        "/decide?ask=plain", content=b"{" + b" " * 18 + b"}", headers=headers
    ).is_success
    answer = client.post("/decide", content=b"{" + b" " * 19 + b"}", headers=headers)
    assert answer.status_code == 413
    assert answer.json()["title"] == "请求体超过 20 字节"


def test_a_batch_has_a_size_of_its_own(serving: Callable[..., Any]) -> None:
    """A batch that is too large is refused before anything of it is decided."""
    headers = {"Content-Type": "application/x-ndjson", "Accept-Language": "en"}
    answer = serving(batch=10).post("/decide/batch", content=b"\n" * 11, headers=headers)
    assert answer.status_code == 413
    assert answer.json()["fix"] == "send less at a time; files are for govrules decide"


def test_what_takes_too_long_is_not_waited_for(
    serving: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The request is answered in its time, with what to do."""
    client, gate = serving(seconds=0.05), Event()
    monkeypatch.setattr(client.app.state.desk, "decide", lambda *_: gate.wait(10))
    answer = client.post("/decide", json={}, headers={"Accept-Language": "en"})
    gate.set()
    assert answer.status_code == 503
    assert answer.json()["title"] == "it took longer than 0.05 seconds"


def test_an_error_of_the_service_tells_nothing_of_its_inside(
    serving: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a problem with a number to report it by."""
    client = serving()

    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(client.app.state.desk, "decide", broken)
    answer = client.post("/decide", json={}, headers={"Accept-Language": "en"})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.json()["fix"] == "report it with the Request-Id of this answer"
