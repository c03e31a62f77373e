"""What a pack gives to make a jurisdiction, and how its policies are put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs

from .authoring import Silent
from .charts import Chart
from .decision.outcome import Layout
from .errors import GovrulesError, PluginError, PolicyError, did_you_mean
from .expr import All
from .law import Law, Overtaken, parse_citation
from .law.citations import quoted
from .rules import (
    Choice,
    Code,
    CodeList,
    DatedList,
    Delegation,
    DelegationTerms,
    Field,
    Line,
    PlaceWords,
    Policy,
    Question,
    Role,
    Roles,
    Rule,
    RuleSet,
    Slot,
)
from .rules.delegation import Carried
from .territory import Territory

__all__ = [
    "ROLES",
    "Blueprint",
    "assemble",
    "assemble_all",
    "check_ids",
    "dated_lines",
    "derived",
    "given_digest",
    "made_anew",
]


def _tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(items)


@attrs.frozen
class Blueprint:
    """What a pack gives to make a jurisdiction.

    Args:
        id: Its code (``beijing``).
        zh: Its Chinese name.
        en: Its English name.
        territory: Its units.
        law: The instruments that its rules cite.
        layout: Which questions make up a decision.
        policies: Its own policies; plug-ins add to them.
        lines: The functional lines between organs.
        lists: The dated lists, public or not.
        delegations: The delegations in force at one time or another.
        delegation_terms: Kind → what the law asks of a delegation of that kind.
        zone: The time zone where its matters lie, an IANA name: a moment that says its own zone
            is a day there. All of China keeps one.
        silent: Why no rule comes of an article: (instrument, article) → (Chinese, English).
        examples: The folder of its worked examples.
        charts: What may happen to a case; a matter that is received follows the first.
        once_given: Each delegation and list as it was first given to it, or to a blueprint of which
            it was evolved: what comes of one that has changed changes with it.
    """

    id: str
    zh: str
    en: str
    territory: Territory
    law: Law
    layout: Layout
    policies: tuple[Policy, ...] = attrs.field(converter=_tuple)
    lines: tuple[Line, ...] = attrs.field(default=(), converter=_tuple)
    lists: tuple[DatedList, ...] = attrs.field(default=(), converter=_tuple)
    delegations: tuple[Delegation, ...] = attrs.field(default=(), converter=_tuple)
    delegation_terms: Mapping[str, DelegationTerms] = attrs.field(factory=dict)
    zone: str = "Asia/Shanghai"
    silent: Silent = attrs.field(factory=dict)
    examples: Path | None = None
    charts: tuple[Chart, ...] = attrs.field(default=(), converter=_tuple)
    once_given: Mapping[str, object] = attrs.field(factory=dict, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        given: dict[str, object] = {d.id: d for d in self.delegations}
        given |= {x.id: x for x in self.lists}
        object.__setattr__(self, "once_given", {**given, **self.once_given})


def given_digest(blueprint: Blueprint) -> str:
    """The SHA-256, in hexadecimal, of what decides beside rules and units."""
    given = (blueprint.delegations, blueprint.lists, blueprint.lines, blueprint.layout)
    return sha256(repr(given).encode()).hexdigest()


def derived(blueprint: Blueprint, parts: Mapping[str, object]) -> Blueprint:
    """The blueprint with other parts; raises PolicyError for what is no part."""
    known = [a.name for a in attrs.fields(Blueprint)]
    for part in parts:
        if part not in known:
            en, zh = did_you_mean(part, known)
            raise PolicyError(
                f"a blueprint has no part {part!r}",
                f"蓝图没有 {part!r} 这一部分",
                field="part",
                value=part,
                hint_en=en,
                hint_zh=zh,
            )
    changed: Any = parts
    return attrs.evolve(blueprint, **changed)


def check_ids(policies: Iterable[Policy]) -> None:
    """Raise PolicyError where two policies have one id."""
    seen: set[str] = set()
    for policy in policies:
        if policy.id in seen:
            raise PolicyError(
                f"two policies are called {policy.id!r}",
                f"两个策略同名 {policy.id!r}",
                field="policy",
                value=policy.id,
                hint_en="uninstall one of the plug-ins, or rename its policy",
                hint_zh="请卸载其中一个插件，或更改策略编号",
            )
        seen.add(policy.id)


def dated_lines(blueprint: Blueprint) -> Iterator[Line]:
    """The functional lines with their days: a delegation's own, else those of the instrument."""
    for line in blueprint.lines:
        try:
            cite = parse_citation(line.cite)
            periods = [blueprint.law.instrument(cite.instrument).period]
        except PolicyError as error:
            raise error.at(f"line {line.from_role} → {line.to_role}") from None
        if line.kind == "delegation":
            given = [
                d
                for d in blueprint.delegations
                if d.cite == cite and line.from_role in d.source and line.to_role == d.to.role
            ]
            periods = [d.days for d in given] or periods
        for period in periods:
            since, until = line.since or period.start, line.until or period.end
            yield attrs.evolve(line, since=since, until=until)


def assemble(blueprint: Blueprint, policies: Iterable[Policy]) -> RuleSet:
    """Put policies together into one rule set; raises PolicyError where they do not fit."""
    policies = tuple(policies)
    roles: list[Role] = [r for p in policies for r in p.roles]
    tree = Roles(roles)
    fields: list[Field] = [f for p in policies for f in p.fields]
    for policy in policies:
        for id, choices in policy.choices:
            fields = [_extended(f, id, choices) for f in fields]
    # An organ given as a fact is read against the roles, which only now are complete.
    fields = [attrs.evolve(f, tree=tree) if f.tree is ROLES else f for f in fields]
    fields = [_in_territory(f, blueprint.territory) for f in fields]
    fields = [attrs.evolve(f, zone=blueprint.zone) if f.kind == "day" else f for f in fields]
    fields += [_stands(one, blueprint.law) for one in blueprint.law.overtaken]
    rules: list[Rule] = [r for p in policies for r in p.rules]
    questions: list[Question] = [q for p in policies for q in p.questions]
    rules = list(made_anew(rules, blueprint))
    listed = list(_settled_by_lists(questions, blueprint))
    questions += _asked(listed, questions, fields)
    rules += listed
    words = PlaceWords(w for p in policies for w in p.words)
    _check_duties(policies, words)
    return RuleSet(
        fields=fields, questions=questions, rules=rules, law=blueprint.law, roles=tree, words=words
    )


def made_anew(rules: Iterable[Rule], blueprint: Blueprint) -> Iterator[Rule]:
    """The rules, those that come of delegations and lists made of what the blueprint holds.

    A rule that a delegation carries is there only while that is: without the delegation there is
    no rule. So whoever changes what a jurisdiction is given changes what it decides.
    """
    given = {d.id: d for d in blueprint.delegations}
    moves = {d.id for d in given.values() if d.kind == "transfer"}
    for r in rules:
        how = r.comes_of
        if isinstance(how, Carried) and how.delegation in blueprint.once_given:
            if how.delegation in moves:
                yield how.rule(given[how.delegation])
        elif isinstance(how, str) and how in blueprint.once_given:
            continue  # lists are made below
        elif any(id in blueprint.once_given and id not in given for id in r.chain):
            continue
        else:
            back = [c for id in r.chain if id in given for c in given[id].not_taken_back()]
            yield attrs.evolve(r, when=All((r.when, *back))) if back else r


def _settled_by_lists(questions: Iterable[Question], blueprint: Blueprint) -> Iterator[Rule]:
    """The rules of the lists whose flag a question works out, and of those that have changed."""
    given = {d.id: d for d in blueprint.delegations}
    asked = {q.id for q in questions}
    for one in blueprint.lists:
        if one.field in asked or one != blueprint.once_given[one.id]:
            yield from one.rules(given.get(one.delegation))


def _asked(
    rules: Iterable[Rule], questions: Iterable[Question], fields: Iterable[Field]
) -> Iterator[Question]:
    """A question for each declared flag that a list settles and no question works out yet."""
    known, flags = {q.id for q in questions}, {f.id: f for f in fields if f.kind == "flag"}
    for id in dict.fromkeys(r.question for r in rules):
        if id in flags and id not in known:
            yield Question(id, flags[id].zh, flags[id].en, "fact", (Slot(id, "flag"),))


def _in_territory(field: Field, territory: Territory) -> Field:
    """The field, reading the territory that the jurisdiction is given and no other."""
    is_other = isinstance(field.tree, Territory) and field.tree is not territory
    return attrs.evolve(field, tree=territory) if is_other else field


def assemble_all(
    blueprint: Blueprint, extra: Iterable[Policy]
) -> tuple[RuleSet, tuple[Policy, ...], tuple[PluginError, ...]]:
    """Put a pack's policies together with those of plug-ins, less those that do not fit.

    Args:
        blueprint: The pack, whose own policies must fit.
        extra: The others.

    Returns:
        The rule set, the policies in it, and what is wrong with each that was left out.

    Raises:
        PolicyError: if the pack itself does not fit together, or two policies have one id.
    """
    policies, extra, errors = blueprint.policies, tuple(extra), []
    check_ids([*policies, *extra])
    rules = assemble(blueprint, policies)
    for policy in extra:
        try:
            rules = assemble(blueprint, (*policies, policy))
            policies = (*policies, policy)
        except Exception as error:  # a stranger's values may be anything
            errors.append(_left_out(policy, error))
    return rules, policies, tuple(errors)


def _left_out(policy: Policy, error: Exception) -> PluginError:
    raw = f"{type(error).__name__}: {error}"
    en, zh = (
        (error.text("en"), error.text("zh")) if isinstance(error, GovrulesError) else (raw, raw)
    )
    return PluginError(
        f"policy {policy.id} is left out: {en}",
        f"策略 {policy.id} 未采用：{zh}",
        field="policy",
        value=policy.id,
        hint_en="the rest of the jurisdiction is unaffected",
        hint_zh="不影响其余策略",
    )


def _stands(overtaken: Overtaken, law: Law) -> Field:
    """The flag that says whether provisions stand after a later act that is not on file.

    Raises:
        PolicyError: the index has no such provision.
    """
    since, provisions = overtaken.since, overtaken.provisions
    for cite in provisions:
        try:
            law.check(cite)
        except PolicyError as error:
            raise error.at("overtaken.csv") from None
    named = law.instrument(provisions[0].instrument)
    titles = {"zh": quoted(named.zh), "en": named.en}
    zh, en = (
        titles[lang] + comma.join(c.text(law, lang)[len(titles[lang]) :] for c in provisions)
        for lang, comma in (("zh", "、"), ("en", ""))
    )
    decides_zh = f"据知，该法规定：{overtaken.decides_zh}。" if overtaken.decides_zh else ""
    decides_en = f" It is known to say: {overtaken.decides_en}." if overtaken.decides_en else ""
    return Field(
        overtaken.field,
        "flag",
        f"{quoted(overtaken.by_zh)}施行后，{titles['zh']}的有关规定仍适用",
        f"the provisions of the {titles['en']} stand after the {overtaken.by_en}",
        ask_zh=f"{quoted(overtaken.by_zh)}自 {since} 起施行，在后且位阶更高，文本未收录。"
        f"{decides_zh}{zh}在此之后是否仍然适用？",
        ask_en=f"The {overtaken.by_en}, in force since {since}, is later and higher, and its text "
        f"is not on file.{decides_en} Do these provisions still apply: {en}?",
        source=overtaken.source,
    )


def _check_duties(policies: Iterable[Policy], words: PlaceWords) -> None:
    for duty in (d for p in policies for d in p.duties):
        try:
            for lang, texts in (
                ("zh", (duty.zh, duty.clock_zh, duty.bearer_zh)),
                ("en", (duty.en, duty.clock_en, duty.bearer_en)),
            ):
                for text in texts:
                    words.check(text, lang)
        except PolicyError as error:
            raise error.at(f"duty {duty.code}") from None


def _extended(field: Field, id: str, choices: Iterable[Choice]) -> Field:
    return attrs.evolve(field, choices=(*field.choices, *choices)) if field.id == id else field


class _Roles(CodeList):
    """A code list that is known by identity, in every process."""

    def __reduce__(self) -> str:
        return "ROLES"


# Stands for "the jurisdiction's roles" in the declaration of a field whose values are organs.
ROLES = _Roles("roles", [Code("roles", None, "角色", "roles")])
