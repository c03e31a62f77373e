"""Random matters of a jurisdiction, most of them aimed at some rule.

Drawn field by field alone, few matters meet a condition of five tests. So a rule is drawn first,
and facts are said by which it applies: of an answer that it reads, the facts of a rule that gives
that answer. Then the matter is spoilt a little, and other facts are said beside.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

from govrules.classes.cells import Cells
from govrules.diagrams.chain import answer_fields
from govrules.evaluate import Known, truth
from govrules.expr import All, Atom, Between, Const, Expr, Is, Not, Same, Some, Under
from govrules.expr.terms import Ref, RoleAt, Value, options_of
from govrules.rules import Compiled, Field, RuleSet
from govrules.rules.facts import read_value
from govrules.rules.one_of import one_of_codes
from govrules.values import UNKNOWN, OneOf

__all__ = ["Draw"]

AIMED = 0.7
# How much is said beside, from one matter to the next.
SHARES = (0, 0.02, 0.1, 0.4, 0.9)
# What a matter may be about is said more often than the rest.
USUAL = ("kind", "item", "place", "on")
DAY = timedelta(1)


class Draw:
    """Random matters of a rule set.

    Args:
        rules: The rule set.

    Attributes:
        random: The random numbers; give it a seed before each run.
        days: The days on which something changes: rules, units, texts.
        aim: The rule at which the last matter was aimed, if any.
    """

    def __init__(self, rules: RuleSet) -> None:
        self.random = random.Random(0)
        self._rules, self._fields = rules, rules.declared
        self.days: list[date] = Cells(rules).fields[rules.day_field].cuts
        self.aim: Compiled | None = None
        self._worked_out = {q.id for q in rules.questions if q.kind == "fact"}
        self._concluding = _concluding(rules)
        self._all = list(rules.rules.values())
        self._means = cache(self._means_of)
        self._ways = cache(self._ways_of)
        self._below = cache(self._below_of)
        self._leaves = cache(partial(self._codes, are_leaves=True))
        self._groups = cache(partial(self._codes, are_leaves=False))

    def matter(self) -> dict[str, str]:
        """A matter that says little or much."""
        draw, found = self.random, dict[str, Any]()
        self.aim = draw.choice(self._all) if draw.random() < AIMED else None
        if self.aim is not None:
            self._meet(self.aim.when, True, found)
            self._move_to_an_edge(self.aim, found)
        record = self._record(found)
        share = draw.choice(SHARES)
        for id, field in self._fields.items():
            if id in record:
                if draw.random() < 0.03:  # said less well, or otherwise
                    record[id] = draw.choice(("unknown", "", self.value(field)))
                continue
            is_rare = field.reads is not None or id in self._worked_out
            said = 0.95 if id in USUAL else share * (0.1 if is_rare else 1)
            if draw.random() < said:
                record[id] = "unknown" if draw.random() < 0.03 else self.value(field)
        return {id: record[id] for id in self._fields if record.get(id)}

    def filled(self, matter: Mapping[str, str]) -> dict[str, str]:
        """The matter with all that was open in it settled; what is assumed stays so."""
        more = {
            id: self._settled(field, matter.get(id, "unknown"))
            for id, field in self._fields.items()
            if (id in matter or field.reads is None) and id not in self._worked_out
            if id in matter or field.assume is UNKNOWN
        }
        return {**matter, **more}

    def _settled(self, field: Field, said: str) -> str:
        """A precise value that is one of what is said; an organ stays as it is said."""
        if "unknown" in said:
            return self.value(field, is_precise=True)
        found = one_of_codes(field.tree, said.split("|"))
        one: str = self.random.choice(found.values if isinstance(found, OneOf) else (found,))
        if field.tree in (None, self._rules.roles):
            return one
        return self.random.choice(self._below(field.id)[one])

    def value(self, field: Field, *, is_precise: bool = False) -> str:
        """A value of a field, as text; now and then one of several, or a code of many."""
        draw = self.random
        match field.kind:
            case "flag":
                return draw.choice(("true", "false"))
            case "count":
                return str(draw.randrange(min(field.most, 9) + 2))
            case "day":
                far = date(2015, 1, 1) + DAY * draw.randrange(4200)
                return str(draw.choice((draw.choice(self.days) + DAY * draw.choice((-1, 0)), far)))
            case "set":
                return ";".join(c.code for c in field.choices if draw.random() < 0.3) or "none"
        if is_precise or draw.random() < 0.9:
            return self._one(field, is_precise)
        return f"{self._one(field, is_precise)}|{self._one(field, is_precise)}"

    def _one(self, field: Field, is_precise: bool) -> str:
        if field.kind == "choice":
            return self.random.choice(field.choices).code
        groups = self._groups(field.id)
        is_group = groups and not is_precise and self.random.random() < 0.25
        return self.random.choice(groups if is_group else self._leaves(field.id))

    def _below_of(self, id: str) -> dict[str, list[str]]:
        """Code → the precise ones at or below it."""
        found: dict[str, list[str]] = {}
        tree = self._fields[id].tree
        for leaf in self._leaves(id):
            for code in tree.path(leaf) if tree is not None else ():
                found.setdefault(code, []).append(leaf)
        return found

    def _codes(self, id: str, *, are_leaves: bool) -> list[str]:
        tree = self._fields[id].tree
        return [c for c in tree or () if tree is not None and tree.is_leaf(c) is are_leaves]

    def _meet(self, test: Expr, wanted: bool, found: dict[str, Any]) -> None:
        """Say facts by which a condition holds, or does not; what is said already stays."""
        match test:
            case Not(part):
                self._meet(part, not wanted, found)
            case All(parts) | Some(parts):
                is_each = isinstance(test, All) is wanted
                for part in parts if is_each else self.random.sample(parts, bool(parts)):
                    self._meet(part, wanted, found)
            case Same(first, second):
                code = found.get(second) or self._one(self._rules.fields[first], True)
                found.setdefault(second, found.setdefault(first, code))
            case Is() | Under() | Between():
                ways = self._ways(test, wanted)
                way = self.random.choice(self.random.choice(ways)) if ways else None
                if isinstance(way, Compiled):
                    self._meet(way.when, True, found)
                elif way is not None:
                    found.setdefault(*way)
            case Const():
                pass

    def _ways_of(self, test: Atom, wanted: bool) -> list[list[Any]]:
        """What makes a test hold, or not hold: facts, each a field and its value; rules."""
        id, field = test.field, self._rules.fields.get(test.field)

        def fits(value: Any) -> bool:
            return truth(test, Known({id: value}), self._rules.fields) is wanted

        reads = field.reads if field is not None else None
        source = reads[0] if reads is not None else id.partition("@")[0]
        if source != id:
            implied = self._means(source).items()
            facts = [(source, code) for code, says in implied if id in says and fits(says[id])]
        else:
            assert field is not None
            is_said = field.id.partition(".")[0] in self._fields
            facts = [(id, value) for value in self._values(field) if is_said and fits(value)]
        rules = [
            rule for value, rule in self._concluding.get(id, ()) if value is None or fits(value)
        ]
        return [ways for ways in (facts, rules) if ways]

    def _values(self, field: Field) -> list[Any]:
        match field.kind:
            case "flag":
                return [True, False]
            case "choice":
                return [c.code for c in field.choices]
            case "count":
                return list(range(field.most + 1))
            case "day":
                return [day + DAY * n for day in self.days for n in (-1, 0, 1, 100)]
        return list(field.tree or ())

    def _means_of(self, source: str) -> dict[str, Mapping[str, Any]]:
        """Code → all that it implies."""
        field = self._fields[source]
        return {c: read_value(field, c, None, self._fields).values for c in field.tree or ()}

    def _move_to_an_edge(self, rule: Compiled, found: dict[str, Any]) -> None:
        """Now and then, the day on which the rule begins or ends, or the one before."""
        edges = edges_of(rule, self._rules)
        if edges and self.random.random() < 0.3:
            found[self._rules.day_field] = self.random.choice(edges)

    def _record(self, found: Mapping[str, Any]) -> dict[str, str]:
        """The facts as text, the members of a set joined; answers that no record gives left out."""
        record: dict[str, str] = {}
        for id, value in found.items():
            whole, dot, member = id.partition(".")
            if whole not in self._fields:
                continue
            if dot:
                said = {*record.get(whole, "none").split(";")}
                said = said - {"none"} | {member} if value else said
                record[whole] = ";".join(sorted(said))
            else:
                record[id] = str(value).lower() if isinstance(value, bool) else str(value)
        return record


def edges_of(rule: Compiled, rules: RuleSet) -> list[date]:
    """The days on which a rule begins to hold or ceases to, each after the day before it."""
    tests = (a for a in rule.atoms if isinstance(a, Between) and a.field == rules.day_field)
    days = {day for a in tests for day in (a.low, a.high) if isinstance(day, date)}
    return [edge for day in sorted(days) for edge in (day - DAY, day)]


def _concluding(rules: RuleSet) -> dict[str, list[tuple[Any, Compiled]]]:
    """Field that holds an answer → its values, each with a rule that gives it; ``None`` for any."""
    found: dict[str, list[tuple[Any, Compiled]]] = {}
    for question in rules.questions:
        sources = {question.id, question.follows}
        given = [r for r in rules.rules.values() if r.rule.question in sources]
        for field in answer_fields(question) if question.kind != "every" else ():
            slot = field.partition(".")[2]
            found[field] = [(v, r) for r in given for v in _said(r, slot)]
    return found


def _said(rule: Compiled, slot: str) -> Iterator[Any]:
    for id, term in rule.then.one:
        if slot in ("", id):
            for option in options_of(term):
                match option:
                    case Value(value):
                        yield value
                    case RoleAt():
                        yield option.code
                    case Ref():
                        yield None
