"""The application: routes, errors in one form, and what every answer carries."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter
from uuid import uuid4

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..errors import GovrulesError
from ..jurisdiction import Jurisdiction
from .api import ROUTES
from .desk import FrontDesk
from .page import PAGES
from .problem import RequestError, problem
from .settings import VARIABLE, Settings

__all__ = ["application", "from_environment"]

# Nothing is fetched from elsewhere, no script runs, and nobody may frame the page.
_SAFE = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        b"base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


def application(jurisdiction: Jurisdiction, settings: Settings | None = None) -> Starlette:
    """Make the ASGI application that serves a jurisdiction.

    Args:
        jurisdiction: Whose rules decide.
        settings: Where decisions are kept, and how much is taken.

    Raises:
        LedgerError: if the decision log cannot be begun.
    """
    desk = FrontDesk(jurisdiction, settings or Settings())

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        jurisdiction.warm()
        yield
        desk.close()

    app = Starlette(
        routes=[*ROUTES, *PAGES],
        middleware=[Middleware(_Envelope, desk=desk)],
        exception_handlers={
            GovrulesError: _told,
            HTTPException: _told_http,
            Exception: _told_internal,
        },
        lifespan=lifespan,
    )
    app.state.desk = desk
    return app


def from_environment() -> Starlette:
    """Make the application that a started service has told its workers to serve."""
    from ..kept_places import with_kept
    from ..plugins import Plugins, load

    id, packages, settings = Settings.from_text(os.environ[VARIABLE])
    return application(with_kept(load(id, plugins=Plugins(allowed=packages))), settings)


class _Envelope:
    """Numbers and times each request, and puts on every answer what it must carry."""

    def __init__(self, app: ASGIApp, desk: FrontDesk) -> None:
        self.app, self.desk = app, desk
        self.carried = (
            (b"govrules-policies", desk.jurisdiction.digest.encode()),
            (b"govrules-version", desk.version.encode()),
            *_SAFE,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        number, started, status = uuid4().hex, perf_counter(), 500
        scope.setdefault("state", {})["request"] = number

        async def carry(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                own = (*self.carried, (b"request-id", number.encode()))
                message["headers"] = [*message["headers"], *own]
            await send(message)

        try:
            await self.app(scope, receive, carry)
        finally:
            self.desk.metrics.request(_path(scope), status, perf_counter() - started)


def _path(scope: Scope) -> str:
    """The path of the route that a request met; what there is not has no name of its own."""
    routes = scope["app"].routes if "app" in scope else ()
    for route in routes:
        if isinstance(route, Route) and route.matches(scope)[0] is not Match.NONE:
            return route.path
    return "none"


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, GovrulesError)
    return problem(request, error)


async def _told_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {
        404: ("there is no such page", "没有此页"),
        405: ("this is not done so", "不支持此方法"),
    }
    en, zh = words.get(error.status_code, (error.detail, error.detail))
    refused = RequestError(
        error.status_code,
        en,
        zh,
        field="path",
        value=f"{request.method} {request.url.path}",
        hint_en="see /openapi.json",
        hint_zh="见 /openapi.json",
    )
    response = problem(request, refused)
    response.headers.update(error.headers or {})
    return response


async def _told_internal(request: Request, _error: Exception) -> Response:
    refused = RequestError(
        500,
        "an error of the service, which its own log tells",
        "服务内部错误，详见服务日志",
        hint_en="report it with the Request-Id of this answer",
        hint_zh="请附本答复的 Request-Id 反馈",
    )
    return problem(request, refused)
