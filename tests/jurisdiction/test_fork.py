"""A process that forks while it decides: the child decides too, and waits for no one."""

from __future__ import annotations

import os
import sys
import threading
import time
from types import FrameType
from typing import Any

import pytest
from govrules import Jurisdiction

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
SECONDS = 20


class _Halted(threading.Thread):
    """Decides a matter not met before, and halts where its rules are evaluated until let go."""

    def __init__(self, made: Jurisdiction, matter: dict[str, Any]) -> None:
        super().__init__(daemon=True)
        self.made, self.matter = made, matter
        self.halted, self.go_on = threading.Event(), threading.Event()

    def run(self) -> None:
        sys.settrace(self._trace)
        self.made.decide(self.matter)

    def _trace(self, frame: FrameType, _event: str, _arg: Any) -> None:
        if "govrules/evaluate/" in frame.f_code.co_filename:
            sys.settrace(None)
            self.halted.set()
            self.go_on.wait(SECONDS + 10)


def exit_code_of(child: int) -> int | None:
    """How a child ended; one that is not done in time is killed."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return None


def test_a_child_decides_though_a_thread_was_deciding(town: Any, small: Jurisdiction) -> None:
    """Forked while another thread decides cold, the child decides a new matter within 20 seconds."""
    made = Jurisdiction(town.blueprint())
    right = small.decide(town.matter(item="dump"), engine="reference").to_json()
    thread = _Halted(made, town.matter())
    thread.start()
    assert thread.halted.wait(SECONDS)
    child = os.fork()
    if not child:
        try:
            os._exit(made.decide(town.matter(item="dump")).to_json() != right)
        except BaseException:
            os._exit(2)
    code = exit_code_of(child)
    thread.go_on.set()
    thread.join(SECONDS)
    assert code == 0


def test_a_child_decides_what_its_parent_did(town: Any) -> None:
    """Forked while nothing is decided, the child decides as its parent, warm and cold."""
    made = Jurisdiction(town.blueprint())
    matters = [town.matter(), town.matter(item="dump")]
    right = [Jurisdiction(town.blueprint()).decide(m).to_json() for m in matters]
    made.decide(matters[0])
    child = os.fork()
    if not child:
        try:
            os._exit([made.decide(m).to_json() for m in matters] != right)
        except BaseException:
            os._exit(2)
    assert exit_code_of(child) == 0
