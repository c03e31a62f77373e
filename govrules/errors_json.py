"""Errors as JSON: how they are kept on disk and how they travel between processes.

    {"kind": "PlaceError", "en": "…", "zh": "…", "field": "place", "value": "…", …}

What is read back is an error of this library and nothing else, whatever was written.
"""

from __future__ import annotations

from typing import Any, cast

from .errors import ConflictError, GovrulesError, written

__all__ = ["from_json", "to_json"]


def _kinds(base: type[GovrulesError]) -> dict[str, type[GovrulesError]]:
    """The error and those of this library that are kinds of it, by name."""
    found = {base.__name__: base} if base.__module__ == GovrulesError.__module__ else {}
    for kind in base.__subclasses__():
        found |= _kinds(kind)
    return found


KINDS = _kinds(GovrulesError)
TEXTS = ("field", "place", "hint_en", "hint_zh")


def to_json(error: GovrulesError) -> dict[str, Any]:
    """The error as plain JSON values.

    A value that JSON lacks is kept as its text, as ``to_dict`` gives it. An error of a kind that
    a plug-in has made is kept as the kind of this library that it is of.
    """
    about: dict[str, Any] = {name: getattr(error, name) for name in TEXTS}
    about["value"] = _value(error.value)
    if isinstance(error, ConflictError):
        about["rules"] = list(error.rules) or None
    kind = next(base.__name__ for base in type(error).__mro__ if base in KINDS.values())
    given = {name: value for name, value in about.items() if value is not None}
    return {"kind": kind, "en": error.en, "zh": error.zh, **given}


def _value(value: object) -> str | int | None:
    if isinstance(value, int) and value.bit_length() > 64:
        return written(value)  # Python itself may refuse to read so many digits
    return value if isinstance(value, str | int | None) else written(value)


def from_json(data: object) -> GovrulesError:
    """The error that :func:`to_json` wrote.

    Raises:
        ValueError: for what is no form of an error.
    """
    match data:
        case {"kind": str(kind), "en": str(en), "zh": str(zh), **about} if kind in KINDS:
            if all(map(_fits, about.items())):
                given = cast(dict[str, Any], about)
                rules = given.pop("rules", None)
                error = KINDS[kind](en, zh, **given)
                if isinstance(error, ConflictError) and rules:
                    error.rules = tuple(rules)
                return error
    raise ValueError("not the form of an error")


def _fits(item: tuple[object, object]) -> bool:
    match item:
        case "rules", ids:
            return isinstance(ids, list) and all(isinstance(id, str) for id in ids)
        case "value", value:
            return isinstance(value, str | int)
        case name, text:
            return name in TEXTS and isinstance(text, str)
