"""响应率, 解决率, 满意率: of whom, of which cases, and what was left out by which rule.

Numerator and denominator follow the organ that held the case at its end, whoever it was first
sent to. Whether a case counts is for the inquiry that its chart names; nothing of it is decided
here. How Beijing weighs the three rates into a score is not public: weights are a parameter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ..errors import RecordError, one_of, shown
from .book import Book
from .tables import cases as case_table

__all__ = ["GROUPS", "Rate", "group_of", "name_of", "rates"]

GROUPS = ("subdistrict", "district", "department", "trade")


@attrs.frozen
class Rate:
    """The three rates of one unit, department or trade.

    Args:
        key: Which; ``zh`` and ``en`` name it.
        cases: How many count.
        responded: Of them, how many callers were contacted before that clock rang.
        solved: How many said that it was solved.
        satisfied: How many said that they were satisfied.
        excluded: Ground → how many were left out under it (剔除).
        held_over: Ground → how many were set aside under it (挂账).
        unsettled: How many have a ground of which no public rule says what follows.
        score: The weighted rates in percent, where weights were given.
        words: Ground → what it is called in Chinese and in English.
        rules: Ground → the provisions under which it is left out or set aside, in both.
    """

    key: str
    zh: str
    en: str
    cases: int
    responded: int
    solved: int
    satisfied: int
    excluded: Mapping[str, int] = attrs.field(hash=False)
    held_over: Mapping[str, int] = attrs.field(hash=False)
    unsettled: int = 0
    score: float | None = None
    words: Mapping[str, tuple[str, str]] = attrs.field(factory=dict, hash=False)
    rules: Mapping[str, tuple[str, str]] = attrs.field(factory=dict, hash=False)

    @property
    def response_rate(self) -> float | None:
        """响应率 in percent; ``None`` of no case."""
        return self._percent(self.responded)

    @property
    def resolution_rate(self) -> float | None:
        """解决率 in percent."""
        return self._percent(self.solved)

    @property
    def satisfaction_rate(self) -> float | None:
        """满意率 in percent."""
        return self._percent(self.satisfied)

    def _percent(self, part: int) -> float | None:
        return round(100 * part / self.cases, 2) if self.cases else None


def rates(
    book: Book, by: str, month: str | None = None, *, weights: Mapping[str, float] | None = None
) -> list[Rate]:
    """The three rates of the cases that were called back in a month.

    Args:
        book: The ledger.
        by: ``subdistrict``, ``district``, ``department`` or ``trade``.
        month: ``2024-03``; all where not given.
        weights: ``response``, ``resolution`` and ``satisfaction`` → weight, for a score; what
            Beijing uses is not public.

    Returns:
        One rate a group, sorted by key. A case whose owner sits at no such unit is in no group.

    Raises:
        RecordError: for a grouping or a month that there is none of.
    """
    _check(by, month)
    counts: dict[str, Counter[str]] = {}
    out: dict[str, tuple[Counter[str], Counter[str]]] = {}
    treated = _Treatment(book)
    for _, held in book.held(*_called_in(month)):
        values = held.snapshot.values
        key = group_of(values.get("lead"), by, held.facts, book)
        if key is None:
            continue
        called = str(values["called_at"])
        count = counts.setdefault(key, Counter())
        excluded, held_over = out.setdefault(key, (Counter(), Counter()))
        ground = values.get("excluded") or values.get("held_over")
        match treated.of(held.chart, ground, bool(values.get("withdrawn")), called[:10]):
            case "excluded":
                excluded[str(ground)] += 1
            case "held_over":
                held_over[str(ground)] += 1
            case "counts":
                count["cases"] += 1
                count["responded"] += (
                    bool(values.get("contacted")) and "contact" not in held.snapshot.rang
                )
                count["solved"] += values.get("solved") is True
                count["satisfied"] += values.get("satisfied") is True
            case "not_counted":
                pass
            case _:
                count["unsettled"] += 1
    words = book.grounds
    texts = words, treated.rules
    return [_rate(key, counts[key], out[key], by, book, weights, texts) for key in sorted(counts)]


def _called_in(month: str | None) -> tuple[Any, ...]:
    """The conditions of cases that were called back, in a month if one is given."""
    called = case_table.c.called
    if month is None:
        return (called > "",)
    return called >= month, called < f"{month}~"  # after every day of it


class _Treatment:
    """Whether cases count, asked once for all cases that are alike."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._of: dict[tuple[str, object, bool, str], str] = {}
        self._cites: dict[str, list[tuple[str, str]]] = {}

    @property
    def rules(self) -> Mapping[str, tuple[str, str]]:
        """Ground → the provisions under which cases were left out or set aside for it."""
        return {
            ground: ("；".join(zh for zh, _ in cites), "; ".join(en for _, en in cites))
            for ground, cites in self._cites.items()
        }

    def of(self, chart: str, ground: object, is_withdrawn: bool, day: str) -> str:
        """The answer of the chart's inquiry about a case that was called back on this day."""
        key = (chart, ground, is_withdrawn, day)
        if key not in self._of:
            self._of[key] = self._asked(*key)
        return self._of[key]

    def _asked(self, chart: str, ground: object, is_withdrawn: bool, day: str) -> str:
        inquiry = self._book.charts[chart].assessed_by
        if not inquiry:
            return "not_counted" if is_withdrawn else "counts"
        said: dict[str, Any] = {
            "called_back": True,
            "withdrawn": is_withdrawn,
            "ground": ground or "none",
        }
        found = self._book.jurisdiction.inquire(inquiry, asks="counts", on=day, **said)
        cites = self._cites.setdefault(str(ground), [])
        cites += [cite for r in found.because if (cite := (r.cite_zh, r.cite_en)) not in cites]
        return found.disposition


def group_of(organ: Any, by: str, facts: Mapping[str, Any], book: Book) -> str | None:
    """The group of an organ: its subdistrict or district, its role, or the trade of the matter."""
    if not isinstance(organ, str):
        return None
    match by:
        case "department":
            return organ
        case "trade":
            tree = book.jurisdiction.fields["item"]
            item = facts.get("item")
            if item is None or tree.tree is None:
                return None
            return tree.tree.path(str(tree.read(item)))[0]
        case "subdistrict":
            return book.names.unit(organ, "subdistrict")
    place = book.place_of(facts)
    return book.names.unit(organ, "district") or (
        book.names.unit(f"any@{place}", "district") if place else None
    )


def name_of(key: str, by: str, book: Book) -> tuple[str, str]:
    """The name of a group in Chinese and in English."""
    match by:
        case "department":
            return book.names.of(key)
        case "trade":
            tree = book.jurisdiction.fields["item"].tree
            return (tree.name(key), tree.name(key, "en")) if tree is not None else (key, key)
    unit = book.jurisdiction.territory.unit(key)
    return unit.zh, unit.en


def _rate(
    key: str,
    count: Counter[str],
    out: tuple[Counter[str], Counter[str]],
    by: str,
    book: Book,
    weights: Mapping[str, float] | None,
    texts: tuple[Mapping[str, tuple[str, str]], Mapping[str, tuple[str, str]]],
) -> Rate:
    made = Rate(
        key,
        *name_of(key, by, book),
        *(count["cases"], count["responded"], count["solved"], count["satisfied"]),
        *(dict(sorted(out[0].items())), dict(sorted(out[1].items()))),
        count["unsettled"],
        words=_of(texts[0], out),
        rules=_of(texts[1], out),
    )
    if weights is None or not made.cases:
        return made
    named = {
        "response": made.response_rate,
        "resolution": made.resolution_rate,
        "satisfaction": made.satisfaction_rate,
    }
    if set(weights) != set(named) or not sum(weights.values()):
        raise RecordError(
            f"weights cannot be {shown(dict(weights))}",
            f"权重不能是 {shown(dict(weights))}",
            field="weights",
            value=dict(weights),
            hint_en="give response, resolution and satisfaction, of which one is not nought",
            hint_zh="请给出 response、resolution、satisfaction，且不全为零",
        )
    total = sum(weights[name] * (rate or 0) for name, rate in named.items())
    return attrs.evolve(made, score=round(total / sum(weights.values()), 2))


def _of(
    texts: Mapping[str, tuple[str, str]], out: Iterable[Counter[str]]
) -> dict[str, tuple[str, str]]:
    """The texts of the grounds that are counted."""
    return {ground: texts[ground] for counts in out for ground in counts if ground in texts}


def _check(by: str, month: str | None) -> None:
    if by not in GROUPS:
        en, zh = one_of(GROUPS)
        raise RecordError(
            f"rates cannot be by {shown(by)}",
            f"不能按 {shown(by)} 统计",
            field="by",
            value=by,
            hint_en=en,
            hint_zh=zh,
        )
    if month is not None and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
        raise RecordError(
            f"month cannot be {shown(month)}",
            f"月份不能是 {shown(month)}",
            field="month",
            value=month,
            hint_en="write 2024-03",
            hint_zh="请写成 2024-03",
        )
