"""The sector catalogue: swept over every fact that its rules read, names, sources, seats."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import govrules
import pytest
from govrules import Jurisdiction, Law
from govrules.authoring import read_rules
from govrules.errors import ContradictionError, PolicyError, RecordError
from govrules.evaluate import evaluate
from govrules.evaluate.answer import Evaluation
from govrules.expr import Between, Either, Is, Under, atoms
from govrules.law import Citation
from govrules.rules import Compiled, read_facts, read_rows

PACK = Path(__file__).parents[2] / "policies" / "beijing"
PARTS = ("cityscape", "property", "safety", "social", "street")

# The clashes that the law itself leaves to its maker: neither text is the special one, or a new
# general provision meets an old special one (立法法 art. 106(1)(1)).
CLASHES = {
    "parking_obstacle": ("PARKING 26(2)", "PROPERTY 98(1)(10)", "crossing_scopes"),
    "parking_facility_use_changed": ("PARKING 33(4)", "PLANNING 84", "new_general_old_special"),
}
# Items whose articles name helpers only; nobody is named as the owner.
NO_OWNER = {
    "food_enforcement",
    "social_elder_facility_appraisal",
    "street_hotline_community_affairs",
}
Rows = dict[tuple[Any, ...], Evaluation]


@pytest.fixture(scope="module")
def beijing(beijing_pack: Jurisdiction) -> Jurisdiction:
    return beijing_pack


def own_rows() -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted((PACK / "lists" / "rules").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found += csv.DictReader(file)
    return found


def by_item(beijing: Jurisdiction) -> dict[str, list[Compiled]]:
    """The catalogue's competence rules of each item."""
    tree: Any = beijing.fields["item"].tree
    found: dict[str, list[Compiled]] = {}
    for r in beijing.rules.rules.values():
        if r.rule.question == "competence":
            codes = {
                c
                for a in atoms(r.condition)
                if isinstance(a, Under) and a.field == "item"
                for c in a.codes
            }
            for leaf in tree.leaves:
                if codes & set(tree.path(leaf)):
                    found.setdefault(leaf, []).append(r)
    return found


def axes(beijing: Jurisdiction, rules: list[Compiled]) -> list[tuple[str, list[Any]]]:
    """Each fact that the rules read, unknown first, with a value for every test and one beside."""
    days = {d for r in rules for d in (r.period.start, r.period.end) if d}
    days |= {
        d
        for r in rules
        for a in atoms(r.condition)
        if isinstance(a, Between)
        for d in (a.low, a.high)
        if isinstance(d, date)
    }
    days |= {d - timedelta(days=1) for d in days} | {date(2026, 1, 1)}
    named: dict[str, set[Any]] = {}
    for atom in (a for r in rules for a in atoms(r.condition) if a.field not in ("item", "on")):
        values = named.setdefault(atom.field, set())
        values.update(atom.values if isinstance(atom, Is) else atom.codes)  # type: ignore[union-attr]
    found: list[tuple[str, list[Any]]] = [("on", sorted(days))]
    for id, values in sorted(named.items()):
        field = beijing.rules.fields[id]
        if field.kind == "flag":
            found.append((id, [None, True, False]))
        elif field.kind == "choice":
            beside = [c.code for c in field.choices if c.code not in values][:1]
            found.append((id, [None, *sorted(values), *beside]))
        elif id == "place":
            found.append((id, [None, *sorted(values), "110102", "110115"]))
        else:
            beside = [code for code in field.tree or () if code not in values][:1]
            found.append((id, [None, *sorted(values), *beside]))
    return found


def sweep(beijing: Jurisdiction, item: str, rules: list[Compiled]) -> Rows:
    """What is found for every combination; a combination that contradicts itself is left out."""
    fields = axes(beijing, rules)
    found: Rows = {}
    for values in product(*(options for _, options in fields)):
        given = {f: "unknown" if v is None else v for (f, _), v in zip(fields, values, strict=True)}
        facts = read_facts({"item": item, "kind": "violation", **given}, beijing.fields)
        try:
            found[values] = evaluate(beijing.rules, facts)
        except ContradictionError as error:
            early: date = values[0]
            if error.field != "on_power_list" or early >= date(2020, 7, 1):
                raise
    return found


@pytest.fixture(scope="module")
def swept(beijing: Jurisdiction) -> dict[str, Rows]:
    return {item: sweep(beijing, item, rules) for item, rules in by_item(beijing).items()}


def every(swept: dict[str, Rows]) -> Iterator[tuple[str, tuple[Any, ...], Evaluation]]:
    for item, found in swept.items():
        for values, evaluation in found.items():
            yield item, values, evaluation


def competence(found: Evaluation) -> set[Any]:
    return set(found.answers["competence"].values)


def test_no_two_rules_conflict_anywhere(swept: dict[str, Rows]) -> None:
    """Every item is evaluated under every combination of its facts, and nothing is unranked."""
    assert sum(map(len, swept.values())) > 2_000


def test_clashes_are_those_the_law_has(swept: dict[str, Rows]) -> None:
    """Exactly the pinned pairs of articles end in adjudication, by the pinned principle."""
    found = {
        (item, *sorted((d.first.rule.cite.key, d.second.rule.cite.key)), d.verdict.principle)
        for item, _, e in every(swept)
        for d in e.answers["competence"].disputes
    }
    assert found == {(item, *clash) for item, clash in CLASHES.items()}


def test_clashes_go_to_the_maker(swept: dict[str, Rows]) -> None:
    """Each adjudication names the standing committee that made both acts."""
    for _, _, e in every(swept):
        for d in e.answers["competence"].disputes:
            assert d.verdict.adjudicator == "city_npc_standing_committee"


def test_undivided_says_what_the_owner_says(swept: dict[str, Rows]) -> None:
    """A matter counts as undivided only where the rule that won names several organs."""
    for item, values, e in every(swept):
        if e.look("undivided") is True:
            winners = e.answers["competence"].winners
            several = [r for r in winners if any(isinstance(t, Either) for _, t in r.then.one)]
            assert several, (item, values)


def test_learning_a_fact_adds_no_owner(swept: dict[str, Rows]) -> None:
    """What is possible once a fact is known was possible while it was unknown."""
    for item, found in swept.items():
        for values, e in found.items():
            for i in range(1, len(values)):
                wider = found.get((*values[:i], None, *values[i + 1 :]))
                if wider is not None and values[i] is not None:
                    assert competence(e) <= competence(wider), (item, values)


def test_items_without_an_owner_are_known(beijing: Jurisdiction) -> None:
    """Only the three items whose articles name helpers alone have no competence rule.

    The other items of each field have none either, as nobody can say what they are; nor have the
    common demands of which no statute on file says whose they are.
    """
    tree: Any = beijing.fields["item"].tree
    listed = {item for item in tree.leaves if item != "other" and not item.endswith("_other")}
    assert (
        listed - set(by_item(beijing)) - set(_codes("street")) - set(_codes("common")) == NO_OWNER
    )


def _codes(part: str) -> list[str]:
    path = PACK / "lists" / "items" / f"{part}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["item"] for row in csv.DictReader(file)]


def test_every_source_row_is_encoded() -> None:
    """The 302 rows of the source table are all cited."""
    assert sourced(own_rows()) == set(range(2, 304))


def test_a_table_holds_one_instrument_in_the_order_of_its_text(beijing: Jurisdiction) -> None:
    """Whoever reads an act beside its table turns no page back."""
    for path in sorted((PACK / "lists" / "rules").glob("*.csv")):
        rules = read_rows(path, ("instrument", "article", "paragraph", "subitem"))
        cites = [
            Citation.from_cells(
                beijing.law.instrument(row["instrument"]).id,
                *(row[c] for c in ("article", "paragraph", "subitem")),
            )
            for _, row in rules
        ]
        assert {c.instrument for c in cites} == {path.stem}
        assert cites == sorted(cites), path.name


def sourced(table: list[dict[str, str]]) -> set[int]:
    """The rows of matters.csv, by line, from which these rules were made."""
    found: set[int] = set()
    for row in table:
        for lines in re.findall(r"matters\.csv:([\d;]+)", row["source"]):
            found.update(int(n) for n in lines.split(";") if n)
    return found


def test_rules_and_items_are_counted() -> None:
    """There are as many items and rules as SOURCES.md says."""
    text = (PACK / "lists" / "SOURCES.md").read_text(encoding="utf-8")
    for part in PARTS:
        assert f"| {part} | {len(_codes(part))} |" in text
    assert f"{len(own_rows())} rules" in text
    assert f"{len(own_rows())} 条规则" in text


def test_every_name_finds_its_item(beijing: Jurisdiction) -> None:
    """Code, Chinese name, English name and each alias lead to one item and no other."""
    tree: Any = beijing.fields["item"].tree
    for code in tree:
        node = tree[code]
        for name in (node.code, node.zh, node.en, *node.aliases):
            assert tree.resolve(name) == code, name


def test_every_organ_has_a_seat(beijing: Jurisdiction) -> None:
    """Each organ that a rule names is a role at a level where that role sits."""
    for row in own_rows():
        for organ in filter(None, row["organ"].split("|")):
            if organ != "$owner":  # whoever holds the power
                assert organ.strip() in beijing.rules.roles, (row["rule"], organ)


def test_the_zone_committee_sits_at_the_zone(beijing: Jurisdiction) -> None:
    """Sanitation in the development zone is its committee's, and not the district's around it."""
    d = beijing.decide(
        kind="complaint",
        channel="hotline",
        item="cityscape_local_administration",
        place="110115403",
        on="2023-05-01",
    )
    assert d.lead is not None
    assert (d.lead.unit, d.lead.name) == ("110115403", "北京经济技术开发区管理委员会")
    assert d.lead.name_en.startswith("Beijing Economic-Technological Development Area Admin")


def test_no_subdistrict_owner_is_made_up_in_the_zone(beijing: Jurisdiction) -> None:
    """Where the text names a subdistrict and the zone has none, nobody clearly owns it."""
    d = beijing.decide(
        kind="complaint",
        channel="hotline",
        item="property_dispute",
        place="110115403",
        on="2023-05-01",
    )
    assert d.lead is not None
    assert (d.disposition, d.lead.role) == ("dispatch_district", "district_government")
    assert "JS12.unseated" in {r.rule for r in d.because}
    named = [*d.assist, *d.supervise, *d.copy_to, *d.candidates]
    assert not [o for o in named if o.role in ("street_or_township", "street_office")]


@pytest.mark.parametrize(
    ("day", "owner"),
    [
        ("2019-04-27", {"urban_enforcement@district_or_city"}),
        (
            "2019-04-28",
            {"planning_resources@district_or_city", "urban_enforcement@district_or_city"},
        ),
    ],
)
def test_the_parking_clash_begins_with_the_planning_act(
    beijing: Jurisdiction, day: str, owner: set[str]
) -> None:
    """Before the Planning Regulation of 2019 only the parking act spoke."""
    facts = read_facts({"item": "parking_facility_use_changed", "on": day}, beijing.fields)
    assert competence(evaluate(beijing.rules, facts)) == owner


@pytest.mark.parametrize(
    ("day", "place_class", "owner"),
    [
        ("2015-05-31", "main_park", "landscape@city"),
        ("2015-05-31", "other_park", "urban_enforcement@district_or_city"),
        ("2015-06-01", "main_park", "health@district_or_city"),
        ("2015-06-01", "other_park", "health@district_or_city"),
        ("2015-06-01", "other_public", "health@district_or_city"),
    ],
)
def test_smoking_in_parks(beijing: Jurisdiction, day: str, place_class: str, owner: str) -> None:
    """The Parks Regulation speaks until the Smoking Regulation does, and then gives way."""
    record = {"item": "smoking_individual", "on": day, "place_class": place_class}
    record["no_smoking_place"] = "indoors"
    found = evaluate(beijing.rules, read_facts(record, beijing.fields))
    assert competence(found) == {owner}


@pytest.mark.parametrize(("day", "cited"), [("2018-11-23", False), ("2018-11-24", True)])
def test_succession_of_old_names(beijing: Jurisdiction, day: str, cited: bool) -> None:
    """The decision on successors is cited from the day on which it took effect."""
    record = {"item": "water_excess_discharge", "on": day}
    found = evaluate(beijing.rules, read_facts(record, beijing.fields))
    assert ("SUCC1.ecology" in {r.id for r in found.answers["support"].winners}) is cited


def test_an_act_that_yields_is_shown_as_defeated(beijing: Jurisdiction) -> None:
    """The decision says by what the Parks Regulation lost."""
    d = beijing.decide(
        kind="violation",
        item="随地吐痰",
        place="东城区/天坛街道",
        on="2022-10-01",
        place_class="main_park",
        on_power_list=False,
    )
    assert [(x.rule, x.by, x.principle) for x in d.defeated] == [
        ("PARK56.littering_main", "CITY52.littering", "explicit_exception")
    ]


def test_unknown_item_is_refused_with_a_hint(beijing: Jurisdiction) -> None:
    """A name that no item has is an error that offers the nearest one."""
    with pytest.raises(RecordError, match="'犬便不清' is not in the list items") as caught:
        beijing.decide(kind="violation", item="犬便不清")
    assert "犬便不清除" in (caught.value.hint_zh or "")


def test_power_list_before_its_day_is_refused(beijing: Jurisdiction) -> None:
    """Saying that a power was delegated before there was a list contradicts the law."""
    message = r"on_power_list is given as 'yes', but .*Regulation, art. 11\(2\) makes it 'no'"
    with pytest.raises(ContradictionError, match=message):
        beijing.decide(
            kind="violation",
            item="犬便不清除",
            place="西城区/大栅栏街道",
            on="2020-06-30",
            on_power_list=True,
        )


def test_power_of_another_department_is_not_on_the_list(beijing: Jurisdiction) -> None:
    """The list holds powers of five departments; saying otherwise is refused."""
    message = r"on_power_list is given as 'yes', but .*Regulation, art. 11\(2\) makes it 'no'"
    with pytest.raises(ContradictionError, match=message):
        beijing.decide(
            kind="violation",
            item="飞线充电",
            place="西城区/大栅栏街道",
            on="2021-03-01",
            on_power_list=True,
        )


HEADER = (
    "rule,question,when,organ,then,instrument,article,paragraph,subitem,since,until,"
    "exception_to,zh,en,note_zh,note_en,source"
)
INTO = {"competence": ("competence", {"organ": "organ"})}


def _read(tmp_path: Path, line: str) -> tuple[govrules.Rule, ...]:
    path = tmp_path / "bad.csv"
    path.write_text(f"{HEADER}\n{line}\n", encoding="utf-8")
    return read_rules([path], Law.load(PACK / "law"), INTO)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("X1,owner,item under waste,health@city,,WASTE,4,,,,,,中,en,,,", "no question 'owner'"),
        (
            "X1,competence,item under waste,,,WASTE,4,,,,,,中,en,,,",
            "a rule of 'competence' needs the cell 'organ'",
        ),
        ("X1,competence,item under waste,health@city,,WASTES,4,,,,,,中,en,,,", "WASTES"),
        ("X1,competence,item below waste,health@city,,WASTE,4,,,,,,中,en,,,", "below"),
        (
            "X1,competence,item under waste,health@city,,WASTE,4,,,2021-13-01,,,中,en,,,",
            "2021-13-01",
        ),
    ],
)
def test_bad_rows_are_refused(tmp_path: Path, line: str, message: str) -> None:
    """A row that cannot be read is refused with file, line and cell."""
    with pytest.raises(govrules.GovrulesError, match=re.escape(message)) as caught:
        _read(tmp_path, line)
    assert "bad.csv:2" in str(caught.value)


def test_exceptions_are_read_from_the_table(tmp_path: Path) -> None:
    """The column holds rule ids joined by a bar."""
    line = "X1,competence,item under waste,health@city,,WASTE,4,,,,,A|B ,中,en,,,"
    assert _read(tmp_path, line)[0].exception_to == ("A", "B")


def test_a_seat_that_a_role_has_not_is_refused(beijing: Jurisdiction, tmp_path: Path) -> None:
    """The zone committee does not sit at a district."""
    line = "X1,competence,item under waste,zone_committee@district,,WASTE,4,,,,,,中,en,,,"
    rules = beijing.rules
    with pytest.raises(PolicyError, match="'zone_committee@district' is no organ that organ takes"):
        type(rules)(
            fields=rules.declared.values(),
            questions=rules.questions,
            rules=_read(tmp_path, line),
            law=beijing.law,
            roles=rules.roles,
        )
