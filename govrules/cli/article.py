"""``govrules article``: all that became of an article, and the articles of which nothing did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .base import Argument, Exit, Option, Session, command, json_option, jurisdiction_option
from .screen import Column, Screen

if TYPE_CHECKING:
    from ..authoring import ArticleRules
    from ..jurisdiction import Jurisdiction
    from ..rules import Rule
    from ..testing import Example

__all__ = ["article"]

SLOTS = {
    "assist": ("协助", "assist"),
    "supervise": ("监督指导", "oversee"),
    "copy_to": ("抄送", "copy to"),
    "must_not_lead": ("不得作为主责", "may not lead"),
    "duties": ("后续义务", "duties"),
}


@command(
    "article",
    about=(
        "一条法条写成了哪些规则；哪些条没有规则，为什么",
        "what became of an article, and which articles have no rule and why",
    ),
    more=(
        "给出条文，列出其规则、附注和示例；只给法规，列出各条。"
        "--texts 指明您自己的法条文本文件夹，原文随之并列。",
        "With an article: its rules, remarks and examples; with an instrument alone: each of its "
        "articles. --texts names a folder of your own statute texts, to read the words beside "
        "them.",
    ),
    examples=(
        ('govrules article "JD 44"', ("《街道办事处条例》第四十四条", "art. 44 of the Regulation")),
        ("govrules article 养犬管理规定第三十条", ("用中文引用", "a citation in Chinese")),
        ("govrules article JD", ("各条一览", "all its articles")),
    ),
    params=(
        Argument("text", zh="法规或条文", en="an instrument or an article"),
        Option(
            "--texts",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            zh="法条文本的文件夹（Markdown 或文本文件，以法规名称命名）",
            en="a folder of statute texts (Markdown or text files, named by title)",
        ),
        Option(
            "--examples",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            zh="示例的文件夹；缺省为辖区自带的",
            en="a folder of worked examples; the jurisdiction's own if not given",
        ),
        json_option("每条一个 JSON", "one JSON an article"),
        jurisdiction_option(),
    ),
)
def article(
    session: Session,
    text: str,
    texts: Path | None,
    examples: Path | None,
    as_json: bool,
    jurisdiction: str,
) -> int:
    """Show what became of an article, or list the articles of an instrument."""
    from ..authoring import article_of, articles_of
    from ..errors import CitationError
    from ..law import parse_citation

    j = session.load(jurisdiction)
    rules = [c.rule for c in j.rules.rules.values()]
    try:
        cite = parse_citation(text, j.law)
    except CitationError:
        cite = parse_citation(j.law.instrument(text).id)
    folder = examples or j.examples
    if cite.article is None:
        every = articles_of(cite.instrument, rules, j.law, j.silent)
        if as_json:
            for one in every:
                click.echo(json.dumps(_record(one), ensure_ascii=False))
        else:
            _list(every, j, session)
        return Exit.DONE
    j.law.check(cite)
    found = article_of(cite, rules, j.silent)
    shown = _examples(found, folder) if folder else []
    if as_json:
        record = {**_record(found), "examples": [e.id for e in shown]}
        click.echo(json.dumps(record, ensure_ascii=False))
    else:
        _show(found, shown, texts, j, session)
    return Exit.DONE


def _examples(found: ArticleRules, folder: Path) -> list[Example]:
    """The worked examples that name one of the rules, or cite the article."""
    from ..law import parse_citation
    from ..testing import read_examples

    ids = {r.id for r in (*found.rules, *found.remarks)}
    key = (found.cite.instrument, found.cite.article)
    shown = []
    for file in sorted(folder.glob("*.yaml")):
        for example in read_examples(file):
            expect = example.expect
            cited = [parse_citation(str(c)) for c in expect.get("cites") or ()]
            if ids & {*(expect.get("because") or ()), *(expect.get("defeated") or ())} or key in {
                (c.instrument, c.article) for c in cited
            }:
                shown.append(example)
    return shown


def _record(found: ArticleRules) -> dict[str, Any]:
    return {
        "cite": found.cite.key,
        "rules": [r.id for r in found.rules],
        "remarks": [r.id for r in found.remarks],
        "silent": found.silent and {"zh": found.silent[0], "en": found.silent[1]},
    }


def _list(every: tuple[ArticleRules, ...], j: Jurisdiction, session: Session) -> None:
    screen, say = Screen(), session.say
    rows = []
    for one in every:
        if one.rules or one.remarks:
            words = ("规则 {rules}，附注 {remarks}", "{rules} rules, {remarks} remarks")
            what = say(words, rules=len(one.rules), remarks=len(one.remarks))
        elif one.silent:
            what = say(("没有规则：{why}", "no rule: {why}"), why=say(one.silent))
        else:
            what = say(("没有规则，也没有说明理由", "no rule, and no reason is written down"))
        rows.append((one.cite.key, what))
    titles = (say(("条", "article")), say(("写成了什么", "what became of it")))
    screen.table([Column(titles[0], "bold"), Column(titles[1])], rows)


def _show(
    found: ArticleRules,
    examples: list[Example],
    texts: Path | None,
    j: Jurisdiction,
    session: Session,
) -> None:
    screen, say = Screen(), session.say
    screen.block(found.cite.text(j.law, session.lang), style="bold")
    if texts is not None:
        _words(found, texts, j, session, screen)
    for title, rules in ((("规则", "Rules"), found.rules), (("附注", "Remarks"), found.remarks)):
        if rules:
            screen.line()
            screen.line(say(title), "bold")
        for r in rules:
            _rule(r, j, session, screen)
    if not found.rules and not found.remarks:
        why = say(found.silent or ("没有说明理由", "no reason is written down"))
        screen.block(say(("没有规则：{why}", "no rule: {why}"), why=why), first="  ")
    if examples:
        screen.line()
        screen.line(say(("示例", "Examples")), "bold")
        for example in examples:
            screen.block(f"{example.id}：{example.about}", first="  · ", rest="    ")


def _words(
    found: ArticleRules, texts: Path, j: Jurisdiction, session: Session, screen: Screen
) -> None:
    from ..law import article_text

    assert found.cite.article is not None
    words = article_text(texts, j.law.instrument(found.cite.instrument), found.cite.article)
    if words is None:
        none = ("所给文件夹中没有这一条的文本", "the folder has no text of this article")
        screen.block(session.say(none), first="  ", style="dim")
        return
    screen.line(f"  {words[0]}", "dim")
    for line in filter(None, words[1].split("\n")):
        screen.block(line, first="  │ ", rest="  │ ")


def _rule(r: Rule, j: Jurisdiction, session: Session, screen: Screen) -> None:
    screen.block(f"{r.id}  {r.cite.text(j.law, session.lang)}", first="  ", style="green")
    for name, value in _parts(r, j, session):
        screen.block(value, first=f"    {name}", rest="      ")


def _parts(r: Rule, j: Jurisdiction, session: Session) -> Iterator[tuple[str, str]]:
    """What is told of a rule, a line each: when, then, over which, why, on what reading."""
    from ..decision.wording import condition_in_words

    lang, say = session.lang, session.say
    compiled = j.rules.rules[r.id]
    colon = "：" if lang == "zh" else ": "
    yield say(("若", "if ")), condition_in_words(compiled.condition, j.rules.fields, lang)
    for part, value in _conclusions(r, j, lang):
        yield f"{part}{colon}", value
    if r.period.start or r.period.end:
        yield say(("期间", "days")) + colon, str(r.period)
    for name, ids in (
        (("条文定其先于", "by the text before"), r.exception_to),
        (("解读为先于", "by a reading before"), r.reads_over),
    ):
        if ids:
            yield say(name) + colon, ("、" if lang == "zh" else ", ").join(ids)
    yield say(("理由", "reason")) + colon, j.rules.words.say(say((r.zh, r.en)), None, lang)
    for name, words in (
        (("注", "note"), (r.note_zh, r.note_en)),
        (("解读", "reading"), (r.reading_zh, r.reading_en)),
    ):
        if words[0]:
            yield say(name) + colon, j.rules.words.say(say(words), None, lang)


def _conclusions(r: Rule, j: Jurisdiction, lang: str) -> Iterator[tuple[str, str]]:
    from ..decision.wording import conclusion_in_words
    from ..expr import RoleAt, term_to_text

    zh, compiled = lang == "zh", j.rules.rules[r.id]
    if compiled.then.one:
        labels = j.rules.labels(r.question)
        said = conclusion_in_words(compiled.then, j.rules.fields, j.rules.roles, labels, lang)
        yield ("则" if zh else "then"), said
    for slot, terms in compiled.then.many:
        names = []
        for term in terms:
            if isinstance(term, RoleAt):
                names.append(j.rules.roles.name(term.code, lang))
            elif slot == "duties":
                duty = j.context.duties[term_to_text(term)]
                names.append(duty.zh if zh else duty.en)
            else:
                field = j.rules.fields[term_to_text(term).removeprefix("$")]
                names.append(field.zh if zh else field.en)
        yield SLOTS.get(slot, (slot, slot))[0 if zh else 1], ("、" if zh else ", ").join(names)
