"""Conclusions in Chinese words: the same decisions as in codes, and written back as they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest
from govrules import GovrulesError, Jurisdiction
from govrules.decision_tables import check_tables, read_rules, read_tables, tables_of, write_csv
from govrules.expr import RoleAt, Value

HEAD = "A route,若 类型,则 处置,则 承办机关,则 禁止,则 协助 [],文件,条,中文理由,英文理由\n"
WORDS = "T.a,任务,办理,城管局,否,街乡; 居村委会@community,CR,1,例,example\n"
CODES = (
    "T.a,任务,handle,bureau@district_or_city,false,"
    "office@subdistrict; committee@community,CR,1,例,example\n"
)


def table(folder: Path, row: str) -> Path:
    path = folder / "own.csv"
    path.write_text(HEAD + row, "utf-8")
    return path


def loaded(town: Any, path: Path) -> Jurisdiction:
    blueprint = town.blueprint()
    *rest, last = blueprint.policies
    last = attrs.evolve(last, rules=(*last.rules, *read_rules(path)))
    return Jurisdiction(attrs.evolve(blueprint, policies=(*rest, last)))


def test_words_and_codes_are_one(town: Any, tmp_path: Path) -> None:
    """Disposition, organ, flag and list: the digest is the same."""
    assert (
        loaded(town, table(tmp_path, WORDS)).digest == loaded(town, table(tmp_path, CODES)).digest
    )


def test_what_decides_is_in_codes(town: Any, tmp_path: Path) -> None:
    """Whoever reads an answer sees no difference."""
    one = dict(loaded(town, table(tmp_path, WORDS)).rules.rules["T.a"].then.one)
    assert one["disposition"] == Value("handle")
    assert one["lead"] == RoleAt("bureau", "district_or_city")
    assert one["prohibited"] == Value(False)


@pytest.mark.parametrize("row", [WORDS, CODES])
def test_what_was_written_is_written_back(town: Any, tmp_path: Path, row: str) -> None:
    """A table goes out as its author wrote it."""
    made = loaded(town, table(tmp_path, row))
    own = [r for p in made.policies for r in p.rules if r.id == "T.a"]
    write_csv(tables_of(own, made.rules.questions, "zh"), tmp_path / "back.csv", "zh")
    back = (tmp_path / "back.csv").read_text("utf-8-sig")
    assert [r.canonical() for r in read_rules(tmp_path / "back.csv")] == [own[0].canonical()]
    assert ("办理" in back) is (row is WORDS)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("办", "'办' is no choice that disposition takes; did you mean 办理?"),
        ("办里", "; one of 办理, 移送, 不得"),
    ],
)
def test_a_word_that_is_none(town: Any, tmp_path: Path, word: str, said: str) -> None:
    """It is told at its cell, with words of the same language to choose from."""
    path = table(tmp_path, WORDS.replace("办理", word))
    with pytest.raises(GovrulesError) as caught:
        check_tables(read_tables(path), Jurisdiction(town.blueprint()).rules)
    assert "own.csv:C2: " in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize("word", ["东区城管局", "城建局", "某局@district"])
def test_an_organ_that_is_none(town: Any, tmp_path: Path, word: str) -> None:
    """A rule names no unit, and nothing that no role is called."""
    with pytest.raises(GovrulesError, match="is no organ that lead takes"):
        loaded(town, table(tmp_path, WORDS.replace("城管局", word)))


def test_two_of_one_name(town: Any, tmp_path: Path) -> None:
    """A word that stands for two is taken for neither."""
    blueprint = town.blueprint()
    first, *rest = blueprint.policies

    def twice(question: Any) -> Any:
        slots = [
            attrs.evolve(s, choices=(*s.choices, ("handle2", "办理", "handle too")))
            if s.id == "disposition"
            else s
            for s in question.slots
        ]
        return attrs.evolve(question, slots=slots)

    first = attrs.evolve(
        first, questions=[twice(q) if q.id == "route" else q for q in first.questions]
    )
    spoilt = attrs.evolve(blueprint, policies=(first, *rest))
    *others, last = spoilt.policies
    last = attrs.evolve(last, rules=(*last.rules, *read_rules(table(tmp_path, WORDS))))
    with pytest.raises(GovrulesError, match="'办理' is no choice that disposition takes"):
        Jurisdiction(attrs.evolve(spoilt, policies=(*others, last)))
