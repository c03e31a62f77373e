"""The problems of a split of powers, measured over decided matters (needs the extra ``columns``).

Each measure is a column of flags: true where a matter has the problem, null where that cannot be
known from what was given. All that rules say is asked once a class, and where a matter was sent
once for each pair of class and organ; rows are gathered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from .decision.outcome import Outcome
from .errors import RecordError, no_such
from .rules import Field, Role
from .rules.codes import levels_of
from .values import UNKNOWN

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "MEASURES",
    "Measure",
    "by_unit",
    "measure",
    "measure_one",
    "short_of_means",
    "tally",
    "units_of",
]

COMMUNITY = "community"
NO, YES, UNSAID = 0, 1, 2


@attrs.frozen
class Measure:
    """A problem that can be counted.

    Args:
        id: Its code, and the name of its column.
        zh: What it is called in Chinese.
        en: The same in English.
    """

    id: str
    zh: str
    en: str


MEASURES = (
    Measure("unclear_boundary", "权责不清", "unclear boundary"),
    Measure("overlap", "职责交叉", "overlap"),
    Measure("wrong_dispatch", "派单不准", "wrong dispatch"),
    Measure("power_without_means", "有权责而无保障", "power without means"),
    Measure("whistle_without_answer", "吹哨无人应", "whistle without answer"),
    Measure("pressed_down", "任务下压社区", "task pressed down to communities"),
)


def measure(
    jurisdiction: Any,
    table: pa.Table,
    *,
    sent_to: str | None = None,
    answered: str | None = None,
    short: Collection[str] | None = None,
) -> pa.Table:
    """Measure the problems of every row of a decided table.

    Args:
        jurisdiction: What decided it.
        table: What ``decide_table`` gave, or ``rows()`` of a simulated scenario.
        sent_to: The column that says to which organ a matter was in fact sent: a role, with its
            level or the code of its unit if known (``housing@district``). Let it be no fact of the
            matter, or the rules have answered it already.
        answered: The column that says whether all who were called by a whistle came, as a flag or
            in words; null where there was none.
        short: The codes of the units that lack the means of a power; see ``short_of_means``.

    Returns:
        A column of flags for each of ``MEASURES``, in the order of the rows. Null: the row has an
        error, or nothing was said of whom it was sent to, of a whistle, of means.

    Raises:
        RecordError: if a column is not there, names an organ that there is not, or says neither
            yes nor no of a whistle.
    """
    import numpy as np
    import pyarrow as pa

    classes, words = _codes(table, "decision_class")
    said = [_Said.of(jurisdiction, jurisdiction.classes[w].outcome) for w in words]

    def gathered(flags: Iterable[bool | None]) -> Any:
        return _flags([*flags, None])[classes]

    nothing = np.full(table.num_rows, UNSAID, np.int8)
    columns = {
        "unclear_boundary": gathered(s.is_unclear for s in said),
        "overlap": gathered(s.is_shared for s in said),
        "wrong_dispatch": nothing,
        "power_without_means": nothing,
        "whistle_without_answer": nothing,
        "pressed_down": gathered(s.is_barred_below for s in said),
    }
    if short is not None:
        columns["power_without_means"] = _without_means(table, said, classes, short)
    if answered is not None:
        codes, words = _codes(table, answered)
        flags = [_stayed_away(word, answered) for word in words]
        columns["whistle_without_answer"] = _flags([*flags, None])[codes]
    if sent_to is not None:
        wrong, below = _sent(jurisdiction, table, sent_to, said, classes)
        columns["wrong_dispatch"] = wrong
        pressed = columns["pressed_down"]
        columns["pressed_down"] = np.where(pressed == NO, below, pressed)
    return pa.table(
        {m.id: pa.array(columns[m.id] == YES, mask=columns[m.id] == UNSAID) for m in MEASURES}
    )


def measure_one(
    jurisdiction: Any,
    matter: Mapping[str, object],
    *,
    sent_to: str | None = None,
    answered: bool | None = None,
    short: Collection[str] | None = None,
) -> dict[str, bool | None]:
    """Measure the problems of one matter.

    Args:
        jurisdiction: Who decides it.
        matter: A record, as ``decide`` takes it.
        sent_to: To which organ it was in fact sent, as in a column of ``measure``.
        answered: Whether all who were called by a whistle came.
        short: The codes of the units that lack the means of a power.

    Returns:
        The flag of each of ``MEASURES``, ``None`` where it cannot be known.

    Raises:
        RecordError: if there is no such organ.
    """
    import pyarrow as pa

    matters = pa.table({id: [value] for id, value in matter.items()})
    table = jurisdiction.decide_table(matters, keep=[])
    table = table.append_column("sent_to", [[sent_to]]).append_column("answered", [[answered]])
    (flags,) = measure(
        jurisdiction,
        table,
        sent_to="sent_to" if sent_to is not None else None,
        answered="answered",
        short=short,
    ).to_pylist()
    return dict(flags)


def tally(measured: pa.Table, by: pa.Array | pa.ChunkedArray | None = None) -> pa.Table:
    """Count what was measured.

    Args:
        measured: What ``measure`` gave.
        by: What to count by: a value for each row (the district, the field of the item).

    Returns:
        ``measure``, ``zh``, ``en``, ``found`` (matters with the problem), ``known`` (matters of
        which that is known) and ``share`` of these, null of none; with ``by`` one such row for each
        of its values, which stands in ``by``.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    rows: list[dict[str, Any]] = []
    groups: list[Any] = [None] if by is None else sorted(pc.unique(by).to_pylist(), key=str)
    for group in groups:
        mine = measured if by is None else measured.filter(pc.equal(by, group))
        if by is not None and group is None:
            mine = measured.filter(pc.is_null(by))
        for one in MEASURES:
            known = mine.num_rows - mine[one.id].null_count
            found = pc.sum(mine[one.id]).as_py() or 0
            row = {} if by is None else {"by": group}
            row |= {"measure": one.id, "zh": one.zh, "en": one.en, "found": found, "known": known}
            rows.append(row | {"share": found / known if known else None})
    return pa.Table.from_pylist(rows)


def by_unit(inquiry: Any, table: pa.Table, level: str = "subdistrict") -> pa.Table:
    """Count answers and findings of an inquiry by unit: a table with a row for each unit.

    Args:
        inquiry: What answered: ``beijing.inquiry("means")``.
        table: What its ``decide_table`` gave, with the column of places kept.
        level: ``community``, ``subdistrict``, ``district`` or ``city``.

    Returns:
        ``unit`` (null where the place is not that precise), ``rows``, and how many rows of the unit
        have each disposition and each finding that occurs.

    Raises:
        RecordError: if there is no such level, or no column of places.
    """
    import numpy as np
    import pyarrow as pa

    units = units_of(inquiry, table, level)
    classes, words = _codes(table, "decision_class")
    columns: dict[str, list[int]] = {}
    for at in np.unique(classes[classes >= 0]).tolist():  # there may be words that no row has
        outcome = inquiry.classes[words[at]].outcome
        for name in _told(inquiry, outcome):
            columns.setdefault(name, [0] * (len(words) + 1))[at] = 1
    counts = {name: pa.array(np.array(flags)[classes]) for name, flags in sorted(columns.items())}
    flat = pa.table({"unit": units, "rows": pa.array(np.ones(table.num_rows, np.int64)), **counts})
    summed = flat.group_by("unit").aggregate([(n, "sum") for n in ("rows", *counts)])
    names = [name.removesuffix("_sum") for name in summed.column_names]
    return summed.rename_columns(names).sort_by("unit")


def short_of_means(
    inquiry: Any, table: pa.Table, *, end: str = "means_owed", level: str = "subdistrict"
) -> frozenset[str]:
    """The units that are owed means, for ``measure``.

    Args:
        inquiry: What answered: ``beijing.inquiry("means")``.
        table: As for ``by_unit``.
        end: The disposition by which something is owed.
        level: The level of the units.
    """
    counted = by_unit(inquiry, table, level)
    if end not in counted.column_names:
        return frozenset()
    pairs = zip(counted["unit"].to_pylist(), counted[end].to_pylist(), strict=True)
    return frozenset(unit for unit, n in pairs if unit is not None and n)


def units_of(jurisdiction: Any, table: pa.Table, level: str) -> pa.Array:
    """The unit of a level in which each row's place lies, by code.

    Args:
        jurisdiction: What decides the rows.
        table: Rows with the column of places, under its code or its Chinese name.
        level: ``community``, ``subdistrict``, ``district`` or ``city``.

    Returns:
        A code for each row; null where the place is not that precise, or is none.

    Raises:
        RecordError: if there is no such level, or no column of places.
    """
    import pyarrow as pa

    from .columns.arrow import as_dictionary

    if level not in jurisdiction.territory.levels:
        raise no_such("level", level, jurisdiction.territory.levels)
    territory = jurisdiction.territory
    place = jurisdiction.fields[jurisdiction.layout.place]
    name = place.zh if place.zh in table.column_names else place.id
    coded = as_dictionary(_column(table, name))

    def unit(text: str) -> str | None:
        try:
            found = territory.ancestor(territory.resolve(text), level)
        except RecordError:  # the row has its error
            return None
        return None if found is None else str(found)

    return pa.array([unit(t) for t in coded.dictionary.to_pylist()], pa.string()).take(
        coded.indices
    )


@attrs.frozen
class _Said:
    """What rules say of the matters of one class."""

    is_unclear: bool | None
    is_shared: bool | None
    is_barred_below: bool | None
    is_moved: bool | None
    named: tuple[str, ...]

    @classmethod
    def of(cls, jurisdiction: Any, outcome: Outcome | None) -> _Said:
        if outcome is None:
            return cls(None, None, None, None, ())
        o, layout = outcome, jurisdiction.layout
        rules = jurisdiction.rules.rules
        below = any(_level(organ) == COMMUNITY for organ in o.must_not_lead)
        moved = any(rules[id].rule.chain for id in (*o.owner_because, *o.because))
        return cls(
            o.disposition in layout.open
            or o.owner_status == "contested"
            or (o.owner_status == "open" and o.disposition in layout.refers),
            o.owner_status in ("undivided", "contested"),
            o.prohibited and below,
            None if o.owner_status == "open" and not moved else moved,
            tuple(filter(None, (o.lead, o.owner, o.by, *o.owner_among))),
        )


def _without_means(table: Any, said: list[_Said], classes: Any, short: Collection[str]) -> Any:
    """Whether a moved power is with a unit that lacks the means of it."""
    import numpy as np

    is_short = np.zeros(table.num_rows, bool)
    for name in ("lead", "owner"):
        codes, organs = _codes(table, name)
        at = np.array([*(organ.partition("@")[2] in short for organ in organs), False], bool)
        is_short |= at[codes]
    moved = _flags([*(s.is_moved for s in said), None])[classes]
    return np.where(moved == YES, is_short, moved)


def _sent(
    jurisdiction: Any, table: Any, name: str, said: list[_Said], classes: Any
) -> tuple[Any, Any]:
    """Whether a matter went to an organ that no rule names, and whether that is a community."""
    import numpy as np

    codes, texts = _codes(table, name)
    roles = jurisdiction.rules.roles
    organs = [_organ(jurisdiction, text, name) for text in texts]
    lead_codes, leads = _codes(table, "lead")
    owner_codes, owners = _codes(table, "owner")
    columns = (classes, codes, lead_codes, owner_codes)
    sizes = [len(words) + 1 for words in (said, texts, leads, owners)]
    # One number a row: to sort numbers is far cheaper than to sort rows.
    keys = np.ravel_multi_index([column.astype(np.int64) + 1 for column in columns], sizes)
    distinct, at = np.unique(keys, return_inverse=True)
    wrong: list[bool | None] = []
    below: list[bool | None] = []
    for of, sent, lead, owner in (np.stack(np.unravel_index(distinct, sizes), axis=1) - 1).tolist():
        if of < 0 or sent < 0:
            wrong.append(None)
            below.append(None if of < 0 else False)
            continue
        organ, unit = organs[sent]
        seats = {words[n] for words, n in ((leads, lead), (owners, owner)) if n >= 0}
        named = said[of].named
        hits = [one for one in named if _alike(roles.roles, one, organ)]
        seated = [_level(s) for s in seats if _alike(roles.roles, _role(s), organ)]
        is_here = not unit or not seated or unit in seated
        wrong.append(None if not named else not (hits and is_here))
        is_community = _level(organ) == COMMUNITY or roles.roles[_role(organ)].levels == (
            COMMUNITY,
        )
        below.append(is_community and not hits)
    return _flags(wrong)[at], _flags(below)[at]


CAME = Field("answered", "flag", "吹哨后是否均到场", "whether all came who were called")


def _stayed_away(word: Any, column: str) -> bool | None:
    """Whether somebody who was called did not come, from a cell; raises RecordError."""
    try:
        came = CAME.read(word)
    except RecordError as error:
        raise error.at(column) from None
    return None if came is UNKNOWN else not came


def _flags(found: Iterable[bool | None]) -> Any:
    """Flags as numbers, which gather without a look at each row."""
    import numpy as np

    return np.array([UNSAID if flag is None else int(flag) for flag in found], np.int8)


def _organ(jurisdiction: Any, text: str, name: str) -> tuple[str, str]:
    """The role that a cell names, with its level if said, and the code of its unit if said."""
    role, _, seat = text.partition("@")
    if seat.isdecimal():
        return _located(jurisdiction, role, name), seat
    return _located(jurisdiction, text, name), ""


def _located(jurisdiction: Any, text: str, name: str) -> str:
    """The code of a role as a text says it; raises RecordError naming the column."""
    try:
        return str(jurisdiction.rules.roles.locate(text).code)
    except RecordError as error:
        raise error.at(name) from None


def _alike(roles: dict[str, Role], one: str, other: str) -> bool:
    """Whether two organs may be one body: one role, or one name at some unit, and one level."""
    mine, its = roles[_role(one)], roles[_role(other)]
    if mine is not its and not set(mine.names) & set(its.names):
        return False
    levels = [levels_of(level) for organ in (one, other) if (level := _level(organ))]
    return len(levels) < 2 or bool(set(levels[0]) & set(levels[1]))


def _role(organ: str) -> str:
    return organ.partition("@")[0]


def _level(organ: str) -> str:
    return organ.partition("@")[2]


def _told(inquiry: Any, outcome: Outcome | None) -> Iterable[str]:
    """The disposition and the findings of a class."""
    if outcome is None:
        return ()
    won = [inquiry.rules.rules[id] for id in outcome.because]
    found = {r.rule.question for r in won if r.says == (True,)}
    return (outcome.disposition, *(f for f in inquiry.blueprint.findings if f in found))


def _codes(table: Any, name: str) -> tuple[Any, list[Any]]:
    """A column as numbers, −1 where there is none, and its words."""
    from .columns.arrow import numbered

    return numbered(_column(table, name))


def _column(table: Any, name: str) -> Any:
    if name not in table.column_names:
        raise no_such("column", name, table.column_names)
    return table[name]
