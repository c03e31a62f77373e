"""Provisions that a later act, not on file, has overtaken: asked about, and not applied."""

from datetime import date
from pathlib import Path
from shutil import copytree
from types import ModuleType

import attrs
import pytest
from govrules import Jurisdiction
from govrules.errors import PolicyError
from govrules.law import Law, Overtaken, parse_citation
from govrules.loading import assemble

BEIJING = Path(__file__).parents[2] / "policies" / "beijing" / "law"
MATTER = {"kind": "violation", "item": "noise_night_construction", "place": "110102012"}


def test_a_provision_is_covered_with_all_that_lies_in_it(beijing_pack: Jurisdiction) -> None:
    """A paragraph of an article that is named is covered, its neighbour is not."""
    law = beijing_pack.law

    def by(key: str) -> str | None:
        found = law.overtaken_by(parse_citation(key))
        return found and found.id

    assert [by(k) for k in ("NOISE 40", "NOISE 12(1)", "NOISE 3(3)")] == ["noise"] * 3
    assert [by(k) for k in ("NOISE 4", "NOISE 3(1)", "JD 40", "PROPERTY 98(1)(7)")] == [None] * 4
    assert by("PROPERTY 98(1)(8)") == "property_noise"


@pytest.mark.parametrize("engine", ["reference", "classes"])
def test_it_is_applied_until_the_later_act_and_asked_about_since(
    beijing_pack: Jurisdiction, engine: str
) -> None:
    """On the eve the organ is certain; from the day on, both acts are named in the question."""
    matter = {**MATTER, "on_power_list": "no"}
    before = beijing_pack.decide({**matter, "on": "2022-06-04"}, engine=engine)
    assert (before.disposition, before.lead.role) == ("notify_department", "urban_enforcement")
    since = beijing_pack.decide({**matter, "on": "2022-06-05"}, engine=engine)
    assert since.disposition == "undetermined"
    assert [o.role for o in since.candidates] == ["urban_enforcement"]
    (asked,) = [q for q in since.ask if q.field == "stands_noise"]
    for words in ("《中华人民共和国噪声污染防治法》", "《北京市环境噪声污染防治办法》"):
        assert words in asked.zh
    assert "Noise Pollution" in asked.en
    assert "Beijing Environmental Noise Measures" in asked.en
    stands = beijing_pack.decide(
        {**matter, "on": "2022-06-05", "stands_noise": True}, engine=engine
    )
    assert stands.lead == before.lead
    gone = beijing_pack.decide({**matter, "on": "2022-06-05", "stands_noise": "no"}, engine=engine)
    assert gone.disposition == "undetermined"
    assert "stands_noise" not in [q.field for q in gone.ask]


def test_a_folder_without_the_table_has_none(tmp_path: Path) -> None:
    """The table is optional, and leaves the digest of a folder that lacks it as it was."""
    folder = copytree(BEIJING, tmp_path / "law")
    with_it = Law.load(folder)
    (folder / "overtaken.csv").unlink()
    without = Law.load(folder)
    assert without.overtaken == ()
    assert with_it.digest != without.digest
    assert with_it.overtaken[0].since == date(2022, 6, 5)


@pytest.mark.parametrize(
    ("line", "en"),
    [
        ("x,NOISE,forty,2022-06-05,法,act,,,", "overtaken.csv:2: the citation 'NOISE forty'"),
        ("x,NOISE,40,soon,法,act,,,", "overtaken.csv:2: since is not a day: 'soon'"),
        ("x,NOISE,40,2022-06-05,,act,,,", "overtaken.csv:2: by_zh, by_en: each line"),
        (
            "x,NOISE,40,2022-06-05,法,act,,,\nx,NOISE,41,2022-06-05,法,act,,,",
            "overtaken.csv:3: id: each line has an id of its own",
        ),
    ],
)
def test_a_wrong_line_is_told_with_its_place(tmp_path: Path, line: str, en: str) -> None:
    """What cannot be read costs the folder."""
    folder = copytree(BEIJING, tmp_path / "law")
    head = (folder / "overtaken.csv").read_text("utf-8").splitlines()[0]
    (folder / "overtaken.csv").write_text(f"{head}\n{line}\n", "utf-8")
    with pytest.raises(PolicyError) as caught:
        Law.load(folder)
    assert en in caught.value.text("en")


@pytest.mark.parametrize(
    ("cite", "en"),
    [("GR 99", "there is no GR 99"), ("NO 1", "no instrument 'NO' in the index of the law")],
)
def test_a_provision_that_the_index_lacks_costs_the_rule_set(
    town: ModuleType, cite: str, en: str
) -> None:
    """It is found when rules are put together, so that loading need not read the articles."""
    act = Overtaken("x", (parse_citation(cite),), date(2020, 1, 1), "新法", "new act")
    blueprint = town.blueprint()
    blueprint = attrs.evolve(blueprint, law=attrs.evolve(blueprint.law, overtaken=(act,)))
    with pytest.raises(PolicyError) as caught:
        assemble(blueprint, blueprint.policies)
    assert en in caught.value.text("en")


def test_a_rule_that_hangs_on_it_keeps_its_rank_and_its_condition(town: ModuleType) -> None:
    """Only whether it applies is open: scope and condition are what its author wrote."""
    act = Overtaken("x", (parse_citation("CG"),), date(2020, 1, 1), "新法", "new act")
    blueprint = town.blueprint()
    plain = assemble(blueprint, blueprint.policies)
    blueprint = attrs.evolve(blueprint, law=attrs.evolve(blueprint.law, overtaken=(act,)))
    rules = assemble(blueprint, blueprint.policies)
    hanging = [r for r in rules.rules.values() if r.stands]
    assert hanging
    assert {r.rule.cite.instrument for r in hanging} == {"CG"}
    for r in hanging:
        assert r.condition == plain.rules[r.id].condition
        assert "stands_x" in r.reads
    assert "stands_x" in rules.declared
