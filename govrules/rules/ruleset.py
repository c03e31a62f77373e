"""The rule set: every rule checked, the questions in order, and any two rules ranked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any, Literal

import attrs

from ..errors import CitationError, GovrulesError, PolicyError, did_you_mean
from ..expr import All, Between, Expr, Is, Under, check, fields_of, implies
from ..expr.walk import conjuncts
from ..law import Law, Norm, Scope, Verdict, compare
from ..values import UNKNOWN, OneOf, Period, is_under
from .codes import Roles
from .field import Field
from .question import Conclusion, Question, Slot
from .rule import Rule

__all__ = ["Compiled", "RuleSet"]

# Fewer rules than this are not worth sorting by a field.
FEW = 8


@attrs.frozen(eq=False)
class Compiled:
    """A rule made ready: ``condition`` in codes, ``when`` with its days in force as well."""

    rule: Rule
    condition: Expr
    when: Expr
    then: Conclusion
    period: Period
    refs: tuple[str, ...]

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id


class RuleSet:
    """Fields, questions and rules that fit together.

    Args:
        fields: The declared fields; a set also counts as its member flags.
        questions: The questions, in any order.
        rules: The rules, in any order.
        law: The instruments that rules may cite.
        roles: The roles that organs may have.
        day_field: The field that the days in force are held against.

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
        self._over = self._exceptions()
        self.questions = self._ordered(by_id)
        self._verdicts: dict[tuple[str, str], Verdict] = {}
        self._sieves: dict[tuple[Any, ...], tuple[Compiled, ...]] = {}
        self._indexes: dict[tuple[str, str], tuple[dict[str, list[Compiled]], list[Compiled]]] = {}
        self._sieve_fields = {q: self._telling(q) for q in self._by_question}
        self.digest = self._digest()

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
                en, zh = did_you_mean(q.follows, [o.id for o in questions.values()
                                                  if _can_follow(q, o)])  # fmt: skip
                raise PolicyError(
                    f"question {q.id!r} cannot follow {q.follows!r}",
                    f"问题 {q.id!r} 不能承接 {q.follows!r}",
                    field="follows", value=q.follows, hint_en=en, hint_zh=zh,
                )  # fmt: skip
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
        place = f"{r.at}: rule {r.id}" if r.at else f"rule {r.id}"
        try:
            if r.id in self.rules:
                raise PolicyError(
                    f"two rules are called {r.id!r}", f"两条规则同名 {r.id!r}",
                    field="id", value=r.id,
                    hint_en="give each rule an id of its own", hint_zh="每条规则须有唯一编号",
                )  # fmt: skip
            if r.question not in questions:
                en, zh = did_you_mean(r.question, questions)
                raise PolicyError(
                    f"no question {r.question!r}", f"没有问题 {r.question!r}",
                    field="question", value=r.question, hint_en=en, hint_zh=zh,
                )  # fmt: skip
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
        return Compiled(r, condition, when, then, period, tuple(refs))

    def _in_force(self, r: Rule) -> Period:
        own = self.law.instrument(r.cite.instrument).period
        start = r.period.start or own.start
        if own.start and start and start < own.start:
            raise CitationError(
                f"in force from {start}, before {r.cite.instrument} itself ({own.start})",
                f"自 {start} 起有效，早于 {r.cite.instrument} 自身施行日（{own.start}）",
                field="since",
                value=start,
                hint_en="leave since out, or correct it",
                hint_zh="请不填 since 或予更正",
            )
        return Period(start, min(filter(None, (r.period.end, own.end)), default=None))

    def _term(self, value: Any, slot: Slot) -> Any:
        """A value of the slot's kind; ``$field`` refers to it; ``a|b`` is either, undivided."""
        if isinstance(value, str) and value.startswith("$"):
            if value[1:] not in self.fields:
                en, zh = did_you_mean(value[1:], self.fields)
                raise PolicyError(
                    f"{slot.id} refers to {value!r}, which is no field",
                    f"{slot.id} 引用的 {value!r} 不是字段",
                    field=slot.id, value=value, hint_en=en, hint_zh=zh,
                )  # fmt: skip
            if not self._fits(self.fields[value[1:]], slot):
                raise PolicyError(
                    f"{slot.id} refers to {value!r}, which is not of its kind ({slot.kind})",
                    f"{slot.id} 引用的 {value!r} 种类不符（应为 {slot.kind}）",
                    field=slot.id, value=value,
                    hint_en="refer to a field that can only hold what the part takes",
                    hint_zh="所引字段的取值须为该部分可取的值",
                )  # fmt: skip
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
        en, zh = did_you_mean(value, known)
        raise PolicyError(
            f"{value!r} is no {slot.kind} that {slot.id} takes",
            f"{value!r} 不是 {slot.id} 可取的值",
            field=slot.id, value=value, hint_en=en, hint_zh=zh,
        )  # fmt: skip

    def _fits(self, field: Field, slot: Slot) -> bool:
        """Whether whatever the field holds is a value that the slot takes."""
        if slot.kind == "organ":
            return field.tree is self.roles
        takes = {c.code for c in slot.choices}
        return field.kind == slot.kind and {c.code for c in field.choices} <= takes

    def _exceptions(self) -> dict[str, frozenset[str]]:
        """Rule → every rule that it is an exception to, directly or through another."""
        graph = {r.id: r.rule.exception_to for r in self.rules.values()}
        over: dict[str, frozenset[str]] = {}
        for id, below in graph.items():
            for other in below:
                if other not in self.rules or (
                    self.rules[other].rule.question != self.rules[id].rule.question
                ):
                    en, zh = did_you_mean(other, self.rules)
                    raise PolicyError(
                        f"exception to {other!r}, which is no rule of the same question",
                        f"例外所指的 {other!r} 不是同一问题的规则",
                        field="exception_to", value=other, place=f"rule {id}",
                        hint_en=en, hint_zh=zh,
                    )  # fmt: skip
        try:
            for id in TopologicalSorter(graph).static_order():
                below = graph[id]
                over[id] = frozenset(below).union(*(over[b] for b in below))
        except CycleError as error:
            ring = " → ".join(error.args[1])
            raise PolicyError(
                f"rules are exceptions to each other: {ring}", f"规则互为例外：{ring}",
                field="exception_to", value=ring,
                hint_en="remove one link", hint_zh="请去掉其中一环",
            ) from None  # fmt: skip
        return over

    def _ordered(self, questions: Mapping[str, Question]) -> tuple[Question, ...]:
        """The questions so that each comes after those whose answers it reads."""
        asked_by = {f: f.partition(".")[0] for f in self.fields}
        graph: dict[str, set[str]] = {}
        for id in sorted(questions):
            read = {f for r in self._by_question[id] for f in (*fields_of(r.when), *r.refs)}
            read |= {questions[id].follows or ""}
            graph[id] = {asked_by.get(f, f) for f in read} & set(questions)
        try:
            return tuple(questions[id] for id in _stable_order(graph))
        except CycleError as error:
            ring = " → ".join(error.args[1])
            raise PolicyError(
                f"questions wait for each other: {ring}", f"问题互相等待：{ring}",
                field="question", value=ring,
                hint_en="a rule may only read questions that come before its own",
                hint_zh="规则只能读取先于自身问题的答案",
            ) from None  # fmt: skip

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

    def of(self, question: str, values: Mapping[str, Any]) -> tuple[Compiled, ...]:
        """The question's rules, less those that the matter's identity already makes false."""
        fields = self._sieve_fields[question]
        key = (question, *(values.get(f, UNKNOWN) for f in fields))
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
                asked = [p for p in conjuncts(r.condition)
                         if isinstance(p, Under) and p.field == field]  # fmt: skip
                for code in asked[0].codes if asked else ():
                    naming.setdefault(code, []).append(r)
                if not asked:
                    others.append(r)
            self._indexes[question, field] = (naming, others)
        return self._indexes[question, field]

    def _out(self, r: Compiled, known: Mapping[str, Any]) -> bool:
        return any(
            isinstance(p, Under | Is) and isinstance(known.get(p.field), str)
            and self._is_false(p, known[p.field])
            for p in conjuncts(r.condition)
        )  # fmt: skip

    def _is_false(self, atom: Under | Is, value: str) -> bool:
        tree = self.fields[atom.field].tree
        if tree is None:
            return isinstance(atom, Is) and value not in atom.values
        if isinstance(atom, Is):
            return not any(value in tree.path(str(code)) for code in atom.values)
        return is_under(tree, value, atom.codes) is False

    def rank(self, first: Compiled, second: Compiled) -> Verdict:
        """Which of two rules of one question prevails, by which principle and article."""
        key = (first.id, second.id)
        if key not in self._verdicts:
            self._verdicts[key] = self._rank(first, second)
        return self._verdicts[key]

    def _rank(self, a: Compiled, b: Compiled) -> Verdict:
        if b.id in self._over[a.id] or a.id in self._over[b.id]:
            return _express("first" if b.id in self._over[a.id] else "second", residual=False)
        if a.rule.otherwise != b.rule.otherwise:
            return _express("first" if b.rule.otherwise else "second", residual=True)
        norms = [Norm(self.law.instrument(r.rule.cite.instrument), r.period.start) for r in (a, b)]
        return compare(norms[0], norms[1], self.scope(a, b), self.law)

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


def _express(kind: Literal["first", "second"], *, residual: bool) -> Verdict:
    """The verdict where the text itself puts one rule before the other."""
    if residual:
        return Verdict(kind, "residual", None, None, None, zh="兜底规则，仅在别无规则时适用",
                       en="a residual rule speaks only where no other does")  # fmt: skip
    return Verdict(kind, "explicit_exception", None, None, None, zh="法条明定的例外优先",
                   en="an exception that the text makes comes first")  # fmt: skip


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
        question.is_simple and other.is_simple
        and question.slots[0].kind == other.slots[0].kind
        and {c.code for c in other.slots[0].choices} <= {c.code for c in question.slots[0].choices}
    )  # fmt: skip


def _stable_order(graph: Mapping[str, set[str]]) -> list[str]:
    """A topological order that depends on nothing but the graph."""
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order.extend(ready)
        sorter.done(*ready)
    return order
