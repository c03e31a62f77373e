"""The classes that occur in a decided file, from its class table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import attrs
import click

from .base import Session
from .faults import Misuse, no_file
from .screen import Column, Screen, width
from .show import TABLE_FROM

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction

__all__ = ["Occurring"]

NONE = "-"
TOP = 10
# So many articles of a class are named; the rest are counted.
CITED = 3
COLUMNS = (
    "decision_class",
    "rows",
    "policies",
    "disposition",
    "disposition_zh",
    "disposition_en",
    "lead_role",
    "lead_level",
    "lead_zh",
    "lead_en",
    "lead_is_provisional",
    "owner_role",
    "owner_level",
    "owner_zh",
    "owner_en",
    "owner_status",
    "owner_cites",
    "cites",
    "cites_zh",
    "cites_en",
    "error",
    "error_zh",
)


@attrs.frozen
class Occurring:
    """The classes of a file and the errors in it, most frequent first.

    Args:
        path: The class table.
        classes: A record for each class, as the class table has it.
        errors: A record for each error.
        jurisdiction: Whose classes they are thought to be.
        session: The language.
    """

    path: Path
    classes: Sequence[Mapping[str, Any]] = attrs.field(repr=False)
    errors: Sequence[Mapping[str, Any]] = attrs.field(repr=False)
    jurisdiction: Jurisdiction
    session: Session

    @classmethod
    def read(cls, name: str, j: Jurisdiction, session: Session) -> Occurring:
        """Read the class table of a file; raises Misuse if there is none."""
        path = _class_table(name)
        rows = _table(path, COLUMNS)
        classes = [row for row in rows if row["decision_class"] is not None]
        errors = [row for row in rows if row["decision_class"] is None]
        found = cls(path, classes, errors, j, session)
        if found.is_foreign:
            words = (
                "注意：{path} 依另一套规则（{digest}）认定，与现有规则（{own}）不同",
                "note: {path} was decided under other rules ({digest}) than these ({own})",
            )
            parts = {"path": path, "digest": found.digest[:12], "own": j.digest[:12]}
            click.echo(session.say(words, **parts), err=True)
        return found

    @property
    def digest(self) -> str:
        """Of the rules that decided; empty where there is no row."""
        rows = [*self.classes[:1], *self.errors[:1]]
        return str(rows[0]["policies"]) if rows else ""

    @property
    def is_foreign(self) -> bool:
        """Whether other rules decided than those at hand."""
        return self.digest not in ("", self.jurisdiction.digest)

    def explained(self, number: int, *, as_json: bool = False) -> str:
        """The full reasons of one class; under other rules the text that was kept with it.

        Raises:
            Misuse: if there is no such number, or the reasons are not to be had.
        """
        if not 0 < number <= len(self.classes):
            raise Misuse(
                f"{self.path} has no class {number}",
                f"{self.path} 没有第 {number} 类",
                f"it has {len(self.classes)}",
                f"共 {len(self.classes)} 类",
            )
        code = self.classes[number - 1]["decision_class"]
        lang = self.session.lang
        if not self.is_foreign:
            one = self.jurisdiction.classes[code]
            return one.decision().to_json() if as_json else one.explain(lang)
        texts = _table(self.path, ("decision_class", "explain_zh", "explain_en"))
        text = next(t[f"explain_{lang}"] for t in texts if t["decision_class"] == code)
        if as_json or text is None:
            raise Misuse(
                f"class {number} was decided under other rules, and only they can explain it",
                f"第 {number} 类依另一套规则认定，须由该规则说明",
                "install the version that decided it" if text is None else "leave --json out",
                "请安装当时的版本" if text is None else "请去掉 --json",
            )
        return str(text)

    def show(self, top: int | None, *, as_json: bool = False) -> None:
        """Write the counts and the most frequent classes; as JSON a line for each class."""
        if as_json:
            for row in (*self.classes, *self.errors)[:top]:
                click.echo(json.dumps(row, ensure_ascii=False))
            return
        screen, say = Screen(), self.session.say
        rows = sum(r["rows"] for r in (*self.classes, *self.errors))
        words = (
            "{path}：{rows} 件，{n} 个认定类别",
            "{path}: matters: {rows}, decision classes: {n}",
        )
        counts = {"rows": f"{rows:,}", "n": f"{len(self.classes):,}"}
        screen.block(say(words, path=self.path, **counts), style="bold")
        if not rows:
            return
        screen.line()
        self._write(screen, _COUNTS, list(self._dispositions(rows)), fits=True)
        shown = self.classes[: top or TOP]
        if shown:
            screen.line()
            screen.line(say(("最常见的类别：", "the most frequent classes:")), "bold")
            self._write(screen, _CLASSES, [self._row(i, r) for i, r in enumerate(shown, 1)])
            self._go_on(screen)

    def _dispositions(self, rows: int) -> Iterator[tuple[str, ...]]:
        """Disposition, classes, rows and share; errors last."""
        groups: dict[str, list[Mapping[str, Any]]] = {}
        for row in self.classes:
            groups.setdefault(row[f"disposition_{self.session.lang}"], []).append(row)
        counts = [(name, len(g), sum(r["rows"] for r in g)) for name, g in groups.items()]
        counts.sort(key=lambda count: (-count[2], count[0]))
        bad = sum(r["rows"] for r in self.errors)
        if bad:
            counts.append((self.session.say(("有误", "bad")), 0, bad))
        for name, n, of in counts:
            yield name, f"{n:,}" if n else NONE, f"{of:,}", f"{of / rows:.1%}"

    def _row(self, number: int, row: Mapping[str, Any]) -> tuple[str, ...]:
        say, lang = self.session.say, self.session.lang
        lead = row[f"lead_{lang}"] or NONE
        if row["lead_is_provisional"]:
            lead = say(("{lead}（暂承接）", "{lead} (meanwhile)"), lead=lead)
        cites = list(dict.fromkeys(row[f"cites_{lang}"]))
        why = say(("；", "; ")).join(cites[:CITED])
        if len(cites) > CITED:
            why += say(("，等 {n} 条", "; and {n} more"), n=len(cites) - CITED * (lang == "en"))
        return (str(number), f"{row['rows']:,}", row[f"disposition_{lang}"], lead, why or NONE)

    def _write(
        self,
        screen: Screen,
        titles: Sequence[tuple[str, str, str]],
        rows: Sequence[tuple[str, ...]],
        *,
        fits: bool = False,
    ) -> None:
        """A table, its numbers to the right; blocks where the screen is narrow."""
        say = self.session.say
        if fits or screen.width >= TABLE_FROM[self.session.lang]:
            heads = [say((zh, en)) for zh, en, _ in titles]
            lines = _aligned([tuple(heads), *rows])
            columns = [Column(h, t[2]) for h, t in zip(lines[0], titles, strict=True)]
            screen.table(columns, lines[1:])
            return
        for number, count, disposition, lead, why in rows:
            text = disposition if lead == NONE else f"{disposition} · {lead}"
            screen.block(text, first=f"{number:>3}  {count}  ", rest=" " * 5, style="bold cyan")
            screen.block(why, first=" " * 7, style="green")

    def _go_on(self, screen: Screen) -> None:
        words = (
            "某一类的完整理由：govrules classes --file {path} --explain 1",
            "the full reasons of one: govrules classes --file {path} --explain 1",
        )
        screen.line()
        screen.block(self.session.say(words, path=quote(str(self.path))), style="dim")


_COUNTS = (
    ("处置", "disposition", "bold cyan"),
    ("类别", "classes", ""),
    ("件数", "matters", ""),
    ("占比", "share", "dim"),
)
_CLASSES = (
    ("#", "#", "dim"),
    ("件数", "matters", ""),
    ("处置", "disposition", "bold cyan"),
    ("承办", "lead", "bold"),
    ("依据", "citation", "green"),
)
_NUMBERS = {"#", "类别", "classes", "件数", "matters", "占比", "share"}


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows with the columns of numbers filled up on the left; the first row is the header."""
    columns = []
    for column in zip(*rows, strict=True):
        most = max(map(width, column))
        is_number = column[0] in _NUMBERS
        columns.append([" " * (most - width(c)) + c if is_number else c for c in column])
    return list(zip(*columns, strict=True))


def _class_table(name: str) -> Path:
    """The class table that a name stands for: itself, or what lies beside a decided file."""
    from ..files.class_table import class_table_path

    path = Path(name)
    if not path.exists():
        beside = path.parent.glob("*.parquet") if path.parent.is_dir() else ()
        raise no_file(name, sorted(map(str, beside)))
    if path.is_file() and {"rows", "policies"} <= _names(path):
        return path
    table = class_table_path(path if path.name else path.resolve())
    if not table.is_file():
        raise Misuse(
            f"{name} has no class table {table.name} beside it",
            f"{name} 旁没有类别表 {table.name}",
            "it is written by govrules decide FILE -o OUT without --no-class-table",
            "govrules decide FILE -o OUT 不带 --no-class-table 即写出类别表",
        )
    if not {"rows", "policies"} <= _names(table):
        raise _no_class_table(table)
    return table


def _names(path: Path) -> set[str]:
    """The columns of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return set(pq.read_schema(path).names)
    except pa.ArrowException:
        if path.suffix.casefold() in (".parquet", ".pq"):
            raise _no_class_table(path) from None
        return set()


def _no_class_table(path: Path) -> Misuse:
    return Misuse(
        f"{path} is no class table of decision classes",
        f"{path} 不是认定类别表",
        "give a decided file, or its *.classes.parquet",
        "请给已认定的文件，或其 *.classes.parquet",
    )


def _table(path: Path, columns: Sequence[str]) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    if not set(columns) <= _names(path):
        raise _no_class_table(path)
    rows: list[dict[str, Any]] = pq.read_table(path, columns=list(columns)).to_pylist()
    return rows
