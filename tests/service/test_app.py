"""The application as workers make it, and the command that starts it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
import uvicorn
from govrules.cli import main
from govrules.service import Settings
from govrules.service.app import from_environment
from govrules.service.settings import VARIABLE


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the server is started with, which is not started."""
    found: dict[str, Any] = {}
    monkeypatch.setenv(VARIABLE, "")
    monkeypatch.setattr(uvicorn, "run", lambda app, **told: found.update(told, app=app))
    return found


def run(*words: str) -> Result:
    from click.testing import CliRunner

    return CliRunner().invoke(main, ["serve", *words])


def test_a_worker_serves_what_the_command_was_told(started: dict[str, Any], tmp_path: Path) -> None:
    """Jurisdiction, folder and limits travel in the environment."""
    result = run("--log", str(tmp_path / "log"), "--seconds", "5", "--lang", "en")
    assert result.exit_code == 0
    assert result.stdout == "page and API: http://127.0.0.1:8000/ (Ctrl-C ends it)\n"
    assert started["app"] == "govrules.service.app:from_environment"
    desk = from_environment().state.desk
    assert desk.jurisdiction.id == "beijing"
    assert desk.settings == Settings(log=(tmp_path / "log").resolve(), seconds=5)
    desk.log.close()


def test_settings_come_back_as_they_were_written() -> None:
    """With the packages of plug-ins that may be imported."""
    settings = Settings(log=Path("/x"), body=5, batch=6, seconds=1.5, log_bytes=7)
    text = settings.to_text("beijing", ("govrules",))
    assert Settings.from_text(text) == ("beijing", ("govrules",), settings)
    assert Settings.from_text(Settings().to_text("a", None)) == ("a", None, Settings())


def test_an_address_that_others_reach_is_warned_of(started: dict[str, Any]) -> None:
    """It is served all the same: somebody said so."""
    result = run("--host", "0.0.0.0", "--lang", "en")
    assert "no authentication: put it behind a gateway" in result.stderr
    assert started["host"] == "0.0.0.0"
    assert not run("--host", "::1").stderr


def test_a_log_that_cannot_be_written_is_told_before_anything_is_served(
    started: dict[str, Any], tmp_path: Path
) -> None:
    """The server is not started."""
    (tmp_path / "log").write_text("")
    result = run("--log", str(tmp_path / "log"), "--lang", "en")
    assert result.exit_code != 0
    assert "the decision log cannot be written" in result.stderr
    assert not started


def test_without_the_extra_the_command_says_what_to_install(
    started: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that is missing, at once."""
    monkeypatch.setattr("govrules.cli.serve.find_spec", lambda _: None)
    result = run("--lang", "en")
    assert result.exit_code == 2
    assert (
        'jinja2, python_multipart, starlette, uvicorn, not installed here; pip install "govrules[serve]"'
        in result.stderr
    )


def test_no_such_jurisdiction_is_told_before_anything_is_served(started: dict[str, Any]) -> None:
    """As by every command."""
    result = run("--jurisdiction", "atlantis", "--lang", "en")
    assert result.exit_code == 2
    assert "atlantis" in result.stderr
    assert not started


def test_the_environment_is_the_only_thing_that_is_changed(started: dict[str, Any]) -> None:
    """What was told stands under one name."""
    before = set(os.environ)
    run()
    assert set(os.environ) == before
