"""Copies of a pack with edits put into them, read from YAML.

An edit has one of: ``rule`` (id, question, when, conclusion, citation; with ``over``, ``reads``,
``crosses``, or ``first`` to stand over every rule that it can meet), ``change`` (rule, part, value),
``delegation`` (parts other than those of the pack's own), ``list`` (id, item, citation, kind),
``without`` (the id of a rule taken out),
``line`` (kind, ends, citation), ``unline`` (kind, from), ``digest`` (instrument, version, article,
digest), ``accepted`` (code, about). ``also`` is one more
of the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import yaml
from govrules import Blueprint, DatedList, Jurisdiction, Law, Line, Period, Policy, Role, Rule, rule
from govrules.analysis import Finding
from govrules.expr import All, Between
from govrules.rules import Acceptance, Revocation

__all__ = ["edited", "is_claimed", "marks", "read", "words"]

Edit = Mapping[str, Any]


def read(path: Path) -> list[Edit]:
    """The edits of a file."""
    found: list[Edit] = yaml.safe_load(path.read_text("utf-8"))
    return found


def edited(pack: Jurisdiction, blueprint: Blueprint, edits: Iterable[Edit]) -> Jurisdiction:
    """A copy of a pack with the edits."""
    rules, roles, accepted = list[Rule](), list[Role](), list[Acceptance]()
    for edit in edits:
        for part in ("rule", "also"):
            if "rule" in edit and part in edit:
                rules.append(_rule(pack, edit[part], edit))
        if name := edit.get("role"):
            roles.append(Role(name, name, name, ("district", "subdistrict")))
        if "change" in edit:
            blueprint = _changed(blueprint, *edit["change"])
        if "without" in edit:
            blueprint = _without(blueprint, edit["without"])
        if "digest" in edit:
            blueprint = attrs.evolve(blueprint, law=_redigested(blueprint.law, *edit["digest"]))
        if "accepted" in edit:
            code, about = edit["accepted"]
            day = date(2026, 1, 1)
            accepted.append(
                Acceptance(code, tuple(about.split()), "0", day, "已核", "seen", "seeds")
            )
        if "line" in edit:
            line = Line(*edit["line"])
            blueprint = attrs.evolve(blueprint, lines=(*blueprint.lines, line))
        if "unline" in edit:
            kept = [x for x in blueprint.lines if [x.kind, x.from_role] != edit["unline"]]
            blueprint = attrs.evolve(blueprint, lines=kept)
        blueprint = _listed(_delegated(blueprint, edit), edit)
    mine = Policy(
        "seeded", "植入", "seeded", "tests", "1", tuple(rules), roles=roles, accepted=accepted
    )
    return Jurisdiction(attrs.evolve(blueprint, policies=(*blueprint.policies, mine)))


def marks(edit: Edit) -> set[str]:
    """The words by which a finding shows that it is about this edit."""
    found = {edit[p][0] for p in ("rule", "list", "change") if p in edit}
    for part in ("delegation", "also"):
        if part in edit:
            made = edit[part]
            found.add(made["id"] if isinstance(made, Mapping) else made[0])
    if "accepted" in edit:
        found |= set(edit["accepted"][1].split())
    return found | set(edit.get("marks", ()))


def is_claimed(finding: Finding, edit: Edit) -> bool:
    """Whether the finding is of this defect, and under its very code."""
    return bool(finding.code == edit["code"] and marks(edit) & words(finding))


def words(finding: Finding) -> set[str]:
    """What a finding is about, and the values that it gives, word by word."""

    def each(value: Any) -> Iterator[str]:
        if isinstance(value, list | tuple):
            for one in value:
                yield from each(one)
        else:
            yield str(value)

    return {*each(finding.about), *(a.partition(":")[2] for a in finding.about)} | {
        *each(list(finding.data.values()))
    }


def _rule(pack: Jurisdiction, said: list[Any], edit: Edit) -> Rule:
    id, question, when, then, cite = said
    slots = {"competence": "organ", "owner": "owner"}
    parts: dict[str, Any] = {slots.get(question, ""): then}
    if isinstance(then, list) and question == "support":
        parts = {then[0]: [then[1]]}
    elif isinstance(then, list):
        parts = {"disposition": then[0], "lead": then[1]}
    over = edit.get("over", ())
    return rule(
        id,
        question,
        when=when,
        then=parts,
        cite=cite,
        zh="植入",
        en="seeded",
        at="seeds.yaml",
        exception_to=() if edit.get("reads") else over,
        reads_over=over if edit.get("reads") else _all_below(pack, question, when, edit),
        crosses=edit.get("crosses", ()),
        since=str(edit["since"]) if "since" in edit else None,
    )


def _all_below(pack: Jurisdiction, question: str, when: str, edit: Edit) -> list[str]:
    if not edit.get("first"):
        return []
    context, probe = (
        pack.analysis,
        rule("P", question, when=when, then={}, cite="JD", zh="x", en="x", remark=True),
    )
    since = pack.law.instrument(edit["rule"][4].split()[0]).period.start
    here = All((Between("on", since), probe.when))
    return [
        r.id for r in context.rules_of(question) if not context.meetings.are_apart(here, r.when)
    ]


def _changed(blueprint: Blueprint, id: str, part: str, value: Any) -> Blueprint:
    value = (value,) if part in ("exception_to", "reads_over", "crosses") else value
    policies = [
        attrs.evolve(
            p, rules=[attrs.evolve(r, **{part: value}) if r.id == id else r for r in p.rules]
        )
        for p in blueprint.policies
    ]
    return attrs.evolve(blueprint, policies=policies)


def _without(blueprint: Blueprint, id: str) -> Blueprint:
    """The blueprint less a rule, and less what others say of it."""

    def less(r: Rule) -> Rule:
        parts = {p: getattr(r, p) for p in ("exception_to", "reads_over", "crosses")}
        return attrs.evolve(r, **{p: [x for x in ids if x != id] for p, ids in parts.items()})

    policies = [
        attrs.evolve(p, rules=[less(r) for r in p.rules if r.id != id]) for p in blueprint.policies
    ]
    return attrs.evolve(blueprint, policies=policies)


def _redigested(law: Law, instrument: str, version: Any, article: Any, digest: str) -> Law:
    head = f"{instrument},{version},{article},"
    lines = law.articles_csv.splitlines()
    new = [",".join([*x.split(",")[:-1], digest]) if x.startswith(head) else x for x in lines]
    assert new != lines, head
    return Law(law.instruments, law.digest, "\n".join(new) + "\n", law.overtaken)


def _delegated(blueprint: Blueprint, edit: Edit) -> Blueprint:
    made = []
    for part in ("delegation", "also"):
        if isinstance(said := edit.get(part), Mapping):
            (base,) = blueprint.delegations[:1]
            changes = {k: v for k, v in said.items() if k not in ("until", "revoked")}
            if "until" in said:
                changes["period"] = Period(base.period.start, said["until"])
            if "revoked" in said:
                changes["revocations"] = [Revocation(said["revoked"], base.cite)]
            made.append(attrs.evolve(base, **changes))
    return attrs.evolve(blueprint, delegations=(*blueprint.delegations, *made))


def _listed(blueprint: Blueprint, edit: Edit) -> Blueprint:
    made = []
    for part in ("list", "also"):
        if "list" in edit and part in edit:
            id, item, cite, *kind = edit[part]
            made.append(
                DatedList(
                    id,
                    edit.get("hidden", "in_duty_list"),
                    "清单",
                    "list",
                    1,
                    "hidden" not in edit,
                    Period(edit.get("since", date(2020, 1, 1))),
                    cite,
                    "test",
                    ("item", (item,)) if item else None,
                    excludes=edit.get("excludes", "never"),
                    kind=kind[0] if kind else "",
                )
            )
    return attrs.evolve(blueprint, lists=(*blueprint.lists, *made))
