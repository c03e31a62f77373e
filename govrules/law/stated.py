"""Norms that a user states, to be compared: of any rank, maker and day, in an index or in none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ..errors import RecordError, did_you_mean, one_of, shown
from ..values import CodeTree, Period, parse_day
from .citations import parse_citation
from .instruments import Law
from .norms import Instrument, Issuer, Rank
from .precedence import Norm

__all__ = ["NORM_KEYS", "norm", "read_norm"]

NORM_KEYS: Mapping[str, str] = {
    "title": "名称",
    "rank": "位阶",
    "maker": "机关",
    "area": "地域",
    "since": "施行日",
}
"""What is said of a norm in text, ``rank=law`` or ``位阶=法律``."""

COUNTRY = ("", "全国", "country")
# These are made by organs of an area or of the whole country, which their force turns on.
OF_AN_AREA = (Rank.LOCAL_REGULATION, Rank.LOCAL_GOVERNMENT_RULE, Rank.DECISION)
PAIR = re.compile(r"(\w+)=(.*?)(?=\s+\w+=|$)", re.DOTALL)


def norm(
    title: str,
    *,
    rank: str | Rank,
    maker: str,
    area: str | None = None,
    since: date | str | int | None = None,
    law: Law | None = None,
    areas: CodeTree | None = None,
) -> Norm:
    """State a norm, to :func:`compare` it with another.

    Args:
        title: What it is called; two norms of one title are of one instrument.
        rank: ``"local_regulation"``, ``"地方性法规"``, or a :class:`Rank`.
        maker: The organ that made it: its name, or its code in ``law``.
        area: The area that the maker governs: its code (``"11"``), or its name in ``areas``; empty
            for the country. Needed where neither the rank nor ``law`` tells.
        since: The day from which it is in force, or only its year.
        law: An index whose makers are known.
        areas: The tree in which the name of an area is looked up.

    Raises:
        RecordError: A part is missing or cannot be read.
    """
    title, maker = _said("title", title), _said("maker", maker)
    known = rank if isinstance(rank, Rank) else _rank(rank)
    if area and area.strip() not in COUNTRY and not area.strip().isdigit() and areas is not None:
        area = areas.resolve(area.strip())
    issuer = _issuer(maker, area, known, law)
    start = _start(since)
    in_force = Period(start if isinstance(start, date) else None)
    return Norm(Instrument(title, title, title, known, issuer, None, in_force, ()), start)


def read_norm(text: str, law: Law, *, title: str = "", areas: CodeTree | None = None) -> Norm:
    """Read a norm from text: a provision of the index, or what it is, part by part.

    Args:
        text: ``"JD 44"``, ``"《立法法》第103条"``, or ``"rank=law maker=全国人大 since=2019"`` with
            the keys of ``NORM_KEYS``, in either language.
        law: The index.
        title: What a norm is called that does not say so.
        areas: The tree in which the name of an area is looked up.

    Raises:
        CitationError: The index has no such provision.
        RecordError: A part is missing or cannot be read.
    """
    if "=" not in text:
        cite = parse_citation(text, law)
        law.check(cite)
        return Norm(law.instrument(cite.instrument))
    keys = {name: key for key, zh in NORM_KEYS.items() for name in (key, zh)}
    parts: dict[str, str] = {"title": title}
    rest = PAIR.sub("", text).strip()
    for name, value in PAIR.findall(text):
        if name not in keys:
            hint_en, hint_zh = did_you_mean(name, keys)
            en, zh = one_of(list(NORM_KEYS), list(NORM_KEYS.values()))
            raise _wrong("norm", name, hint_en or en, hint_zh or zh)
        parts[keys[name]] = value.strip()
    if rest:
        raise _wrong("norm", rest, "write key=value, key=value", "请写 键=值")
    for key in ("rank", "maker"):
        if not parts.get(key):
            hint = f"add {key}=…", f"请补上 {NORM_KEYS[key]}=…"
            raise _wrong(key, text, *hint)
    return norm(
        parts["title"],
        rank=parts["rank"],
        maker=parts["maker"],
        area=parts.get("area"),
        since=parts.get("since"),
        law=law,
        areas=areas,
    )


def _said(field: str, text: str) -> str:
    if not isinstance(text, str) or not text.strip():
        raise _wrong(field, text, "write its name", "请写明名称")
    return text.strip()


def _rank(text: str) -> Rank:
    names = {name: rank for rank in Rank for name in (rank.value, rank.zh, rank.en)}
    found = names.get(text.strip().casefold()) if isinstance(text, str) else None
    if found is None:
        near = did_you_mean(text, names)
        en, zh = one_of([rank.value for rank in Rank], [rank.zh for rank in Rank])
        raise _wrong("rank", text, near[0] or en, near[1] or zh)
    return found


def _issuer(maker: str, area: str | None, rank: Rank, law: Law | None) -> Issuer:
    for instrument in law.instruments if law is not None else ():
        issuer = instrument.issuer
        if maker in (issuer.code, issuer.zh, issuer.en) and area in (None, issuer.area):
            return issuer
    if area is None and rank in OF_AN_AREA:
        raise _wrong(
            "area",
            maker,
            'say what area the maker governs: its code, such as "11", or "country"',
            "请写明制定机关的辖区：代码（如 11），或“全国”",
        )
    code = "" if area is None or area.strip() in COUNTRY else area.strip()
    if not re.fullmatch(r"[0-9]*", code):
        raise _wrong("area", area, "write a division code, such as 11", "请写区划代码，如 11")
    return Issuer(maker, maker, maker, code)


def _start(since: date | str | int | None) -> date | int | None:
    if since in (None, ""):
        return None
    if re.fullmatch(r"[12][0-9]{3}年?", str(since)):
        return int(str(since)[:4])
    return parse_day(since, field="since")


def _wrong(field: str, value: object, hint_en: str | None, hint_zh: str | None) -> RecordError:
    return RecordError(
        f"{field}: not said, or not to be read: {shown(value)}",
        f"{NORM_KEYS.get(field, '规定')}（{field}）：未写明或无法读出：{shown(value)}",
        field=field,
        value=value,
        hint_en=hint_en,
        hint_zh=hint_zh,
    )
