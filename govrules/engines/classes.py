"""Decision classes: matters that look alike to every rule that is looked at.

Deciding a matter looks at some facts, in an order that the facts themselves determine. The cells
of those facts are its decision class; two matters of one class get the same decision with the
same reasons, seated each at its own place. So a class is decided once, and a matter only finds
its class: by walking down the tree of look-ups, or in one gather from a table over the cells.

    kind? ─ complaint ─▶ item? ─ parking_obstacle ─▶ on? ─ 2021-09-24 ─▶ … ─▶ class
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from ..errors import GovrulesError, NotFoundError
from ..rules import Decision, Facts
from ..rules.facts import Meant
from ..values import UNKNOWN, Period
from .cells import ASSUMED, Cells
from .compose import Outcome, Parts, Template, fill, template
from .once import look
from .recall import MOST_KEPT
from .trace import Look, trace

__all__ = ["Classes", "DecisionClass"]

# What a look-up of a day finds first: that there is one. Bounds come after.
KNOWN = "known"


class DecisionClass:
    """One class: the cells that make it, its outcome, and its decision with all reasons.

    Attributes:
        code: A self-describing code, stable for one digest of rules and territory.
        facts: The representative facts.
        outcome: The outcome in codes; ``None`` for a class of matters that cannot be decided.
        error: Why they cannot.
    """

    __slots__ = ("_cells", "_parts", "_template", "code", "error", "facts", "outcome")

    def __init__(
        self, code: str, facts: Facts, parts: Parts, cells: Cells,
        outcome: Outcome | None, error: GovrulesError | None = None,
    ) -> None:  # fmt: skip
        self.code, self.facts, self.outcome, self.error = code, facts, outcome, error
        self._parts, self._cells = parts, cells
        self._template: Template | None = None

    @property
    def template(self) -> Template:
        """The decision short of its place, worked out once and kept; raises the class's error."""
        if self.error is not None:
            raise self.error
        if self._template is None:
            result, found = look(trace(self.facts), self._parts)
            self._template = template(found, result, self._parts)
        return self._template

    def decision(self) -> Decision:
        """The decision for any matter of the class, its place left open."""
        p = self._parts
        anywhere = Parts(p.rules, p.layout, None, p.duties, p.digest, self._cells.members)
        return fill(self.template, self.facts, anywhere)

    def explain(self, lang: str = "zh") -> str:
        """The full reasons, for any place."""
        return self.decision().explain(lang)

    def __repr__(self) -> str:
        return f"DecisionClass({self.code!r})"


class Classes(Mapping[str, DecisionClass]):
    """The decision classes of a jurisdiction, found as matters need them, by code.

    Args:
        parts: The rules, the layout and the territory.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.cells = Cells(parts.rules)
        self._assumable = {f.id: f.assume for f in parts.rules.declared.values()
                           if f.assume is not UNKNOWN}  # fmt: skip
        self._tree: dict[Any, Any] = {}
        self._known: dict[str, DecisionClass] = {}
        self._broken: dict[str, DecisionClass] = {}
        # What a record's values amount to, by number; and the class of each combination met.
        self._number: dict[Meant, int] = {}
        self._numbers: dict[Any, int] = {}
        self._met: dict[tuple[int, ...], DecisionClass] = {}

    def find(self, facts: Facts) -> DecisionClass:
        """The class of a matter.

        Args:
            facts: The matter as read.
        """
        if not facts.parts:
            return self._walk(facts)
        try:
            return self._met[tuple([self._number[part] for part in facts.parts])]
        except KeyError:
            return self._meet(facts)

    def _meet(self, facts: Facts) -> DecisionClass:
        """The class by the tree, remembered for what the parts of the record amount to."""
        found = self._walk(facts)
        if len(self._met) + len(self._number) > MOST_KEPT:
            self._number, self._numbers, self._met = {}, {}, {}
        for part in facts.parts:
            if part not in self._number:
                cells = tuple((id, self.cells.of(id, v)) for id, v in part.values.items())
                key = (part.said, cells)
                self._number[part] = self._numbers.setdefault(key, len(self._numbers))
        self._met[tuple([self._number[part] for part in facts.parts])] = found
        return found

    def _walk(self, facts: Facts) -> DecisionClass:
        node = self._tree.get("")
        while isinstance(node, tuple):
            key, branches = node
            node = branches.get(self._cell(facts, key))
        return node if node is not None else self._learn(facts)

    def broken(self, error: GovrulesError) -> DecisionClass:
        """The class of the rows that cannot be read, by their error."""
        text = error.text("en")
        made = self._broken.get(text)
        if made is None:
            made = self._broken[text] = DecisionClass(
                "", Facts({}), self._parts, self.cells, None, error
            )
        return made

    def _cell(self, facts: Facts, look: Look) -> Any:
        """What a look-up finds: a cell, whether a day is known, on which side of a bound it is."""
        if isinstance(look, tuple):
            return facts.values[look[0]] >= look[1]
        if look in facts.assumed:
            return ASSUMED
        value = facts.values.get(look, UNKNOWN)
        return KNOWN if isinstance(value, date) else self.cells.of(look, value)

    def _learn(self, facts: Facts) -> DecisionClass:
        """Decide the representative of a class not met before, and plant it in the tree."""
        shown = trace(self.representative(facts))
        result, error = None, None
        try:
            result, _ = look(shown, self._parts)
        except GovrulesError as raised:
            error = raised
        kept = shown.looked_at()
        code = self._code(kept, shown.seen)
        made = self._known.get(code)
        if made is None:
            made = self._known[code] = DecisionClass(
                code, kept, self._parts, self.cells, result, error
            )
        if not any(isinstance(v, Period) for v in shown.values.values()):
            self._plant([(key, self._cell(shown, key)) for key in shown.seen], made)
        return made

    def _plant(self, cells: list[tuple[Look, Any]], made: DecisionClass) -> None:
        branches: dict[Any, Any] = self._tree
        cell: Any = ""
        for key, value in cells:
            _, branches_below = branches.setdefault(cell, (key, {}))
            branches, cell = branches_below, value
        branches[cell] = made

    def representative(self, facts: Facts) -> Facts:
        """The facts with each value replaced by the representative of its cell."""
        values = {k: v if k in facts.assumed else self.cells.of(k, v)
                  for k, v in facts.values.items()}  # fmt: skip
        return Facts(values, facts.assumed)

    def _code(self, facts: Facts, seen: Iterable[Look]) -> str:
        # What is not said is assumed where there is an assumption, and else unknown.
        said = {k: _plain(v) for k, v in sorted(facts.values.items()) if k not in facts.assumed}
        unknown = (self._assumable.keys() & set(seen)) - said.keys() - facts.assumed
        said.update(dict.fromkeys(sorted(unknown), "?"))
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    def __getitem__(self, code: str) -> DecisionClass:
        code = str(code)
        if code not in self._known:
            facts = self._read(code)
            self._known.setdefault(code, self._learn(facts))
        return self._known[code]

    def _read(self, code: str) -> Facts:
        """The facts that a code describes; raises NotFoundError."""
        try:
            said = json.loads(code)
            values: dict[str, Any] = {}
            for key, value in said.items():
                field = self._parts.rules.fields.get(key)
                if value == "?":
                    continue
                day = field is not None and field.kind == "day"
                values[key] = _day(value) if day else value
        except (ValueError, AttributeError, TypeError):
            raise NotFoundError(
                f"not the code of a decision class: {code[:80]!r}",
                f"不是决定类别的代码：{code[:80]!r}",
                field="decision_class", value=code,
                hint_en="take it from the column decision_class of a decided table",
                hint_zh="请取自已决定表格的 decision_class 列",
            ) from None  # fmt: skip
        assumed = self._assumable.keys() - said.keys()
        return Facts({**values, **{k: self._assumable[k] for k in sorted(assumed)}},
                     frozenset(assumed))  # fmt: skip

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._known))

    def __len__(self) -> int:
        return len(self._known)

    @cached_property
    def digest(self) -> str:
        """The digest of the rules and the territory that the classes belong to."""
        return self._parts.digest


def _plain(value: Any) -> Any:
    """A value as JSON has it; a period as ISO 8601 writes intervals, ``..`` on an open side."""
    if isinstance(value, Period):
        return f"{value.start or '..'}/{value.end or '..'}"
    return value.isoformat() if isinstance(value, date) else value


def _day(text: str) -> date | Period:
    start, slash, end = text.partition("/")
    if not slash:
        return date.fromisoformat(text)
    bounds = [None if b == ".." else date.fromisoformat(b) for b in (start, end)]
    return Period(*bounds)
