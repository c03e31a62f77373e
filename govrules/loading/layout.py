"""The layout of a decision: its questions, their parts, and the fields that it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ..decision.outcome import ORGANS
from ..errors import did_you_mean
from ..faults import Faults
from ..rules import Question
from ..territory import Territory
from .parts import Parts, fault

__all__ = ["FINAL_SLOTS", "check_layout"]

FINAL_SLOTS: Final[Mapping[str, tuple[str, bool]]] = {
    "disposition": ("choice", False),
    "lead": ("organ", False),
    "by": ("organ", False),
    "prohibited": ("flag", False),
    **dict.fromkeys(ORGANS, ("organ", True)),
    "duties": ("choice", True),
}
"""Part of the final question → its kind, and whether it is a list; the first two must be there."""

NEEDED = ("disposition", "lead")
PLACE = "layout"


def check_layout(parts: Parts, faults: Faults) -> None:
    """Find questions, parts, choices and fields that the layout names and that are not there."""
    layout = parts.blueprint.layout
    final = _question(parts, faults, "final", layout.final)
    if final is not None:
        _check_kind(final, "final", ("one",), faults)
        _check_slots(final, faults, needed=NEEDED)
        _check_choices(parts, final, faults)
    for id in layout.adds:
        if (added := _question(parts, faults, "adds", id)) is not None:
            _check_kind(added, "adds", ("every",), faults)
            _check_slots(added, faults)
    for name in ("provisional", "owner"):
        id = getattr(layout, name)
        asked = None if id is None else _question(parts, faults, name, id)
        if asked is not None and not (asked.is_simple and asked.slots[0].kind == "organ"):
            faults.add(
                fault(
                    PLACE,
                    f"{name}: the question {asked.id!r} does not name one organ",
                    f"{name}：问题 {asked.id!r} 的答案不是一个机关",
                    field=name,
                    value=asked.id,
                    hint=("give it one part of kind organ", "其答案应仅有一个机关部分"),
                )
            )
    _check_fields(parts, faults)


def _question(parts: Parts, faults: Faults, name: str, id: str) -> Question | None:
    found = parts.question.get(id)
    if found is None:
        _unknown(faults, name, id, parts.question, "question", "问题")
    return found


def _unknown(faults: Faults, name: str, value: str, known: Iterable[str], en: str, zh: str) -> None:
    faults.add(
        fault(
            PLACE,
            f"{name} names {value!r}, which is no {en}",
            f"{name} 所指的 {value!r} 不是{zh}",
            field=name,
            value=value,
            hint=did_you_mean(value, known),
        )
    )


def _check_kind(question: Question, name: str, kinds: tuple[str, ...], faults: Faults) -> None:
    if question.kind not in kinds:
        faults.add(
            fault(
                PLACE,
                f"{name}: the question {question.id!r} is of kind {question.kind!r}",
                f"{name}：问题 {question.id!r} 的种类为 {question.kind!r}",
                field=name,
                value=question.kind,
                hint=(f"it must be {' or '.join(kinds)}", f"应为 {'、'.join(kinds)}"),
            )
        )


def _check_slots(question: Question, faults: Faults, needed: Iterable[str] = ()) -> None:
    place = f"question {question.id}"
    slots = {slot.id: slot for slot in question.slots}
    for id in needed:
        if id not in slots:
            faults.add(
                fault(
                    place,
                    f"it has no part {id!r}, which a decision needs",
                    f"缺少认定所需的 {id!r} 部分",
                    field="slots",
                    value=id,
                    hint=(f"add Slot({id!r}, {FINAL_SLOTS[id][0]!r})",) * 2,
                )
            )
    for id, slot in slots.items():
        if id not in FINAL_SLOTS:
            _unknown_slot(place, id, faults)
        elif (slot.kind, slot.many) != FINAL_SLOTS[id]:
            kind, many = FINAL_SLOTS[id]
            faults.add(
                fault(
                    place,
                    f"its part {id!r} is {_shape(slot.kind, slot.many)}",
                    f"其 {id!r} 部分的种类不符：{_shape(slot.kind, slot.many)}",
                    field=id,
                    value=slot.kind,
                    hint=(f"it must be {_shape(kind, many)}", f"应为 {_shape(kind, many)}"),
                )
            )


def _unknown_slot(place: str, id: str, faults: Faults) -> None:
    en, zh = did_you_mean(id, FINAL_SLOTS)
    faults.add(
        fault(
            place,
            f"a decision has no part {id!r}",
            f"认定没有 {id!r} 部分",
            field="slots",
            value=id,
            hint=(en, zh),
        )
    )


def _shape(kind: str, many: bool) -> str:
    return f"kind={kind!r}, many={many}"


def _check_choices(parts: Parts, final: Question, faults: Faults) -> None:
    """The dispositions that the layout names, and those that the engine itself gives."""
    layout = parts.blueprint.layout
    slot = next((s for s in final.slots if s.id == "disposition"), None)
    if slot is None:
        return
    codes = [c.code for c in slot.choices]
    for name in ("undetermined", "adjudicate"):
        code = getattr(layout, name)
        if code not in codes:
            faults.add(
                fault(
                    f"question {final.id}",
                    f"{code!r} is not among its dispositions, and decisions need it ({name})",
                    f"处置中没有 {code!r}，而认定需要它（{name}）",
                    field="disposition",
                    value=code,
                    hint=did_you_mean(code, codes) if codes else ("add it", "请补上"),
                )
            )
    for name in ("refers", "exercises", "bars"):
        for code in getattr(layout, name):
            if code not in codes:
                _unknown(faults, name, code, codes, "disposition", "处置")


def _check_fields(parts: Parts, faults: Faults) -> None:
    layout, fields = parts.blueprint.layout, parts.field
    for name in ("place", "received_by"):
        id = getattr(layout, name)
        if id is not None and id not in fields:
            _unknown(faults, name, id, fields, "field", "字段")
    place = fields.get(layout.place)
    if place is not None and not isinstance(place.tree, Territory):
        faults.add(
            fault(
                f"field {layout.place}",
                "it says where a matter lies, and its tree is no territory",
                "它说明事项所在之处，而其代码树不是区划",
                field="tree",
                value=place.kind,
                hint=("declare it with tree=territory", "请以 tree=territory 声明"),
            )
        )
    for id in layout.asked_first:
        if id not in fields:
            _unknown(faults, "asked_first", id, fields, "field", "字段")
    if (day := fields.get("on")) is None or day.kind != "day":
        faults.add(
            fault(
                "fields",
                "there is no field 'on' of kind day, against which the days in force are held",
                "缺少种类为 day 的字段 'on'，规则的施行期间以它为准",
                field="on",
                value=None if day is None else day.kind,
                hint=('declare Field("on", "day", …)', '请声明 Field("on", "day", …)'),
            )
        )
