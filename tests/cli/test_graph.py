"""``govrules graph``: what is written, and what is wrong with its options."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_the_questions_are_written(run: Run, folder: Path) -> None:
    """The file holds the questions, and stderr tells how many there are."""
    result = run("graph", "questions", "-o", "questions.json", "--lang", "en")
    held = json.loads((folder / "questions.json").read_text("utf-8"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{len(held['nodes'])} nodes, {len(held['links'])} edges\n"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("organs", "-o", "out.json"), "territory"),
        (("questions", "-o", "out.dot"), ".graphml, .gexf, .gml, .json"),
        (("questions",), "--output"),
    ],
)
def test_wrong_options(run: Run, folder: Path, given: tuple[str, ...], told: str) -> None:
    """A wrong option is told in one line with what would be right, and nothing is written."""
    result = run("graph", *given, "--lang", "en")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert told in result.stderr
    assert not list(folder.glob("out*"))
