"""Outcomes of examples as JUnit XML, which every CI shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from ..whole_file import write_whole, writing
from .examples import Outcome

__all__ = ["write_junit"]

# What XML cannot hold, even escaped.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(outcomes: Sequence[Outcome], path: str | Path, name: str) -> None:
    """Write how examples came out, a test case each; no times, so that two runs are the same.

    Args:
        outcomes: The outcomes.
        path: The file; it appears whole, or not at all.
        name: The name of the suite: the pack's.

    Raises:
        RecordError: the file cannot be written.
    """
    bad = sum(not outcome.ok for outcome in outcomes)
    counts = {"tests": str(len(outcomes)), "failures": str(bad), "errors": "0"}
    suite = Element("testsuite", {"name": name, **counts})
    for outcome in outcomes:
        example = outcome.example
        names = {"classname": _written(example.place), "name": _written(example.id)}
        case = SubElement(suite, "testcase", names)
        if not outcome.ok:
            message = _written(outcome.message)
            SubElement(case, "failure", {"message": message.split("\n")[0]}).text = message
    indent(suite)
    with write_whole(path) as beside, writing(path):
        ElementTree(suite).write(beside, encoding="utf-8", xml_declaration=True)


def _written(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", text)
