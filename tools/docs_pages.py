"""The reference pages that are written from the code, each in English and Chinese.

The prose stands in ``tools/pages/NAME.md`` and ``NAME.zh.md``; what the code knows takes the place
of ``{{rows}}`` and the like there.
"""

from __future__ import annotations

import csv
import inspect
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import govrules
from docs_api import plain
from govrules import errors, glossary, plugins
from govrules.decision import record as records
from govrules.decision.record import DecisionRecord
from govrules.expr import Value
from govrules.rules import Field

__all__ = ["PAGES", "read_fixes"]

BEIJING = govrules.load("beijing", plugins=govrules.Plugins())
PROSE = Path(__file__).with_name("pages")


def page(name: str, lang: str, **known: Any) -> str:
    """The page's prose with what the code knows in its places.

    Raises:
        ValueError: for a place of the prose that nothing fills, or a thing that has no place.
    """
    text = (PROSE / f"{name}{'.zh' if lang == 'zh' else ''}.md").read_text("utf-8")
    for place, content in known.items():
        if f"{{{{{place}}}}}" not in text:
            raise ValueError(f"{name} ({lang}) has no place {{{{{place}}}}}")
        text = text.replace(f"{{{{{place}}}}}", str(content))
    if "{{" in text:
        raise ValueError(f"{name} ({lang}): nothing fills {text[text.index('{{') :][:20]}")
    return text


def lines(rows: Iterable[Iterable[Any]]) -> str:
    """The rows of a Markdown table; bars in cells are escaped."""
    return "\n".join(
        "| " + " | ".join(str(c).replace("|", "\\|").replace("\n", " ") for c in cells) + " |"
        for cells in rows
    )


def table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """A whole Markdown table."""
    head = list(head)
    return lines([head, ["---"] * len(head), *rows])


def read_fixes() -> dict[str, tuple[str, str]]:
    """What a reader does about each error, in English and Chinese."""
    with (PROSE / "error_fixes.csv").open(encoding="utf-8", newline="") as file:
        return {row["error"]: (row["en"], row["zh"]) for row in csv.DictReader(file)}


def pick(lang: str, en: str, zh: str) -> str:
    """The text of that language."""
    return zh if lang == "zh" else en


def fields(lang: str) -> str:
    """The fields of a matter, as the Beijing pack declares them."""
    rows = [
        (
            f"`{f.id}` {f.zh}" + ("" if lang == "zh" else f"<br>{f.en}"),
            f.kind,
            _values(f, lang),
            _unsaid(f, lang),
            f.source,
        )
        for f in BEIJING.fields.values()
    ]
    return page("fields", lang, rows=lines(rows))


def _values(f: Field, lang: str) -> str:
    if f.choices:
        return " · ".join(f"`{c.code}` {pick(lang, c.en, c.zh)}" for c in f.choices)
    if f.kind == "flag":
        return pick(lang, "yes, no", "是、否")
    if f.kind == "count":
        return f"0 … {f.most}"
    return {"day": "YYYY-MM-DD", "code": pick(lang, "code or name", "代码或名称")}[f.kind]


def _unsaid(f: Field, lang: str) -> str:
    if f.reads is not None:
        return pick(lang, f"worked out from `{f.reads[0]}`", f"由 `{f.reads[0]}` 推定")
    if f.assume is not govrules.UNKNOWN:
        return pick(lang, "assumed: ", "约定：") + f.label(f.assume, lang)
    return pick(lang, "unknown", "未知")


def items(lang: str) -> str:
    """The catalogue of items as a tree."""
    tree: Any = BEIJING.fields["item"].tree
    groups: list[str] = []
    head = [
        pick(lang, "code", "代码"),
        "中文",
        "English",
        pick(lang, "also", "别名"),
        pick(lang, "nature", "性质"),
    ]
    for root in (c for c in tree if tree.parent(c) is None):
        below = [c for c in tree if c != root and root in tree.path(c)]
        rows = [
            (
                f"`{c}`",
                tree[c].zh,
                tree[c].en,
                "、".join(tree[c].aliases),
                tree[c].attributes.get("nature", ""),
            )
            for c in below
        ]
        groups += [f"## {pick(lang, tree[root].en, tree[root].zh)} `{root}`", table(head, rows)]
    return page("items", lang, count=len(tree.leaves), groups="\n\n".join(groups))


def decision(lang: str) -> str:
    """The decision record and its parts."""
    head = pick(lang, "field|type|meaning", "字段|类型|含义").split("|")
    parts: list[str] = []
    listed = (getattr(records, n) for n in records.__all__ if n != "DecisionRecord")
    for cls in (DecisionRecord, *filter(attrs.has, listed)):
        says = arguments(cls.__doc__ or "")
        name = "Decision" if cls is DecisionRecord else cls.__name__
        # As written: what attrs has of types is resolved once somebody reads a record.
        written = {
            k: v
            for kind in reversed(cls.__mro__)
            for k, v in vars(kind).get("__annotations__", {}).items()
        }
        rows = [
            (f"`{a.name}`", f"`{written[a.name]}`", says.get(a.name, "")) for a in attrs.fields(cls)
        ]
        parts += [
            f"## {name}",
            plain((cls.__doc__ or "").split("\n\n    Args:")[0]),
            table(head, rows),
        ]
    return page("decision", lang, records="\n\n".join(parts))


def schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """The JSON Schemas of records, by the name of their file."""
    yield "beijing-matter", BEIJING.schema("matter")
    yield "decision", BEIJING.schema("decision")
    yield "error", BEIJING.schema("error")


def arguments(doc: str) -> dict[str, str]:
    """The entries of a docstring's ``Args`` section, by name."""
    found: dict[str, str] = {}
    name, inside = "", False
    for line in inspect.cleandoc(doc).splitlines():
        if not line.startswith(" "):
            inside = line.strip() == "Args:"
        elif inside:
            head, colon, rest = line.strip().partition(": ")
            if colon and len(line) - len(line.lstrip()) == 4 and head.lstrip("*").isidentifier():
                name = head.lstrip("*")
                found[name] = rest
            elif name:
                found[name] += f" {line.strip()}"
    return {k: v.replace("``", "`") for k, v in found.items()}


def dispositions(lang: str) -> str:
    """The dispositions, each with the provisions whose rules conclude it."""
    cites: dict[str, dict[str, None]] = {}
    for r in BEIJING.rules.rules.values():
        for slot, value in r.then.one:
            if slot == "disposition" and isinstance(value, Value):
                cites.setdefault(str(value.value), {})[r.rule.cite.key] = None
    layout = BEIJING.layout
    cites[layout.undetermined] = {
        pick(lang, "a missing fact decides: see `ask`", "缺少事实，见 `ask`"): None
    }
    cites[layout.no_rule] = {
        pick(lang, "no rule applies: see `notes`", "没有规则适用，见 `notes`"): None
    }
    cites[layout.adjudicate] = {"LEG 105, 106": None}
    slot = BEIJING.rules.fields["route.disposition"]
    rows = [
        (f"`{c.code}`", c.zh, c.en, "; ".join(sorted(cites.get(c.code, {})))) for c in slot.choices
    ]
    return page("dispositions", lang, rows=lines(rows))


def roles(lang: str) -> str:
    """The roles and the levels at which they sit."""
    rows = [
        (f"`{r.code}`", r.zh, r.en, ", ".join(r.levels), ", ".join(r.kinds))
        for r in BEIJING.rules.roles.roles.values()
    ]
    return page("roles", lang, rows=lines(rows))


def lists(lang: str) -> str:
    """The dated lists, and the delegations."""
    yes_no = pick(lang, "yes|no", "是|否").split("|")
    rows = [
        (
            f"`{x.id}`",
            pick(lang, x.en, x.zh),
            f"`{x.field}`",
            "?" if x.count is None else x.count,
            yes_no[not x.public],
            x.period,
            x.cite.key,
            x.source,
        )
        for x in BEIJING.lists
    ]
    given = [
        (
            f"`{d.id}` {pick(lang, d.en, d.zh)}",
            d.kind,
            ", ".join(d.source),
            d.to.code,
            d.period,
            "; ".join(c.key for c in (d.cite, *d.basis)),
            pick(lang, d.note_en, d.note_zh),
        )
        for d in BEIJING.delegations
    ]
    return page("lists", lang, lists=lines(rows), delegations=lines(given))


def law(lang: str) -> str:
    """The instruments, and how citations are written."""
    used: dict[str, int] = {}
    for r in BEIJING.rules.rules.values():
        used[r.rule.cite.instrument] = used.get(r.rule.cite.instrument, 0) + 1
    rows = [
        (
            f"`{i.id}`",
            i.zh + ("" if lang == "zh" else f"<br>{i.en}"),
            pick(lang, i.rank.en, i.rank.zh),
            i.period,
            used.get(i.id, 0),
        )
        for i in BEIJING.law.instruments
    ]
    return page("law", lang, rows=lines(rows))


def errors_page(lang: str) -> str:
    """The tree of errors, each with its fix."""
    fixes = read_fixes()
    classes = [getattr(errors, name) for name in fixes]
    rows = [
        (
            f"`{c.__name__}`",
            f"`{c('', '').code}`",
            plain(c.__doc__.split("\n")[0]),
            pick(lang, *fixes[c.__name__]),
        )
        for c in classes
    ]
    tree = inspect.cleandoc(errors.__doc__ or "").split("\n\n")[1]
    return page("errors", lang, tree=inspect.cleandoc(tree), rows=lines(rows))


def hooks(lang: str) -> str:
    """The hooks of plug-ins, with their arguments."""
    found = [(n, h) for n, h in vars(plugins.Hooks).items() if n.startswith("govrules_")]
    parts: list[str] = []
    for name, hook in found:
        spec = inspect.signature(hook)
        args = [p for p in spec.parameters if p != "self"]
        returns = str(spec.return_annotation)
        parts += [f"## `{name}({', '.join(args)})`", f"→ `{returns}`", plain(hook.__doc__ or "")]
    return page("hooks", lang, group=plugins.GROUP, hooks="\n\n".join(parts))


def glossary_page(lang: str) -> str:
    """The glossary."""
    rows = [
        (
            t.zh,
            t.en,
            f"`{t.code}` ({t.kind})" if t.code else "",
            t.cite,
            pick(lang, t.note_en, t.note_zh),
        )
        for t in glossary.TERMS
    ]
    return page("glossary", lang, rows=lines(rows))


PAGES: dict[str, Callable[[str], str]] = {
    "fields": fields,
    "items": items,
    "decision": decision,
    "dispositions": dispositions,
    "roles": roles,
    "lists": lists,
    "law": law,
    "errors": errors_page,
    "hooks": hooks,
    "glossary": glossary_page,
}
