"""What detectors look at: everything that makes a jurisdiction, and how it decides a matter."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs

from ..decision.decision import Decision
from ..decision.outcome import DecisionContext, Layout
from ..errors import GovrulesError
from ..law import Law
from ..lazy import lazy
from ..rules import DatedList, Delegation, DelegationTerms, Line, Policy, RuleSet
from ..rules.acceptance import Acceptance
from ..territory import Territory
from .finding import Subject

__all__ = ["AnalysisContext"]


@attrs.frozen(slots=False, eq=False)
class AnalysisContext:
    """A jurisdiction as detectors see it; what is costly is worked out when first asked for.

    Args:
        decision: Its rules, layout, units and duties.
        territory: Its units.
        policies: Its policies, plug-ins' included.
        lists: Its dated lists.
        delegations: Its delegations.
        delegation_terms: What the law asks of each kind of delegation.
        lines: Its functional lines, with their days.
        examples: The folder of its worked examples, if there is one.
        decide: Decides a matter.
        manifest: Lists its parts, each with its digest.
    """

    decision: DecisionContext
    territory: Territory
    policies: tuple[Policy, ...]
    lists: tuple[DatedList, ...]
    delegations: tuple[Delegation, ...]
    delegation_terms: Mapping[str, DelegationTerms]
    lines: tuple[Line, ...]
    examples: Path | None
    decide: Callable[[Mapping[str, Any]], Decision]
    manifest: Callable[[], Mapping[str, Any]]

    @property
    def rules(self) -> RuleSet:
        """The rules, with fields, questions and roles."""
        return self.decision.rules

    @property
    def layout(self) -> Layout:
        """Which questions make up a decision."""
        return self.decision.layout

    @property
    def law(self) -> Law:
        """The instruments that may be cited."""
        return self.rules.law

    @property
    def accepted(self) -> tuple[Acceptance, ...]:
        """What the authors of its policies accept."""
        return tuple(a for p in self.policies for a in p.accepted)

    @lazy
    def _digests(self) -> Mapping[str, Any]:
        return self.manifest()

    def subject(self, kind: str, id: str) -> Subject:
        """A declared thing as findings name it: a rule, list, delegation, field, role …

        Args:
            kind: As the manifest calls it.
            id: Its id; one that the manifest lacks has its own name for a digest.
        """
        if kind == "rule":
            r = self.rules.rules[id].rule
            zh, en = (r.cite.text(self.law, lang) for lang in ("zh", "en"))
            return Subject(kind, id, _digest(r.deciding()), r.cite.key, zh, en, r.at)
        part = self._digests.get(kind, {}).get(id, {})
        cite = part.get("cite", "")
        return Subject(kind, id, part.get("digest", id), cite)

    def decided(self, matter: Mapping[str, Any]) -> Mapping[str, Any]:
        """What comes of a matter: disposition, lead, owner and rules, or the code of the error."""
        try:
            found = self.decide(matter)
        except GovrulesError as error:
            return {"error": error.code}
        lead, owner = (
            None if organ is None else "@".join(filter(None, (organ.role, organ.level, organ.unit)))
            for organ in (found.lead, found.owner)
        )
        return {
            "disposition": found.disposition,
            "lead": lead,
            "owner": owner,
            "because": [r.rule for r in found.because],
        }


def _digest(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()[:16]
