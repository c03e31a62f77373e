"""Hypothesis strategies: small jurisdictions, and matters of any jurisdiction.

    blueprints() ─▶ Jurisdiction ─▶ matters(fields) ─▶ better_known(fields, record)

``matters`` and ``better_known`` serve any pack: with them an author shows that what is learnt
never turns one answer of the pack into another. ``blueprints`` serves those who write engines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import permutations
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..blueprint import ROLES, Blueprint
from ..decision.outcome import Layout
from ..expr import All, Between, Const, Expr, Is, Not, Same, Some, Under, atoms, fields_of
from ..law import ArticleShape, Instrument, Issuer, Law, Rank, Version
from ..rules import Code, CodeList, Duty, Field, Policy, Question, Role, Rule, Slot, rule
from ..territory import Territory
from ..values import UNKNOWN, CodeTree, Period

__all__ = ["better_known", "blueprints", "conditions", "days", "fields", "laws", "matters"]

# The days on which things begin and end in a generated jurisdiction: few, so that they meet.
BOUNDS = (date(2016, 1, 1), date(2018, 7, 1), date(2020, 7, 1), date(2022, 3, 1))
ISSUERS = {
    Rank.LAW: (Issuer("npc_standing_committee", "全国人大常委会", "NPCSC"),),
    Rank.ADMINISTRATIVE_REGULATION: (Issuer("state_council", "国务院", "State Council"),),
    Rank.LOCAL_REGULATION: (Issuer("city_council", "市人大常委会", "city council", "11"),),
    Rank.DEPARTMENT_RULE: (Issuer("ministry", "某部", "a ministry"),),
    Rank.LOCAL_GOVERNMENT_RULE: (Issuer("city_government", "市政府", "city government", "11"),),
    Rank.DECISION: (
        Issuer("city_government", "市政府", "city government", "11"),
        Issuer("district_government", "区政府", "district government", "110101"),
    ),
}
ARTICLES = 3
ROLE_LIST = (
    Role("npc_standing_committee", "全国人大常委会", "NPCSC", ("central",)),
    Role("state_council", "国务院", "State Council", ("central",)),
    Role("ministry", "某部", "a ministry", ("central",)),
    Role("city_council", "市人大常委会", "city council", ("city",)),
    Role("city_government", "市政府", "city government", ("city",)),
    Role("district_government", "区政府", "district government", ("district",)),
    Role("bureau", "某局", "a bureau", ("city", "district")),
    Role(
        "office",
        "街乡",
        "an office",
        ("subdistrict",),
        ("street", "town"),
        (("street", "{unit}办事处/subdistrict office"),),
    ),
    Role("committee", "居村委会", "a committee", ("community",)),
)
SEATS = ("district_government@district", "bureau@city", "office@subdistrict", "committee@community")
DISPOSITIONS = (
    ("handle", "办理", "handle"),
    ("transfer", "移送", "transfer"),
    ("barred", "不得", "barred"),
    ("undetermined", "待查明", "undetermined"),
    ("adjudicate_law", "提请裁决", "adjudicate"),
)
UNITS = {
    "11": "某市",
    "110101": "东区",
    "110101001": "甲街道",
    "110101001001": "一社区",
    "110101001002": "二社区",
    "110101101": "乙镇",
    "110101101201": "丙村",
    "110101400": "某开发区",
    "110101400001": "四社区",
    "110102": "西区",
    "110102001": "丁街道",
    "110102001001": "五社区",
}
UNITS_LATER = {**UNITS, "110101001003": "新社区", "110101001002": "改名社区"}


def territory() -> Territory:
    """The small territory of every generated jurisdiction: two rosters of a dozen units."""
    return Territory.from_rosters({BOUNDS[0]: UNITS, BOUNDS[2]: UNITS_LATER})


def days(bounds: Sequence[date] = BOUNDS) -> SearchStrategy[date]:
    """Days on, just before and far from the bounds on which things begin and end."""
    near = sorted({d for b in bounds for d in (b, b - timedelta(days=1), b + timedelta(days=9))})
    return st.sampled_from(near)


@st.composite
def laws(draw: DrawFn) -> Law:
    """Two to six instruments of mixed ranks, makers and days, with three articles each."""
    made: list[Instrument] = []
    for i in range(draw(st.integers(2, 6))):
        rank = draw(st.sampled_from(list(ISSUERS)))
        issuer = draw(st.sampled_from(ISSUERS[rank]))
        since = draw(st.sampled_from([*BOUNDS[:3], BOUNDS[0], BOUNDS[0]]))
        end = draw(st.sampled_from([None, None, None, None, None, BOUNDS[3]]))
        made.append(
            Instrument(
                f"L{i}",
                f"第{i}号法规",
                f"Instrument {i}",
                rank,
                issuer,
                since,
                Period(since, end),
                (Version(since, since),),
            )
        )
    head = "instrument,version,article,paragraphs,items,sha256"
    shapes = [ArticleShape(str(n), 2, {}, "") for n in range(1, ARTICLES + 1)]
    lines = [f"{i.id},{i.adopted},{s.label},{s.paragraphs},," for i in made for s in shapes]
    digest = ";".join(f"{i.id}:{i.rank.value}:{i.issuer.code}:{i.period}" for i in made)
    return Law(tuple(made), digest, "\n".join([head, *lines]) + "\n")


@st.composite
def trees(draw: DrawFn, id: str = "items") -> CodeList:
    """A catalogue of two levels; each leaf has the attribute ``nature``."""
    codes: list[Code] = []
    for i in range(draw(st.integers(1, 2))):
        codes.append(Code(f"g{i}", None, f"第{i}类", f"group {i}"))
        for j in range(draw(st.integers(1, 3))):
            nature = draw(st.sampled_from(["penalty", "service"]))
            codes.append(
                Code(
                    f"g{i}i{j}",
                    f"g{i}",
                    f"第{i}类{j}项",
                    f"item {i}.{j}",
                    attributes={"nature": nature},
                )
            )
    return CodeList(id, codes)


@st.composite
def fields(draw: DrawFn) -> tuple[Field, ...]:
    """The fields of a matter: a day, a kind, an item, a place, an organ, and some of every kind."""
    colours = (("red", "红", "red"), ("green", "绿", "green"), ("blue", "蓝", "blue"))
    found = [
        Field("on", "day", "日期", "day"),
        Field("kind", "choice", "类型", "kind", colours, identity=draw(st.booleans())),
        Field("item", "code", "事项", "item", tree=draw(trees()), identity=True),
        Field("place", "code", "地点", "place", tree=territory(), identity=True),
        Field(
            "nature",
            "choice",
            "性质",
            "nature",
            (("penalty", "处罚", "penalty"), ("service", "服务", "service")),
            reads=("item", "nature"),
        ),
        Field("holder", "code", "承办机关", "holder", tree=ROLES),
    ]
    for i in range(draw(st.integers(1, 3))):
        assume = draw(st.sampled_from([UNKNOWN, UNKNOWN, True, False]))
        found.append(Field(f"flag{i}", "flag", f"是非{i}", f"flag {i}", assume=assume))
    if draw(st.booleans()):
        assume = draw(st.sampled_from([UNKNOWN, "red"]))
        found.append(
            Field(
                "tone",
                "choice",
                "色调",
                "tone",
                colours,
                assume=assume,
                identity=draw(st.booleans()),
            )
        )
    if draw(st.booleans()):
        assume = draw(st.sampled_from([UNKNOWN, 1]))
        found.append(Field("number", "count", "数量", "number", assume=assume, most=3))
    if draw(st.booleans()):
        steps = (("asked", "已询问", "asked"), ("warned", "已警告", "warned"))
        found.append(Field("steps", "set", "步骤", "steps", steps))
    return tuple(found)


def _flat(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields as conditions see them: a set is its member flags."""
    flat: dict[str, Field] = {}
    for f in fields.values():
        flat.update({m.id: m for m in f.members()} if f.kind == "set" else {f.id: f})
    return flat


def _atoms(f: Field) -> SearchStrategy[Expr]:
    if f.kind == "flag":
        return st.booleans().map(lambda v: Is(f.id, (v,)))
    if f.kind == "choice":
        codes = st.sampled_from([c.code for c in f.choices])
        return st.lists(codes, min_size=1, max_size=2).map(lambda v: Is(f.id, v))
    if f.kind == "code":
        listed = st.lists(st.sampled_from(_codes(f)), min_size=1, max_size=2)
        return listed.map(lambda v: Under(f.id, v)) | listed.map(lambda v: Is(f.id, v))
    bounds: SearchStrategy[Any] = st.sampled_from(BOUNDS)
    if f.kind == "count":
        bounds = st.integers(1, min(f.most, 3))
    return st.one_of(
        bounds.map(lambda v: Between(f.id, v, None)),
        bounds.map(lambda v: Between(f.id, None, v)),
        st.tuples(bounds, bounds)
        .filter(lambda p: p[0] < p[1])
        .map(lambda p: Between(f.id, p[0], p[1])),
    )


def _comparable(flat: Mapping[str, Field]) -> list[tuple[str, str]]:
    """The pairs of fields whose codes are of one tree."""
    coded = [f for _, f in sorted(flat.items()) if f.tree is not None]
    return [(a.id, b.id) for a, b in permutations(coded, 2) if a.tree is b.tree]


def _codes(f: Field) -> list[str]:
    if f.tree is ROLES:
        return [*SEATS, *(r.code for r in ROLE_LIST if r.code in " ".join(SEATS))]
    return list(f.tree or ())


def conditions(
    fields: Mapping[str, Field], *, most: int = 4, named: Sequence[Expr] = ()
) -> SearchStrategy[Expr]:
    """Conditions over the fields, of every node there is.

    Args:
        fields: The declared fields by id; a set stands for its member flags.
        most: How many atoms there may be, about.
        named: Atoms to take rather than others, so that conditions are about the same things.
    """
    flat = _flat(fields)
    if not flat:
        return st.builds(Const, st.booleans())
    atom = st.sampled_from(sorted(flat)).flatmap(lambda name: _atoms(flat[name]))
    if pairs := _comparable(flat):
        atom = st.one_of(atom, atom, atom, st.sampled_from(pairs).map(lambda p: Same(*p)))
    if named:
        atom = st.one_of(st.sampled_from(named), st.sampled_from(named), atom)
    leaf = st.one_of(atom, atom, atom, atom, st.builds(Const, st.booleans()))
    if most < 2:
        return leaf | leaf.map(Not)
    return st.recursive(
        leaf,
        lambda part: st.one_of(
            part.map(Not), st.lists(part, max_size=3).map(All), st.lists(part, max_size=3).map(Some)
        ),
        max_leaves=most,
    )


def _questions(duties: Sequence[Duty], facts: Sequence[str]) -> tuple[Question, ...]:
    """The questions in the order in which each may read the answers of those before it."""
    colours = (("warm", "暖", "warm"), ("cold", "冷", "cold"))
    lists = (Slot("assist", "organ", many=True), Slot("supervise", "organ", many=True))
    due = Slot("duties", "choice", many=True, choices=[(d.code, d.zh, d.en) for d in duties])
    step = (Slot("disposition", "choice", choices=DISPOSITIONS[:3]), Slot("lead", "organ"))
    final = (*step, Slot("by", "organ"), Slot("prohibited", "flag"), *lists, due)
    return (
        Question(
            "class",
            "属于哪一类？",
            "which class?",
            slots=(Slot("class", "choice", choices=colours),),
        ),
        *(Question(f, f"是否{f}？", f"is it {f}?", "fact", (Slot(f, "flag"),)) for f in facts),
        Question("competence", "归谁？", "whose is it?", slots=(Slot("organ", "organ"),)),
        Question(
            "holder",
            "现归谁？",
            "whose is it now?",
            "fact",
            (Slot("holder", "organ"),),
            follows="competence",
        ),
        Question("step", "先做什么？", "what comes first?", slots=step),
        Question(
            "route",
            "如何处置？",
            "what is to be done?",
            slots=(Slot("disposition", "choice", choices=DISPOSITIONS), *final[1:]),
        ),
        Question("support", "谁协助？", "who helps?", "every", (*lists, due)),
        Question("provisional", "暂由谁？", "who holds it?", slots=(Slot("lead", "organ"),)),
    )


def _answers(question: Question) -> dict[str, Field]:
    """The fields that hold a question's answer."""
    found = {}
    for slot in question.slots if question.kind == "one" else ():
        if not slot.many:
            id = question.id if question.is_simple else f"{question.id}.{slot.id}"
            kind: Any = "code" if slot.kind == "organ" else slot.kind
            tree = ROLES if kind == "code" else None
            found[id] = Field(id, kind, id, id, choices=slot.choices, tree=tree)
    return found


@st.composite
def _conclusions(draw: DrawFn, question: Question, readable: Mapping[str, Field]) -> dict[str, Any]:
    """What a rule may conclude: a constant, either of two, or what another answer holds."""
    organs = [f"${id}" for id, f in readable.items() if f.tree is ROLES]
    then: dict[str, Any] = {}
    for slot in question.slots:
        if slot.many:
            known = [c.code for c in slot.choices] or [*SEATS, *organs]
            if draw(st.integers(0, 2)) == 0:
                then[slot.id] = [draw(st.sampled_from(known))]
        elif slot.kind == "organ":
            either = ["bureau@city|office@subdistrict"]
            then[slot.id] = draw(st.sampled_from([*SEATS, *SEATS, *SEATS[:2], *organs, *either]))
        elif slot.kind == "flag":
            then[slot.id] = draw(st.booleans())
        else:
            refs = [f"${i}" for i in readable if i.endswith(f".{slot.id}")]
            codes = [c.code for c in slot.choices if not c.code.startswith(("und", "adj"))]
            then[slot.id] = draw(st.sampled_from([*codes, *refs]))
    for optional in ("by", "prohibited"):
        if optional in then and draw(st.integers(0, 3)):
            del then[optional]
    return then


@st.composite
def _whens(draw: DrawFn, readable: Mapping[str, Field], named: Sequence[Expr]) -> Expr:
    """A rule's condition: wide ones often, or too few rules would ever meet."""
    known = [a for a in named if set(fields_of(a)) <= set(_flat(readable))]
    latest = dict(list(readable.items())[-4:])  # the answers of the questions just before
    how = draw(st.sampled_from(["wide", "not", "always", "plain", "plain", "answer"]))
    if how == "always":
        return Const(True)
    if how == "answer":
        return draw(conditions(latest, most=2))
    when = draw(conditions(readable, most=draw(st.integers(1, 3)), named=known))
    if how == "plain":
        return when
    other = draw(conditions(readable, most=1, named=known))
    return Not(other) if how == "not" else Some((when, Not(other)))


@st.composite
def _rules(
    draw: DrawFn,
    question: Question,
    readable: Mapping[str, Field],
    law: Law,
    *,
    named: Sequence[Expr],
    least: int,
    most: int,
) -> list[Rule]:
    """The rules of one question; an exception is only made to one that stands before it."""
    made: list[Rule] = []
    for n in range(draw(st.integers(least, most))):
        cited = draw(st.sampled_from(law.instruments))
        since = draw(st.sampled_from([None, None, None, None, BOUNDS[2]]))
        end = draw(st.sampled_from([None, None, None, None, None, BOUNDS[3]]))
        others = [r.id for r in made]
        below = draw(st.sets(st.sampled_from(others), max_size=2)) if others else set()
        crosses = draw(st.sets(st.sampled_from(others), max_size=1)) if others else set()
        made.append(
            rule(
                f"{question.id}.{n}",
                question.id,
                when=draw(_whens(readable, named)),
                then=draw(_conclusions(question, readable)),
                cite=f"{cited.id} {draw(st.integers(1, ARTICLES))}",
                since=since,
                until=end,
                exception_to=sorted(below) if draw(st.booleans()) else (),
                crosses=sorted(crosses) if draw(st.integers(0, 4)) == 0 else (),
                residual=draw(st.integers(0, 5)) == 0,
                zh=f"规则{n}",
                en=f"rule {n}",
                at="generated",
            )
        )
    return made


@st.composite
def blueprints(draw: DrawFn, *, most_rules: int = 5) -> Blueprint:
    """A small jurisdiction: fields, questions that read each other, and rules of mixed ranks.

    Args:
        most_rules: How many rules a question may have; the question of the item has up to twelve.
    """
    law, declared = draw(laws()), draw(fields())
    duties = (Duty("reply", "答复", "reply", "七日内", "within seven days"),)
    flags = [f.id for f in declared if f.kind == "flag"]
    facts = sorted(draw(st.sets(st.sampled_from(flags), max_size=1)))
    questions = _questions(duties, facts)
    worked_out = {q.id for q in questions if q.kind == "fact"}
    readable = {f.id: f for f in declared if f.id not in worked_out}
    base = Policy("p.base", "基础", "base", "test", "1", (), declared, questions, ROLE_LIST, duties)
    policies = [base]
    plain = {id: f for id, f in _flat(readable).items() if id != "on"}
    atom = st.sampled_from(sorted(plain)).flatmap(lambda name: _atoms(plain[name]))
    named = draw(st.lists(atom, min_size=3, max_size=6))
    for q in questions:
        most = 12 if q.id == "competence" and draw(st.integers(0, 7)) == 0 else most_rules
        least = 3 if q.id == "route" else 0
        found = draw(_rules(q, readable, law, named=named, least=least, most=most))
        policies.append(Policy(f"p.{q.id}", q.zh, q.en, "test", "1", found))
        readable.update(_answers(q))
        readable.update({f.id: f for f in declared if f.id == q.id})
    layout = Layout(final="route", adds=("support",), provisional="provisional", owner="holder")
    return Blueprint("small", "小城", "Small", territory(), law, layout, policies)


def _cells(f: Field, bounds: Sequence[date]) -> SearchStrategy[Any]:
    """What a record may say of a field, but for "unknown"."""
    if f.kind == "flag":
        return st.sampled_from([True, False, "是", "no"])
    if f.kind == "choice":
        return st.sampled_from([w for c in f.choices for w in (c.code, c.code, c.zh)])
    if f.kind == "set":
        return st.sets(st.sampled_from([c.code for c in f.choices])).map(
            lambda codes: ";".join(sorted(codes)) or "none"
        )
    if f.kind == "day":
        return days(bounds).map(date.isoformat)
    if f.kind == "count":
        return st.integers(0, f.most)
    return st.sampled_from([c for c in f.tree or () if not _is_bare_role(f.tree, c)])


def _is_bare_role(tree: CodeTree | None, code: str) -> bool:
    """A role without its level is read at the one where it sits, so it is not imprecise."""
    return "roles" in {getattr(tree, "id", "")} and "@" not in code


def _named_codes(fields: Mapping[str, Field], rules: Iterable[Rule]) -> dict[str, list[str]]:
    """Field → the codes that conditions name, and those above them."""
    found: dict[str, set[str]] = {}
    for atom in (a for r in rules for a in atoms(r.when)):
        if isinstance(atom, Between | Same):
            continue
        tree = fields[atom.field].tree if atom.field in fields else None
        if tree is None:
            continue
        for code in atom.codes if isinstance(atom, Under) else atom.values:
            if code in tree:
                path = (*tree.path(str(code)),)
                found.setdefault(atom.field, set()).update(
                    c for c in path if not _is_bare_role(tree, c)
                )
    return {id: sorted(codes) for id, codes in found.items()}


@st.composite
def matters(
    draw: DrawFn,
    fields: Mapping[str, Field],
    *,
    bounds: Sequence[date] = BOUNDS,
    known: int = 2,
    near: Iterable[Rule] = (),
) -> dict[str, Any]:
    """A record: each field given, in codes or in Chinese, or said to be unknown, or left out.

    Args:
        fields: The declared fields by id, such as ``jurisdiction.fields``.
        bounds: Days that matter; the days given lie around them.
        known: How many times as likely it is that a field is given as that it is not.
        near: Rules whose codes, and the codes above them, are given more often than others.
    """
    codes = _named_codes(fields, near)
    record: dict[str, Any] = {"id": "m"}
    for id, f in fields.items():
        if f.reads is not None:
            continue
        how = draw(st.integers(0, 2 * known + 1))
        if getattr(f.tree, "id", "") == "roles":  # an organ: most often for the rules to find
            how = draw(st.sampled_from([2, 1, 1, -1, -1]))
        elif f.kind == "day":  # without a day nothing is known to be in force
            how = draw(st.sampled_from([*[2] * 8, 1, -1]))
        if how > 1:
            cells = _cells(f, bounds)
            record[id] = draw(cells | st.sampled_from(codes[id]) if codes.get(id) else cells)
        elif how == 1:
            record[id] = draw(st.sampled_from(["unknown", "未知", ""]))
    return record


@st.composite
def better_known(
    draw: DrawFn,
    fields: Mapping[str, Field],
    record: Mapping[str, Any],
    *,
    bounds: Sequence[date] = BOUNDS,
) -> dict[str, Any]:
    """The same matter, of which more is known: one fact or several learnt, a code made precise.

    What is assumed stays so: to hear that it is otherwise is not to learn what was unknown.

    Args:
        fields: The declared fields by id.
        record: The matter as it was known.
        bounds: Days that matter.
    """
    learnt: dict[str, SearchStrategy[Any]] = {}
    for id, f in fields.items():
        value = f.read(record.get(id))
        unsaid = f.assume is not UNKNOWN and not f.is_unknown(record.get(id))
        if f.reads is not None or (value is UNKNOWN and unsaid):
            continue
        if value is UNKNOWN:
            learnt[id] = _cells(f, bounds)
        elif f.kind == "code" and f.tree is not None and not f.tree.is_leaf(value):
            below = [c for c in f.tree if c != value and value in f.tree.path(c)]
            learnt[id] = st.sampled_from([c for c in below if not _is_bare_role(f.tree, c)])
    if not learnt:
        return dict(record)
    some = draw(st.sets(st.sampled_from(sorted(learnt)), min_size=1))
    return {**record, **{id: draw(learnt[id]) for id in sorted(some)}}
