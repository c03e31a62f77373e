"""The tree, attributes, dates, organs and graph of a territory."""

import pickle
import subprocess
import sys
import threading
from datetime import date

import networkx as nx
import pytest
from govrules.errors import NotFoundError, PlaceError, PolicyError
from govrules.territory import Line, Role, Territory
from govrules.values import UNKNOWN, is_under
from hypothesis import given, settings
from hypothesis import strategies as st

OLD, NEW = date(2018, 10, 31), date(2023, 6, 30)

STREET = Role(
    "street_office", "街道办事处", "subdistrict office", ("subdistrict",), ("street", "area")
)
URBAN = Role(
    "urban_enforcement", "城市管理综合行政执法部门", "urban enforcement", ("city", "district")
)
COMMITTEE = Role("committee", "居民委员会", "residents' committee", ("community",), ("residents",))
COMPANY = Role("gas_supplier", "燃气供应企业", "gas supplier", ("company",))
ROLES = (STREET, URBAN, COMMITTEE, COMPANY)
LINES = (
    Line("guidance", "street_office", "subdistrict", "committee", "community", "JW20"),
    Line("dispatch", "urban_enforcement", "district", "street_office", "subdistrict", "X1"),
    Line("support", "committee", "community", "street_office", "subdistrict", "X2"),
)

SMALL = {
    OLD: {"11": "某市", "110101": "甲区", "110101001": "东街道", "110101001001": "一社区"},
    NEW: {"11": "某市", "110101": "甲区", "110101001": "东地区", "110101001201": "二村委会"},
}


@pytest.fixture
def small() -> Territory:
    """One district, one street that became an area, and its villages."""
    return Territory.from_rosters(SMALL, english={"110101": "A District"})


def test_the_tree_answers_as_the_contract_says(beijing):
    """Path, parent, membership and is_under agree."""
    assert beijing.path("110102013") == ("11", "110102", "110102013")
    assert "110102013" in beijing
    assert "110102013000" not in beijing
    assert None not in beijing
    assert is_under(beijing, "110102013", ("110102",)) is True
    assert is_under(beijing, "110102", ("110102013",)) is UNKNOWN
    assert is_under(beijing, "110101001", ("110102",)) is False
    assert len(beijing) == len(list(beijing)) == 8430


def test_an_ancestor_is_the_code_at_a_level(beijing):
    """A unit is its own ancestor at its level, and has none below."""
    assert beijing.ancestor("110102013", "district") == "110102"
    assert beijing.ancestor("110102013", "subdistrict") == "110102013"
    assert beijing.ancestor("110102013", "community") is None


def test_children_are_those_of_the_roster(beijing):
    """永顺 was below 通州 as an area in 2018 and is there as a town now."""
    assert "110112005" in beijing.children("110112", OLD)
    assert "110112005" not in beijing.children("110112")
    assert len(beijing.children("11")) == 16


@pytest.mark.parametrize(
    ("code", "name", "value"),
    [
        ("110102013", "level", "subdistrict"),
        ("110102013", "city", "11"),
        ("110102013", "district", "110102"),
        ("110102013", "subdistrict", "110102013"),
        ("110102013", "community", UNKNOWN),
        ("110102013", "office_kind", "street"),
        ("110102013", "body_kind", UNKNOWN),
        ("110102013", "has_villages", False),
        ("110102", "office_kind", UNKNOWN),
        ("110102", "has_villages", UNKNOWN),
        ("11", "district", UNKNOWN),
        ("110106100202", "office_kind", "town"),
        ("110106100202", "body_kind", "villagers"),
        ("110106100202", "has_villages", True),
        ("110115403", "office_kind", "zone"),
    ],
)
def test_an_attribute_is_unknown_where_the_code_is_too_short(beijing, code, name, value):
    """What the code says is given, what it can't say is UNKNOWN."""
    assert beijing.attribute(code, name) == value


def test_attributes_follow_the_roster_of_the_day(small):
    """A street that became an area with villages is each on its own day."""
    assert small.attribute("110101001", "office_kind", OLD) == "street"
    assert small.attribute("110101001", "office_kind") == "area"
    assert small.attribute("110101001001", "has_villages", OLD) is False
    assert small.attribute("110101001001", "has_villages", NEW) is True


def test_an_unknown_attribute_names_the_near_one(beijing):
    """A typing error in an attribute is met with a proposal."""
    with pytest.raises(NotFoundError) as caught:
        beijing.attribute("11", "office_kin")
    assert (
        caught.value.text("en") == "a unit has no attribute 'office_kin'; did you mean office_kind?"
    )
    assert caught.value.text("zh") == "单位没有属性 'office_kin'；是否指：office_kind？"


@pytest.mark.parametrize(
    "method", ["parent", "path", "name", "unit", "children", "lineage", "organs_at"]
)
def test_an_unknown_code_is_refused_everywhere(beijing, method):
    """Every method that takes a code raises the same error, padded codes included."""
    with pytest.raises(
        PlaceError, match=r"no unit has the code 110199 in any roster; .* 11 北京市"
    ):
        getattr(beijing, method)("110199")
    with pytest.raises(PlaceError, match="no unit has the code 110102000 in any roster"):
        getattr(beijing, method)("110102000")


@pytest.mark.parametrize(
    ("day", "roster"),
    [
        ("2000-01-01", "2018-10-31"),
        ("2018-10-31", "2018-10-31"),
        ("2021-10-30", "2018-10-31"),
        ("2021-10-31", "2021-10-31"),
        ("2030-01-01", "2023-06-30"),
    ],
)
def test_the_roster_of_a_day_is_the_last_one_up_to_it(beijing, day, roster):
    """Before them all it is the first."""
    assert beijing.roster_on(date.fromisoformat(day)).id == roster
    assert beijing.roster_on(None).id == "2023-06-30"


def test_a_unit_says_where_its_very_name_stands(beijing):
    """The name of 2018 stands in one roster, that of 2021 in two."""
    assert beijing.unit("110106008", OLD).rosters == ("2018-10-31",)
    assert beijing.unit("110106008").rosters == ("2021-10-31", "2023-06-30")


def test_lineage_tells_each_kind_of_event(small):
    """A renamed unit, a gone and a new community; a move would need the same name."""
    assert [e.kind for e in small.lineage("110101001")] == ["renamed"]
    assert [e.kind for e in small.lineage("110101001001")] == ["gone"]
    (event,) = small.lineage("110101001201")
    assert event.text("en") == (
        "110101001201 二村委会 stands in the roster of 2023-06-30, not yet in that of 2018-10-31"
    )
    assert (
        event.text("zh")
        == "110101001201 二村委会 见于 2023-06-30 的名册，尚不见于 2018-10-31 的名册"
    )
    assert small.lineage("110101") == ()


def test_a_change_of_style_is_no_renaming():
    """居委会 that becomes 居民委员会 is restyled, and no note is made of it."""
    old = {**SMALL[OLD], "110101001001": "一心社区居委会"}
    new = {**SMALL[OLD], "110101001001": "一心社区居民委员会"}
    t = Territory.from_rosters({OLD: old, NEW: new})
    assert [e.kind for e in t.lineage("110101001001")] == ["restyled"]
    assert t.locate("110101001001", date(2020, 1, 1)).note_en == ""


def test_organs_sit_where_level_and_kind_allow(beijing):
    """A street has an office, a zone has none, a company sits at no unit."""
    t = beijing.with_organs(ROLES, LINES)
    assert t.organ_exists("street_office", "110102013") is True
    assert t.organ_exists("street_office", "110115403") is False
    assert t.organ_exists("gas_supplier", "110102") is False
    (organ,) = t.organs_at("110102013")
    assert (organ.id, organ.zh) == ("organ:street_office@110102013", "街道办事处")
    assert t.organs_at("110115403") == []
    assert beijing.organs_at("110102013") == []


def test_organs_follow_the_roster_of_the_day(small):
    """A role of areas only appears when the street becomes one."""
    t = small.with_organs(
        [Role("area_office", "地区办事处", "area office", ("subdistrict",), ("area",))]
    )
    assert t.organs_at("110101001", OLD) == []
    assert [o.role for o in t.organs_at("110101001", NEW)] == ["area_office"]


@pytest.mark.parametrize(
    ("roles", "lines", "message"),
    [
        ((STREET, STREET), (), "role street_office is declared twice"),
        (
            ROLES,
            (Line("order", "street_office", "subdistrict", "committee", "community", ""),),
            "line street_office → committee: no kind 'order' here; "
            "one of block_block, block_line, delegation, dispatch, guidance, joint_enforcement, "
            "legal_review, line_line, support",
        ),
        (
            ROLES,
            (Line("guidance", "street_ofice", "subdistrict", "committee", "community", ""),),
            "line street_ofice → committee: no role 'street_ofice' here; "
            "did you mean street_office?",
        ),
        (
            ROLES,
            (Line("guidance", "street_office", "district", "committee", "community", ""),),
            "line street_office → committee: no level 'district' here; did you mean subdistrict?",
        ),
    ],
)
def test_wrong_roles_and_lines_are_refused(beijing, roles, lines, message):
    """The error names the line, what is wrong in it, and what there is."""
    with pytest.raises(PolicyError) as caught:
        beijing.with_organs(roles, lines)
    assert str(caught.value) == message


def test_an_unknown_role_is_refused(beijing):
    """Asking for a role that was not given says how to give it."""
    with pytest.raises(NotFoundError) as caught:
        beijing.organ_exists("mayor", "11")
    assert str(caught.value) == (
        "the territory has no role 'mayor'; give the roles to with_organs()"
    )
    assert caught.value.text("zh") == "辖区中没有角色 'mayor'；请用 with_organs() 给出角色"


def test_the_graph_holds_units_organs_and_lines(small):
    """Containment, seats and functional lines are edges of their own kinds."""
    t = small.with_organs(ROLES, LINES)
    g = t.graph
    assert g.nodes["unit:110101001"] == {
        "code": "110101001",
        "zh": "东地区",
        "en": "东地区",
        "level": "subdistrict",
        "kind": "area",
        "rosters": ("2018-10-31", "2023-06-30"),
    }
    assert g.nodes["unit:110101"]["en"] == "A District"
    assert g.edges["unit:110101", "unit:110101001", "contains"] == {"kind": "contains"}
    office, committee = "organ:street_office@110101001", "organ:committee@110101001001"
    assert g.nodes[office] == {
        "role": "street_office",
        "roles": ("street_office",),
        "zh": "街道办事处",
        "en": "subdistrict office",
        "level": "subdistrict",
        "unit": "110101001",
    }
    assert g.edges[office, "unit:110101001", "sits_at"] == {"kind": "sits_at"}
    assert g.edges[office, committee, "guidance"] == {
        "kind": "guidance",
        "cite": "JW20",
        "since": None,
        "until": None,
    }
    assert g.has_edge(committee, office, "support")
    assert g.has_edge("organ:urban_enforcement@110101", office, "dispatch")
    assert g.number_of_nodes() == len(t) + 4
    assert t.graph is g


def test_every_line_is_an_edge_of_its_own(small):
    """Neither kind, nor provision, nor days of one line hide another between the same two."""
    first = Line(
        "delegation",
        "street_office",
        "subdistrict",
        "committee",
        "community",
        "A",
        date(2020, 7, 1),
        date(2022, 1, 1),
    )
    second = Line(
        "delegation",
        "street_office",
        "subdistrict",
        "committee",
        "community",
        "A",
        date(2023, 1, 1),
    )
    g = small.with_organs(ROLES, (*LINES, second, first)).graph
    between = g["organ:street_office@110101001"]["organ:committee@110101001001"]
    assert {key: (e["kind"], e["since"], e["until"]) for key, e in between.items()} == {
        "guidance": ("guidance", None, None),
        "delegation": ("delegation", date(2020, 7, 1), date(2022, 1, 1)),
        "delegation 2": ("delegation", date(2023, 1, 1), None),
    }


ALIKE = "{unit}办事处/subdistrict office"
GENERAL = Role(
    "street_or_township",
    "街道办事处或乡镇人民政府",
    "subdistrict office or township government",
    ("subdistrict",),
    ("street", "area", "town"),
    (("street", ALIKE), ("area", ALIKE)),
)
EXACT = Role(
    "street_office",
    "街道办事处",
    "subdistrict office",
    ("subdistrict",),
    ("street", "area"),
    (("street", ALIKE), ("area", ALIKE)),
)
OTHER = Role(
    "township_government",
    "乡镇人民政府",
    "township government",
    ("subdistrict",),
    ("town", "area"),
    (("area", "{unit}所在的乡镇人民政府/township government"),),
)


def test_roles_of_one_name_are_one_body(small):
    """A body is known by its most exact role, found by any, and has the lines of all."""
    ends = (
        ("guidance", "street_or_township"),
        ("dispatch", "street_office"),
        ("guidance", "street_office"),
    )
    lines = [
        Line(kind, "urban_enforcement", "district", role, "subdistrict", "A") for kind, role in ends
    ]
    t = small.with_organs((GENERAL, EXACT, OTHER, URBAN), lines)
    office, town = t.organs_at("110101001")
    assert (office.id, office.zh) == ("organ:street_office@110101001", "街道办事处")
    assert office.roles == ("street_office", "street_or_township")
    assert town.id == "organ:township_government@110101001"
    assert t.organ("street_or_township", "110101001") == t.organ("street_office", "110101001")
    assert t.organ("urban_enforcement", "110101001") is None
    assert t.organ_exists("street_or_township", "110101001") is True
    assert [n for n in t.graph if n.endswith("@110101001")] == [office.id, town.id]
    lines_in = [k for *_, k in t.graph.in_edges(office.id, keys=True)]
    assert sorted(lines_in) == ["dispatch", "guidance"]
    assert list(t.graph.in_edges(town.id)) == []
    with pytest.raises(NotFoundError, match="the territory has no role 'mayor'"):
        t.organ("mayor", "110101001")


def test_beijing_has_one_node_a_body(beijing_pack):
    """The office of a street has the lines of all its roles, each with its days."""
    t = beijing_pack.territory
    office = t.organ("street_or_township", "110102013")
    assert office == t.organ("street_office", "110102013")
    edges = [d for *_, d in t.graph.in_edges(office.id, data=True)]
    kinds = [d["kind"] for d in edges]
    assert {k: kinds.count(k) for k in sorted(set(kinds))} == {
        "block_block": 1,
        "delegation": 5,
        "dispatch": 1,
        "guidance": 5,
        "legal_review": 1,
        "support": 3,
    }
    delegated = {(d["cite"], d["since"], d["until"]) for d in edges if d["kind"] == "delegation"}
    assert delegated == {("JZF2020-9", date(2020, 7, 1), None)}
    assert all(d["since"] for d in edges)


def test_a_line_inside_one_level_joins_the_organs_of_one_unit(small):
    """Same level means same unit, and no organ is joined to itself."""
    lines = [
        Line("guidance", "urban_enforcement", "city", "urban_enforcement", "district", "a"),
        Line("support", "urban_enforcement", "city", "urban_enforcement", "city", "b"),
    ]
    g = small.with_organs([URBAN], lines).graph
    organs = [e for e in g.edges if all(n.startswith("organ:") for n in e[:2])]
    assert organs == [("organ:urban_enforcement@11", "organ:urban_enforcement@110101", "guidance")]


def test_the_whole_graph_is_a_tree_of_units_and_cannot_be_changed(beijing):
    """Containment is an arborescence; the shared graph is frozen."""
    assert nx.is_arborescence(beijing.graph)
    with pytest.raises(nx.NetworkXError, match="Frozen graph"):
        beijing.graph.add_node("x")


def test_pickling_keeps_the_territory(beijing):
    """A copy sent to another process has the same content, roles and lines."""
    t = beijing.with_organs(ROLES, LINES)
    t.resolve("大栅栏")
    copy = pickle.loads(pickle.dumps(t))
    assert copy.digest == t.digest != beijing.digest
    assert copy.organs_at("110102013") == t.organs_at("110102013")


def test_the_digest_sees_every_name():
    """One character changed in one roster changes the digest."""
    other = {OLD: SMALL[OLD], NEW: {**SMALL[NEW], "110101001": "东镇区"}}
    digests = {Territory.from_rosters(r).digest for r in (SMALL, other, {NEW: SMALL[NEW]})}
    assert len(digests) == 3


def test_threads_see_one_answer(beijing):
    """Lazy indexes built by several threads at once agree."""
    t, found = beijing.with_organs(()), []
    work = [threading.Thread(target=lambda: found.append(t.resolve("大栅栏"))) for _ in range(8)]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert found == ["110102013"] * 8


def test_notebooks_show_escaped_html():
    """A name with markup in it is shown as text."""
    t = Territory.from_rosters({NEW: {"11": "<b>市</b>"}})
    assert "&lt;b&gt;市&lt;/b&gt;" in t.unit("11")._repr_html_()
    assert "&lt;b&gt;" in t._repr_html_()
    assert "<b>" not in t._repr_html_()
    assert repr(t) == "<Territory <b>市</b>: 1 units, rosters 2023-06-30>"


def test_the_import_brings_in_nothing_heavy():
    """networkx and numpy stay out until the graph is asked for."""
    code = (
        "import sys, govrules.territory\n"
        "print([m for m in ('networkx', 'numpy', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
    )
    assert done.stdout.strip() == "[]"


NAMES = st.sampled_from(
    ["甲街道", "乙街道", "丙镇", "甲地区", "丁社区居委会", "戊社区", "戊居委会"]
)


@st.composite
def rosters(draw: st.DrawFn) -> dict[str, str]:
    """A roster over a few subdistrict and community codes."""
    found = {"11": "某市", "110101": "某区"}
    for street in ("110101001", "110101002", "110101100"):
        if draw(st.booleans()):
            found[street] = draw(NAMES)
            for body in ("001", "201"):
                if draw(st.booleans()):
                    found[street + body] = draw(NAMES)
    return found


@settings(deadline=None)
@given(rosters(), rosters())
def test_lineage_accounts_for_every_difference(old, new):
    """A code has an event of its own, or is the end of a move, exactly where the rosters differ."""
    t = Territory.from_rosters({OLD: old, NEW: new})
    for code in t:
        kinds = [e.kind for e in t.lineage(code)]
        if code in old and code in new:
            assert bool(kinds) == (old[code] != new[code])
            assert set(kinds) <= {"renamed", "restyled", "reused"}
        else:
            assert kinds in ([["gone"], ["moved"]] if code in old else [["new"], ["moved"]])


def test_organs_end_with_their_unit(small: Territory) -> None:
    """A unit that the day's roster has dropped has no organ; between rosters it may yet have."""
    t = small.with_organs(ROLES)
    assert t.organ_exists("committee", "110101001001", OLD) is True
    assert t.organ_exists("committee", "110101001001", date(2021, 1, 1)) is True
    assert t.organ_exists("committee", "110101001001", NEW) is False
    assert t.organ_exists("committee", "110101001001") is False
    assert t.organs_at("110101001001", NEW) == []
    assert t.organ("committee", "110101001001", NEW) is None
