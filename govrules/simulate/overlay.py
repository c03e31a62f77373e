"""Policies laid over those of a jurisdiction, and taken off."""

from __future__ import annotations

import attrs

from ..errors import PolicyError, did_you_mean
from ..rules import Policy
from .changes import Draft

__all__ = ["Lay", "TakeOff"]


@attrs.frozen
class Lay:
    """A policy laid over those of the jurisdiction."""

    policy: Policy

    @property
    def touches(self) -> frozenset[str]:
        """The policy."""
        return frozenset((f"policy {self.policy.id}",))

    def made(self, draft: Draft) -> Draft:
        """Add the policy."""
        return attrs.evolve(draft, laid=(*draft.laid, self.policy))


@attrs.frozen
class TakeOff:
    """A policy taken off: one of the pack, or one that was laid over."""

    of: str

    @property
    def touches(self) -> frozenset[str]:
        """The policy."""
        return frozenset((f"policy {self.of}",))

    def made(self, draft: Draft) -> Draft:
        """Leave the policy out; raises PolicyError where there is none of that id."""
        known = [p.id for p in (*draft.laid, *draft.policies)]
        if self.of not in known:
            en, zh = did_you_mean(self.of, known)
            raise PolicyError(
                f"the jurisdiction has no policy {self.of!r}",
                f"辖区没有策略 {self.of!r}",
                field="policy",
                value=self.of,
                hint_en=en,
                hint_zh=zh,
            )
        policies, laid = (
            tuple(p for p in held if p.id != self.of) for held in (draft.policies, draft.laid)
        )
        return attrs.evolve(draft, policies=policies, laid=laid)
