"""The API reference, from signatures and docstrings: a page for each package."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = ["MODULES", "PAGES", "plain"]

MODULES = (
    "govrules",
    "govrules.values",
    "govrules.errors",
    "govrules.glossary",
    "govrules.expr",
    "govrules.law",
    "govrules.territory",
    "govrules.published",
    "govrules.rules",
    "govrules.authoring",
    "govrules.decision_tables",
    "govrules.evaluate",
    "govrules.intake",
    "govrules.decision",
    "govrules.analysis",
    "govrules.simulate",
    "govrules.measures",
    "govrules.charts",
    "govrules.cases",
    "govrules.plugins",
    "govrules.service",
    "govrules.testing",
)
PROSE = Path(__file__).with_name("pages")
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
    """The list of public packages, each with what it is about and what it lists."""
    rows = []
    for name in MODULES:
        module = importlib.import_module(name)
        about = plain(module.__doc__ or "").split("\n")[0]
        names = " ".join(f"`{n}`" for n in _public(module))
        rows.append(f"| [{name}](api/{_page(name, lang)}) | {about} | {names} |")
    return _prose("api", lang).replace("{{rows}}", "\n".join(rows))


def package(name: str) -> Callable[[str], str]:
    """The writer of a package's page: every public name; in Chinese what it lists, for look-up."""

    def write(lang: str) -> str:
        module = importlib.import_module(name)
        if lang == "zh":
            listed = "\n".join(f"- `{public}`" for public in _public(module))
            english = _page(name, "en")
            return (
                _prose("api_package", lang)
                .replace("{{name}}", name)
                .replace("{{english}}", english)
                .replace("{{names}}", listed)
            )
        parts = [f"# {name}", plain(module.__doc__ or "")]
        for public in _public(module):
            home = _home(name, public)
            if home != name:
                link = f"[`{home}.{public}`]({_page(home, lang)})"
                parts += [f"## `{public}`", f"The same as {link}."]
            else:
                parts.append("\n".join(_entry(public, getattr(module, public))))
        return "\n\n".join(parts)

    return write


def _public(module: ModuleType) -> list[str]:
    return sorted(module.__all__, key=str.casefold)


def _page(name: str, lang: str) -> str:
    return f"{name.rpartition('.')[2]}{'.zh' if lang == 'zh' else ''}.md"


def _prose(name: str, lang: str) -> str:
    return (PROSE / f"{name}{'.zh' if lang == 'zh' else ''}.md").read_text("utf-8")


def _home(name: str, public: str) -> str:
    """The package whose page describes the name: of two that list it, the inner one."""
    thing = getattr(importlib.import_module(name), public)
    home = getattr(thing, "__module__", name)
    inner = [m for m in MODULES[1:] if m != name and public in importlib.import_module(m).__all__]
    return next((m for m in inner if home == m or home.startswith(f"{m}.")), name)


def _entry(name: str, thing: Any) -> Iterator[str]:
    if inspect.isclass(thing):
        yield from (f"## `{name}{_signature(thing)}`", "", plain(thing.__doc__ or ""))
        for member, value in _members(thing):
            is_property = isinstance(value, property) or type(value).__name__ == "lazy"
            shown = "" if is_property else _signature(value)
            yield from ("", f"### `{name}.{member}{shown}`", "", plain(value.__doc__ or ""))
    elif callable(thing):
        yield from (f"## `{name}{_signature(thing)}`", "", plain(thing.__doc__ or ""))
    else:
        yield f"## `{name}`"


def _members(cls: type) -> Iterator[tuple[str, Any]]:
    own = dict(vars(cls))
    for base in cls.__mro__[1:]:
        # A base is how the code is laid out, and no business of the reader's; errors have one page.
        if base.__module__.startswith("govrules") and not issubclass(cls, Exception):
            own |= {k: v for k, v in vars(base).items() if k not in own}
    for member, value in own.items():
        function = getattr(value, "__func__", value)
        public = not member.startswith("_") and getattr(function, "__doc__", None)
        if public and (
            inspect.isfunction(function) or hasattr(value, "fget") or type(value).__name__ == "lazy"
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


PAGES: dict[str, Callable[[str], str]] = {
    "api": api,
    **{f"api/{name.rpartition('.')[2]}": package(name) for name in MODULES},
}
