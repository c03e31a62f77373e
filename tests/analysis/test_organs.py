"""Which organs a rule names outright."""

from __future__ import annotations

import govrules
from govrules.analysis.organs import organs_in, refs_in


def test_organs_and_references_are_told_apart(small: govrules.Jurisdiction) -> None:
    """What is left undivided is named one by one; a part that is not there names nothing."""
    rules = small.rules.rules
    assert organs_in(rules["C.dump"], ["organ"]) == {"bureau@city", "office@subdistrict"}
    assert organs_in(rules["R.found"], ["lead"]) == frozenset()
    assert refs_in(rules["R.found"], ["lead", "by"]) == {"holder"}
    assert organs_in(rules["S.help"], ["assist", "lead"]) == {"committee@community"}
