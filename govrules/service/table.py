"""The page of a dropped file: the mapping that is proposed, edited beside, and the rows decided.

Nothing is kept between the steps: the rows come back with the form as text.
"""

from __future__ import annotations

import csv
import io
import tomllib
from functools import partial
from pathlib import PurePath
from tempfile import TemporaryDirectory
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from ..decision.decision import Decision
from ..decision.prose import organ_name, owner_text
from ..errors import GovrulesError, RecordError
from ..files.formula import inert
from ..files.mapping import Mapping
from ..files.propose import propose
from ..files.rows import Row, RowError, read_rows
from .api import desk_of, number_of
from .desk import FrontDesk
from .limits import in_time
from .problem import RequestError, language
from .render import page, rendered

__all__ = ["table"]

_MOST_ROWS = 1000
_SHOWN = 100


@page
async def table(request: Request) -> Response:
    """The form for a file; once there is one, its mapping and its rows decided."""
    parts: dict[str, Any] = dict.fromkeys(("mapping", "csv", "rows", "left", "error"))
    if request.method == "GET":
        return rendered(request, "table.html", shown=_SHOWN, **parts)
    desk = desk_of(request)
    _check_length(request, desk.settings.body)
    async with request.form(max_files=1, max_fields=5, max_part_size=desk.settings.body) as form:
        dropped, text = form.get("file"), form.get("csv")
        mapping, is_download = form.get("mapping"), "download" in form
        if isinstance(dropped, UploadFile) and dropped.filename:
            name, content = dropped.filename, await dropped.read(desk.settings.body)
        else:
            name, content = "rows.csv", str(text or "").encode()
    said, lang = str(mapping or ""), language(request)
    work = partial(_decided, desk, name, content, said, number_of(request), lang)
    parts.update(await in_time(desk.settings.seconds, work))
    if is_download and parts["error"] is None:
        return _download(parts["rows"], language(request))
    return rendered(request, "table.html", shown=_SHOWN, **parts)


def _decided(
    desk: FrontDesk, name: str, content: bytes, mapping: str, request: str, lang: str
) -> dict[str, Any]:
    """The rows of a file, each with its decision or its error, and the mapping that they had."""
    given = _read(name, content)
    fields = desk.jurisdiction.fields
    place = desk.jurisdiction.layout.place
    proposal = propose(given, fields, place=place, lang=lang)
    parts: dict[str, Any] = {
        "mapping": mapping.replace("\r\n", "\n") or proposal.text,
        "csv": _written(given),
        "left": proposal.left,
        "rows": [],
    }
    try:
        read = Mapping.from_dict(tomllib.loads(parts["mapping"]))
        read.check(fields)
    except tomllib.TOMLDecodeError as error:
        parts["error"] = RecordError(
            f"the mapping is no TOML: {error}",
            f"映射不是 TOML：{error}",
            field="mapping",
            hint_en="mend that line",
            hint_zh="请改正该行",
        )
        return parts
    except GovrulesError as error:
        parts["error"] = error
        return parts
    rows = read.rows(given)
    parts["rows"] = [
        (row, _decide(desk, made, request)) for row, made in zip(given, rows, strict=True)
    ]
    return parts


def _decide(desk: FrontDesk, row: Row | RowError, request: str) -> Decision | GovrulesError:
    if isinstance(row, RowError):
        return row.error
    try:
        return desk.decide(row.record, request, "plain")
    except RecordError as error:
        return error


def _read(name: str, content: bytes) -> list[dict[str, Any]]:
    """The rows of a file, by its columns; raises RecordError for one that cannot be read."""
    suffix = PurePath(name).suffix.casefold()
    with TemporaryDirectory() as folder:
        path = PurePath(folder) / f"rows{suffix}"
        with open(path, "wb") as file:
            file.write(content)
        found = []
        for row in read_rows(str(path), encoding=_encoding(content) if suffix == ".csv" else None):
            if isinstance(row, RowError):
                raise row.error.at(row.place)
            found.append({str(k): v for k, v in row.record.items()})
            if len(found) > _MOST_ROWS:
                raise RecordError(
                    f"the file has more than {_MOST_ROWS} rows",
                    f"文件超过 {_MOST_ROWS} 行",
                    field="file",
                    hint_en="use govrules decide FILE --map hotline.toml",
                    hint_zh="请用 govrules decide 文件 --map hotline.toml",
                )
    return found


def _encoding(content: bytes) -> str:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "gb18030"  # as spreadsheets in China write it
    return "utf-8"


def _written(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _download(rows: list[tuple[dict[str, Any], Decision | GovrulesError]], lang: str) -> Response:
    """Their columns as they were, ours behind them, as CSV that a spreadsheet opens."""
    out = io.StringIO()
    theirs = list(dict.fromkeys(name for row, _ in rows for name in row))
    ours = ("disposition", "lead", "owner", "candidates", "error")
    writer = csv.writer(out)
    writer.writerow([*theirs, *(f"govrules.{name}" for name in ours)])
    for row, made in rows:
        if isinstance(made, GovrulesError):
            told = ("", "", "", "", made.text(lang))
        else:
            lead = "" if made.lead is None else organ_name(made.lead, lang)
            what = made.disposition_zh if lang == "zh" else made.disposition_en
            part = "、" if lang == "zh" else "; "
            candidates = part.join(organ_name(organ, lang) for organ in made.candidates)
            told = (what, lead, owner_text(made, lang) or "", candidates, "")
        writer.writerow([inert(str(cell)) for cell in (*(row.get(n, "") for n in theirs), *told)])
    headers = {"Content-Disposition": 'attachment; filename="decided.csv"'}
    return Response("\ufeff" + out.getvalue(), media_type="text/csv", headers=headers)


def _check_length(request: Request, most: int) -> None:
    said = request.headers.get("content-length", "")
    if not (said.isdigit() and len(said) < 12 and int(said) <= 2 * most):
        raise RequestError(
            413,
            f"the file has more than {most} bytes, or does not say how many",
            f"文件超过 {most} 字节，或未写明大小",
            field="file",
            hint_en="use govrules decide FILE --map hotline.toml",
            hint_zh="请用 govrules decide 文件 --map hotline.toml",
        )
