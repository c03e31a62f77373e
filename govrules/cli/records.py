"""``govrules schema`` and ``govrules changes``: what other systems build on, as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from ..errors import RecordError
from ..manifest import changes as changes_of
from .base import Argument, Exit, Session, command, jurisdiction_option

__all__ = ["changes", "manifest", "schema"]


@command(
    "schema",
    about=("记录的 JSON Schema：事项、认定、错误", "the JSON Schema of matter, decision or error"),
    examples=(
        ("govrules schema matter", ("可以送入的事项", "the matters that can be sent in")),
        ("govrules schema decision", ("送出的认定", "the decisions that come out")),
    ),
    params=(
        Argument(
            "of",
            metavar="matter|decision|error",
            type=click.Choice(["matter", "decision", "error"]),
            zh="哪一种记录",
            en="which record",
        ),
        jurisdiction_option(),
    ),
)
def schema(session: Session, of: Any, jurisdiction: str) -> int:
    """Print a schema."""
    click.echo(_text(session.load(jurisdiction).schema(of)))
    return Exit.DONE


@command(
    "manifest",
    about=(
        "规则、字段、清单等及其摘要，留作日后比较",
        "the rules, fields, lists and the rest by digest, to compare with later",
    ),
    examples=(("govrules manifest > old.json", ("存下现状", "keep what there is now")),),
    params=(jurisdiction_option(),),
)
def manifest(session: Session, jurisdiction: str) -> int:
    """Print the manifest of a jurisdiction."""
    click.echo(_text(session.load(jurisdiction).manifest()))
    return Exit.DONE


@command(
    "changes",
    about=(
        "两份组成清单之间，规则等增、删、改了哪些",
        "what was added, is gone, or changed between two manifests",
    ),
    more=("每行一个 JSON；没有变化则不输出。", "One JSON a line; nothing where nothing changed."),
    examples=(("govrules changes old.json new.json", ("两个版本之间", "between two versions")),),
    params=(
        Argument("old", metavar="OLD", type=click.Path(), zh="先前的清单", en="the earlier one"),
        Argument("new", metavar="NEW", type=click.Path(), zh="后来的清单", en="the later one"),
    ),
)
def changes(session: Session, old: str, new: str) -> int:
    """Print what changed, one JSON a line."""
    for change in changes_of(_read(old), _read(new)):
        click.echo(json.dumps(change.to_dict(), ensure_ascii=False))
    return Exit.DONE


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def _read(path: str) -> Any:
    try:
        return json.loads(Path(path).read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise RecordError(
            f"cannot be read as JSON: {error}",
            f"无法作为 JSON 读取：{error}",
            field="manifest",
            place=path,
            hint_en="give what govrules manifest wrote",
            hint_zh="请给出 govrules manifest 所写的文件",
        ) from None
