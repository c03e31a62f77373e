"""The reference evaluator: the specification, in the fewest words that are exact.

A question's rules are true, false or unknown of a matter. A rule that is true and disagrees with
another is *defeated* where the other outranks it; the rules left must agree. The answer is
determined when, besides, every rule still unknown either agrees with it or would be defeated
anyway: so that nothing still to be learnt can change it. Otherwise the answer is the set of
values that remain possible.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

import attrs

from ..rules import Compiled, Conclusion, Facts, Question, RuleSet, contradiction
from ..values import UNKNOWN, OneOf, Unknown
from .answer import Answer, Defeat, Dispute, Evaluation, conflict, may_agree
from .truth import support, truth

__all__ = ["State", "evaluate", "support", "truth"]


def evaluate(rules: RuleSet, facts: Facts) -> Evaluation:
    """Answer every question in dependency order.

    Raises:
        ConflictError: two rules apply, disagree, and nothing ranks them.
        ContradictionError: a given fact contradicts what the rules work out.
    """
    state = State(rules, facts)
    answers = {question.id: state.answer(question) for question in rules.questions}
    return Evaluation(rules, facts, answers, state.values, state.rests)


class State:
    """What is known so far: the facts, then each answer as it is found."""

    def __init__(self, rules: RuleSet, facts: Facts) -> None:
        self.rules, self.facts = rules, facts
        self.values, self.given = facts.fresh(), facts.fresh()
        self.rests = {f: frozenset((f,)) for f in facts.assumed}

    def answer(self, question: Question) -> Answer:
        """The answer to a question, which becomes known to those that come after."""
        true, unknown = list[Any](), list[Any]()
        self.false = set[Compiled]()
        self.resting = {field for field, rests in self.rests.items() if rests}
        for rule in self.rules.of(question.id, self.values):
            holds = truth(rule.when, self.values, self.rules.fields)
            if holds is False:
                self.false.add(rule)
            elif (outcomes := self._outcomes(rule, question)) != (
                None,
            ):  # it refers to an answer that there is not: it says nothing
                certain = holds is True and None not in outcomes
                (true if certain else unknown).append((rule, outcomes))
        if question.kind == "every":
            return self._gather(question, true, unknown)
        answer = self._follow(self._resolve(question, true, unknown))
        self._bind(question, answer)
        return answer

    def _outcomes(self, rule: Compiled, question: Question) -> tuple[Any, ...]:
        """The conclusions that are possible, the answers it refers to being open or not."""
        if rule.says is not None:
            return rule.says
        options = []
        for _, value in rule.then.one:
            if isinstance(value, str) and value.startswith("$"):
                value = self._looked_up(value[1:])
            options.append(value.values if isinstance(value, OneOf) else (value,))
        slots = [slot for slot, _ in rule.then.one]
        found: list[Any] = []
        for values in product(*options):
            whole = values[0] if question.is_simple else Conclusion(zip(slots, values, strict=True))
            found.append(None if any(v is None for v in values) else whole)
        return tuple(sorted(set(found), key=str))

    def _looked_up(self, field: str) -> Any:
        """What a reference means: the value of the field, a role at the level where it sits."""
        value = self.values.get(field, UNKNOWN)
        if value is UNKNOWN and field not in self.rules.declared:
            return OneOf((None, UNKNOWN))  # the question may turn out to have no answer
        return self.rules.roles.seated(value) if isinstance(value, str) else value

    def _gather(self, question: Question, true: Iterable[Any], unknown: Iterable[Any]) -> Answer:
        winners = tuple(rule for rule, _ in true)
        lists: dict[str, list[Any]] = {}
        for slot, terms in (pair for rule in winners for pair in rule.then.many):
            lists.setdefault(slot, []).extend(t for v in terms if (t := self._term(v)))
        value = Conclusion((), {k: tuple(dict.fromkeys(v)) for k, v in lists.items()}.items())
        return Answer(
            question,
            (value,),
            winners,
            tuple(r for r, _ in unknown),
            support=self._resting(winners),
        )

    def _term(self, value: Any) -> Any:
        """A list's value with a reference looked up; ``None`` while that is open."""
        is_reference = isinstance(value, str) and value.startswith("$")
        found = self._looked_up(value[1:]) if is_reference else value
        return None if isinstance(found, OneOf | Unknown) else found

    def _resolve(self, question: Question, true: list[Any], unknown: list[Any]) -> Answer:
        over = {
            rule: [(r, o) for r, o in true if o != outcomes and self._beats(r, rule)]
            for rule, outcomes in (*true, *unknown)
        }
        top = [rule for rule, _ in true if not over[rule]]
        winners = [(r, o) for r, o in true if _left(o, over[r], top)]
        defeated = [
            Defeat(r, over[r][0][0], self.rules.rank(over[r][0][0], r))
            for r, o in true
            if not _left(o, over[r], top)
        ]
        if true and not winners:
            raise conflict(question, true[0][0], defeated[0].by)
        values = {v for r, outcomes in winners for v in _left(outcomes, over[r], top)}
        said = values if len(values) == 1 else set()
        live = [r for r, o in unknown if {*_left(o, over[r], top)} - {None} - said]
        if len(values) > 1:  # a rule that loses may still put another one out
            live += [
                r
                for r, _ in unknown
                if r not in live and any(self._beats(r, w) for w, _ in winners)
            ]
        disputes = [] if live else self._disputes(question, winners, top)
        values.update(v for r, o in unknown if r in live for v in _left(o, over[r], top))
        values = values - {None} if winners else values | {None}
        kept = tuple(rule for rule, _ in winners)
        return Answer(
            question,
            tuple(sorted(values, key=_none_first)),
            kept,
            tuple(live),
            tuple(defeated),
            self._support_of(question, kept, top, over),
            tuple(disputes),
        )

    def _beats(self, first: Compiled, second: Compiled) -> bool:
        return self.rules.rank(first, second).kind == "first"

    def _follow(self, answer: Answer) -> Answer:
        """Where no rule applies, the answer of the question that this one follows stands."""
        source = answer.question.follows
        if source is None or None not in answer.values:
            return answer
        before = self.values.get(source, UNKNOWN)
        earlier = before.values if isinstance(before, OneOf) else (before,)
        values = sorted({*answer.values, *earlier} - ({None} - set(earlier)), key=_none_first)
        rests = answer.support | self.rests.get(source, frozenset())
        return attrs.evolve(answer, values=tuple(values), support=rests)

    def _disputes(self, question: Question, winners: list[Any], top: Any) -> list[Dispute]:
        found = []
        for i, (a, first) in enumerate(winners):
            for b, second in winners[i + 1 :]:
                if first == second:
                    continue
                verdict = self.rules.rank(a, b)
                if verdict.kind == "adjudicate":
                    found.append(Dispute(a, b, verdict))
                elif {a, b} <= {*top} and not any(
                    may_agree(v, w) for v, w in product(first, second)
                ):
                    raise conflict(question, a, b)
        return found

    def _resting(self, rules: Iterable[Compiled]) -> frozenset[str]:
        """The assumed fields on which these rules apply, and on which what they refer to rests."""
        found: set[str] = set()
        for r in rules:
            found |= self._needed(r)
            found.update(*(self.rests.get(ref, frozenset()) for ref in r.refs))
        return frozenset(found)

    def _needed(self, r: Compiled) -> frozenset[str]:
        if self.resting.isdisjoint(r.reads):
            return frozenset()
        return support(r.when, self.values, self.rules.fields, self.rests)

    def _support_of(self, question: Question, kept: Any, top: Any, over: Any) -> frozenset[str]:
        """The assumed fields that bring the winners in, and keep out what could change them."""
        found = set(self._resting(kept))
        for r in self.rules.of(question.id, self.values):
            if r in kept or any(self._beats(w, r) for w in top):
                continue
            if r in self.false:
                found |= self._needed(r)
            else:  # it gives way to others, agrees, or refers to an answer that there is not
                found |= self._resting(by for by, _ in over.get(r, ()))
                found.update(*(self.rests.get(ref, frozenset()) for ref in r.refs))
        return frozenset(found)

    def _bind(self, question: Question, answer: Answer) -> None:
        """Make the answer a fact for the questions that come after."""
        if question.kind == "fact":
            self._bind_fact(question.id, answer)
        elif question.is_simple:
            self._know(question.id, answer.values, answer.support)
        for slot in () if question.is_simple else question.slots:
            if not slot.many:
                values = [None if v is None else v.get(slot.id) for v in answer.values]
                self._know(f"{question.id}.{slot.id}", values, answer.support)

    def _bind_fact(self, field: str, answer: Answer) -> None:
        given = self.given.get(field)
        if None in answer.values:  # not worked out, or perhaps not: what was said or assumed stands
            return
        if given is None or field in self.facts.assumed:
            self._know(field, answer.values, answer.support)
        elif given not in answer.values and UNKNOWN not in answer.values:
            tree: Any = self.rules.fields[field].tree or {}
            fitting = [v for v in answer.values if v in tree and given in tree.path(v)]
            if not fitting:
                rules = [r.rule for r in (*answer.winners, *answer.live)]
                by = [(r.zh, f"rule {r.id}") for r in rules] + [(answer.question.zh, "the law")]
                raise contradiction(self.rules.fields[field], given, answer.values[0], *by[0])
            self._know(field, fitting, answer.support)

    def _know(self, field: str, values: Iterable[Any], rests: frozenset[str]) -> None:
        kept = tuple(dict.fromkeys(values))
        if UNKNOWN in kept:
            self.values.pop(field, None)
        else:
            self.values[field] = kept[0] if len(kept) == 1 else OneOf(kept)
        self.rests[field] = rests


def _left(outcomes: Iterable[Any], over: Any, top: list[Compiled]) -> list[Any]:
    """The outcomes that stand: none that outranks the rule disagrees for certain.

    One at the top need not: if it agrees, what they agree on is counted with it.
    """
    return [
        v
        for v in outcomes
        if not any(r in top or not any(may_agree(v, o) for o in others) for r, others in over)
    ]


def _none_first(value: Any) -> tuple[bool, str]:
    return value is not None, str(value)
