"""The examples of the documentation: run from the top of a page, compared, refreshed.

    ```python                    runs, in one namespace a page; its output is kept
    <!-- prints -->              the next block is what the code since the last one printed
    <!-- run: govrules demo -->  the next block is that command and its output; `| head -9` cuts it
    <!-- file: matters.csv -->   the next block is written to a file of that name first
    <!-- not run: why -->        the next block is shown only

Every page runs in a folder of its own that is thrown away.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
from click.testing import CliRunner
from govrules.cli import main

__all__ = ["Block", "blocks", "refresh"]

FENCE = re.compile(
    r"(?:<!-- (?P<verb>prints|run|file|not run)(?:: (?P<what>[^\n]*?))? -->\n)?"
    r"^```(?P<lang>\w*)[^\n]*\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@attrs.frozen
class Block:
    """One fenced block: its language, its marker, and where its body stands in the page."""

    lang: str
    verb: str
    what: str
    body: str
    start: int
    end: int
    line: int

    @property
    def said(self) -> tuple[str, ...]:
        """What of it runs or is compared; of one that is only shown, that it is."""
        is_shown = self.verb == "not run"
        return (self.verb,) if is_shown else (self.lang, self.verb, self.what, self.body)


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for m in FENCE.finditer(text):
        yield Block(
            m["lang"],
            m["verb"] or "",
            m["what"] or "",
            m["body"],
            m.start("body"),
            m.end("body"),
            text.count("\n", 0, m.start("body")) + 1,
        )


def refresh(page: Path) -> str:
    """The page with every recorded output as it is now.

    Raises:
        Exception: whatever an example raises, with the page and line it stands in.
    """
    text = page.read_text(encoding="utf-8")
    names: dict[str, Any] = {"__name__": "__docs__"}
    printed, made, at = "", [], 0
    with _folder():
        for block in blocks(text):
            body = block.body
            if block.verb == "file":
                Path(block.what).parent.mkdir(parents=True, exist_ok=True)
                Path(block.what).write_text(body, encoding="utf-8")
            elif block.verb == "run":
                body = f"$ {block.what}\n{_command(block.what)}"
            elif block.verb == "prints":
                body, printed = printed, ""
            elif block.lang == "python" and block.verb != "not run":
                printed += _python(body, names, f"{page.name}:{block.line}")
            made += [text[at : block.start], body]
            at = block.end
    return "".join((*made, text[at:]))


def _python(code: str, names: dict[str, Any], place: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(code, place, "exec"), names)
        except Exception as error:
            error.add_note(f"in the example at {place}")
            raise
    return _clean(out.getvalue())


def _command(line: str) -> str:
    line, _, most = line.partition(" | head -")
    program, *args = shlex.split(line)
    if program != "govrules":
        raise ValueError(f"an example may only run govrules, not {program!r}")
    env = {
        "COLUMNS": "120",
        "NO_COLOR": "1",
        "LANG": "C.UTF-8",
        "GOVRULES_CACHE": str(Path.cwd() / "cache"),
    }
    done = CliRunner().invoke(main, args, env=env)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    lines = _clean(done.output).splitlines(keepends=True)
    return "".join(lines[: int(most)] if most else lines)


def _clean(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


@contextlib.contextmanager
def _folder() -> Iterator[None]:
    """A folder of its own, from which modules may be imported, gone afterwards."""
    before, loaded = Path.cwd(), set(sys.modules)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        sys.path.insert(0, folder)
        try:
            yield
        finally:
            os.chdir(before)
            sys.path.remove(folder)
            for name in set(sys.modules) - loaded:
                if str(getattr(sys.modules[name], "__file__", "")).startswith(folder):
                    del sys.modules[name]
