"""The facts that an open answer still turns on, and the ways in which each may turn out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeAlias, assert_never

from ..expr import All, Atom, Between, Const, Expr, Is, Not, Same, Some, Under
from ..rules import Field, is_same
from ..values import UNKNOWN, OneOf, is_under
from .answer import Evaluation
from .truth import Held

__all__ = ["Test", "askable", "below", "open_tests", "sides", "ways"]

Test: TypeAlias = Is | Under | Between

# A field that can turn out in more ways than this is not gone through value by value, nor is one
# with more codes: a place.
MOST_WAYS = 24
MOST_CODES = 1_000


def open_tests(found: Evaluation, final: str) -> tuple[tuple[str, Test | None], ...]:
    """Return each field that keeps a question open with a test on it that is open.

    Args:
        found: What was found.
        final: The question that is open.
    """
    if final not in found.open_tests:
        found.open_tests[final] = tuple(_open_tests(found, final))
    return found.open_tests[final]


def _open_tests(found: Evaluation, final: str) -> Iterator[tuple[str, Test | None]]:
    met = set[int]()
    for question in found.behind(final, open_only=True):
        if question != final and found.is_contested(question):
            continue  # no fact settles what an organ has to rank
        answer = found.answers[question]
        for rule in answer.live:
            for atom in _open_atoms(rule.when, found.held, met):
                for field, test in _tests(found, atom):
                    if not found.is_contested(field):
                        yield field, test
        for rule in (*answer.winners, *answer.live):
            for ref in rule.refs:
                if not found.is_contested(ref) and found.look(ref) is UNKNOWN:
                    yield ref, None


def _open_atoms(expr: Expr, held: Held, met: set[int]) -> Iterator[Atom]:
    """The tests on which a condition still turns: none in a part that is settled or was met.

    Conditions of rules are met by identity: a rule set has one object for each.
    """
    if id(expr) in met or held(expr) is not UNKNOWN:
        return
    met.add(id(expr))
    match expr:
        case Not(part):
            yield from _open_atoms(part, held, met)
        case All(parts) | Some(parts):
            for part in parts:
                yield from _open_atoms(part, held, met)
        case Is() | Under() | Between() | Same():
            yield expr
        case Const():  # always settled
            return
        case _:
            assert_never(expr)


def _tests(found: Evaluation, atom: Atom) -> Iterator[tuple[str, Test | None]]:
    """The fields that an atom leaves open, each with what is tested of it.

    Of two fields that are compared, one is held against the code of the other, if that is known.
    """
    if not isinstance(atom, Same):
        yield atom.field, atom
        return
    for field, other in ((atom.first, atom.second), (atom.second, atom.first)):
        tree, value, against = found.rules.fields[field].tree, found.look(field), found.look(other)
        is_precise = isinstance(value, str) and tree is not None and is_same(tree, value, value)
        if is_precise is not True:
            yield field, Is(field, (against,)) if isinstance(against, str) else None


def askable(found: Evaluation, id: str) -> str | None:
    """Return the field that is asked to settle this one; ``None`` for an answer of the rules."""
    field = found.rules.fields[id]
    if field.reads is not None:
        source = field.reads[0]
        tree, code = found.rules.fields[source].tree, found.look(source)
        is_precise = isinstance(code, str) and tree is not None and is_same(tree, code, code)
        return id if is_precise is True else source  # what a code does not imply may be said
    declared = found.rules.declared
    is_fact = found.question_of(id) is None or id in declared or id.partition(".")[0] in declared
    return id if is_fact else None


def ways(found: Evaluation, id: str, tests: Iterable[Test | None]) -> tuple[Any, ...]:
    """Return a value for each way in which the open tests of a field can turn out.

    Args:
        found: What was found; a code that is known roughly only turns out below it.
        id: The field.
        tests: The tests on it that are open; ``None`` for one that says nothing.

    Returns:
        The values; none where they cannot be listed, or are too many to be gone through.
    """
    field, value = found.rules.fields[id], found.look(id)
    if isinstance(value, OneOf):
        listed: tuple[Any, ...] = value.values
    elif field.kind == "flag":
        listed = (True, False)
    elif field.kind == "choice":
        listed = tuple(c.code for c in field.choices)
    else:
        known = [test for test in tests if test is not None]
        listed = sides(known) if field.kind in ("day", "count") else ()
        if field.kind == "code" and known:
            listed = _codes(field, None if value is UNKNOWN else value, known)
    if field.reads is not None:
        listed = _implied(found, field, listed)
    return listed if len(listed) <= MOST_WAYS else ()


def _implied(found: Evaluation, field: Field, listed: tuple[Any, ...]) -> tuple[Any, ...]:
    """The ways that a code implies which is known roughly: of a district, the kinds in it."""
    assert field.reads is not None
    source, attribute = field.reads
    tree, code = found.rules.fields[source].tree, found.look(source)
    if tree is None or not isinstance(code, str):
        return listed
    implied = below(tree, attribute).get(code, frozenset())
    return tuple(value for value in listed if value in implied) or listed


@lru_cache(maxsize=64)
def below(tree: Any, attribute: str) -> dict[str, frozenset[Any]]:
    """Say of each code of a tree what it and those below it have of an attribute, on any day.

    What a code has for certain those below it have too, and they are not looked at.

    Args:
        tree: The tree.
        attribute: What a field reads from it.
    """
    days = [roster.day for roster in getattr(tree, "rosters", ())] or [None]
    found: dict[str, set[Any]] = {}
    settled: set[str] = set()
    for code in sorted(tree, key=lambda code: len(tree.path(code))):
        path = tree.path(code)
        if not settled.isdisjoint(path):
            continue
        values = {tree.attribute(code, attribute, day) for day in days}
        if UNKNOWN not in values:
            settled.add(code)
        for step in path:
            found.setdefault(step, set()).update(values)
    return {code: frozenset(values) for code, values in found.items()}


def sides(tests: Iterable[Test]) -> tuple[date, ...] | tuple[int, ...]:
    """Give the days or numbers on both sides of each bound of some tests, in order."""
    bounds = {b for t in tests if isinstance(t, Between) for b in (t.low, t.high) if b is not None}
    if days := {b for b in bounds if isinstance(b, date)}:
        return tuple(sorted(days | {b - timedelta(days=1) for b in days}))
    numbers = {b for b in bounds if isinstance(b, int)}
    return tuple(sorted(numbers | {max(0, b - 1) for b in numbers}))


def _codes(field: Field, within: str | None, tests: Iterable[Test]) -> tuple[str, ...]:
    """The first leaf of each set of leaves that none of the tests tells apart."""
    tests = tuple(dict.fromkeys(tests))
    tree: Any = field.tree
    if len(tests) > MOST_WAYS or len(tree) > MOST_CODES:
        return ()
    return _told_apart(tree, within, tests)


@lru_cache(maxsize=1024)
def _told_apart(tree: Any, within: str | None, tests: tuple[Test, ...]) -> tuple[str, ...]:
    found: dict[tuple[Any, ...], str] = {}
    for code in tree:
        if tree.is_leaf(code) and (within is None or within in tree.path(code)):
            found.setdefault(tuple(_holds(tree, code, test) for test in tests), code)
    return tuple(found.values())


def _holds(tree: Any, code: str, test: Test) -> Any:
    return is_under(tree, code, test.codes) if isinstance(test, Under) else code in test.values  # type: ignore[union-attr]
