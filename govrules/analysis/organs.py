"""Which organs a rule names outright, and in which part of its conclusion."""

from __future__ import annotations

from collections.abc import Iterable

from ..expr import Ref, RoleAt, Term, options_of
from ..rules import Compiled

__all__ = ["organs_in", "refs_in", "terms_in"]


def terms_in(rule: Compiled, parts: Iterable[str]) -> tuple[Term, ...]:
    """What the rule concludes in these parts, what it leaves undivided one by one."""
    one, many = dict(rule.then.one), dict(rule.then.many)
    said = [t for p in parts for t in ((one[p],) if p in one else many.get(p, ()))]
    return tuple(option for term in said for option in options_of(term))


def organs_in(rule: Compiled, parts: Iterable[str]) -> frozenset[str]:
    """The organs, as ``role@level``, that the rule names outright in these parts."""
    return frozenset(t.code for t in terms_in(rule, parts) if isinstance(t, RoleAt))


def refs_in(rule: Compiled, parts: Iterable[str]) -> frozenset[str]:
    """The fields to which the rule refers in these parts."""
    return frozenset(t.field for t in terms_in(rule, parts) if isinstance(t, Ref))
