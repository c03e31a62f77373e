"""Small jurisdictions: questions that read each other, and rules of mixed ranks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ...blueprint import Blueprint
from ...decision.outcome import Layout
from ...expr import All, Between, Const, Expr, Not, Some, clash_of, fields_of
from ...law import Law
from ...layer import ROLES
from ...rules import Duty, Field, Policy, Question, Roles, Rule, Slot, rule
from ...values import Period
from .condition import atoms_of, conditions, flat_fields
from .declared import ARTICLES, BOUNDS, ROLE_LIST, SEATS, fields, laws, territory

__all__ = ["blueprints"]

DISPOSITIONS = (
    ("handle", "办理", "handle"),
    ("transfer", "移送", "transfer"),
    ("barred", "不得", "barred"),
    ("undetermined", "待查明", "undetermined"),
    ("adjudicate_law", "提请裁决", "adjudicate"),
)


def _questions(duties: Sequence[Duty], facts: Sequence[str]) -> tuple[Question, ...]:
    """The questions in the order in which each may read the answers of those before it."""
    colours = (("warm", "暖", "warm"), ("cold", "冷", "cold"))
    lists = (Slot("assist", "organ", many=True), Slot("supervise", "organ", many=True))
    due = Slot("duties", "choice", many=True, choices=[(d.code, d.zh, d.en) for d in duties])
    step = (Slot("disposition", "choice", choices=DISPOSITIONS[:3]), Slot("lead", "organ"))
    final = (*step, Slot("by", "organ"), Slot("prohibited", "flag"), *lists, due)
    return (
        Question(
            "class",
            "属于哪一类？",
            "which class?",
            slots=(Slot("class", "choice", choices=colours),),
        ),
        *(Question(f, f"是否{f}？", f"is it {f}?", "fact", (Slot(f, "flag"),)) for f in facts),
        Question("competence", "归谁？", "whose is it?", slots=(Slot("organ", "organ"),)),
        Question(
            "holder",
            "现归谁？",
            "whose is it now?",
            "fact",
            (Slot("holder", "organ"),),
            follows="competence",
        ),
        Question("step", "先做什么？", "what comes first?", slots=step),
        Question(
            "route",
            "如何处置？",
            "what is to be done?",
            slots=(Slot("disposition", "choice", choices=DISPOSITIONS), *final[1:]),
        ),
        Question("support", "谁协助？", "who helps?", "every", (*lists, due)),
        Question("provisional", "暂由谁？", "who holds it?", slots=(Slot("lead", "organ"),)),
    )


def _answers(question: Question) -> dict[str, Field]:
    """The fields that hold a question's answer."""
    found = {}
    for slot in question.slots if question.kind == "one" else ():
        if not slot.many:
            id = question.id if question.is_simple else f"{question.id}.{slot.id}"
            kind: Any = "code" if slot.kind == "organ" else slot.kind
            tree = ROLES if kind == "code" else None
            found[id] = Field(id, kind, id, id, choices=slot.choices, tree=tree)
    return found


@st.composite
def _conclusions(draw: DrawFn, question: Question, readable: Mapping[str, Field]) -> dict[str, Any]:
    """What a rule may conclude: a constant, either of two, or what another answer holds."""
    organs = (f"${id}" for id, f in readable.items() if f.tree is ROLES)
    seats = (*SEATS, *organs)
    then: dict[str, Any] = {}
    for slot in question.slots:
        if slot.many:
            known = tuple(c.code for c in slot.choices) or seats
            if draw(st.integers(0, 2)) == 0:
                then[slot.id] = [draw(st.sampled_from(known))]
        elif slot.kind == "organ":
            either = "bureau@city|office@subdistrict"
            then[slot.id] = draw(st.sampled_from((*SEATS, *SEATS[:2], *seats, either)))
        elif slot.kind == "flag":
            then[slot.id] = draw(st.booleans())
        else:
            refs = (f"${i}" for i in readable if i.endswith(f".{slot.id}"))
            codes = (c.code for c in slot.choices if not c.code.startswith(("und", "adj")))
            then[slot.id] = draw(st.sampled_from((*codes, *refs)))
    for optional in ("by", "prohibited"):
        if optional in then and draw(st.integers(0, 3)):
            del then[optional]
    return then


@st.composite
def _whens(draw: DrawFn, readable: Mapping[str, Field], named: Sequence[Expr]) -> Expr:
    """A rule's condition: wide ones often, or too few rules would ever meet."""
    flat = flat_fields(readable)
    known = [a for a in named if flat.keys() >= {*fields_of(a)}]
    latest = dict(list(readable.items())[-4:])  # the answers of the questions just before
    how = draw(st.sampled_from(("wide", "not", "always", "plain", "plain", "answer")))
    if how == "always":
        return Const(True)
    if how == "answer":
        return draw(conditions(latest, most=2))
    when = draw(conditions(readable, most=draw(st.integers(1, 3)), named=known))
    if how == "plain":
        return when
    other = draw(conditions(readable, most=1, named=known))
    return Not(other) if how == "not" else Some((when, Not(other)))


@st.composite
def _rules(
    draw: DrawFn,
    question: Question,
    readable: Mapping[str, Field],
    law: Law,
    *,
    named: Sequence[Expr],
    least: int,
    most: int,
) -> list[Rule]:
    """The rules of one question; an exception is only made to one that stands before it."""
    made: list[Rule] = []
    when, then = _whens(readable, named), _conclusions(question, readable)
    for n in range(draw(st.integers(least, most))):
        cited = draw(st.sampled_from(law.instruments))
        others = tuple(r.id for r in made)
        since = draw(st.sampled_from((None, None, None, None, BOUNDS[2])))
        until = draw(st.sampled_from((None, None, None, None, None, BOUNDS[3])))
        days = Period(since or cited.period.start, until or cited.period.end)
        concluded = draw(then)
        below = draw(_some(others, 2)) if n > 0 and draw(st.booleans()) else []
        crosses = draw(_some(others, 1)) if n > 0 and draw(st.integers(0, 4)) == 0 else []
        made.append(
            rule(
                f"{question.id}.{n}",
                question.id,
                when=_meetable(draw(when), days, readable),
                then=concluded,
                cite=f"{cited.id} {draw(st.integers(1, ARTICLES))}",
                since=since,
                until=until,
                exception_to=below,
                crosses=crosses,
                residual=draw(st.integers(0, 5)) == 0,
                zh=f"规则{n}",
                en=f"rule {n}",
                remark=not concluded,
                at="generated",
            )
        )
    return made


def _meetable(when: Expr, days: Period, readable: Mapping[str, Field]) -> Expr:
    """The condition; always, where its form says that no matter of these days can meet it."""
    flat = flat_fields(readable)
    tree = Roles(ROLE_LIST)
    flat = {id: attrs.evolve(f, tree=tree) if f.tree is ROLES else f for id, f in flat.items()}
    whole = All((Between("on", days.start, days.end), when))
    return Const(True) if clash_of(when, flat) or clash_of(whole, flat) else when


def _some(ids: tuple[str, ...], most: int) -> SearchStrategy[list[str]]:
    return st.sets(st.sampled_from(ids), max_size=most).map(sorted)


@st.composite
def blueprints(draw: DrawFn, *, most_rules: int = 5) -> Blueprint:
    """A small jurisdiction: fields, questions that read each other, and rules of mixed ranks.

    Args:
        most_rules: How many rules a question may have; the question of the item has up to twelve.
    """
    law, declared = draw(laws()), draw(fields())
    duties = (Duty("reply", "答复", "reply", "七日内", "within seven days"),)
    flags = [f.id for f in declared if f.kind == "flag"]
    facts = sorted(draw(st.sets(st.sampled_from(flags), max_size=1)))
    questions = _questions(duties, facts)
    worked_out = {q.id for q in questions if q.kind == "fact"}
    readable = {f.id: f for f in declared if f.id not in worked_out}
    base = Policy("p.base", "基础", "base", "test", "1", (), declared, questions, ROLE_LIST, duties)
    policies = [base]
    plain = {id: f for id, f in flat_fields(readable).items() if id != "on"}
    atom = st.sampled_from(sorted(plain)).flatmap(lambda name: atoms_of(plain[name]))
    named = draw(st.lists(atom, min_size=3, max_size=6))
    for q in questions:
        most = 12 if q.id == "competence" and draw(st.integers(0, 7)) == 0 else most_rules
        least = min(3, most) if q.id == "route" else 0
        found = draw(_rules(q, readable, law, named=named, least=least, most=most))
        policies.append(Policy(f"p.{q.id}", q.zh, q.en, "test", "1", found))
        readable.update(_answers(q))
        readable.update({f.id: f for f in declared if f.id == q.id})
    layout = Layout(final="route", adds=("support",), provisional="provisional", owner="holder")
    return Blueprint("small", "小城", "Small", law, policies, territory=territory(), layout=layout)
