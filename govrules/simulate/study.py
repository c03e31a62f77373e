"""A study as a file: which matters, and the scenarios under which they are decided."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import GovrulesError, RecordError, did_you_mean
from .ground import Ground
from .scenario import Scenario
from .year import year

if TYPE_CHECKING:
    from .run import Run

__all__ = ["Study", "read_study"]

GIVEN = ("file", "keep")
DRAWN = ("rows", "seed", "year", "weights", "unsaid")
WEIGHTS = 'write weights = { place = "people.csv" }', '请写 weights = { place = "people.csv" }'
LISTED = "write [[scenario]], with two brackets", "请写 [[scenario]]，用双层方括号"
PARTS = ("matters", "scenario", "flow", "shapes")


@attrs.frozen
class Study:
    """What a study file says.

    Args:
        scenarios: The scenarios, each of its own name.
        matters: How they are drawn: ``rows``, ``seed``, ``year``, ``weights``, ``unsaid``; or
            ``file``, a Parquet file of them, and ``keep``, its columns that are no facts.
        folder: Where the files lie that it names.
        flow: How the matters are passed on as work orders: parameters of ``flow``, and ``staff``, a
            file, if it is to be shown who is late; empty where that is not to be shown.
        shapes: A GeoJSON file of the units, if a map is to be shown.
    """

    scenarios: tuple[Scenario, ...]
    matters: Mapping[str, Any]
    folder: Path
    flow: Mapping[str, Any] = attrs.field(factory=dict)
    shapes: str | None = None

    def table(self, of: Ground) -> Any:
        """The matters; raises RecordError where they cannot be drawn or read."""
        if "file" in self.matters:
            return _read(self.folder / str(self.matters["file"]))
        said = dict(self.matters)
        weights = {k: self._weights(w) for k, w in said.pop("weights", {}).items()}
        return year(of, weights=weights, **said)

    def run(self, of: Ground, progress: Callable[[int, int], object] | None = None) -> Run:
        """Decide the matters as the rules are and under each scenario.

        Args:
            of: The jurisdiction.
            progress: As for ``simulate``.

        Raises:
            GovrulesError: where matters cannot be drawn or read, or a scenario does not fit.
        """
        from .run import simulate

        keep = self.matters.get("keep", ())
        return simulate(of, self.table(of), self.scenarios, keep=keep, progress=progress)

    def shown(self) -> dict[str, Any]:
        """What the page of a comparison is to show besides; raises RecordError for the staff."""
        from .staff import Staff

        how = dict(self.flow)
        staff = how.pop("staff", None)
        return {
            "flow": how if self.flow else None,
            "staff": None if staff is None else Staff(self.folder / str(staff)),
            "shapes": None if self.shapes is None else self.folder / self.shapes,
        }

    def _weights(self, given: Any) -> Any:
        return self.folder / given if isinstance(given, str) else given


def read_study(file: str | Path) -> Study:
    """Read a study from a TOML file.

    Args:
        file: It has a table ``matters``, the scenarios as ``[[scenario]]``, each with its
            changes as ``[[scenario.change]]``, and may have a table ``flow`` and, before all
            tables, ``shapes``.

    Raises:
        RecordError: for a file that is no study; it names the part.
        PolicyError: for a scenario that cannot be read.
    """
    path = Path(file)
    said = _said(path)
    _known("study", said, PARTS, path.name)
    matters, passed = said.get("matters", {}), said.get("flow", {})
    for name, part in (("matters", matters), ("flow", passed)):
        if not isinstance(part, dict):
            raise _bad(name, part, "is no table", "不是表", path.name)
    _known("matters", matters, (*GIVEN, *DRAWN), path.name)
    if "file" not in matters:
        for name in ("rows", "seed"):
            if name not in matters:
                raise _bad(name, None, "is not said in matters", "未在 matters 中写明", path.name)
        if "keep" in matters:
            raise _bad("keep", matters["keep"], "is for a file", "只用于 file", path.name)
    elif drawn := [name for name in DRAWN if name in matters]:
        raise _bad(
            drawn[0],
            matters[drawn[0]],
            "draws matters that are given by file",
            "用于抽取，而事项已由 file 给出",
            path.name,
        )
    weights, listed = matters.get("weights", {}), said.get("scenario", [])
    if not isinstance(weights, dict):
        raise _bad("weights", weights, "is no table", "不是表", path.name, *WEIGHTS)
    if not isinstance(listed, list):
        raise _bad("scenario", listed, "is no list of tables", "不是表的列表", path.name, *LISTED)
    scenarios = tuple(map(Scenario.from_dict, listed))
    shapes = said.get("shapes")
    if shapes is not None and not isinstance(shapes, str):
        raise _bad("shapes", shapes, "is no file name", "不是文件名", path.name)
    return Study(scenarios, matters, path.parent, passed, shapes)


def _said(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = "" if isinstance(error, OSError) else f": {error}"
        raise RecordError(
            f"{path.name} is no study ({type(error).__name__}{why})",
            f"{path.name} 不是研究文件（{type(error).__name__}{why}）",
            field="study",
            value=path.name,
            hint_en="see the how-to on replaying another split",
            hint_zh="参见“换一种权责划分重演”",
        ) from None


def _known(what: str, said: Mapping[str, Any], known: Iterable[str], file: str) -> None:
    for name in said:
        if name not in known:
            en, zh = did_you_mean(name, known)
            raise _bad(name, said[name], f"is no part of {what}", f"不属于 {what}", file, en, zh)


def _read(path: Path) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.read_table(path)
    except (OSError, pa.ArrowException) as error:
        raise RecordError(
            f"{path.name} cannot be read as Parquet ({type(error).__name__})",
            f"{path.name} 不能作为 Parquet 读取（{type(error).__name__}）",
            field="file",
            value=path.name,
            hint_en="write it with govrules year -o matters.parquet",
            hint_zh="可用 govrules year -o matters.parquet 写出",
        ) from None


def _bad(
    field: str,
    value: object,
    en: str,
    zh: str,
    place: str,
    hint_en: str | None = None,
    hint_zh: str | None = None,
) -> GovrulesError:
    return RecordError(
        f"{field} {en}",
        f"{field} {zh}",
        field=field,
        value=value,
        place=place,
        hint_en=hint_en or "write [matters] with rows and seed, or with file",
        hint_zh=hint_zh or "请在 [matters] 中写 rows 和 seed，或 file",
    )
