"""What detectors look at: everything that makes a jurisdiction, and how it decides a matter."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs

from ..charts import Chart
from ..charts.proof import Proof, prove
from ..decision.decision import Decision
from ..decision.outcome import DecisionContext, Layout
from ..diagrams import Chain, Regions, Shelf, cuts_of
from ..errors import GovrulesError
from ..evaluate import Evaluation, evaluate, truth
from ..expr import Between, Expr
from ..law import Law, Verdict
from ..lazy import lazy
from ..rules import (
    Compiled,
    DatedList,
    Delegation,
    DelegationTerms,
    Line,
    Policy,
    RuleSet,
    read_facts,
)
from ..rules.acceptance import Acceptance
from ..territory import Territory
from .example_files import read_yaml
from .finding import Subject
from .organs import organs_in
from .pairs import Meetings
from .witness import Witnesses

__all__ = ["AnalysisContext", "unordered"]

# Detectors come back to the same few hundred records; a file of matters has any number.
MOST_KEPT = 2048


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
        examples: The folder or the file of its worked examples, if there is one.
        decide: Decides a matter.
        manifest: Lists its parts, each with its digest.
        added: Gives the detectors of plug-ins.
        charts: Gives the charts of its cases, checked.
        shelf: Where compiled questions are kept; nowhere where not given.
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
    added: Callable[[], Iterable[Any]] = tuple
    charts: Callable[[], Iterable[Chart]] = tuple
    shelf: Shelf | None = None

    def keeping(self, folder: str | Path | None) -> AnalysisContext:
        """The same jurisdiction, its compiled questions kept in a folder.

        Args:
            folder: Which; itself where not given.
        """
        if folder is None:
            return self
        key = str(folder)
        if key not in self._kept:
            self._kept[key] = attrs.evolve(self, shelf=Shelf(folder))
        return self._kept[key]

    @property
    def notes(self) -> tuple[GovrulesError, ...]:
        """Why something kept was not used, or could not be kept; no answer differs for it."""
        return () if self.shelf is None else tuple(self.shelf.notes)

    @lazy
    def _kept(self) -> dict[str, AnalysisContext]:
        return {}

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

    @lazy
    def meetings(self) -> Meetings:
        """Says which rules can meet in one matter."""
        return Meetings(self.rules.fields)

    @lazy
    def chain(self) -> Chain:
        """The questions with one answer, compiled whole."""
        return Chain(self.rules, shelf=self.shelf)

    @lazy
    def owner_chain(self) -> Chain:
        """The questions that say whose a matter is, compiled whole."""
        return Chain(self.rules, self.decision.owner_questions, shelf=self.shelf)

    @lazy
    def since(self) -> date:
        """The day from which on nothing changes any more: that of the law now in force."""
        return max(cuts_of(self.rules), default=date.min)

    @lazy
    def regions(self) -> Regions:
        """Sets of matters under the law now in force, over the compiled questions."""
        return Regions(self.chain, self.since, rule_by_rule=False)

    @lazy
    def rule_regions(self) -> Regions:
        """Sets of matters of any day, for looking at single rules."""
        return Regions(self.chain)

    def is_met(self, rule: Compiled, condition: int) -> bool:
        """Whether some complete matter, of whatever day, comes to a rule and meets a condition.

        Args:
            rule: The rule.
            condition: A diagram over the variables of its question, under which the rule holds.
        """
        link = self.chain.links[rule.rule.question]
        return any(
            regions.meet(regions.where(link, condition), regions.reaching(link))
            for regions in self._views(rule)
        )

    def _views(self, rule: Compiled) -> Iterator[Regions]:
        """Sets of matters of a day on which it may show that a rule has its use; then of all days.

        Of one day they are made in a fraction of the time.
        """
        ends = {a.high for a in rule.atoms if isinstance(a, Between) and isinstance(a.high, date)}
        for day in sorted({self.since, *(end - timedelta(1) for end in ends)}, reverse=True):
            if day not in self._of_day:
                self._of_day[day] = Regions(self.chain, day)
            yield self._of_day[day]
        yield self.rule_regions

    @lazy
    def _of_day(self) -> dict[date, Regions]:
        return {}

    @lazy
    def witnesses(self) -> Witnesses:
        """Finds matters that meet conditions."""
        return Witnesses(self.rules)

    @property
    def empowered(self) -> frozenset[str]:
        """The organs, as ``role@level``, that rules on whose a matter is name as holding a power.

        What a delegation moves is among them.
        """
        named = (r for q in self.decision.owner_questions for r in self.rules_of(q))
        return frozenset(o for r in named for o in organs_in(r, [p for p, _ in r.then.one]))

    @property
    def holders(self) -> frozenset[str]:
        """The roles that hold power by statute, before any delegation moves it."""
        moved = {d.id for d in self.delegations}
        named = (r for q in self.decision.owner_questions[:1] for r in self.rules_of(q))
        by_statute = (r for r in named if r.id not in moved)
        organs = (o for r in by_statute for o in organs_in(r, [p for p, _ in r.then.one]))
        return frozenset(o.partition("@")[0] for o in organs)

    @lazy
    def clashes(self) -> tuple[tuple[Compiled, Compiled, Verdict], ...]:
        """Every two rules of a question with one answer that disagree and can meet, as ranked."""
        questions = [q.id for q in self.rules.questions if q.kind != "every"]
        pairs = (p for q in questions for p in self.meetings.pairs(self.rules_of(q)))
        return tuple((a, b, self.rules.rank(a, b)) for a, b in pairs)

    @lazy
    def proofs(self) -> tuple[Proof, ...]:
        """What is proved of each chart, and what does not hold; raises ChartError."""
        return tuple(prove(c) for c in self.charts())

    @lazy
    def example_matters(self) -> tuple[Mapping[str, Any], ...]:
        """The matters of its worked examples; raises PolicyError and PluginError."""
        path = self.examples
        files = [] if path is None else sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        records = [r for f in files for r in read_yaml(f) or () if isinstance(r, dict)]
        return tuple(r["matter"] for r in records if isinstance(r.get("matter"), dict))

    def may_apply(self, r: Compiled, since: date, until: date | None = None) -> bool:
        """Whether nothing in the rule's period and condition keeps it from applying in these days.

        Args:
            r: The rule.
            since: The first day.
            until: The day after the last; none where not given.
        """
        days = Between(self.rules.day_field, since, until)
        return not self.meetings.are_apart(r.when, days)

    def rules_of(self, question: str) -> list[Compiled]:
        """The rules of a question, by id."""
        return [r for r in self.rules.rules.values() if r.rule.question == question]

    def evaluated(self, record: Mapping[str, Any]) -> Evaluation | None:
        """What the rules say of a record, ``None`` where they contradict it or each other."""
        key = tuple(sorted((k, str(v)) for k, v in record.items()))
        if key not in self._evaluated:
            if len(self._evaluated) >= MOST_KEPT:
                self._evaluated.clear()
            rules = self.rules
            try:
                facts = read_facts(record, rules.declared, day_field=rules.day_field)
                self._evaluated[key] = evaluate(rules, facts)
            except GovrulesError:
                self._evaluated[key] = None
        return self._evaluated[key]

    @lazy
    def _evaluated(self) -> dict[Any, Evaluation | None]:
        return {}

    def met(self, *conditions: Expr) -> Iterator[tuple[dict[str, Any], Evaluation]]:
        """Records that meet the conditions, each with what the rules say of it."""
        for record in self.witnesses.records(*conditions):
            if (found := self.evaluated(record)) is not None:
                fields = self.rules.fields
                if all(truth(c, found.look, fields) is True for c in conditions):
                    yield record, found

    def subject(self, kind: str, id: str) -> Subject:
        """A declared thing as findings name it: a rule, list, delegation, field, role …

        Args:
            kind: As the manifest calls it.
            id: Its id; one that the manifest lacks has its own name for a digest.
        """
        if kind == "rule":
            r = self.rules.rules[id].rule
            zh, en = (r.cite.text(self.law, lang) for lang in ("zh", "en"))
            return Subject(kind, id, _digest(unordered(r.deciding())), r.cite.key, zh, en, r.at)
        if kind == "chart":
            digests = {c.id: c.digest[:16] for c in self.charts()}
            return Subject(kind, id, digests.get(id, id))
        part = self._digests.get(kind, {}).get(id, {})
        role = self.rules.roles.roles.get(id) if kind == "role" else None
        at = role.at if role else ""
        return Subject(kind, id, part.get("digest", id), part.get("cite", ""), at=at)

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


def unordered(plain: Any) -> Any:
    """Conditions in JSON with their parts sorted: their order as written changes nothing."""
    match plain:
        case {"all": list(parts)} | {"any": list(parts)}:
            return {key: sorted(map(unordered, parts), key=json.dumps) for key in plain}
        case dict():
            return {key: unordered(value) for key, value in plain.items()}
        case list():
            return [unordered(part) for part in plain]
        case _:
            return plain


def _digest(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()[:16]
