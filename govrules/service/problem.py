"""One form of error: problem details (RFC 9457) with field, value, place and fix.

{"type": "urn:govrules:place_error", "title": "…", "status": 422, "code": "place_error",
 "field": "place", "value": "…", "place": "body:3", "fix": "…"}
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..errors import (
    ConflictError,
    GovrulesError,
    LedgerError,
    NotFoundError,
    PolicyError,
    RecordError,
    sendable,
    shortened,
    written,
)

__all__ = ["MEDIA", "RequestError", "language", "problem", "problem_of", "status_of"]

MEDIA = "application/problem+json"
_STATUS: tuple[tuple[type[GovrulesError], int], ...] = (
    (NotFoundError, 404),
    (RecordError, 422),
    (LedgerError, 503),
    (ConflictError, 409),
    (PolicyError, 500),
)


class RequestError(GovrulesError):
    """A request that is not taken for its form, size or time.

    Args:
        status: The status of HTTP that says so.
        en: What is wrong, in English.
        zh: The same in Chinese.
        parts: As of :class:`govrules.errors.GovrulesError`.
    """

    def __init__(self, status: int, en: str, zh: str, **parts: Any) -> None:
        super().__init__(en, zh, **parts)
        self.status = status


def language(request: Request) -> str:
    """The language of the answer: ``lang`` of the query, else what ``Accept-Language`` prefers.

    It is Chinese where neither says ``zh`` or ``en``.
    """
    said = request.query_params.get("lang", "")
    if said in ("zh", "en"):
        return said
    best, found = 0.0, "zh"
    for part in request.headers.get("accept-language", "").lower().split(","):
        tag, _, weight = part.strip().partition(";")
        lang = tag.partition("-")[0].strip()
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            quality = 0.0
        if lang in ("zh", "en") and quality > best:
            best, found = quality, lang
    return found


def status_of(error: GovrulesError) -> int:
    """The status of HTTP that an error is told with."""
    if isinstance(error, RequestError):
        return error.status
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def problem_of(error: GovrulesError, lang: str) -> dict[str, Any]:
    """The error as problem details, in ``"zh"`` or ``"en"``."""
    is_zh = lang == "zh"
    cause, fix = (error.zh, error.hint_zh) if is_zh else (error.en, error.hint_en)
    value = None if error.value is None else shortened(sendable(_text(error.value)))
    return {
        "type": f"urn:govrules:{error.code}",
        "title": cause,
        "status": status_of(error),
        "code": error.code,
        "field": error.field,
        "value": value,
        "place": error.place,
        "fix": fix,
    }


def problem(request: Request, error: GovrulesError) -> Response:
    """Answer with an error, in the language of the reader."""
    lang = language(request)
    parts = problem_of(error, lang)
    return JSONResponse(
        parts,
        parts["status"],
        media_type=MEDIA,
        headers={"Content-Language": lang, "Vary": "Accept-Language"},
    )


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else written(value)
