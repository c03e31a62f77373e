"""A scenario: a named, checked, citable change of a jurisdiction, itself a jurisdiction again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from itertools import combinations
from typing import Any, TypeVar

import attrs

from ..errors import GovrulesError, PolicyError, did_you_mean, shown
from ..rules import Policy
from .change_data import change_from, change_of, check_types
from .changes import Change, Edit, Narrow, Never, Restore, Revoke, Widen, codes_of, named, touched
from .ground import Ground
from .overlay import Lay, TakeOff
from .parameters import Put, draft_of
from .undone import net

__all__ = ["Scenario", "delegations", "lists", "parameters", "policies"]


J = TypeVar("J", bound=Ground)


@attrs.frozen
class Scenario:
    """A counterfactual: what is otherwise, under a name.

    Args:
        name: Its name, by which a run gives its results.
        zh: What it is called in Chinese; the name where not given.
        changes: What is otherwise, in order; see :meth:`change`.
        joined: The scenarios that were laid together in it, which keep apart.
    """

    name: str = attrs.field(validator=lambda _, __, name: _named(name))
    zh: str = ""
    changes: tuple[Change, ...] = ()
    joined: tuple[Scenario, ...] = attrs.field(default=(), eq=False, repr=False)

    def change(self, *changes: Change | Policy) -> Scenario:
        """The scenario with more changed.

        Args:
            changes: What ``delegations``, ``lists``, ``parameters``, ``policies`` and ``territory``
                give, in order; a policy is laid over those of the jurisdiction. A change that
                undoes an earlier one leaves neither.

        Raises:
            PolicyError: for what is neither.
        """
        made: list[Change] = []
        for one in changes:
            if isinstance(one, Policy):
                made.append(Lay(one))
            elif not isinstance(one, type) and hasattr(one, "made") and hasattr(one, "touches"):
                if attrs.has(type(one)):
                    check_types(type(one), attrs.asdict(one, recurse=False))  # type: ignore[arg-type]
                made.append(one)
            else:
                raise PolicyError(
                    f"{shown(one)} is no change",
                    f"{shown(one)} 不是变动",
                    field="change",
                    value=one,
                    place=f"scenario {self.name}",
                    hint_en='write delegations("…").never(), lists("…").add("…"), '
                    "territory.merge(…) or a policy",
                    hint_zh='请写 delegations("…").never()、lists("…").add("…")、'
                    "territory.merge(…) 或策略",
                )
        return attrs.evolve(self, changes=(*self.changes, *made))

    def __or__(self, other: Scenario) -> Scenario:
        """Both together; raises PolicyError where they change the same thing."""
        if not isinstance(other, Scenario):
            return NotImplemented
        _check_apart(self, other, lambda change: change.touches)
        zh = f"{self.zh or self.name} | {other.zh or other.name}"
        changes = (*self.changes, *other.changes)
        joined = (*(self.joined or (self,)), *(other.joined or (other,)))
        return Scenario(f"{self.name} | {other.name}", zh, changes, joined)

    def applied(self, to: J) -> J:
        """The jurisdiction under the scenario; the one given stays as it is.

        Args:
            to: The jurisdiction.

        Raises:
            GovrulesError: where there is nothing of what is changed; it names the scenario.
        """
        draft = draft_of(to)
        for one, other in combinations(self.joined, 2):  # known by other names, or by codes
            _check_apart(one, other, partial(touched, draft))
        parts = ("delegations", "lists", "territory", "charts", "policies")
        try:
            for change in net(named(change, draft) for change in self.changes):
                draft = change.made(draft)
            made: J = to.derive(*draft.laid, **{part: getattr(draft, part) for part in parts})
        except GovrulesError as error:
            raise _once(error).at(f"scenario {self.name}") from None
        return made

    def to_dict(self) -> dict[str, Any]:
        """The scenario as plain data.

        Raises:
            PolicyError: where a policy is laid over that holds what only code can.
        """
        return {"name": self.name, "zh": self.zh, "change": [change_of(c) for c in self.changes]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Scenario:
        """Read a scenario from plain data; raises PolicyError naming what cannot be read."""
        if not isinstance(data, Mapping):
            raise _unread(
                "scenario", data, f"{shown(data)} is no scenario", f"{shown(data)} 不是情景"
            )
        name, listed = _named(data.get("name")), data.get("change", ())
        known = ("name", "zh", "change")
        try:
            if stray := [part for part in data if part not in known]:
                hint = did_you_mean(stray[0], known)
                words = f"a scenario has no {stray[0]}", f"情景没有 {stray[0]}"
                raise _unread(stray[0], data[stray[0]], *words, *hint)
            if not isinstance(listed, list | tuple):
                words = "change is no list of changes", "change 不是变动的列表"
                raise _unread("change", listed, *words)
            changes = tuple(map(change_from, listed))
        except GovrulesError as error:
            raise error.at(f"scenario {name}") from None
        return cls(name, str(data.get("zh", "")), changes)


def _unread(
    field: str,
    value: object,
    en: str,
    zh: str,
    hint_en: str | None = None,
    hint_zh: str | None = None,
) -> PolicyError:
    return PolicyError(
        en,
        zh,
        field=field,
        value=value,
        hint_en=hint_en or "write [[scenario]], and its changes as [[scenario.change]]",
        hint_zh=hint_zh or "请写 [[scenario]]，其变动写作 [[scenario.change]]",
    )


def _named(name: object) -> str:
    """The name of a scenario; raises PolicyError for what is none."""
    if isinstance(name, str) and name.strip():
        return name
    raise PolicyError(
        f"a scenario has a name, not {shown(name)}",
        f"情景应有名称，而不是 {shown(name)}",
        field="name",
        value=name,
        hint_en='write Scenario("never"); in a study, name = "never"',
        hint_zh='请写 Scenario("never")；研究文件中写 name = "never"',
    )


def _once(error: GovrulesError) -> GovrulesError:
    """What a change does wrong, once: each rule that carries it is at fault in the same way."""
    if len(error.faults) == 1 or len({fault.en for fault in error.faults}) > 1:
        return error
    one = error.faults[0]
    one.place = ""  # no one of these rules is where it was written
    return one


def _check_apart(
    one: Scenario, other: Scenario, touched_by: Callable[[Change], Iterable[str]]
) -> None:
    """Raises PolicyError where two scenarios change the same thing."""
    for mine in sorted({t for c in one.changes for t in touched_by(c)}):
        for theirs in sorted({t for c in other.changes for t in touched_by(c)}):
            if _is_one(mine, theirs):
                raise PolicyError(
                    f"scenarios {one.name} and {other.name} both change {theirs}",
                    f"情景 {one.name} 与 {other.name} 都改动 {theirs}",
                    field="scenario",
                    value=theirs,
                    hint_en="put the changes into one scenario, in their order",
                    hint_zh="请按先后写在一个情景里",
                )


def _is_one(first: str, second: str) -> bool:
    """Whether two things changed are one, or one lies in the other."""
    return first == second or first.startswith(f"{second}_") or second.startswith(f"{first}_")


@attrs.frozen
class delegations:  # noqa: N801  it reads as a word of the scenario
    """A delegation to be changed, by its id."""

    of: str

    def never(self) -> Change:
        """It was never made: no rule carries it, and nothing is on its list."""
        return Never(self.of)

    def revoke(self, *, on: str | date, cite: str = "", scope: str = "always") -> Change:
        """It is taken back.

        Args:
            on: The first day on which the power is back.
            cite: The instrument that takes it back; that of the delegation where not given.
            scope: Which matters; all where not given.
        """
        return Revoke(self.of, on, cite, scope)

    def restore(self, *, on: str | date, scope: str = "always") -> Change:
        """What was taken back of it, by the pack or in the scenario, is delegated again.

        Args:
            on: The first day on which it is.
            scope: That of the take-back; all of them where not given.
        """
        return Restore(self.of, on, scope)

    def widen(self, *, source: str | tuple[str, ...] = (), scope: str = "") -> Change:
        """It moves more: the powers of further roles, or those over further matters."""
        return Widen(self.of, source, scope)

    def narrow(self, *, source: str | tuple[str, ...] = (), scope: str = "") -> Change:
        """It moves less: not the powers of some roles, or not those over some matters."""
        return Narrow(self.of, source, scope)


@attrs.frozen
class lists:  # noqa: N801
    """A list to be changed, by its id or by the flag that says whether a matter is on it."""

    of: str

    def add(
        self, *codes: str, on: str | date | None = None, cite: str = "", field: str = "item"
    ) -> Change:
        """Put codes on it from a day on; from its beginning where none, or an earlier, is given."""
        return Edit(self.of, True, codes_of(codes), on, cite, field)

    def remove(
        self, *codes: str, on: str | date | None = None, cite: str = "", field: str = "item"
    ) -> Change:
        """Strike codes off it from a day on; from its beginning where none, or an earlier, is."""
        return Edit(self.of, False, codes_of(codes), on, cite, field)


@attrs.frozen
class parameters:  # noqa: N801
    """A parameter of the pack to be set, by its id; ``parameters_of`` lists them."""

    of: str

    def set(self, value: object, unit: str = "") -> Change:
        """Set it.

        Args:
            value: A number, a word or a day, as the parameter takes.
            unit: The unit of a number; that which it has where not given.
        """
        return Put(self.of, value, unit)


@attrs.frozen
class policies:  # noqa: N801
    """A policy to be changed, by its id; to lay one over, give the policy itself to ``change``."""

    of: str

    def off(self) -> Change:
        """Take it off: the pack is read without it."""
        return TakeOff(self.of)
