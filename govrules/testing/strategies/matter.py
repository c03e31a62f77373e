"""Matters of any jurisdiction, and the same matters better known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ...expr import Between, Same, Under, atoms
from ...rules import Field, Rule
from ...values import UNKNOWN, CodeTree
from .declared import BOUNDS, days

__all__ = ["better_known", "matters"]


def _cells(f: Field, bounds: Sequence[date]) -> SearchStrategy[Any]:
    """What a record may say of a field, but for "unknown"."""
    if f.kind == "flag":
        return st.sampled_from([True, False, "是", "no"])
    if f.kind == "choice":
        return st.sampled_from([w for c in f.choices for w in (c.code, c.code, c.zh)])
    if f.kind == "set":
        return st.sets(st.sampled_from([c.code for c in f.choices])).map(
            lambda codes: ";".join(sorted(codes)) or "none"
        )
    if f.kind == "day":
        return days(bounds).map(date.isoformat)
    if f.kind == "count":
        return st.integers(0, f.most)
    return st.sampled_from([c for c in f.tree or () if not _is_bare_role(f.tree, c)])


def _is_bare_role(tree: CodeTree | None, code: str) -> bool:
    """A role without its level is read at the one where it sits, so it is not imprecise."""
    return "roles" in {getattr(tree, "id", "")} and "@" not in code


def _named_codes(fields: Mapping[str, Field], rules: Iterable[Rule]) -> dict[str, list[str]]:
    """Field → the codes that conditions name, and those above them."""
    found: dict[str, set[str]] = {}
    for atom in (a for r in rules for a in atoms(r.when)):
        if isinstance(atom, Between | Same):
            continue
        tree = fields[atom.field].tree if atom.field in fields else None
        if tree is None:
            continue
        for code in atom.codes if isinstance(atom, Under) else atom.values:
            if code in tree:
                path = (*tree.path(str(code)),)
                found.setdefault(atom.field, set()).update(
                    c for c in path if not _is_bare_role(tree, c)
                )
    return {id: sorted(codes) for id, codes in found.items()}


@st.composite
def matters(
    draw: DrawFn,
    fields: Mapping[str, Field],
    *,
    bounds: Sequence[date] = BOUNDS,
    known: int = 2,
    near: Iterable[Rule] = (),
) -> dict[str, Any]:
    """A record: each field given, in codes or in Chinese, or said to be unknown, or left out.

    Args:
        fields: The declared fields by id, such as ``jurisdiction.fields``.
        bounds: Days that matter; the days given lie around them.
        known: How many times as likely it is that a field is given as that it is not.
        near: Rules whose codes, and the codes above them, are given more often than others.
    """
    codes = _named_codes(fields, near)
    record: dict[str, Any] = {"id": "m"}
    for id, f in fields.items():
        if f.reads is not None:
            continue
        how = draw(st.integers(0, 2 * known + 1))
        if getattr(f.tree, "id", "") == "roles":  # an organ: most often for the rules to find
            how = draw(st.sampled_from([2, 1, 1, -1, -1]))
        elif f.kind == "day":  # without a day nothing is known to be in force
            how = draw(st.sampled_from([*[2] * 8, 1, -1]))
        if how > 1:
            cells = _cells(f, bounds)
            record[id] = draw(cells | st.sampled_from(codes[id]) if codes.get(id) else cells)
        elif how == 1:
            record[id] = draw(st.sampled_from(["unknown", "未知", ""]))
    return record


@st.composite
def better_known(
    draw: DrawFn,
    fields: Mapping[str, Field],
    record: Mapping[str, Any],
    *,
    bounds: Sequence[date] = BOUNDS,
) -> dict[str, Any]:
    """The same matter, of which more is known: one fact or several learnt, a code made precise.

    What is assumed stays so: to hear that it is otherwise is not to learn what was unknown.

    Args:
        fields: The declared fields by id.
        record: The matter as it was known.
        bounds: Days that matter.
    """
    learnt: dict[str, SearchStrategy[Any]] = {}
    for id, f in fields.items():
        value = f.read(record.get(id))
        unsaid = f.assume is not UNKNOWN and not f.is_unknown(record.get(id))
        if f.reads is not None or (value is UNKNOWN and unsaid):
            continue
        if value is UNKNOWN:
            learnt[id] = _cells(f, bounds)
        elif f.kind == "code" and f.tree is not None and not f.tree.is_leaf(value):
            below = [c for c in f.tree if c != value and value in f.tree.path(c)]
            learnt[id] = st.sampled_from([c for c in below if not _is_bare_role(f.tree, c)])
    if not learnt:
        return dict(record)
    some = draw(st.sets(st.sampled_from(sorted(learnt)), min_size=1))
    return {**record, **{id: draw(learnt[id]) for id in sorted(some)}}
