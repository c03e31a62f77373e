"""A matter of the pack that is open with one organ possible hangs on a fact that changes the step."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from govrules import Decision, Field, GovrulesError, Jurisdiction
from hypothesis import event, given
from hypothesis import strategies as st

DAYS = date(2018, 1, 1), 2900
# So many ways of answering what is asked are tried before a question is held to be idle.
WAYS = 40
LONGEST = 10
USUAL = (
    "channel",
    "on_power_list",
    "first_receiver",
    "giver_level",
    "asked_of_level",
    "role_given",
)


def drawn_value(field: Field, draw: random.Random) -> Any:
    """A value that a field may have."""
    match field.kind:
        case "flag":
            return draw.choice((True, False))
        case "count":
            return draw.randrange(4)
        case "day":
            return (DAYS[0] + timedelta(days=draw.randrange(DAYS[1]))).isoformat()
        case "choice":
            return draw.choice(field.choices).code
        case "set":
            return draw.choice(field.choices).code
    tree: Any = field.tree
    return draw.choice([code for code in tree if tree.is_leaf(code)])


def drawn_matter(pack: Jurisdiction, draw: random.Random) -> dict[str, Any]:
    """A matter with the facts that come first, and now and then another.

    What the rules work out is not said: it may contradict them on a day that is yet to be asked.
    """
    facts: dict[str, Any] = {}
    worked_out = {question.id for question in pack.rules.questions}
    for field in pack.fields.values():
        if field.id in worked_out:
            continue
        usual = 0.97 if field.id in ("kind", "item", "place", "on") else 0.05
        if field.reads is None and draw.random() < (0.5 if field.id in USUAL else usual):
            facts[field.id] = drawn_value(field, draw)
    return facts


def decided(pack: Jurisdiction, facts: dict[str, Any]) -> Decision | None:
    """The decision; none where the facts contradict each other."""
    try:
        return pack.decide(facts)
    except GovrulesError:
        return None


def ending(pack: Jurisdiction, facts: dict[str, Any], draw: random.Random) -> Any:
    """The step and the organ once all that is asked has been answered at random."""
    for _ in range(LONGEST):
        d = decided(pack, facts)
        if d is None or d.disposition != "undetermined":
            return None if d is None else (d.disposition, d.prohibited, d.lead and d.lead.role)
        # A member of a set is asked by itself; the set as a whole is given.
        asked = [pack.fields[a.field.partition(".")[0]] for a in d.ask]
        asked = [f for f in asked if f.id not in facts]
        if not asked:
            return (d.disposition, False, None)
        field = draw.choice(asked)
        facts = {**facts, field.id: drawn_value(field, draw)}
    return (None, False, None)


def is_idle(pack: Jurisdiction, seed: int) -> bool:
    """Whether a drawn matter is open with one organ possible, and every way ends alike."""
    draw = random.Random(seed)
    facts = drawn_matter(pack, draw)
    d = decided(pack, facts)
    if d is None or d.disposition != "undetermined" or len(d.candidates) != 1:
        return False
    if any(pack.fields[a.field.partition(".")[0]].tree for a in d.ask):
        return False  # the answer is one of hundreds of codes: to try some at random shows nothing
    if any("不在所列" in note.zh for note in d.notes):
        return False  # the organ may be none of those that are named
    endings = set[Any]()
    for _ in range(WAYS):
        endings.add(ending(pack, facts, draw))
        if len(endings - {None}) > 1:
            return False
    return bool(d.ask) and bool(endings - {None})


@given(seed=st.integers(0, 10**9))
def test_what_is_asked_where_one_organ_is_possible_changes_the_step(
    beijing_pack: Jurisdiction, seed: int
) -> None:
    """Undetermined with one candidate and the same step throughout is a defect."""
    idle = is_idle(beijing_pack, seed)
    event("idle" if idle else "sound")
    assert not idle
