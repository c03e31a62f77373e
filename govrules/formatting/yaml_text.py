"""Files of examples in one layout, by ruamel.yaml, which keeps comments, order and quotes.

What stands between the words is ours: two spaces a step, two before a comment that ends a line, at
most one empty line. The words are the author's, `012` and `on` as they were written.
"""

from __future__ import annotations

import re
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import attrs

from ..analysis.example_files import read_yaml
from ..errors import PluginError, PolicyError
from ..tables import read_text

__all__ = ["lay_out_yaml"]

NULL = "tag:yaml.org,2002:null"
NEVER_BROKEN = 1 << 20
# Before the line that begins a document, which says nothing here, a comment would be lost.
START = re.compile(r"\A((?:[ \t]*(?:#[^\n]*)?\n)*)---[ \t]*\n")
COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.M)


def lay_out_yaml(path: Path) -> bytes:
    """What a file of examples would hold in the one layout.

    Args:
        path: The file, one document.

    Raises:
        PolicyError: it is no YAML, has one key twice, or holds a comment that would be lost: one
            within ``{…}`` or ``[…]``.
        PluginError: the extra ``fmt`` is not installed.
    """
    held = read_yaml(path)
    text = START.sub(r"\1", read_text(path).replace("\r\n", "\n"))
    if held is None:  # nothing but comments
        return text.encode()
    laid = _spaced(_dumped(text, path))
    kept = Counter(comment.text for comment in _Marks.of(laid).comments)
    for comment in _Marks.of(text).comments:
        kept[comment.text] -= 1
        if kept[comment.text] < 0:
            raise _lost(f"{path.name}:{comment.line + 1}", comment.text)
    return laid.encode()


def _dumped(text: str, path: Path) -> str:
    """The text as ruamel.yaml writes it, each word as it stands: nothing is read as a number."""
    try:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import YAMLError
        from ruamel.yaml.resolver import VersionedResolver
    except ImportError:
        raise PluginError(
            "the layout of examples needs ruamel.yaml",
            "整理示例须有 ruamel.yaml",
            place=path.name,
            hint_en='install "govrules[fmt]"',
            hint_zh='请安装 "govrules[fmt]"',
        ) from None

    only_nothing = {"": [(NULL, re.compile("^$"))]}  # else an empty value becomes an empty text
    words = {"versioned_resolver": property(lambda _: only_nothing)}
    yaml: Any = YAML()
    yaml.Resolver = type("Words", (VersionedResolver,), words)
    yaml.preserve_quotes, yaml.width = True, NEVER_BROKEN
    written = StringIO()
    try:
        yaml.dump(yaml.load(text), written)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or "not one document"
        raise PolicyError(
            f"it cannot be laid out: {' '.join(why.split())}",
            f"无法整理：{' '.join(why.split())}",
            place=f"{path.name}:{mark.line + 1}" if mark else path.name,
            hint_en="write each key once, in one document",
            hint_zh="每个键只写一次，全部写在一个文档里",
        ) from None
    return written.getvalue()


@attrs.frozen
class _Comment:
    line: int
    column: int
    text: str


@attrs.frozen
class _Marks:
    """Where comments stand, and which lines begin within a text; lines are counted from 0."""

    comments: tuple[_Comment, ...]
    within: frozenset[int]

    @classmethod
    def of(cls, text: str) -> _Marks:
        import yaml

        words = [
            (token.start_mark, token.end_mark)
            for token in yaml.scan(text, Loader=yaml.SafeLoader)
            if isinstance(token, yaml.ScalarToken)
        ]
        within = {n for start, end in words for n in range(start.line + 1, end.line + 1)}
        comments = []
        for found in COMMENT.finditer(text):
            while words and words[0][1].index <= found.start():
                words.pop(0)
            if not words or found.start() < words[0][0].index:
                line = text.count("\n", 0, found.start())
                column = found.start() - (text.rfind("\n", 0, found.start()) + 1)
                comments.append(_Comment(line, column, found[0].rstrip()))
        return cls(tuple(comments), frozenset(within))


def _spaced(text: str) -> str:
    """The text with comments and empty lines where they stand in the one layout.

    A comment of its own line is as far in as what follows it.
    """
    marks = _Marks.of(text)
    comments = {comment.line: comment for comment in marks.comments}
    lines: list[str] = []  # the last first
    step = 0
    for number, line in reversed(list(enumerate(text.rstrip("\n").split("\n")))):
        comment = comments.get(number)
        before = line[: comment.column].rstrip() if comment else line.rstrip()
        if number in marks.within and not comment:
            lines.append(line)
        elif comment and before:
            lines.append(f"{before}  {comment.text}")
        elif comment:
            lines.append(" " * step + comment.text)
        elif before or (lines and lines[-1]):
            lines.append(before)
        if before:
            step = len(line) - len(line.lstrip())
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(reversed(lines)) + "\n"


def _lost(place: str, comment: str) -> PolicyError:
    return PolicyError(
        f"the comment would be lost: {comment}",
        f"该批注会丢失：{comment}",
        value=comment,
        place=place,
        hint_en="put it on a line of its own above the example, outside of {…} and […]",
        hint_zh="请移到示例之上单独一行，不要写在 {…} 或 […] 之内",
    )
