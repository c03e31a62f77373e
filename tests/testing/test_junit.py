"""Outcomes as JUnit XML: what a CI shows, the same on every run."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from govrules import Jurisdiction
from govrules.errors import RecordError
from govrules.testing import Example, run_example
from govrules.testing.junit import write_junit


def test_each_example_is_a_case(small: Jurisdiction, town: ModuleType, tmp_path: Path) -> None:
    """A failure says what differs; signs that XML lacks are replaced."""
    expected = ({"disposition": "handle"}, {"disposition": "barred"})
    outcomes = [
        run_example(small, Example(f"e{n}\x1b", "a\x00b", town.matter(), expect, "x.yaml"))
        for n, expect in enumerate(expected)
    ]
    write_junit(outcomes, tmp_path / "a.xml", "town")
    write_junit(outcomes, tmp_path / "b.xml", "town")
    text = (tmp_path / "a.xml").read_text("utf-8")
    assert text == (tmp_path / "b.xml").read_text("utf-8")
    suite = ElementTree.fromstring(text)
    assert suite.attrib == {"name": "town", "tests": "2", "failures": "1", "errors": "0"}
    good, bad = suite
    assert (good.attrib, list(good)) == ({"classname": "x.yaml", "name": "e0\ufffd"}, [])
    assert "expected 应为 barred; found 实为 handle" in str(bad[0].text)


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """The error names it."""
    with pytest.raises(RecordError, match="cannot be written"):
        write_junit([], tmp_path / "none" / "a.xml", "town")
