"""The API reference, from signatures and docstrings."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator
from typing import Any

__all__ = ["MODULES", "api", "plain"]

MODULES = (
    "govrules",
    "govrules.values",
    "govrules.expr",
    "govrules.law",
    "govrules.territory",
    "govrules.rules",
    "govrules.plugins",
    "govrules.cluster",
    "govrules.errors",
    "govrules.glossary",
)
SECTION = re.compile(r"(Args|Attributes|Returns|Raises|Yields|Nodes|Edges[^:]*):$")


def plain(doc: str) -> str:
    """A docstring as Markdown: sections in bold, entries as lists, code in single ticks."""
    lines: list[str] = []
    inside = False
    for line in inspect.cleandoc(doc).splitlines():
        if SECTION.match(line):
            inside = True
            lines += ["", f"**{line.rstrip(':')}**", ""]
        elif not line.startswith(" ") and line:
            lines.append(line)
            inside = False
        elif inside and line.startswith("    "):
            indent = len(line) - len(line.lstrip())
            entry = (
                re.match(r"\s+(\*{0,2}[`\w.:@]+|``[^`]+``): (.*)", line) if indent == 4 else None
            )
            text = line.strip()
            if entry:
                lines.append(f"- `{entry[1].strip('`*')}`: {entry[2]}")
            elif lines and lines[-1].startswith("- "):
                lines[-1] += f" {text}"
            else:
                lines.append(text)
        else:
            lines.append(line)
    text = "\n".join(lines)
    text = re.sub(r":\w+:`([^`]+)`", r"`\1`", text)
    return text.replace("``", "`").strip()


def api(lang: str) -> str:
    """Every public name of every public package; in Chinese an index of it."""
    if lang == "zh":
        return _index()
    parts = [
        "# API\n\nEverything public: what a package lists in `__all__`. Options are keyword-only."
    ]
    for name in MODULES:
        module = importlib.import_module(name)
        parts += ["", f"## {name}", "", plain(module.__doc__ or "")]
        for public in sorted(module.__all__, key=str.casefold):
            thing = getattr(module, public)
            home = getattr(thing, "__module__", name)
            if name == "govrules" and any(home.startswith(m) for m in MODULES[1:]):
                first = home_of(public)
                parts += ["", f"### `{public}`", "", f"`{first}.{public}`, below."]
                continue
            parts += ["", *_entry(public, thing)]
    return "\n".join(parts)


def _index() -> str:
    parts = ["# API\n\n公开的一切：各包 `__all__` 所列。完整的英文说明见 [API](api.md)。"]
    for name in MODULES:
        module = importlib.import_module(name)
        names = " · ".join(f"`{n}`" for n in sorted(module.__all__, key=str.casefold))
        parts += ["", f"## {name}", "", names]
    return "\n".join(parts)


def home_of(public: str) -> str:
    """The package below ``govrules`` that lists the name."""
    for name in MODULES[1:]:
        if public in importlib.import_module(name).__all__:
            return name
    return "govrules"


def _entry(name: str, thing: Any) -> Iterator[str]:
    if inspect.isclass(thing):
        yield from (f"### `{name}{_signature(thing)}`", "", plain(thing.__doc__ or ""))
        for member, value in _members(thing):
            is_property = isinstance(value, property) or type(value).__name__ == "cached_property"
            shown = "" if is_property else _signature(value)
            yield from ("", f"#### `{name}.{member}{shown}`", "", plain(value.__doc__ or ""))
    elif callable(thing):
        yield from (f"### `{name}{_signature(thing)}`", "", plain(thing.__doc__ or ""))
    else:
        yield f"### `{name}`"


def _members(cls: type) -> Iterator[tuple[str, Any]]:
    own = dict(vars(cls))
    for base in cls.__mro__[1:]:
        if base.__module__.startswith("govrules") and base.__name__.endswith("Record"):
            own = {**vars(base), **own}
    for member, value in own.items():
        function = getattr(value, "__func__", value)
        public = not member.startswith("_") and getattr(function, "__doc__", None)
        if public and (
            inspect.isfunction(function)
            or hasattr(value, "fget")
            or type(value).__name__ == "cached_property"
        ):
            yield member, function


def _signature(thing: Any) -> str:
    try:
        found = inspect.signature(thing)
    except (TypeError, ValueError):
        return ""
    parameters = [p for p in found.parameters.values() if p.name not in ("self", "cls")]
    bare = [p.replace(annotation=p.empty) for p in parameters]
    text = str(found.replace(parameters=bare, return_annotation=found.empty))
    text = re.sub(r"<function [^>]*>|<factory>|NOTHING", "…", text)
    if len(text) > 100:  # long constructors: their arguments are listed below
        text = f"({', '.join(p.name for p in bare)})"
    return text
