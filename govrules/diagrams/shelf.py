"""Diagrams on disk, each under the digest of all that it was made of.

What is read is the same, node for node, as what would have been compiled, and it decides what is
proved: the files are the user's own (``private_file``). One that cannot be used is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any

from ..classes.tree_json import value_in, value_out
from ..errors import GovrulesError
from ..private_file import DAMAGE, UnusableError, program_digest, read, unkept, unused, write
from ..rules import Conclusion, RuleSet
from ..values import OneOf
from .leaf import Leaf
from .store import Store
from .variables import Symbol

__all__ = ["Shelf", "digest_of", "ground_of"]

PROGRAM = (
    *("analysis", "classes", "decision", "diagrams", "evaluate", "expr", "law", "rules"),
    "territory",
)


class Shelf:
    """A folder of diagrams.

    Args:
        folder: Where they are kept; made when first needed.

    Attributes:
        notes: Why a file was not used, or could not be written; nothing is lost by either.
    """

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder)
        self.notes: list[GovrulesError] = []

    def drawn(self, store: Store, key: str, draw: Callable[[], int]) -> int:
        """The diagram that is kept under a key; where none is, it is drawn and kept.

        Args:
            store: Where its nodes are to be.
            key: The digest of all that it is made of.
            draw: Makes it.
        """
        path = self._folder / f"diagram-{key[:32]}.json.gz"
        found = self._read(path, partial(_pasted, store))
        if found is None:
            found = draw()
            self._write(path, _cut(store, found))
        return found

    def _read(self, path: Path, paste: Callable[[Any], int]) -> int | None:
        try:
            return paste(read(path))
        except FileNotFoundError:
            return None
        except UnusableError as error:
            self.notes.append(unused(path, *error.args))
        except DAMAGE as error:
            name = type(error).__name__
            self.notes.append(unused(path, f"cannot be read ({name})", f"无法读取（{name}）"))
        return None

    def _write(self, path: Path, plain: Any) -> None:
        try:
            write(path, plain)
        except OSError as error:
            self.notes.append(unkept(path, error))


def digest_of(*parts: object) -> str:
    """Digest what a diagram is made of, and the program that makes it."""
    text = dumps((program_digest(*PROGRAM), *parts), ensure_ascii=False, default=repr)
    return sha256(text.encode()).hexdigest()


def ground_of(rules: RuleSet) -> str:
    """Digest what every question rests on beside its rules: fields, codes, units, roles, law."""
    fields = [f.canonical() for _, f in sorted(rules.declared.items())]
    trees = [
        (f.id, f.tree.canonical() if hasattr(f.tree, "canonical") else f.tree.digest)
        for _, f in sorted(rules.declared.items())
        if f.tree is not None and f.tree is not rules.roles
    ]
    return digest_of(fields, trees, rules.roles.canonical(), rules.law.digest, rules.day_field)


def _cut(store: Store, root: int) -> Any:
    """A diagram as plain JSON values, its nodes in the order in which they were made.

    Those below come before those above, and nothing that goes by that order is changed by keeping.
    """
    number: dict[int, int] = {}
    nodes = list[Any]()
    for n in sorted(store.reach([root])):
        number[n] = len(number)
        if store.is_terminal(n):
            nodes.append([_leaf_out(store.values[n])])
        else:
            nodes.append([store.level[n], [number[kid] for kid in store.kids[n]]])
    return nodes


def _pasted(store: Store, plain: Any) -> int:
    nodes: list[int] = []
    for node in plain:
        match node:
            case [leaf]:
                nodes.append(store.terminal(_leaf_in(leaf)))
            case [level, kids] if len(kids) == store.sizes[level]:
                nodes.append(store.node(level, tuple(map(nodes.__getitem__, kids))))
            case _:
                raise ValueError(node)
    return nodes[-1]


def _leaf_out(value: Hashable) -> Any:
    if not isinstance(value, Leaf):
        return value_out(value)
    values = list(map(value_out, value.values))
    lists = map(list, (value.disputes, value.conflict, value.rules, value.live))
    return {"leaf": [values, *lists]}


def _leaf_in(plain: Any) -> Any:
    match plain:
        case {"leaf": [values, disputes, *lists]}:
            return Leaf(
                tuple(_with_symbols(value_in(v)) for v in values),
                tuple((first, second) for first, second in disputes),
                *map(tuple, lists),
            )
    return value_in(plain)


def _with_symbols(value: Any) -> Any:
    """The value with symbols where they stood: no code begins as they do."""
    match value:
        case str() if value.startswith("$"):
            return Symbol(value)
        case OneOf(values):
            return OneOf(map(_with_symbols, values))
        case Conclusion():
            return Conclusion([(slot, _with_symbols(v)) for slot, v in value.one], value.many)
    return value
