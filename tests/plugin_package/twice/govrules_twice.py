"""A stranger's plug-in whose policy has an id that the pack uses."""

from __future__ import annotations

from govrules import Policy, hookimpl


@hookimpl
def govrules_policies(jurisdiction: str) -> list[Policy]:
    """A policy called like the pack's own."""
    return [Policy("beijing.base", "重名", "same name", "somebody", "1.0.0")]
