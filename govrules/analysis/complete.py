"""A matter completed fact by fact until it is decided, with what it shows still there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from ..errors import GovrulesError
from ..evaluate import Evaluation
from ..rules import Field
from .context import AnalysisContext

__all__ = ["completed"]

# So many facts are added at most, and of a code list so many values tried.
MOST_ADDED = 10
MOST_VALUES = 6


def completed(
    context: AnalysisContext, record: Mapping[str, Any], shows: Callable[[Evaluation], bool]
) -> dict[str, Any]:
    """Add facts to a matter, in the order in which its decision asks for them, until none is asked.

    Args:
        context: The jurisdiction.
        record: The matter, which shows what is to be shown.
        shows: Whether an evaluation still does.

    Returns:
        The matter with as many facts as could be added; each was tried in the order of its values,
        and the first was taken with which the matter can be decided and still shows it.
    """
    found = dict(record)
    for _ in range(MOST_ADDED):
        step = next(_steps(context, found, shows), None)
        if step is None:
            return found
        found = step
    return found


def _steps(
    context: AnalysisContext, record: dict[str, Any], shows: Callable[[Evaluation], bool]
) -> Iterator[dict[str, Any]]:
    """The matter with one more fact."""
    try:
        asked = context.decide(record).ask
    except GovrulesError:
        return
    for field in (a.field for a in asked if a.field not in record):
        for value in _values(context.rules.declared[field]):
            more = {**record, field: value}
            evaluation = context.evaluated(more)
            if evaluation is not None and shows(evaluation):
                yield more


def _values(field: Field) -> list[Any]:
    if field.kind == "flag":
        return [True, False]
    if field.tree is not None:
        return list(islice((c for c in field.tree if field.tree.is_leaf(c)), MOST_VALUES))
    return [c.code for c in field.choices]
