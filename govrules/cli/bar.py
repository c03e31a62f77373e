"""The bar on stderr while files are decided, for a person who looks on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskProgressColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from .base import Session
from .screen import Screen

__all__ = ["bar"]

BAR_WIDTH = 16


class _Counts(ProgressColumn):
    """Rows decided and classes met; the classes grow also while a batch is being decided."""

    def __init__(self, session: Session, classes: Sized) -> None:
        super().__init__()
        self._session, self._classes = session, classes

    def render(self, task: Task) -> Text:
        """The counts as they are now."""
        say, rows = self._session.say, int(task.completed)
        if task.total is not None and rows >= task.total:
            return Text(say(("正在写出理由", "writing the reasons")))
        of = f"/{int(task.total):,}" if task.total is not None else ""
        words = ("{rows}{of} 件，{n} 类", "{rows}{of} rows, {n} classes")
        return Text(say(words, rows=f"{rows:,}", of=of, n=f"{len(self._classes):,}"))


@contextmanager
def bar(
    session: Session, screen: Screen, classes: Sized
) -> Iterator[Callable[[int, int | None], None]]:
    """A bar for as long as the context lasts.

    Args:
        session: The language.
        screen: Where to.
        classes: The decision classes met so far.

    Yields:
        What is to be called with the rows decided so far, and all rows where that is known.
    """
    columns = (
        SpinnerColumn(),
        BarColumn(BAR_WIDTH),
        TaskProgressColumn(),
        _Counts(session, classes),
        TimeElapsedColumn(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=screen.console, transient=True) as progress:
        task = progress.add_task("", total=None)

        def report(rows: int, total: int | None) -> None:
            progress.update(task, completed=rows, total=total)

        yield report
