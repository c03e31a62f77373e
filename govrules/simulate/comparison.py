"""Two decided runs of the same matters held against each other: who gains, what changes, why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pyarrow as pa

from ..decision import organ
from ..decision.decision import Decision
from ..errors import RecordError, no_such
from ..measures import tally
from ..options import as_count
from ..rules.codes import levels_of
from .decided import Decided
from .shapes import Shapes
from .staff import Staff

__all__ = ["Comparison", "Example", "compare"]

STEP = ("disposition", "lead", "owner", "owner_status")


@attrs.frozen
class Example:
    """One matter that is decided otherwise, and its decision in both.

    Args:
        matter: The record.
        rows: How many matters change from the same class to the same class.
        before: Its decision.
        after: Its decision under the scenario.
    """

    matter: Mapping[str, Any]
    rows: int
    before: Decision
    after: Decision


@attrs.frozen
class _Unread:
    """What stands for the outcome of a matter that cannot be decided."""

    disposition: str = ""
    lead: None = None
    owner: None = None
    owner_status: str = ""


UNREAD = _Unread()


def compare(scenario: Decided, baseline: Decided) -> Comparison:
    """Hold a scenario against what it is compared with.

    Args:
        scenario: What a run gives of a scenario.
        baseline: The baseline of the run, or another scenario of it.

    Raises:
        RecordError: for two that are not of the same matters.
    """
    if scenario.matters is not baseline.matters:
        raise RecordError(
            f"{scenario.name} and {baseline.name} are not of the same matters",
            f"{scenario.name} 与 {baseline.name} 不是同一批事项",
            field="baseline",
            value=baseline.name,
            hint_en="take both from one run: compare(run[…], run.baseline)",
            hint_zh="请取自同一次运行：compare(run[…], run.baseline)",
        )
    return Comparison(baseline, attrs.evolve(scenario, baseline=baseline))


@attrs.frozen(eq=False)
class Comparison:
    """The same matters under two jurisdictions.

    Args:
        before: What the one makes of them.
        after: What the other makes of them.
    """

    before: Decided
    after: Decided

    def changes(self) -> dict[str, int]:
        """What differs, in matters; see :meth:`Decided.changes`."""
        return self.after.changes()

    def flows(self) -> pa.Table:
        """From which organ to which matters go, all units together.

        Returns:
            ``from``, ``to`` (``role@level``; empty where no one organ owns), ``rows``; most first.
        """
        counts: Counter[tuple[str, str]] = Counter()
        for (one, other), rows, _ in self._pairs():
            key = (one.owner or "", other.owner or "")
            if key[0] != key[1]:
                counts[key] += rows
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return pa.table(
            {
                "from": pa.array([f for (f, _), _ in ranked], pa.string()),
                "to": pa.array([t for (_, t), _ in ranked], pa.string()),
                "rows": pa.array([n for _, n in ranked], pa.int64()),
            }
        )

    def districts(self) -> pa.Table:
        """The changes by district, as :meth:`by_unit` gives them."""
        return self.by_unit(self.after.jurisdiction.territory.levels[1])

    def by_unit(self, level: str) -> pa.Table:
        """Of the matters in each unit, how many have another owner, or none, or one at last.

        Args:
            level: Of which level: ``district``, ``subdistrict``.

        Returns:
            ``unit`` (null where the place is not that precise), ``rows``, ``changed``.
        """
        table = pa.table(
            {
                "unit": self.after.column(level),
                "changed": pa.array(
                    (self.before._names("owner") != self.after._names("owner")).astype(np.int64)
                ),
            }
        )
        found = table.group_by("unit").aggregate([([], "count_all"), ("changed", "sum")])
        found = found.rename_columns(["unit", "rows", "changed"])
        return found.sort_by([("changed", "descending"), ("unit", "ascending")])

    def classes(self) -> pa.Table:
        """The classes whose answer changes, exactly: disposition, lead, owner, or how settled.

        Returns:
            For each class before and after: ``disposition_before``, ``owner_before``,
            ``articles_before``, ``disposition``, ``owner``, ``articles``, ``class_before``,
            ``class``, ``rows``, and ``row``, the first matter of them. Most rows first. Where a
            matter cannot be decided (its unit stands in one alone), its side is empty.
        """
        made = []
        for (one, other), rows, row in self._pairs():
            if all(getattr(one, part) == getattr(other, part) for part in STEP):
                continue
            codes = [_code(d, row) for d in (self.before, self.after)]
            both = zip((self.before, self.after), codes, strict=True)
            cites = [d._said(code)["cites"] if code else "" for d, code in both]
            made.append(
                {
                    "disposition_before": one.disposition,
                    "owner_before": one.owner or "",
                    "articles_before": cites[0],
                    "disposition": other.disposition,
                    "owner": other.owner or "",
                    "articles": cites[1],
                    "class_before": codes[0],
                    "class": codes[1],
                    "rows": rows,
                    "row": row,
                }
            )
        made.sort(key=lambda one: (-one["rows"], one["row"]))
        texts = [pa.field(n, pa.string()) for n in CLASS_TEXTS]
        return pa.Table.from_pylist(
            made, pa.schema([*texts, *(pa.field(n, pa.int64()) for n in ("rows", "row"))])
        )

    def examples(self, top: int = 3) -> tuple[Example, ...]:
        """Explain one matter of each of the largest changes under both.

        Args:
            top: How many; a change of owner from one organ to another is shown once. Raises
                RecordError for less than one.
        """
        as_count("top", top)
        found, seen = list[Example](), set[tuple[str, str]]()
        for row in self.classes().to_pylist():
            key = row["owner_before"], row["owner"]
            is_decided = row["class_before"] and row["class"]
            if not is_decided or key in seen or len(found) == top:
                continue
            seen.add(key)
            said = self.before.facts.slice(row["row"], 1).to_pylist()[0]
            matter = {k: v for k, v in said.items() if v is not None}
            both = [d.jurisdiction.decide(matter) for d in (self.before, self.after)]
            found.append(Example(matter, row["rows"], both[0], both[1]))
        return tuple(found)

    def report(
        self,
        file: str | Path,
        *,
        flow: Mapping[str, Any] | None = None,
        staff: Staff | None = None,
        shapes: Shapes | str | Path | None = None,
        **measured: Any,
    ) -> None:
        """Write one page of it, in Chinese and in English, that needs nothing beside it.

        Args:
            file: An HTML file.
            flow: Parameters of :func:`flow` (``{"object": 0.1}``): the page then shows how the
                matters are passed on under both, with the same random numbers.
            staff: Who deals with these orders: the page then shows who is late.
            shapes: The shapes of districts, or of subdistricts, as GeoJSON: the page then has a
                map.
            **measured: ``sent_to``, ``answered``, ``short``, as for :meth:`Decided.measured`: what
                the problems are counted by besides.

        Raises:
            RecordError: if it cannot be written, or is called otherwise; for parameters that
                cannot be used, and for staff without a flow.
        """
        from .report import write_report
        from .report_map import map_section

        more = self._sections(flow, staff, measured)
        if shapes is not None:
            if not isinstance(shapes, Shapes):
                shapes = Shapes(shapes, self.after.jurisdiction.territory)
            found = map_section(shapes, self.by_unit(shapes.level))
            more.insert(0, (("地图", "On a map"), found))
        write_report(self, Path(file), more)

    def draw(self, file: str | Path, lang: str = "zh") -> None:
        """Draw from whom to whom matters go, as an SVG file.

        Args:
            file: What it is called: ``flows.svg``.
            lang: ``zh`` or ``en``.

        Raises:
            RecordError: if it is called otherwise or cannot be written, for another language, and
                where no matter has another owner.
        """
        from .report import write_drawing

        if lang not in ("zh", "en"):
            raise no_such("lang", lang, ("zh", "en"))
        write_drawing(self, Path(file), lang)

    def _repr_html_(self) -> str:
        """In a notebook: what differs, and from whom to whom matters go."""
        from .report import flow_drawing

        counts = "，".join(f"{name} {n:,}" for name, n in self.changes().items())
        names = " → ".join(escape(d.zh or d.name) for d in (self.before, self.after))
        return f"<p><strong>{names}</strong>：{counts}</p>{flow_drawing(self, 'zh')}"

    def _sections(
        self, flow: Mapping[str, Any] | None, staff: Staff | None, measured: Mapping[str, Any]
    ) -> list[tuple[tuple[str, str], str]]:
        """What the page shows beside what is decided."""
        from .report_passing import flow_section, measures_section, queue_section

        sides = (self.before, self.after)
        counted = measures_section([tally(d.measured(**measured)) for d in sides])
        found = [(("报告所列的问题", "The problems of the report of 2020"), counted)]
        if flow is None and staff is not None:
            raise RecordError(
                "staff is given, and no flow whose orders it would deal with",
                "给出了人手，但没有给出工单的流转",
                field="staff",
                hint_en='write report(file, flow={"object": 0.1}, staff=Staff("staff.csv"))',
                hint_zh='请写 report(file, flow={"object": 0.1}, staff=Staff("staff.csv"))',
            )
        if flow is not None:
            orders = [d.jurisdiction.flow(d.facts, **flow) for d in sides]
            found.append((("工单如何流转", "How orders are passed on"), flow_section(orders)))
            if staff is not None:
                queues = [o.queue(staff, seed=flow.get("seed", 1)) for o in orders]
                roles = self.after.jurisdiction.rules.roles.roles
                waits = queue_section(queues, roles)
                found.append((("谁超期，等多久", "Who is late, and how long orders wait"), waits))
        return found

    def organ_name(self, code: str, lang: str = "zh") -> str:
        """What an organ (``role@level``) is called in a language, its unit left open."""
        if not code:
            return {"zh": "没有单一机关", "en": "no one organ"}[lang]
        name, _, level = code.partition("@")
        role = self.after.jurisdiction.rules.roles.roles[name]
        said = role.zh if lang == "zh" else role.en
        levels = levels_of(level)
        if len(role.levels) < 2 and len(levels) < 2:
            return str(said)
        if lang == "zh":
            return f"{said}（{'或'.join(organ.CALLED.get(x, x) for x in levels)}）"
        return f"{said} ({' or '.join(levels)})"

    def _pairs(self) -> Iterator[tuple[tuple[Any, Any], int, int]]:
        """Each pair of outcomes that a matter has, with how many have it and the first row."""
        (a, mine), (b, theirs) = (d._codes("decision_class") for d in (self.before, self.after))
        wide = len(theirs) + 1
        keys = (a.astype(np.int64) + 1) * wide + b + 1
        distinct, first, rows = np.unique(keys, return_index=True, return_counts=True)
        for key, at, n in zip(distinct.tolist(), first.tolist(), rows.tolist(), strict=True):
            codes = ["", *mine][key // wide], ["", *theirs][key % wide]
            if codes[0] == codes[1]:
                continue
            both = zip((self.before, self.after), codes, strict=True)
            one, other = (d.jurisdiction.classes[c].outcome if c else UNREAD for d, c in both)
            yield (one, other), n, at


CLASS_TEXTS = (
    "disposition_before",
    "owner_before",
    "articles_before",
    "disposition",
    "owner",
    "articles",
    "class_before",
    "class",
)


def _code(decided: Decided, row: int) -> str:
    return decided.table["decision_class"][row].as_py() or ""
