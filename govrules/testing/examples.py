"""Worked examples: matters with the decision that a jurist expects, in YAML.

    - id: dog-fouling-before-transfer
      about: 2020年7月1日前尚未下放 / before the powers moved
      matter: {kind: violation, item: 犬便不清除, place: 西城区/大栅栏街道, on: 2020-06-30}
      expect: {disposition: notify_department, lead: urban_enforcement@district_or_city}

Only the parts that an example names are compared. What became of a matter stands in ``happened``
(``sent_to``, ``answered``, ``short``, as ``govrules.measures`` takes them), and ``problems`` is
what is measured of it: ``problems: {wrong_dispatch: true}``. Reading needs PyYAML (the extra
``examples``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NoReturn

import attrs

from ..analysis.example_files import read_yaml
from ..decision.decision import Decision
from ..decision.record import Organ
from ..errors import GovrulesError, PolicyError, did_you_mean
from ..jurisdiction import Jurisdiction
from ..options import Ask

__all__ = ["Difference", "Example", "Outcome", "read_examples", "run_example", "run_examples"]


@attrs.frozen
class Example:
    """One worked example.

    Args:
        id: Its name, unique in the file.
        about: What it shows.
        matter: The facts, as given to ``decide``.
        expect: Part of the decision → what is expected of it.
        place: The file in which it stands.
        happened: What became of the matter, for ``problems``.
    """

    id: str
    about: str
    matter: Mapping[str, Any] = attrs.field(hash=False)
    expect: Mapping[str, Any] = attrs.field(hash=False)
    place: str = ""
    happened: Mapping[str, Any] = attrs.field(factory=dict, hash=False)


@attrs.frozen
class Difference:
    """A part of the decision that is not as expected; both sides as text."""

    part: str
    part_zh: str
    expected: str
    found: str

    def __str__(self) -> str:
        return (
            f"  {self.part} {self.part_zh}: expected 应为 {self.expected}; found 实为 {self.found}"
        )


@attrs.frozen
class Outcome:
    """How an example came out: the differences, and the decision or the error that was found.

    Args:
        example: The example.
        differences: What was not as expected, in the order of the example.
        decision: The decision, if there was one.
        error: The error, if there was one.
    """

    example: Example
    differences: tuple[Difference, ...]
    decision: Decision | None = attrs.field(default=None, repr=False)
    error: GovrulesError | None = attrs.field(default=None, repr=False)

    @property
    def ok(self) -> bool:
        """Whether everything was as expected."""
        return not self.differences

    @property
    def message(self) -> str:
        """The differences as text in English and Chinese, one a line; empty where all is well."""
        if self.ok:
            return ""
        n = len(self.differences)
        head = (
            f"{self.example.place}: example 示例 {self.example.id}: {n} not as expected {n} 处不符"
        )
        about = f"  ({self.example.about})" if self.example.about else ""
        return "\n".join(filter(None, (head, about, *map(str, self.differences))))


def run_examples(
    jurisdiction: Jurisdiction,
    path: str | Path,
    *,
    engine: Literal["classes", "reference"] = "classes",
) -> list[Outcome]:
    """Decide every example of a file and compare.

    Args:
        jurisdiction: Who decides.
        path: A YAML file of examples.
        engine: By which evaluator.

    Raises:
        PolicyError: if the file is not a file of examples, naming file, example and key.
    """
    return [run_example(jurisdiction, example, engine=engine) for example in read_examples(path)]


def run_example(
    jurisdiction: Jurisdiction,
    example: Example,
    *,
    engine: Literal["classes", "reference"] = "classes",
) -> Outcome:
    """Decide one example and compare; see :func:`run_examples`.

    What to ask first is only ranked for an example that says so, as that takes longest.
    """
    ask: Ask = "ranked" if "ask" in example.expect else "plain"
    try:
        decision = jurisdiction.decide(example.matter, engine=engine, ask=ask)
        measured = _measured(jurisdiction, example)
    except GovrulesError as error:
        return Outcome(example, _error_differences(example.expect, error), error=error)
    found = [
        PARTS[part].compare(part, wanted, decision)
        for part, wanted in example.expect.items()
        if part not in ("error", "problems")
    ]
    if (problems := example.expect.get("problems")) is not None:
        of = {name: measured[name] for name in problems}
        found.append(_difference("problems", str(problems), str(of)) if of != problems else None)
    if "error" in example.expect:
        found.append(
            _difference("error", _listed(_texts(example.expect["error"])), "no error 未出错")
        )
    return Outcome(example, tuple(d for d in found if d is not None), decision)


def _measured(jurisdiction: Jurisdiction, example: Example) -> Mapping[str, bool | None]:
    """What is measured of the matter; nothing where the example does not ask for it."""
    if "problems" not in example.expect and not example.happened:
        return {}
    from ..measures import measure_one

    return measure_one(jurisdiction, example.matter, **example.happened)


def _error_differences(expect: Mapping[str, Any], error: GovrulesError) -> tuple[Difference, ...]:
    said = f"{error.code}: {error.text('en')} | {error.text('zh')}"
    if "error" not in expect:
        parts = ", ".join(f"{k}={v}" for k, v in expect.items())
        return (_difference("error", f"no error 不应出错 ({parts})", said),)
    known = (error.code, str(error.field), error.text("en"), error.text("zh"))
    missing = [t for t in _texts(expect["error"]) if not any(t in text for text in known)]
    return (_difference("error", _listed(missing), said),) if missing else ()


@attrs.frozen
class _Part:
    """How one part of a decision is compared: what it is, and what of it is enough."""

    zh: str
    of: Callable[[Decision], Any]
    how: Literal["equal", "organ", "organs", "first", "among"]

    def compare(self, part: str, wanted: Any, decision: Decision) -> Difference | None:
        found = self.of(decision)
        if self.how == "equal":
            return None if wanted == found else _difference(part, _text(wanted), _text(found))
        if self.how == "organ":
            good = _is_organ(wanted, found)
            return None if good else _difference(part, _text(wanted), _text(_spell(found)))
        if self.how == "organs":
            good = _are_organs(wanted, found)
            spelt = _listed(_spell(o) for o in found)
            return None if good else _difference(part, _listed(wanted), spelt)
        if self.how == "first":
            good = list(wanted) == list(found)[: len(wanted)]
            return (
                None if good else _difference(part, f"first 首先 {_listed(wanted)}", _listed(found))
            )
        missing = [w for w in wanted if w not in found]
        return (
            _difference(part, f"among 其中有 {_listed(missing)}", _listed(found))
            if missing
            else None
        )


# The parts that an example may name, in the order in which they are explained.
PARTS: Mapping[str, _Part] = {
    "disposition": _Part("处置", lambda d: d.disposition, "equal"),
    "lead": _Part("承办机关", lambda d: d.lead, "organ"),
    "owner": _Part("权责机关", lambda d: d.owner, "organ"),
    "owner_status": _Part("权责是否查明", lambda d: d.owner_status, "equal"),
    "owner_among": _Part("权责机关之列", lambda d: d.owner_among, "organs"),
    "provisional": _Part("暂由其承接", lambda d: d.lead_is_provisional, "equal"),
    "by": _Part("实施机关", lambda d: d.by, "organ"),
    "prohibited": _Part("是否禁止", lambda d: d.prohibited, "equal"),
    "must_not_lead": _Part("不得主责", lambda d: d.must_not_lead, "organs"),
    "assist": _Part("协助", lambda d: d.assist, "organs"),
    "supervise": _Part("监督指导", lambda d: d.supervise, "organs"),
    "copy_to": _Part("抄送", lambda d: d.copy_to, "organs"),
    "candidates": _Part("可能的机关", lambda d: d.candidates, "organs"),
    "ask": _Part("待问事实", lambda d: [a.field for a in d.ask], "first"),
    "because": _Part("依据的规则", lambda d: [r.rule for r in d.because], "among"),
    "cites": _Part("引用条文", lambda d: _cites(d), "among"),
    "defeated": _Part("让位的规则", lambda d: [x.rule for x in d.defeated], "among"),
    "duties": _Part("后续义务", lambda d: [x.code for x in d.duties], "among"),
    "assumed": _Part("假定", lambda d: [x.field for x in d.assumed], "among"),
    "notes": _Part("提示", lambda d: [n.code for n in d.notes], "among"),
    "problems": _Part("问题", lambda d: None, "equal"),
    "error": _Part("错误", lambda d: None, "among"),
}
LISTS = ("organs", "first", "among")
HAPPENED = ("sent_to", "answered", "short")


def _cites(decision: Decision) -> list[str]:
    """Every article that is cited: of the rules that decided, and of the chains behind them."""
    found = [c for r in decision.because for c in (r.cite, *r.chain)]
    found += [x.cite for x in decision.defeated]
    return list(dict.fromkeys(found))


def _spell(organ: Organ | None) -> str | None:
    if organ is None:
        return None
    return f"{organ.role}@{organ.level}" + (f"@{organ.unit}" if organ.unit else "")


def _is_organ(wanted: Any, found: Organ | None) -> bool:
    """Whether the organ is meant; an example that names no unit means any."""
    spelt = _spell(found)
    if wanted is None or spelt is None or str(wanted).count("@") > 1:
        return wanted is None if spelt is None else wanted == spelt
    return spelt.split("@")[:2] == str(wanted).split("@")


def _are_organs(wanted: Sequence[Any], found: Sequence[Organ]) -> bool:
    return len(wanted) == len(found) and all(any(_is_organ(w, o) for o in found) for w in wanted)


def _difference(part: str, expected: str, found: str) -> Difference:
    return Difference(part, PARTS[part].zh, expected, found)


def _text(value: Any) -> str:
    return "none 无" if value is None else str(value)


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(map(str, values)) or "none 无"


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def read_examples(path: str | Path) -> list[Example]:
    """The examples of a YAML file, in order.

    Raises:
        PolicyError: naming the file, the example and the key that cannot be read.
        PluginError: if PyYAML is not installed.
    """
    path = Path(path)
    records = read_yaml(path)
    if not isinstance(records, list) or not all(isinstance(r, dict) for r in records):
        _bad(
            path.name,
            None,
            "a file of examples is a list of mappings",
            "示例文件须为若干示例的列表",
            "begin each example with '- id:'",
            "每个示例以“- id:”开头",
        )
    examples: list[Example] = []
    for number, record in enumerate(records, 1):
        example = _example(record, path.name, number)
        if any(c.id == example.id for c in examples):
            _bad(
                f"{path.name}: example {example.id}",
                "id",
                f"two examples are called {example.id!r}",
                f"两个示例同名 {example.id!r}",
                "give each a name of its own",
                "请分别命名",
            )
        examples.append(example)
    return examples


def _example(record: Mapping[Any, Any], file: str, number: int) -> Example:
    place = f"{file}: example {record.get('id', number)}"
    _check_keys(record, [a.name for a in attrs.fields(Example) if a.name != "place"], place)
    for key, kind, en, zh in (
        ("id", str, "a name", "名称"),
        ("matter", dict, "facts", "事实"),
        ("expect", dict, "expectations", "预期"),
    ):
        if not isinstance(record.get(key), kind) or not record[key]:
            _bad(
                place,
                key,
                f"{key} is missing or not {en}",
                f"缺少 {key}，或其不是{zh}",
                f"write {key}:",
                f"请写明 {key}:",
            )
    expect = record["expect"]
    _check_keys(expect, PARTS, place)
    for part, wanted in expect.items():
        if part == "error":
            wanted = _texts(wanted) if isinstance(wanted, str | list) else wanted
        if PARTS[part].how in LISTS and not isinstance(wanted, list):
            _bad(
                place,
                part,
                f"{part} is a list: {wanted!r} is not",
                f"{part} 须为列表：{wanted!r}",
                "write [a, b], or [] for none",
                "请写 [甲, 乙]，没有则写 []",
            )
    happened = record.get("happened", {})
    _check_keys(happened, HAPPENED, place)
    _check_problems(expect, place)
    about = str(record.get("about", ""))
    return Example(record["id"], about, record["matter"], expect, file, happened)


def _check_problems(expect: Mapping[str, Any], place: str) -> None:
    """What is measured is named by measures, each true, false, or null for what is not known."""
    if "problems" in expect:
        from ..measures import MEASURES

        _check_keys(expect["problems"], [m.id for m in MEASURES], place)


def _check_keys(record: Mapping[Any, Any], known: Iterable[str], place: str) -> None:
    known = list(known)
    for key in record:
        if key not in known:
            en, zh = did_you_mean(key, known)
            choices = ", ".join(known)
            _bad(
                place,
                str(key),
                f"no key {key!r}",
                f"没有键 {key!r}",
                en or f"one of {choices}",
                zh or f"可用：{choices}",
            )


def _bad(place: str, field: str | None, en: str, zh: str, hint_en: str, hint_zh: str) -> NoReturn:
    raise PolicyError(en, zh, field=field, place=place, hint_en=hint_en, hint_zh=hint_zh)
