"""A record to plain data and back: what is missing, odd or new in it is told by its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, get_args, get_origin

import attrs

from ..errors import RecordError, sendable, shortened, shown
from ..plain import plain

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["no_decision", "read_parts", "unread_parts", "write_line", "write_parts", "write_texts"]

T = TypeVar("T")
Path: TypeAlias = tuple[str | int, ...]
# Parts whose texts are remembered: some hundred bytes each.
MOST = 1 << 15
# Lists of them: some thousand bytes each.
MOST_LISTS = 1 << 12


def write_parts(record: Any) -> dict[str, Any]:
    """The parts of a record as plain data, in the order of its fields."""
    written: dict[str, Any] = _converter().unstructure(record)
    return written


class _Itself:
    """A value that equals itself alone, so that finding it again reads nothing of it."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.value is self.value


def write_texts(record: Any, **more: Any) -> dict[str, str]:
    """The parts of a record, and what follows them, each as JSON.

    Decisions share reasons, duties and organs, most of what a record is: each is written once.
    """
    texts = {name: _text(getattr(record, name)) for name in _names(record.__class__)}
    texts.update((name, _text(value)) for name, value in more.items())
    return texts


def write_line(texts: Mapping[str, str]) -> str:
    """Parts that are JSON already, as one line of it."""
    return "{" + ", ".join([f'"{name}": {text}' for name, text in texts.items()]) + "}"


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(kind))


def _text(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, tuple):
        if not value:
            return "[]"
        return _listed(_Itself(value)) if _is_record(value[0].__class__) else _written(value)
    return _shared(_Itself(value)) if _is_record(value.__class__) else _written(value)


@cache
def _is_record(kind: type) -> bool:
    return attrs.has(kind)


@lru_cache(MOST)
def _shared(part: _Itself) -> str:
    return _json(_converter().unstructure(part.value))


@lru_cache(MOST_LISTS)
def _listed(parts: _Itself) -> str:
    return "[" + ", ".join([_shared(_Itself(one)) for one in parts.value]) + "]"


_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=plain).encode


def _written(value: Any) -> str:
    """The value as JSON, made plain where it is not: most are, and are written as they are."""
    try:
        text = _encode(dict(value) if isinstance(value, Mapping) else value)
        text.encode()
    except ValueError:  # no number of JSON, half of a surrogate pair
        return _json(plain(value))
    return text


def read_parts(kind: type[T], data: Mapping[str, Any]) -> T:
    """Make a record of what :func:`write_parts` wrote; parts that it does not know are left out.

    Raises:
        RecordError: naming the part that is missing or cannot be read, and what it says.
    """
    from cattrs.errors import BaseValidationError

    try:
        return _converter().structure(data, kind)
    except BaseValidationError as error:
        faults = list(_faults(error))
    if missing := [_name(path) for path in faults if _at(data, path) is MISSING]:
        raise no_decision(f"it lacks {', '.join(missing)}", f"缺少 {'、'.join(missing)}")
    name, value = _name(faults[0]), shown(_at(data, faults[0]))
    raise no_decision(f"{name} is {value}", f"{name} 为 {value}")


def unread_parts(data: Any, kept: Any, within: str = "") -> Iterator[str]:
    """The names of what is in the data and not in the record that was read of it."""
    if isinstance(data, Mapping) and isinstance(kept, Mapping):
        for id, value in data.items():
            if id in kept:
                yield from unread_parts(value, kept[id], f"{within}{id}.")
            else:
                yield within + sendable(shortened(str(id)))
    elif isinstance(kept, list):
        for value, same in zip(data, kept, strict=False):
            yield from unread_parts(value, same, within)


def no_decision(en: str, zh: str) -> RecordError:
    """The error of data that is no record of a decision."""
    return RecordError(
        f"not the record of a decision: {en}",
        f"不是认定的记录：{zh}",
        field="decision",
        hint_en="give what to_dict() of a decision wrote",
        hint_zh="请给出认定的 to_dict() 所写的内容",
    )


MISSING = object()


def _faults(error: Any, path: Path = ()) -> Iterator[Path]:
    """The path to each part that could not be read."""
    from cattrs.errors import AttributeValidationNote

    for one in error.exceptions:
        (note,) = [n for n in one.__notes__ if hasattr(n, "type")]
        below = (*path, note.name if isinstance(note, AttributeValidationNote) else note.index)
        if hasattr(one, "exceptions"):
            yield from _faults(one, below)
        else:
            yield below


def _at(data: Any, path: Path) -> Any:
    """What the data say there, ``MISSING`` where they say nothing."""
    for step in path:
        if isinstance(data, Mapping) and step not in data:
            return MISSING
        data = data[step]
    return data


def _name(path: Path) -> str:
    name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return name.removeprefix(".")


@cache
def _converter() -> Converter:
    """What reads and writes records; made when first wanted, as cattrs is slow to import."""
    from cattrs import Converter
    from cattrs.gen import make_dict_structure_fn

    made = Converter(unstruct_collection_overrides={tuple: list})
    for kind in (str, float):
        made.register_unstructure_hook(kind, plain)
    made.register_unstructure_hook_func(_is_open, plain)
    for kind in (str, bool):
        made.register_structure_hook(kind, _exactly)
    made.register_structure_hook(float, _number)
    made.register_structure_hook_func(_is_word, _word)
    made.register_structure_hook_func(_is_open, _open)

    @made.register_structure_hook_factory(_is_tuple)
    def of_tuple(kind: Any) -> Any:
        one, *others = get_args(kind)  # a part of several kinds there is not
        as_list: Any = list.__class_getitem__(one)
        read = made.get_structure_hook(as_list)

        def structure(value: Any, _: Any) -> tuple[Any, ...]:
            is_long = others == [...] or len(value) == 1 + len(others)
            if not (isinstance(value, list | tuple) and is_long):
                raise TypeError
            return tuple(read(value, as_list))

        return structure

    @made.register_structure_hook_factory(attrs.has)
    def of_record(kind: Any) -> Any:
        read = make_dict_structure_fn(kind, made)

        def structure(value: Any, _: Any) -> Any:
            if not isinstance(value, Mapping):
                raise TypeError
            return read(value, kind)

        return structure

    return made


def _is_open(kind: Any) -> bool:
    """Whether a part may hold anything: one fact as read, or all of them."""
    return kind is Any or get_origin(kind) is Mapping


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _is_word(kind: Any) -> bool:
    return get_origin(kind) is Literal


def _word(value: Any, kind: Any) -> Any:
    if value not in get_args(kind):
        raise TypeError
    return value


def _exactly(value: Any, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise TypeError
    return value


def _number(value: Any, _: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise TypeError
    return float(value)


def _open(value: Any, kind: Any) -> Any:
    if kind is not Any:
        said = _exactly(value, Mapping)  # type: ignore[type-abstract]
        return {k: tuple(v) if isinstance(v, list) else v for k, v in said.items()}
    return tuple(value) if isinstance(value, list) else value
