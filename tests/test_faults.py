"""Faults gathered: each once, in the order in which they were met, one or several."""

from __future__ import annotations

import pytest
from govrules.errors import PackError, PolicyError
from govrules.faults import Faults


def wrong(text: str) -> PolicyError:
    return PolicyError(text, f"{text}有误")


def test_nothing_found_is_nothing_raised() -> None:
    """Where all is well nothing happens."""
    faults = Faults()
    with faults.at("a.csv:1"):
        pass
    faults.raise_found()
    assert len(faults) == 0


def test_one_fault_is_raised_as_it_is() -> None:
    """A single one keeps its kind and gets its place."""
    faults, one = Faults(), wrong("x")
    with faults.at("a.csv:1"):
        raise one
    with pytest.raises(PolicyError) as caught:
        faults.raise_found()
    assert caught.value is one
    assert one.place == "a.csv:1"


def test_several_are_told_together_and_each_once() -> None:
    """The error holds them in order; what was told twice is told once."""
    faults = Faults()
    for text in ("x", "y", "x"):
        with faults.at("p"):
            raise wrong(text)
    with pytest.raises(PackError) as caught:
        faults.raise_found()
    assert [f.en for f in caught.value.faults] == ["x", "y"]
    assert caught.value.text("zh").splitlines() == [
        "共 2 处错误，须逐一更正",
        "  p: x有误",
        "  p: y有误",
    ]


def test_an_error_of_several_is_taken_apart() -> None:
    """Faults gathered below are gathered again one by one."""
    inner, outer = Faults(), Faults()
    inner.add(wrong("x"))
    inner.add(wrong("y"), "q")
    with outer.at("file"):
        inner.raise_found()
    assert [f.place for f in outer.found] == ["file", "file: q"]


def test_what_is_no_error_of_ours_is_not_swallowed() -> None:
    """A bug stays a bug."""
    with pytest.raises(ZeroDivisionError), Faults().at():
        raise ZeroDivisionError
