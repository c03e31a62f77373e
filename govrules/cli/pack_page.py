"""What the page of a pack tells: who owns what, what was delegated, what is cited, what is wrong.

Nothing is decided for it: it counts what the rules, the law index and the rosters declare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from ..errors import RecordError
from ..simulate.bilingual import document, table
from ..version import library_version
from .base import Both, Session
from .levels import LEVELS, level_name

if TYPE_CHECKING:
    from datetime import date

    from ..analysis import Detector
    from ..expr import Expr, Term
    from ..jurisdiction import Jurisdiction
    from ..rules import CodeList, Delegation
    from ..rules.compiled import Compiled

__all__ = ["page_of"]

Organs: TypeAlias = set[tuple[str, str]]
"""The level and the name of each."""

STYLE = """
nav a{margin-right:14px;color:#0072b2}section{overflow-x:auto}section>p{margin:4px 0 10px}
h3{color:var(--ink);font-size:15px;font-weight:600;margin:16px 0 4px}
.counts td:not(:first-child),.counts th:not(:first-child){text-align:right;white-space:nowrap}
.listed td:first-child,.listed th:first-child{width:17%}.listed td{overflow-wrap:anywhere}
.signed{table-layout:fixed}.signed td{overflow-wrap:anywhere}
.signed th{width:16%}.signed th:nth-child(2),.signed th:nth-child(4){width:36%}
"""
KINDS: dict[str, Both] = {
    "transfer": ("交由行使", "transfer"),
    "entrust": ("委托", "entrustment"),
    "post": ("派驻", "posting"),
    "assist": ("协助", "assistance"),
}
# Where a conclusion names a fact of the matter, the matter says who it is.
AS_SAID: Both = ("依事项所示", "as the matter says")
NONE: Both = ("没有。", "None.")


def page_of(j: Jurisdiction, session: Session) -> str:
    """The page in the language of the session; the same bytes for the same pack."""
    say = session.say
    sections: tuple[tuple[str, Both, str], ...] = (
        ("owners", ("谁承担什么", "Who owns what"), _owners(j, session)),
        ("delegations", ("职权的下放与收回", "Delegations"), _delegations(j, session)),
        ("law", ("条款与规则", "Provisions"), _provisions(j, session)),
        ("findings", ("检查", "Findings"), _findings(j, session)),
        ("territory", ("区划", "Territory"), _territory(j, session)),
    )
    name = say((j.zh, j.en))
    title = say(("{name}：规则包报告", "{name}: report of the pack"), name=name)
    words = (
        "{id}：规则 {rules} 条，规则集 {policies} 个，法规 {acts} 部，机关角色 {roles} 种",
        "{id}: {rules} rules in {policies} policies, {acts} instruments, {roles} roles",
    )
    counts = {
        "rules": f"{len(j.rules.rules):,}",
        "policies": len(j.policies),
        "acts": len(j.law.instruments),
        "roles": len(j.rules.roles.roles),
    }
    links = "".join(f'<a href="#{id}">{escape(say(head))}</a>' for id, head, _ in sections)
    body = "".join(
        f'<section id="{id}"><h2>{escape(say(head))}</h2>{html}</section>'
        for id, head, html in sections
    )
    return document(
        title,
        f"<main><h1>{escape(title)}</h1>{_p(say(words, id=j.id, **counts))}<nav>{links}</nav>{body}"
        f"<footer>govrules {library_version()} · {escape(j.id)} {j.digest[:12]}</footer></main>",
        session.lang,
        STYLE,
    )


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _row(cells: Iterable[object]) -> str:
    """One line of a table: its cells, escaped."""
    return "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>"


# --- who owns what ---------------------------------------------------------------------------


def _owners(j: Jurisdiction, session: Session) -> str:
    """The items of the catalogue by field and by the level, then by the organ, of an owner."""
    from .items import catalogue_of, rules_by_code

    with suppress(RecordError):  # a pack may decide without a catalogue
        field, tree = catalogue_of(j)
        rules = rules_by_code(j, field)
        given = {code: set(_given(j, tree, code, rules, session)) for code in tree.leaves}
        note = (
            "每格为事项数：有规则（没有失效日的）把事项交给该层级的机关。一项事项可以按条件或并列"
            "归属数个层级；没有规则指明的，仍可依不指明事项的规则处置；职权下放见下节。",
            "Each cell counts the items that a rule without a last day gives to an organ of that "
            "level. An item may count at several: on conditions, or side by side. One that no rule "
            "gives away may still be dealt with by rules that name no item. What a delegation "
            "moves is told in the next section.",
        )
        groups = {code: tree.path(code)[0] for code in given}
        names = {group: tree.name(group, session.lang) for group in groups.values()}
        by_group = [(names[g], [given[c] for c in given if groups[c] == g]) for g in names]
        return _p(session.say(note)) + _by_level(by_group, session) + _by_organ(given, session)
    return _p(session.say(NONE))


def _given(
    j: Jurisdiction, tree: CodeList, code: str, rules: dict[str, list[Compiled]], session: Session
) -> Iterator[tuple[str, str]]:
    """The level and the name of each organ that a rule without a last day gives an item to."""
    from .items import rules_on

    for rule, _ in rules_on(tree, code, rules, j):
        if rule.period.end is None:
            yield from _organs(rule.then.one[0][1], j, session)


def _organs(term: Term, j: Jurisdiction, session: Session) -> Iterator[tuple[str, str]]:
    from ..expr import RoleAt, options_of

    for organ in options_of(term):
        if isinstance(organ, RoleAt):
            yield organ.level, j.rules.roles.name(organ.code, session.lang)
        else:
            yield "", session.say(AS_SAID)


def _by_level(by_group: Sequence[tuple[str, list[Organs]]], session: Session) -> str:
    every = {level for _, items in by_group for organs in items for level, _ in organs}
    order = [*LEVELS, *sorted(every - {*LEVELS})]
    levels = [level for level in order if level in every]
    rows = []
    for name, items in by_group:
        at = Counter(level for organs in items for level in {level for level, _ in organs})
        none = sum(not organs for organs in items)
        rows.append([name, len(items), *(at[level] for level in levels), none])
    rows.append(
        [session.say(("合计", "all")), *(sum(c) for c in list(zip(*rows, strict=True))[1:])]
    )
    heads = [
        session.say(("领域", "field")),
        session.say(("事项", "items")),
        *(_level(level, session) for level in levels),
        session.say(("没有规则指明", "no rule names one")),
    ]
    return table("counts", heads, "".join(_row(_shown(row)) for row in rows))


def _by_organ(given: dict[str, Organs], session: Session) -> str:
    """At each level its organs, those with most items first, each with how many."""
    counts = Counter(organ for organs in given.values() for organ in organs)
    at: dict[str, list[str]] = {}
    for (level, name), n in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        at.setdefault(level, []).append(f"{name}\N{NO-BREAK SPACE}{n}")
    comma = session.say(("、", ", "))
    order = [level for level in (*LEVELS, *sorted({*at} - {*LEVELS})) if level in at]
    lines = "".join(_row((_level(level, session), comma.join(at[level]))) for level in order)
    heads = (("层级", "level"), ("机关及其事项数", "organs, each with its items"))
    title = escape(session.say(("各机关的事项", "Items by organ")))
    return f"<h3>{title}</h3>" + table("listed", map(session.say, heads), lines)


def _level(level: str, session: Session) -> str:
    return level_name(level, session) if level else session.say(AS_SAID)


def _shown(row: Iterable[object]) -> Iterator[object]:
    """A row of counts, with nothing where there is none."""
    return ("" if cell == 0 else cell for cell in row)


# --- delegations -----------------------------------------------------------------------------


def _delegations(j: Jurisdiction, session: Session) -> str:
    """Each delegation: what moves from whom to whom, and what happened to it on which day."""
    if not j.delegations:
        return _p(session.say(NONE))
    heads = (("日期", "day"), ("事由", "what happened"), ("依据", "under"))
    parts = []
    for d in j.delegations:
        lines = "".join(_row(row) for row in _timeline(d, j, session))
        parts.append(
            f"<h3>{escape(d.id)} · {escape(session.say(KINDS[d.kind]))}</h3>"
            + _p(session.say((d.zh, d.en)))
            + _p(_moved(d, j, session))
            + "".join(_p(note) for note in (session.say((d.note_zh, d.note_en)),) if note)
            + table("listed", map(session.say, heads), lines)
        )
    return "".join(parts)


def _moved(d: Delegation, j: Jurisdiction, session: Session) -> str:
    names = [j.rules.roles.name(role, session.lang) for role in d.source]
    words = (
        "{source} → {to}（{level}）；范围：{scope}",
        "{source} → {to} ({level}); scope: {scope}",
    )
    return session.say(
        words,
        source=("、" if session.lang == "zh" else ", ").join(names),
        to=j.rules.roles.name(d.to.code, session.lang),
        level=level_name(d.to.level, session),
        scope=_in_words(d.scope, j, session),
    )


def _in_words(condition: Expr, j: Jurisdiction, session: Session) -> str:
    """A condition as an instrument declares it, which may name fields by their Chinese names."""
    from ..decision.wording import condition_in_words
    from ..expr import check

    return condition_in_words(check(condition, j.rules.fields), j.rules.fields, session.lang)


def _timeline(
    d: Delegation, j: Jurisdiction, session: Session
) -> Iterator[tuple[object, str, str]]:
    """Day, what happened, under which provision: from its publication to its end."""
    from ..expr import Const

    say, lang = session.say, session.lang
    by = j.rules.roles.name(d.issuer, lang)
    if d.published:
        yield d.published, say(("{by}公布", "published by {by}"), by=by), d.cite.text(j.law, lang)
    under = (c.text(j.law, lang) for c in (d.cite, *d.basis))
    start = d.period.start or say(("起始日不详", "first day not known"))
    yield start, say(("起施行", "in force from this day")), say(("；", "; ")).join(under)
    for r in sorted(d.revocations, key=lambda r: r.on):
        what = say(("全部收回", "taken back, all of it"))
        if r.scope != Const(True):
            scope = _in_words(r.scope, j, session)
            what = say(("部分收回：{scope}", "taken back in part: {scope}"), scope=scope)
        yield r.on, what, r.cite.text(j.law, lang)
        if r.until:
            yield r.until, say(("再次下放", "with the delegate again")), r.cite.text(j.law, lang)
    if d.period.end:
        yield d.period.end, say(("不再施行", "no longer in force")), ""
    elif d.days.end is None:
        yield "…", say(("没有失效日", "no last day")), ""


# --- provisions ------------------------------------------------------------------------------


def _provisions(j: Jurisdiction, session: Session) -> str:
    """How many provisions of each indexed instrument something cites, or somebody explained."""
    from ..authoring import coverage_of

    cites = [cite for _, cite in j.blueprint.citing()]
    every = [coverage_of(one, cites, j.law, j.silent) for one in j.law.instruments]
    indexed = [c for c in every if c.provisions]
    rows: list[list[object]] = []
    for c in indexed:
        name = session.say((c.instrument.zh, c.instrument.en))
        states = (c.cited, c.silent, c.general, c.open)
        rows.append([f"{c.instrument.id} · {name}", c.provisions, *map(len, states)])
    totals = [sum(int(str(row[k])) for row in rows) for k in range(1, 6)]
    rows.append([session.say(("合计", "all")), *totals])
    heads = (
        ("法规", "instrument"),
        ("条款项", "provisions"),
        ("被引", "cited"),
        ("逐条说明", "explained"),
        ("概括说明", "in general"),
        ("未说明", "open"),
    )
    note = (
        "有条文索引的法规 {n} 部；另有 {rest} 部只按名称引用。govrules law show 法规 逐条列出。",
        "{n} instruments with an index of articles; {rest} more are cited without one. "
        "govrules law show INSTRUMENT lists each article.",
    )
    lines = "".join(_row(_shown(row)) for row in rows)
    told = session.say(note, n=len(indexed), rest=len(every) - len(indexed))
    return _p(told) + table("counts", map(session.say, heads), lines)


# --- findings --------------------------------------------------------------------------------


def _takes_long(detector: Detector) -> bool:
    """Whether a detector tries matters or walks charts, and so is left to ``govrules check``."""
    return detector.is_compiled or detector.code in TRY_MATTERS or detector.code[:6] == "chart_"


TRY_MATTERS = ("adjudicated", "no_example")


def _findings(j: Jurisdiction, session: Session) -> str:
    """What the quick detectors find, and what the authors have accepted in writing, of any."""
    from ..analysis import DETECTORS

    every = sorted((*DETECTORS, *j.detectors()), key=lambda d: d.code)
    left = [d.code for d in every if _takes_long(d)]
    report = j.check(only=[d.code for d in every if not _takes_long(d)])
    note = (
        "已做检查 {n} 项；需试算事项或流程的未做，见 govrules check：{left}。",
        "{n} checks ran. Those that try matters or charts did not; govrules check runs them: "
        "{left}.",
    )
    html = _p(session.say(note, n=len(report.codes), left=", ".join(left)))
    found = "".join(_p(f.text(session.lang)) for f in report.findings)
    return (
        html
        + (found or _p(session.say(("没有发现问题。", "Nothing was found."))))
        + _signed(j, session)
    )


def _signed(j: Jurisdiction, session: Session) -> str:
    """What was accepted, of any detector: for each reason and day, all that it was accepted of."""
    about: dict[tuple[str, date, str], list[str]] = {}
    for a in sorted(j.analysis.accepted, key=lambda a: (a.code, a.about, a.on)):
        about.setdefault((a.code, a.on, session.say((a.zh, a.en))), []).append(" ".join(a.about))
    if not about:
        return ""
    semicolon = session.say(("；", "; "))
    rows = (
        (f"{code} ({len(of)})", semicolon.join(dict.fromkeys(of)), on, why)
        for (code, on, why), of in about.items()
    )
    heads = (("检查项", "check"), ("所涉", "about"), ("认可日", "accepted on"), ("理由", "reason"))
    n = sum(map(len, about.values()))
    title = session.say(("作者已书面认可（{n}）", "Accepted in writing ({n})"), n=n)
    lines = "".join(map(_row, rows))
    return f"<h3>{escape(title)}</h3>" + table("signed", map(session.say, heads), lines)


# --- territory -------------------------------------------------------------------------------


def _territory(j: Jurisdiction, session: Session) -> str:
    """How many units of each level each roster has."""
    t = j.territory
    days = [roster.id for roster in t.rosters]
    lines = "".join(
        _row((level_name(level, session), *n)) for level, n in t.columns.counts().items()
    )
    heads = (session.say(("层级", "level")), *days)
    note = ("各名册日期的单位数。", "Units by the day of each roster.")
    return _p(session.say(note)) + table("counts", heads, lines)
