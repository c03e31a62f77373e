"""What a jurisdiction remembers: seen, made ready, forgotten, and bounded; never a different answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from govrules import GovrulesError, Jurisdiction
from govrules.classes import template_cache
from govrules.errors import RecordError

OPEN = {"kind": "complaint", "place": "110109001", "on": "2023-05-23"}


@pytest.fixture
def made(town: Any) -> Jurisdiction:
    """A town that has decided nothing yet."""
    return Jurisdiction(town.blueprint())


def test_what_is_remembered_can_be_seen_and_forgotten(made: Jurisdiction, town: Any) -> None:
    """Forgetting empties all that is counted, and the next decision has the same bytes."""
    matter = town.matter(item="litter", number=1)
    before = made.decide(matter).to_json()
    assert made.cache_info()["cases"] == 1
    assert made.cache_info()["values"] > 0
    made.clear()
    assert set(made.cache_info().values()) == {0}
    assert made.decide(matter).to_json() == before


def test_warming_decides_what_is_given_and_skips_what_is_wrong(
    made: Jurisdiction, town: Any
) -> None:
    """After warming a matter is met before; a matter that cannot be read is passed over."""
    good = town.matter(item="litter")
    assert made.warm([good, {"kind": "nonsense"}, {"no field": 1}]) == ()
    cases = made.cache_info()["cases"]
    made.decide(good)
    assert made.cache_info()["cases"] == cases == 1


def test_warming_reads_what_columns_have_learnt(
    made: Jurisdiction, town: Any, tmp_path: Path
) -> None:
    """A cache of another run makes columns ready; one that is damaged is a note."""
    pytest.importorskip("pyarrow")
    from govrules.classes.store import file_in, save

    other = Jurisdiction(town.blueprint())
    other.classes.find(other._reader.read(town.matter(item="litter")))
    file = file_in(tmp_path, other.digest)
    save(other.classes, file)
    assert made.warm(cache=tmp_path) == ()
    assert len(made.classes.learner.outcomes.leaves) == 1
    file.write_bytes(b"")
    (note,) = made.warm(cache=tmp_path)
    assert "is not used" in note.en


@pytest.mark.parametrize("engine", ["classes", "reference"])
def test_plain_questions_are_the_same_facts_without_figures(
    beijing_pack: Jurisdiction, engine: Any
) -> None:
    """With ask="plain" an open matter comes out alike, but for how much each fact would help."""
    ranked = beijing_pack.decide(OPEN, engine=engine).to_dict()
    plain = beijing_pack.decide(OPEN, engine=engine, ask="plain").to_dict()
    assert {a["field"] for a in ranked.pop("ask")} <= {a["field"] for a in plain["ask"]}
    assert {a["leaves"] for a in plain.pop("ask")} <= {None, 1.0}
    assert plain == ranked


def test_another_way_to_ask_is_refused(made: Jurisdiction) -> None:
    """A word that the option does not take is named, with those that it does."""
    with pytest.raises(GovrulesError, match="one of ranked, plain"):
        made.decide(ask="first")  # type: ignore[call-overload]


def test_cases_are_carried_over_and_bounded(
    made: Jurisdiction, town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a generation is full, a case met again is not decided anew, and the old ones go."""
    monkeypatch.setattr(template_cache, "MOST_CASES", 3)
    often = town.matter(item="litter", on="2021-03-01")
    matters = [
        town.matter(item=item, listed=listed, urgent=urgent)
        for item in ("dump", "waste", "noise", None)
        for listed in ("yes", "no", None)
        for urgent in ("yes", "unknown", None)
    ]
    made.decide(often)
    for matter in matters:
        made.decide(matter)
        made.decide(often)
    templates = made._templates["ranked"]
    assert len(templates) <= 2 * 3
    assert templates.learnt < 2 * len(matters)
    before = templates.learnt
    made.decide(often)
    assert templates.learnt == before


@pytest.mark.parametrize("matters", [3, None, b"kind"])
def test_warming_with_no_matters_at_all_is_an_error_of_ours(
    small: Jurisdiction, matters: Any
) -> None:
    """What is neither a path nor matters is refused by name, as where they are decided."""
    with pytest.raises(RecordError, match=type(matters).__name__):
        small.warm(matters)
