"""The tables of a law folder, read line by line.

    instruments.csv   an instrument: titles, rank, issuer, the days of its present text
    versions.csv      a wording of it: adopted, in force since, the file it was indexed from
    articles.csv      an article of a wording: paragraphs, items per paragraph, digest
    overtaken.csv     provisions that a later act has overtaken, see ``overtaken``

Whatever is wrong is a PolicyError that names file and line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Container, Iterator, Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from ..errors import GovrulesError, PolicyError, did_you_mean
from ..tables import read_text
from ..values import Period, parse_day
from .citations import LABEL
from .norms import ArticleShape, Instrument, Issuer, Rank, Version

__all__ = ["located", "read_index", "read_instruments", "read_table", "rows"]

T = TypeVar("T")
Index = Mapping[tuple[str, str], Mapping[str, ArticleShape]]

# Norms of a place, which apply there and nowhere else.
LOCAL = (Rank.LOCAL_REGULATION, Rank.LOCAL_GOVERNMENT_RULE)
OPTIONAL = ("versions.csv", "overtaken.csv")
BASES = ("text", "notice", "adoption", "month")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "instruments.csv": (
        *("id", "zh", "en", "rank", "issuer", "issuer_zh", "issuer_en", "area"),
        *("adopted", "since", "until", "public", "source", "aliases"),
    ),
    "versions.csv": ("instrument", "adopted", "since", "basis", "text", "digest", "source"),
    "articles.csv": ("instrument", "version", "article", "paragraphs", "items", "sha256"),
    "overtaken.csv": (
        *("id", "instrument", "provisions", "since", "by_zh", "by_en"),
        *("decides_zh", "decides_en", "source"),
    ),
}


def read_table(folder: Path, name: str) -> str:
    """The text of one table, whatever its line ends; those in ``OPTIONAL`` may be missing.

    Raises:
        PolicyError: another table is missing, or one is not UTF-8.
    """
    if (folder / name).is_file():
        return StringIO(read_text(folder / name), newline=None).read()
    if name in OPTIONAL:
        return ""
    raise PolicyError(
        f"the folder {folder.name} has no {name}",
        f"目录 {folder.name} 中没有 {name}",
        field="folder",
        value=folder.name,
        hint_en=f"its columns are {', '.join(COLUMNS[name])}",
        hint_zh=f"其各列为 {'、'.join(COLUMNS[name])}",
    )


def rows(text: str, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each line of a table with its place, ``articles.csv:12``; PolicyError for lost columns."""
    reader = csv.DictReader(StringIO(text))
    for column in COLUMNS[name] if text else ():
        if column not in (reader.fieldnames or ()):
            error = _bad("columns", column, "is a missing column", "列缺失")
            hints = (", ".join(COLUMNS[name]), "、".join(COLUMNS[name]))
            raise _hinted(error, f"its columns are {hints[0]}", f"各列为 {hints[1]}").at(
                f"{name}:1"
            )
    for row in reader:
        yield f"{name}:{reader.line_num}", {key: value or "" for key, value in row.items() if key}


def read_instruments(instruments: str, versions: str) -> dict[str, Instrument]:
    """The instruments by id; an instrument without lines in ``versions`` has one version."""
    lines = list(rows(instruments, "instruments.csv"))
    ids = {row["id"] for _, row in lines}
    wordings: dict[str, list[Version]] = {}
    for place, row in rows(versions, "versions.csv"):
        if row["instrument"] not in ids:
            error = _bad("instrument", row["instrument"], "is not in instruments.csv", "未列入")
            hints = did_you_mean(row["instrument"], sorted(ids))
            hints = hints if ids else ("list it there first", "请先在其中列出")
            raise _hinted(error, *map(str, hints)).at(place)
        wordings.setdefault(row["instrument"], []).append(located(place, _version, row))
    found: dict[str, Instrument] = {}
    issuers: dict[str, Issuer] = {}
    for place, row in lines:
        if row["id"] in found:
            error = _bad("id", row["id"], "is listed twice", "重复列出")
            raise _hinted(error, "keep one of the lines", "请保留其中一行").at(place)
        instrument = located(place, _instrument, row, wordings.get(row["id"], []))
        issuer = issuers.setdefault(instrument.issuer.code, instrument.issuer)
        if issuer != instrument.issuer:
            error = _bad("issuer", issuer.code, "has another name or area above", "与前文不一致")
            raise _hinted(error, "write it as there", "请与前文写成一样").at(place)
        found[instrument.id] = instrument
    return found


def read_index(articles: str, known: Container[tuple[str, str]]) -> Index:
    """The shapes of the articles, by instrument and version, then by label.

    Args:
        articles: The table.
        known: The wordings that there are: instrument and day of adoption.

    Raises:
        PolicyError: A line is wrong, stands twice, or is of no wording.
    """
    index: dict[tuple[str, str], dict[str, ArticleShape]] = {}
    for place, row in rows(articles, "articles.csv"):
        wording = row["instrument"], row["version"]
        shape = located(place, _shape, row)
        if wording not in known:
            error = _bad("version", " ".join(wording), "is in no table of wordings", "没有这一文本")
            hint = (
                "list it in instruments.csv or versions.csv",
                "请先列入 instruments.csv 或 versions.csv",
            )
            raise _hinted(error, *hint).at(place)
        if index.setdefault(wording, {}).setdefault(shape.label, shape) is not shape:
            error = _bad("article", shape.label, "is listed twice", "重复列出")
            raise _hinted(error, "keep one of the lines", "请保留其中一行").at(place)
    return index


def _version(row: Mapping[str, str]) -> Version:
    if row["basis"] not in BASES:
        error = _bad("basis", row["basis"], "is no basis of a day", "不是规定的依据代码")
        raise _hinted(error, f"one of {', '.join(BASES)}", f"可用：{'、'.join(BASES)}")
    return Version(
        _maybe_day(row, "adopted"),
        parse_day(row["since"], field="since"),
        row["basis"],
        row["text"],
        row["digest"],
        row["source"],
    )


def _instrument(row: Mapping[str, str], versions: list[Version]) -> Instrument:
    since, adopted = parse_day(row["since"], field="since"), _maybe_day(row, "adopted")
    versions = versions or [Version(adopted, since)]
    if since not in {version.since for version in versions}:
        error = _bad("since", row["since"], "is the since of no version", "与各版本施行日均不符")
        days = [str(version.since) for version in versions]
        raise _hinted(error, f"one of {', '.join(days)}", f"可用：{'、'.join(days)}")
    if row["rank"] not in {rank.value for rank in Rank}:
        error = _bad("rank", row["rank"], "is no rank of norms", "不是规范的位阶")
        error.hint_en, error.hint_zh = did_you_mean(row["rank"], [rank.value for rank in Rank])
        raise error
    if adopted is not None and adopted > since:
        error = _bad("adopted", row["adopted"], f"is after {since}, its first day", "晚于施行日")
        raise _hinted(error, "correct adopted or since", "请更正 adopted 或 since")
    if not row["area"] and Rank(row["rank"]) in LOCAL:
        error = _bad(
            "area", "", "is empty, but the norm is of one area", "为空，而该规范只适用于一地"
        )
        raise _hinted(
            error, "write the code of the area: 11, 3702", "请写其地域代码，例如 11、3702"
        )
    if row["public"] not in ("true", "false"):
        error = _bad("public", row["public"], "is neither true nor false", "既非 true 也非 false")
        raise _hinted(error, "write true or false", "请写 true 或 false")
    return Instrument(
        row["id"],
        row["zh"],
        row["en"],
        Rank(row["rank"]),
        Issuer(row["issuer"], row["issuer_zh"], row["issuer_en"], row["area"]),
        adopted,
        Period(since, _maybe_day(row, "until")),
        tuple(sorted(versions, key=lambda v: (v.since, v.adopted or date.min))),
        row["public"] == "true",
        row["source"],
        tuple(filter(None, row["aliases"].split(";"))),
    )


def _shape(row: Mapping[str, str]) -> ArticleShape:
    try:
        pairs = (cell.split(":") for cell in row["items"].split(";") if cell)
        items = {int(paragraph): int(count) for paragraph, count in pairs}
        paragraphs = int(row["paragraphs"])
        if not 0 <= max(items, default=0) <= paragraphs or not re.fullmatch(LABEL, row["article"]):
            raise ValueError
        return ArticleShape(row["article"], paragraphs, items, row["sha256"])
    except ValueError:
        cells = f"{row['article']},{row['paragraphs']},{row['items']}"
        error = _bad(
            "items", cells, "is no article with its paragraphs and items", "不是条、款数和项数"
        )
        raise _hinted(error, "write them as 17,3,1:7;2:4", "应写作 17,3,1:7;2:4") from None


def _maybe_day(row: Mapping[str, str], field: str) -> date | None:
    return parse_day(row[field], field=field) if row[field] else None


def located(place: str, read: Callable[..., T], *args: Any) -> T:
    """``read(*args)``; whatever is wrong becomes a PolicyError at that place."""
    try:
        return read(*args)
    except GovrulesError as error:
        raise PolicyError(
            error.en,
            error.zh,
            field=error.field,
            value=error.value,
            place=place,
            hint_en=error.hint_en,
            hint_zh=error.hint_zh,
        ) from None


def _bad(field: str, value: str, en: str, zh: str) -> PolicyError:
    return PolicyError(
        f"{field}: {value!r} {en}", f"{field}：{value!r} {zh}", field=field, value=value
    )


def _hinted(error: PolicyError, en: str, zh: str) -> PolicyError:
    error.hint_en, error.hint_zh = en, zh
    return error
