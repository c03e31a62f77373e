"""Plug-ins made in memory: found, asked in turn, and each on its own."""

from __future__ import annotations

import logging
import pickle
import re
import sys
import time
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Any

import attrs
import pytest
from govrules import Jurisdiction, Plugins, Policy, hookimpl, load
from govrules import plugins as plugins_module
from govrules.errors import NotFoundError, PluginError, PolicyError

HINT = "what it adds is missing, the rest is unaffected; correct, reinstall or remove it"


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
    both = Plugins(
        [
            EntryPoint("a", "in_memory_a", "govrules"),
            EntryPoint("gone", "no_such_module_at_all", "govrules"),
        ]
    )
    assert list(both.jurisdictions()) == ["town"]
    (bad,) = [p for p in both.plugins if p.error is not None]
    assert (bad.name, bad.package, bad.version) == ("gone", "?", "?")
    assert str(bad.error) == (
        "plug-in gone cannot be loaded: ModuleNotFoundError: No module named "
        f"'no_such_module_at_all'; {HINT}"
    )
    assert bad.error.text("zh").endswith("缺少的是它所增加的内容，不影响其他；请更正、重装或移除")
    assert load("town", plugins=both).errors == (bad.error,)


def test_a_hook_that_raises_costs_its_plugin_only(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType
) -> None:
    """A hook that raises is reported under the plug-in's name, and the others are asked."""

    def govrules_policies(jurisdiction: str) -> list[Policy]:
        raise KeyError("oops")

    found = points(monkeypatch, a=[jurisdictions(town)], b=[govrules_policies])
    made = load("town", plugins=found)
    (bad,) = [p for p in found.plugins if p.error is not None]
    assert bad.name == "b"
    assert made.errors == found.errors == (bad.error,)
    line = govrules_policies.__code__.co_firstlineno + 1
    at = f"(plugins/test_plugins.py:{line})"
    assert str(bad.error) == f"plug-in b fails in govrules_policies: KeyError: 'oops' {at}; {HINT}"
    assert bad.error.zh == f"插件 b 的 govrules_policies 出错：KeyError：'oops' {at}"
    assert made.decide(town.matter()).disposition == "handle"


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
    with pytest.raises(PolicyError, match="plug-in b, c: two policies are called 'same'"):
        load("town", plugins=found)


def offering(hook: str, value: Any) -> Any:
    """A function that implements the hook: it gives the value, or raises it."""

    def govrules_jurisdictions() -> Any:
        return give()

    def govrules_policies(jurisdiction: str) -> Any:
        return give()

    def give() -> Any:
        if isinstance(value, BaseException):
            raise value
        return value

    return {f.__name__: f for f in (govrules_jurisdictions, govrules_policies)}[hook]


WRONG: list[tuple[str, Any, str]] = [
    ("govrules_policies", ("oops",), "it gives 'oops', not Policy"),
    ("govrules_policies", "oops", "it gives 'o', not Policy"),
    ("govrules_policies", 3, "it gives 3, not Iterable[Policy]"),
    ("govrules_policies", SystemExit(3), "SystemExit: 3"),
    (
        "govrules_jurisdictions",
        ["beijing"],
        "it gives ['beijing'], not dict[str, Callable[[], Blueprint]]",
    ),
    ("govrules_jurisdictions", {"town": 3}, "it gives 3, not Callable"),
    ("govrules_jurisdictions", {3: dict}, "it gives 3, not str"),
    ("govrules_jurisdictions", SystemExit(0), "SystemExit: 0"),
]


@pytest.mark.parametrize(("hook", "value", "why"), WRONG)
def test_a_hook_that_gives_something_else(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType, hook: str, value: Any, why: str
) -> None:
    """What a hook gives is checked; a plug-in that gives anything else is named and left out."""
    found = points(monkeypatch, a=[jurisdictions(town)], b=[offering(hook, value)])
    (error,) = load("town", plugins=found).errors
    said = re.sub(r" \(plugins/test_plugins\.py:\d+\)", "", str(error))  # the author's line
    assert said == f"plug-in b fails in {hook}: {why}; {HINT}"
    assert [p.name for p in found.plugins if p.error] == ["b"]


def test_a_module_that_ends_the_program(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType, tmp_path: Any
) -> None:
    """A module that calls sys.exit when imported is one that cannot be loaded."""
    (tmp_path / "in_memory_leaver.py").write_text("import sys\nsys.exit(3)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    points(monkeypatch, a=[jurisdictions(town)])
    found = Plugins(
        [
            EntryPoint("a", "in_memory_a", "govrules"),
            EntryPoint("b", "in_memory_leaver", "govrules"),
        ]
    )
    assert str(load("town", plugins=found).errors[0]).startswith(
        "plug-in b cannot be loaded: SystemExit: 3"
    )


def test_a_hook_that_is_misspelt(monkeypatch: pytest.MonkeyPatch, town: ModuleType) -> None:
    """A hook of no known name would never be called: the plug-in is left out as a whole."""

    def govrules_policy(jurisdiction: str) -> list[Policy]:
        return []

    def govrules_policies(place: str) -> list[Policy]:
        return []

    for wrong in (govrules_policy, govrules_policies):
        found = points(monkeypatch, a=[jurisdictions(town)], b=[jurisdictions(town), wrong])
        (error,) = load("town", plugins=found).errors
        assert str(error).startswith("plug-in b cannot be loaded: PluginValidationError: ")


def test_a_jurisdiction_of_two_plugins(monkeypatch: pytest.MonkeyPatch, town: ModuleType) -> None:
    """Neither shadows the other: loading it is an error that names both, other codes load."""
    other = offering("govrules_jurisdictions", {"town": town.blueprint, "city": town.blueprint})
    found = points(monkeypatch, a=[jurisdictions(town)], b=[other])
    assert list(found.jurisdictions()) == ["city"]
    with pytest.raises(PluginError) as caught:
        load("town", plugins=found)
    assert str(caught.value) == (
        "jurisdiction 'town' is offered by 2 plug-ins: a (?), b (?); it cannot be told which is "
        "meant; remove all but one"
    )
    assert caught.value.zh == "辖区 'town' 由 2 个插件提供：a (?)、b (?)"
    assert [e.en for e in load("city", plugins=found).errors] == [caught.value.en]
    assert all(p.error is not None for p in found.plugins)


@pytest.mark.parametrize("value", [3, ZeroDivisionError("no"), SystemExit(3)], ids=repr)
def test_a_blueprint_that_cannot_be_made(monkeypatch: pytest.MonkeyPatch, value: Any) -> None:
    """A pack that fails when it is wanted is named."""

    def make() -> Any:
        if isinstance(value, BaseException):
            raise value
        return value

    found = points(monkeypatch, a=[offering("govrules_jurisdictions", {"town": make})])
    with pytest.raises(PluginError, match="plug-in a fails in jurisdiction 'town': "):
        load("town", plugins=found)
    assert found.errors != ()


def test_a_policy_that_is_left_out_marks_its_plugin(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType
) -> None:
    """A rule whose values are no rule's costs its policy, and the plug-in shows as broken."""
    good = town.rule("X1", "route", "kind = task", {"disposition": "handle"})
    bad = Policy("p.bad", "坏", "bad", "x", "1", (attrs.evolve(good, when=None),))
    added = offering("govrules_policies", [bad])
    found = points(monkeypatch, a=[jurisdictions(town)], b=[added])
    made = load("town", plugins=found)
    (error,) = made.errors
    assert str(error).startswith("policy p.bad is left out: ")
    assert str(error).endswith("; the rest of the jurisdiction is unaffected")
    assert [p.name for p in found.plugins if p.error is error] == ["b"]
    assert made.decide(town.matter()).disposition == "handle"


def test_errors_travel_with_the_jurisdiction(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType
) -> None:
    """Another process that makes the jurisdiction anew knows what is missing from it too."""
    found = points(
        monkeypatch, a=[jurisdictions(town)], b=[offering("govrules_policies", KeyError("oops"))]
    )
    made = load("town", plugins=found)
    _, given = made.__reduce__()
    assert Jurisdiction(*given).errors == made.errors != ()


class Dist:
    """The package of an entry point that is made in memory."""

    version = "1"

    def __init__(self, name: str) -> None:
        self.name = name


def packaged(monkeypatch: pytest.MonkeyPatch, town: ModuleType, *packages: str) -> list[EntryPoint]:
    """An entry point of each package; the first offers the town, the others fail on import."""
    points(monkeypatch, town=[jurisdictions(town)])
    modules = ["in_memory_town", *["no_such_module_at_all"] * (len(packages) - 1)]
    made = []
    for package, module in zip(packages, modules, strict=True):
        point = EntryPoint(package, module, "govrules")
        vars(point).update(dist=Dist(package))
        made.append(point)
    return made


def test_only_packages_on_the_list_are_imported(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType
) -> None:
    """With an allow-list a stranger's module is not imported, and shows as not allowed."""
    found = packaged(monkeypatch, town, "Ours.Town", "stranger")
    assert load("town", plugins=Plugins(found)).errors != ()
    kept = Plugins(found, allowed=["ours-town"])
    assert [(p.name, p.is_allowed) for p in kept.plugins] == [
        ("Ours.Town", True),
        ("stranger", False),
    ]
    assert load("town", plugins=kept).errors == ()


def test_the_environment_gives_the_list(monkeypatch: pytest.MonkeyPatch, town: ModuleType) -> None:
    """Without an argument the variable says who is allowed; empty, it says nothing."""
    found = packaged(monkeypatch, town, "ours", "stranger")
    for words, allowed in (
        (" ours, ", [True, False]),
        ("ours,stranger", [True, True]),
        ("", [True, True]),
    ):
        monkeypatch.setenv("GOVRULES_PLUGINS", words)
        assert [p.is_allowed for p in Plugins(found).plugins] == allowed
    monkeypatch.setenv("GOVRULES_PLUGINS", "ours")
    assert [p.is_allowed for p in Plugins(found, allowed=[]).plugins] == [False, False]


def test_a_list_with_an_unknown_package(monkeypatch: pytest.MonkeyPatch, town: ModuleType) -> None:
    """A misspelt package on the list is an error that names the nearest one."""
    with pytest.raises(NotFoundError) as caught:
        Plugins(packaged(monkeypatch, town, "ours"), allowed=["our"])
    assert str(caught.value) == "no package 'our' brings a plug-in; did you mean ours?"
    assert caught.value.text("zh") == "没有软件包 'our' 提供插件；是否指：ours？"
    with pytest.raises(NotFoundError, match="no package 'nobody' brings a plug-in"):
        load("beijing", plugins=["nobody"])


def test_beijing_without_strangers() -> None:
    """What govrules itself ships loads alone."""
    assert load("beijing", plugins=["govrules"]).id == "beijing"


def test_workers_allow_what_was_allowed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes the jurisdiction in another process has the same allow-list, from either source."""
    for made in (load("beijing", plugins=["GovRules"]), _with_variable(monkeypatch, "govrules")):
        assert made.origin is not None
        again, id = pickle.loads(pickle.dumps(made.origin))
        assert (again, id) == made.origin
        assert again.allowed == ("govrules",)
        assert again(id).digest == made.digest


def _with_variable(monkeypatch: pytest.MonkeyPatch, words: str) -> Jurisdiction:
    monkeypatch.setenv(plugins_module.ALLOWED, words)
    return load("beijing")


def test_one_module_under_two_entry_points(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType
) -> None:
    """The second entry point of a module is refused in our words, the first one works."""
    points(monkeypatch, a=[jurisdictions(town)])
    twice = Plugins([EntryPoint(name, "in_memory_a", "govrules") for name in ("a", "b")])
    assert load("town", plugins=twice).errors == twice.errors
    (error,) = twice.errors
    assert str(error) == (
        f"plug-in b cannot be loaded: it is the same module as plug-in a: in_memory_a; {HINT}"
    )
    assert error.zh == "插件 b 无法加载：与插件 a 是同一模块：in_memory_a"


class Slow(EntryPoint):
    """An entry point whose module takes its time, or is interrupted."""

    def load(self) -> Any:
        """Import nothing, slowly."""
        if self.value == "interrupted":
            raise KeyboardInterrupt
        time.sleep(0.2)
        return ModuleType("slow")


def test_a_plugin_that_hangs_is_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """While a plug-in keeps the program waiting, the log says which one it is."""
    monkeypatch.setattr(plugins_module, "PATIENCE", 0.05)
    with caplog.at_level(logging.WARNING, "govrules.plugins"):
        Plugins([Slow("sleeper", "slow", "govrules")])
    (said,) = caplog.messages
    assert said.startswith("plug-in sleeper (?) has been running for 0.05 s")


def test_an_interruption_names_the_plugin() -> None:
    """Ctrl-C during an import ends the program and says whose import it was."""
    with pytest.raises(KeyboardInterrupt) as caught:
        Plugins([Slow("sleeper", "interrupted", "govrules")])
    assert caught.value.__notes__ == [
        "plug-in sleeper (?) was running 当时正在运行插件 sleeper (?)"
    ]


def test_detectors_of_a_plug_in_run_with_the_others(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType
) -> None:
    """A jurisdiction that is loaded by its code is checked by them as well."""
    from govrules.analysis import detector

    @detector("never_content", "note", zh="不满", en="never content", fix=("", ""))
    def never_content(context: Any) -> Any:
        yield never_content.finding(context, "不满", "not content")

    def govrules_detectors() -> Any:
        return [never_content]

    made = load(
        "town", plugins=points(monkeypatch, a=[jurisdictions(town)], b=[govrules_detectors])
    )
    assert [f.code for f in made.check(only=["never_content"]).findings] == ["never_content"]


def test_what_is_no_detector_costs_its_plug_in_only(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType
) -> None:
    """It is named with what is wrong with it."""

    def govrules_detectors() -> Any:
        return ["gap"]

    found = points(monkeypatch, a=[jurisdictions(town)], b=[govrules_detectors])
    assert found.detectors() == ()
    (bad,) = found.errors
    assert "it gives 'gap', not Detector" in str(bad)


def test_an_allow_list_that_is_no_list_is_an_error_of_ours() -> None:
    """A number allows nothing, and is not silently taken for everything."""
    with pytest.raises(NotFoundError, match="are names, not 3"):
        load("beijing", plugins=3)  # type: ignore[arg-type]


def test_an_inquiry_that_a_plug_in_adds(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType, load_helper: Any
) -> None:
    """It is asked of the jurisdiction, and loads under both names; another place has none of it."""
    helper = load_helper("inquiry")

    def govrules_inquiries(jurisdiction: str) -> Any:
        return [helper.inquiry(town)] if jurisdiction == "town" else []

    found = points(monkeypatch, a=[jurisdictions(town)], b=[govrules_inquiries])
    made = load("town", plugins=found)
    asked = {"place": "110101001", "on": "2020-05-01", "size": 300}
    assert made.inquire("opening", asked).disposition == "may_not_open"
    assert load("town.opening", plugins=found).digest == made.inquiry("opening").digest


def test_an_inquiry_whose_id_is_taken(
    monkeypatch: pytest.MonkeyPatch, town: ModuleType, load_helper: Any
) -> None:
    """The second is left out, and the plug-in that brought it is named."""
    helper = load_helper("inquiry")

    def govrules_inquiries(jurisdiction: str) -> Any:
        return [helper.inquiry(town)] * 2

    found = points(monkeypatch, a=[jurisdictions(town)], b=[govrules_inquiries])
    assert list(load("town", plugins=found).inquiries) == ["opening"]
    (error,) = found.errors
    assert "plug-in b fails in inquiry 'opening'" in str(error)
    assert "two inquiries have the id 'opening'" in str(error)


def test_an_inquiry_that_is_not_offered(monkeypatch: pytest.MonkeyPatch, town: ModuleType) -> None:
    """A jurisdiction that there is, and no such inquiry of it."""
    with pytest.raises(NotFoundError) as caught:
        load("town.opening", plugins=points(monkeypatch, a=[jurisdictions(town)]))
    assert caught.value.field == "inquiry"
