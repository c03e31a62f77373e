"""What a jurisdiction is made of, by digest, and what changed between two such lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Literal

import attrs

from .errors import RecordError, shown
from .rules import DatedList, Delegation, Policy, RuleSet
from .version import MANIFEST_FORMAT, library_version

__all__ = ["Change", "changes", "manifest_of"]

# What is listed one by one, in the order in which changes are told.
KINDS = ("rule", "delegation", "list", "field", "code", "question", "role", "policy")
# What is known by one digest alone.
WHOLES = ("law", "territory")


@attrs.frozen
class Change:
    """One thing that is not the same in two versions of a jurisdiction.

    Args:
        kind: ``rule``, ``delegation``, ``list``, ``field``, ``code`` (of a code list,
            ``item:A01``), ``question``, ``role``, ``policy``, ``law`` or ``territory``.
        id: Its id; that of the jurisdiction for ``law`` and ``territory``.
        change: Whether it was added, is gone, or changed.
        cites: The provisions on which it rests, old and new; empty where it rests on none.
    """

    kind: str
    id: str
    change: Literal["added", "gone", "changed"]
    cites: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The change as plain JSON values."""
        return {**attrs.asdict(self), "cites": list(self.cites)}


def manifest_of(
    id: str,
    digest: str,
    rules: RuleSet,
    territory: str,
    *,
    policies: Iterable[Policy],
    lists: Iterable[DatedList],
    delegations: Iterable[Delegation],
) -> dict[str, Any]:
    """List the parts of a jurisdiction, each with its digest, as plain JSON values.

    Args:
        id: The jurisdiction.
        digest: Its digest.
        rules: Its rules, with fields, questions, roles and law.
        territory: The digest of its territory.
        policies: Its policies.
        lists: Its dated lists.
        delegations: Its delegations.
    """
    fields = rules.declared.values()
    return {
        "format": MANIFEST_FORMAT,
        "govrules": library_version(),
        "jurisdiction": id,
        "digest": digest,
        "law": rules.law.digest,
        "territory": territory,
        "rule": {
            r.rule.id: {"digest": _digest(r.rule.canonical()), "cite": r.rule.cite.key}
            for r in rules.rules.values()
        },
        "delegation": {d.id: {"digest": _digest(repr(d)), "cite": d.cite.key} for d in delegations},
        "list": {x.id: {"digest": _digest(repr(x)), "cite": x.cite.key} for x in lists},
        "field": {f.id: {"digest": _digest(f.canonical())} for f in fields},
        "code": {
            f"{f.id}:{row[0]}": {"digest": _digest(row)}
            for f in fields
            if f.tree is not rules.roles and hasattr(f.tree, "canonical")
            for row in f.tree.canonical()
        },
        "question": {q.id: {"digest": _digest(attrs.astuple(q))} for q in rules.questions},
        "role": {row[0]: {"digest": _digest(row)} for row in rules.roles.canonical()},
        "policy": {p.id: {"digest": _digest([p.version, p.issuer])} for p in policies},
    }


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Tell what changed between two manifests of one jurisdiction.

    Args:
        old: What :meth:`govrules.Jurisdiction.manifest` gave then.
        new: What it gives now.

    Returns:
        Every change, rules first, each kind by id; none where nothing that decides differs.

    Raises:
        RecordError: if one of the two is no manifest, or they are of two jurisdictions.
    """
    for one in (old, new):
        _check(one)
    if old["jurisdiction"] != new["jurisdiction"]:
        raise _no_manifest(
            f"they are of two jurisdictions, {shown(old['jurisdiction'])} and "
            f"{shown(new['jurisdiction'])}",
            f"分属两个辖区：{shown(old['jurisdiction'])}、{shown(new['jurisdiction'])}",
        )
    wholes = [
        Change(kind, new["jurisdiction"], "changed") for kind in WHOLES if old[kind] != new[kind]
    ]
    return (*(c for kind in KINDS for c in _of_kind(kind, old[kind], new[kind])), *wholes)


def _of_kind(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for id in sorted({*old, *new}):
        before, after = old.get(id), new.get(id)
        if before == after:
            continue
        cites = dict.fromkeys(x["cite"] for x in (before, after) if x and "cite" in x)
        change: Literal["added", "gone", "changed"] = "changed"
        if before is None or after is None:
            change = "added" if before is None else "gone"
        yield Change(kind, id, change, tuple(cites))


def _digest(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()[:16]


def _check(manifest: Any) -> None:
    if not isinstance(manifest, Mapping):
        kind = type(manifest).__name__
        raise _no_manifest(f"it is a {kind}", f"类型为 {kind}")
    if (form := manifest.get("format")) != MANIFEST_FORMAT:
        raise _no_manifest(
            f"format is {shown(form)}, not {MANIFEST_FORMAT!r}",
            f"format 为 {shown(form)}，应为 {MANIFEST_FORMAT!r}",
        )
    for name in ("jurisdiction", *WHOLES):
        if not isinstance(manifest.get(name), str):
            raise _odd(name, manifest.get(name))
    for name in KINDS:
        parts = manifest.get(name)
        if not isinstance(parts, Mapping):
            raise _odd(name, parts)
        for id, part in parts.items():
            if not (isinstance(part, Mapping) and isinstance(part.get("cite", ""), str)):
                raise _odd(f"{name} {id}", part)


def _odd(name: str, value: Any) -> RecordError:
    return _no_manifest(f"{name} is {shown(value)}", f"{name} 为 {shown(value)}")


def _no_manifest(en: str, zh: str) -> RecordError:
    return RecordError(
        f"not two manifests to compare: {en}",
        f"不是可以比较的两份组成清单：{zh}",
        field="manifest",
        hint_en="give what manifest() of a jurisdiction returned",
        hint_zh="请给出辖区的 manifest() 所返回的内容",
    )
