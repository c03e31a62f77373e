"""The rule set: every rule checked, the questions in order, and any two rules ranked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any, Literal

import attrs

from ..errors import CitationError, GovrulesError, PolicyError, did_you_mean
from ..expr import All, Between, Is, Under, check, fields_of, implies
from ..expr.analyse import conjuncts
from ..law import Law, Norm, Scope, Verdict, compare
from ..values import UNKNOWN, OneOf, Period, is_under
from .codes import Roles
from .compiled import Compiled
from .field import Field
from .order import closure, stable_order
from .question import Conclusion, Question, Slot
from .rule import Rule, place_of

__all__ = ["Compiled", "RuleSet"]

# Fewer rules than this are not worth sorting by a field.
FEW = 8


class RuleSet:
    """Fields, questions and rules that fit together.

    Args:
        fields: The declared fields; a set also counts as its member flags.
        questions: The questions, in any order.
        rules: The rules, in any order.
        law: The instruments that rules may cite.
        roles: The roles that organs may have.
        day_field: The field that the days in force are held against.

    Attributes:
        declared: The fields as declared, by id; ``rules``: the rules made ready.
        fields: What a condition may name: the fields, the members of sets, and earlier answers.
        place_of: The place of each of these in their fixed order.
        questions: The questions, each after those whose answers it reads.
        digest: What the decisions of this rule set are kept under.

    Raises:
        PolicyError: naming the first rule that does not fit, and where it stands.
    """

    def __init__(
        self,
        *,
        fields: Iterable[Field],
        questions: Iterable[Question],
        rules: Iterable[Rule],
        law: Law,
        roles: Roles,
        day_field: str = "on",
    ) -> None:
        self.law, self.roles, self.day_field = law, roles, day_field
        self.declared = _unique("field", fields)
        by_id = _unique("question", questions)
        self.fields = self._all_fields(by_id)
        self.place_of = {id: number for number, id in enumerate(self.fields)}
        self.rules: dict[str, Compiled] = {}
        self._by_question: dict[str, list[Compiled]] = {id: [] for id in by_id}
        for r in sorted(rules, key=lambda r: r.id):
            self._add(r, by_id)
        self._by_text, self._over = self._exceptions()
        self.questions = self._ordered(by_id)
        self._verdicts: dict[tuple[str, str, date | None], Verdict] = {}
        self._sieves: dict[tuple[Any, ...], tuple[Compiled, ...]] = {}
        self._indexes: dict[tuple[str, str], tuple[dict[str, list[Compiled]], list[Compiled]]] = {}
        self._sieve_fields = {q: self._telling(q) for q in self._by_question}
        self.digest = self._digest()
        self.told: dict[str, Any] = {}  # what is said of each rule, worked out once

    def _all_fields(self, questions: Mapping[str, Question]) -> dict[str, Field]:
        fields: dict[str, Field] = {}
        for f in self.declared.values():
            fields.update({m.id: m for m in f.members()} if f.kind == "set" else {f.id: f})
        for q in questions.values():
            if q.kind == "fact" and q.id not in fields:
                raise PolicyError(
                    f"question {q.id!r} works out a fact that is not a declared field",
                    f"问题 {q.id!r} 推定的事实不是已声明的字段",
                    field=q.id,
                    hint_en="declare the field",
                    hint_zh="请声明该字段",
                )
            if q.follows is not None and not _can_follow(q, questions.get(q.follows)):
                en, zh = did_you_mean(
                    q.follows, [o.id for o in questions.values() if _can_follow(q, o)]
                )
                raise PolicyError(
                    f"question {q.id!r} cannot follow {q.follows!r}",
                    f"问题 {q.id!r} 不能承接 {q.follows!r}",
                    field="follows",
                    value=q.follows,
                    hint_en=en,
                    hint_zh=zh,
                )
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

    def _add(self, r: Rule, questions: Mapping[str, Question]) -> None:
        place = place_of(r.id, r.at)
        try:
            if r.id in self.rules:
                raise PolicyError(
                    f"two rules are called {r.id!r}",
                    f"两条规则同名 {r.id!r}",
                    field="id",
                    value=r.id,
                    hint_en="give each rule an id of its own",
                    hint_zh="每条规则须有唯一编号",
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
            compiled = self._compile(r, questions[r.question])
        except GovrulesError as error:
            raise (error if error.place == place else error.at(place)) from None
        self.rules[r.id] = compiled
        self._by_question[r.question].append(compiled)

    def _compile(self, r: Rule, question: Question) -> Compiled:
        self.law.check(r.cite)
        if not r.zh or not r.en:
            raise PolicyError(
                "a rule says its reason in Chinese and in English",
                "规则须以中英文说明理由",
                field="zh" if not r.zh else "en",
                hint_en="add zh= and en=",
                hint_zh="请补充 zh= 与 en=",
            )
        period = self._in_force(r)
        condition = when = check(r.when, self.fields)
        if period.start or period.end:
            day = Between(self.day_field, period.start, period.end)
            when = All((day, *conjuncts(condition)))
        one: dict[str, Any] = {}
        many: dict[str, tuple[Any, ...]] = {}
        for part, value in r.then:
            slot = question.slot(part)
            if slot.many:
                values = value if isinstance(value, tuple) else (value,)
                many[part] = tuple(self._term(v, slot) for v in values)
            else:
                one[part] = self._term(value, slot)
        terms = [*one.values(), *(v for vs in many.values() for v in vs)]
        refs = sorted({t[1:] for t in terms if isinstance(t, str) and t.startswith("$")})
        then = Conclusion(one.items(), many.items())
        is_open = refs or any(isinstance(v, OneOf) for v in one.values())
        whole = one[question.slots[0].id] if question.is_simple and one else Conclusion(one.items())
        says = None if is_open else (whole,)
        return Compiled(r, condition, when, then, period, tuple(refs), says)

    def _in_force(self, r: Rule) -> Period:
        instrument = self.law.instrument(r.cite.instrument)
        own = instrument.period
        start = r.period.start or own.start
        first = instrument.versions[0].since
        if own.start and start and start < first:
            raise CitationError(
                f"in force from {start}, before {r.cite.instrument} itself ({first})",
                f"自 {start} 起有效，早于 {r.cite.instrument} 自身施行日（{first}）",
                field="since",
                value=start,
                hint_en="leave since out, or correct it",
                hint_zh="请不填 since 或予更正",
            )
        if own.start and start and start < own.start:  # a provision of an earlier wording
            self.law.check(r.cite, start)
        return Period(start, min(filter(None, (r.period.end, own.end)), default=None))

    def _term(self, value: Any, slot: Slot) -> Any:
        """A value of the slot's kind; ``$field`` refers to it; ``a|b`` is either, undivided."""
        if isinstance(value, str) and value.startswith("$"):
            if value[1:] not in self.fields:
                en, zh = did_you_mean(value[1:], self.fields)
                raise PolicyError(
                    f"{slot.id} refers to {value!r}, which is no field",
                    f"{slot.id} 引用的 {value!r} 不是字段",
                    field=slot.id,
                    value=value,
                    hint_en=en,
                    hint_zh=zh,
                )
            if not self._fits(self.fields[value[1:]], slot):
                raise PolicyError(
                    f"{slot.id} refers to {value!r}, which is not of its kind ({slot.kind})",
                    f"{slot.id} 引用的 {value!r} 种类不符（应为 {slot.kind}）",
                    field=slot.id,
                    value=value,
                    hint_en="refer to a field that can only hold what the part takes",
                    hint_zh="所引字段的取值须为该部分可取的值",
                )
            return value
        if isinstance(value, str) and "|" in value:
            return OneOf(self._term(part.strip(), slot) for part in value.split("|"))
        known: Sequence[str] = [c.code for c in slot.choices]
        if slot.kind == "flag" and isinstance(value, bool):
            return value
        if slot.kind == "organ":
            known = [code for code in self.roles if "@" in code]
        if value in known:
            return value
        seats = self.roles.seats(str(value)) if slot.kind == "organ" else None
        en, zh = seats or did_you_mean(value, known)
        raise PolicyError(
            f"{value!r} is no {slot.kind} that {slot.id} takes",
            f"{value!r} 不是 {slot.id} 可取的值",
            field=slot.id,
            value=value,
            hint_en=en,
            hint_zh=zh,
        )

    def _fits(self, field: Field, slot: Slot) -> bool:
        """Whether whatever the field holds is a value that the slot takes."""
        if slot.kind == "organ":
            return field.tree is self.roles
        takes = {c.code for c in slot.choices}
        return field.kind == slot.kind and {c.code for c in field.choices} <= takes

    def _exceptions(self) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
        """Rule → every rule that it comes before, directly or through another.

        First as the text alone has it, then with what its authors read into it.
        """
        text = {r.id: r.rule.exception_to for r in self.rules.values()}
        read = {r.id: r.rule.reads_over for r in self.rules.values()}
        for r in self.rules.values():
            self._check_named(r, "exception_to", "exception to", "例外所指的")
            self._check_named(r, "reads_over", "read to come before", "解读所指的")
            self._check_named(r, "crosses", "said to cross", "所称相交的")
        both = {id: (*text[id], *read[id]) for id in self.rules}
        try:
            order = tuple(TopologicalSorter(both).static_order())
        except CycleError as error:
            ring = " → ".join(self._with_place(id) for id in reversed(error.args[1]))
            raise PolicyError(
                f"rules are exceptions to each other: {ring}",
                f"规则互为例外：{ring}",
                field="exception_to",
                value=ring,
                hint_en="remove one link",
                hint_zh="请去掉其中一环",
            ) from None
        return closure(text, order), closure(both, order)

    def _check_named(self, r: Compiled, field: str, en: str, zh: str) -> None:
        for other in getattr(r.rule, field):
            there = self.rules.get(other)
            if there is None or there.rule.question != r.rule.question:
                near = did_you_mean(other, self.rules)
                raise PolicyError(
                    f"{en} {other!r}, which is no rule of the same question",
                    f"{zh} {other!r} 不是同一问题的规则",
                    field=field,
                    value=other,
                    place=place_of(r.id, r.rule.at),
                    hint_en=near[0] or "name a rule of its question",
                    hint_zh=near[1] or "请写同一问题的规则编号",
                )

    def _with_place(self, id: str) -> str:
        at = self.rules[id].rule.at
        return f"{id} ({at})" if at else id

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
            readers = [
                r.id
                for r in self._by_question[question]
                if read in {f.partition(".")[0] for f in r.reads}
            ]
            text += f" [{self._with_place(readers[0])}] → {read}" if readers else f" → {read}"
        return text

    def _telling(self, question: str) -> tuple[str, ...]:
        """The identity fields by which many of the question's rules are told apart.

        Only what is given can be one: what an assumption keeps out must still be seen to.
        """
        counts: dict[str, int] = {}
        for r in self._by_question[question]:
            for part in conjuncts(r.condition):
                if isinstance(part, Under | Is) and self._is_given(part.field):
                    counts[part.field] = counts.get(part.field, 0) + 1
        return tuple(sorted(f for f, n in counts.items() if n >= FEW))

    def _is_given(self, field: str) -> bool:
        f = self.fields[field]
        return f.identity and f.assume is UNKNOWN and field not in self._by_question

    def _reads(self, question: Question) -> set[str]:
        """The questions, and the fields that no question answers, that a question reads."""
        rules = self._by_question[question.id]
        read = {f for r in rules for f in (*r.refs, *fields_of(r.when))} | {question.follows or ""}
        return {f.partition(".")[0] for f in read}

    def candidates(self, question: str, look: Callable[[str], Any]) -> tuple[Compiled, ...]:
        """The question's rules, less those that the matter's identity already makes false.

        Args:
            question: The question.
            look: Field → what is known of it.
        """
        fields = self._sieve_fields[question]
        key = (question, *map(look, fields))
        found = self._sieves.get(key)
        if found is None:
            known = dict(zip(fields, key[1:], strict=True))
            found = tuple(r for r in self._pool(question, known) if not self._out(r, known))
            self._sieves[key] = found
        return found

    def _pool(self, question: str, known: Mapping[str, Any]) -> Sequence[Compiled]:
        """The rules that name a known code or one above it, and those that name none, by id."""
        for field, value in known.items():
            tree = self.fields[field].tree
            if tree is not None and isinstance(value, str) and tree.is_leaf(value):
                naming, others = self._by_code(question, field)
                named = {r.id: r for step in tree.path(value) for r in naming.get(step, ())}
                return sorted((*others, *named.values()), key=lambda r: r.id)
        return self._by_question[question]

    def _by_code(
        self, question: str, field: str
    ) -> tuple[dict[str, list[Compiled]], list[Compiled]]:
        """Code → the rules that hold only at or below it; and the rules that ask for no code."""
        if (question, field) not in self._indexes:
            naming: dict[str, list[Compiled]] = {}
            others: list[Compiled] = []
            for r in self._by_question[question]:
                asked = [
                    p for p in conjuncts(r.condition) if isinstance(p, Under) and p.field == field
                ]
                for code in asked[0].codes if asked else ():
                    naming.setdefault(code, []).append(r)
                if not asked:
                    others.append(r)
            self._indexes[question, field] = (naming, others)
        return self._indexes[question, field]

    def _out(self, r: Compiled, known: Mapping[str, Any]) -> bool:
        return any(
            isinstance(p, Under | Is)
            and isinstance(known.get(p.field), str)
            and self._is_false(p, known[p.field])
            for p in conjuncts(r.condition)
        )

    def _is_false(self, atom: Under | Is, value: str) -> bool:
        tree = self.fields[atom.field].tree
        if tree is None:
            return isinstance(atom, Is) and value not in atom.values
        if isinstance(atom, Is):
            return not any(value in tree.path(str(code)) for code in atom.values)
        return is_under(tree, value, atom.codes) is False

    def rank(self, first: Compiled, second: Compiled, on: date | None = None) -> Verdict:
        """Which of two rules of one question prevails, by which principle and article.

        Args:
            first: A rule.
            second: Another.
            on: The day as of which the article is numbered; today's where not given.
        """
        key = (first.id, second.id, on)
        if key not in self._verdicts:
            self._verdicts[key] = self._rank(first, second, on)
        return self._verdicts[key]

    def _rank(self, a: Compiled, b: Compiled, on: date | None) -> Verdict:
        if b.id in self._over[a.id] or a.id in self._over[b.id]:
            by_text = b.id in self._by_text[a.id] or a.id in self._by_text[b.id]
            return _declared(
                "first" if b.id in self._over[a.id] else "second",
                "explicit_exception" if by_text else "reading",
            )
        if a.rule.otherwise != b.rule.otherwise:
            return _declared("first" if b.rule.otherwise else "second", "residual")
        norms = [Norm(self.law.instrument(r.rule.cite.instrument), r.period.start) for r in (a, b)]
        return compare(norms[0], norms[1], self.scope(a, b), self.law, on=on)

    def scope(self, a: Compiled, b: Compiled) -> Scope:
        """Which of two rules is the special one: as declared, else by form of the conditions."""
        if b.id in a.rule.crosses or a.id in b.rule.crosses:
            return Scope.CROSSING
        first = implies(a.condition, b.condition, self._covers)
        second = implies(b.condition, a.condition, self._covers)
        if first and second:
            return Scope.SAME
        return Scope.FIRST_SPECIAL if first else Scope.SECOND_SPECIAL if second else Scope.CROSSING

    def _covers(self, field: str, upper: str, lower: str) -> bool:
        tree = self.fields[field].tree
        return tree is not None and is_under(tree, lower, (upper,)) is True

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
        }
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


DECLARED = {
    "explicit_exception": ("法条明定的例外优先", "an exception that the text makes comes first"),
    "reading": (
        "依规则编者的解读在先，非法条明定",
        "put first by a reading of the rules' authors, not by the text",
    ),
    "residual": ("兜底规则，仅在别无规则时适用", "a residual rule speaks only where no other does"),
}


def _declared(kind: Literal["first", "second"], principle: str) -> Verdict:
    """The verdict where the rules themselves say which comes first: by the text, or as read."""
    zh, en = DECLARED[principle]
    return Verdict(kind, principle, None, None, None, zh=zh, en=en)


def _unique(what: str, things: Iterable[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for thing in things:
        if thing.id in found:
            raise PolicyError(
                f"two {what}s are called {thing.id!r}",
                f"{thing.id!r} 重复声明",
                field=what,
                value=thing.id,
                hint_en="give each an id of its own",
                hint_zh="编号须唯一",
            )
        found[thing.id] = thing
    return found


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
