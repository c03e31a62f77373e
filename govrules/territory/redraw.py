"""Another division: units merged, split, founded or renamed, and what became of each, by day.

Two rosters say it exactly: one of the day before, as it was, and one of the day. Codes that ended
lead on by day, and codes that did not exist yet lead back, so that matters need not be recoded.
Changes that undo each other leave the territory that there was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import attrs

from ..errors import PolicyError
from .store import Columns, Succession, build
from .territory import Territory

__all__ = ["close", "found", "merge", "rename", "split"]

DAY = timedelta(days=1)
# The last three digits of a code say of what kind a unit is: these numbers are of one kind.
KINDS = {9: ((1, 99), (100, 199), (200, 299), (400, 499)), 12: ((1, 199), (200, 399), (400, 499))}
ANY = ((1, 999),)

Roster = dict[str, str]


def merge(t: Territory, unit: str, into: str, on: date) -> Territory:
    """Merge a unit into another of its level: what lies in it gets codes there.

    Args:
        t: The territory.
        unit: Code, name or path of the unit that ends.
        into: The unit that it becomes part of.
        on: The first day.

    Raises:
        PlaceError: there is no such unit on that day.
        PolicyError: the two are one, or of two levels.
    """
    code, other = t.resolve(unit, on), t.resolve(into, on)
    if code == other or len(code) != len(other):
        raise _unfit(
            "into",
            into,
            f"{unit} cannot be merged into it: the two are one unit, or of two levels",
            f"{unit} 不能并入：二者为同一单位，或不在同一层级",
            "name two units of one level",
            "请写同一层级的两个单位",
        )
    moves = _moved(t, _below(t, code, on), other, on)
    return _redrawn(t, on, moves | {code: other}, {})


def split(t: Territory, unit: str, name: str, parts: Sequence[str], on: date) -> Territory:
    """Split a unit: some of what lies in it becomes a new unit beside it.

    Args:
        t: The territory.
        unit: The unit that is split.
        name: The Chinese name of the new unit.
        parts: The units below it that go to the new one.
        on: The first day.

    Raises:
        PlaceError: there is no such unit on that day.
        PolicyError: nothing goes, or what does not lie in the unit does; the name is taken.
    """
    code = t.resolve(unit, on)
    inside = _below(t, code, on)
    going = [t.resolve(part if part.isdigit() else f"{unit}/{part}", on) for part in parts]
    stray = [part for part, one in zip(parts, going, strict=True) if one not in inside]
    if stray or not going:
        raise _unfit(
            "parts",
            list(parts),
            f"{', '.join(stray)} is no unit directly below {unit}"
            if stray
            else f"no part of {unit} is named",
            f"{'、'.join(stray)}不是 {unit} 直接下辖的单位"
            if stray
            else f"未写明 {unit} 的哪一部分",
            "name units below it, at least one",
            "请写其下辖的单位，至少一个",
        )
    _check_free(t, t.path(code)[-2:][0], name, on)
    new = _free(t, code[:-3], int(code[-3:]), set())
    return _redrawn(t, on, _moved(t, going, new, on), {new: name}, {new: code})


def found(t: Territory, name: str, under: str, on: date, *, like: str | None = None) -> Territory:
    """Found a unit below another, with nothing in it yet.

    Args:
        t: The territory.
        name: Its Chinese name.
        under: The unit above it.
        on: The first day.
        like: A unit beside it of whose kind it is; where not given the first below ``under``.

    Raises:
        PlaceError: there is no such unit on that day.
        PolicyError: nothing lies below the unit of whose kind it could be; the name is taken.
    """
    above = t.resolve(under, on)
    beside = [t.resolve(like, on)] if like else _below(t, above, on)
    if not beside:
        raise _unfit(
            "like",
            like,
            f"nothing lies below {under} of whose kind it could be",
            f"{under} 之下没有可比照的单位",
            "name a unit in like",
            "请在 like 中写一个单位",
        )
    _check_free(t, above, name, on)
    new = _free(t, above, int(beside[0][-3:]), set())
    return _redrawn(t, on, {}, {new: name}, {new: above})


def close(t: Territory, unit: str, on: date) -> Territory:
    """End a unit with nothing in it: its organs end with it, and it becomes part of no other.

    Args:
        t: The territory.
        unit: The unit that ends.
        on: The first day.

    Raises:
        PlaceError: there is no such unit on that day.
        PolicyError: something lies in it, which would be left without a unit.
    """
    code = t.resolve(unit, on)
    if inside := _below(t, code, on):
        raise _unfit(
            "unit",
            unit,
            f"{len(inside)} units lie in it, and would lie nowhere",
            f"其下尚有 {len(inside)} 个单位，将无所归属",
            "merge it into another unit",
            "请将其并入其他单位",
        )
    return _redrawn(t, on, {}, {}, ends=(code,))


def rename(t: Territory, unit: str, name: str, on: date) -> Territory:
    """Give a unit another Chinese name from a day on.

    Raises:
        PlaceError: there is no such unit on that day.
        PolicyError: a unit beside it has that name.
    """
    code = t.resolve(unit, on)
    path = t.path(code)
    if len(path) > 1:
        _check_free(t, path[-2], name, on, but=code)
    return _redrawn(t, on, {}, {code: name})


def _check_free(t: Territory, above: str, name: str, on: date, but: str = "") -> None:
    """Raises PolicyError where another unit beside it is called so: neither would be found."""
    if not name.strip():
        words = "a unit has a name", "单位应有名称"
        raise _unfit("name", name, *words, "write its Chinese name", "请写中文名称")
    for code in _below(t, above, on):
        if code != but and t.name(code, on=on) == name:
            raise _unfit(
                "name",
                name,
                f"{name} is the name of {code} already, in {t.name(above, on=on)} on {on}",
                f"{on}，{t.name(above, on=on)}已有 {name}（{code}）",
                "give another name, or merge the two",
                "请另取名称，或将二者合并",
            )


def _below(t: Territory, code: str, on: date) -> list[str]:
    return list(t.children(code, on))


def _moved(t: Territory, codes: Sequence[str], to: str, on: date) -> dict[str, str]:
    """Old code → new code under another unit, for these and all that lies in them.

    One that came from there takes its old code again, so that a split undone is undone whole.
    """
    came_from = {s.into: s.code for s in t.successions if s.is_whole}
    moves: dict[str, str] = {}
    for code in codes:
        before = came_from.get(code)
        is_free = before is not None and before[:-3] == to and before not in t.children(to, on)
        new = before if is_free and before else _free(t, to, int(code[-3:]), set(moves.values()))
        moves[code] = new
        for below in t:
            if below.startswith(code) and below != code:
                moves[below] = new + below[len(code) :]
    return moves


def _free(t: Territory, above: str, number: int, taken: set[str]) -> str:
    """A code under a unit that no roster has had, of the kind of that number."""
    size = len(above) + 3
    first, last = next((k for k in KINDS.get(size, ANY) if k[0] <= number <= k[1]), (1, 999))
    for n in (number, *range(last, first - 1, -1)):
        code = f"{above}{n:03}"
        if code not in t and code not in taken:
            return code
    raise _unfit(
        "under",
        above,
        f"no code of its kind is free under {above}",
        f"{above} 之下已无同类代码可用",
        "merge less at once",
        "请减少一次并入的单位",
    )


def _redrawn(
    t: Territory,
    on: date,
    moves: Mapping[str, str],
    names: Mapping[str, str],
    parts: Mapping[str, str] | None = None,
    ends: Sequence[str] = (),
) -> Territory:
    """The territory with codes moved and names given from a day on.

    Args:
        t: The territory.
        on: The first day.
        moves: Old code → new code.
        names: Code → name, of new units and of renamed ones.
        parts: New unit → the unit out of which it was made.
        ends: Codes that end, and become no other.
    """
    cols = t.columns
    rosters = {r.day: _roster(cols, k) for k, r in enumerate(cols.rosters)}
    drawn = {*cols.drawn, *(d for d in (on - DAY, on) if d not in rosters)}
    for day in (on - DAY, on):  # each as the roster before it has it; on may be the day of one
        before = max((d for d in rosters if d <= day), default=min(rosters))
        rosters.setdefault(day, dict(rosters[before]))
    for day in [d for d in rosters if d >= on]:
        kept = {code: name for code, name in rosters[day].items() if code not in ends}
        rosters[day] = _changed(kept, moves, names)
    for day in sorted(drawn):  # where nothing is left of a change, neither is its pair of rosters
        if {day, day - DAY} <= drawn and rosters[day] == rosters[day - DAY]:
            del rosters[day], rosters[day - DAY]
            drawn -= {day, day - DAY}
    english = dict(cols.english)
    for old, new in moves.items():
        english |= {(new, zh): en for (code, zh), en in cols.english.items() if code == old}
    made = build({d: r.items() for d, r in rosters.items()}, levels=cols.levels, english=english)
    known = {(code, name) for r in rosters.values() for code, name in r.items()}
    successions = _successions(cols.successions, on, moves, parts or {})
    successions = tuple(s for s in successions if s.into not in ends or s.on != on)
    made = attrs.evolve(
        made,
        english={key: en for key, en in english.items() if key in known},
        successions=successions,
        drawn=tuple(sorted(drawn)),
    )
    return t.with_columns(made)


def _roster(cols: Columns, number: int) -> Roster:
    return {
        code: name
        for row, code in enumerate(cols.codes)
        if (name := cols.name(row, number)) is not None
    }


def _changed(roster: Roster, moves: Mapping[str, str], names: Mapping[str, str]) -> Roster:
    kept = {code: name for code, name in roster.items() if code not in moves}
    # Where the unit that takes another in stands already, it keeps its own name.
    come = {new: roster[old] for old, new in moves.items() if old in roster and new not in kept}
    return dict(sorted({**kept, **come, **names}.items()))


def _successions(
    known: Sequence[Succession], on: date, moves: Mapping[str, str], parts: Mapping[str, str]
) -> tuple[Succession, ...]:
    """What became of each code; two steps of one day are one, and there and back is none."""
    same = {s.code: s.into for s in known if s.on == on and s.is_whole}
    others = [s for s in known if s.on != on or not s.is_whole]
    step: Callable[[str], str] = lambda code: moves.get(code, code)  # noqa: E731
    joined = {old: step(new) for old, new in same.items()}
    for old, new in moves.items():
        if old not in same.values():
            joined[old] = new
    whole = [Succession(old, new, on) for old, new in joined.items() if old != new]
    gone = {s.into for s in others if not s.is_whole and s.on == on and s.into in moves}
    others = [s for s in others if s.is_whole or s.into not in gone]
    whole = [s for s in whole if s.code not in gone]
    made = [Succession(old, new, on, is_whole=False) for new, old in parts.items()]
    return tuple(sorted([*others, *whole, *made], key=lambda s: (s.on, s.code, s.into)))


def _unfit(field: str, value: object, en: str, zh: str, hint_en: str, hint_zh: str) -> PolicyError:
    return PolicyError(en, zh, field=field, value=value, hint_en=hint_en, hint_zh=hint_zh)
