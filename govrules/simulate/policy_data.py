"""A policy as plain data, as its author would write it, and read again.

Rules stand as ``govrules.rule`` takes them: conditions and conclusions as text, citations by key.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from ..errors import GovrulesError, PolicyError, did_you_mean, shown
from ..expr import from_json, from_text, term_to_text, to_json, to_text
from ..rules import Choice, Duty, Field, PlaceWord, Policy, Question, Role, Rule, Slot, rule

__all__ = ["data_of", "policy_of"]

# What the parts of each are; the rest are words, numbers and lists of them.
PARTS: Mapping[type, Mapping[str, type]] = {
    Policy: {
        "fields": Field,
        "questions": Question,
        "roles": Role,
        "duties": Duty,
        "words": PlaceWord,
    },
    Field: {"choices": Choice},
    Question: {"slots": Slot},
    Slot: {"choices": Choice},
}
LISTS = ("exception_to", "reads_over", "crosses", "chain")


def data_of(policy: Policy) -> dict[str, Any]:
    """The policy as plain data.

    Raises:
        PolicyError: for one that holds what only code can: a field with a tree of codes, a rule
            that a delegation carries, an accepted finding.
    """
    said: dict[str, Any] = _plain(attrs.evolve(policy, rules=()))
    if policy.rules:
        said["rules"] = [_rule_data(r) for r in policy.rules]
    is_whole = all(f.tree is None for f in policy.fields)
    if not is_whole or policy_of(said) != policy:
        raise PolicyError(
            f"policy {policy.id} holds what only code can",
            f"策略 {policy.id} 含有只能用代码表达的内容",
            field="change",
            value=policy.id,
            hint_en="lay over rules, questions, duties, roles and fields without a tree of codes; "
            "else keep its module beside the study",
            hint_zh="请只叠加规则、问题、义务、角色和不带代码树的字段；否则请将其模块与研究一并保存",
        )
    return said


def policy_of(data: object) -> Policy:
    """The policy that plain data say; raises PolicyError naming what cannot be read."""
    if not isinstance(data, Mapping):
        raise _unread(Policy, None, data)
    said = dict(data)
    place = f"policy {said.get('id', '?')}"
    rules = said.pop("rules", ())
    try:
        choices = [
            (field, tuple(_made(Choice, c) for c in listed))
            for field, listed in said.pop("choices", ())
        ]
        bare: Policy = _made(Policy, said)
        return attrs.evolve(bare, rules=[_rule(r, bare.id) for r in rules], choices=choices)
    except GovrulesError as error:
        raise error.at(place) from None
    except (TypeError, ValueError, AttributeError) as error:
        raise _unread(Policy, None, f"{type(error).__name__}: {error}").at(place) from None


def _rule_data(r: Rule) -> dict[str, Any]:
    """What ``rule`` takes to make it again, without what is as usual."""
    text = to_text(r.when)
    said = {
        "id": r.id,
        "question": r.question,
        # A tree that its text would simplify stands as it is.
        "when": text if from_text(text) == r.when else to_json(r.when),
        "then": {
            part: [term_to_text(t) for t in said] if isinstance(said, tuple) else term_to_text(said)
            for part, said in r.then
        },
        "cite": r.cite.key,
        "zh": r.zh,
        "en": r.en,
        "since": r.period.start and r.period.start.isoformat(),
        "until": r.period.end and r.period.end.isoformat(),
        **{name: list(getattr(r, name)) for name in LISTS},
        "residual": r.residual,
        "note": [r.note_zh, r.note_en] if r.note_zh or r.note_en else None,
        "reading": [r.reading_zh, r.reading_en] if r.reading_zh or r.reading_en else None,
        "remark": not r.then,
    }
    return {name: value for name, value in said.items() if value or name in ("then", "zh", "en")}


def _rule(data: Any, policy: str) -> Rule:
    said = dict(data)
    for name in ("note", "reading"):
        if name in said:
            said[name] = tuple(said[name])
    if isinstance(said.get("when"), Mapping):
        said["when"] = from_json(said["when"])
    return rule(**said, at=f"policy {policy}")


def _plain(value: Any) -> Any:
    """Values as JSON has them; of what was declared, only what is not as usual."""
    if attrs.has(type(value)):
        made = {}
        for a in attrs.fields(type(value)):
            said = getattr(value, a.name)
            if a.init and not (a.default is not attrs.NOTHING and said == a.default):
                made[a.name] = _plain(said)
        return made
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _made(kind: type, data: Any) -> Any:
    """What the data of a kind say; raises PolicyError for a name that it does not have."""
    if not isinstance(data, Mapping):
        raise _unread(kind, None, data)
    known = [a.name for a in attrs.fields(kind) if a.init]
    parts = PARTS.get(kind, {})
    made = {}
    for name, value in data.items():
        if name not in known:
            raise _unread(kind, name, value, known)
        made[name] = tuple(_made(parts[name], v) for v in value) if name in parts else _fixed(value)
    return kind(**made)


def _fixed(value: Any) -> Any:
    return tuple(map(_fixed, value)) if isinstance(value, list) else value


def _unread(
    kind: type, name: str | None, value: Any, known: list[str] | None = None
) -> PolicyError:
    what = kind.__name__.lower()
    en, zh = did_you_mean(name, known) if known else (None, None)
    return PolicyError(
        f"a {what} has no {name}" if name else f"{shown(value)} is no {what}",
        f"{what} 没有 {name}" if name else f"{shown(value)} 不是 {what}",
        field=name or what,
        value=value,
        hint_en=en or "write it as save() of a run writes one",
        hint_zh=zh or "请按 save() 写出的样式填写",
    )
