"""Trees of look-ups as JSON: looks, cells and leaves once each, nodes and edges as numbers.

What a leaf holds follows from the classes of answers and outcomes themselves (cattrs), so that no
list of fields can fall behind them; rules are told by id.
"""

from __future__ import annotations

import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Mapping, Set
from datetime import date
from typing import Any, TypeVar

from ..decision.outcome import Outcome
from ..errors import GovrulesError
from ..errors_json import from_json, to_json
from ..evaluate.answer import Answer, Defeat, Dispute
from ..evaluate.trace import LookUp
from ..rules import Compiled, Conclusion, Question, RuleSet
from ..values import UNKNOWN, OneOf, Unknown
from .answers import AnswerLeaf, key_of
from .tree import Tree

__all__ = ["TreeJson", "value_in", "value_out"]

T = TypeVar("T")


class TreeJson:
    """Writes and reads the trees of one rule set.

    Args:
        rules: The rule set.
    """

    def __init__(self, rules: RuleSet) -> None:
        self._converter = _converter(rules)

    def answers_out(self, tree: Tree[AnswerLeaf]) -> dict[str, Any]:
        """Write a tree of answers."""
        return self._out(tree)

    def answers_in(self, plain: Mapping[str, Any]) -> Tree[AnswerLeaf]:
        """Read a tree of answers; what raises says that it is damaged."""
        tree: Tree[AnswerLeaf] = Tree()
        for leaf in plain["leaves"]:
            found = self._converter.structure(leaf, AnswerLeaf)
            tree.leaf((found.bound, key_of(found.answer, found.error)), found)
        return self._in(plain, tree)

    def outcomes_out(self, tree: Tree[Outcome]) -> dict[str, Any]:
        """Write the tree of outcomes."""
        return self._out(tree)

    def outcomes_in(self, plain: Mapping[str, Any]) -> Tree[Outcome]:
        """Read the tree of outcomes; what raises says that it is damaged."""
        tree: Tree[Outcome] = Tree()
        for leaf in plain["leaves"]:
            found = self._converter.structure(leaf, Outcome)
            tree.leaf(found, found)
        return self._in(plain, tree)

    def _out(self, tree: Tree[Any]) -> dict[str, Any]:
        cells: dict[Any, int] = {}
        looks: dict[LookUp, int] = {}
        nodes, edges = array("i"), array("i")
        for look in tree.looks:
            nodes.append(looks.setdefault(look, len(looks)))
        for node, cell, after in tree.edges:
            key = (type(cell), cell)  # for True is 1
            edges.extend((node, cells.setdefault(key, len(cells)), after))
        return {
            "looks": [_look_out(look) for look in looks],
            "cells": [value_out(cell) for _, cell in cells],
            "leaves": [self._converter.unstructure(leaf) for leaf in tree.leaves],
            "nodes": _packed(nodes),
            "edges": _packed(edges),
            "root": tree.root,
        }

    def _in(self, plain: Mapping[str, Any], tree: Tree[T]) -> Tree[T]:
        cells = [value_in(cell) for cell in plain["cells"]]
        looks = [_look_in(look) for look in plain["looks"]]
        flat = _unpacked(plain["edges"])
        triples = zip(flat[::3], flat[1::3], flat[2::3], strict=True)
        tree.restore(
            [looks[n] for n in _unpacked(plain["nodes"])],
            [(node, cells[cell], after) for node, cell, after in triples],
            plain["root"],
        )
        return tree


def _converter(rules: RuleSet) -> Any:
    from cattrs import Converter
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

    questions = {q.id: q for q in rules.questions}

    def rule(id: str) -> Compiled:
        return rules.rules[id]

    converter = Converter(omit_if_default=True, unstruct_collection_overrides={Set: sorted})
    out, into = converter.register_unstructure_hook, converter.register_structure_hook
    out(Compiled, lambda r: r.id)
    into(Compiled, lambda code, _: rule(code))
    out(Question, lambda q: q.id)
    into(Question, lambda code, _: questions[code])
    out(Defeat, lambda d: [d.rule.id, d.by.id])
    into(Defeat, lambda ids, _: _defeat(rules, *map(rule, ids)))
    out(Dispute, lambda d: [d.first.id, d.second.id])
    into(Dispute, lambda ids, _: _dispute(rules, *map(rule, ids)))
    out(GovrulesError, to_json)
    into(GovrulesError, lambda plain, _: from_json(plain))
    # What holds values of any kind is told by the values themselves.
    values = override(unstruct_hook=value_out, struct_hook=lambda plain, _: value_in(plain))
    into(Answer, make_dict_structure_fn(Answer, converter, values=values))
    out(
        Answer,
        make_dict_unstructure_fn(Answer, converter, _cattrs_omit_if_default=True, values=values),
    )
    into(AnswerLeaf, make_dict_structure_fn(AnswerLeaf, converter, bound=values))
    out(
        AnswerLeaf,
        make_dict_unstructure_fn(AnswerLeaf, converter, _cattrs_omit_if_default=True, bound=values),
    )
    return converter


def _defeat(rules: RuleSet, loser: Compiled, by: Compiled) -> Defeat:
    return Defeat(loser, by, rules.rank(by, loser))


def _dispute(rules: RuleSet, first: Compiled, second: Compiled) -> Dispute:
    return Dispute(first, second, rules.rank(first, second))


def _packed(numbers: array[int]) -> str:
    if sys.byteorder == "big":
        numbers.byteswap()
    return b64encode(numbers.tobytes()).decode()


def _unpacked(text: str) -> array[int]:
    numbers = array("i")
    numbers.frombytes(b64decode(text, validate=True))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _look_out(look: LookUp) -> Any:
    if isinstance(look, str):
        return look
    return [look[0], look[1].isoformat() if look[1] is not None else None]


def _look_in(plain: Any) -> LookUp:
    if isinstance(plain, str):
        return plain
    return plain[0], date.fromisoformat(plain[1]) if plain[1] is not None else None


def value_out(value: Any) -> Any:
    """Write a value as JSON has it; what JSON has not as an object of one key."""
    match value:
        case Unknown():
            return {"?": 0}
        case OneOf(values):
            return {"|": [value_out(v) for v in values]}
        case Conclusion(one, many):
            pairs = ([[k, value_out(v)] for k, v in part] for part in (one, many))
            return {"=": list(pairs)}
        case frozenset():
            return {"{": sorted(value)}
        case date():
            return {"@": value.isoformat()}
        case tuple():
            return {"(": [value_out(v) for v in value]}
        case str() | bool() | int() | None:
            return value
    raise TypeError(f"no form for {value!r}")


def value_in(plain: Any) -> Any:
    """Read a value that ``value_out`` wrote."""
    if not isinstance(plain, dict):
        return plain
    ((kind, content),) = plain.items()
    match kind:
        case "?":
            return UNKNOWN
        case "|":
            return OneOf(map(value_in, content))
        case "=":
            one, many = ([(k, value_in(v)) for k, v in pairs] for pairs in content)
            return Conclusion(one, many)
        case "{":
            return frozenset(content)
        case "@":
            return date.fromisoformat(content)
        case "(":
            return tuple(map(value_in, content))
    raise ValueError(kind)
