"""An error of a plug-in is told with its author's line."""

from __future__ import annotations

import pytest
from govrules import rule
from govrules.author_line import told
from govrules.errors import PolicyError


def test_the_line_that_called_the_library_is_told() -> None:
    """And not the library's own; in both languages."""
    with pytest.raises(TypeError) as caught:
        rule("X")  # type: ignore[call-arg]
    line = caught.traceback[0].lineno + 1
    en, zh = told(caught.value)
    assert en.startswith("TypeError: rule() missing")
    assert en.endswith(f"(tests/test_author_line.py:{line})")
    assert zh == en.replace(": ", "：", 1)


def test_an_error_that_says_its_place_is_told_as_it_is() -> None:
    """One of ours, and one of syntax."""
    assert told(PolicyError("wrong", "有误")) == ("wrong", "有误")
    assert told(SyntaxError("bad")) == ("SyntaxError: bad", "SyntaxError：bad")
