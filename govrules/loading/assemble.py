"""Policies put together into one rule set, and what does not fit told all at once."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..blueprint import Blueprint
from ..decision.outcome import Layout
from ..errors import GovrulesError, PluginError, PolicyError
from ..faults import Faults
from ..law import Law, Overtaken
from ..law.citations import named, quoted
from ..layer import ROLES
from ..rules import Choice, Field, PlaceWords, Policy, Question, Roles, Rule, RuleSet, Slot
from ..rules.rule import place_of
from ..rules.said import in_codes
from .conclusions import check_conclusions
from .duties import check_duties
from .fields import check_fields
from .given import asked, in_territory, made_anew, settled_by_lists
from .layout import check_layout
from .lines import check_lines
from .lists import check_lists
from .norms import check_norms
from .parts import Parts
from .roles import check_roles
from .tables import check_tables

__all__ = ["assemble", "assemble_all"]

CHECKS = (
    check_roles,
    check_fields,
    check_layout,
    check_duties,
    check_conclusions,
    check_norms,
    check_lists,
    check_lines,
    check_tables,
)


def assemble(blueprint: Blueprint, policies: Iterable[Policy]) -> RuleSet:
    """Put policies together into one rule set.

    Args:
        blueprint: The pack, of which everything but its policies is taken.
        policies: The policies.

    Raises:
        PolicyError: where they do not fit; a PackError if in several places.
    """
    blueprint.law.read()  # else every rule would tell of the one faulty line
    faults = Faults()
    parts = _parts(blueprint, tuple(policies), faults)
    for look_over in CHECKS:
        look_over(parts, faults)
    return RuleSet(
        fields=parts.fields,
        questions=parts.questions,
        rules=parts.rules,
        law=blueprint.law,
        roles=parts.roles,
        words=parts.words,
        faults=faults,
    )


def _parts(blueprint: Blueprint, policies: tuple[Policy, ...], faults: Faults) -> Parts:
    """What the policies give together: fields with their trees, rules by the ids of their law."""
    law = blueprint.law
    roles = tuple(r for p in policies for r in p.roles)
    tree = Roles(roles)
    fields = [f for p in policies for f in p.fields]
    for policy in policies:
        for id, choices in policy.choices:
            fields = [_extended(f, id, choices) for f in fields]
    # An organ given as a fact is read against the roles, which only now are complete.
    fields = [attrs.evolve(f, tree=tree) if f.tree is ROLES else f for f in fields]
    fields = [in_territory(f, blueprint.territory) for f in fields]
    fields = [attrs.evolve(f, zone=blueprint.zone) if f.kind == "day" else f for f in fields]
    for one in law.overtaken:
        with faults.at("overtaken.csv"):
            fields.append(_stands(one, law))
    final = blueprint.layout.final
    questions = [q for p in policies for q in p.questions]
    questions = [_with_no_rule(q, blueprint.layout) if q.id == final else q for q in questions]
    listed = list(settled_by_lists(questions, blueprint))
    questions += asked(listed, questions, fields)
    rules: list[Rule] = []
    of_id = {q.id: q for q in questions}
    for r in (*made_anew((r for p in policies for r in p.rules), blueprint), *listed):
        with faults.at(place_of(r.id, r.at)):
            cite = named(r.cite, law)
            made = r if cite is r.cite else attrs.evolve(r, cite=cite)
            asked_of = of_id.get(r.question)
            rules.append(in_codes(made, asked_of, tree) if asked_of else made)
    words = PlaceWords(w for p in policies for w in p.words)
    return Parts(
        blueprint, policies, tuple(fields), tuple(questions), tuple(rules), roles, tree, words
    )


def _with_no_rule(question: Question, layout: Layout) -> Question:
    """The final question, with the disposition of a gap among its choices."""

    def with_gap(slot: Slot) -> Slot:
        if slot.id != "disposition" or any(c.code == layout.no_rule for c in slot.choices):
            return slot
        gap = Choice(layout.no_rule, "规则未作规定", "no rule provides for it")
        return attrs.evolve(slot, choices=(*slot.choices, gap))

    return attrs.evolve(question, slots=tuple(map(with_gap, question.slots)))


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
        PolicyError: if the pack itself does not fit together, or two policies have one id; a
            PackError if it does not in several places.
    """
    policies, extra, errors = blueprint.policies, tuple(extra), []
    _check_ids([*policies, *extra])
    rules = assemble(blueprint, policies)
    for policy in extra:
        try:
            rules = assemble(blueprint, (*policies, policy))
            policies = (*policies, policy)
        except Exception as error:  # a stranger's values may be anything
            errors.append(_left_out(policy, error))
    return rules, policies, tuple(errors)


def _check_ids(policies: Iterable[Policy]) -> None:
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


def _left_out(policy: Policy, error: Exception) -> PluginError:
    en = zh = f"{type(error).__name__}: {error}"
    faults: tuple[GovrulesError, ...] = ()
    if isinstance(error, GovrulesError):
        en, zh, faults = error.text("en"), error.text("zh"), error.faults
    end = "\n  " if len(faults) > 1 else ""
    return PluginError(
        f"policy {policy.id} is left out: {en}{end}",
        f"策略 {policy.id} 未采用：{zh}{end}",
        field="policy",
        value=policy.id,
        hint_en="the rest of the jurisdiction is unaffected",
        hint_zh="不影响其余策略",
        faults=faults,
    )


def _stands(overtaken: Overtaken, law: Law) -> Field:
    """The flag that says whether provisions stand after a later act that is not on file.

    Raises:
        PolicyError: the index has no such provision.
    """
    since, provisions = overtaken.since, overtaken.provisions
    for cite in provisions:
        law.check(cite)
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


def _extended(field: Field, id: str, choices: Iterable[Choice]) -> Field:
    return attrs.evolve(field, choices=(*field.choices, *choices)) if field.id == id else field
