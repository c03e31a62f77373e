"""What roles are, how organs named side by side stand to each other, and what users are told."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import govrules
import pytest
from govrules import Decision, Jurisdiction, Law, Rule
from govrules.expr import term_to_text
from govrules_policies.beijing.bodies import BODIES
from govrules_policies.beijing.catalogue import DIVISIONS, read_catalogue

PACK = Path(__file__).parents[2] / "policies" / "beijing"
HEADER = (
    "rule,question,when,organ,division,then,instrument,article,paragraph,subitem,since,until,"
    "zh,en,note_zh,note_en,reading_zh,reading_en"
)
KINDS = {
    "government",
    "street",
    "department",
    "authorised",
    "service",
    "committee",
    "private",
    "line",
    "central",
    "other",
}
# The hotline sends a work order to a body that article 11(1) of 接诉即办条例 lists.
SENT = ("dispatch_direct", "dispatch_to_answer", "dispatch_district")
NONE_OF_THEM = {"committee", "private", "central", "line", "other"}
TALK_OF_SOURCES = re.compile(
    r"源行|源表|来源表|原表|镜像|库存|本库|待核|另核|未核|系判断|"
    r"the source row|the row said|mirror|the stored text|to be checked"
)


def listed() -> list[dict[str, str]]:
    found = []
    for path in sorted((PACK / "lists" / "rules").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += list(csv.DictReader(file))
    return found


def said(r: Rule) -> dict[str, Any]:
    return {
        part: [term_to_text(t) for t in terms] if isinstance(terms, tuple) else term_to_text(terms)
        for part, terms in r.then
    }


def read(folder: Path, line: str) -> tuple[Any, Any]:
    (folder / "some.csv").write_text(f"{HEADER}\n{line}\n", encoding="utf-8")
    return read_catalogue(folder, Law.load(PACK / "law"))


def decided(pack: Jurisdiction, **facts: Any) -> Decision:
    """A decision whose organs are looked at, and not how useful each missing fact would be."""
    return pack.decide(facts, ask="plain")


def test_every_role_is_something(beijing_pack: Jurisdiction) -> None:
    """The column ``body`` has a known value for every role."""
    assert set(BODIES) == set(beijing_pack.rules.roles.roles)
    assert set(BODIES.values()) == KINDS


@pytest.mark.parametrize("channel", ["hotline", "direct"])
def test_no_committee_and_no_company_is_sent_a_demand(
    beijing_pack: Jurisdiction, channel: str
) -> None:
    """Whatever the item: committees help, ordinary companies are pressed, central bodies are told."""
    for item in beijing_pack.fields["item"].tree.leaves:  # type: ignore[union-attr]
        d = decided(
            beijing_pack,
            kind="complaint",
            channel=channel,
            item=item,
            place="110102013",
            on="2023-05-01",
            on_power_list=False,
            place_class="managed_estate",
            answerable_now=False,
            responsible_known=True,
        )
        if d.disposition in (*SENT, "transfer"):
            assert d.lead is not None
            assert BODIES[d.lead.role] not in NONE_OF_THEM, (item, d.lead.role)


@pytest.mark.parametrize("place", ["110102013", "110111101", "110105022", "110115403"])
def test_no_organ_is_named_where_it_does_not_sit(beijing_pack: Jurisdiction, place: str) -> None:
    """Street, town, area office, zone: no decision names an organ of another kind."""
    roles = beijing_pack.rules.roles.roles
    for item in beijing_pack.fields["item"].tree.leaves:  # type: ignore[union-attr]
        for kind in ("help", "violation"):
            d = decided(
                beijing_pack,
                kind=kind,
                channel="hotline",
                item=item,
                place=place,
                on="2023-05-01",
                on_power_list=False,
                area_is_township=False,
            )
            kind_here = beijing_pack.territory.unit(place).kind
            named = (d.lead, d.by, d.held_by, *d.assist, *d.supervise, *d.copy_to)
            for organ in filter(None, (*named, *d.candidates, *d.must_not_lead)):
                if organ.unit == place:
                    assert not roles[organ.role].kinds or kind_here in roles[organ.role].kinds, item


def test_a_service_item_is_no_violation(beijing_pack: Jurisdiction) -> None:
    """Article 26 is about violations: an item of service is not penalised by anybody."""
    tree: Any = beijing_pack.fields["item"].tree
    for item in tree.leaves:
        if tree.attribute(item, "nature") == "service":
            d = decided(
                beijing_pack,
                kind="violation",
                item=item,
                place="110102013",
                on="2023-05-01",
                on_power_list=False,
            )
            assert d.disposition not in ("handle", "notify_department", "joint_enforcement"), item


def test_what_users_are_told_says_nothing_of_how_the_tables_were_made() -> None:
    """Where a row differs from its source is for the column ``remark``."""
    for row in listed():
        for column in ("zh", "en", "note_zh", "note_en", "reading_zh", "reading_en"):
            assert not TALK_OF_SOURCES.search(row[column]), (row["rule"], column)


def test_texts_of_the_tables_say_the_kind_of_place_by_a_word() -> None:
    """What a town reads of itself is no 街乡; and an article before a word may be the wrong one."""
    for row in listed():
        for column in ("zh", "note_zh", "reading_zh"):
            assert not re.search(r"(?<!\{)街乡", row[column]), (row["rule"], column)
        for column in ("en", "note_en", "reading_en"):
            assert not re.search(r"\b[Aa]n? \{", row[column]), (row["rule"], column)


def test_every_rule_of_several_organs_says_how_they_stand() -> None:
    """No division is taken from the mark between two organs."""
    for row in listed():
        if row["question"] in ("competence", "step"):
            assert ("|" in row["organ"]) == (row["division"] in DIVISIONS), row["rule"]


def test_the_subdistrict_answers_where_it_is_one_of_them(tmp_path: Path) -> None:
    """Joint or each: it owns the matter, and a second rule has the others help."""
    rules, undivided = read(
        tmp_path,
        "X1,competence,item under waste,health@city|street_office@subdistrict,joint,,"
        "WASTE,4,,,,,中,en,,,,",
    )
    assert [(r.id, r.question, said(r)) for r in rules] == [
        ("X1", "competence", {"organ": "street_office@subdistrict"}),
        ("X1.others", "support", {"assist": ["health@city"]}),
    ]
    assert undivided == ()


def test_undivided_organs_are_all_called_together(tmp_path: Path) -> None:
    """Undivided: the owner stays open, and a second rule names everybody."""
    rules, undivided = read(
        tmp_path,
        "X1,competence,item under waste,health@city|water@city,undivided,,WASTE,4,,,,,中,en,,,,",
    )
    assert [r.id for r in undivided] == ["X1"]
    assert {r.id: said(r) for r in rules} == {
        "X1": {"organ": "health@city|water@city"},
        "X1.named": {"assist": ["health@city", "water@city"]},
    }


def test_helpers_are_named_one_by_one(tmp_path: Path) -> None:
    """Several organs in a row of helpers are as many helpers, not one that is not known."""
    rules, _ = read(
        tmp_path, "X1,assist,item under waste,health@city|water@city,,,WASTE,4,,,,,中,en,,,,"
    )
    assert [said(r) for r in rules] == [{"assist": ["health@city", "water@city"]}]


@pytest.mark.parametrize(
    ("organ", "division", "message"),
    [
        ("health@city|water@city", "", "its division is ''"),
        ("health@city", "each", "its division is 'each'"),
        ("health@city|water@city", "shared", "its division is 'shared'"),
    ],
)
def test_a_division_that_does_not_fit_is_refused(
    tmp_path: Path, organ: str, division: str, message: str
) -> None:
    """One organ has no division, several have one of three; the error names file and line."""
    line = f"X1,competence,item under waste,{organ},{division},,WASTE,4,,,,,中,en,,,,"
    with pytest.raises(govrules.GovrulesError, match=re.escape(message)) as caught:
        read(tmp_path, line)
    assert "some.csv:2" in str(caught.value)
    assert "undivided, joint, each" in str(caught.value)


@pytest.mark.parametrize(("day", "fits"), [("2003-01-01", False), ("2011-09-01", True)])
def test_a_rule_may_rest_on_an_earlier_wording(
    beijing_pack: Jurisdiction, day: str, fits: bool
) -> None:
    """Days before the present text are good if an earlier text was in force, and has the article."""
    rules = beijing_pack.rules
    r = govrules.rule(
        "X.52",
        "support",
        when="always",
        then={},
        remark=True,
        cite="SAFETY 52(2)",
        since=day,
        until="2022-08-01",
        zh="例",
        en="an example",
    )
    given = {
        "fields": rules.declared.values(),
        "questions": rules.questions,
        "rules": (r,),
        "law": beijing_pack.law,
        "roles": rules.roles,
    }
    if fits:
        assert str(type(rules)(**given).rules["X.52"].period) == "[2011-09-01, 2022-08-01)"
    else:
        with pytest.raises(govrules.GovrulesError, match=r"before SAFETY itself \(2004-07-29\)"):
            type(rules)(**given)


def test_every_rule_cites_an_article(beijing_pack: Jurisdiction) -> None:
    """An act is cited as a whole only where its text is not on file: the transfer of 2020."""
    whole = {c.rule.cite.key for c in beijing_pack.rules.rules.values() if not c.rule.cite.article}
    assert whole == {"JZF2020-9"}


@pytest.mark.parametrize("channel", ["hotline", "direct"])
def test_a_first_step_is_told_only_where_an_act_lays_one_down(
    beijing_pack: Jurisdiction, channel: str
) -> None:
    """A rule that passes an answer on says nothing where there is none."""
    matter = {"kind": "complaint", "channel": channel, "place": "110102013", "on": "2023-03-01"}
    rules = {"JS14.step", "JD17.step"}
    for item, steps, told in (
        ("parking_road_fee_unpaid", "none", 1),
        ("parking_road_fee_unpaid", "demanded_twice", 0),
        ("parking_road_violation", "none", 0),
    ):
        for engine in ("classes", "reference"):
            d = beijing_pack.decide(matter, item=item, prior_steps=steps, engine=engine)
            assert len(rules & {r.rule for r in d.because}) == told, (item, steps, engine)
