"""The reasons of a decision, each rule with its article; what lost, and what was assumed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TypeAlias

import attrs

from ..evaluate.answer import Answer, Evaluation
from ..evaluate.known import Look
from ..evaluate.truth import Held
from ..expr import Either
from ..law import Since, Verdict, edition
from ..rules import Choice, Compiled, Field, Question, RuleSet
from ..values import Period, Truth
from .record import Assumption, Defeated, Note, Reason

__all__ = [
    "Lost",
    "Weights",
    "assumptions",
    "defeats",
    "gave_way",
    "not_in_force",
    "reasons",
    "remarks",
    "unfiled",
    "whichever",
]

# Of more instruments that might have applied on another day none is named: it would be a guess.
FEW = 2

Lost: TypeAlias = tuple[str, str, bool, str | None]
"""A rule, the one it lost to, whether an organ must yet rank them, and as of when by law."""


@attrs.frozen
class Weights:
    """What the rules of each question weigh in a decision.

    Args:
        final: The question whose answer is the decision.
        beside: Questions that only add to it.
        meanwhile: The question that names who holds the matter, if there is one.
        owner: The questions that say whose the matter is. Where none is declared, every one that
            names an organ does; else one that names nothing more only leads there.
    """

    final: str
    beside: tuple[str, ...] = ()
    meanwhile: str | None = None
    owner: tuple[str, ...] = ()

    def of(self, question: Question, overtaken: Collection[str]) -> str:
        """The weight of a question's rules, see ``Reason``; ``overtaken`` holds question ids."""
        if question.id == self.final:
            return "decides"
        if question.id == self.meanwhile:
            return "meanwhile"
        if question.id in self.beside:
            return "beside"
        if question.id in overtaken:
            return "overtaken"
        names = any(s.kind == "organ" for s in question.slots)
        leads = self.owner and question.id not in self.owner and question.is_simple
        return "decides" if names and not leads else "leads"


def reasons(rules: RuleSet, because: Iterable[str], weights: Weights) -> tuple[Reason, ...]:
    """The rules that decided, each with its article and its weight, in the order given."""
    because = tuple(because)
    questions = {q.id: q for q in rules.questions}
    answered = {rules.rules[id].rule.question for id in because}
    overtaken = {q.follows for q in rules.questions if q.id in answered and q.follows}
    found = []
    for id in because:
        key = id, weights.of(questions[rules.rules[id].rule.question], overtaken)
        found.append(rules.told.get(key) or rules.told.setdefault(key, _reason(rules, *key)))
    return tuple(found)


def _reason(rules: RuleSet, id: str, weight: str) -> Reason:
    r = rules.rules[id].rule
    note_zh = "；".join(filter(None, (r.note_zh, r.reading_zh and f"解读：{r.reading_zh}")))
    note_en = "; ".join(filter(None, (r.note_en, r.reading_en and f"reading: {r.reading_en}")))
    return Reason(
        r.id,
        r.question,
        r.cite.key,
        r.cite.text(rules.law, "zh"),
        r.cite.text(rules.law, "en"),
        r.zh,
        r.en,
        note_zh,
        note_en,
        r.chain,
        weight,
    )


def defeats(found: Evaluation, answers: Sequence[Answer]) -> tuple[Lost, ...]:
    """The rules that applied and lost; of two that an organ must rank, the pair."""
    since = _day(found)

    def as_of(verdict: Verdict) -> str | None:
        """As of when the article that ranks them is cited, if one does."""
        return None if verdict.cite is None or since is None else edition(since).isoformat()

    lost = [(d.rule.id, d.by.id, False, as_of(d.verdict)) for a in answers for d in a.defeated]
    return (
        *lost,
        *((d.first.id, d.second.id, True, as_of(d.verdict)) for a in answers for d in a.disputes),
    )


def gave_way(rules: RuleSet, rule: str, by: str, contested: bool, on: str | None) -> Defeated:
    """By what principle a rule lost, or by what an organ must rank it."""
    first, second = (rule, by) if contested else (by, rule)
    day = date.fromisoformat(on) if on is not None else None
    verdict = rules.rank(rules.rules[first], rules.rules[second], day)
    cite = verdict.cite.key if verdict.cite is not None else rules.rules[by].rule.cite.key
    told = {lang: _gave_way(rules, rule, by, contested, verdict, lang) for lang in ("zh", "en")}
    return Defeated(
        rule, by, verdict.principle, cite, verdict.zh, verdict.en, contested, told["zh"], told["en"]
    )


def _gave_way(
    rules: RuleSet, rule: str, by: str, contested: bool, verdict: Verdict, lang: str
) -> str:
    """By articles: 《甲》第一条（……）让位于《乙》第二条：后法优先."""
    lost, won = rules.rules[rule].rule, rules.rules[by].rule
    cites = [r.cite.text(rules.law, lang) for r in (lost, won)]
    if lang == "zh":
        how = "与{}相持，待裁决" if contested else "让位于{}"
        return f"{cites[0]}（{lost.zh}）{how.format(cites[1])}：{verdict.zh}"
    how = "and {} disagree, which an organ must rank" if contested else "gives way to {}"
    return f"{cites[0]} ({lost.en}) {how.format(cites[1])}: {verdict.en}"


def assumptions(rules: RuleSet, fields: Iterable[str]) -> tuple[Assumption, ...]:
    """The declared assumptions that the result rests on."""
    return tuple(
        Assumption(f.id, f.assume, _assumed(f, "zh"), _assumed(f, "en"))
        for f in (rules.fields[id] for id in sorted(fields))
    )


def _days_in_force(rules: RuleSet, id: str) -> Note:
    """That a provision does not hold on the matter's day, and from when to when it does."""
    r = rules.rules[id]
    cite, start, end = r.rule.cite, r.period.start, r.period.end
    zh = "".join((f"自{start}起" if start else "", f"至{end}前" if end else ""))
    en = " ".join((*([f"from {start}"] if start else []), *([f"until {end}"] if end else [])))
    return Note(
        "not_in_force",
        f"{cite.text(rules.law, 'zh')}{zh}施行，该日不适用；当时如何规定，没有收录",
        f"{cite.text(rules.law, 'en')} holds {en} and not on that day; what held then is not "
        "on file",
    )


def _assumed(field: Field, lang: str) -> str:
    """What is assumed as a clause, where the field has one: 诉求正当."""
    said = field.clause(field.assume, lang) if isinstance(field.assume, bool) else ""
    name, colon = (field.zh, "：") if lang == "zh" else (field.en, ": ")
    return said or f"{name}{colon}{field.label(field.assume, lang)}"


def unfiled(found: Evaluation, winners: Iterable[Compiled]) -> tuple[str, ...]:
    """The rules whose text of that day is not on file."""
    since, law = _day(found), found.rules.law
    if since is None:
        return ()
    return tuple(r.id for r in winners if not law.is_on_file(r.rule.cite, since))


def not_in_force(found: Evaluation, questions: Iterable[str]) -> tuple[str, ...]:
    """The rules that would have answered, had they been in force on the matter's day.

    Where too little is known to say which would have, those of the first question that might: one
    an instrument, if they are of a few alone.

    Args:
        found: What was found.
        questions: Those asked about; one that has an answer for certain is passed over.
    """
    rules, look = found.rules, found.look
    unanswered = [q for q in questions if None in found.answers[q].values]
    out = [
        (r, holds)
        for q in unanswered
        for r in rules.candidates(q, look)
        if (holds := _held_but_for_the_day(r, look, found.held)) is not False
    ]
    if certain := [r.id for r, holds in out if holds is True]:
        return tuple(certain)
    first = next(iter(unanswered), None)
    might = {r.rule.cite.instrument: r.id for r, _ in reversed(out) if r.rule.question == first}
    return tuple(might.values()) if len(might) <= FEW else ()


def _held_but_for_the_day(r: Compiled, look: Look, held: Held) -> Truth:
    """Whether a rule that is not in force on the day would apply, were it in force."""
    if not (r.period.start or r.period.end):
        return False
    if r.stands is None and held(r.parts[0]) is not False:
        return False  # it is in force, or may be
    if r.stands is not None and look(r.stands) is False:
        return False  # it is not the days that keep it out
    holds = held(r.condition)
    return holds if holds is False or held(r.when) is False else False


def _day(found: Evaluation) -> Since | None:
    """What the law may ask of the matter's day; ``None`` where no day is known."""
    field, look = found.rules.day_field, found.look
    if not isinstance(look(field), date | Period):
        return None
    return lambda bound: look.since(field, bound) is True


def remarks(
    rules: RuleSet,
    because: Iterable[str],
    unfiled: Iterable[str],
    *,
    not_in_force: Iterable[str] = (),
    no_rule: bool,
    others: bool,
) -> tuple[Note, ...]:
    """What the reader must not miss, whatever the place."""
    notes: dict[Note, None] = dict.fromkeys(_days_in_force(rules, id) for id in not_in_force)
    if others:
        zh, en = "承办机关也可能不在所列之中", "the owner may also be none of the candidates"
        notes[Note("others", zh, en)] = None
    if no_rule:
        zh = "所收录的法律、法规、规章没有规定这类事项当日应如何处置，请查该事项的部门法"
        en = (
            "no provision on file says how such a matter was to be dealt with on that day; look to "
            "the sector act"
        )
        notes[Note("no_rule", zh, en)] = None
    for rule in (rules.rules[id] for id in because):
        zh, en = rule.rule.cite.text(rules.law, "zh"), rule.rule.cite.text(rules.law, "en")
        if any(isinstance(term, Either) for _, term in rule.then.one):
            notes[
                Note(
                    "undivided",
                    f"{zh}并列数个机关而未划分，须由其商定或由共同上级指定",
                    f"{en} names several organs without dividing the work; they agree, or their "
                    "common superior designates one",
                )
            ] = None
        if rule.id in unfiled:
            notes[
                Note(
                    "text_version",
                    f"{zh}：该日的文本未收录，条号与内容依所收录的文本",
                    f"{en}: the text of that day is not on file; number and content are those of "
                    "the text that is",
                )
            ] = None
    return tuple(notes)


def whichever(
    rules: RuleSet, stays_open: Iterable[str], or_else: Iterable[Choice], clash: Sequence[str] = ()
) -> tuple[Note, ...]:
    """What is open and changes nothing, and under what other code the matter may be barred."""
    notes = []
    if clash:
        zh, en = "、".join(clash), " and ".join(clash)
        notes.append(
            Note(
                "conflict",
                f"无论查明什么，规则 {zh} 都结论不同且无从确定先后：须由规则编者修正",
                f"whatever is found out, rules {en} disagree and nothing ranks them: their author "
                "has to mend them",
            )
        )
    for field in (rules.fields[id] for id in stays_open):
        notes.append(
            Note(
                "stays_open",
                f"尚不知“{field.zh}”，但无论如何，处置与承办机关不变",
                f"not known: {field.en}; whatever it is, step and organ are the same",
            )
        )
    for choice in or_else:
        notes.append(
            Note(
                "or_else", f"也可能是：{choice.zh}；同样不可为", f"or else: {choice.en}; barred too"
            )
        )
    return tuple(notes)
