"""The calls of the API: what each reads of a request, and what it answers."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from functools import partial
from itertools import islice
from typing import Any, cast

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from ..errors import GovrulesError, RecordError
from ..files.rows import parsed
from ..options import ASKS, Ask, check_word
from .batch import MEDIA as LINES
from .batch import BatchResponse
from .desk import FrontDesk
from .limits import in_time, read_body, spooled
from .open311 import services
from .openapi import openapi
from .owners import owned_at
from .problem import language, problem_of

__all__ = ["JSON", "ROUTES", "desk_of", "number_of", "parameter"]

JSON = ("application/json",)
_MOST_FOUND = 100
_LOT = 10  # items of which the owners are told together


def desk_of(request: Request) -> FrontDesk:
    """The front desk of the service."""
    return cast(FrontDesk, request.app.state.desk)


def number_of(request: Request) -> str:
    """The number of the request, as its answer and the log have it."""
    return cast(str, request.scope["state"]["request"])


def parameter(request: Request, name: str, en: str, zh: str) -> str:
    """What the query says for a name; raises RecordError with a hint where it says nothing."""
    said = request.query_params.get(name, "").strip()
    if not said:
        raise RecordError(
            f"{name} is not given", f"未给出 {name}", field=name, hint_en=en, hint_zh=zh
        )
    return said


async def decide(request: Request) -> Response:
    """Decide one matter: the record of the library, as it is."""
    desk, record = desk_of(request), await _record(request)
    work = partial(desk.decide, record, number_of(request), _ask(request, "ranked"))
    decision = await in_time(desk.settings.seconds, work)
    return Response(decision.to_json(), media_type=JSON[0])


async def decide_batch(request: Request) -> Response:
    """Decide JSON lines, a line each."""
    desk, ask = desk_of(request), _ask(request, "plain")
    lines = await spooled(request, desk.settings.batch, desk.settings.seconds, LINES)
    return BatchResponse(desk, lines, number_of(request), ask, language(request))  # type: ignore[arg-type]


async def explain(request: Request) -> Response:
    """Decide one matter and say it in words, beside its record."""
    desk, record, lang = desk_of(request), await _record(request), language(request)
    form = request.query_params.get("form", "brief")
    if form not in ("short", "brief", "full"):
        raise RecordError(
            f"no form {form!r}",
            f"没有形式 {form!r}",
            field="form",
            value=form,
            hint_en="one of short, brief, full",
            hint_zh="可用：short、brief、full",
        )
    work = partial(desk.decide, record, number_of(request), _ask(request, "ranked"))
    decision = await in_time(desk.settings.seconds, work)
    text = decision.explain(lang, short=form == "short", full=form == "full")
    return JSONResponse({"lang": lang, "text": text, "decision": decision.to_dict()})


async def questions(request: Request) -> Response:
    """Say what to ask next of a matter; the caller adds the answer and asks again."""
    desk, record = desk_of(request), await _record(request)
    work = partial(desk.decide, record, number_of(request), _ask(request, "ranked"))
    decision = await in_time(desk.settings.seconds, work)
    return _answer(desk, desk.questions(decision))


async def intake(request: Request) -> Response:
    """Read what somebody wrote into a matter, as far as it is certain."""
    desk, said = desk_of(request), await _record(request)
    return _answer(desk, await in_time(desk.settings.seconds, partial(desk.read, said)))


async def places(request: Request) -> Response:
    """Read a place as people write it."""
    desk, text = desk_of(request), parameter(request, "q", "write a place", "请写地点")
    day = desk.day(request.query_params.get("on", ""))
    work = partial(desk.places, text, day, _limit(request))
    return _answer(desk, await in_time(desk.settings.seconds, work))


async def items(request: Request) -> Response:
    """Find items by what people say."""
    desk, text = desk_of(request), parameter(request, "q", "write what happened", "请写发生了什么")
    work = partial(desk.items, text, _limit(request))
    return _answer(desk, await in_time(desk.settings.seconds, work))


async def owners(request: Request) -> Response:
    """Say who owns each item at a unit on a day, each lot of items as soon as it is decided."""
    desk = desk_of(request)
    place = parameter(request, "place", "give a unit: its code or name", "请给出单位的代码或名称")
    on = desk.day(parameter(request, "on", "give a day: 2024-05-01", "请给出日期：2024-05-01"))
    under = request.query_params.get("item") or None
    assert on is not None
    code = desk.jurisdiction.fields[desk.jurisdiction.layout.place].read(place, on)
    lines = iter(owned_at(desk, code, on, under))

    def lot() -> list[str]:
        return [json.dumps(line.to_dict(), ensure_ascii=False) for line in islice(lines, _LOT)]

    first = await in_time(desk.settings.seconds, lot)  # what is wrong is told before anything
    head = {"place": code, "on": on.isoformat()}
    return StreamingResponse(_owned(desk, head, first, lot, language(request)), media_type=JSON[0])


async def _owned(
    desk: FrontDesk,
    head: Mapping[str, Any],
    made: list[str],
    lot: Callable[[], list[str]],
    lang: str,
) -> AsyncIterator[str]:
    """The object with its lines as they are decided; a lot that takes too long ends it."""
    tail: dict[str, Any] = {"policies": desk.jurisdiction.digest, "govrules": desk.version}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "owned": ['
    mark = ""
    try:
        while made:
            yield mark + ", ".join(made)
            mark, made = ", ", await in_time(desk.settings.seconds, lot)
    except GovrulesError as error:
        tail = {"problem": problem_of(error, lang), **tail}
    yield "], " + json.dumps(tail, ensure_ascii=False)[1:]


async def open311_services(request: Request) -> Response:
    """List the items as the services of Open311 GeoReport v2."""
    desk = desk_of(request)
    place = request.query_params.get("place") or None
    on = desk.day(request.query_params.get("on", ""))
    work = partial(services, desk, language(request), place, on)
    return JSONResponse(await in_time(desk.settings.seconds, work))


async def health(request: Request) -> Response:
    """Say that it serves, by which rules, and whether decisions are kept and places registered."""
    desk = desk_of(request)
    parts = {
        "status": "ok",
        "jurisdiction": desk.jurisdiction.id,
        "log": desk.log is not None,
        "registry": len(desk.territory.registry),
    }
    return _answer(desk, parts)


async def metrics(request: Request) -> Response:
    """What this worker has counted."""
    desk = desk_of(request)
    about = {"version": desk.version, "policies": desk.jurisdiction.digest}
    return PlainTextResponse(desk.metrics.text(desk.jurisdiction.cache_info(), **about))


async def description(request: Request) -> Response:
    """The OpenAPI description of the service."""
    document = await to_thread.run_sync(openapi, desk_of(request).jurisdiction)
    return JSONResponse(document)


async def _record(request: Request) -> Mapping[str, Any]:
    settings = desk_of(request).settings
    body = await read_body(request, settings.body, settings.seconds, JSON)
    try:
        return parsed(body)
    except RecordError as error:
        raise error.at("body") from None


def _ask(request: Request, default: Ask) -> Ask:
    said = request.query_params.get("ask", default)
    check_word("ask", said)
    return next(ask for ask in ASKS if ask == said)


def _limit(request: Request) -> int:
    said = request.query_params.get("limit", "10")
    if not (said.isascii() and said.isdigit() and len(said) < 4 and 0 < int(said) <= _MOST_FOUND):
        raise RecordError(
            f"limit is {said!r}",
            f"limit 为 {said!r}",
            field="limit",
            value=said,
            hint_en=f"give a number from 1 to {_MOST_FOUND}",
            hint_zh=f"请给出 1 到 {_MOST_FOUND} 的数",
        )
    return int(said)


def _answer(desk: FrontDesk, parts: Mapping[str, Any]) -> Response:
    """An answer with the digest of the rules and the version beside what it says."""
    told = {**parts, "policies": desk.jurisdiction.digest, "govrules": desk.version}
    text = json.dumps(told, ensure_ascii=False, default=_plain)
    return Response(text, media_type=JSON[0])


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, set | frozenset) else str(value)


ROUTES = (
    Route("/decide", decide, methods=["POST"]),
    Route("/decide/batch", decide_batch, methods=["POST"]),
    Route("/explain", explain, methods=["POST"]),
    Route("/questions", questions, methods=["POST"]),
    Route("/intake", intake, methods=["POST"]),
    Route("/places", places),
    Route("/items", items),
    Route("/owners", owners),
    Route("/open311/v2/services.json", open311_services),
    Route("/health", health),
    Route("/metrics", metrics),
    Route("/openapi.json", description),
)
