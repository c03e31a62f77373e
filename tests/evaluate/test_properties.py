"""Properties of the specification, on generated jurisdictions and generated matters."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import attrs
from govrules import UNKNOWN, Decision, GovrulesError, Jurisdiction
from govrules.errors import ConflictError, ContradictionError
from govrules.evaluate import Evaluation, evaluate
from govrules.evaluate.sort import looked_up
from govrules.rules import Facts, Rule, read_facts
from govrules.testing.strategies import better_known, blueprints, matters
from hypothesis import given
from hypothesis import strategies as st

UNDECIDED = {"undetermined", "no_rule", "adjudicate_law"}
MOST_WORLDS = 150


def facts_of(made: Jurisdiction, record: dict[str, Any]) -> Facts:
    return read_facts(record, made.fields)


def rules_of(made: Jurisdiction) -> list[Rule]:
    return [r.rule for r in made.rules.rules.values()]


def found(made: Jurisdiction, record: dict[str, Any]) -> Evaluation | None:
    """What the engine finds, ``None`` where rules or facts contradict each other."""
    try:
        return evaluate(made.rules, facts_of(made, record))
    except (ConflictError, ContradictionError):
        return None


def decided(made: Jurisdiction, record: dict[str, Any]) -> Decision | None:
    try:
        return made.decide(record)
    except (ConflictError, ContradictionError):
        return None


def answers(e: Evaluation) -> dict[str, Any]:
    """The determined answers, by question."""
    return {
        q: a.values[0]
        for q, a in e.answers.items()
        if a.is_determined and a.question.kind != "every"
    }


def owner(d: Decision) -> tuple[Any, ...]:
    """What a decision amounts to: disposition, lead, performer, and whether it is barred."""
    organs = [o and (o.role, o.level, o.unit) for o in (d.lead, d.by)]
    return d.disposition, *organs, d.prohibited


def narrowed(made: Jurisdiction, record: dict[str, Any], oracle: Any, data: Any) -> Any:
    """The record with so much given that its completions can be counted, and what is open."""
    record = dict(record)
    while True:
        facts = facts_of(made, record)
        open_ones: dict[str, list[Any]] = {}
        for id, f in made.fields.items():
            said = record.get(id)
            if f.reads is not None or id in facts.assumed:
                continue
            if f.kind == "set":
                known = f"{id}.{f.choices[0].code}" in facts.values
                cases = [] if known else oracle.domain(f, made.rules)
            elif id not in facts.values:
                cases = oracle.domain(f, made.rules)
            else:
                cases = oracle.below(f, facts.values[id], made.rules)
                cases = [said] if len(cases) == 1 and cases[0] == facts.values[id] else cases
            if cases and cases != [said]:
                open_ones[id] = cases
        size = 1
        for cases in open_ones.values():
            size *= len(cases)
        if size <= MOST_WORLDS:
            return record, open_ones
        widest = max(open_ones, key=lambda id: len(open_ones[id]))
        record[widest] = data.draw(st.sampled_from(open_ones[widest]), label=widest)


def completions(made: Jurisdiction, record: dict[str, Any], open_ones: Any) -> list[Facts]:
    full = []
    for values in product(*open_ones.values()):
        try:
            full.append(facts_of(made, {**record, **dict(zip(open_ones, values, strict=True))}))
        except ContradictionError:
            continue
    return full


@given(st.data())
def test_answers_hold_in_every_completion(oracle: Any, data: Any) -> None:
    """What is determined holds however the unknown turns out; nothing possible is left out."""
    made = Jurisdiction(data.draw(blueprints()))
    record, open_ones = narrowed(
        made, data.draw(matters(made.fields, near=rules_of(made))), oracle, data
    )
    e = found(made, record)
    for full in completions(made, record, open_ones):
        for world in oracle.worlds(made.rules, full.values, full.assumed):
            if world is None:
                continue
            assert e is not None, "a conflict was reported that need not be"
            for q, answer in e.answers.items():
                if answer.question.kind == "every":
                    assert {r.id for r in answer.winners} <= world[q]
                    told = {r.id for r in (*answer.winners, *answer.live)}
                    assert world[q] <= told | _with_nobody_to_name(e, q)
                elif not any(f in full.assumed for f in _changed(e, full, world)):
                    assert any(_fits(oracle, v, world[q]) for v in answer.values), (q, world[q])


def _with_nobody_to_name(e: Evaluation, question: str) -> set[str]:
    """The rules of a question that pass on answers of which it is known that there are none."""
    return {
        r.id
        for r in e.rules.rules.values()
        if r.rule.question == question
        and r.then.many
        and all(looked_up(t, e.look, e.rules) is None for _, ts in r.then.many for t in ts)
    }


def _changed(e: Evaluation, full: Facts, world: dict[str, Any]) -> set[str]:
    """The assumed facts that this world works out to be otherwise."""
    return {
        f
        for f in full.assumed
        if world.get(f) not in (None, full.values[f]) and e.look(f) == full.values[f]
    }


def _fits(oracle: Any, value: Any, said: Any) -> bool:
    """Whether an answer, parts of it unknown, can be that of the world."""
    value = oracle.plain(value)
    if isinstance(value, dict) and isinstance(said, dict):
        return value.keys() == said.keys() and all(
            _fits(oracle, v, said[k]) for k, v in value.items()
        )
    return value is UNKNOWN or value == said


@given(st.data())
def test_full_facts_agree_exactly(oracle: Any, data: Any) -> None:
    """On facts that are all known the engine and the naive evaluator say the same."""
    made = Jurisdiction(data.draw(blueprints()))
    record = data.draw(matters(made.fields, near=rules_of(made), known=9))
    record, open_ones = narrowed(made, record, oracle, data)
    for id, cases in open_ones.items():
        record[id] = data.draw(st.sampled_from(cases))
    try:
        full = facts_of(made, record)
    except ContradictionError:
        return
    worlds = oracle.worlds(made.rules, full.values, full.assumed)
    e = found(made, record)
    if all(world is None for world in worlds):
        assert e is None or len(worlds) > 1
        return
    assert e is not None
    for q in made.rules.questions:
        answer = e.answers[q.id]
        if q.kind == "every":
            fired = [w[q.id] - _with_nobody_to_name(e, q.id) for w in worlds if w][:1]
            assert [{r.id for r in answer.winners}] == fired
            continue
        said = [w[q.id] for w in worlds if w is not None]
        distinct = [v for i, v in enumerate(said) if v not in said[:i]]
        if None not in worlds:
            mine = [oracle.plain(v) for v in answer.values]
            assert sorted(mine, key=str) == sorted(distinct, key=str)
        if len(distinct) > 1 or None in worlds:
            return  # beyond an answer that the text leaves open, only the bounds are promised


@given(st.data())
def test_unknown_is_monotone(data: Any) -> None:
    """Learning a fact never turns a determined answer into another, nor a decision."""
    made = Jurisdiction(data.draw(blueprints()))
    record = data.draw(matters(made.fields, near=rules_of(made), known=1))
    better = data.draw(better_known(made.fields, record))
    before, after = found(made, record), found(made, better)
    if before is None:
        assert after is None, "a conflict went away"
    if before is None or after is None:
        return
    for q, value in answers(before).items():
        if all(_as_assumed(made, after, f) for f in before.answers[q].assumptions):
            assert answers(after).get(q) == value
    d, then = decided(made, record), decided(made, better)
    kept = all(_as_assumed(made, after, f) for f in before.facts.assumed)
    assert d is not None
    assert then is not None
    if d.disposition == "no_rule" and kept:  # who holds it meanwhile may sit at a place yet to come
        assert then.disposition == "no_rule"
    elif d.disposition != "undetermined" and kept:
        assert owner(_known_no_better(then, d)) == owner(d)


def _known_no_better(then: Decision, d: Decision) -> Decision:
    """The later decision, with whoever performs it seated no more exactly than before."""
    if then.by is None or d.by is None or d.by.unit is not None:
        return then
    return attrs.evolve(then, by=attrs.evolve(then.by, unit=None))


def _as_assumed(made: Jurisdiction, e: Evaluation, field: str) -> bool:
    return bool(e.look(field) == made.fields[field].assume)


@given(st.data())
def test_listed_assumptions_suffice(data: Any) -> None:
    """With every assumption that a decision does not list set aside, the decision stays."""
    made = Jurisdiction(data.draw(blueprints()))
    record = data.draw(matters(made.fields, near=rules_of(made), known=3))
    d = decided(made, record)
    if d is None or d.disposition in UNDECIDED:
        return
    listed = {a.field for a in d.assumed}
    rest = facts_of(made, record).assumed - listed
    bare = decided(made, {**record, **dict.fromkeys(rest, "unknown")})
    assert bare is not None
    assert owner(bare) == owner(d)
    assert {a.field for a in bare.assumed} <= listed


@given(st.data())
def test_every_answer_rests_on_its_support(data: Any) -> None:
    """With every assumption outside an answer's support set aside, the answer stays."""
    made = Jurisdiction(data.draw(blueprints()))
    record = data.draw(matters(made.fields, near=rules_of(made), known=3))
    e = found(made, record)
    for q, value in answers(e).items() if e is not None else ():
        rest = e.facts.assumed - e.answers[q].assumptions
        bare = found(made, {**record, **dict.fromkeys(rest, "unknown")})
        assert bare is not None
        assert answers(bare).get(q) == value


@given(st.data())
def test_order_never_matters(data: Any) -> None:
    """Rules, questions, roles and policies in any order give the same digest and the same bytes."""
    blueprint = data.draw(blueprints())
    turned = attrs.evolve(
        blueprint,
        policies=[
            attrs.evolve(
                p,
                rules=data.draw(st.permutations(p.rules)),
                questions=data.draw(st.permutations(p.questions)),
                roles=data.draw(st.permutations(p.roles)),
            )
            for p in data.draw(st.permutations(blueprint.policies))
        ],
    )
    one, other = Jurisdiction(blueprint), Jurisdiction(turned)
    assert one.digest == other.digest
    for _ in range(3):
        record = data.draw(matters(one.fields, near=rules_of(one)))
        assert _bytes(one, record) == _bytes(other, record)


def _bytes(made: Jurisdiction, record: dict[str, Any]) -> str:
    try:
        return made.decide(record).to_json()
    except GovrulesError as error:
        return json.dumps(error.to_dict(), ensure_ascii=False)


@given(st.data())
def test_what_was_decided_before_never_matters(data: Any) -> None:
    """A jurisdiction that has decided other matters decides as a fresh one does."""
    blueprint = data.draw(blueprints())
    used = Jurisdiction(blueprint)
    record = data.draw(matters(used.fields, near=rules_of(used)))
    for _ in range(data.draw(st.integers(1, 6))):
        _bytes(used, data.draw(better_known(used.fields, record)))
    assert _bytes(used, record) == _bytes(Jurisdiction(blueprint), record)


@given(st.data())
def test_decisions_round_trip(data: Any) -> None:
    """A decision written as JSON and read back says the same, in bytes and in words."""
    made = Jurisdiction(data.draw(blueprints()))
    d = decided(made, data.draw(matters(made.fields, near=rules_of(made))))
    if d is None:
        return
    back = Decision.from_dict(json.loads(d.to_json()))
    assert back.to_json() == d.to_json()
    assert [back.explain(lang) for lang in ("zh", "en")] == [
        d.explain(lang) for lang in ("zh", "en")
    ]
    assert attrs.evolve(back, matter=d.matter) == d


@given(blueprints())
def test_rank_is_antisymmetric(blueprint: Any) -> None:
    """Exchanging two rules exchanges the verdict, and who decides or that nobody does stays."""
    rules = Jurisdiction(blueprint).rules
    flipped = {"first": "second", "second": "first"}
    for a in rules.rules.values():
        for b in rules.rules.values():
            if a is b or a.rule.question != b.rule.question:
                continue
            one, other = rules.rank(a, b), rules.rank(b, a)
            assert other.kind == flipped.get(one.kind, one.kind)
            assert (other.principle, other.cite) == (one.principle, one.cite)
            assert (other.adjudicator, other.zh) == (one.adjudicator, one.zh)
            assert (one.kind == "adjudicate") == (one.adjudicator is not None)


@given(st.data())
def test_conflicts_name_two_rules_that_nothing_ranks(data: Any) -> None:
    """A conflict names two rules of one question, both true of the matter, and not in order."""
    made = Jurisdiction(data.draw(blueprints()))
    try:
        made.decide(data.draw(matters(made.fields, near=rules_of(made), known=9)))
    except ConflictError as error:
        a, b = (made.rules.rules[id] for id in error.rules)
        assert a.rule.question == b.rule.question == error.field
        assert a.id in error.text("zh")
        assert b.id in error.text("en")
    except ContradictionError as error:
        assert error.field in made.fields
