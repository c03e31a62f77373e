"""Templates filled in: the words of one language, links that keep it, everything escaped."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cache, wraps
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ..decision.prose import organ_name, owner_text
from ..errors import GovrulesError
from .problem import language, status_of

__all__ = ["Handler", "link", "page", "rendered"]

Handler = Callable[[Request], Awaitable[Response]]


def rendered(request: Request, template: str, status: int = 200, **parts: Any) -> Response:
    """Answer with a page in the language of the reader.

    Args:
        request: What was asked.
        template: The name of the template.
        status: The status of HTTP.
        parts: What the template is filled with.
    """
    lang = language(request)
    other = {**dict(request.query_params), "lang": "en" if lang == "zh" else "zh"}

    def t(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    def of(thing: Any, name: str = "") -> str:
        """The part of a record that is in the reader's language: ``zh``, ``cite_en``."""
        return str(getattr(thing, f"{name}{'_' if name else ''}{lang}"))

    text = (
        _templates()
        .get_template(template)
        .render(
            lang=lang,
            t=t,
            of=of,
            organ=lambda organ: organ_name(organ, lang),
            owner_text=lambda decision: owner_text(decision, lang),
            href=lambda path, **query: link(request, path, query),
            other_language=f"{request.url.path}?{urlencode(other)}",
            desk=request.app.state.desk,
            path=request.url.path,
            origin=str(request.base_url).rstrip("/"),
            **parts,
        )
    )
    return HTMLResponse(text, status, headers={"Content-Language": lang, "Vary": "Accept-Language"})


def link(request: Request, path: str, query: Mapping[str, object]) -> str:
    """An address of the service, in the language that was chosen, if one was."""
    said = {name: str(value) for name, value in query.items() if value not in (None, "")}
    if (chosen := request.query_params.get("lang")) is not None:
        said.setdefault("lang", chosen)
    return f"{path}?{urlencode(said)}" if said else path


def page(handler: Handler) -> Handler:
    """A handler whose errors are told as a page."""

    @wraps(handler)
    async def told(request: Request) -> Response:
        try:
            return await handler(request)
        except GovrulesError as error:
            return rendered(request, "problem.html", status_of(error), error=error)

    return told


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("govrules.service"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["place_name"] = lambda code, tree: tree.name(code, "zh")
    return made
