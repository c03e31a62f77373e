"""A mapping proposed from a sample: by headings first, then by whether the values can be read.

What is proposed is what is certain: a column whose heading says a field and whose values the field
takes, or can be told to take by its table. What could not be placed is said in the file, for people
to decide; nothing is read into a column because it is left over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as Map

import attrs

from ..errors import RecordError
from ..intake import ItemSearch
from ..rules import CodeList, Field
from ..values import moment
from .row import Row
from .rows import Source, read_rows

__all__ = ["Proposal", "propose"]

_SAMPLE = 2000
_MOST_VALUES = 200
# What is remarked in a mapping, in Chinese and English.
_REMARKS = {
    "left": ("未对应", "not placed"),
    "how": (
        "填代码；可能是几种之一的写成 a|b；留空即未知",
        "write the code, one of several as a|b, or leave empty: unknown",
    ),
    "constants": ("每一行都相同的", "what is the same in every row"),
    "nothing": ("没有找到", "nothing found"),
}
_SAYS_NOTHING = ("不详", "无", "/", "-", "—", "暂无", "未填", "null", "NULL", "N/A")
_STEPS = re.compile(r"\s*(->|→|>|/|\\|\|)\s*")
# Headings of hotlines' exports, by what they say; the first that fits is taken.
_HEADINGS = {
    "id": r"(工单|案件|诉求|受理)?(编号|单号|流水号)|^id$",
    "kind": r"(工单|诉求|反映|事项|案件)?类型$|诉求性质",
    "channel": r"(诉求|受理|反映|工单)?(来源|渠道)",
    "item": r"(问题|诉求|事项|案件)(分类|类别|归口)|[一二三]级分类",
    "on": r"(来电|受理|登记|反映|创建|诉求|发生)(时间|日期)$",
}
_PLACE = (
    r"(反映|所属|属地|事发)?(区县|区|县)$|行政区",
    r"街乡|街道|乡镇",
    r"村|社区$",
    r"地址|地点$",
)


@attrs.frozen
class Proposal:
    """A mapping that is proposed.

    Attributes:
        text: The mapping as TOML, with remarks, to be looked at and edited.
        placed: Field → its columns.
        left: The columns that were not placed.
        unread: Field → values of the sample of which it is not told what they mean, the commonest
            first.
    """

    text: str
    placed: Map[str, tuple[str, ...]]
    left: tuple[str, ...]
    unread: Map[str, tuple[str, ...]]


def propose(
    source: Source,
    fields: Map[str, Field],
    *,
    place: str = "place",
    encoding: str | None = None,
    lang: str = "en",
) -> Proposal:
    """Propose a mapping for a file of another system.

    Args:
        source: A CSV, JSON lines or Excel file, or mappings; its first 2,000 rows are looked at.
        fields: The declared fields.
        place: The field that says where a matter lies.
        encoding: Of a CSV file.
        lang: The language of its remarks, ``"zh"`` or ``"en"``.

    Raises:
        RecordError: the source cannot be read, or has no row.
    """
    values = _values(source, encoding)
    placed = _placed(values, fields, place)
    used = {c for columns in placed.values() for c in columns}
    left = tuple(c for c in values if c not in used)
    lines = ["[columns]"]
    for field, columns in placed.items():
        lines.append(f"{field} = {_list(columns)}")
    lines += [f"# {_remark('left', lang)}: {name}" for name in left]
    unread: dict[str, tuple[str, ...]] = {}
    for field, columns in placed.items():
        if field in fields and field != place and fields[field].kind == "choice":
            meant = _meant(values[columns[0]], fields[field])
            unread[field] = tuple(word for word, codes in meant.items() if not codes)
            if meant:
                lines += ["", f"[values.{field}]  # {_remark('how', lang)}"]
                lines += [f"{_quoted(w)} = {_quoted('|'.join(c))}" for w, c in meant.items()]
    item = next((f for f in placed if f in fields and isinstance(fields[f].tree, CodeList)), None)
    if item is not None:
        more, unread[item] = _crosswalk(item, values[placed[item][0]], fields[item], lang)
        lines += more
    missing = [f for f in ("on", "channel") if f in fields and f not in placed]
    lines += ["", f"[constants]  # {_remark('constants', lang)}"]
    lines += [f'# {f} = ""' for f in missing]
    empty = [w for w in _SAYS_NOTHING if any(w in values[c] for c in used)]
    lines += ["", "[unknown]", f"words = {_list(empty, always=True)}"]
    return Proposal("\n".join(lines) + "\n", placed, left, unread)


def _values(source: Source, encoding: str | None) -> dict[str, Counter[str]]:
    """Column → how often each value of it occurs in the sample."""
    found: dict[str, Counter[str]] = {}
    for number, row in enumerate(read_rows(source, encoding=encoding)):
        if number >= _SAMPLE:
            break
        if isinstance(row, Row):
            for name, cell in row.record.items():
                counted = found.setdefault(str(name), Counter())
                text = "" if cell is None else str(cell).strip()
                if text:
                    counted[text] += 1
    if not found:
        raise RecordError(
            "there is no row to propose a mapping from",
            "没有可据以提出映射的行",
            field="source",
            hint_en="give a file with a header and some rows",
            hint_zh="请给出有表头和若干行的文件",
        )
    return found


def _placed(
    values: Map[str, Counter[str]], fields: Map[str, Field], place: str
) -> dict[str, tuple[str, ...]]:
    placed: dict[str, tuple[str, ...]] = {}
    for field, heading in _HEADINGS.items():
        names = {field} if field not in fields else {field, fields[field].zh}
        for name in values:
            says = name in names or re.search(heading, name) is not None
            is_day = field != "on" or any(moment(v) is not None for v in values[name])
            if says and is_day and (field == "id" or field in fields):
                placed.setdefault(field, (name,))
    taken = {c for columns in placed.values() for c in columns}
    steps = [
        next((n for n in values if n not in taken and re.search(heading, n)), None)
        for heading in _PLACE
    ]
    columns = tuple(dict.fromkeys(n for n in steps if n is not None))
    if columns and place in fields:
        placed[place] = columns
    return placed


def _meant(values: Counter[str], field: Field) -> dict[str, tuple[str, ...]]:
    """The values that a field does not take, the commonest first → what may be meant by each."""
    odd = {}
    for value, _ in values.most_common(_MOST_VALUES):
        try:
            field.read(value)
        except RecordError:
            if value not in _SAYS_NOTHING:
                odd[value] = _several(value, field)
    return odd


def _several(text: str, field: Field) -> tuple[str, ...]:
    """The codes whose words a value consists of, two or more (投诉举报); none if it does not."""
    for end in range(len(text) - 1, 0, -1):
        try:
            first = str(field.read(text[:end]))
        except RecordError:
            continue
        rest = text[end:]
        try:
            return first, str(field.read(rest))
        except RecordError:
            if more := _several(rest, field):
                return first, *more
    return ()


def _crosswalk(
    id: str, values: Counter[str], field: Field, lang: str
) -> tuple[list[str], tuple[str, ...]]:
    """The part that reads categories, with what may be meant by each that is not certain."""
    assert isinstance(field.tree, CodeList)
    search = ItemSearch(field.tree)
    marks = Counter(m[1] for value in values for m in [_STEPS.search(value)] if m)
    separator = marks.most_common(1)[0][0] if marks else ""
    lines = ["", "[crosswalk]", f'field = "{id}"']
    lines += [f"separator = {_quoted(separator)}"] if separator else []
    lines += ["", "[crosswalk.paths]"]
    odd = []
    for value, _ in values.most_common(_MOST_VALUES):
        last = value.rpartition(separator)[2].strip() if separator else value
        found = search.find(last)
        code = search.certain(found)
        if code is None:
            odd.append(value)
        may = (
            ""
            if code
            else f"  # {', '.join(c.code for c in found[:3]) or _remark('nothing', lang)}"
        )
        lines.append(f"{_quoted(value)} = {_quoted(code or '')}{may}")
    return lines, tuple(odd)


def _remark(name: str, lang: str) -> str:
    zh, en = _REMARKS[name]
    return zh if lang == "zh" else en


def _list(words: Iterable[str], always: bool = False) -> str:
    found = [_quoted(word) for word in words]
    return found[0] if len(found) == 1 and not always else f"[{', '.join(found)}]"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " else f"\\u{ord(c):04x}" for c in escaped) + '"'
