"""One adapter an engine: the job written as its own users would write it.

Each module has ``NAME``, ``PACKAGE``, ``DOES`` (what the engine itself decides) and ``make()``,
which gives an :class:`Engine`. An engine whose package is not installed is left out, by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any

import attrs

__all__ = ["MODULES", "Engine", "Peer", "peers"]

Answer = tuple[str, str]

MODULES = (
    "plain",
    "durable",
    "zen",
    "cel",
    "cedar",
    "clips",
    "rule_engine_",
    "openfisca",
    "duckdb_",
    "polars_",
)


@attrs.frozen
class Engine:
    """An engine ready to decide.

    Args:
        decide: One matter, a dictionary, to owner and rule.
        batch: Many matters to owners and rules: dictionaries, or an Arrow table where
            ``columnar``.
        columnar: Whether ``batch`` takes a table.
    """

    decide: Callable[[dict[str, Any]], Answer]
    batch: Callable[[Any], Sequence[Answer] | tuple[Any, Any]]
    columnar: bool = False


@attrs.frozen
class Peer:
    """An adapter: its module's name, and what the module says."""

    module: str
    name: str
    package: str
    does: str
    make: Callable[[], Engine]


def peers(only: Sequence[str] = ()) -> Iterator[Peer | tuple[str, str]]:
    """Every adapter; for one that cannot be used here its name and the reason.

    Args:
        only: Modules to take; all where empty.
    """
    for name in MODULES:
        if only and name not in only:
            continue
        module = import_module(f".{name}", __package__)
        try:
            for needed in module.NEEDS:
                import_module(needed)
        except ImportError as error:
            yield module.NAME, f"{type(error).__name__}: {error}"
            continue
        yield Peer(name, module.NAME, module.PACKAGE, module.DOES, module.make)


def one_by_one(decide: Callable[[dict[str, Any]], Answer]) -> Callable[[Any], list[Answer]]:
    """A batch for an engine that has none."""
    return lambda matters: [decide(m) for m in matters]
