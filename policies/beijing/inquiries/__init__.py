"""What can be asked of Beijing beside who owns a matter: each inquiry in a module of its name."""

from __future__ import annotations

from importlib import import_module

from govrules import Territory
from govrules.inquiry import Inquiry
from govrules.rules import CodeList

__all__ = ["INQUIRIES", "inquiries"]

# In the order of the systems of the report.
INQUIRIES = (
    "establishment",
    "assessment",
    "window",
    "office",
    "purchase",
    "means",
    "emergency",
    "community",
    "sharing",
    "first_action",
    "coordination",
    "excusal",
)


# Those that are asked of an item of the catalogue.
OF_ITEMS = ("window", "office")


def inquiries(territory: Territory, items: CodeList) -> tuple[Inquiry, ...]:
    """Beijing's inquiries.

    Args:
        territory: Where the places lie.
        items: The catalogue.
    """
    modules = {id: import_module(f".{id}", __name__) for id in INQUIRIES}
    more = dict.fromkeys(OF_ITEMS, (items,))
    return tuple(m.inquiry(territory, *more.get(id, ())) for id, m in modules.items())
