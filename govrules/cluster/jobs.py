"""What deciding on many processes or machines shares, whichever scheduler runs the work.

    sources ─▶ jobs ─▶ the scheduler's workers decide them ─▶ parts and counts ─▶ a folder

The workers make the jurisdiction anew, once, and check that it came out the same. What they report
is JSON. The folder takes its name only when it is whole, with the class table beside it.
"""

from __future__ import annotations

import json
import pickle
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import local
from typing import Any
from uuid import uuid4

import attrs
import pyarrow as pa

from ..errors import GovrulesError, PolicyError, RecordError
from ..errors_json import from_json, to_json
from ..files.class_table import write_class_table
from ..files.decide import Decider, kept_columns
from ..files.error_counts import ErrorCounts
from ..files.read import Stream, columns_of, streams
from ..files.row import bad_file
from ..files.summary import Summary
from ..files.write import SUFFIXES

__all__ = [
    "PARQUET",
    "Counts",
    "Job",
    "PackedJurisdiction",
    "check_types",
    "checked",
    "folder_for",
    "jobs",
    "report",
    "staged",
]

PARQUET = (".parquet", ".pq")


class _Here(local):
    """The jurisdiction that this thread of this process has unpacked last."""

    packed: PackedJurisdiction | None = None
    made: Decider | None = None


_HERE = _Here()


@attrs.frozen
class PackedJurisdiction:
    """A jurisdiction on its way to other processes.

    One that came from the packs installed here travels as its code, for the same are installed
    there; one that was put together from objects travels as a pickle of them.

    Args:
        digest: Of its rules and territory; the one that comes out must have the same.
        load: What makes it.
        source: What it is made of: its code, or the pickle.
    """

    digest: str
    load: Callable[[Any], Decider] = attrs.field(repr=False)
    source: str | bytes = attrs.field(repr=False)

    @classmethod
    def of(cls, jurisdiction: Decider) -> PackedJurisdiction:
        """Pack a jurisdiction."""
        load, source = jurisdiction.origin or (pickle.loads, pickle.dumps(jurisdiction))
        return cls(jurisdiction.digest, load, source)

    def unpacked(self) -> Decider:
        """The jurisdiction, made once and kept; each thread has its own, with what it has learnt.

        Raises:
            PolicyError: if it comes out otherwise here, as with another version of the library.
            GovrulesError: if it cannot be made here, as where its pack is not installed.
        """
        if _HERE.made is None or _HERE.packed != self:
            try:
                made = self.load(self.source)
            except GovrulesError as error:
                raise error.at("worker") from None
            if made.digest != self.digest:
                raise PolicyError(
                    f"the rules have the digest {made.digest[:12]} on a worker, "
                    f"and {self.digest[:12]} where the work was given out",
                    f"规则摘要在工作进程上为 {made.digest[:12]}，在发起处为 {self.digest[:12]}",
                    field="policies",
                    value=made.digest,
                    hint_en="install the same versions of govrules and of the packs everywhere",
                    hint_zh="请在各处安装相同版本的 govrules 和规则包",
                )
            _HERE.packed, _HERE.made = self, made
        return _HERE.made


@attrs.frozen
class Job:
    """What one task decides: a file, or some row groups of a Parquet file.

    Args:
        path: The file, as all workers see it.
        groups: The first row group, and the one after the last; ``None`` for the whole file.
        rows: How many rows it has, where that is known.
    """

    path: Path
    groups: tuple[int, int] | None
    rows: int | None


def jobs(found: Iterable[Stream], rows: int) -> list[Job]:
    """Files cut into jobs of about so many rows, in order.

    Raises:
        RecordError: for a source that is no file.
    """
    made: list[Job] = []
    for one in found:
        if one.path is None:
            raise RecordError(
                "only files can be shared out among workers",
                "只有文件可以分给多个工作进程",
                field="source",
                value=one.name,
                hint_en="write it to Parquet first",
                hint_zh="请先写成 Parquet",
            )
        path = one.path.resolve()
        cut = list(_cut(path, rows)) if path.suffix.casefold() in PARQUET else []
        made += cut if len(cut) > 1 else [Job(path, None, one.rows)]
    return made


def _cut(path: Path, rows: int) -> Iterator[Job]:
    import pyarrow.parquet as pq

    about = pq.read_metadata(path)
    first = count = 0
    for group in range(about.num_row_groups):
        count += about.row_group(group).num_rows
        if count >= rows or group == about.num_row_groups - 1:
            yield Job(path, (first, group + 1), count)
            first, count = group + 1, 0


def checked(
    sources: object, jurisdiction: Decider, keep: Sequence[str]
) -> tuple[list[Stream], list[str]]:
    """What a source consists of, and the columns to keep; as one process would check it.

    Raises:
        RecordError: for a file or a column that cannot be used.
    """
    found = streams(sources, jurisdiction.fields)
    kept = kept_columns(found, keep)
    for one in found:
        columns_of(one, jurisdiction.fields, kept)
    return found, kept


def check_types(found: Sequence[Stream], names: Iterable[str] | None = None) -> None:
    """Raises RecordError for a column that is of one type in one file and another elsewhere."""
    wanted = None if names is None else set(names)
    first: dict[str, tuple[pa.DataType, str]] = {}
    for one in found:
        for field in one.schema:
            kind, name = _plain(field.type), field.name
            before, where = first.setdefault(name, (kind, one.name))
            if before != kind and (wanted is None or name in wanted):
                raise RecordError(
                    f"the column {name!r} is {before} in {where} and {kind} in {one.name}",
                    f"列 {name!r} 在 {where} 中为 {before}，在 {one.name} 中为 {kind}",
                    field=name,
                    value=one.name,
                    hint_en="write it with one type in all files",
                    hint_zh="请在各文件中用同一类型写出",
                )


def _plain(kind: pa.DataType) -> pa.DataType:
    """A type as Parquet keeps it: a dictionary, and large text, are text."""
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return pa.string() if pa.types.is_large_string(kind) else kind


def folder_for(out: str | Path) -> Path:
    """The folder that is to hold the result; it must be new, for nothing is thrown away.

    Raises:
        RecordError: if it cannot be made.
    """
    target = Path(out).absolute()
    if target.suffix.casefold() in SUFFIXES and target.suffix.casefold() not in PARQUET:
        raise bad_file(
            target,
            "cannot be written: with this runner the result is a folder of Parquet files",
            "不能写出：此运行方式的结果是 Parquet 文件夹",
            f"such as {target.stem!r}",
            f"例如 {target.stem!r}",
        )
    if not target.parent.is_dir():
        raise bad_file(
            target,
            f"cannot be written: no folder {str(target.parent)!r}",
            f"无法写出：没有文件夹 {str(target.parent)!r}",
            "make it first",
            "请先建立",
        )
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise bad_file(
            target,
            "is there already, and a folder is not written over",
            "已存在；不会覆盖文件夹",
            "remove it, or give another name",
            "请先移除，或另取名字",
        )
    return target


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A folder beside the result, which becomes it at the end, and goes if things go wrong."""
    around = target.with_name(f".{target.name}.{uuid4().hex[:12]}.tmp")
    folder = around / target.name  # Spark reads nothing from a folder whose own name is hidden
    folder.mkdir(parents=True)
    try:
        yield folder
        folder.rename(target)
    finally:
        shutil.rmtree(around, ignore_errors=True)


def report(summary: Summary) -> str:
    """What became of a job, as a worker tells it: JSON, for its errors too are only data."""
    return json.dumps(
        {
            "classes": dict(summary.classes),
            "dispositions": dict(summary.dispositions),
            "errors": [(to_json(error), rows) for error, rows in summary.errors],
            "learnt": summary.learnt,
            "notes": [to_json(note) for note in summary.notes],
        }
    )


class Counts:
    """The counts of all jobs, and what is made of them in the end.

    Args:
        jurisdiction: What decides.
    """

    def __init__(self, jurisdiction: Decider) -> None:
        self._layout, self._known = jurisdiction.layout, jurisdiction.classes
        self._classes: Counter[str] = Counter()
        self._dispositions: Counter[str] = Counter()
        self._errors = ErrorCounts()
        self._notes: dict[str, GovrulesError] = {}
        self.learnt = 0

    def add(
        self,
        classes: Mapping[str, int],
        dispositions: Mapping[str, int],
        errors: Iterable[tuple[GovrulesError, int]] = (),
        *,
        learnt: int = 0,
        notes: Iterable[GovrulesError] = (),
    ) -> None:
        """Add the rows of each class, of each disposition and of each error; and what was said."""
        self._classes.update(classes)
        self._dispositions.update(dispositions)
        self.learnt += learnt
        self._notes.update({note.text("en"): note for note in notes})
        for error, rows in errors:
            self._errors.add(error, rows)

    def add_report(self, text: str) -> int:
        """Add what a worker reports; see :func:`report`. Returns its rows."""
        plain, before = json.loads(text), self.rows
        self.add(
            plain["classes"],
            plain["dispositions"],
            [(from_json(error), rows) for error, rows in plain["errors"]],
            learnt=plain["learnt"],
            notes=map(from_json, plain["notes"]),
        )
        return self.rows - before

    @property
    def rows(self) -> int:
        """How many rows have been added."""
        return self._classes.total() + self._errors.rows

    def finish(self, target: Path, explain: bool, class_table: bool) -> Summary:
        """Write the class table; what became of all rows."""
        # By the folder's whole name, whether it is there yet or not.
        beside = target.with_name(f"{target.name}.classes.parquet") if class_table else None
        errors, bad = self._errors.errors(), self._errors.rows
        if beside is not None:
            write_class_table(beside, self._classes, errors, self._known, explain)
        layout = self._layout
        open_ = sum(self._dispositions[d] for d in layout.open - {layout.no_rule})
        gaps = self._dispositions[layout.no_rule]
        return Summary(
            target,
            beside,
            self.rows,
            self.rows - bad - open_ - gaps,
            open_,
            bad,
            dict(sorted(self._dispositions.items())),
            dict(sorted(self._classes.items())),
            errors,
            self.learnt,
            tuple(self._notes.values()),
            no_rule=gaps,
        )
