"""``govrules law show``: instruments, their articles, an article beside what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .base import Session
from .screen import Column, Screen

if TYPE_CHECKING:
    from ..authoring import ArticleRules, Coverage
    from ..jurisdiction import Jurisdiction
    from ..law import Citation, Instrument
    from ..rules import Rule
    from ..testing import Example

__all__ = ["show"]

SLOTS = {
    "assist": ("协助", "assist"),
    "supervise": ("监督指导", "oversee"),
    "copy_to": ("抄送", "copy to"),
    "must_not_lead": ("不得作为主责", "may not lead"),
    "duties": ("后续义务", "duties"),
}


def show(
    session: Session,
    j: Jurisdiction,
    subject: str,
    *,
    rules: bool,
    uncited: bool = False,
    texts: Path | None = None,
    examples: Path | None = None,
    as_json: bool = False,
) -> None:
    """Tell of all instruments, of the articles of one, or of one article, as the subject names.

    Raises:
        CitationError: the subject is neither an instrument nor an article.
    """
    from ..errors import CitationError
    from ..law import parse_citation

    if not subject:
        show_instruments(session, j, as_json)
        return
    try:
        cite = parse_citation(subject, j.law)
    except CitationError as error:
        try:  # the title of an instrument alone
            cite = parse_citation(j.law.instrument(subject).id)
        except CitationError:
            raise error from None
    if cite.article is None:
        instrument = j.law.instrument(cite.instrument)
        show_articles(session, j, instrument, uncited=uncited, as_json=as_json)
    else:
        show_article(session, j, cite, rules=rules, texts=texts, examples=examples, as_json=as_json)


def show_instruments(session: Session, j: Jurisdiction, as_json: bool) -> None:
    """Tell of every instrument how many of its provisions something was written from."""
    from ..authoring import coverage_of

    cites = [cite for _, cite in j.blueprint.citing()]
    screen, say = Screen(), session.say
    rows = []
    for instrument in j.law.instruments:
        found = coverage_of(instrument, cites, j.law, j.silent)
        counts = {"provisions": found.provisions, **_counts(found)}
        if as_json:
            click.echo(json.dumps({"instrument": instrument.id, **counts}))
        numbers = (str(n) if found.provisions else "-" for n in counts.values())
        rows.append((instrument.id, say((instrument.zh, instrument.en)), *numbers))
    if not as_json:
        heads = (
            ("编号", "id"),
            ("法规", "instrument"),
            ("条款项", "provisions"),
            ("被引", "cited"),
            ("逐条说明", "explained"),
            ("概括说明", "in general"),
            ("未说明", "open"),
        )
        screen.table([Column(say(heads[0]), "bold"), *(Column(say(h)) for h in heads[1:])], rows)


def show_articles(
    session: Session, j: Jurisdiction, instrument: Instrument, *, uncited: bool, as_json: bool
) -> None:
    """Tell of each article of an instrument what became of it, or list what nothing cites."""
    from ..authoring import articles_of

    if uncited:
        _uncited(session, j, instrument, as_json)
        return
    every = articles_of(instrument.id, [c.rule for c in j.rules.rules.values()], j.law, j.silent)
    if as_json:
        for one in every:
            click.echo(json.dumps(_record(one), ensure_ascii=False))
    else:
        _list(every, session)


def _uncited(session: Session, j: Jurisdiction, instrument: Instrument, as_json: bool) -> None:
    from ..authoring import coverage_of

    cites = [cite for _, cite in j.blueprint.citing()]
    found = coverage_of(instrument, cites, j.law, j.silent)
    for provision in sorted((*found.silent, *found.general, *found.open)):
        why = j.silent.get((provision.instrument, provision.article or ""))
        why = why or j.silent.get((provision.instrument, ""))
        if as_json:
            reason = why and {"zh": why[0], "en": why[1]}
            told = {"cite": provision.key, "silent": reason}
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            click.echo(f"{provision.key}  {session.say(why)}" if why else provision.key)
    words = (
        "共 {n} 处：被引 {cited}，逐条说明 {silent}，概括说明 {general}，未说明 {open}",
        "{n} provisions: {cited} cited, {silent} explained, {general} in general, {open} open",
    )
    click.echo(session.say(words, n=found.provisions, **_counts(found)), err=True)


def _counts(found: Coverage) -> dict[str, int]:
    from ..authoring.provisions import STATES

    return {state: len(getattr(found, state)) for state in STATES}


def show_article(
    session: Session,
    j: Jurisdiction,
    cite: Citation,
    *,
    rules: bool,
    texts: Path | None,
    examples: Path | None,
    as_json: bool,
) -> None:
    """Tell what became of an article: provision by provision, and with ``rules`` in full."""
    from ..authoring import article_of

    j.law.check(cite)
    found = article_of(cite, [c.rule for c in j.rules.rules.values()], j.silent)
    folder = examples or j.examples
    shown = _examples(found, folder) if folder and (rules or as_json) else []
    if as_json:
        record = {**_record(found), "examples": [e.id for e in shown]}
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    screen = Screen()
    screen.block(found.cite.text(j.law, session.lang), style="bold")
    _wordings(found.cite, j, session, screen)
    _provisions(found.cite, texts, j, session, screen)
    if not found.rules and not found.remarks:
        why = session.say(found.silent or ("没有说明理由", "no reason is written down"))
        screen.block(session.say(("没有规则：{why}", "no rule: {why}"), why=why), first="  ")
    if rules:
        _rules(found, shown, j, session, screen)


def _wordings(cite: Citation, j: Jurisdiction, session: Session, screen: Screen) -> None:
    """The indexed wordings of an article: since when, and whether its words changed then."""
    before = None
    for version in j.law.instrument(cite.instrument).versions:
        shape = j.law.articles(cite.instrument, version).get(cite.article or "")
        if shape is None:
            continue
        words = ("自 {since}", "since {since}")
        if before is not None:
            same = ("，文字未变", ", in the same words")
            changed = ("，文字有修改", ", in other words")
            more = same if before == shape.digest else changed
            words = (words[0] + more[0], words[1] + more[1])
        screen.block(session.say(words, since=version.since), first="  ", style="dim")
        before = shape.digest


def _provisions(
    cite: Citation, texts: Path | None, j: Jurisdiction, session: Session, screen: Screen
) -> None:
    """Each provision with its words, where the author has them, and with what cites it."""
    from ..authoring import covers, latest, provisions_of
    from ..law import provision_texts

    instrument = j.law.instrument(cite.instrument)
    shape = latest(instrument, j.law).get(cite.article or "")
    every = provisions_of(cite.instrument, shape) if shape else (cite,)
    words = _words(cite, texts, j, session, screen) if texts else ""
    spoken: dict[tuple[int, int], list[str]] = {}
    for paragraph, item, line in provision_texts(words):
        spoken.setdefault((paragraph, item), []).append(line)
    citing = [(what, by) for what, by in j.blueprint.citing() if _same(by, cite)]
    for provision in every:
        place = (provision.paragraph or 1, provision.item or 0)
        if provision.item == 1:  # the words that introduce the items
            _speak(spoken.pop((place[0], 0), ()), screen)
        _speak(spoken.pop(place, ()), screen)
        ids = list(dict.fromkeys(what for what, by in citing if covers(by, provision)))
        name = provision.text(j.law, session.lang).removeprefix(cite.text(j.law, session.lang))
        none = ("没有规则引用", "nothing cites it")
        said = ("、" if session.lang == "zh" else ", ").join(ids) or session.say(none)
        lead = f"  {name}  ← " if name else "  ← "
        screen.block(said, first=lead, rest="      ", style="green" if ids else "dim")


def _speak(lines: Sequence[str], screen: Screen) -> None:
    for line in lines:
        screen.block(line, first="  │ ", rest="  │ ")


def _same(by: Citation, cite: Citation) -> bool:
    return (by.instrument, by.article) == (cite.instrument, cite.article)


def _words(cite: Citation, texts: Path, j: Jurisdiction, session: Session, screen: Screen) -> str:
    from ..law import article_text

    assert cite.article is not None
    words = article_text(texts, j.law.instrument(cite.instrument), cite.article)
    if words is None:
        none = ("所给文件夹中没有这一条的文本", "the folder has no text of this article")
        screen.block(session.say(none), first="  ", style="dim")
        return ""
    screen.line(f"  {words[0]}", "dim")
    return words[1]


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


def _list(every: tuple[ArticleRules, ...], session: Session) -> None:
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


def _rules(
    found: ArticleRules, examples: list[Example], j: Jurisdiction, session: Session, screen: Screen
) -> None:
    say = session.say
    for title, rules in ((("规则", "Rules"), found.rules), (("附注", "Remarks"), found.remarks)):
        if rules:
            screen.line()
            screen.line(say(title), "bold")
        for r in rules:
            _rule(r, j, session, screen)
    if examples:
        screen.line()
        screen.line(say(("示例", "Examples")), "bold")
        for example in examples:
            screen.block(f"{example.id}：{example.about}", first="  · ", rest="    ")


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
