"""A new pack: it loads, decides as its examples say, and has nothing that check objects to."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from govrules import Jurisdiction, Territory
from govrules.authoring import Start, make_pack, write_units
from govrules.decision_tables import read_tables, replace_rules, tables_of, write_csv
from govrules.errors import PolicyError, RecordError
from govrules.territory import CITY, load_units
from govrules.testing import read_examples, run_examples
from govrules.testing.mutants import mutate

TONGCHUAN = Start("tongchuan", "铜川市", "Tongchuan")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new pack, as ``govrules new`` writes it."""
    into = tmp_path_factory.mktemp("packs") / "govrules-tongchuan"
    make_pack(TONGCHUAN, into)
    return into


@pytest.fixture(scope="module")
def pack(folder: Path) -> Iterator[Jurisdiction]:
    """The pack, loaded."""
    sys.path.insert(0, str(folder))
    try:
        plugin: Any = importlib.import_module("govrules_tongchuan.plugin")
        yield Jurisdiction(plugin.blueprint())
    finally:
        sys.path.remove(str(folder))
        for name in [n for n in sys.modules if n.startswith("govrules_tongchuan")]:
            del sys.modules[name]


def test_it_has_a_whole_city_on_the_national_layer(pack: Jurisdiction) -> None:
    """A city of a province, its districts and county, and rules for each level of it."""
    assert pack.territory.levels == ("city", "district", "subdistrict", "community")
    assert len(pack.territory) == 478
    assert pack.blueprint.stands_on == ("china",)
    own = [p for p in pack.policies if p.id not in pack.blueprint.beneath]
    assert sum(len(p.rules) for p in own) == 13
    assert pack.errors == ()


def test_its_rules_go_out_as_tables_and_come_back(pack: Jurisdiction, tmp_path: Path) -> None:
    """Also those that cite by title; the digest of the rules is the same."""
    rules = [r for p in pack.policies for r in p.rules]
    for lang in ("zh", "en"):
        tables = tables_of(rules, pack.rules.questions, lang)
        write_csv(tables, tmp_path / "rules.csv", lang)
        again = pack.derive(
            policies=replace_rules(pack.policies, read_tables(tmp_path / "rules.csv"))
        )
        assert again.rules.digest == pack.rules.digest


def test_its_examples_come_out_as_expected(pack: Jurisdiction, folder: Path) -> None:
    """Each rule has one, and a gap is among them."""
    path = folder / "govrules_tongchuan" / "examples" / "examples.yaml"
    outcomes = run_examples(pack, path)
    assert [o.message for o in outcomes if not o.ok] == []
    told = {r.rule for o in outcomes if o.decision for r in o.decision.because}
    # There is no functional zone in this city, and so no matter that these two could be about.
    assert set(pack.rules.rules) - told == {"PEN22.zone", "PEN23.unseated"}
    assert "no_rule" in {o.decision.disposition for o in outcomes if o.decision}


def test_each_level_has_rules_of_its_own(pack: Jurisdiction, folder: Path) -> None:
    """Five at least lead to each level of the city, as its examples show."""
    path = folder / "govrules_tongchuan" / "examples" / "examples.yaml"
    led: dict[str, set[str]] = {}
    for outcome in run_examples(pack, path):
        if outcome.decision is not None and outcome.decision.lead is not None:
            unit = outcome.decision.lead.unit
            level = pack.territory.unit(unit).level if unit else ""
            led.setdefault(level, set()).update(r.rule for r in outcome.decision.because)
    assert {level: len(rules) >= 5 for level, rules in led.items()} == dict.fromkeys(
        ("city", "district", "subdistrict", "community"), True
    )


def test_its_examples_notice_most_mutants(pack: Jurisdiction, folder: Path) -> None:
    """Of the faults that can be put into its own rules, four fifths at least."""
    path = folder / "govrules_tongchuan" / "examples" / "examples.yaml"
    found = mutate(pack, read_examples(path))
    assert found.killed / found.tried >= 0.8


def test_check_finds_nothing(pack: Jurisdiction) -> None:
    """Neither error nor warning: an author starts from a clean table."""
    assert [f.en for f in pack.check().findings if f.severity != "note"] == []


def test_a_rule_stands_where_its_author_wrote_it(pack: Jurisdiction) -> None:
    """Folder, file and line."""
    assert pack.rules.rules["PEN23.county"].rule.at.startswith("govrules_tongchuan/rules.py:")


@pytest.mark.parametrize(("lang", "head"), [("zh", "# 铜川市：事项"), ("en", "# Tongchuan: who")])
def test_the_readme_is_in_its_authors_language(tmp_path: Path, lang: str, head: str) -> None:
    """One README, in the language asked for, with nothing of the template left."""
    make_pack(Start("tongchuan", "铜川市", "Tongchuan", lang), tmp_path / "p")
    text = (tmp_path / "p" / "README.md").read_text("utf-8")
    assert text.startswith(head)
    assert "@" not in text
    assert not (tmp_path / "p" / "README.en.md").exists()


@pytest.mark.parametrize("name", ["", "Shanghai", "1st", "上海", "a-b", "class"])
def test_a_name_that_python_does_not_take(name: str) -> None:
    """The code of a jurisdiction is the name of its package."""
    with pytest.raises(RecordError, match="is no code of a jurisdiction; lower-case letters"):
        Start(name, "市", "city")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    """Nothing is ever written over."""
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(RecordError, match="is there already; name a new folder"):
        make_pack(TONGCHUAN, tmp_path)


CITIES = {
    "no town (深圳市)": {
        "4403": "某市",
        "440303": "某区",
        "440303001": "甲街道",
        "440303001001": "一社区居委会",
    },
    "no street (儋州市)": {
        "4604": "某市",
        "460400": "某市",
        "460400100": "乙镇",
        "460400100001": "一社区居委会",
        "460400100201": "二村委会",
    },
    "no district (东莞市)": {
        "4419": "某市",
        "441900": "某市",
        "441900003": "甲街道",
        "441900003001": "一社区居委会",
        "441900121": "乙镇",
        "441900121201": "二村委会",
    },
    "no roster of committees": {"4403": "某市", "440303": "某区", "440303001": "甲街道"},
}


@pytest.mark.parametrize("units", CITIES.values(), ids=CITIES)
def test_a_city_of_any_shape_is_a_pack(tmp_path: Path, units: dict[str, str]) -> None:
    """Examples of places that it lacks are left out; the others come out as expected."""
    city = Territory.from_rosters({date(2023, 6, 30): units}, levels=CITY)
    make_pack(Start("moushi", "某市", "Moushi"), tmp_path, territory=city)
    path = tmp_path / "govrules_moushi" / "examples" / "examples.yaml"
    assert re.search("@[A-Z]+@", path.read_text("utf-8")) is None
    sys.path.insert(0, str(tmp_path))
    try:
        plugin: Any = importlib.import_module("govrules_moushi.plugin")
        outcomes = run_examples(Jurisdiction(plugin.blueprint()), path)
    finally:
        sys.path.remove(str(tmp_path))
        for name in [n for n in sys.modules if n.startswith("govrules_moushi")]:
            del sys.modules[name]
    assert len(outcomes) >= 10
    assert [o.message for o in outcomes if not o.ok] == []


def test_a_roster_without_subdistricts_is_refused(tmp_path: Path) -> None:
    """There is no place to try the rules on."""
    bare = {"4403": "某市", "440303": "某区"}
    city = Territory.from_rosters({date(2023, 6, 30): bare}, levels=CITY)
    with pytest.raises(
        PolicyError, match=r"no subdistrict and no town; give the roster of a whole"
    ):
        make_pack(TONGCHUAN, tmp_path / "p", territory=city)


def test_a_roster_of_ones_own_is_written_and_read_back(tmp_path: Path, town: Any) -> None:
    """What was written is the same territory."""
    one = Territory.from_rosters(
        {date(2020, 1, 1): town.UNITS, date(2023, 6, 30): {**town.UNITS, "110101001": "新街道"}},
        english={"11": "Some City"},
    )
    write_units(one, tmp_path / "units.csv")
    assert load_units(tmp_path).digest == one.digest
    make_pack(TONGCHUAN, tmp_path / "p", territory=one)
    assert load_units(tmp_path / "p" / "govrules_tongchuan" / "territory").digest == one.digest
