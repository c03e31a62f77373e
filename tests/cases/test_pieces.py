"""A decision in pieces: put together it is what it was, and what is shared is kept once."""

from __future__ import annotations

import json
import re
from typing import Any

import govrules
import pytest
from govrules.cases.chain import digest
from govrules.cases.pieces import named_in, taken_apart, together
from govrules.cases.tables import decisions, parts

MATTERS: list[dict[str, Any]] = [
    {"kind": "violation", "item": "犬便不清除", "place": place, "on": "2021-03-01"}
    for place in ("西城区/大栅栏街道", "西城区/牛街街道", "西城区/牛街街道")
]


def test_a_decision_is_put_together_to_the_byte(beijing_pack: govrules.Jurisdiction) -> None:
    """What is kept, with its parts, gives the line of ``to_json``."""
    decision = beijing_pack.decide(MATTERS[0])
    kept, shared = taken_apart(decision)
    assert together(kept, shared.get) == decision.to_json()
    assert named_in(kept) == set(shared) == {digest(text) for text in shared.values()}
    assert len(kept) < len(decision.to_json()) / 2


def test_a_part_that_is_missing_is_no_decision(beijing_pack: govrules.Jurisdiction) -> None:
    """Nothing is made up for what is not there."""
    kept, shared = taken_apart(beijing_pack.decide(MATTERS[0]))
    with pytest.raises(ValueError, match=r"^\w+$"):
        together(kept, dict(list(shared.items())[1:]).get)


@pytest.mark.parametrize("kept", ["[]", "7"])
def test_what_was_never_kept_is_refused(kept: str) -> None:
    """Only an object is what is kept of a decision."""
    with pytest.raises(ValueError, match=re.escape(kept)):
        named_in(kept)


def test_what_decisions_share_is_kept_once(cases: Any, beijing_pack: govrules.Jurisdiction) -> None:
    """The same decision is one row, reasons of one kind of matter are one part."""
    decided = [beijing_pack.decide(m) for m in MATTERS]
    cases.record(zip(MATTERS, decided, strict=True))
    rows = cases.ledger.rows(decisions.select())
    assert [cases.ledger.text(row.digest) for row in rows] == [
        d.to_json() for row in rows for d in decided[:2] if _key(d) == row.digest
    ]
    texts = [row.body for row in cases.ledger.rows(parts.select())]
    because = [json.dumps(d.to_dict()["because"], ensure_ascii=False) for d in decided]
    assert because[0] == because[1]
    assert texts.count(because[0]) == 1
    assert cases.verify() == cases.replay() == []


def _key(decision: Any) -> str:
    return digest(taken_apart(decision)[0])
