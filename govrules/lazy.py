"""An attribute that is worked out when first asked for.

Unlike ``functools.cached_property`` of Python 3.11 it holds no lock meanwhile, so that no thread
waits and no fork copies one held. Two threads at once may both work it out; both are given the one
value that was there first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

__all__ = ["lazy"]

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801 - it is used as a decorator
    """Decorates a method: its value takes its place in the object."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> Self | T:
        if instance is None:
            return self
        found: T = vars(instance).setdefault(self._name, self._make(instance))
        return found
