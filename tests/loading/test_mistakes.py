"""Mistakes of authors: each is told when the pack is loaded, where it was made, with a way out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from govrules import (
    Blueprint,
    DatedList,
    Duty,
    Field,
    GovrulesError,
    Jurisdiction,
    Layout,
    Line,
    Period,
    Policy,
    Role,
    Slot,
)
from govrules.law import Issuer, Rank
from govrules.rules import Choice, Code, CodeList

Make = Callable[[Any], Blueprint]


def base(**parts: Any) -> Make:
    """The town with other parts in the policy that declares them; a function is given the old."""

    def make(town: Any) -> Blueprint:
        whole = town.blueprint()
        first, *rest = whole.policies
        new = {k: v(getattr(first, k)) if callable(v) else v for k, v in parts.items()}
        return attrs.evolve(whole, policies=(attrs.evolve(first, **new), *rest))

    return make


def given(**parts: Any) -> Make:
    """The town with other parts beside its policies."""
    return lambda town: attrs.evolve(town.blueprint(), **parts)


def ruled(
    when: str = "kind = task",
    then: dict[str, Any] | None = None,
    question: str = "route",
    **more: Any,
) -> Make:
    """The town with one rule more."""
    then = {"disposition": "handle", "lead": "bureau@district"} if then is None else then
    return lambda town: town.blueprint(town.rule("X", question, when, then, **more))


def layout(**parts: Any) -> Make:
    """The town with another layout."""
    return lambda town: attrs.evolve(town.blueprint(), layout=attrs.evolve(town.LAYOUT, **parts))


def changed(code: str, /, **parts: Any) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """The fields, questions or roles with one of them changed."""

    def change(old: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            attrs.evolve(x, **parts) if getattr(x, "id", getattr(x, "code", "")) == code else x
            for x in old
        )

    return change


def slots(
    question: str, slot: str, /, **parts: Any
) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """The questions with one slot changed, or, without parts, left out."""

    def change(old: tuple[Any, ...]) -> tuple[Any, ...]:
        def of(q: Any) -> Any:
            kept = (s for s in q.slots if parts or s.id != slot)
            return attrs.evolve(
                q, slots=[attrs.evolve(s, **parts) if s.id == slot else s for s in kept]
            )

        return tuple(of(q) if q.id == question else q for q in old)

    return change


def without_choice(code: str) -> Make:
    """The town whose final question lacks a disposition."""

    def make(town: Any) -> Blueprint:
        choices = tuple(c for c in town.DISPOSITIONS if c[0] != code)
        return base(questions=slots("route", "disposition", choices=choices))(town)

    return make


def listed(**parts: Any) -> Make:
    """The town with one list."""
    good = {"id": "L", "field": "listed", "zh": "清单", "en": "list", "count": 3, "public": False}
    good |= {"period": Period(date(2020, 1, 1)), "cite": "CR 1", "source": "x"}
    return given(lists=(DatedList(**{**good, **parts}),))


def line(**parts: Any) -> Make:
    """The town with one functional line."""
    good = {"kind": "guidance", "from_role": "office", "from_level": "subdistrict"}
    good |= {"to_role": "committee", "to_level": "community", "cite": "CR 1"}
    return given(lines=(Line(**{**good, **parts}),))


def moved(**parts: Any) -> Make:
    """The town with one delegation."""
    return lambda town: attrs.evolve(
        town.blueprint(), delegations=(attrs.evolve(town.MOVED, **parts),)
    )


def foreign(town: Any) -> Blueprint:
    """A rule under the law of another city."""
    there = Issuer("other_council", "外市人大常委会", "other council", "3707")
    law = town.law(
        (
            *town.INSTRUMENTS,
            town.instrument("WF", "外市条例", Rank.LOCAL_REGULATION, there, "2016-01-01"),
        )
    )
    return attrs.evolve(ruled(cite="WF 1")(town), law=law)


def two_makers(town: Any) -> Blueprint:
    """Two rules of a ministry, which no role stands for, meet in one question."""
    more = (town.instrument("DR2", "另一规章", Rank.DEPARTMENT_RULE, town.MINISTRY, "2019-01-01"),)
    made = town.blueprint(
        town.rule("X", "route", "kind = task", {"disposition": "handle"}, cite="DR 1"),
        town.rule("Y", "route", "kind = task and urgent", {"disposition": "handle"}, cite="DR2 1"),
    )
    return attrs.evolve(made, law=town.law((*town.INSTRUMENTS, *more)))


def leads_what_it_must_not(town: Any) -> Blueprint:
    """One rule makes an organ the lead and says that it must not be."""
    barred = Slot("must_not_lead", "organ", many=True)

    def with_slot(old: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            attrs.evolve(q, slots=(*q.slots, barred)) if q.id == "route" else q for q in old
        )

    then = {"disposition": "handle", "lead": "bureau@city", "must_not_lead": ["bureau@city"]}
    made = base(questions=with_slot)(town)
    rules = (town.rule("X", "route", "kind = task", then),)
    more = Policy("more", "多", "more", "me", "1", rules)
    return attrs.evolve(made, policies=(*made.policies, more))


EMPTY = CodeList("empty", [])
TWICE = CodeList("items", [Code("a", None, "垃圾", "a"), Code("b", None, "垃圾", "b")])
ROLE = ("x_role", "某角色", "a role")

# name, how the town is spoilt, the place, a part of the message, a part of the hint.
MISTAKES: tuple[tuple[str, Make, str, str, str], ...] = (
    # the layout, and the parts of the final question
    ("layout: final", layout(final="rout"), "layout", "final names 'rout'", "route"),
    ("layout: final of another kind", layout(final="support"), "layout", "of kind 'every'", "one"),
    ("layout: adds", layout(adds=("suport",)), "layout", "adds names 'suport'", "support"),
    ("layout: adds one answer", layout(adds=("competence",)), "layout", "of kind 'one'", "every"),
    (
        "layout: provisional",
        layout(provisional="provisionl"),
        "layout",
        "'provisionl'",
        "provisional",
    ),
    (
        "layout: provisional of many parts",
        layout(provisional="route"),
        "layout",
        "one organ",
        "one part",
    ),
    ("layout: owner", layout(owner="holdr"), "layout", "owner names 'holdr'", "holder"),
    ("layout: place", layout(place="plce"), "layout", "place names 'plce'", "place"),
    (
        "layout: place is no place",
        layout(place="item"),
        "field item",
        "no territory",
        "tree=territory",
    ),
    ("layout: asked first", layout(asked_first=("plase",)), "layout", "'plase'", "place"),
    ("layout: received by", layout(received_by="recever"), "layout", "'recever'", ""),
    ("layout: refers", layout(refers=("transfr",)), "layout", "'transfr'", "transfer"),
    ("layout: exercises", layout(exercises=("hndle",)), "layout", "'hndle'", "handle"),
    ("layout: bars", layout(bars=("bared",)), "layout", "'bared'", "barred"),
    (
        "layout: no undetermined",
        without_choice("undetermined"),
        "question route",
        "undetermined",
        "",
    ),
    ("layout: no adjudicate", without_choice("adjudicate_law"), "question route", "adjudicate", ""),
    ("layout: another word for it", layout(undetermined="open"), "question route", "'open'", ""),
    (
        "slots: no lead",
        base(questions=slots("provisional", "lead")),
        "layout",
        "one organ",
        "one part",
    ),
    (
        "slots: misspelt",
        base(questions=slots("support", "assist", id="asist")),
        "question support",
        "'asist'",
        "assist",
    ),
    (
        "slots: of another kind",
        base(questions=slots("route", "prohibited", kind="organ")),
        "question route",
        "'prohibited'",
        "flag",
    ),
    (
        "slots: no list",
        base(questions=slots("support", "assist", many=False)),
        "question support",
        "'assist'",
        "many=True",
    ),
    (
        "slots: no day field",
        base(fields=changed("on", id="day")),
        "fields",
        "no field 'on'",
        "Field(",
    ),
    # duties
    ("duty not declared", base(duties=()), "duty reply", "no policy declares it", "Duty"),
    (
        "duty misspelt",
        base(duties=(Duty("repley", "答复", "reply"),)),
        "duty reply",
        "'reply'",
        "repley",
    ),
    (
        "duty twice",
        base(duties=lambda old: (*old, *old)),
        "duty reply",
        "two duties",
        "code of its own",
    ),
    # fields
    (
        "field reads no attribute",
        base(fields=changed("nature", reads=("item", "natur"))),
        "field nature",
        "'natur'",
        "nature",
    ),
    (
        "field reads no field",
        base(fields=changed("nature", reads=("itm", "nature"))),
        "field nature",
        "'itm'",
        "item",
    ),
    (
        "field reads a flag",
        base(fields=changed("nature", reads=("urgent", "nature"))),
        "field nature",
        "'urgent'",
        "",
    ),
    (
        "field reads no unit's attribute",
        base(fields=changed("nature", reads=("place", "office_knd"))),
        "field nature",
        "'office_knd'",
        "office_kind",
    ),
    (
        "field of one Chinese name",
        base(fields=changed("urgent", zh="类型")),
        "field urgent",
        "two fields are called '类型'",
        "header",
    ),
    (
        "field of one English name",
        base(fields=changed("urgent", en="Kind")),
        "field urgent",
        "'Kind'",
        "header",
    ),
    (
        "field twice",
        base(fields=lambda old: (*old, old[0])),
        "",
        "two fields are called 'on'",
        "id of its own",
    ),
    (
        "choice of no values",
        base(fields=lambda old: (*old, Field("c", "choice", "选", "c"))),
        "field c",
        "nothing to choose",
        "choices",
    ),
    (
        "choice of one name",
        base(fields=changed("nature", choices=(Choice("a", "罚", "a"), Choice("b", "罚", "b")))),
        "field nature",
        "'罚'",
        "name of its own",
    ),
    (
        "code without a tree",
        base(fields=lambda old: (*old, Field("c", "code", "码", "c"))),
        "field c",
        "nothing to choose",
        "tree",
    ),
    (
        "code of an empty table",
        base(fields=lambda old: (*old, Field("c", "code", "码", "c", tree=EMPTY))),
        "field c",
        "nothing to choose",
        "empty",
    ),
    (
        "items of one name",
        base(fields=lambda old: (*old, Field("c", "code", "码", "c", tree=TWICE))),
        "list items",
        "'垃圾' is the name of a, b",
        "name of its own",
    ),
    # roles
    (
        "role at a misspelt level",
        base(roles=lambda old: (*old, Role(*ROLE, ("distrct",)))),
        "role x_role",
        "'distrct'",
        "district",
    ),
    (
        "role at a level of another country part",
        base(roles=lambda old: (*old, Role(*ROLE, ("province",)))),
        "role x_role",
        "'province'",
        "",
    ),
    (
        "role of a misspelt kind",
        base(roles=lambda old: (*old, Role(*ROLE, ("subdistrict",), ("steet",)))),
        "role x_role",
        "'steet'",
        "street",
    ),
    (
        "role named at a misspelt kind",
        base(roles=lambda old: (*old, Role(*ROLE, ("subdistrict",), (), (("twn", "{unit}办"),)))),
        "role x_role",
        "'twn'",
        "town",
    ),
    (
        "role of kinds at no unit",
        base(roles=lambda old: (*old, Role(*ROLE, ("hotline",), ("street",)))),
        "role x_role",
        "no level of units",
        "levels",
    ),
    (
        "role named by no field",
        base(roles=changed("department", named_by="gver")),
        "role department",
        "'gver'",
        "giver",
    ),
    (
        "role named by a flag",
        base(roles=changed("department", named_by="urgent")),
        "role department",
        "'urgent'",
        "",
    ),
    (
        "role twice",
        base(roles=lambda old: (*old, old[-1])),
        "role hotline",
        "two roles",
        "another name",
    ),
    (
        "role of one name",
        base(roles=lambda old: (*old, Role("x", "热线", "x", ("hotline",)))),
        "role x",
        "'热线'",
        "hotline",
    ),
    (
        "role of a misspelt rank",
        base(roles=changed("bureau", rank="distrct")),
        "role bureau",
        "'distrct'",
        "district",
    ),
    # lists and lines
    ("list of no field", listed(field="listd"), "list L", "'listd' is no flag", "listed"),
    ("list of a field that is no flag", listed(field="kind"), "list L", "'kind' is no flag", ""),
    ("list under no article", listed(cite="CR 9"), "list L", "no CR 9", "articles 1 to 3"),
    ("list under no instrument", listed(cite="CX 1"), "list L", "'CX'", "CR"),
    ("list public and empty", listed(public=True), "list L", "has no entries", "public=False"),
    (
        "list of no codes",
        listed(public=True, codes=("item", ())),
        "list L",
        "has no entries",
        "codes",
    ),
    ("list of codes of no field", listed(codes=("itm", ("litter",))), "list L", "'itm'", "item"),
    (
        "list of a code that is none",
        listed(codes=("item", ("liter",))),
        "list L",
        "'liter'",
        "litter",
    ),
    (
        "list of more than it counts",
        listed(count=1, codes=("item", ("litter", "bins"))),
        "list L",
        "count says 1",
        "correct",
    ),
    (
        "list that excludes nothing",
        listed(excludes=None),
        "list L",
        "is no condition",
        "leave it out",
    ),
    (
        "list that excludes by no field",
        listed(excludes="itm under waste"),
        "list L",
        "'itm'",
        "item",
    ),
    ("list that bars no role", listed(gates=("offce",)), "list L", "'offce'", "office"),
    ("line under no article", line(cite="CR 9"), "line office → committee", "no CR 9", "articles"),
    (
        "line from no role",
        line(from_role="offce"),
        "line offce → committee",
        "'offce' is no role",
        "office",
    ),
    (
        "line to a level where it is not",
        line(to_level="district"),
        "line office → committee",
        "'district'",
        "community",
    ),
    # conclusions
    (
        "concludes nothing",
        ruled(then={}, remark=True),
        "town.py: rule X",
        "concludes nothing",
        "say what",
    ),
    (
        "an empty list",
        ruled(then={"assist": []}, question="support"),
        "town.py: rule X",
        "empty list",
        "leave the part out",
    ),
    (
        "leads what it must not",
        leads_what_it_must_not,
        "town.py: rule X",
        "must not lead",
        "keep one",
    ),
    (
        "prohibits what it sends on",
        lambda town: attrs.evolve(
            ruled(then={"disposition": "transfer", "lead": "bureau@city", "prohibited": True})(
                town
            ),
            layout=attrs.evolve(town.LAYOUT, refers=("transfer",)),
        ),
        "town.py: rule X",
        "is prohibited",
        "leave prohibited out",
    ),
    (
        "prohibits what is no bar",
        lambda town: attrs.evolve(
            ruled(then={"disposition": "handle", "prohibited": True})(town),
            layout=attrs.evolve(town.LAYOUT, bars=("barred",)),
        ),
        "town.py: rule X",
        "is prohibited",
        "leave prohibited out",
    ),
    (
        "bars and does not say so",
        lambda town: attrs.evolve(
            ruled(then={"disposition": "barred"})(town),
            layout=attrs.evolve(town.LAYOUT, bars=("barred",)),
        ),
        "town.py: rule X",
        "bars the matter",
        "prohibited: True",
    ),
    (
        "sends on to nobody",
        lambda town: attrs.evolve(
            ruled(then={"disposition": "transfer"})(town),
            layout=attrs.evolve(town.LAYOUT, refers=("transfer",)),
        ),
        "town.py: rule X",
        "needs a lead",
        "to whom",
    ),
    # conditions
    (
        "two values at once",
        ruled("kind = task and kind = violation"),
        "town.py: rule X",
        "can never hold",
        "correct it",
    ),
    (
        "no number",
        ruled("number >= 2 and number < 2"),
        "town.py: rule X",
        "can never hold",
        "correct it",
    ),
    (
        "a number beyond the largest",
        ruled("number >= 9"),
        "town.py: rule X",
        "can never hold",
        "correct it",
    ),
    (
        "days that end first",
        ruled("on from 2022-01-01 to 2021-01-01"),
        "town.py: rule X",
        "on",
        "exchange the two",
    ),
    (
        "numbers that end first",
        ruled("number >= 1 and number < 1"),
        "town.py: rule X",
        "can never hold",
        "",
    ),
    (
        "two districts at once",
        ruled("place under 110101 and place under 110102"),
        "town.py: rule X",
        "exclude each other",
        "",
    ),
    ("never", ruled("never"), "town.py: rule X", "never hold: never", "delete the rule"),
    (
        "a flag and its opposite",
        ruled("kind = task and urgent and not urgent"),
        "town.py: rule X",
        "urgent",
        "correct it",
    ),
    (
        "a branch and none of it",
        ruled("item = litter and not item under waste"),
        "town.py: rule X",
        "exclude each other",
        "",
    ),
    (
        "either of two, and neither can",
        ruled("(kind = task or urgent) and not urgent and not kind = task"),
        "town.py: rule X",
        "can never hold",
        "",
    ),
    (
        "every value left out",
        ruled(
            "not kind = task and not kind = violation and not kind = complaint and urgent and not urgent"
        ),
        "town.py: rule X",
        "can never hold",
        "",
    ),
    ("before its own days", ruled("on < 2016-01-01"), "town.py: rule X", "exclude each other", ""),
    (
        "after its last day",
        ruled("on >= 2020-01-01", until="2019-01-01"),
        "town.py: rule X",
        "exclude each other",
        "",
    ),
    # norms, questions, names
    ("the law of another area", foreign, "town.py: rule X", "area 3707", "applies here"),
    (
        "an adjudicator that is no role",
        lambda town: attrs.evolve(
            two_makers(town),
            policies=tuple(
                attrs.evolve(p, roles=[r for r in p.roles if r.code != "state_council"])
                for p in two_makers(town).policies
            ),
        ),
        "question route",
        "'state_council'",
        "declare it",
    ),
    ("a maker that is no role", two_makers, "question route", "'ministry'", "declare it"),
    (
        "an exception to another question's rule",
        ruled(exception_to="C.litter"),
        "town.py: rule X",
        "'C.litter'",
        "it answers 'competence'",
    ),
    (
        "an exception to itself",
        ruled(exception_to="X"),
        "town.py: rule X",
        "'X'",
        "the rule itself",
    ),
    (
        "an exception to no rule",
        ruled(exception_to="R.fond"),
        "town.py: rule X",
        "'R.fond'",
        "R.found",
    ),
    (
        "one id twice",
        lambda town: town.blueprint(town.RULES[0]),
        "town.py: rule C.litter",
        "two rules",
        "the other stands in town.py",
    ),
    ("a title that is none", ruled(cite="《城市条例》第一条"), "town.py: rule X", "城市条例", ""),
    (
        "a question twice",
        base(questions=lambda old: (*old, old[0])),
        "",
        "two questions are called 'competence'",
        "id of its own",
    ),
)


def told(make: Make, town: Any) -> tuple[GovrulesError, ...]:
    """Every fault of a spoilt town."""
    with pytest.raises(GovrulesError) as caught:
        Jurisdiction(make(town))
    return caught.value.faults


@pytest.mark.parametrize(
    ("make", "place", "part", "hint"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_a_mistake_is_told_at_load(town: Any, make: Make, place: str, part: str, hint: str) -> None:
    """It says where, what is wrong and what to do, in both languages, and is a fault of the pack."""
    faults = told(make, town)
    found = [f for f in faults if part in f.text("en") and place in (f.place or "")]
    assert found, [f.text("en") for f in faults]
    assert hint in (found[0].hint_en or ""), found[0].text("en")
    assert found[0].zh
    assert found[0].field
    assert isinstance(found[0], ValueError)


def test_there_are_enough_of_them() -> None:
    """Eighty and more, each of a name of its own."""
    assert len({m[0] for m in MISTAKES}) == len(MISTAKES) > 80


def test_all_faults_are_told_at_once(town: Any) -> None:
    """Six mistakes in six parts of a pack are six lines of one error."""
    whole = town.blueprint(
        town.rule("X", "route", "knd = task", {"disposition": "handle"}),
        town.rule("Y", "route", "kind = task", {"disposition": "hndle"}),
        town.rule("Z", "route", "kind = task", {"disposition": "handle"}, cite="CR 9"),
        roles=(*town.ROLE_LIST, Role(*ROLE, ("subdistrict",), ("steet",), at="roles.py:7")),
    )
    spoilt = attrs.evolve(
        whole,
        layout=attrs.evolve(town.LAYOUT, owner="holdr"),
        lines=(Line("guidance", "office", "subdistrict", "committee", "community", "CR 8"),),
    )
    faults = told(lambda _: spoilt, town)
    assert [f.place for f in faults] == [
        "roles.py:7: role x_role",
        "layout",
        "line office → committee",
        "town.py: rule X",
        "town.py: rule Y",
        "town.py: rule Z",
    ]


def test_the_error_of_several_tells_each_on_a_line(town: Any) -> None:
    """How many there are, then each with its place; in Chinese too."""
    with pytest.raises(GovrulesError) as caught:
        Jurisdiction(attrs.evolve(town.blueprint(), layout=Layout(final="rout", owner="holdr")))
    lines = caught.value.text("en").splitlines()
    assert lines[0] == "2 faults, each to be mended by itself"
    assert [line[:15] for line in lines[1:]] == ["  layout: final", "  layout: owner"]
    assert caught.value.text("zh").splitlines()[0] == "共 2 处错误，须逐一更正"


def test_a_policy_of_a_plugin_costs_itself_and_tells_all(town: Any) -> None:
    """Its faults are in one entry of ``errors``, and the town decides as before."""
    rules = (
        town.rule("X", "route", "knd = task", {"disposition": "handle"}),
        town.rule("Y", "route", "never", {"disposition": "handle"}),
    )
    made = Jurisdiction(town.blueprint(), [Policy("mine", "我", "mine", "me", "1", rules)])
    (left_out,) = made.errors
    assert [f.place for f in left_out.faults] == ["town.py: rule X", "town.py: rule Y"]
    assert made.decide(town.matter()).disposition == "handle"


def test_a_rule_may_cite_by_title(town: Any) -> None:
    """《…》第一条 is looked up in the law of the pack; the digest is that of the id."""
    by_title = Jurisdiction(ruled(cite="《市容条例》第一条")(town))
    assert str(by_title.rules.rules["X"].rule.cite) == "CR 1"
    assert by_title.digest == Jurisdiction(ruled(cite="CR 1")(town)).digest


def test_a_gap_is_an_answer_of_its_own(town: Any, small: Jurisdiction) -> None:
    """Where no rule applies it is no_rule, in the record and in columns; a missing fact is not."""
    gap = town.matter(kind="complaint")
    decision = small.decide(gap)
    assert (decision.disposition, decision.disposition_zh) == ("no_rule", "规则未作规定")
    assert [n.code for n in decision.notes] == ["no_rule"]
    assert small.decide(town.matter(listed=None, item="litter")).disposition != "no_rule"
    named = attrs.evolve(town.blueprint(), layout=attrs.evolve(town.LAYOUT, no_rule="barred"))
    assert Jurisdiction(named).decide(gap).disposition_zh == "不得"


def test_a_jurisdiction_says_what_it_is(small: Jurisdiction) -> None:
    """Its repr has code, name and number of rules."""
    assert repr(small).startswith("<Jurisdiction town 小城: 9 rules, ")
