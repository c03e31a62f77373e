"""Examples of a pack as tests of pytest, each by its name.

    # tests/conftest.py
    pytest_plugins = ["govrules.testing.pytest_plugin"]

    # pyproject.toml
    [tool.pytest.ini_options]
    govrules_pack = "tongchuan"
    testpaths = ["tests", "govrules_tongchuan/examples"]

Every YAML file of a folder ``examples`` is collected; what differs is the report of the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ..jurisdiction import Jurisdiction
from .examples import Example, Outcome, read_examples, run_example

__all__ = [
    "ExampleFile",
    "ExampleItem",
    "UnexpectedDecisionError",
    "pytest_addoption",
    "pytest_collect_file",
]

FOLDER = "examples"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare which jurisdiction decides: an ini value, or an option that goes before it."""
    words = "the jurisdiction by which examples are decided"
    parser.addini("govrules_pack", words)
    parser.addoption("--govrules-pack", metavar="ID", help=words)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> ExampleFile | None:
    """Take the YAML files of folders of examples, if it is said who decides."""
    is_examples = file_path.suffix in (".yaml", ".yml") and file_path.parent.name == FOLDER
    if not is_examples or not _pack(parent.config):
        return None
    made: ExampleFile = ExampleFile.from_parent(parent, path=file_path)
    return made


def _pack(config: pytest.Config) -> str:
    return str(config.getoption("--govrules-pack") or config.getini("govrules_pack"))


class ExampleFile(pytest.File):
    """A file of examples."""

    def collect(self) -> Iterator[ExampleItem]:
        """Give an item for each example; a file that cannot be read is an error of collection."""
        for example in read_examples(self.path):
            item: ExampleItem = ExampleItem.from_parent(self, name=example.id, example=example)
            yield item


class UnexpectedDecisionError(Exception):
    """An example that does not come out as expected."""


class ExampleItem(pytest.Item):
    """One example."""

    def __init__(self, *, example: Example, **rest: Any) -> None:
        super().__init__(**rest)
        self.example = example

    def runtest(self) -> None:
        """Decide the matter; raises UnexpectedDecisionError with what differs."""
        outcome: Outcome = run_example(_loaded(self.config), self.example)
        if not outcome.ok:
            raise UnexpectedDecisionError(outcome.message)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Say what differs, without a traceback: the fault is in no line of Python."""
        if isinstance(excinfo.value, UnexpectedDecisionError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where it stands, and what it is called."""
        return self.path, None, f"{self.path.name}: {self.name}"


LOADED = pytest.StashKey[Jurisdiction]()


def _loaded(config: pytest.Config) -> Jurisdiction:
    """The jurisdiction, loaded once a session."""
    from ..plugins import load

    if LOADED not in config.stash:
        config.stash[LOADED] = load(_pack(config))
    return config.stash[LOADED]
