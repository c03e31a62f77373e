"""The rule set: every rule checked, and the questions in the order in which they are answered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from graphlib import CycleError
from itertools import pairwise
from typing import Any

import attrs

from ..errors import PolicyError, did_you_mean
from ..expr import fields_of
from ..faults import Faults
from ..law import Law, Verdict
from .codes import Roles
from .compiled import Compiled, Compiler
from .field import Field
from .index import RuleIndex
from .order import stable_order
from .question import Question, Slot
from .ranking import Ranking, with_place
from .rule import Rule, place_of
from .words import PlaceWords

__all__ = ["Compiled", "RuleSet"]

WORDLESS = PlaceWords()


class RuleSet:
    """Fields, questions and rules that fit together.

    Args:
        fields: The declared fields; a set also counts as its member flags.
        questions: The questions, in any order.
        rules: The rules, in any order.
        law: The instruments that rules may cite.
        roles: The roles that organs may have.
        words: The words of the rules' texts that depend on the place.
        day_field: The field that the days in force are held against.
        faults: What was found wrong before, to be told together with what is wrong here.

    Attributes:
        declared: The fields as declared, by id; ``rules``: the rules made ready.
        fields: What a condition may name: the fields, the members of sets, and earlier answers.
        place_of: The place of each of these in their fixed order.
        ranking: The order of any two rules; ``index``: the rules that a matter can concern.
        questions: The questions, each after those whose answers it reads.
        prevailing: The questions whose rules may stand against what a record says.
        digest: What the decisions of this rule set are kept under.

    Raises:
        PolicyError: naming the rule that does not fit, and where it stands; a PackError if there
            is more than one fault.
    """

    def __init__(
        self,
        *,
        fields: Iterable[Field],
        questions: Iterable[Question],
        rules: Iterable[Rule],
        law: Law,
        roles: Roles,
        words: PlaceWords = WORDLESS,
        day_field: str = "on",
        faults: Faults | None = None,
    ) -> None:
        faults = Faults() if faults is None else faults
        self.law, self.roles, self.words, self.day_field = law, roles, words, day_field
        self.declared = _unique("field", fields, faults)
        by_id = _unique("question", questions, faults)
        before = len(faults)
        self.fields = self._all_fields(by_id, faults)
        are_sound = len(faults) == before
        self.place_of = {id: number for number, id in enumerate(self.fields)}
        self.rules: dict[str, Compiled] = {}
        self._by_question: dict[str, list[Compiled]] = {id: [] for id in by_id}
        compiler = Compiler(self.fields, law, roles, day_field)
        given = sorted(rules, key=lambda r: r.id)
        for r in given:
            with faults.at(place_of(r.id, r.at)):
                self._add(r, by_id, compiler)
        broken = {r.id for r in given} - self.rules.keys()
        self.ranking = Ranking(self.rules, self.fields, law, faults, broken)
        if are_sound:  # a question that follows none would be told again as a ring
            with faults.at():
                self.questions = self._ordered(by_id)
        faults.raise_found()
        self._before: dict[str, tuple[str, ...]] = {}
        self.index = RuleIndex(self._by_question, self.fields)
        self.prevailing = tuple(
            q for q in self.questions if any(r.rule.prevails for r in self._by_question[q.id])
        )
        self.digest = self._digest()
        self.told: dict[tuple[str, str], Any] = {}  # what is said of each rule, worked out once

    def candidates(self, question: str, look: Callable[[str], Any]) -> tuple[Compiled, ...]:
        """The question's rules, less those that a known code makes false; see RuleIndex."""
        return self.index.candidates(question, look)

    def before(self, question: str) -> tuple[str, ...]:
        """Return the questions on whose answers one may rest, and itself, in order."""
        if question not in self._before:
            found = {question}
            for earlier in reversed(self.questions):
                found |= self._reads(earlier) if earlier.id in found else set()
            self._before[question] = tuple(q.id for q in self.questions if q.id in found)
        return self._before[question]

    def rank(self, first: Compiled, second: Compiled, on: date | None = None) -> Verdict:
        """Which of two rules of one question prevails, and why; see Ranking."""
        return self.ranking.rank(first, second, on)

    def labels(self, question: str) -> Mapping[str, Field]:
        """The fields that say what each single part of a question's answer is called.

        Args:
            question: Its id.
        """
        slots = next(q for q in self.questions if q.id == question).slots
        return {
            s.id: self.fields.get(f"{question}.{s.id}") or self.fields[question]
            for s in slots
            if not s.many
        }

    def _all_fields(self, questions: Mapping[str, Question], faults: Faults) -> dict[str, Field]:
        fields: dict[str, Field] = {}
        for f in self.declared.values():
            fields.update({m.id: m for m in f.members()} if f.kind == "set" else {f.id: f})
        for q in questions.values():
            with faults.at():
                _check_question(q, questions, fields)
            if q.kind == "one":
                for slot in q.slots:
                    if not slot.many:
                        id = q.id if q.is_simple else f"{q.id}.{slot.id}"
                        fields[id] = self._answer_field(id, q, slot)
        return fields

    def _answer_field(self, id: str, question: Question, slot: Slot) -> Field:
        if slot.kind == "organ":
            return Field(id, "code", question.zh, question.en, tree=self.roles)
        return Field(id, slot.kind, question.zh, question.en, choices=slot.choices)

    def _add(self, r: Rule, questions: Mapping[str, Question], compiler: Compiler) -> None:
        if (other := self.rules.get(r.id)) is not None:
            file = other.rule.at.partition(":")[0]
            at = (f"; the other stands in {file}", f"；另一条在 {file}") if file else ("", "")
            raise PolicyError(
                f"two rules are called {r.id!r}",
                f"两条规则同名 {r.id!r}",
                field="id",
                value=r.id,
                hint_en=f"give each rule an id of its own{at[0]}",
                hint_zh=f"每条规则须有唯一编号{at[1]}",
            )
        if r.question not in questions:
            en, zh = did_you_mean(r.question, questions)
            raise PolicyError(
                f"no question {r.question!r}",
                f"没有问题 {r.question!r}",
                field="question",
                value=r.question,
                hint_en=en,
                hint_zh=zh,
            )
        compiled = compiler.compile(r, questions[r.question])
        self._check_words(r)
        self.rules[r.id] = compiled
        self._by_question[r.question].append(compiled)

    def _check_words(self, r: Rule) -> None:
        for lang, texts in (
            ("zh", (r.zh, r.note_zh, r.reading_zh)),
            ("en", (r.en, r.note_en, r.reading_en)),
        ):
            for text in texts:
                self.words.check(text, lang)

    def _ordered(self, questions: Mapping[str, Question]) -> tuple[Question, ...]:
        """The questions so that each comes after those whose answers it reads."""
        graph = {id: self._reads(questions[id]) & set(questions) for id in sorted(questions)}
        try:
            return tuple(questions[id] for id in stable_order(graph))
        except CycleError as error:
            ring = self._links(error.args[1][::-1])
            raise PolicyError(
                f"questions wait for each other: {ring}",
                f"问题互相等待：{ring}",
                field="question",
                value=ring,
                hint_en="a rule may only read questions that come before its own",
                hint_zh="规则只能读取先于自身问题的答案",
            ) from None

    def _links(self, ring: Sequence[str]) -> str:
        """A ring of questions, each with a rule of its own that reads the next."""
        text = ring[0]
        for question, read in pairwise(ring):
            readers = [r for r in self._by_question[question] if read in r.rests_on]
            text += f" [{with_place(readers[0])}] → {read}" if readers else f" → {read}"
        return text

    def _reads(self, question: Question) -> set[str]:
        """The questions, and the fields that no question answers, that a question reads."""
        rules = self._by_question[question.id]
        read = {f for r in rules for f in (*r.refs, *fields_of(r.when))} | {question.follows or ""}
        return {f.partition(".")[0] for f in read}

    def _digest(self) -> str:
        content = {
            "fields": [f.canonical() for _, f in sorted(self.declared.items())],
            "questions": [attrs.astuple(q) for q in sorted(self.questions, key=lambda q: q.id)],
            "rules": [r.rule.canonical() for r in self.rules.values()],
            "roles": self.roles.canonical(),
            "trees": [
                [f.id, canonical()]
                for _, f in sorted(self.declared.items())
                if (canonical := getattr(f.tree, "canonical", None))
            ],
            "law": self.law.digest,
            **({"words": words} if (words := self.words.canonical()) else {}),
        }
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def _unique(what: str, things: Iterable[Any], faults: Faults) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for thing in things:
        if thing.id in found:
            faults.add(
                PolicyError(
                    f"two {what}s are called {thing.id!r}",
                    f"{thing.id!r} 重复声明",
                    field=what,
                    value=thing.id,
                    hint_en="give each an id of its own",
                    hint_zh="编号须唯一",
                )
            )
        found.setdefault(thing.id, thing)
    return found


def _check_question(
    q: Question, questions: Mapping[str, Question], fields: Mapping[str, Field]
) -> None:
    if q.kind == "fact" and q.id not in fields:
        raise PolicyError(
            f"question {q.id!r} works out a fact that is not a declared field",
            f"问题 {q.id!r} 推定的事实不是已声明的字段",
            field=q.id,
            hint_en="declare the field",
            hint_zh="请声明该字段",
        )
    if q.follows is not None and not _can_follow(q, questions.get(q.follows)):
        en, zh = did_you_mean(q.follows, [o.id for o in questions.values() if _can_follow(q, o)])
        raise PolicyError(
            f"question {q.id!r} cannot follow {q.follows!r}",
            f"问题 {q.id!r} 不能承接 {q.follows!r}",
            field="follows",
            value=q.follows,
            hint_en=en,
            hint_zh=zh,
        )


def _can_follow(question: Question, other: Question | None) -> bool:
    """Whether the other's answer can stand for this one's: both are one value of one kind."""
    if other is None or other.kind == "every" or other.id == question.id:
        return False
    return (
        question.is_simple
        and other.is_simple
        and question.slots[0].kind == other.slots[0].kind
        and {c.code for c in other.slots[0].choices} <= {c.code for c in question.slots[0].choices}
    )
