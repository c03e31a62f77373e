"""A stream of events, line by line: where each stands, and that it is one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from ..charts.snapshot import canonical, moment_text
from ..errors import GovrulesError, LedgerError, StepError, shown
from ..plain import plain
from .chain import digest

__all__ = ["ADVANCE", "Line", "costing", "from_file", "id_of", "numbered"]

# The one word of a line that tells all cases the time, and is no event.
ADVANCE = "advance"
# What of a line is text, and whether it must be there.
TEXTS = {"id": True, "case": True, "event": True, "by": False, "chart": False}
MAPPINGS = ("matter", "facts", "personal")
# What needs to be said, for an error; what the event itself needs, its chart says.
EXAMPLE = '{"id": "1", "case": "S1", "event": "sign", "at": "2024-03-01T09:12"}'
EXAMPLE_ZH = EXAMPLE.replace("sign", "签收")
# Ids that the ledger makes itself begin so.
RESERVED = ("ring:", "decision:", "version:")


@attrs.frozen
class Line:
    """A line of a stream.

    Args:
        place: Where it stands: ``line 3``, ``events.jsonl:3``.
        said: What it says; anything, until :meth:`read` has looked at it.
        needs_id: Whether it must have an id, by which it happens exactly once.
    """

    place: str
    said: Any = attrs.field(hash=False)
    needs_id: bool = True

    def read(self) -> dict[str, Any]:
        """What the line says as plain JSON values, if it is an event or tells the time.

        Raises:
            GovrulesError: naming the place, the field, and what to write there.
        """
        if isinstance(self.said, GovrulesError):
            raise self.said
        if not isinstance(self.said, Mapping):
            raise self._bad(
                f"an event cannot be {shown(self.said)}",
                f"事件不能是 {shown(self.said)}",
                *("event", self.said, f"write {EXAMPLE}", f"请写成 {EXAMPLE_ZH}"),
            )
        if ADVANCE not in self.said:
            for name, is_needed in TEXTS.items():
                is_needed = is_needed and (name != "id" or self.needs_id)
                self._check_text(name, self.said.get(name), is_needed)
            if self.said.get("at") is None:
                raise self._missing("at")
            for name in MAPPINGS:
                self._check_mapping(name, self.said.get(name))
        try:
            return dict(plain(self.said))
        except RecursionError:
            raise self._bad(
                "the event is nested too deeply",
                "事件嵌套过深",
                *("event", None, f"write {EXAMPLE}", f"请写成 {EXAMPLE_ZH}"),
            ) from None

    def _check_text(self, name: str, value: object, is_needed: bool) -> None:
        if value is None or value == "":
            if not is_needed:
                return
            raise self._missing(name)
        if name == "id" and str(value).startswith(RESERVED):
            en, zh = " or ".join(RESERVED), "、".join(RESERVED)
            raise self._bad(
                f"id cannot be {shown(value)}",
                f"id 不能是 {shown(value)}",
                *(
                    name,
                    value,
                    f"what begins with {en} is the ledger's own",
                    f"{zh} 开头的由台账自用",
                ),
            )
        if not isinstance(value, str) or not value.isprintable():
            raise self._bad(
                f"{name} cannot be {shown(value)}",
                f"{name} 不能是 {shown(value)}",
                *(name, value, f"write {EXAMPLE}", f"请写成 {EXAMPLE_ZH}"),
            )

    def _missing(self, name: str) -> StepError:
        return self._bad(
            f"an event needs {name}",
            f"事件须写明 {name}",
            *(name, None, f"write {EXAMPLE}", f"请写成 {EXAMPLE_ZH}"),
        )

    def _check_mapping(self, name: str, value: object) -> None:
        if value is not None and not isinstance(value, Mapping):
            raise self._bad(
                f"{name} cannot be {shown(value)}",
                f"{name} 不能是 {shown(value)}",
                *(name, value, 'write {"item": "…"}', '请写成 {"item": "…"}'),
            )

    def _bad(
        self, en: str, zh: str, field: str, value: object, hint_en: str, hint_zh: str
    ) -> StepError:
        about: dict[str, Any] = {"field": field, "value": value, "place": self.place}
        return StepError(en, zh, hint_en=hint_en, hint_zh=hint_zh, **about)


@contextmanager
def costing(bad: Callable[[GovrulesError], object] | None) -> Iterator[None]:
    """Tell ``bad`` of what cannot be taken, and go on; without it, and of the ledger, raise."""
    try:
        yield
    except LedgerError:
        raise
    except GovrulesError as error:
        if bad is None:
            raise
        bad(error)


def id_of(line: Mapping[str, Any]) -> str:
    """The id of an event that came without one: of what it says, so that twice is once."""
    said = {k: v for k, v in line.items() if k not in ("id", "place", "personal") and v}
    said["at"] = moment_text(line["at"])
    return f"{line['case']}:{line['event']}:{digest(canonical(said))[:12]}"


def numbered(events: Iterable[Any]) -> Iterator[Line]:
    """The events of a stream as lines; those that are lines already stay as they are."""
    for number, said in enumerate(events, 1):
        yield said if isinstance(said, Line) else Line(f"line {number}", said)


def from_file(path: Path) -> Iterator[Line]:
    """The lines of a file of events, a JSON object each; blank ones are passed over."""
    with path.open("rb") as file:
        for number, text in enumerate(file, 1):
            if text.strip():
                place = f"{path.name}:{number}"
                yield Line(place, _object(text, place))


def _object(text: bytes, place: str) -> object:
    try:
        said = json.loads(text.decode("utf-8-sig"))
        if isinstance(said, dict):
            return said
    except (ValueError, RecursionError):  # no JSON, no UTF-8, or nested too deeply to be read
        pass
    start = text.decode("utf-8", "replace").strip()
    return StepError(
        f"the line is no JSON object: {shown(start)}",
        f"该行不是 JSON 对象：{shown(start)}",
        field="event",
        value=start,
        place=place,
        hint_en=f"write {EXAMPLE}",
        hint_zh=f"请写成 {EXAMPLE_ZH}",
    )
