"""Locks that a fork copies free, whoever held them."""

from __future__ import annotations

import os
import threading

import pytest
from govrules.locks import ForkSafeLock

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")


def is_free(lock: ForkSafeLock) -> bool:
    """Whether the lock can be taken at once; tried by another thread, as its users are."""
    taken = threading.Event()

    def take() -> None:
        with lock:
            taken.set()

    threading.Thread(target=take, daemon=True).start()
    return taken.wait(2)


def test_one_at_a_time() -> None:
    """While one thread holds the lock another waits, and goes on when it is let go."""
    lock = ForkSafeLock()
    taken = threading.Event()

    def take() -> None:
        with lock:
            taken.set()

    with lock:
        other = threading.Thread(target=take)
        other.start()
        assert not taken.wait(0.05)
    other.join(2)
    assert taken.is_set()


def test_an_error_lets_go() -> None:
    """What fails while the lock is held leaves it free."""
    lock = ForkSafeLock()
    with pytest.raises(ValueError, match="no"), lock:
        raise ValueError("no")
    assert is_free(lock)


@needs_fork
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_it_is_free_on_both_sides_of_a_fork() -> None:
    """A fork waits for the thread that holds the lock, then it is free in parent and child."""
    lock = ForkSafeLock()
    held, asked = threading.Event(), threading.Event()
    done: list[bool] = []

    def hold() -> None:
        with lock:
            held.set()
            asked.wait(0.2)
            done.append(True)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(2)
    child = os.fork()
    if child == 0:
        os._exit(0 if done and is_free(lock) else 1)
    _, status = os.waitpid(child, 0)
    holder.join(2)
    assert done
    assert os.waitstatus_to_exitcode(status) == 0
    assert is_free(lock)
