"""Every detector run over a jurisdiction, and what its authors have accepted set apart."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

import attrs

from ..errors import GovrulesError
from ..rules.acceptance import Acceptance
from .context import AnalysisContext
from .detector import Detector
from .detectors import DETECTORS
from .finding import SEVERITIES, Finding

__all__ = ["Report", "check"]

NOTHING = {"zh": "没有发现问题", "en": "nothing was found"}
ACCEPTED = {"zh": "{on} 认可：{why}", "en": "accepted on {on}: {why}"}


@attrs.frozen
class Report:
    """What was found.

    Args:
        findings: What nobody has accepted, the gravest first.
        accepted: What was accepted, each with the acceptance.
        codes: The detectors that ran.
    """

    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Acceptance], ...] = ()
    codes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything that nobody has accepted."""
        return bool(self.findings)

    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity."""
        return {s: sum(f.severity == s for f in self.findings) for s in SEVERITIES}

    def explain(self, lang: str = "en") -> str:
        """Every finding that is not accepted, as text in ``"en"`` or ``"zh"``."""
        return "\n\n".join(f.text(lang) for f in self.findings) or NOTHING[lang]

    def explain_accepted(self, lang: str = "en") -> str:
        """Every accepted finding with day and reason, as text in ``"en"`` or ``"zh"``."""
        return "\n\n".join(
            f"{f.text(lang)}\n  ✓ "
            + ACCEPTED[lang].format(on=a.on, why=a.zh if lang == "zh" else a.en)
            for f, a in self.accepted
        )

    def to_dict(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {
            "findings": [f.to_dict() for f in self.findings],
            "accepted": [
                {**f.to_dict(), "accepted": {"on": str(a.on), "zh": a.zh, "en": a.en, "at": a.at}}
                for f, a in self.accepted
            ],
            "counts": self.counts(),
            "detectors": list(self.codes),
        }


def check(
    context: AnalysisContext,
    detectors: Iterable[Detector] | None = None,
    *,
    only: Iterable[str] | None = None,
) -> Report:
    """Run detectors over a jurisdiction; nothing is printed, and nothing is raised.

    Args:
        context: The jurisdiction.
        detectors: Which; govrules' own and those of plug-ins where not given.
        only: The codes to run. Where neither is given: all that need no compiled questions.

    Returns:
        What was found, in an order that depends on the rules alone. A detector that fails is
        itself a finding (``detector_failed``), and the others run.
    """
    codes = None if only is None else frozenset(only)
    chosen = sorted(_chosen(context, detectors, codes), key=lambda d: d.code)
    found = sorted((f for d in chosen for f in _run(d, context)), key=lambda f: f.order)
    by_key: dict[tuple[str, tuple[str, ...]], list[Acceptance]] = {}
    for a in context.accepted:
        by_key.setdefault((a.code, a.about), []).append(a)
    open_, accepted = list[Finding](), list[tuple[Finding, Acceptance]]()
    for f in dict.fromkeys(found):
        signed = by_key.get((f.code, f.about), [])
        match = next((a for a in signed if a.digest == f.digest), None)
        if match is not None:
            accepted.append((f, match))
        else:
            open_.append(
                attrs.evolve(f, lapsed=(str(signed[-1].on), signed[-1].at)) if signed else f
            )
    ran = tuple(d.code for d in chosen)
    here = {(f.code, f.about) for f in found}
    open_ += [
        _unused(a) for a in context.accepted if a.code in ran and (a.code, a.about) not in here
    ]
    return Report(tuple(sorted(open_, key=lambda f: f.order)), tuple(accepted), ran)


def _unused(a: Acceptance) -> Finding:
    """An acceptance of what is no longer found: it would hide the fault, should it come back."""
    about = " ".join(a.about)
    return Finding(
        "acceptance_unused",
        "warning",
        f"{a.at}：所认可的 {a.code}（{about}）已不存在",
        f"{a.at}: the {a.code} that it accepts ({about}) is not found any more",
        "去掉这一行",
        "take the row out",
        data={"code": a.code, "about": list(a.about)},
    )


def _chosen(
    context: AnalysisContext, detectors: Iterable[Detector] | None, codes: Container[str] | None
) -> Iterable[Detector]:
    given = (*DETECTORS, *context.added()) if detectors is None else detectors
    if codes is not None:
        return (d for d in given if d.code in codes)
    return (d for d in given if not d.is_compiled) if detectors is None else given


def _run(detector: Detector, context: AnalysisContext) -> Iterator[Finding]:
    try:
        yield from list(detector(context))
    except Exception as error:  # a stranger's detector may raise anything
        raw = f"{type(error).__name__}: {error}"
        zh, en = raw, raw
        if ours := isinstance(error, GovrulesError):  # something that it needs is not there
            zh, en = error.text("zh"), error.text("en")
        yield Finding(
            "detector_failed",
            "warning" if ours else "error",
            f"检查项 {detector.code} 未能运行：{zh}",
            f"detector {detector.code} could not run: {en}",
            "其余检查不受影响；请更正或移除该检查项",
            "the others ran; correct or remove it",
            data={"detector": detector.code},
        )
