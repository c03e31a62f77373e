"""Small packs whose rules meet, clash and refer, and every complete matter that there is of one.

A pack is the town with rules drawn from a few conditions and conclusions, so that they overlap. Its
matters are the whole product of what its rules read, each put to the reference evaluator: what
detectors say of a pack can be held against them one by one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from math import prod
from random import Random
from types import ModuleType
from typing import Any, TypeAlias

import attrs
from govrules import Blueprint, DatedList, Jurisdiction, Period, Question, Rule, Slot
from govrules.errors import ConflictError, ContradictionError, GovrulesError
from govrules.evaluate import Evaluation, Known, evaluate
from govrules.expr import Between, fields_of
from govrules.rules import Compiled, read_facts
from govrules.values import UNKNOWN

__all__ = ["Case", "Pack", "drawn", "key_of", "world"]

Key: TypeAlias = tuple[tuple[str, str], ...]

KINDS = ("complaint", "task", "violation")
SEATS = ("office@subdistrict", "bureau@district", "bureau@city", "committee@community")
WHEN = (
    "always",
    "kind = complaint",
    "kind = task",
    "not kind = violation",
    "listed",
    "not listed",
    "urgent",
    "listed or urgent",
    "kind = task and not (listed and urgent)",
    "item under waste",
    "item = dump",
    "not item under waste",
    "nature = service",
    "giver under office",
    "giver under bureau",
    "giver under committee",
    "holder under office",
    "holder under bureau",
    "number >= 2",
)
CITED = ("CR 1", "CR 1", "CR 1", "CR 2", "CR2 1", "DR 1", "GR 1", "LW 1")
GUARD = Question(
    "guard",
    "谁不得主责？",
    "who may not lead?",
    "every",
    (Slot("must_not_lead", "organ", many=True),),
)
# What the drawn rules may read, and what a matter may say of it.
VALUES: dict[str, tuple[Any, ...]] = {
    "kind": KINDS,
    "item": ("litter", "dump", "bins", "noise"),
    "listed": (False, True),
    "urgent": (False, True),
    "giver": (*SEATS, "district_government@district"),
    "number": (0, 2),
}
ASKED = ("route", "route", "route", "competence", "holder", "guard", "support")
GATE = DatedList(
    "L5",
    "listed",
    "协助清单",
    "the list",
    5,
    True,
    Period(date(2016, 1, 1)),
    "CR 1",
    "notice",
    ("item", ("noise",)),
    gates=("committee",),
    gated="kind = task",
)
PLACE = "110101001001"
# A pack of more matters than this is not gone through.
MOST = 200


@attrs.frozen
class Case:
    """A matter and what the evaluator finds of it.

    Args:
        record: The matter.
        look: What is known of it, answers included, as far as they go.
        found: The evaluation; ``None`` where two rules clash.
        clash: The two rules that do, and the question.
    """

    record: dict[str, Any]
    look: Known
    found: Evaluation | None = None
    clash: tuple[str, ...] = ()
    question: str | None = None

    @property
    def says_owner(self) -> bool:
        """Whether the record says whose it is."""
        return "holder" in self.record

    @property
    def is_complete(self) -> bool:
        """Whether nothing that a rule may read is unknown."""
        return bool(self.clash) or self.look("holder") is not UNKNOWN

    @property
    def key(self) -> Key:
        """What tells the record from others."""
        return key_of(self.record)


def key_of(record: Mapping[str, Any]) -> Key:
    """A record as a key."""
    return tuple(sorted((field, str(value)) for field, value in record.items()))


@attrs.frozen
class Pack:
    """A small pack with all its matters.

    Args:
        made: The jurisdiction.
        every: Every matter that says whose it is only where no rule works it out, and without it.
    """

    made: Jurisdiction
    every: tuple[Case, ...]

    @property
    def cases(self) -> list[Case]:
        """The complete matters."""
        return [c for c in self.every if c.is_complete]

    @property
    def today(self) -> list[Case]:
        """The complete matters under the law now in force."""
        return [c for c in self.cases if c.record["on"] == str(self.made.analysis.since)]

    def readers(self, *, gathering: bool = False) -> list[Compiled]:
        """The rules of the questions with one answer, or of those that gather."""
        kinds = {q.id: q.kind for q in self.made.rules.questions}
        every = self.made.rules.rules.values()
        return [r for r in every if (kinds[r.rule.question] == "every") is gathering]


def _rule(
    draw: Random, town: ModuleType, question: str, whens: list[str], before: list[str], n: int
) -> Rule:
    when = draw.choice(whens)
    if draw.random() < 0.4:
        when = f"({when}) and {draw.choice(whens)}"
    seat, then = draw.choice(SEATS), dict[str, Any]()
    if question == "route":
        then = {"disposition": draw.choice(("handle", "transfer", "barred"))}
        lead = draw.choice((seat, seat, "$holder", "$competence", ""))
        then |= {"lead": lead} if lead else {}
        then |= {"prohibited": True} if then["disposition"] == "barred" else {}
        if draw.random() < 0.3:  # one that may go round in a ring
            when = f"giver under {draw.choice(SEATS).partition('@')[0]}"
            then = {"disposition": "transfer", "lead": seat}
    elif question == "competence":
        then = {"organ": draw.choice((seat, seat, "bureau@city|office@subdistrict"))}
    elif question == "holder":
        then = {"holder": seat}
    else:
        then = {"must_not_lead" if question == "guard" else "assist": [seat]}
    some = sorted(draw.sample(before, min(len(before), draw.choice((0, 1, 1, 2)))))
    is_over = draw.random() < 0.6
    return town.rule(
        f"X{n}.{question}",
        question,
        when,
        then,
        draw.choice(CITED),
        exception_to=some if is_over else (),
        crosses=some if not is_over and draw.random() < 0.5 else (),
        since=draw.choice((None, None, None, None, "2019-01-01")),
        residual=draw.random() < 0.1,
    )


def _pack(draw: Random, town: ModuleType) -> Blueprint:
    """The town with rules drawn so that they meet; some of its own are left out."""
    whens, rules = draw.sample(WHEN, 4), list[Rule]()
    for n in range(draw.randint(3, 8)):
        question = draw.choice(ASKED)
        before = [r.id for r in rules if r.question == question]
        rules.append(_rule(draw, town, question, whens, before, n))
    own = [r.id for r in town.RULES]
    left_out = draw.choice((own, own, own[3:-1], ["R.found", "R.urgent", "P.hold"]))
    return _laid_out(town, rules, left_out)


def _laid_out(town: ModuleType, rules: list[Rule], without: list[str]) -> Blueprint:
    base = town.blueprint(*rules, without=without, questions=(*town.QUESTIONS, GUARD))
    layout = attrs.evolve(
        base.layout, adds=("support", "guard"), received_by="giver", refers=("transfer",)
    )
    return attrs.evolve(base, layout=layout, lists=(GATE,))


def drawn(town: ModuleType, count: int) -> Iterator[Jurisdiction]:
    """So many packs that can be loaded, the same each time."""
    seeds, made = itertools.count(), 0
    while made < count:
        try:
            yield Jurisdiction(_pack(Random(next(seeds)), town))
        except GovrulesError:  # rules drawn at random may be no pack
            continue
        made += 1


def ring(town: ModuleType) -> Jurisdiction:
    """A pack in which a complaint goes round between the office and the bureau."""
    rules = [
        town.rule(
            f"X{n}.route",
            "route",
            f"kind = complaint and giver under {of}",
            {"disposition": "transfer", "lead": to},
        )
        for n, (of, to) in enumerate((("office", "bureau@district"), ("bureau", SEATS[0])))
    ]
    return Jurisdiction(_laid_out(town, rules, [r.id for r in town.RULES]))


def world(made: Jurisdiction, most: int = MOST) -> tuple[Case, ...] | None:
    """Every matter of what the rules read; ``None`` where there are too many."""
    rules = made.rules
    read = {f for r in rules.rules.values() for f in (*fields_of(r.when), *r.refs)}
    read |= {"kind", "listed", *({"item"} if "nature" in read else ())}
    values = {f: v if f in read else v[:1] for f, v in VALUES.items()}
    values["on"] = tuple(str(day) for day in _days(made))
    if prod(map(len, values.values())) > most:
        return None
    records = (dict(zip(values, chosen, strict=True)) for chosen in product(*values.values()))
    seats = VALUES["giver"] if "holder" in read else VALUES["giver"][:1]
    return tuple(case for record in records for case in _cases(made, record, seats))


def _days(made: Jurisdiction) -> Iterator[date]:
    """Each day on which something begins or ends, and the one before all of them."""
    atoms = [a for r in made.rules.rules.values() for a in r.atoms if isinstance(a, Between)]
    days = {b for a in atoms if a.field == "on" for b in (a.low, a.high) if b is not None}
    days.add(made.analysis.since)
    yield min(days) - timedelta(1)
    yield from sorted(days)


def _cases(made: Jurisdiction, record: Mapping[str, Any], seats: Iterable[str]) -> Iterator[Case]:
    """The matter; where no rule says whose it is, also with each organ said."""
    whole = {**record, "place": PLACE, "steps": "none"}
    case = _case(made, whole)
    yield from filter(None, [case])
    if case is not None and not case.is_complete:
        yield from filter(None, (_case(made, {**whole, "holder": seat}) for seat in seats))


def _case(made: Jurisdiction, record: dict[str, Any]) -> Case | None:
    rules = made.rules
    facts = read_facts(record, rules.declared, day_field=rules.day_field)
    known = Known.of(facts)
    try:
        return Case(record, known, evaluate(rules, facts, known))
    except ConflictError as error:
        return Case(record, known, None, tuple(error.rules), error.field)
    except ContradictionError:
        return None
