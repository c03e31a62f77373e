"""The decision log: what is answered is in it, files are full in time, a failure is an error."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from govrules.errors import LedgerError

pytest.importorskip("starlette")
from govrules.service import DecisionLog


def test_what_was_answered_is_kept_under_the_number_of_its_request(
    client: Any, kept: Callable[[], list[dict[str, Any]]], matter: dict[str, Any]
) -> None:
    """The whole record, and when."""
    answer = client.post("/decide", json={**matter, "id": "kept"})
    (found,) = [line for line in kept() if line["request"] == answer.headers["request-id"]]
    assert found["decision"] == answer.json()
    assert found["time"].endswith("Z")


def test_a_full_file_is_followed_by_another(tmp_path: Path) -> None:
    """Nothing is overwritten, and a record is never cut in two."""
    log = DecisionLog(tmp_path, most=300)
    for number in range(10):
        log.write([(str(number), json.dumps({"id": "x" * 100}))])
    log.close()
    files = sorted(tmp_path.glob("*.jsonl"))
    assert len(files) > 3
    assert all(file.stat().st_size <= 300 for file in files)
    numbers = [json.loads(line)["request"] for f in files for line in f.read_text().splitlines()]
    assert numbers == [str(n) for n in range(10)]


def test_two_logs_in_one_folder_never_share_a_file(tmp_path: Path) -> None:
    """As of two workers."""
    first, second = DecisionLog(tmp_path), DecisionLog(tmp_path)
    first.write([("1", "{}")])
    second.write([("2", "{}")])
    assert sorted(len(f.read_text().splitlines()) for f in tmp_path.glob("*.jsonl")) == [1, 1]
    first.close()
    second.close()


def test_after_a_failure_the_next_record_begins_a_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old one may end in half a line."""
    log = DecisionLog(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(LedgerError, match="No space left on device; make the folder writable"):
            log.write([("1", "{}")])
    log.write([("2", "{}")])
    log.close()
    newest = sorted(tmp_path.glob("*.jsonl"))[-1]
    assert [json.loads(line)["request"] for line in newest.read_text().splitlines()] == ["2"]


def test_no_decision_is_given_that_cannot_be_kept(
    serving: Callable[..., Any], matter: dict[str, Any], tmp_path: Path
) -> None:
    """The request fails, in the reader's language, and says which folder."""
    client = serving(log=tmp_path / "log")
    client.app.state.desk.log.close()
    client.app.state.desk.log.folder = tmp_path / "gone"
    answer = client.post("/decide", json=matter)
    assert answer.status_code == 503
    assert answer.json()["title"] == "无法写入认定日志：No such file or directory"
    assert "disposition" not in answer.text


def test_a_folder_that_is_a_file_is_refused_before_anything_is_served(tmp_path: Path) -> None:
    """By the check of the command, and by the log itself."""
    (tmp_path / "log").write_text("")
    for make in (DecisionLog.check, DecisionLog):
        with pytest.raises(LedgerError, match="the decision log cannot be written"):
            make(tmp_path / "log")
