"""Small changes of the compiler itself: each is noticed by holding it against the evaluator.

A method is put in place with a piece of its source replaced, towns are compiled by it, and every
question, every region and every cell of theirs is compared with the reference evaluator. The
compiler as it stands passes the same comparison. Towns are drawn at random, and a few are written
for what chance seldom meets. Two changes are left out, since no answer shows them: a rule that
passes on that there is none concludes nothing at the leaf too, and the members of an open answer
for which one symbol stands, or two, are all spelt out.
"""

from __future__ import annotations

import inspect
import random
import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from types import ModuleType
from typing import Any

import pytest
from govrules import Jurisdiction, Rule
from govrules.diagrams import NOT_SAID, Chain, Link, Regions, Store, cuts_of
from govrules.diagrams.conditions import Conditions
from govrules.diagrams.gathering import Gathering
from govrules.diagrams.matters import Matters
from govrules.diagrams.ranks import Ranks
from govrules.diagrams.variables import Twins, Variables
from govrules.errors import GovrulesError
from govrules.evaluate import Evaluation
from govrules.rules import Facts, read_facts
from govrules.testing.strategies import blueprints
from hypothesis import HealthCheck, Phase, given, settings

# What is changed, in words: where, what stands there, what stands there instead.
MUTANTS: dict[str, tuple[type, str, str, str]] = {
    # Conditions.
    "true and false change places": (
        Conditions,
        "leaf",
        "self.true if value else self.false",
        "self.false if value else self.true",
    ),
    "what is open is taken to hold": (
        Conditions,
        "_joined",
        "return self.unknown if left else nothing",
        "return nothing",
    ),
    "alternatives are taken together": (Conditions, "some", "False", "True"),
    # Rules dropped on the way.
    "a rule may pass on that there is none": (
        Link,
        "_open",
        "self._may_be_none[p] and",
        "False and",
    ),
    "rules that may agree are put out": (Ranks, "without_idle", " & self._apart[n]", ""),
    "a defeated rule no longer defeats": (
        Ranks,
        "without_idle",
        "if not self.under(n, rules & ~out):",
        "if True:",
    ),
    "a rule that an organ must rank is idle": (
        Ranks,
        "without_idle",
        " | (self._asked[m] | self._asked[n]) & rules",
        "",
    ),
    "what one agrees with is idle though it outranks more": (
        Ranks,
        "without_idle",
        "if not below & ~self.under(n, rules):",
        "if True:",
    ),
    "one that does not outrank all decides": (
        Ranks,
        "without_idle",
        "if not rules & ~(self._alike[n] | self.under(n, rules)):",
        "if self.under(n, rules):",
    ),
    "who is on top is not looked at": (
        Ranks,
        "without_idle",
        "[n for n in bits_of(sure) if not self.over(n, rules) & ~self._alike[n]]",
        "[*bits_of(sure)]",
    ),
    "the higher rule is the lower": (
        Ranks,
        "_meet",
        'if verdict == "first"',
        'if verdict == "second"',
    ),
    # Leaves.
    "two fields that are the same stay two": (
        Link,
        "_referred",
        "what[p] is True",
        "what[p] is False",
    ),
    "one of several is another": (
        Twins,
        "hold_one",
        "UNKNOWN if passed_on in other.values else False",
        "False",
    ),
    "what one of several is stays two": (Link, "_referred", "what[p] is UNKNOWN", "False"),
    "a level left open is that of either level": (
        Twins,
        "hold_one",
        "bool(passed_on == rules.roles.seated(other))",
        "rules.roles.is_same(passed_on, rules.roles.seated(other))",
    ),
    "whether two are the same is not asked": (
        Link,
        "_is_needed",
        "return any(rules & pair == pair for pair in self._twins.get(part, ()))",
        "return False",
    ),
    "what may pass on none applies for certain": (
        Link,
        "_answered",
        "if open_parts or None in outcomes:",
        "if open_parts:",
    ),
    "which part is open is forgotten": (Link, "_conditions_of", "if not may_be_open:", "if True:"),
    "what applies and what may change places": (
        Link,
        "_contested",
        "in (true, unknown)",
        "in (unknown, true)",
    ),
    # What is gathered.
    "what applies is not told": (Gathering, "_reduce", "tuple(by_truth[True])", "()"),
    "what is open is not told": (Gathering, "_reduce", "tuple(by_truth[UNKNOWN])", "()"),
    "one group is left out": (
        Chain,
        "_gathered",
        "for group in self.gatherings[question.id]:",
        "for group in self.gatherings[question.id][1:]:",
    ),
    "a group that is told is left open": (
        Chain,
        "_gathered",
        "leaf = group.leaf(known)",
        "raise KeyError",
    ),
    "what answers make known is not read": (
        Chain,
        "decide",
        "make_known(answer, known, self.rules)",
        "pass",
    ),
    # Cells.
    "what is passed on is no part of a cell": (
        Variables,
        "_signature",
        "self.stand_in(key, value) if key in self.refs else None",
        "None",
    ),
    "a named organ is like any other": (
        Variables,
        "stand_in",
        'seated if seated in self.named else Symbol(f"${field}")',
        'Symbol(f"${field}")',
    ),
    "rules agree only where they are written alike": (
        Variables,
        "may_agree",
        "a == b or self._are_twins(a, b) or self._outcomes(a) & self._outcomes(b)",
        "a == b",
    ),
    "a cell is the one after": (
        Variables,
        "cell",
        "met[value] = self._number[key].get(self._signature(key, value))",
        "n = self._number[key].get(self._signature(key, value)); met[value] = None if n is None else (n + 1) % len(self.cells[key])",
    ),
    "a value is in the cell before": (
        Variables,
        "_add",
        "self._number[key][signature] = len(self.cells[key])",
        "self._number[key][signature] = max(len(self.cells[key]) - 1, 0)",
    ),
    "nodes of two fields are one": (
        Store,
        "node",
        "self._unique.get((level, kids))",
        "next((n for (_, k), n in self._unique.items() if k == kids), None)",
    ),
    # Answers made known.
    "what a question follows is forgotten": (
        Chain,
        "_before",
        "if question.follows is not None and None in own:",
        "if False:",
    ),
    "what may be said itself is forgotten": (
        Chain,
        "_before",
        "for v in possible if v is not None",
        "for v in () if v is not None",
    ),
    "an answer is told as its symbol": (
        Chain,
        "_meant",
        "if not isinstance(part, Symbol):",
        "if True:",
    ),
    # Records.
    "a reader is left out": (
        Matters,
        "_add_nodes",
        "for link in chain.links.values():",
        "for link in [*chain.links.values()][:-1]:",
    ),
    "what a code implies is left out": (
        Matters,
        "_signature",
        "tuple(self._implied(field, value))",
        "()",
    ),
    "rules are left out where their answer is": (
        Matters,
        "_add_nodes",
        "if rule_by_rule else ()",
        "if False else ()",
    ),
    "a day is in the cell before": (Matters, "cell", "if first <= value", "if first < value"),
    # Regions.
    "what is assumed is not what is not said": (
        Regions,
        "_before",
        "or (is_assumed and v is NOT_SAID)",
        "",
    ),
    "what a code implies holds of none": (Regions, "_saying", "if reads is None:", "if True:"),
    "who says one of several is among them": (
        Regions,
        "_undivided",
        "if not isinstance(value, OneOf):",
        "if True:",
    ),
    "two regions of one diagram are one": (
        Regions,
        "_carried_back",
        "at = (link.question.id, n, key)",
        "at = (link.question.id, n, None)",
    ),
    "outside is inside": (Regions, "_same", "in wanted", "not in wanted"),
}
# So many jurisdictions drawn, and so many matters of each.
TOWNS, MATTERS = 50, 25


def changed(owner: type, name: str, old: str, new: str) -> Any:
    """The method with a piece of its source replaced."""
    source = textwrap.dedent(inspect.getsource(getattr(owner, name)))
    assert source.count(old) == 1, f"{owner.__name__}.{name} has no {old!r}"
    made: dict[str, Any] = {}
    exec(source.replace(old, new), vars(sys.modules[owner.__module__]), made)
    return made[name]


def written(town: ModuleType) -> Iterator[Jurisdiction]:
    """Towns written for what chance seldom meets."""

    def made(*rules: Rule, without: tuple[str, ...] = ()) -> Jurisdiction:
        return Jurisdiction(town.blueprint(*rules, without=without))

    def route(id: str, when: str, lead: str = "", cite: str = "CR 1", **more: Any) -> Rule:
        then = {"disposition": "transfer" if lead else "handle"} | ({"lead": lead} if lead else {})
        return town.rule(f"X.{id}", "route", when, then, cite, **more)

    # Two rules that say the same, each of which an organ must rank against a third.
    yield made(
        route("one", "kind = complaint", "bureau@district"),
        route("two", "kind = complaint and listed", "bureau@district"),
        route("ministry", "kind = complaint", "bureau@city", "DR 1"),
    )
    # An exception that agrees with its rule; an organ must rank both against a third.
    yield made(
        route("one", "kind = complaint", "bureau@district"),
        route("two", "kind = complaint and listed", "$competence", exception_to="X.one"),
        route("ministry", "kind = complaint and urgent", "bureau@city", "DR 1"),
    )
    # Rules that nothing ranks, and that agree where two fields are the same, or name one organ; or
    # where one is among several of the other, none of them named by a conclusion, or all but one.
    one = route("one", "kind = complaint and urgent", "$giver")
    two = route("two", "kind = complaint and listed", "$competence")
    bins = town.rule("X.bins", "competence", "item = bins", {"organ": "bureau@district_or_city"})
    yield made(one, two, bins)
    yield made(one, two, route("other", "kind = task and urgent", "office@subdistrict"))
    yield made(
        route("one", "kind = complaint and urgent", "$giver"),
        route("two", "kind = complaint and listed", "bureau@city"),
    )
    # An exception and its rule, each open in a part of its own.
    yield made(
        route("one", "kind = complaint and holder under bureau", "bureau@district"),
        route(
            "two", "kind = complaint and holder under office", "bureau@city", exception_to="X.one"
        ),
    )
    # An exception that is open in the part in which its rule is.
    yield made(
        route("one", "kind = complaint and holder under bureau", "bureau@district"),
        route(
            "two",
            "kind = complaint and listed and holder under bureau",
            "bureau@city",
            exception_to="X.one",
        ),
    )
    # What only the last question reads; what only one rule reads, which changes no answer; what a
    # code implies, where no rule tells the codes themselves apart.
    yield made(
        town.rule("X.last", "provisional", "item = noise", {"lead": "bureau@city"}, "CR 2"),
        route("one", "kind = complaint", "bureau@district"),
        route("two", "kind = complaint and item = bins", "bureau@district"),
    )
    yield made(
        route("one", "kind = complaint and nature = service", "bureau@district"),
        without=("C.litter", "C.dump", "D1"),
    )


def drawn(count: int) -> list[Jurisdiction]:
    """Generated jurisdictions, the same each time."""
    found: list[Jurisdiction] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(blueprints())
    def draw(blueprint: Any) -> None:
        found.append(Jurisdiction(blueprint))

    draw()
    return found


@pytest.fixture(scope="module")
def towns(load_helper: Callable[[str], ModuleType], town: ModuleType) -> list[Jurisdiction]:
    """All towns, those written by hand first."""
    packs = load_helper("packs")
    return [*written(town), *drawn(TOWNS), *packs.drawn(town, 15)]


def check_written(space: ModuleType, regions: Regions) -> None:
    """Hold the questions against the evaluator on each complaint that the written towns are for."""
    rules, organs = regions.rules, ("bureau@district", "bureau@city", "office@subdistrict")
    names = ("item", "listed", "urgent", "giver")
    each = (("litter", "dump", "bins"), (False, True), (False, True), organs)
    for values in product(*each):
        record: dict[str, Any] = {"kind": "complaint", "on": "2021-03-01", "number": 1}
        record |= {"place": "110101001001", "steps": "none"} | dict(zip(names, values, strict=True))
        facts = read_facts(record, rules.declared, day_field=rules.day_field)
        space.check_answers(regions, facts)


def compare(space: ModuleType, made: Jurisdiction) -> None:
    """Hold questions, regions and cells against the evaluator, matter by matter.

    Raises:
        AssertionError: they differ; a changed compiler may raise anything else.
    """
    regions, draw = space.compiled(made), random.Random(1)
    matters, rules = regions.matters, regions.rules
    values = {field: list(said(regions, field)) for field in matters.order}
    if any(id.startswith("X.") for id in rules.rules):
        check_written(space, regions)
    for n in range(2 * MATTERS):
        cells = {level: draw.randrange(len(matters.cells[f])) for f, level in matters.level.items()}
        record = matters.record(cells)
        if is_any := n >= MATTERS:  # any value, not the first of its cell
            record = {
                f: v for f, each in values.items() if (v := draw.choice(each)) is not NOT_SAID
            }
            cells |= {matters.level[f]: 0 for f in matters.worked_out}
            cells |= {matters.level[f]: matters.cell(f, v) for f, v in record.items()}
            record = matters.joined(
                {f: str(v) if isinstance(v, date) else v for f, v in record.items()}
            )
        try:
            facts = read_facts(record, rules.declared, day_field=rules.day_field)
        except GovrulesError:  # one fact contradicts what another implies
            continue
        space.check_answers(regions, facts)
        space.check_regions(regions, cells, facts)
        if not is_any:
            check_known(space, regions, cells, facts)


def said(regions: Regions, field: str) -> list[Any]:
    """The values that a record may say of a field; of what another one implies, none."""
    declared = regions.rules.fields[field]
    if declared.reads is not None:
        return [NOT_SAID]
    if declared.kind == "day":
        cuts = cuts_of(regions.rules)
        return [*cuts, *(day - timedelta(1) for day in cuts)]
    nothing = [NOT_SAID] if field in regions.matters.worked_out else []
    return [*nothing, *regions.chain.complete(field)]


def check_known(space: ModuleType, regions: Regions, cells: dict[int, int], facts: Facts) -> None:
    """A matter is in the region of the value that is known of it, and in no other one."""
    expected = space.said(regions, facts)
    if isinstance(expected, Evaluation) and space.is_complete(regions, expected):
        for field, values in regions.chain.answers.items():
            for value in values:
                region = regions.holding(field, frozenset((value,)))
                is_inside = regions.store.walk(region, cells) == regions.everything
                assert is_inside is (expected.look(field) == value)


def test_the_compiler_as_it_stands_agrees(
    load_helper: Callable[[str], ModuleType], towns: list[Jurisdiction]
) -> None:
    """With the evaluator, on every town: what is noticed below is the change."""
    for made in towns:
        compare(load_helper("space"), made)


@pytest.mark.parametrize("what", MUTANTS)
def test_a_changed_compiler_is_noticed(
    load_helper: Callable[[str], ModuleType],
    towns: list[Jurisdiction],
    monkeypatch: pytest.MonkeyPatch,
    what: str,
) -> None:
    """One town at least tells it from the evaluator."""
    owner, name, old, new = MUTANTS[what]
    monkeypatch.setattr(owner, name, changed(owner, name, old, new))
    assert any(differs(load_helper("space"), made) for made in towns), what


def differs(space: ModuleType, made: Jurisdiction) -> bool:
    """Whether the compiler comes to something else than the evaluator, or breaks."""
    try:
        compare(space, made)
    except Exception:
        return True
    return False
