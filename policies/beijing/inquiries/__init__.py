"""What can be asked of Beijing beside who owns a matter: each inquiry in a module of its name."""

from __future__ import annotations

from importlib import import_module

from govrules import Territory
from govrules.inquiry import Inquiry

__all__ = ["INQUIRIES", "inquiries"]

# In the order of the systems of the report.
INQUIRIES = (
    "establishment",
    "purchase",
    "means",
    "emergency",
    "community",
    "sharing",
    "first_action",
)


def inquiries(territory: Territory) -> tuple[Inquiry, ...]:
    """Beijing's inquiries.

    Args:
        territory: Where the places lie.
    """
    modules = (import_module(f".{id}", __name__) for id in INQUIRIES)
    return tuple(module.inquiry(territory) for module in modules)
