"""Each detector on small packs, held against every matter that there is, one by one.

Those that compile the questions say exactly what the matters show. Those that read the form of the
rules, or look for a matter by trying, say nothing that no matter shows, and may miss some. The
oracles ask the reference evaluator alone.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import product
from types import ModuleType
from typing import Any

import attrs
import pytest
from govrules import Jurisdiction
from govrules.analysis import Finding
from govrules.evaluate import sort_rules, truth
from govrules.evaluate.resolve import Contest
from govrules.rules import Compiled
from govrules.values import OneOf

# So many packs are drawn by day, the same each time; some have too many matters to be gone through.
PACKS = 1000 if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 16
# Of each pack so many matters are asked why another organ does not own them.
MATTERS = 4
FINAL = "route"
CODES = (
    "adjudicated",
    "assistant_leads",
    "conflict",
    "exception_idle",
    "fact_idle",
    "gap",
    "never_holds",
    "never_wins",
    "redundant",
    "silent_speciality",
    "unlisted_task",
)


@pytest.fixture(scope="module")
def packs(load_helper: Callable[[str], ModuleType], town: ModuleType) -> list[Any]:
    """Small packs, each with all its matters: drawn ones, and those of the findings' pages."""
    helper, findings = load_helper("packs"), load_helper("findings")
    worlds = [(made, helper.world(made)) for made in helper.drawn(town, PACKS)]
    for code in CODES:
        parts = findings.snippet(findings.EXAMPLES[code]["bad"], town)
        made = findings.made(town, parts)
        worlds.append((made, helper.world(made, most=700)))
    made = helper.ring(town)
    worlds.append((made, helper.world(made)))
    return [helper.Pack(made, every) for made, every in worlds if every is not None]


def each(packs: list[Any], code: str) -> Iterator[tuple[Any, tuple[Finding, ...]]]:
    """Each pack with what the detector says of it."""
    for pack in packs:
        yield pack, pack.made.check(only=[code]).findings


def reached(pack: Any, question: str) -> list[Any]:
    """The matters in which a question is come to, no earlier one having clashed."""
    order = [q.id for q in pack.made.rules.questions]
    at = order.index(question)
    return [c for c in pack.cases if c.question is None or order.index(c.question) >= at]


def meeting(pack: Any, rule: Compiled) -> list[Any]:
    """The matters of which the rule's condition is true."""
    fields, found = pack.made.rules.fields, reached(pack, rule.rule.question)
    return [c for c in found if truth(rule.when, c.look, fields) is True]


def contest(pack: Any, rule: Compiled, case: Any) -> Contest:
    """The rules of the rule's question held against each other in a matter."""
    rules = pack.made.rules
    question = next(q for q in rules.questions if q.id == rule.rule.question)
    found = sort_rules(question, case.look, rules)
    return Contest(question, found.true, found.unknown, rules.rank)


def defeats(pack: Any) -> Iterator[Any]:
    """Each defeat and each dispute of each matter."""
    for case in pack.cases:
        for answer in case.found.answers.values() if case.found else ():
            yield from (*answer.defeated, *answer.disputes)


def ids(findings: Iterable[Finding]) -> set[frozenset[str]]:
    """The rules of each finding."""
    return {frozenset(f.rules) for f in findings}


def concluded(case: Any) -> Any:
    """The one value of the final question; ``None`` where there is not one."""
    answer = case.found.answers[FINAL] if case.found else None
    return answer.values[0] if answer is not None and answer.is_determined else None


def test_gaps(packs: list[Any]) -> None:
    """Told of a pack if some matter has no rule, and for the values that some such matter has."""
    seen = 0
    for pack, findings in each(packs, "gap"):
        bare = [c for c in pack.today if c.found and c.found.answers[FINAL].values == (None,)]
        seen += bool(bare)
        assert bool(findings) == bool(bare)
        for f in findings:
            field = f.data.get("field")
            assert field is None or {str(c.look(field)) for c in bare} & {*f.data["values"]}
    assert seen


def test_conflicts(packs: list[Any]) -> None:
    """Exactly the pairs that some matter of today ends in."""
    seen = 0
    for pack, findings in each(packs, "conflict"):
        clashes = {frozenset(c.clash) for c in pack.today if c.clash}
        seen += len(clashes)
        assert ids(findings) == clashes
        assert all(f.decision == {"error": "conflict_error"} for f in findings)
    assert seen


def test_rules_that_never_hold(packs: list[Any]) -> None:
    """Exactly those whose condition is true of no matter."""
    seen = 0
    for pack, findings in each(packs, "never_holds"):
        never = {frozenset({r.id}) for r in pack.readers() if not meeting(pack, r)}
        seen += len(never)
        assert ids(findings) == never
    assert seen


def test_rules_that_never_win(packs: list[Any]) -> None:
    """Those that another puts out wherever they conclude something."""
    seen = 0
    for pack, findings in each(packs, "never_wins"):
        never = set()
        for rule in pack.readers():
            contests = [contest(pack, rule, c) for c in meeting(pack, rule)]
            said = [c for c in contests if rule in c.beaten_by]
            if said and not any(rule in c.top for c in said):
                never.add(frozenset({rule.id}))
        seen += len(never)
        assert ids(findings) == never
    assert seen


def test_redundant_rules(packs: list[Any]) -> None:
    """Of two of one provision that say the same, the one is true wherever the other is."""
    seen = 0
    for pack, findings in each(packs, "redundant"):
        by_id = pack.made.rules.rules
        for f in findings:
            first, second = (by_id[id] for id in f.rules)
            one, other = (meeting(pack, r) for r in (first, second))
            assert all(c in other for c in one) or all(c in one for c in other)
            assert (first.then, first.rule.cite) == (second.then, second.rule.cite)
        seen += len(findings)
    assert seen


def test_facts_that_change_nothing(packs: list[Any]) -> None:
    """Whatever they are, and all else that is read being the same, the answer is the same."""
    seen = 0
    for pack, findings in each(packs, "fact_idle"):
        seen += len(findings)
        for f in findings:
            about = dict(name.split(":") for name in f.about if ":" in name)
            question, answers = about["question"], defaultdict(set)
            readers = [r for r in pack.readers() if r.rule.question == question]
            read = {x for r in readers for x in ("on", *r.reads, *r.refs)} - {about["field"]}
            for c in reached(pack, question):
                alike = tuple(str(c.look(x)) for x in sorted(read))
                if c.found or c.question == question:
                    answers[alike].add(c.found.answers[question].values if c.found else c.clash)
            assert all(len(values) == 1 for values in answers.values())
    assert seen


def test_exceptions_that_cannot_apply(
    packs: list[Any], load_helper: Callable[[str], ModuleType]
) -> None:
    """Without them every matter comes out as before, by the same rules."""
    seen, world = 0, load_helper("packs").world
    for pack, findings in each(packs, "exception_idle"):
        gone = {(f.data["exception"], over) for f in findings for over in f.data["over"]}
        if gone and (seen := seen + 1) <= MATTERS:
            assert [*map(outcome, world(without(pack, gone)))] == [*map(outcome, pack.every)]
    assert seen


def without(pack: Any, gone: set[tuple[str, str]]) -> Jurisdiction:
    """The pack less some of its exceptions."""

    def kept(rule: Any) -> Any:
        left = [o for o in rule.exception_to if (rule.id, o) not in gone]
        return attrs.evolve(rule, exception_to=left)

    policies = [attrs.evolve(p, rules=[*map(kept, p.rules)]) for p in pack.made.blueprint.policies]
    return Jurisdiction(attrs.evolve(pack.made.blueprint, policies=policies))


def outcome(case: Any) -> Any:
    """What comes of a matter and by which rules."""
    answers = case.found.answers.values() if case.found else ()
    lost = [sorted((d.rule.id, d.by.id) for d in a.defeated) for a in answers]
    return case.clash, [(a.values, [r.id for r in a.winners]) for a in answers], lost


def test_disputes(packs: list[Any]) -> None:
    """Only pairs that some matter leaves to an organ to rank."""
    seen = 0
    for pack, findings in each(packs, "adjudicated"):
        pairs = {frozenset((d.first.id, d.second.id)) for d in defeats(pack) if hasattr(d, "first")}
        seen += len(pairs)
        assert ids(findings) <= pairs
    assert seen


def test_speciality_that_nobody_wrote(packs: list[Any]) -> None:
    """Every pair of one instrument of which the narrower puts the other out; all can meet."""
    seen = 0
    for pack, findings in each(packs, "silent_speciality"):
        pairs = {
            frozenset((d.rule.id, d.by.id))
            for d in defeats(pack)
            if d.verdict.principle == "special_over_general"
            and d.rule.rule.cite.instrument == d.by.rule.cite.instrument
        }
        seen += len(pairs)
        assert pairs <= ids(findings)
        for f in findings:
            one, other = (meeting(pack, pack.made.rules.rules[id]) for id in f.rules)
            assert any(c in other for c in one)
    assert seen


def codes(rule: Compiled, slots: Iterable[str]) -> set[str]:
    """The organs that a rule names in some slots."""
    said = [*((s, (t,)) for s, t in rule.then.one), *rule.then.many]
    return {t.code for s, terms in said if s in slots for t in terms if hasattr(t, "code")}


def test_organs_that_may_not_lead(packs: list[Any]) -> None:
    """Only pairs of which one bars the organ that the other makes the lead of a matter."""
    seen = 0
    for pack, findings in each(packs, "assistant_leads"):
        pairs = {
            frozenset((barring.id, leading.id))
            for c in pack.cases
            if concluded(c) is not None
            for barring, leading in product(
                c.found.answers["guard"].winners, c.found.answers[FINAL].winners
            )
            if codes(barring, ["must_not_lead"]) & codes(leading, ["lead"])
        }
        seen += len(pairs)
        assert ids(findings) <= pairs
    assert seen


def test_unlisted_tasks(packs: list[Any]) -> None:
    """Only rules by which a task that is not on the list reaches a committee."""
    seen = 0
    for pack, findings in each(packs, "unlisted_task"):
        rules = set()
        for c in (c for c in pack.cases if c.found and c.record["on"] >= "2016-01-01"):
            values = c.found.answers[FINAL].values
            is_barred = all(v is not None and v.get("prohibited") is True for v in values)
            if c.record["kind"] == "task" and not c.record["listed"] and not is_barred:
                winners = [r for q in (FINAL, "support") for r in c.found.answers[q].winners]
                named = ((r, codes(r, ["lead", "by", "assist"])) for r in winners)
                rules |= {frozenset({r.id}) for r, seats in named if "committee@community" in seats}
        seen += len(rules)
        assert ids(findings) <= rules
    assert seen


def test_rings(packs: list[Any], load_helper: Callable[[str], ModuleType]) -> None:
    """Only rings of organs that send some matter to each other."""
    key_of, seen = load_helper("packs").key_of, 0
    for pack, findings in each(packs, "circular_referral"):
        cases = {c.key: concluded(c) for c in pack.cases}
        rings = set()
        for c in pack.cases:
            path, has = list[str](), c.record["giver"]
            while has is not None and has not in path:
                path.append(has)
                value = cases.get(key_of({**c.record, "giver": has}))
                sent = value is not None and value.get("disposition") == "transfer"
                has = value.get("lead") if sent else None
            if has is not None and len(ring := path[path.index(has) :]) > 1:
                rings.add(frozenset(ring))
        seen += len(rings)
        assert {frozenset(f.data["ring"]) for f in findings} <= rings
    assert seen


def owner(case: Any) -> str:
    """Who owns the matter: an organ, several, or nobody."""
    value = case.look("holder")
    each = value.values if isinstance(value, OneOf) else (value,)
    return "|".join(sorted(v for v in each if isinstance(v, str))) or "-"


def test_what_changes_owner(packs: list[Any], load_helper: Callable[[str], ModuleType]) -> None:
    """From whom to whom between two days: what the matters say that do not say it themselves."""
    key_of, seen = load_helper("packs").key_of, 0
    for pack in packs:
        last = str(pack.made.analysis.since)
        for first in sorted({c.record["on"] for c in pack.every} - {last})[-2:]:
            owners = {c.key: owner(c) for c in pack.every if not c.says_owner}
            pairs = set()
            for c in pack.every:
                if not c.says_owner and c.record["on"] == first:
                    later = {**c.record, "on": last}
                    pairs.add((owner(c), owners[key_of(later)]))
            pairs = {(old, new) for old, new in pairs if old != new}
            on, other = (date.fromisoformat(day) for day in (first, last))
            moved = pack.made.diff(pack.made, on=on, other_on=other).moved
            # Of those that say an owner of their own, the smallest says it.
            assert {(m.old, m.new) for m in moved if "holder" not in m.matter} == pairs
            seen += len(pairs)
    assert seen


def test_the_smallest_change(packs: list[Any]) -> None:
    """As many facts change as in the nearest of all the matters that the organ owns."""
    seen = 0
    for n, pack in enumerate(packs):
        plain = [c for c in pack.every if not c.says_owner]
        plain = [c for c in plain if c.record["on"] == str(pack.made.analysis.since)]
        organs = {owner(c) for c in pack.every} & {*pack.made.rules.roles}
        some = [c for c in plain if not c.clash][n % 7 :: len(plain) // MATTERS + 1]
        for case, organ in product(some, sorted(organs)):
            found = pack.made.why_not(case.record, organ)
            near = [
                sum(case.record[f] != other.record[f] for f in case.record)
                for other in plain
                if owner(other) == organ
            ]
            assert found.owns == (owner(case) == organ)
            if not found.owns:
                assert (found.changes is None) == (near == [])
                assert found.changes is None or len(found.changes) == min(near)
                seen += bool(near)
    assert seen
