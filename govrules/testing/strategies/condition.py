"""Conditions over declared fields, of every node there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import permutations
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ...expr import All, Between, Const, Expr, Is, Not, Same, Some, Under
from ...layer import ROLES
from ...rules import Field
from .declared import BOUNDS, ROLE_LIST, SEATS

__all__ = ["atoms_of", "conditions", "flat_fields"]


def flat_fields(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields as conditions see them: a set is its member flags."""
    flat: dict[str, Field] = {}
    for f in fields.values():
        flat.update({m.id: m for m in f.members()} if f.kind == "set" else {f.id: f})
    return flat


def atoms_of(f: Field) -> SearchStrategy[Expr]:
    """Conditions of one atom over one field."""
    codes = _codes(f) if f.kind == "code" else [c.code for c in f.choices]
    return _atoms(f.id, f.kind, tuple(codes), f.most)


# A strategy that is made anew is checked anew, which costs more than drawing from it: each is kept.
@lru_cache(maxsize=1024)
def _atoms(id: str, kind: str, codes: tuple[str, ...], most: int) -> SearchStrategy[Expr]:
    if kind == "flag":
        return st.booleans().map(lambda v: Is(id, (v,)))
    if kind == "choice":
        return st.lists(st.sampled_from(codes), min_size=1, max_size=2).map(lambda v: Is(id, v))
    if kind == "code":
        listed = st.lists(st.sampled_from(codes), min_size=1, max_size=2)
        return listed.map(lambda v: Under(id, v)) | listed.map(lambda v: Is(id, v))
    bounds: SearchStrategy[Any] = st.sampled_from(BOUNDS)
    if kind == "count":
        bounds = st.integers(1, min(most, 3))
    return st.one_of(
        bounds.map(lambda v: Between(id, v, None)),
        bounds.map(lambda v: Between(id, None, v)),
        st.tuples(bounds, bounds)
        .filter(lambda p: p[0] < p[1])
        .map(lambda p: Between(id, p[0], p[1])),
    )


def _comparable(flat: Mapping[str, Field]) -> list[tuple[str, str]]:
    """The pairs of fields whose codes are of one tree."""
    coded = [f for _, f in sorted(flat.items()) if f.tree is not None]
    return [(a.id, b.id) for a, b in permutations(coded, 2) if a.tree is b.tree]


def _codes(f: Field) -> list[str]:
    if f.tree is ROLES:
        return [*SEATS, *(r.code for r in ROLE_LIST if r.code in " ".join(SEATS))]
    return list(f.tree or ())


def conditions(
    fields: Mapping[str, Field], *, most: int = 4, named: Sequence[Expr] = ()
) -> SearchStrategy[Expr]:
    """Conditions over the fields, of every node there is.

    Args:
        fields: The declared fields by id; a set stands for its member flags.
        most: How many atoms there may be, about.
        named: Atoms to take rather than others, so that conditions are about the same things.
    """
    flat = flat_fields(fields)
    if not flat:
        return st.builds(Const, st.booleans())
    atoms = tuple(atoms_of(f) for _, f in sorted(flat.items()))
    return _conditions(atoms, tuple(_comparable(flat)), most, tuple(named))


@lru_cache(maxsize=1024)
def _conditions(
    atoms: tuple[SearchStrategy[Expr], ...],
    pairs: tuple[tuple[str, str], ...],
    most: int,
    named: tuple[Expr, ...],
) -> SearchStrategy[Expr]:
    atom = st.sampled_from(atoms).flatmap(lambda one: one)
    if pairs:
        atom = st.one_of(atom, atom, atom, st.sampled_from(pairs).map(lambda p: Same(*p)))
    if named:
        atom = st.one_of(st.sampled_from(named), st.sampled_from(named), atom)
    leaf = st.one_of(atom, atom, atom, atom, st.builds(Const, st.booleans()))
    if most < 2:
        return leaf | leaf.map(Not)
    return st.recursive(
        leaf,
        lambda part: st.one_of(
            part.map(Not), st.lists(part, max_size=3).map(All), st.lists(part, max_size=3).map(Some)
        ),
        max_leaves=most,
    )
