"""What an error of a plug-in says, and where its author's code raised it."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

import pluggy

from .errors import GovrulesError

__all__ = ["told"]


def told(cause: BaseException) -> tuple[str, str]:
    """What an error says, in English and in Chinese, and at which line of the author's.

    Args:
        cause: The error; one of ours says its place itself.
    """
    if isinstance(cause, GovrulesError):
        return cause.text("en"), cause.text("zh")
    name, said = type(cause).__name__, f"{cause}{_line(cause)}"
    return f"{name}: {said}", f"{name}：{said}"


def _line(cause: BaseException) -> str:
    """Where the author's code raised it, or called what did; an error of syntax says its own."""
    frames = ((Path(f.filename), f.lineno) for f in traceback.extract_tb(cause.__traceback__))
    own = [f for f in frames if f[0].is_file() and not _is_beneath(f[0])]
    if not own or isinstance(cause, SyntaxError):
        return ""
    path, line = own[-1]
    return f" ({path.parent.name}/{path.name}:{line})"


def _is_beneath(path: Path) -> bool:
    """Whether a file is of Python's library, of this one, or of what calls plug-ins."""
    stands_on = Path(__file__).parent, Path(pluggy.__file__).parent
    in_python = path.is_relative_to(Path(os.__file__).parent) and "site-packages" not in path.parts
    return in_python or any(path.is_relative_to(folder) for folder in stands_on)
