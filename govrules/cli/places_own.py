"""``govrules places load`` and ``forget``: a user's own roads, estates and points of interest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .base import Exit, Session
from .faults import Misuse
from .screen import Screen

if TYPE_CHECKING:
    from ..territory import Territory

__all__ = ["forget", "load"]

_SHOWN = 5


def load(session: Session, id: str | None, file: str) -> int:
    """Check a registry, keep it, and tell what of it sounds like a unit."""
    from ..kept_places import file_for, keep

    if not Path(file).is_file():
        raise Misuse(f"no file {file}", f"没有文件 {file}", "give a CSV table", "请给出 CSV 表")
    made = keep(session.load_alone(id), file)
    territory = made.territory
    entries, screen = territory.registry, Screen()
    screen.line(
        session.say(
            ("已载入 {n} 个名称，位于 {m} 个单位", "{n} names in {m} units are read from now on"),
            n=len(entries),
            m=len({entry.code for entry in entries}),
        )
    )
    screen.line(session.say(("保存于 {file}", "kept in {file}"), file=file_for(made.id)), "dim")
    _tell_alike(session, screen, territory)
    return Exit.DONE


def _tell_alike(session: Session, screen: Screen, territory: Territory) -> None:
    """Name the entries that are called as a unit is in short: they go before it."""
    alike = territory.registered_alike()
    for entry, unit in alike[:_SHOWN]:
        words = (
            "注意：{name}（{code}）也是 {unit} {zh} 的简称；其后为门牌等时按所载读取",
            "note: {name} ({code}) is also short for {unit} {zh}; "
            "where a door or the like follows, yours is read",
        )
        said = session.say(
            words, name=entry.name, code=entry.code, unit=unit, zh=territory.name(unit)
        )
        screen.block(said)
    if len(alike) > _SHOWN:
        words = ("另有 {n} 个", "and {n} more")
        screen.line(session.say(words, n=len(alike) - _SHOWN), "dim")


def forget(session: Session, id: str | None) -> int:
    """Drop the registry that is kept."""
    from ..kept_places import forget as drop

    words = (
        ("已删除所载的地名表", "the registry of places is dropped")
        if drop(id or session.only_jurisdiction())
        else ("没有已载入的地名表", "no registry of places was kept")
    )
    Screen().line(session.say(words))
    return Exit.DONE
