"""Every module has its test file, named for it, so that a newcomer knows where to look."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    p.relative_to(ROOT / "govrules").with_suffix("")
    for p in (ROOT / "govrules").rglob("*.py")
    if not p.stem.startswith("__")
)
FILES = {p.relative_to(ROOT / "tests") for p in (ROOT / "tests").rglob("test_*.py")}

# Rooms whose tests are by command, page or page of the law, for that is how they are met.
BY_WHAT_A_USER_SEES = {"cli": "each command by its golden pages", "cluster": "by machine"}
# Modules that another's file tests, for one has no meaning without the other.
WITH = {
    "cases/asking": "cases/test_runtime.py",
    "cases/book": "cases/test_runtime.py",
    "cases/names": "cases/test_rates.py",
    "cases/passing": "cases/test_rates.py",
    "cases/story": "cases/test_runtime.py",
    "cases/tables": "cases/test_runtime.py",
    "cases/timeline": "cases/test_commands.py",
    "cases/versions": "cases/test_runtime.py",
    "cases/work": "cases/test_runtime.py",
    "cases/worklist": "cases/test_runtime.py",
    "charts/apply": "charts/test_interpreter.py",
    "charts/chart": "charts/test_check.py",
    "charts/cone": "charts/test_proof.py",
    "charts/reach": "charts/test_proof.py",
    "diagrams/diagram": "diagrams/test_link.py",
    "diagrams/leaf": "diagrams/test_link.py",
    "private_file": "classes/test_store.py",
    "charts/tried": "charts/test_proof.py",
    "charts/snapshot": "charts/test_interpreter.py",
    "classes/tree_json": "classes/test_store.py",
    "columns/batch": "columns/test_generated.py",
    "columns/kernel_numba": "columns/test_generated.py",
    "columns/tree_arrays": "columns/test_generated.py",
    "columns/written": "columns/test_engine.py",
    "decision/decide": "decision/test_determinism.py",
    "decision/decision": "decision/test_record.py",
    "decision/record_data": "decision/test_record.py",
    "errors_json": "errors/test_errors_json.py",
    "evaluate/worked_out": "decision/test_overruled.py",
    "expr/analyse": "expr/test_implies.py",
    "expr/build": "expr/test_forms.py",
    "expr/check": "expr/test_forms.py",
    "expr/json": "expr/test_forms.py",
    "expr/nodes": "expr/test_forms.py",
    "expr/text": "expr/test_forms.py",
    "glossary": "docs/test_glossary.py",
    "analysis/context": "analysis/test_detector.py",
    "analysis/example_files": "testing/test_examples.py",
    "blueprint": "rules/test_ruleset.py",
    "inquiring": "jurisdiction/test_inquiring.py",
    "inquiry": "jurisdiction/test_inquiring.py",
    "jurisdiction": "jurisdiction/test_memory.py",
    "systems": "jurisdiction/test_systems.py",
    "law/articles": "law/test_texts.py",
    "law/load": "law/test_indexing.py",
    "law/norms": "law/test_precedence.py",
    "loading/assemble": "loading/test_mistakes.py",
    "loading/conclusions": "loading/test_mistakes.py",
    "loading/duties": "loading/test_mistakes.py",
    "loading/fields": "loading/test_mistakes.py",
    "loading/given": "jurisdiction/test_derive.py",
    "loading/layout": "loading/test_mistakes.py",
    "loading/lines": "loading/test_mistakes.py",
    "loading/lists": "loading/test_mistakes.py",
    "loading/norms": "loading/test_mistakes.py",
    "loading/parts": "loading/test_mistakes.py",
    "manifest": "jurisdiction/test_manifest.py",
    "observe": "jurisdiction/test_observe.py",
    "plugins": "plugins/test_plugins.py",
    "service/clock": "service/test_decision_log.py",
    "service/desk": "service/test_api.py",
    "service/open311": "service/test_owners.py",
    "service/render": "service/test_page.py",
    "service/problem": "service/test_api.py",
    "service/settings": "service/test_app.py",
    "simulate/asked": "simulate/test_flow.py",
    "simulate/behaviour": "simulate/test_flow.py",
    "simulate/bilingual": "simulate/test_report.py",
    "simulate/change_data": "simulate/test_scenario.py",
    "simulate/changes": "simulate/test_scenario.py",
    "simulate/days": "simulate/test_flow.py",
    "simulate/distinct": "simulate/test_flow.py",
    "simulate/orders": "simulate/test_flow.py",
    "simulate/serving": "simulate/test_queue.py",
    "simulate/shapes": "simulate/test_map.py",
    "simulate/staff": "simulate/test_queue.py",
    "simulate/stages": "simulate/test_flow.py",
    "simulate/streams": "simulate/test_flow.py",
    "simulate/ground": "simulate/test_scenario.py",
    "charts/sight": "charts/test_interpreter.py",
    "charts/taking": "charts/test_interpreter.py",
    "simulate/map_drawing": "simulate/test_map.py",
    "simulate/policy_data": "simulate/test_overlay.py",
    "simulate/report_map": "simulate/test_map.py",
    "simulate/report_passing": "simulate/test_report.py",
    "simulate/report_style": "simulate/test_report.py",
    "simulate/territory": "simulate/test_scenario.py",
    "simulate/weights": "simulate/test_year.py",
    "rules/compiled": "rules/test_ruleset.py",
    "rules/order": "rules/test_ruleset.py",
    "rules/ranking": "rules/test_ruleset.py",
    "territory/division_codes": "territory/test_tree.py",
    "territory/steps": "territory/test_address.py",
    "territory/territory": "territory/test_tree.py",
    "territory/variants": "territory/test_naming.py",
    "territory/units": "territory/test_tree.py",
    "testing/strategies/blueprint": "testing/test_strategies.py",
    "testing/strategies/condition": "testing/test_strategies.py",
    "testing/strategies/declared": "testing/test_strategies.py",
    "testing/strategies/matter": "testing/test_strategies.py",
}
# Still without a file of their own; this list may only grow shorter.
MISSING = {
    "authoring/csv",
    "classes/learner",
    "columns/arrow",
    "columns/traverse",
    "decision/outcome",
    "files/class_table",
    "files/read",
    "files/summary",
    "files/write",
    "territory/bodies",
    "territory/graph",
    "territory/lineage",
    "territory/notes",
    "territory/store",
}


def has_own(module: Path) -> bool:
    """Whether there is ``tests/<room>/test_<module>.py``, or one in the folder of its name."""
    name = f"test_{module.name}.py"
    return bool({module.with_name(name), Path(module.name) / name} & FILES)


@pytest.mark.parametrize("module", MODULES, ids=Path.as_posix)
def test_a_module_has_its_test_file(module: Path) -> None:
    """The tests of a module stand in a file of its name, or where the lists above say."""
    name = module.as_posix()
    where = WITH.get(name)
    if module.parts[:2] == ("analysis", "detectors"):  # each by its code, in one file
        assert Path("analysis/detectors/test_detectors.py") in FILES
    elif module.parts[0] in BY_WHAT_A_USER_SEES:
        assert (ROOT / "tests" / module.parts[0]).is_dir()
    elif where is not None:
        assert Path(where) in FILES
    else:
        assert has_own(module) or name in MISSING


@pytest.mark.parametrize("name", sorted({*WITH, *MISSING}))
def test_no_exception_is_out_of_date(name: str) -> None:
    """An exception names a module that there is, and that has no file of its own."""
    if Path(name) in MODULES:
        assert not (name in MISSING and has_own(Path(name))), "take it off the list"
    else:
        pytest.fail(f"there is no module {name}")
