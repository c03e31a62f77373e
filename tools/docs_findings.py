"""The pages of findings: what each detector reports, with rules that have it and rules that do not.

The examples stand in ``docs/reference/findings/examples.toml``. They are run: what a page shows is
what ``govrules check`` says of the small town of the tests with the snippet put into it.
"""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from govrules.analysis import DETECTORS, Detector

__all__ = ["PAGES"]

HELPERS = Path(__file__).parents[1] / "tests" / "helpers"
PROSE = Path(__file__).with_name("pages")
SEVERITY = {
    "error": (
        "错误：有事项会被认定错，或无法认定",
        "Error: some matter is decided wrongly or not at all",
    ),
    "warning": (
        "注意：规则说了多半无人本意要说的话",
        "Warning: the rules say what nobody is likely to mean",
    ),
    "note": ("提示：应当知道", "Note: to be known"),
}
WORDS = {
    "zh": ("怎么办", "有问题的", "没有问题的", "检查的结果", "没有发现问题。"),
    "en": ("What to do", "With the fault", "Without it", "What check says", "Nothing is found."),
}


@cache
def _helper(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"docs_{name}", HELPERS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _said(code: str, lang: str) -> str:
    """What check says of the town with the fault."""
    town, findings = _helper("town"), _helper("findings")
    with tempfile.TemporaryDirectory() as folder:
        parts: dict[str, Any] = findings.snippet(findings.EXAMPLES[code]["bad"], town)
        text: str = findings.made(town, parts, Path(folder)).check(only=[code]).explain(lang)
    return text


def _page(detector: Detector) -> Callable[[str], str]:
    """The writer of a detector's page."""

    def write(lang: str) -> str:
        side = 0 if lang == "zh" else 1
        fix, bad, good, says, nothing = WORDS[lang]
        example = _helper("findings").EXAMPLES[detector.code]
        parts = [
            f"# {detector.code}",
            (detector.zh if lang == "zh" else _sentence(detector.en))
            + ("。" if side == 0 else "."),
            SEVERITY[detector.severity][side] + ("。" if side == 0 else "."),
            f"## {fix}",
            (detector.fix[0] if side == 0 else _sentence(detector.fix[1]))
            + ("。" if side == 0 else "."),
            f"## {bad}",
            f"```python\n{example['bad'].strip()}\n```",
            f"{says}{'：' if side == 0 else ':'}",
            f"```text\n{_said(detector.code, lang)}\n```",
            f"## {good}",
            f"```python\n{example['good'].strip()}\n```",
            nothing,
        ]
        return "\n\n".join(parts)

    return write


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def index(lang: str) -> str:
    """The list of all findings."""
    side = 0 if lang == "zh" else 1
    suffix = ".zh.md" if lang == "zh" else ".md"
    rows = [
        f"| [{d.code}](findings/{d.code}{suffix}) | {d.severity} | {d.zh if side == 0 else d.en} |"
        for d in sorted(DETECTORS, key=lambda d: d.code)
    ]
    prose = (PROSE / f"findings{'.zh' if side == 0 else ''}.md").read_text("utf-8")
    return prose.replace("{{rows}}", "\n".join(rows))


PAGES: dict[str, Callable[[str], str]] = {
    "findings": index,
    **{f"findings/{d.code}": _page(d) for d in sorted(DETECTORS, key=lambda d: d.code)},
}
