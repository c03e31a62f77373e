"""Towns that have one fault, or nearly: made from the snippets of the documentation."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
from govrules import DatedList, Jurisdiction, Law, Line, Period, Question, Role, Slot
from govrules.law import Instrument, Rank, Version
from govrules.rules import DelegationTerms, Revocation

EXAMPLES: Mapping[str, Mapping[str, str]] = tomllib.loads(
    (Path(__file__).parents[2] / "docs/reference/findings/examples.toml").read_text("utf-8")
)


def snippet(source: str, town: ModuleType) -> dict[str, Any]:
    """What a snippet sets, given the names of the town."""
    names = {
        **vars(town),
        "evolve": attrs.evolve,
        "two_texts": lambda **shape: two_texts(town, **shape),
        **{
            t.__name__: t
            for t in (DatedList, DelegationTerms, Line, Period, Revocation, Role, date)
        },
    }
    before = dict(names)
    exec(source, names)
    return {k: v for k, v in names.items() if v is not before.get(k) and k != "__builtins__"}


def made(town: ModuleType, parts: Mapping[str, Any], folder: Path | None = None) -> Jurisdiction:
    """The town with the parts that a snippet sets."""
    guard = Question(
        "guard", "谁不得主责？", "who may not lead?", "every",
        (Slot("must_not_lead", "organ", many=True),),
    )  # fmt: skip
    base = town.blueprint(
        *parts.get("rules", ()),
        without=parts.get("without", ()),
        questions=(*town.QUESTIONS, guard),
        roles=tuple(parts.get("roles", town.ROLE_LIST)),
    )
    layout = parts.get("layout", base.layout)
    return Jurisdiction(
        attrs.evolve(
            base,
            layout=attrs.evolve(layout, adds=(*layout.adds, "guard")),
            law=parts.get("law", base.law),
            lists=tuple(parts.get("lists", ())),
            lines=tuple(parts.get("lines", ())),
            delegations=tuple(parts.get("delegations", ())),
            delegation_terms=parts.get("terms", {}),
            examples=_written(parts["examples"], folder) if "examples" in parts else None,
        )
    )


def _written(matters: list[dict[str, Any]], folder: Path | None) -> Path:
    import yaml

    assert folder is not None
    records = [{"id": f"e{i}", "matter": m, "expect": {}} for i, m in enumerate(matters)]
    (folder / "examples.yaml").write_text(yaml.safe_dump(records, allow_unicode=True), "utf-8")
    return folder


def two_texts(
    town: ModuleType, paragraphs: tuple[int, int] = (2, 2), digests: tuple[str, str] = ("aaaa",) * 2
) -> Law:
    """The town's law, and an instrument TWO of two texts, whose article 2 may differ in them."""
    days = date(2016, 1, 1), date(2020, 1, 1)
    two = Instrument(
        "TWO", "两次条例", "Twice", Rank.LOCAL_REGULATION, town.COUNCIL, days[0],
        Period(days[0], None), tuple(Version(d, d) for d in days),
    )  # fmt: skip
    base = town.law()
    rows = [
        f"TWO,{day},{n},{paragraphs[i] if n == 2 else 2},,{digests[i] if n == 2 else 'cccc'}"
        for i, day in enumerate(days)
        for n in (1, 2)
    ]
    return Law((*base.instruments, two), "town", base.articles_csv + "\n".join(rows) + "\n")
