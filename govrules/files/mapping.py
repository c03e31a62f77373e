"""Mappings: what the columns and values of somebody else's system mean as fields of a matter.

A mapping is a TOML file that people read and edit::

    [columns]                       # field = a column, or several that are joined into one
    kind = "工单类型"
    place = ["被反映区", "被反映街乡镇", "村/社区"]

    [values.kind]                   # field, what a cell says = what the field takes; "" where none
    "诉求" = ""

    [crosswalk]                     # the field that the categories of a scheme are read into
    field = "item"
    separator = "->"
    scheme = "12345 分类"
    version = "2024"

                                    # or step = 2: codes as of GB/T 39666, two digits a step

    [crosswalk.paths]               # the longest path that begins the category counts
    "城市管理->市容环境->占道经营" = "cityscape_occupying_public_space"

    [unknown]
    words = ["不详", "/"]           # cells that say nothing

    [constants]                     # what is the same for every row, and stands in no column
    channel = "12345电话"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from collections.abc import Mapping as Map
from os import PathLike
from pathlib import Path
from typing import Any

import attrs

from ..errors import RecordError, did_you_mean
from ..rules import Field
from ..values import digits, is_empty
from .row import Row, RowError
from .rows import Source, read_rows

__all__ = ["Crosswalk", "Mapping"]

PARTS = ("columns", "values", "crosswalk", "unknown", "constants")


@attrs.frozen
class Crosswalk:
    """From the categories of a scheme to what a field takes.

    Args:
        field: The field.
        separator: What parts the steps of a path; empty where categories are no paths.
        step: Of codes that nothing parts (``"010203"``), how many digits each step below has; 0
            where categories are no such codes.
        scheme: What the scheme is called.
        version: Which of its versions.
        paths: Path → what the field takes, ``""`` where nothing here is meant by it.
    """

    field: str
    separator: str = ""
    scheme: str = ""
    version: str = ""
    step: int = 0
    paths: Map[str, str] = attrs.field(factory=dict, hash=False)

    def read(self, said: str) -> str | None:
        """What a category means; ``None`` where neither it nor a step above it is listed."""
        path = said
        while path and path not in self.paths:
            path = self._above(path)
        return self.paths.get(path)

    def _above(self, path: str) -> str:
        """The step above; empty where there is none."""
        if self.step:
            return path[: max(0, len(path) - self.step)]
        return path.rpartition(self.separator)[0] if self.separator else ""


@attrs.frozen(eq=False)
class Mapping:
    """What the columns and values of another system mean.

    Args:
        columns: Field → its column, or several that are joined with ``/``.
        values: Field → what a cell says → what the field takes.
        crosswalk: Of categories, where there is one.
        unknown: Cells that say nothing.
        constants: Field → what it is in every row whose columns do not say it.
    """

    columns: Map[str, tuple[str, ...]]
    values: Map[str, Map[str, str]] = attrs.field(factory=dict)
    crosswalk: Crosswalk | None = None
    unknown: frozenset[str] = frozenset()
    constants: Map[str, str] = attrs.field(factory=dict)

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Mapping:
        """The mapping of a TOML file.

        Raises:
            RecordError: the file is not there or no TOML; a part, a column or a value is of
                another form than above.
        """
        file = Path(path)
        try:
            return cls.from_dict(tomllib.loads(file.read_text(encoding="utf-8")))
        except OSError:
            raise _wrong("the mapping cannot be read", "无法读取映射文件", file.name).at(
                file.name
            ) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise _wrong(
                f"the mapping is no TOML: {error}", f"映射文件不是 TOML：{error}", file.name
            ).at(file.name) from None
        except RecordError as error:
            raise error.at(file.name) from None

    @classmethod
    def from_dict(cls, parts: Map[str, Any]) -> Mapping:
        """The mapping that a dictionary of the same form says; raises RecordError."""
        for part in parts:
            if part not in PARTS:
                en, zh = did_you_mean(part, PARTS)
                raise _wrong(
                    f"a mapping has no part {part!r}", f"映射没有“{part}”一节", part, en, zh
                )
        columns = {f: _names(f, said) for f, said in _table(parts, "columns").items()}
        if not columns:
            raise _wrong("a mapping names no column", "映射没有写明任何列", "columns")
        values = {f: _texts(f"values.{f}", v) for f, v in _table(parts, "values").items()}
        unknown = _table(parts, "unknown").get("words", [])
        crosswalk = _crosswalk(_table(parts, "crosswalk"))
        if crosswalk is not None and crosswalk.field not in columns:
            raise _wrong(
                f"the crosswalk is for {crosswalk.field!r}, which has no column",
                f"对照表用于“{crosswalk.field}”，而该字段没有列",
                crosswalk.field,
            )
        constants = _texts("constants", _table(parts, "constants"))
        return cls(columns, values, crosswalk, frozenset(_names("unknown", unknown)), constants)

    @property
    def used(self) -> tuple[str, ...]:
        """The columns that are read, each once."""
        return tuple(dict.fromkeys(c for columns in self.columns.values() for c in columns))

    def check(self, fields: Map[str, Field]) -> None:
        """Raises RecordError for a field that is not declared, or a value that it does not take."""
        for name in (*self.columns, *self.values, *self.constants):
            if name != "id" and name not in fields:
                en, zh = did_you_mean(name, fields)
                raise _wrong(f"there is no field {name!r}", f"没有字段“{name}”", name, en, zh)
        tables = dict(self.values)
        if self.crosswalk is not None:
            tables[self.crosswalk.field] = self.crosswalk.paths
        for name, constant in self.constants.items():
            fields[name].read(constant)
        for name, table in tables.items():
            for value in sorted({v for v in table.values() if v}):
                fields[name].read(value)

    def record(self, row: Map[str, Any]) -> dict[str, str]:
        """A row of the other system as a record: what it does not say is left out.

        Raises:
            RecordError: the row has no column of that name.
        """
        missing = [column for column in self.used if column not in row]
        if missing:
            en, zh = did_you_mean(missing[0], [str(c) for c in row])
            raise _wrong(
                f"there is no column {missing[0]!r}", f"没有“{missing[0]}”列", missing[0], en, zh
            )
        made = dict(self.constants)
        for field, columns in self.columns.items():
            cells = [cell for c in columns if (cell := self._cell(row[c])) is not None]
            value = self._value(field, "/".join(cells)) if cells else ""
            if value != "":
                made[field] = value
        return made

    def rows(self, source: Source, *, encoding: str | None = None) -> Iterator[Row | RowError]:
        """The rows of a file or an iterable, as records.

        Args:
            source: A CSV, JSON lines or Excel file, or mappings.
            encoding: Of a CSV file.

        Raises:
            RecordError: the source cannot be read.
        """
        for row in read_rows(source, encoding=encoding):
            if isinstance(row, RowError):
                yield row
                continue
            try:
                yield Row(row.place, self.record(row.record))
            except RecordError as error:
                yield RowError(row.place, None, error)

    def _cell(self, cell: Any) -> str | None:
        text = "" if is_empty(cell) else (digits(cell) or str(cell)).strip()
        return None if text in ("", *self.unknown) else text

    def _value(self, field: str, said: str) -> str:
        if self.crosswalk is not None and field == self.crosswalk.field:
            found = self.crosswalk.read(said)
            if found is not None:
                return found
        return self.values.get(field, {}).get(said, said)


def _crosswalk(part: Map[str, Any]) -> Crosswalk | None:
    if not part:
        return None
    known = ("field", "separator", "scheme", "version")
    texts = _texts("crosswalk", {k: v for k, v in part.items() if k not in ("paths", "step")})
    step = part.get("step", 0)
    if type(step) is not int or step < 0 or (step and texts.get("separator")):
        raise _wrong(
            "step: the digits of a step, where no separator parts them",
            "step：无分隔符时每级的位数",
            str(step),
        )
    odd = [k for k in texts if k not in known]
    if odd or "field" not in texts:
        en, zh = did_you_mean(odd[0], (*known, "paths", "step")) if odd else (None, None)
        word = odd[0] if odd else "field"
        raise _wrong(f"a crosswalk: {word!r}", f"对照表：“{word}”", word, en, zh)
    return Crosswalk(**texts, step=step, paths=_texts("crosswalk.paths", part.get("paths", {})))


def _table(parts: Map[str, Any], name: str) -> Map[str, Any]:
    found = parts.get(name, {})
    if not isinstance(found, Map):
        raise _wrong(f"{name} is no table", f"{name} 不是一节", name)
    return found


def _names(field: str, said: Any) -> tuple[str, ...]:
    names = [said] if isinstance(said, str) else said
    if not isinstance(names, list) or not all(isinstance(n, str) and n for n in names):
        raise _wrong(
            f"{field}: a column, or a list of columns", f"{field}：应为一列或若干列", field
        )
    return tuple(names)


def _texts(name: str, said: Any) -> dict[str, str]:
    if not isinstance(said, Map) or not all(isinstance(v, str) for v in said.values()):
        raise _wrong(f"{name}: text for each entry", f"{name}：每一条都应为文本", name)
    return dict(said)


def _wrong(
    en: str, zh: str, value: str, hint_en: str | None = None, hint_zh: str | None = None
) -> RecordError:
    return RecordError(
        en,
        zh,
        field="mapping",
        value=value,
        hint_en=hint_en or "see “From what people write”",
        hint_zh=hint_zh or "写法见《从群众的话到权责机关》",
    )
