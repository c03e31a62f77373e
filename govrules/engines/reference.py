"""The reference evaluator: the specification, in the fewest words that are exact.

A question's rules are true, false or unknown of a matter. A rule that is true and disagrees with
another is *defeated* where the other outranks it; the rules left must agree. The answer is
determined when, besides, every rule still unknown either agrees with it or would be defeated
anyway: so that nothing still to be learnt can change it. Otherwise the answer is the set of
values that remain possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

import attrs

from ..errors import ConflictError
from ..expr import All, Between, Const, Expr, Is, Not, Some, Under
from ..rules import Compiled, Conclusion, Facts, Field, Question, RuleSet, contradiction
from ..values import UNKNOWN, OneOf, Period, Truth, Unknown, all3, any3, is_under, not3
from .answer import Answer, Defeat, Dispute, Evaluation, is_open

__all__ = ["evaluate", "support", "truth"]


def truth(expr: Expr, values: Mapping[str, Any], fields: Mapping[str, Field]) -> Truth:
    """Whether the condition holds of what is known: true, false or unknown (Kleene)."""
    if isinstance(expr, All):
        return all3(truth(part, values, fields) for part in expr.parts)
    if isinstance(expr, Some):
        return any3(truth(part, values, fields) for part in expr.parts)
    if isinstance(expr, Not):
        return not3(truth(expr.part, values, fields))
    if isinstance(expr, Const):
        return expr.value
    value = values.get(expr.field, UNKNOWN)
    if isinstance(value, OneOf):
        found: set[Truth] = {_atom(expr, v, fields) for v in value.values}
        return found.pop() if len(found) == 1 else UNKNOWN
    return _atom(expr, value, fields)


def _atom(atom: Is | Under | Between, value: Any, fields: Mapping[str, Field]) -> Truth:
    if isinstance(value, Unknown):
        return UNKNOWN
    if value is None:  # the question has no answer: nothing is true of it
        return False
    if isinstance(atom, Between) and isinstance(value, Period):  # a day known to lie in it
        inside = value.overlap(Period(atom.low, atom.high))  # type: ignore[arg-type]
        return False if inside is None else (True if inside == value else UNKNOWN)
    if isinstance(atom, Between):
        low: Any = atom.low
        above = low is None or bool(low <= value)
        return above and (atom.high is None or bool(value < atom.high))
    tree = fields[atom.field].tree
    if isinstance(atom, Under):
        assert tree is not None
        return is_under(tree, value, atom.codes)
    if tree is None or value in atom.values:
        return bool(value in atom.values)
    return UNKNOWN if any(value in tree.path(str(v)) for v in atom.values) else False


def support(
    expr: Expr, values: Mapping[str, Any], fields: Mapping[str, Field],
    rests: Mapping[str, frozenset[str]],
) -> frozenset[str]:  # fmt: skip
    """Assumed fields that suffice for the condition's truth value; the fewest of each branch."""
    if isinstance(expr, Const):
        return frozenset()
    if isinstance(expr, Not):
        return support(expr.part, values, fields, rests)
    if isinstance(expr, Is | Under | Between):
        return rests.get(expr.field, frozenset())
    now = truth(expr, values, fields)
    if now is isinstance(expr, All) or now is UNKNOWN:  # every part was needed
        return frozenset().union(*(support(p, values, fields, rests) for p in expr.parts))
    best: frozenset[str] | None = None
    for part in expr.parts:  # one part was enough: the first that rests on least
        if truth(part, values, fields) is now:
            found = support(part, values, fields, rests)
            best = found if best is None or len(found) < len(best) else best
            if not best:
                break
    return best or frozenset()


def evaluate(rules: RuleSet, facts: Facts) -> Evaluation:
    """Answer every question in dependency order.

    Raises:
        ConflictError: two rules apply, disagree, and nothing ranks them.
        ContradictionError: a given fact contradicts what the rules work out.
    """
    state = _State(rules, facts)
    answers = {question.id: state.answer(question) for question in rules.questions}
    return Evaluation(rules, facts, answers, state.values, state.rests)


class _State:
    """What is known so far: the facts, then each answer as it is found."""

    def __init__(self, rules: RuleSet, facts: Facts) -> None:
        self.rules, self.facts = rules, facts
        self.values = facts.fresh()
        self.given = facts.fresh()
        self.rests = {f: frozenset((f,)) for f in facts.assumed}

    def answer(self, question: Question) -> Answer:
        true: list[tuple[Compiled, Any]] = []
        unknown: list[tuple[Compiled, Any]] = []
        for rule in self.rules.of(question.id, self.values):
            holds = truth(rule.when, self.values, self.rules.fields)
            if holds is False:
                continue
            outcomes = self.outcomes(rule, question)
            if outcomes != (None,):  # it refers to an answer that there is not: it says nothing
                certain = holds is True and None not in outcomes
                (true if certain else unknown).append((rule, outcomes))
        if question.kind == "every":
            return self.gather(question, true, unknown)
        answer = self.follow(self.resolve(question, true, unknown))
        self.bind(question, answer)
        return answer

    def outcomes(self, rule: Compiled, question: Question) -> tuple[Any, ...]:
        """The conclusions that are possible, the answers it refers to being open or not."""
        options = []
        for _, value in rule.then.one:
            if isinstance(value, str) and value.startswith("$"):
                value = self.values.get(value[1:], UNKNOWN)
            options.append(value.values if isinstance(value, OneOf) else (value,))
        slots = [slot for slot, _ in rule.then.one]
        found: list[Any] = []
        for values in product(*options):
            none = any(v is None for v in values)
            simple = question.is_simple and not none
            found.append(
                None if none else values[0] if simple
                else Conclusion(zip(slots, values, strict=True))
            )  # fmt: skip
        return tuple(sorted(set(found), key=str))

    def gather(self, question: Question, true: Iterable[Any], unknown: Iterable[Any]) -> Answer:
        winners = tuple(rule for rule, _ in true)
        lists: dict[str, list[Any]] = {}
        for rule in winners:
            for slot, terms in rule.then.many:
                lists.setdefault(slot, []).extend(t for v in terms if (t := self.term(v)))
        value = Conclusion((), {k: tuple(dict.fromkeys(v)) for k, v in lists.items()}.items())
        return Answer(
            question, (value,), winners, tuple(r for r, _ in unknown),
            support=self.resting(winners),
        )  # fmt: skip

    def term(self, value: Any) -> Any:
        """A list's value with a reference looked up; ``None`` while that is open."""
        if not (isinstance(value, str) and value.startswith("$")):
            return value
        found = self.values.get(value[1:])
        return None if found is UNKNOWN or isinstance(found, OneOf) else found

    def resolve(self, question: Question, true: list[Any], unknown: list[Any]) -> Answer:
        defeated, winners = [], []
        for rule, outcomes in true:
            by = self.beaten(rule, outcomes, true)
            if by is None:
                winners.append((rule, outcomes))
            else:
                defeated.append(Defeat(rule, by, self.rules.rank(by, rule)))
        values = {v for _, outcomes in winners for v in outcomes}
        live = [
            (rule, outcomes)
            for rule, outcomes in unknown
            if not (set(outcomes) == values and len(values) == 1)
            and self.beaten(rule, outcomes, true) is None
        ]
        if true and not winners:
            raise _conflict(question, true[0][0], defeated[0].by)
        disputes = [] if live else self.disputes(question, winners)
        values.update(v for _, outcomes in live for v in outcomes)
        if not winners:
            values.add(None)
        kept = tuple(rule for rule, _ in winners)
        answer = Answer(
            question, tuple(sorted(values, key=_none_first)), kept,
            tuple(rule for rule, _ in live), tuple(defeated), disputes=tuple(disputes),
        )  # fmt: skip
        return attrs.evolve(answer, support=self.resting(kept) | self.excluded(answer))

    def follow(self, answer: Answer) -> Answer:
        """Where no rule applies, the answer of the question that this one follows stands."""
        source = answer.question.follows
        if source is None or None not in answer.values:
            return answer
        before = self.values.get(source, UNKNOWN)
        earlier = before.values if isinstance(before, OneOf) else (before,)
        values = sorted({*answer.values, *earlier} - ({None} - set(earlier)), key=_none_first)
        rests = answer.support | self.rests.get(source, frozenset())
        return attrs.evolve(answer, values=tuple(values), support=rests)

    def beaten(self, rule: Compiled, outcomes: Any, true: list[Any]) -> Compiled | None:
        """The first true rule that disagrees with this one and outranks it."""
        for other, others in true:
            if others != outcomes and self.rules.rank(other, rule).kind == "first":
                return other  # type: ignore[no-any-return]
        return None

    def disputes(self, question: Question, winners: list[Any]) -> list[Dispute]:
        found = []
        for i, (a, first) in enumerate(winners):
            for b, second in winners[i + 1 :]:
                if first == second:
                    continue
                verdict = self.rules.rank(a, b)
                if verdict.kind == "adjudicate":
                    found.append(Dispute(a, b, verdict))
                elif not any(len(o) > 1 or is_open(o[0]) for o in (first, second)):
                    raise _conflict(question, a, b)
        return found

    def resting(self, rules: Iterable[Compiled]) -> frozenset[str]:
        """The assumed fields on which these rules apply, and on which what they refer to rests."""
        found: set[str] = set()
        for r in rules:
            found |= support(r.when, self.values, self.rules.fields, self.rests)
            found.update(*(self.rests.get(ref, frozenset()) for ref in r.refs))
        return frozenset(found)

    def excluded(self, answer: Answer) -> frozenset[str]:
        """The assumed fields that keep out rules which could have changed the answer."""
        found: set[str] = set()
        said = {id(r) for r in (*answer.winners, *answer.live, *(d.rule for d in answer.defeated))}
        for r in self.rules.of(answer.question.id, self.values):
            if id(r) in said or truth(r.when, self.values, self.rules.fields) is not False:
                continue
            if not any(self.rules.rank(w, r).kind == "first" for w in answer.winners):
                found |= support(r.when, self.values, self.rules.fields, self.rests)
        return frozenset(found)

    def bind(self, question: Question, answer: Answer) -> None:
        """Make the answer a fact for the questions that come after."""
        if question.kind == "fact":
            self.bind_fact(question.id, answer)
        elif question.is_simple:
            self.know(question.id, answer.values, answer.support)
        for slot in () if question.is_simple else question.slots:
            if not slot.many:
                values = [None if v is None else v.get(slot.id) for v in answer.values]
                self.know(f"{question.id}.{slot.id}", values, answer.support)

    def bind_fact(self, field: str, answer: Answer) -> None:
        if None in answer.values:  # not worked out, or perhaps not: what was given stands
            return
        given = None if field in self.facts.assumed else self.given.get(field)
        if given is not None and given not in answer.values:
            rules = [r.rule for r in (*answer.winners, *answer.live)]
            by = (rules[0].zh, f"rule {rules[0].id}") if rules else (answer.question.zh, "the law")
            raise contradiction(self.rules.fields[field], given, answer.values[0], *by)
        if given is None:
            self.know(field, answer.values, answer.support)

    def know(self, field: str, values: Iterable[Any], rests: frozenset[str]) -> None:
        kept = tuple(dict.fromkeys(values))
        if UNKNOWN in kept:
            self.values.pop(field, None)
        else:
            self.values[field] = kept[0] if len(kept) == 1 else OneOf(kept)
        self.rests[field] = rests


def _none_first(value: Any) -> tuple[bool, str]:
    return value is not None, str(value)


def _conflict(question: Question, a: Compiled, b: Compiled) -> ConflictError:
    error = ConflictError(
        f"rules {a.id} and {b.id} both apply, disagree on {question.id!r}, and nothing ranks them",
        f"规则 {a.id} 与 {b.id} 同时适用，对“{question.zh}”结论不同，且无从确定先后",
        field=question.id,
        value=f"{a.id}, {b.id}",
        hint_en="make one an exception to the other where the text does so, or narrow a condition",
        hint_zh="依法条将其一设为另一条的例外，或收窄条件",
    )
    error.rules = tuple(sorted((a.id, b.id)))
    return error
