"""Decided matters of one jurisdiction in columns, and the measures over them; none by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..columns.arrow import by_class, numbered
from ..columns.keep import not_decided
from ..errors import RecordError, no_such
from ..measures import measure
from ..options import as_count
from ..territory import Territory
from .matters import items_of, seats_of

__all__ = ["Decided", "check_names", "facts_of"]

SEVERAL = ("contested", "undivided")
# The columns of a class that decided tables do not have; lists are joined by a bar.
LISTS = ("candidates", "assist", "supervise", "must_not_lead", "asks")
FLAG = "is_provisional"
OF_CLASS = ("level", "owner_status", FLAG, "by", *LISTS, "duties", "cites")


def facts_of(of: Any, matters: pa.Table, keep: Iterable[str]) -> pa.Table:
    """The matters without the kept columns that are no fields of a jurisdiction."""
    return matters.drop_columns([name for name in keep if name not in of.fields])


def check_names(of: Any, keep: Iterable[str]) -> None:
    """Raises RecordError for a column kept under a name that is counted by already."""
    for name in keep:
        if name in (*OF_CLASS, "field", *of.territory.levels) and name not in of.fields:
            raise RecordError(
                f"the column {name!r} cannot be kept: matters are counted by one of that name",
                f"列 {name!r} 无法保留：事项已有同名的统计列",
                field=name,
                value=name,
                hint_en="rename it",
                hint_zh="请改名",
            )


@attrs.frozen(eq=False)
class Decided:
    """What a jurisdiction makes of the matters of a run.

    Args:
        name: The name of the scenario.
        jurisdiction: The jurisdiction under it.
        matters: The matters as given.
        table: ``disposition``, ``lead``, ``owner``, ``decision_class`` and ``error`` of each.
        baseline: What the jurisdiction as it is makes of them; ``None`` for that itself.
        zh: What the scenario is called in Chinese; empty where it is not said.
        keep: The columns of the matters that are no facts.
    """

    name: str
    jurisdiction: Any
    matters: pa.Table
    table: pa.Table
    baseline: Decided | None = None
    zh: str = ""
    keep: tuple[str, ...] = ()

    @property
    def facts(self) -> pa.Table:
        """The matters without the columns that are no facts here."""
        return facts_of(self.jurisdiction, self.matters, self.keep)

    def classes(self) -> pa.Table:
        """The classes that occur: their rows, and what decided tables do not say of them.

        ``level`` of the lead, ``owner_level``, ``owner_status``, ``is_provisional``, ``by``,
        ``candidates``, ``assist``, ``supervise``, ``must_not_lead``, ``duties``, ``asks`` (what
        may still be asked), ``rules`` that decided and ``cites`` of the owner. Most rows first.
        """
        codes, words = self._codes("decision_class")
        counts = np.bincount(codes + 1, minlength=len(words) + 1)[1:]
        met = sorted((-int(n), w) for w, n in zip(words, counts, strict=True) if n)
        rows = [{"decision_class": w, "rows": -n, **self._said(w)} for n, w in met]
        return pa.Table.from_pylist(rows) if rows else pa.table({"decision_class": [], "rows": []})

    def _said(self, code: str) -> dict[str, Any]:
        o = self.jurisdiction.classes[code].outcome
        rules = self.jurisdiction.rules.rules
        level = [organ.partition("@")[2] if organ else None for organ in (o.lead, o.owner)]
        return {
            "disposition": o.disposition,
            "level": level[0],
            "owner_level": level[1],
            "owner_status": o.owner_status,
            "is_provisional": o.lead_is_provisional,
            "by": o.by,
            **{name: "|".join(getattr(o, name)) for name in LISTS},
            "duties": "|".join(code for code, _ in o.duties),
            "rules": "|".join(o.because),
            "cites": "|".join(dict.fromkeys(rules[id].rule.cite.key for id in o.owner_because)),
        }

    def rows(self) -> pa.Table:
        """Each matter with its decision and all that is said of its class, as dictionaries."""
        codes, words = self._codes("decision_class")
        said = [self._said(w) for w in words]
        # Of a fact that a decision has too, its owner, the decision's is told, seated.
        found = self.matters.select(not_decided(self.matters.column_names))
        for name in self.table.column_names:
            found = found.append_column(name, self.table[name])
        flags = np.array([*(s[FLAG] for s in said), None], object)[codes]
        for name in OF_CLASS:
            if name == FLAG:
                found = found.append_column(name, pa.array(flags, pa.bool_()))
                continue
            values = [*(s[name] for s in said), None]
            found = found.append_column(name, by_class(values, codes))
        return found

    def owners(self, by: str | Sequence[str] = ()) -> pa.Table:
        """How many matters each organ owns.

        Args:
            by: What they are counted by besides: ``level``, ``district``, ``subdistrict``,
                ``community``, ``field`` (of the item), ``kind`` or ``item``.

        Returns:
            ``owner``, ``standing`` (``firm``; ``provisional``: it holds the matter until a fact is
            known; ``lead``: it acts and owns nothing; ``none``), the columns asked for, ``rows``.

        Raises:
            RecordError: for what matters cannot be counted by.
        """
        owner, standing = self._holders()
        names = (by,) if isinstance(by, str) else by
        more = {name: self.column(name) for name in names}
        return _counted({"owner": owner, "standing": standing, **more})

    def _holders(self) -> tuple[Any, Any]:
        """Who has each matter, and how firmly."""
        owners, owner_words = self._codes("owner")
        leads, lead_words = self._codes("lead")
        provisional = self._of_class("is_provisional", False)
        firm = owners >= 0
        holder = np.where(firm, owners, np.where(leads >= 0, leads + len(owner_words), -1))
        names = ["firm", "provisional", "lead", "none"]
        standing = np.select([firm, (leads >= 0) & provisional, leads >= 0], [0, 1, 2], 3)
        return _words(holder, [*owner_words, *lead_words]), _words(standing, names)

    def moved(self, per: str = "flow") -> pa.Table:
        """The matters that have another owner than in the baseline.

        Both owners are firm; a matter whose owner is not settled in one of the two has not moved
        (see :meth:`changes`).

        Args:
            per: ``flow``: from which organ to which, with the articles of both; ``unit``: what
                each subdistrict, or district where the organ is one of it, gains and loses.

        Returns:
            ``from``, ``to``, ``articles_before``, ``articles``, ``rows``; or ``unit``, ``gained``,
            ``lost``, ``net``. Most rows first.

        Raises:
            RecordError: for another word, and where there is no baseline.
        """
        base = self._base()
        if per not in ("flow", "unit"):
            raise no_such("per", per, ("flow", "unit"))
        before, after = base._names("owner"), self._names("owner")
        is_moved = (before != "") & (after != "") & (before != after)
        at = np.flatnonzero(is_moved)
        if per == "unit":
            return _by_unit(before[at], after[at])
        cites = [d._of_class("cites", "")[at] for d in (base, self)]
        flows = Counter(zip(before[at], after[at], *cites, strict=True))
        rows = sorted(flows.items(), key=lambda pair: (-pair[1], pair[0]))
        names = ("from", "to", "articles_before", "articles")
        return pa.table(
            {name: [str(key[n]) for key, _ in rows] for n, name in enumerate(names)}
            | {"rows": [n for _, n in rows]},
            schema=pa.schema([*((n, pa.string()) for n in names), ("rows", pa.int64())]),
        )

    def changes(self) -> dict[str, int]:
        """What differs from the baseline, in matters.

        Returns:
            ``moved`` (another firm owner), ``settled`` (one owner where there was none),
            ``shared`` (several organs, undivided or contested, where there was one owner),
            ``orphaned`` (none, or not known which, where there was one), ``other`` (the same
            owner, and something else decided otherwise), ``same`` (also where neither can be
            decided).
        """
        base = self._base()
        before, after = base._names("owner"), self._names("owner")
        parts = [before != "", after != "", before != after]
        several = np.isin(self._of_class("owner_status", ""), SEVERAL)
        other = np.zeros(len(before), bool)
        for name in ("disposition", "lead"):
            other |= base._names(name) != self._names(name)
        found = {
            "moved": parts[0] & parts[1] & parts[2],
            "settled": ~parts[0] & parts[1],
            "shared": parts[0] & ~parts[1] & several,
            "orphaned": parts[0] & ~parts[1] & ~several,
            "other": ~parts[2] & other,
            "same": ~parts[2] & ~other,
        }
        return {name: int(is_it.sum()) for name, is_it in found.items()}

    def missing(self, top: int = 10, sample: int = 100) -> pa.Table:
        """Which fact, not said, keeps how many matters open.

        A class says only what may still be asked; what would help first depends on the matter. So
        one matter of each of the largest open classes is decided in full, and stands for its class.

        Args:
            top: How many facts.
            sample: How many classes, the largest first.

        Returns:
            ``fact``, ``zh``, ``en`` (the question), ``rows`` of the classes in which it is asked
            first, ``share`` of the open matters looked at. Who owns the matter is what is to be
            found out, and counts as a fact only where nothing else can be asked.

        Raises:
            RecordError: for less than one of either.
        """
        top, sample = as_count("top", top), as_count("sample", sample)
        codes, words = self._codes("decision_class")
        counts = np.bincount(codes + 1, minlength=len(words) + 1)[1:]
        of = self.jurisdiction.classes
        undetermined, owner = self.jurisdiction.layout.undetermined, self.jurisdiction.layout.owner
        is_open = [of[w].outcome.disposition == undetermined for w in words]
        order = [int(n) for n in np.argsort(-counts, kind="stable") if is_open[n] and counts[n]]
        first: Counter[tuple[str, str, str]] = Counter()
        for number in order[:sample]:
            row = int(np.flatnonzero(codes == number)[0])
            record = {
                k: v for k, v in self.facts.slice(row, 1).to_pylist()[0].items() if v is not None
            }
            asks = self.jurisdiction.decide(record).ask
            if asks:
                ask = next((a for a in asks if a.field != owner), asks[0])
                first[ask.field, ask.zh, ask.en] += int(counts[number])
        seen = sum(first.values()) or 1
        rows = sorted(first.items(), key=lambda pair: (-pair[1], pair[0]))[:top]
        return pa.table(
            {
                "fact": [key[0] for key, _ in rows],
                "zh": [key[1] for key, _ in rows],
                "en": [key[2] for key, _ in rows],
                "rows": [n for _, n in rows],
                "share": [n / seen for _, n in rows],
            }
        )

    def burden(self, level: str = "community") -> pa.Table:
        """How often the organs of each unit of a level are asked to help, and of how many fields.

        Only help that may be asked counts: what is barred names nobody to help.

        Args:
            level: ``community``, ``subdistrict`` or ``district``.

        Returns:
            ``unit`` (null where the place is not that precise), ``assist``, ``barred`` (matters
            that may not be handed to it), ``rows``. Most help first.

        Raises:
            RecordError: for another level.
        """
        unit = self.column(level)
        mine = {
            name: self._any_of_class(part, level)
            for name, part in (("assist", "assist"), ("barred", "must_not_lead"))
        }
        mine["barred"] &= ~mine["assist"]
        table = pa.table(
            {"unit": unit}
            | {name: pa.array(is_it.astype(np.int64)) for name, is_it in mine.items()}
            | {"rows": pa.array((mine["assist"] | mine["barred"]).astype(np.int64))}
        )
        found = table.group_by("unit").aggregate([(n, "sum") for n in ("assist", "barred", "rows")])
        found = found.rename_columns([n.removesuffix("_sum") for n in found.column_names])
        return found.filter(pc.greater(found["rows"], 0)).sort_by(
            [("assist", "descending"), ("rows", "descending"), ("unit", "ascending")]
        )

    def orphaned(self) -> pa.Table:
        """The matters that nobody leads or owns, not even several: ``disposition``, ``rows``."""
        nobody = (self._names("owner") == "") & (self._names("lead") == "")
        nobody &= ~np.isin(self._of_class("owner_status", ""), SEVERAL)
        counts = Counter(self._names("disposition")[nobody & (self._names("disposition") != "")])
        return _ranked("disposition", counts)

    def disputed(self) -> pa.Table:
        """The matters of several organs or contested texts: ``owner_status``, ``rows``."""
        status = self._of_class("owner_status", "")
        return _ranked("owner_status", Counter(status[np.isin(status, SEVERAL)]))

    def measured(self, **how: Any) -> pa.Table:
        """The problems of a split, of each matter; see :func:`govrules.measures.measure`.

        Args:
            **how: ``sent_to``, ``answered`` and ``short`` as there; the columns that they name may
                be kept ones of the matters.
        """
        found = self.table
        for name in self.matters.column_names:
            if name not in found.column_names:
                found = found.append_column(name, self.matters[name])
        return measure(self.jurisdiction, found, **how)

    def _base(self) -> Decided:
        if self.baseline is None:
            raise RecordError(
                "the baseline has no baseline to differ from",
                "基准没有可比较的基准",
                field="scenario",
                hint_en="ask a scenario of the run",
                hint_zh="请取其中一个情景",
            )
        return self.baseline

    def _codes(self, name: str) -> tuple[Any, list[str]]:
        """A decision column as numbers, −1 where there is none, and its words."""
        return numbered(self.table[name])

    def _names(self, name: str) -> Any:
        codes, words = self._codes(name)
        return np.array([*words, ""], object)[codes]

    def _of_class(self, name: str, otherwise: Any) -> Any:
        codes, words = self._codes("decision_class")
        values = np.empty(len(words) + 1, object)
        values[:] = [*(self._said(w)[name] for w in words), otherwise]
        found = values[codes]
        return found.astype(bool) if isinstance(otherwise, bool) else found

    def _any_of_class(self, part: str, level: str) -> Any:
        said = self._of_class(part, "")
        named = {text: any(o.endswith(f"@{level}") for o in text.split("|")) for text in set(said)}
        return np.array([named[text] for text in said], bool)

    def column(self, name: str) -> Any:
        """A column to count by: a value for each matter, null where there is none.

        Args:
            name: ``level`` of whoever has it, ``field`` of its item, a level of units
                (``subdistrict``), or a column of the matters; raises RecordError for another.
        """
        t: Territory = self.jurisdiction.territory
        if name == "level":
            level = self._of_class("owner_level", None)
            lead = self._of_class("level", None)
            return pa.array(np.where(self._names("owner") != "", level, lead), pa.string())
        if name in t.levels:
            codes, units = seats_of(self.jurisdiction, self.matters)
            return _words(codes, [t.ancestor(unit, name) for unit in units])
        if name == "field":
            codes, items = items_of(self.jurisdiction, self.matters)
            tree = self.jurisdiction.fields["item"].tree
            return _words(codes, [tree.path(i)[0] if i in tree else None for i in items])
        if name in self.matters.column_names:
            return self.matters[name].combine_chunks()
        raise no_such("by", name, ("level", "field", *t.levels, *self.matters.column_names))


def _words(codes: Any, words: Sequence[str | None]) -> Any:
    return pa.array(np.array([*words, None], object)[codes], pa.string())


def _counted(columns: Mapping[str, Any]) -> pa.Table:
    # Arrow sorts no dictionaries: what the matters hold as one is counted as its words.
    table = pa.table({name: _undone(column) for name, column in columns.items()})
    names = list(columns)
    found = table.group_by(names).aggregate([([], "count_all")])
    found = found.rename_columns([*names, "rows"])
    return found.sort_by([("rows", "descending"), *((n, "ascending") for n in names)])


def _undone(column: Any) -> Any:
    is_coded = pa.types.is_dictionary(column.type)
    return column.cast(column.type.value_type) if is_coded else column


def _ranked(name: str, counts: Counter[str]) -> pa.Table:
    rows = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return pa.table(
        {name: pa.array([k for k, _ in rows], pa.string()), "rows": [n for _, n in rows]},
        schema=pa.schema([(name, pa.string()), ("rows", pa.int64())]),
    )


def _by_unit(before: Iterable[str], after: Iterable[str]) -> pa.Table:
    lost = Counter(organ.partition("@")[2] for organ in before)
    gained = Counter(organ.partition("@")[2] for organ in after)
    rows = [(unit, gained[unit], lost[unit]) for unit in sorted({*lost, *gained})]
    rows.sort(key=lambda row: (-(row[1] + row[2]), row[0]))
    return pa.table(
        {
            "unit": pa.array([u for u, _, _ in rows], pa.string()),
            "gained": pa.array([g for _, g, _ in rows], pa.int64()),
            "lost": pa.array([x for _, _, x in rows], pa.int64()),
            "net": pa.array([g - x for _, g, x in rows], pa.int64()),
        }
    )
