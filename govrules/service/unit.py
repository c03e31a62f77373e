"""The page of a unit: where it stands in the territory, its organs, and who owns what."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from .api import desk_of
from .limits import in_time
from .lines import lined_at
from .owners import groups, owned_at
from .render import page, rendered

__all__ = ["unit"]


@page
async def unit(request: Request) -> Response:
    """A unit on a day; with ``group`` the items of a group and their owners."""
    desk, query = desk_of(request), request.query_params
    tree = desk.territory
    on = desk.day(query.get("on", "")) or tree.rosters[-1].day
    said = query.get("place", "").strip()
    code = tree.resolve(said, on) if said else next(iter(tree))
    group = query.get("group", "")
    organs = await in_time(desk.settings.seconds, lambda: lined_at(desk, code, on))
    owned = []
    if group:
        owned = await in_time(desk.settings.seconds, lambda: list(owned_at(desk, code, on, group)))
    return rendered(
        request,
        "unit.html",
        tree=tree,
        code=code,
        unit=tree.unit(code, on),
        on=on,
        above=tree.path(code)[:-1],
        below=[tree.unit(c, on) for c in tree.children(code, on)],
        organs=organs,
        lineage=tree.lineage(code),
        items=desk.item_tree,
        groups=groups(desk.item_tree),
        group=group,
        owned=owned,
    )
