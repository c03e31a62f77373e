"""What changed between two versions of a jurisdiction, part by part."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import attrs
import govrules
import pytest
from govrules import Jurisdiction
from govrules.errors import RecordError
from govrules.manifest import Change


def holder(town: ModuleType, part: str) -> int:
    """Which policy of the town holds the most of a part."""
    sizes = [len(getattr(p, part)) for p in town.blueprint().policies]
    return sizes.index(max(sizes))


def altered(town: ModuleType, part: str, change: Any) -> Jurisdiction:
    """The town with a part of one policy altered by a function."""
    policies = list(town.blueprint().policies)
    at = holder(town, part)
    policies[at] = attrs.evolve(policies[at], **{part: tuple(change(getattr(policies[at], part)))})
    return Jurisdiction(attrs.evolve(town.blueprint(), policies=policies))


def test_the_same_jurisdiction_has_not_changed(small: Jurisdiction, town: ModuleType) -> None:
    """Made anew, or kept as JSON, a jurisdiction differs in nothing."""
    kept = json.loads(json.dumps(small.manifest(), ensure_ascii=False, allow_nan=False))
    assert kept["digest"] == small.digest
    assert Jurisdiction(town.blueprint()).changes_from(kept) == ()


def test_a_rule_that_changed_is_told_with_its_article(
    small: Jurisdiction, town: ModuleType
) -> None:
    """A rule in other words is changed, one that is left out is gone; back again it is added."""
    other = altered(
        town, "rules", lambda rules: [attrs.evolve(rules[0], zh="别的理由"), *rules[2:]]
    )
    assert other.digest != small.digest
    rules = small.policies[holder(town, "rules")].rules
    found = other.changes_from(small.manifest())
    assert set(found) == {
        Change("rule", rules[0].id, "changed", (rules[0].cite.key,)),
        Change("rule", rules[1].id, "gone", (rules[1].cite.key,)),
    }
    back = small.changes_from(other.manifest())
    assert {c.change for c in back} == {"changed", "added"}
    assert json.loads(json.dumps(found[0].to_dict()))["cites"] == list(found[0].cites)


def test_a_field_that_changed_is_told(small: Jurisdiction, town: ModuleType) -> None:
    """A field with another name is changed, without an article."""
    other = altered(town, "fields", lambda fields: [attrs.evolve(fields[0], en="x"), *fields[1:]])
    id = small.policies[holder(town, "fields")].fields[0].id
    assert other.changes_from(small.manifest()) == (Change("field", id, "changed"),)


@pytest.mark.parametrize("part", ["law", "territory"])
def test_law_and_territory_are_told_whole(small: Jurisdiction, part: str) -> None:
    """Of the law and the territory it is told that they changed."""
    old = {**small.manifest(), part: "another"}
    assert small.changes_from(old) == (Change(part, small.id, "changed"),)


def test_the_pack_lists_its_codes(beijing_pack: Jurisdiction) -> None:
    """An item of the catalogue that moved is told by its code."""
    old = beijing_pack.manifest()
    code = min(old["code"])
    del old["code"][code]
    assert beijing_pack.changes_from(old) == (Change("code", code, "added"),)


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        (None, "it is a NoneType"),
        ({}, "format is None"),
        ({"format": "govrules manifest 2"}, "format is 'govrules manifest 2'"),
        ({"rule": None}, "rule is None"),
        ({"rule": {"R": 1}}, "rule R is 1"),
        ({"law": 5}, "law is 5"),
        ({"jurisdiction": "elsewhere"}, "they are of two jurisdictions, 'elsewhere' and 'town'"),
    ],
)
def test_what_is_no_manifest(small: Jurisdiction, wrong: Any, text: str) -> None:
    """The error says what is wrong with it."""
    given = {**small.manifest(), **wrong} if wrong else wrong
    with pytest.raises(RecordError, match=f"not two manifests to compare: {text}"):
        govrules.changes(given, small.manifest())
