"""The proof that every matter has one owner or one named disposition, or what stands against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import attrs

from ..diagrams import Leaf
from ..rules import Conclusion
from ..values import UNKNOWN, OneOf
from .context import AnalysisContext
from .detectors.conflict import conflict
from .detectors.gap import gap
from .finding import Finding

__all__ = ["Certificate", "prove"]

TEXTS = {
    "proved": (
        "已证明：自 {on} 起，事实齐备的每一件事项，都有且只有一个承办机关或一个写明的去处；"
        "法条自身并列数机关、或须由有权机关裁决的，均已写明。",
        "Proved: from {on} on, every matter whose facts are known has exactly one lead, or one "
        "disposition that the rules name; where the text itself names several organs, or an organ "
        "must decide which provision applies, that is what is named.",
    ),
    "refuted": (
        "未能证明：自 {on} 起，有的事项没有规则适用，或者有互相冲突的规则。",
        "Not proved: from {on} on, some matters have no rule that applies, or rules in conflict.",
    ),
    "lead": ("由一个机关承办", "one organ is the lead"),
    "named": ("依规则处置，无承办机关", "a disposition is named, without a lead"),
    "undivided": ("法条并列数机关而未划分", "the text names several organs undivided"),
    "adjudicated": ("须由有权机关裁决适用哪一条", "an organ must decide which provision applies"),
    "gap": ("没有规则适用", "no rule applies"),
    "conflict": ("规则互相冲突", "rules are in conflict"),
    "assumed": ("约定与范围", "assumed and left out"),
}
LIMITS = (
    (
        "范围是事实齐备的事项；尚有未知事实的留待查明，查明后即为其中之一（决策记录 0001）",
        "the space is that of matters whose facts are known; where one is not known yet the answer "
        "stays open and becomes one of these when it is (decision record 0001)",
    ),
    (
        "当地是否设有该机关，由每件认定就地判断，不在证明之内",
        "whether the organ sits at the place is told by each decision and is no part of the proof",
    ),
    (
        "自相矛盾的记录（所给事实与规则推得的不符）本不能认定，按推得的计入",
        "records that contradict what the rules work out can't be decided; they are counted as if "
        "they did not say it",
    ),
    (
        "只作汇集的问题（协办、义务）不影响承办机关，不在证明之内",
        "questions that only gather (who helps, duties) do not change the lead and are left out",
    ),
)


@attrs.frozen
class Certificate:
    """What was proved of a jurisdiction's rules, over which space, and what was left out.

    Args:
        digest: Of the rules and the territory.
        since: The first day of the law that it speaks of.
        fields: Field → how many cells it was cut into.
        nodes: Question → how many nodes its diagram has.
        matters: Outcome → how many kinds of matters come to it: combinations of cells.
        against: The findings that stand against it; empty where it is proved.
    """

    digest: str
    since: date
    fields: Mapping[str, int]
    nodes: Mapping[str, int]
    matters: Mapping[str, int]
    against: tuple[Finding, ...]

    @property
    def is_proved(self) -> bool:
        """Whether nothing stands against it."""
        return not self.against

    def explain(self, lang: str = "en") -> str:
        """The certificate in ``"en"`` or ``"zh"``."""
        side = 0 if lang == "zh" else 1
        lines = [TEXTS["proved" if self.is_proved else "refuted"][side].format(on=self.since)]
        whole = sum(self.matters.values())
        for outcome, count in self.matters.items():
            share = count / whole if whole else 0.0
            lines.append(f"  {TEXTS[outcome][side]}: {share:.4%} ({count})")
        lines.append(TEXTS["assumed"][side])
        lines += [f"  - {limit[side]}" for limit in LIMITS]
        lines += [f.text(lang) for f in self.against]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """The certificate as plain JSON values."""
        return {
            "digest": self.digest,
            "since": str(self.since),
            "proved": self.is_proved,
            "fields": dict(self.fields),
            "nodes": dict(self.nodes),
            "matters": dict(self.matters),
            "left_out": [{"zh": zh, "en": en} for zh, en in LIMITS],
            "against": [f.to_dict() for f in self.against],
        }


def prove(context: AnalysisContext) -> Certificate:
    """Prove that every matter has one lead or one named disposition under the law now in force.

    Args:
        context: The jurisdiction.

    Returns:
        The certificate; it names the smallest counterexamples where there are any.
    """
    regions, final = context.regions, context.layout.final
    counts = {
        name: regions.count(regions.comes_to(final, name, is_meant))
        for name, is_meant in OUTCOMES.items()
    }
    against = (*conflict(context), *gap(context))
    return Certificate(
        context.decision.digest,
        context.since,
        {field: len(cells) for field, cells in regions.matters.cells.items()},
        {q: len(link.store.reach([link.root])) for q, link in context.chain.links.items()},
        counts,
        against,
    )


def _lead(leaf: Leaf) -> Any:
    whole = leaf.values[0]
    return whole.get("lead") if isinstance(whole, Conclusion) else whole


def _is_single(leaf: Leaf) -> bool:
    is_one = len(leaf.values) == 1 and leaf.values[0] is not None
    return is_one and not isinstance(_lead(leaf), OneOf) and _lead(leaf) is not UNKNOWN


OUTCOMES: Mapping[str, Callable[[Leaf], bool]] = {
    "lead": lambda leaf: _is_single(leaf) and _lead(leaf) is not None,
    "named": lambda leaf: _is_single(leaf) and _lead(leaf) is None,
    "adjudicated": lambda leaf: bool(leaf.disputes),
    "undivided": lambda leaf: (
        not leaf.disputes and not leaf.conflict and leaf.values != (None,) and not _is_single(leaf)
    ),
    "gap": lambda leaf: leaf.values == (None,),
    "conflict": lambda leaf: bool(leaf.conflict),
}
