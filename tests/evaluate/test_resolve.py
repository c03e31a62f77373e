"""Which rules prevail, from nothing but what each may conclude and how any two are ranked."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from govrules import Jurisdiction
from govrules.errors import ConflictError
from govrules.evaluate import Answer, Contender, resolve
from govrules.law import Verdict


@pytest.fixture(scope="module")
def ask(town: Any) -> Any:
    """Resolve rules that are named by a letter: what is true, what is unknown, what stands over."""
    made = Jurisdiction(town.blueprint())
    question = next(q for q in made.rules.questions if q.id == "route")
    base = next(iter(made.rules.rules.values()))
    rules = {id: attrs.evolve(base, rule=attrs.evolve(base.rule, id=id)) for id in "ABC"}

    def asked(
        true: dict[str, str],
        unknown: dict[str, str],
        over: set[str],
        parts: dict[str, str] | None = None,
    ) -> Answer:
        def ranking(a: Any, b: Any) -> Verdict:
            kind = (
                "first"
                if a.id + b.id in over
                else "second"
                if b.id + a.id in over
                else "adjudicate"
                if "?" in over
                else "unranked"
            )
            return Verdict(kind, "test", None, None, None, "", "")

        def contender(id: str, values: str) -> Contender:
            left = () if id in true else (parts or {}).get(id, id)  # parts of its own if not said
            return Contender(rules[id], tuple(values), frozenset(left))  # type: ignore[arg-type]

        known, open_ = ([contender(*one) for one in some.items()] for some in (true, unknown))
        return resolve(question, known, open_, ranking)

    return asked


@pytest.mark.parametrize(
    ("true", "unknown", "over", "values", "live"),
    [
        ({}, {}, set(), (None,), ""),
        ({"A": "x"}, {}, set(), ("x",), ""),
        ({"A": "x", "B": "x"}, {}, set(), ("x",), ""),
        ({"A": "x", "B": "y"}, {}, {"AB"}, ("x",), ""),
        ({"A": "x"}, {"B": "x"}, set(), ("x",), ""),
        ({"A": "x"}, {"B": "y"}, set(), ("x", "y"), "B"),
        ({"A": "x"}, {"B": "y"}, {"AB"}, ("x",), ""),
        ({"A": "x"}, {"B": "y"}, {"BA"}, ("x", "y"), "B"),
        ({}, {"A": "x", "B": "x"}, set(), (None, "x"), "AB"),
        ({"A": "xy"}, {}, set(), ("x", "y"), ""),
        # What loses does not come back because its winner has lost as well.
        ({"A": "x", "B": "y", "C": "z"}, {}, {"AB", "BC", "AC"}, ("x",), ""),
    ],
)
def test_what_remains_possible(
    ask: Any, true: Any, unknown: Any, over: set[str], values: tuple[Any, ...], live: str
) -> None:
    """A rule still unknown keeps the answer open unless it agrees or would lose anyway."""
    found = ask(true, unknown, over)
    assert found.values == values
    assert "".join(r.id for r in found.live) == live


@pytest.mark.parametrize(
    ("parts", "values", "live"),
    [
        ({"A": "p", "B": "pq"}, (None, "x"), "A"),  # wherever B applies, A does and prevails
        ({"A": "p", "B": "p"}, (None, "x"), "A"),
        ({"A": "pq", "B": "p"}, (None, "x", "y"), "AB"),  # B may apply without A
        ({"A": "p", "B": "q"}, (None, "x", "y"), "AB"),
        ({}, (None, "x", "y"), "AB"),
    ],
)
def test_an_exception_that_applies_wherever_its_rule_does_puts_it_out(
    ask: Any, parts: dict[str, str], values: tuple[Any, ...], live: str
) -> None:
    """What two open rules have in common cannot hold for one of them alone."""
    found = ask({}, {"A": "x", "B": "y"}, {"AB"}, parts)
    assert found.values == values
    assert "".join(r.id for r in found.live) == live


@pytest.mark.parametrize("over", [set(), {"AB", "BC", "CA"}])
def test_without_a_winner_it_is_a_conflict(ask: Any, over: set[str]) -> None:
    """Rules that nothing ranks, and a ring of defeats, are errors that name two of them."""
    with pytest.raises(ConflictError) as caught:
        ask({"A": "x", "B": "y", "C": "z"}, {}, over)
    assert len(set(caught.value.rules)) == 2


def test_what_may_still_be_settled_is_no_dispute(ask: Any) -> None:
    """An organ is asked only where no missing fact could still decide."""
    assert len(ask({"A": "x", "B": "y"}, {}, {"?"}).disputes) == 1
    assert ask({"A": "x", "B": "y"}, {"C": "z"}, {"?", "CA"}).disputes == ()


def test_a_loser_that_puts_nobody_out_keeps_nothing_open(ask: Any) -> None:
    """A rule still unknown, beaten by one side of a dispute, matters only if it beats the other."""
    dispute = {"A": "x", "B": "y"}
    idle = ask(dispute, {"C": "z"}, {"?", "AC"})
    assert (idle.live, len(idle.disputes)) == ((), 1)
    decisive = ask(dispute, {"C": "z"}, {"?", "AC", "CB"})
    assert [r.id for r in decisive.live] == ["C"]
    assert decisive.disputes == ()


def test_rules_that_may_still_agree_are_in_no_conflict(ask: Any) -> None:
    """Two rules that nothing ranks conflict once no value is left on which they could meet."""
    found = ask({"A": "xy", "B": "yz"}, {}, set())
    assert found.values == ("x", "y", "z")
    assert found.disputes == ()
    with pytest.raises(ConflictError):
        ask({"A": "xy", "B": "zw"}, {}, set())


def test_what_agrees_with_the_rule_at_the_top_is_counted_with_it(ask: Any) -> None:
    """A rule that is outranked from the top is defeated in all that it may say."""
    found = ask({"A": "x", "B": "xy"}, {}, {"AB"})
    assert found.values == ("x",)
    assert [r.id for r in found.winners] == ["A"]
    assert [d.rule.id for d in found.defeated] == ["B"]


def test_a_rule_that_lost_itself_defeats_only_what_it_denies_for_certain(ask: Any) -> None:
    """From below the top, a value on which the two may agree stands."""
    found = ask({"A": "x", "B": "xy", "C": "y"}, {}, {"AB", "BC"})
    assert found.values == ("x", "y")
    assert [r.id for r in found.winners] == ["A", "C"]
