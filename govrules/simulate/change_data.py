"""Changes as plain data, by which a scenario is written into a file and read from one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from ..errors import PolicyError, did_you_mean, shown
from .changes import (
    Change,
    Close,
    Edit,
    Found,
    Merge,
    Narrow,
    Never,
    Rename,
    Restore,
    Revoke,
    Split,
    Widen,
    codes_of,
)
from .overlay import Lay, TakeOff
from .parameters import Put
from .policy_data import data_of, policy_of

__all__ = ["change_from", "change_of", "check_types"]

KINDS: dict[str, Any] = {
    "delegation.never": Never,
    "delegation.revoke": Revoke,
    "delegation.restore": Restore,
    "delegation.widen": Widen,
    "delegation.narrow": Narrow,
    "list.edit": Edit,
    "territory.merge": Merge,
    "territory.split": Split,
    "territory.found": Found,
    "territory.close": Close,
    "territory.rename": Rename,
    "parameter.set": Put,
    "policy.lay": Lay,
    "policy.off": TakeOff,
}


def change_of(change: Change) -> dict[str, Any]:
    """A change as plain data, from which :func:`change_from` makes it again.

    Raises:
        PolicyError: for a policy that holds what only code can.
    """
    kind = next(kind for kind, made in KINDS.items() if type(change) is made)
    if isinstance(change, Lay):
        return {"kind": kind, "policy": data_of(change.policy)}
    data: Any = change
    said = attrs.asdict(data)
    plain = {k: str(v) if isinstance(v, date) else v for k, v in said.items()}
    return {"kind": kind} | {k: list(v) if isinstance(v, tuple) else v for k, v in plain.items()}


def change_from(data: Any) -> Change:
    """Read a change from plain data; raises PolicyError naming what cannot be read."""
    if not isinstance(data, Mapping):
        words = f"{shown(data)} is no change", f"{shown(data)} 不是变动"
        raise _unread("change", data, *words)
    said = dict(data)
    kind = said.pop("kind", None)
    if not isinstance(kind, str) or kind not in KINDS:
        en, zh = did_you_mean(kind, KINDS)
        raise _unread("kind", kind, f"no kind of change {kind!r}", f"没有变动类型 {kind!r}", en, zh)
    known = {a.name: a for a in attrs.fields(KINDS[kind])}
    for name in said:
        if name not in known:
            en, zh = did_you_mean(name, known)
            raise _unread(name, said[name], f"{kind} has no {name}", f"{kind} 没有 {name}", en, zh)
    missing = [n for n, a in known.items() if a.default is attrs.NOTHING and n not in said]
    if missing:
        raise _unread(missing[0], None, f"{kind} lacks {missing[0]}", f"{kind} 缺少 {missing[0]}")
    check_types(KINDS[kind], said)
    if kind == "list.edit":
        said["codes"] = codes_of(said["codes"])
    if kind == "policy.lay":
        said["policy"] = policy_of(said["policy"])
    made: Change = KINDS[kind](**said)
    return made


def check_types(kind: type, said: Mapping[str, Any]) -> None:
    """Raises PolicyError where a part of a change is no text, texts or flag, as it should be.

    Args:
        kind: The class of the change.
        said: Its parts.
    """
    for a in attrs.fields(kind):
        value = said.get(a.name)
        takes = TYPES.get(str(a.type))
        if a.name not in said or takes is None or (value is None and a.default is None):
            continue
        what, en, zh = takes
        listed = value if what is tuple and isinstance(value, list | tuple) else (value,)
        if not all(isinstance(one, str if what is tuple else what) for one in listed):
            words = (
                f"{a.name} is {en}, not {shown(value)}",
                f"{a.name} 应为{zh}，而不是 {shown(value)}",
            )
            raise _unread(a.name, value, *words)


# What is written for a part of a change that is declared so.
TYPES: Mapping[str, tuple[type, str, str]] = {
    "str": (str, "a text", "文本"),
    "str | None": (str, "a text", "文本"),
    "bool": (bool, "true or false", "true 或 false"),
    "tuple[str, ...]": (tuple, "a list of texts", "文本的列表"),
}


def _unread(
    field: str, value: Any, en: str, zh: str, hint_en: str | None = None, hint_zh: str | None = None
) -> PolicyError:
    return PolicyError(
        en,
        zh,
        field=field,
        value=value,
        hint_en=hint_en or "see the how-to on replaying another split",
        hint_zh=hint_zh or "参见“换一种权责划分重演”",
    )
