"""``govrules items``: the catalogue of matters: whose each is, and under which article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs
import click

from ..errors import RecordError, did_you_mean
from .base import Argument, Exit, Session, command, json_option, jurisdiction_option
from .levels import level_name
from .screen import Column, Screen
from .show import TABLE_FROM

if TYPE_CHECKING:
    from ..expr import Expr, Term
    from ..jurisdiction import Jurisdiction
    from ..rules import CodeList, Field
    from ..rules.compiled import Compiled

__all__ = ["catalogue_of", "items", "rules_by_code", "rules_on"]

MOST_SAID = 5


@attrs.frozen
class Owner:
    """Whose an item is by one rule: the organ, on what condition, by which article, since when."""

    rule: str
    organ: str
    when: str
    cite: str
    since: str | None
    until: str | None


@command(
    "items",
    about=(
        "事项目录：代码、名称、归哪个机关、依哪一条",
        "the catalogue: code, name, whose it is, under which article",
    ),
    more=(
        "TEXT 可为名称、俗称、英文或代码的一部分；多个词须同时出现；不给则列出全部。"
        "没有名称含此文字的，按群众的说法查找，列出可能的事项和所据的词。"
        "机关之后的“若”是条文所附的条件。",
        "TEXT is part of a name, a common name, or a code; several words must all occur; without "
        "it the whole catalogue is shown. Where no name has it, it is read as people say things: "
        "the items that may be meant are shown with the words they rest on. "
        'What follows "if" is the condition of the article.',
    ),
    examples=(
        ("govrules items 犬", ("名称含“犬”的事项", "items whose name has 犬 (dog)")),
        ("govrules items gas --lang en", ("英文", "in English")),
        ("govrules items 楼下烧烤店油烟大", ("按群众的说法", "as people say it")),
        ("govrules items 地锁 --json", ("JSON", "JSON")),
    ),
    params=(
        Argument("text", nargs=-1, zh="名称、俗称或代码的一部分", en="part of a name or code"),
        json_option("每行一个 JSON", "one JSON a line"),
        jurisdiction_option(),
    ),
)
def items(session: Session, text: tuple[str, ...], as_json: bool, jurisdiction: str) -> int:
    """Show the items of the catalogue that the text names."""
    j = session.load(jurisdiction)
    field, tree = catalogue_of(j)
    found = [
        c for c in tree.leaves if all(_fits(tree, c, w.casefold()) for w in " ".join(text).split())
    ]
    owners = rules_by_code(j, field)
    if not found:
        return _show_said(" ".join(text), (field, tree), owners, j, session, as_json=as_json)
    if as_json:
        for code in found:
            click.echo(json.dumps(_record(tree, code, owners, j, session), ensure_ascii=False))
        return Exit.DONE
    screen = Screen()
    groups: dict[str, list[str]] = {}
    for code in found:
        groups.setdefault(tree.path(code)[0], []).append(code)
    for number, (group, codes) in enumerate(groups.items()):
        if number:
            screen.line()
        screen.line(f"{tree.name(group, session.lang)} ({group})", "bold cyan")
        rows = [row for code in codes for row in _rows(tree, code, owners, j, session)]
        _write(screen, session, rows)
    screen.line()
    screen.line(session.say(("共 {n} 项", "found: {n}"), n=len(found)), "dim")
    return Exit.DONE


def _show_said(
    text: str,
    catalogue: tuple[Field, CodeList],
    owners: dict[str, list[Compiled]],
    j: Jurisdiction,
    session: Session,
    *,
    as_json: bool,
) -> int:
    """Show the items that a sentence may mean, with the words that they rest on."""
    from ..intake import ItemSearch

    field, tree = catalogue
    search = ItemSearch(tree)
    every = search.find(text)
    if not every:
        raise _none(text, field, tree)
    certain = search.certain(every)
    found = every[:MOST_SAID] if certain is None else every[:1]
    if as_json:
        for candidate in found:
            record = _record(tree, candidate.code, owners, j, session)
            record |= {"score": candidate.score, "words": list(candidate.words)}
            click.echo(json.dumps(record, ensure_ascii=False))
        return Exit.DONE
    screen = Screen()
    told = ("可能是：", "may be:") if certain is None else ("应为：", "is:")
    screen.line(session.say(told), "bold cyan")
    for candidate in found:
        words = "、".join(candidate.words) if session.lang == "zh" else ", ".join(candidate.words)
        screen.line(session.say(("据“{said}”", "by {said}"), said=words), "dim")
        _write(screen, session, _rows(tree, candidate.code, owners, j, session))
    return Exit.DONE


def catalogue_of(j: Jurisdiction) -> tuple[Field, CodeList]:
    """The field whose codes are a list of matters: neither places nor organs."""
    from ..rules import CodeList

    for field in j.fields.values():
        if isinstance(field.tree, CodeList) and field.tree is not j.rules.roles and field.identity:
            return field, field.tree
    raise RecordError(
        f"{j.id} has no catalogue",
        f"{j.zh}没有事项目录",
        field="item",
        hint_en="give facts instead",
        hint_zh="请直接给出事实",
    )


def _fits(tree: CodeList, code: str, word: str) -> bool:
    node, synonyms = tree[code], tree.sayings.synonyms
    word = _levelled(word, synonyms)
    above = [tree[c] for c in tree.path(code)[:-1]]
    names = [node.code, node.zh, node.en, *node.aliases]
    names += [n for a in above for n in (a.zh, a.en)]
    return any(word in _levelled(name.casefold(), synonyms) for name in names)


def _levelled(name: str, synonyms: Mapping[str, str]) -> str:
    """A name with each synonym as the word that is used for it."""
    for said, means in synonyms.items():
        name = name.replace(said, means)
    return name


def _none(text: str, field: Field, tree: CodeList) -> RecordError:
    en, zh = did_you_mean(text, [n for c in tree for n in (tree[c].zh, *tree[c].aliases, c)])
    return RecordError(
        f"no item has {text!r} in its name or code",
        f"没有名称或代码含“{text}”的事项",
        field=field.id,
        value=text,
        hint_en=en or "try a shorter word",
        hint_zh=zh or "请换更短的词",
    )


def rules_by_code(j: Jurisdiction, field: Field) -> dict[str, list[Compiled]]:
    """The rules that give an item to an organ, by the code that they name."""
    from ..expr import Under, atoms

    organs = {q.id for q in j.rules.questions if q.is_simple and q.slots[0].kind == "organ"}
    found: dict[str, list[Compiled]] = {}
    for rule in j.rules.rules.values():
        if rule.rule.question in organs:
            named = {
                c
                for a in atoms(rule.condition)
                if isinstance(a, Under) and a.field == field.id
                for c in a.codes
            }
            for code in sorted(named):
                found.setdefault(code, []).append(rule)
    return found


def rules_on(
    tree: CodeList, code: str, owners: Mapping[str, list[Compiled]], j: Jurisdiction
) -> Iterator[tuple[Compiled, tuple[Expr, ...]]]:
    """The rules that may give an item to an organ, each with what it asks beside the item.

    Args:
        tree: The catalogue.
        code: The item.
        owners: As :func:`rules_by_code` gives them.
        j: The jurisdiction.
    """
    from ..expr import Under
    from ..expr.analyse import conjuncts

    rules = {r.id: r for step in tree.path(code) for r in owners.get(step, ())}
    for rule in rules.values():
        parts = tuple(
            p
            for p in conjuncts(rule.condition)
            if not (isinstance(p, Under) and any(c in tree for c in p.codes))
        )
        if _may_hold(parts, j):
            yield rule, parts


def _of(
    tree: CodeList, code: str, owners: dict[str, list[Compiled]], j: Jurisdiction, session: Session
) -> Iterator[Owner]:
    from ..decision.wording import condition_in_words
    from ..expr import All

    lang = session.lang
    for rule, parts in rules_on(tree, code, owners, j):
        when = condition_in_words(All(parts), j.rules.fields, lang) if parts else ""
        start, end = rule.period.start, rule.period.end
        yield Owner(
            rule.id,
            _organ(rule.then.one[0][1], j, session),
            when,
            rule.rule.cite.text(j.law, lang),
            start.isoformat() if start else None,
            end.isoformat() if end else None,
        )


def _may_hold(parts: tuple[Expr, ...], j: Jurisdiction) -> bool:
    """Whether a condition can be true at all: one that a power on a list moves asks for the list,
    and that of the act which gave the power may ask that there be none."""
    from ..evaluate.known import Known
    from ..evaluate.truth import truth
    from ..expr import Is
    from ..values import OneOf

    known = Known({p.field: OneOf(p.values) for p in parts if isinstance(p, Is)})
    return all(truth(part, known, j.rules.fields) is not False for part in parts)


def _organ(term: Term, j: Jurisdiction, session: Session) -> str:
    from ..expr import Ref, RoleAt, options_of, term_to_text

    names = []
    for organ in sorted(options_of(term), key=term_to_text):
        if isinstance(organ, RoleAt):
            level = level_name(organ.level, session)
            name = j.rules.roles.name(organ.code, session.lang)
            words = ("{name}（{level}）", "{name} ({level})")
            names.append(session.say(words, name=name, level=level))
        elif isinstance(organ, Ref):
            field = j.rules.fields[organ.field]
            names.append(field.zh if session.lang == "zh" else field.en)
    return session.say(("、或", ", or ")).join(names)


def _rows(
    tree: CodeList, code: str, owners: dict[str, list[Compiled]], j: Jurisdiction, session: Session
) -> Iterator[tuple[str, str, str, str]]:
    name, shown = tree.name(code, session.lang), code
    for owner in _of(tree, code, owners, j, session):
        until = session.say(("（至 {day} 前）", " (until before {day})"), day=owner.until)
        when = session.say(("若{when}：", "if {when}: "), when=owner.when) if owner.when else ""
        yield shown, name, when + owner.organ, owner.cite + (until if owner.until else "")
        shown = name = ""
    if shown:
        yield shown, name, "-", "-"


def _write(screen: Screen, session: Session, rows: Iterable[tuple[str, str, str, str]]) -> None:
    if screen.width >= TABLE_FROM[session.lang]:
        titles = (
            ("代码", "code", "dim"),
            ("名称", "name", "bold"),
            ("机关", "organ", ""),
            ("依据", "article", "green"),
        )
        heads = [Column(session.say((zh, en)), style) for zh, en, style in titles]
        screen.table(heads, list(rows))
        return
    for code, name, organ, cite in rows:
        if code:
            screen.block(name, first="  ", style="bold")
            screen.line(f"    {code}", "dim")
        screen.block(organ, first="    → ")
        screen.block(cite, first="      ", style="green")


def _record(
    tree: CodeList, code: str, owners: dict[str, list[Compiled]], j: Jurisdiction, session: Session
) -> dict[str, Any]:
    node = tree[code]
    return {
        "code": code,
        "zh": node.zh,
        "en": node.en,
        "aliases": list(node.aliases),
        "path": list(tree.path(code)),
        **dict(node.attributes),
        "owners": [attrs.asdict(o) for o in _of(tree, code, owners, j, session)],
    }
