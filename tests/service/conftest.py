"""One service of Beijing with a decision log, shared by the tests of a process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import govrules
import pytest

MATTER = {
    "id": "m-1",
    "kind": "violation",
    "item": "犬便不清除",
    "place": "西城区/大栅栏街道",
    "on": "2020-06-30",
}


@pytest.fixture(scope="session")
def matter() -> dict[str, Any]:
    """A matter that is decided at once."""
    return dict(MATTER)


@pytest.fixture(scope="session")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the decision log."""
    return tmp_path_factory.mktemp("service") / "log"


@pytest.fixture(scope="session")
def serving(beijing_pack: govrules.Jurisdiction) -> Callable[..., Any]:
    """The function that makes a client of a service with settings of its own."""
    client = pytest.importorskip("starlette.testclient")
    from govrules.service import Settings, application

    def made(**settings: Any) -> Any:
        app = application(beijing_pack, Settings(**settings))
        return client.TestClient(app, raise_server_exceptions=False)

    return made


@pytest.fixture(scope="session")
def client(serving: Callable[..., Any], log: Path) -> Iterator[Any]:
    """A client of the service that keeps a log."""
    with serving(log=log) as opened:
        yield opened


@pytest.fixture
def kept(log: Path) -> Callable[[], list[dict[str, Any]]]:
    """The function that reads what the log holds."""
    return lambda: [
        json.loads(line)
        for file in sorted(log.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
