"""Metrics: what is counted, in the text form that Prometheus reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("starlette")
from govrules.service.metrics import Metrics


def test_decisions_errors_and_requests_are_counted(
    serving: Callable[..., Any], matter: dict[str, Any]
) -> None:
    """By disposition, by code, by the path of the route; a path there is not has no series."""
    client = serving()
    client.post("/decide", json=matter)
    client.post("/decide", json={"kinds": 1})
    client.get("/nowhere/at/all")
    text = client.get("/metrics").text
    assert 'govrules_decisions_total{disposition="notify_department",worker=' in text
    assert 'govrules_errors_total{code="record_error",worker=' in text
    assert 'govrules_requests_total{path="/decide",status="422",worker=' in text
    assert 'govrules_requests_total{path="none",status="404",worker=' in text
    assert "/nowhere" not in text


def test_the_buckets_of_a_histogram_add_up() -> None:
    """Each holds all that are faster, and the last one all."""
    metrics = Metrics()
    for seconds in (0.0005, 0.003, 0.003, 60):
        metrics.request("/decide", 200, seconds)
    text = metrics.text({"values": 3}, version="1")
    assert 'path="/decide",le="0.001",' in text
    counts = [line.rsplit(" ", 1)[1] for line in text.splitlines() if "_bucket{" in line]
    assert (counts[0], counts[2], counts[-2], counts[-1]) == ("1", "3", "3", "4")
    assert "60.006500" in text
