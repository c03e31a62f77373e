"""The page: what happened and where, candidates to confirm, and an answer at its own address.

It works without a script. All that an answer rests on stands in its address: the facts, with their
day, and the digest of the rules, so that it can be kept, sent and printed.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..decision.decision import Decision
from ..errors import GovrulesError
from ..rules import Field
from .api import desk_of, number_of
from .clock import today
from .desk import FrontDesk
from .limits import in_time
from .problem import language, status_of
from .render import link, page, rendered
from .table import table
from .unit import unit

__all__ = ["PAGES"]

# What stands in an address beside the facts.
_BESIDE = ("also", "lang", "policies")


@page
async def ask(request: Request) -> Response:
    """The form, and what was read of what it was given."""
    desk, query = desk_of(request), request.query_params
    said = {name: query.get(name, "").strip() for name in ("text", "address", "on")}
    known = {f.id: query.get(f.id, "").strip() for f in _asked(desk)}
    parts: dict[str, Any] = {"read": None, "error": None, "said": said, "known": known}
    status = 200
    if said["text"] or said["address"]:
        facts = {name: value for name, value in known.items() if value}
        work = partial(
            desk.intake.read, said["text"], address=said["address"], at=said["on"] or None, **facts
        )
        try:
            parts["read"] = await in_time(desk.settings.seconds, work)
        except GovrulesError as error:
            parts["error"], status = error, status_of(error)
    if not said["on"]:
        said["on"] = today(desk.zone).isoformat()
    return rendered(request, "ask.html", status, asked=_asked(desk), **parts)


@page
async def answer(request: Request) -> Response:
    """The answer to a matter whose facts stand in the address; it is given its digest there."""
    desk, query = desk_of(request), request.query_params
    facts = {n: v.strip() for n, v in query.items() if n not in _BESIDE and v.strip()}
    field, _, value = query.get("also", "").partition("=")
    if value:
        facts[field] = value
    digest, now = query.get("policies", ""), desk.jurisdiction.digest
    if not digest or "also" in query:
        where = link(request, "/answer", {**facts, "policies": digest or now})
        return RedirectResponse(where, 303)
    work = partial(desk.decide, facts, number_of(request))
    decision = await in_time(desk.settings.seconds, work)
    return rendered(
        request,
        "answer.html",
        facts=facts,
        decision=decision,
        because=_because(decision, language(request)),
        digest=digest,
        is_other=digest != now,
        offered=_offered(desk, facts, language(request)),
        words={name: desk.jurisdiction.fields.get(name) for name in facts},
    )


async def style(_request: Request) -> Response:
    """The style sheet."""
    text = (Path(__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
    return Response(text, media_type="text/css", headers={"Cache-Control": "max-age=3600"})


def _because(decision: Decision, lang: str) -> list[tuple[str, ...]]:
    """Article, what it says and the note of each reason; two rules may rest on one and say one."""
    names = (f"cite_{lang}", lang, f"note_{lang}")
    return list(dict.fromkeys(tuple(getattr(r, n) for n in names) for r in decision.because))


def _asked(desk: FrontDesk) -> list[Field]:
    """The fields that anybody can answer by choosing."""
    jurisdiction = desk.jurisdiction
    fields = (jurisdiction.fields[name] for name in jurisdiction.layout.asked_first)
    return [field for field in fields if field.kind == "choice"]


def _offered(
    desk: FrontDesk, facts: dict[str, str], lang: str
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Facts that may be tried beside: field → what may be said of it, as ``field=value``."""
    found = []
    for field in desk.jurisdiction.fields.values():
        if field.kind == "flag":
            words = [("true", field.label(True, lang)), ("false", field.label(False, lang))]
        else:
            words = [(c.code, c.zh if lang == "zh" else c.en) for c in field.choices]
        if words:
            name = field.zh if lang == "zh" else field.en
            said = [(f"{field.id}={v}", w) for v, w in words if facts.get(field.id) != v]
            found.append((name, said))
    return found


PAGES = (
    Route("/", ask),
    Route("/answer", answer),
    Route("/unit", unit),
    Route("/table", table, methods=["GET", "POST"]),
    Route("/style.css", style),
)
