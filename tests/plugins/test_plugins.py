"""Plug-ins: a real package is installed and used; a broken one costs itself only."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Any

import pytest
from govrules import Plugins, Policy, hookimpl, load
from govrules.errors import NotFoundError, PolicyError

DECIDE = """
import json, govrules
beijing = govrules.load("beijing")
d = beijing.decide(kind="report", channel="公文", near_airport="是", place="110102013", on="2023-07-01")
print(json.dumps({
    "policies": [p.id for p in beijing.policies], "errors": [str(e) for e in beijing.errors],
    "field": "near_airport" in beijing.fields, "disposition": d.disposition,
    "lead": d.lead and d.lead.role, "because": [r.rule for r in d.because],
}))
"""
LIST = """
import json, govrules
found = govrules.Plugins()
print(json.dumps([[p.name, p.package, p.version, p.error and str(p.error)] for p in found.plugins]))
"""


def out(done: Any) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_an_installed_plugin_is_used(with_plugins: Callable[..., Any]) -> None:
    """A stranger's field, rule and policy take part in decisions as if they were the pack's."""
    found = out(with_plugins("good")("-c", DECIDE))
    assert found["policies"][-1] == "kites"
    assert found["errors"] == []
    assert found["field"]
    assert (found["disposition"], found["lead"]) == ("transfer", "public_security")
    assert "KITE1" in found["because"]


def test_plugins_are_listed_with_what_is_wrong(with_plugins: Callable[..., Any]) -> None:
    """Each plug-in is listed with package and version; the broken one with its error."""
    found = {p[0]: p[1:] for p in out(with_plugins("good", "broken")("-c", LIST))}
    assert found["kites"] == ["govrules-kites", "0.3.0", None]
    package, version, error = found["broken"]
    assert (package, version) == ("govrules-broken", "0.0.1")
    assert error == (
        "plug-in broken cannot be loaded: RuntimeError: the kite string broke; "
        "the others are unaffected; reinstall or remove it"
    )
    assert found["beijing"][2] is None


def test_a_broken_plugin_costs_itself_only(with_plugins: Callable[..., Any]) -> None:
    """With a plug-in that cannot be imported, the pack and the others still work."""
    found = out(with_plugins("good", "broken")("-c", DECIDE))
    assert found["policies"][-1] == "kites"
    assert found["disposition"] == "transfer"


def test_a_policy_id_that_is_taken_is_an_error(with_plugins: Callable[..., Any]) -> None:
    """Two policies of one id: loading fails, and says which id and what to do."""
    done = with_plugins("twice")("-c", DECIDE)
    assert done.returncode != 0
    assert done.stderr.strip().splitlines()[-1] == (
        "govrules.errors.PolicyError: two policies are called 'beijing.base'; "
        "uninstall one of the plug-ins, or rename its policy"
    )


def test_a_command_of_a_plugin(with_plugins: Callable[..., Any]) -> None:
    """A command that a plug-in brings is a command of the command line."""
    done = with_plugins("good")("-m", "govrules.cli", "kites")
    assert (done.returncode, done.stdout.strip()) == (0, "no kites are up"), done.stderr


# --- the same without installing anything ---------------------------------------------------


def points(monkeypatch: pytest.MonkeyPatch, **modules: Any) -> Plugins:
    """Plug-ins made in memory: name → functions that implement hooks."""
    import sys

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


@pytest.fixture(scope="session")
def town(load_helper: Callable[[str], ModuleType]) -> ModuleType:
    """The module that makes towns."""
    return load_helper("engines/town")


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
