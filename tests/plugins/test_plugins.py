"""Plug-ins made in memory: found, asked in turn, and each on its own."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Any

import pytest
from govrules import Plugins, Policy, hookimpl, load
from govrules.errors import NotFoundError, PolicyError


def points(monkeypatch: pytest.MonkeyPatch, **modules: Any) -> Plugins:
    """Plug-ins made in memory: name → functions that implement hooks."""
    made = []
    for name, hooks in modules.items():
        module = ModuleType(f"in_memory_{name}")
        for hook in hooks:
            setattr(module, hook.__name__, hookimpl(hook))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        made.append(EntryPoint(name, module.__name__, "govrules"))
    return Plugins(made)


def jurisdictions(town: ModuleType) -> Any:
    def govrules_jurisdictions() -> Any:
        return {"town": town.blueprint}

    return govrules_jurisdictions


def test_a_jurisdiction_is_made_when_it_is_wanted(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType
) -> None:
    """A jurisdiction that a plug-in offers is loaded by its code."""
    found = points(monkeypatch, a=[jurisdictions(town)])
    assert list(found.jurisdictions()) == ["town"]
    made = load("town", plugins=found)
    assert made.decide(town.matter()).disposition == "handle"


def test_no_such_jurisdiction(monkeypatch: pytest.MonkeyPatch, town: ModuleType) -> None:
    """A code that no plug-in offers is an error that names the nearest."""
    with pytest.raises(NotFoundError) as caught:
        load("twon", plugins=points(monkeypatch, a=[jurisdictions(town)]))
    assert str(caught.value) == "no jurisdiction 'twon' is installed; did you mean town?"
    assert caught.value.text("zh") == "没有安装辖区 'twon'；是否指：town？"


def test_a_module_that_cannot_be_imported(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType
) -> None:
    """An entry point that raises on import is listed with its error, and the others are loaded."""
    good = points(monkeypatch, a=[jurisdictions(town)])
    assert [p.error for p in good.plugins] == [None]
    both = Plugins([EntryPoint("a", "in_memory_a", "govrules"),
                    EntryPoint("gone", "no_such_module_at_all", "govrules")])  # fmt: skip
    assert list(both.jurisdictions()) == ["town"]
    (bad,) = [p for p in both.plugins if p.error is not None]
    assert (bad.name, bad.package, bad.version) == ("gone", "?", "?")
    assert str(bad.error) == (
        "plug-in gone cannot be loaded: ModuleNotFoundError: No module named "
        "'no_such_module_at_all'; the others are unaffected; reinstall or remove it"
    )
    assert bad.error.text("zh").endswith("不影响其他插件；请重装或移除")


def test_a_hook_that_raises_costs_its_plugin_only(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType
) -> None:
    """A hook that raises is reported under the plug-in's name, and the others are asked."""

    def govrules_policies(jurisdiction: str) -> list[Policy]:
        raise KeyError("oops")

    found = points(monkeypatch, a=[jurisdictions(town)], b=[govrules_policies])
    assert load("town", plugins=found).errors == ()
    (bad,) = [p for p in found.plugins if p.error is not None]
    assert bad.name == "b"
    assert str(bad.error).startswith("plug-in b cannot be loaded: KeyError: 'oops'")


def test_the_order_of_plugins_never_matters(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType
) -> None:
    """Whatever the names of the plug-ins, the rules and the digest are the same."""

    def policies(id: str) -> Any:
        def govrules_policies(jurisdiction: str) -> list[Policy]:
            made = town.rule(f"X.{id}", "support", "kind = task", {"assist": ["bureau@city"]})
            return [Policy(id, id, id, "x", "1", (made,))]

        return govrules_policies

    one = points(monkeypatch, a=[jurisdictions(town)], b=[policies("p1")], c=[policies("p2")])
    other = points(monkeypatch, z=[jurisdictions(town)], y=[policies("p1")], x=[policies("p2")])
    first, second = load("town", plugins=one), load("town", plugins=other)
    assert first.digest == second.digest
    assert first.decide(town.matter()).to_json() == second.decide(town.matter()).to_json()


def test_two_plugins_of_one_policy_id(monkeypatch: pytest.MonkeyPatch, town: ModuleType) -> None:
    """Two strangers with one policy id are an error too."""

    def govrules_policies(jurisdiction: str) -> list[Policy]:
        return [Policy("same", "同", "same", "x", "1")]

    found = points(
        monkeypatch, a=[jurisdictions(town)], b=[govrules_policies], c=[govrules_policies]
    )
    with pytest.raises(PolicyError, match="two policies are called 'same'"):
        load("town", plugins=found)
