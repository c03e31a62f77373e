"""A package to start a jurisdiction from: it loads, decides, and passes its own tests.

    make_pack(Start("tongchuan", "铜川市", "Tongchuan", "610202001"), folder)

It stands on the national layer, and its own rules rest on national laws. The units are those of a
real city (铜川市) unless others are given; the law index holds counts and digests, and no sentence
of a law.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs

from ..errors import PolicyError, RecordError, shown
from ..territory import Territory, load_units

__all__ = ["Start", "make_pack", "write_units"]

TEMPLATE = files(__package__) / "template"
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
# An example of the template, a line or several.
EXAMPLE = re.compile(r"^- id: .*\n(?:  .*\n)*", re.M)
ROSTER = "units.csv"


@attrs.frozen
class Start:
    """What a new pack is called.

    Args:
        id: The code of the jurisdiction and the name of its package: ``tongchuan``.
        zh: Its Chinese name.
        en: Its English name.
        lang: The language of its README: ``zh`` or ``en``.

    Raises:
        RecordError: the code is no name that Python takes.
    """

    id: str
    zh: str
    en: str
    lang: str = "zh"

    def __attrs_post_init__(self) -> None:
        if not NAME.fullmatch(self.id) or keyword.iskeyword(self.id):
            raise RecordError(
                f"{shown(self.id)} is no code of a jurisdiction",
                f"{shown(self.id)} 不能作辖区代码",
                field="name",
                value=self.id,
                hint_en="lower-case letters, digits and _, such as tongchuan",
                hint_zh="请用小写字母、数字和下划线，例如 tongchuan",
            )


def make_pack(start: Start, into: str | Path, *, territory: Territory | None = None) -> list[Path]:
    """Write a new pack.

    Args:
        start: What it is called.
        into: The folder to make, which may be there if it is empty.
        territory: Its units; those of 铜川市 where not given.

    Returns:
        The files that were written, in order.

    Raises:
        RecordError: the folder holds something already.
        PolicyError: the territory has no subdistrict or town, and so no place to try the rules on.
    """
    folder = Path(into)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RecordError(
            f"{shown(str(into))} is there already",
            f"{shown(str(into))} 已存在",
            field="folder",
            value=str(into),
            hint_en="name a new folder",
            hint_zh="请换一个新文件夹",
        )
    units = territory or load_units(_roster())
    places = _places(units)
    missing = [word for word in PLACES if word not in places]
    words = {"@ID@": start.id, "@ZH@": start.zh, "@EN@": start.en, **places}
    written = []
    for source, path in sorted(_sources(TEMPLATE, Path()), key=lambda pair: pair[1]):
        if path.name.startswith("README.") and path.name != f"README.{start.lang}.md":
            continue
        target = folder / _named(path, start.id)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.name == ROSTER and territory is not None:
            write_units(territory, target)
        else:
            text = source.read_text("utf-8")
            if path.suffix == ".yaml":
                text = EXAMPLE.sub(lambda found: _kept(found[0], missing), text)
            target.write_text(_filled(text, words), encoding="utf-8")
        written.append(target)
    return written


def _roster() -> Path:
    return Path(str(TEMPLATE / "pack" / "territory" / ROSTER))


def _sources(folder: Traversable, at: Path) -> Iterator[tuple[Traversable, Path]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _sources(entry, at / entry.name)
        else:
            yield entry, at / entry.name


def _named(path: Path, id: str) -> Path:
    """Where a file of the template goes: ``pack/rules.py.txt`` to ``govrules_x/rules.py``."""
    name = "README.md" if path.name.startswith("README.") else path.name.removesuffix(".txt")
    parts = [f"govrules_{id}" if part == "pack" else part for part in path.parts[:-1]]
    return Path(*parts, name)


def _filled(text: str, words: dict[str, str]) -> str:
    for word, value in words.items():
        text = text.replace(word, value)
    return text


def _kept(example: str, missing: list[str]) -> str:
    """An example of the template; nothing of one at a kind of place that the territory lacks."""
    return "" if any(word in example for word in missing) else example


# What the examples of the template need: a place of each kind, a committee by where it lies.
PLACES = {
    "@STREET@": ("subdistrict", "street", "street"),
    "@TOWN@": ("subdistrict", "town", "town"),
    "@RESIDENTS@": ("community", "residents", "street"),
    "@VILLAGERS@": ("community", "villagers", "town"),
}


def _places(territory: Territory) -> dict[str, str]:
    """The first unit of each kind, by the word of the template that stands for it.

    A city without streets (儋州市), or without towns (深圳市), has no place for some of the words.
    """
    found: dict[str, str] = {}
    for word, (level, kind, lies_in) in PLACES.items():
        units = (territory.unit(code) for code in territory)
        fitting = (
            unit.code
            for unit in units
            if (unit.level, unit.kind) == (level, kind)
            and territory.attribute(unit.code, "office_kind") == lies_in
        )
        if code := next(fitting, ""):
            found[word] = code
    if "@STREET@" not in found and "@TOWN@" not in found:
        raise PolicyError(
            "the territory has no subdistrict and no town",
            "区划中没有街道，也没有乡镇",
            field="territory",
            value=", ".join(territory.levels),
            hint_en="give the roster of a whole city, down to its subdistricts and towns",
            hint_zh="请给出全市名册，至少到街道、乡镇",
        )
    shown = next(word for word in ("@RESIDENTS@", "@VILLAGERS@", *found) if word in found)
    return {**found, "@PLACE@": found[shown]}


def write_units(territory: Territory, path: str | Path) -> None:
    """Write a territory as the table of units that ``load_units`` reads.

    Args:
        territory: The territory.
        path: The file.
    """
    rosters = territory.rosters
    lines = [",".join(("code", "zh", "en", *(r.id for r in rosters)))]
    for code in territory:
        names: dict[tuple[str, str], list[str]] = {}
        for roster in rosters:
            unit = territory.unit(code, roster.day)
            if roster.id in unit.rosters:
                names.setdefault((unit.zh, unit.en), []).append(roster.id)
        for (zh, en), ids in names.items():
            marks = ("1" if r.id in ids else "" for r in rosters)
            lines.append(",".join((code, zh, "" if en == zh else en, *marks)))
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")
