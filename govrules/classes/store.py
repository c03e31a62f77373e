"""The tables on disk, under the digest of the rules, so that the next process starts warm.

A file holds the trees of look-ups and their answers, as compressed JSON: data only, never code.
It is written beside its place and then moved there, so that a reader never sees half a file;
several processes may share one. A file that is damaged, or was written for other rules or by
another version of the library, is not used, and it is said why.
"""

from __future__ import annotations

import gc
import gzip
import hashlib
import json
import os
import sys
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from secrets import token_hex
from typing import Any

import attrs

from govrules import errors

from ..decision.outcome import Outcome, Parts
from ..errors import ConflictError, GovrulesError, RecordError
from ..evaluate.answer import Answer, Defeat, Dispute
from ..evaluate.trace import Look
from ..rules import Conclusion, Question
from ..values import UNKNOWN, OneOf, Unknown
from .decision_class import Classes
from .tree import Leaf, Tree, key_of

__all__ = ["default_folder", "file_in", "load", "save", "unkept"]

FORMAT = "govrules tables 1"
# What reading a file that is not ours, or no longer whole, may raise.
DAMAGE = (
    OSError,
    EOFError,
    zlib.error,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
)


def default_folder() -> Path:
    """Where caches belong on this system: ``GOVRULES_CACHE``, else the user's cache folder."""
    said = os.environ.get("GOVRULES_CACHE")
    if said:
        return Path(said)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "govrules"


def file_in(folder: str | Path, digest: str) -> Path:
    """The file of a folder that is for one digest of rules and territory."""
    return Path(folder) / f"tables-{digest[:32]}.json.gz"


def save(classes: Classes, path: str | Path) -> None:
    """Write what the tables hold, with what is in the file already.

    Args:
        classes: The classes and their tables.
        path: The file; its folder is made.
    """
    path = Path(path)
    if path.exists():
        load(classes, path)  # what another process has learnt since is kept
    with classes.tables.lock:
        t = classes.tables
        content = {
            "format": FORMAT,
            "stamp": _stamp(classes.parts),
            "trees": [_tree(tree) for tree in (*t.trees, t.last)],
            "pools": [pool.made_of for pool in t.pools.values()],
        }
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not by ``tempfile``, which lets no one else read: a folder may be shared.
    beside = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        # No time stamp, so that equal contents are equal bytes.
        with beside.open("xb") as file, gzip.GzipFile("", "wb", 1, file, mtime=0) as packed:
            packed.write(body)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def load(classes: Classes, path: str | Path) -> GovrulesError | None:
    """Add to the tables what a file holds.

    Args:
        classes: Whose tables.
        path: The file.

    Returns:
        ``None`` if the file was read, or is not there; else why it was not used.
    """
    with _uncollected():
        return _load(classes, path)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection: looking through what is being read takes thrice the reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(classes: Classes, path: str | Path) -> GovrulesError | None:
    tables = classes.tables
    try:
        content = json.loads(gzip.decompress(Path(path).read_bytes()))
        if content["format"] != FORMAT or content["stamp"] != _stamp(classes.parts):
            return _unused(
                path,
                "is of other rules, or of another version of govrules",
                "属于其他规则，或由其他版本的 govrules 写成",
            )
        questions = (*(u.question for u in tables.units), None)
        read = [
            _read(plain, question, classes.parts)
            for plain, question in zip(content["trees"], questions, strict=True)
        ]
        tables.absorb(read[:-1], [[tuple(x) for x in pool] for pool in content["pools"]], read[-1])
    except FileNotFoundError:
        return None
    except DAMAGE as error:
        return _unused(
            path, f"cannot be read ({type(error).__name__})", f"无法读取（{type(error).__name__}）"
        )
    return None


def _unused(path: str | Path, en: str, zh: str) -> RecordError:
    return RecordError(
        f"the cache {Path(path).name} {en}, and is not used",
        f"缓存 {Path(path).name} {zh}，未采用",
        field="cache",
        value=str(path),
        hint_en="nothing is lost: what it held is worked out anew, and the file is replaced",
        hint_zh="并无损失：其内容将重新得出，文件将被替换",
    )


def unkept(path: str | Path, error: OSError) -> RecordError:
    """Why a cache could not be written, for a run that goes on without."""
    why = error.strerror or type(error).__name__
    return RecordError(
        f"the cache {Path(path).name} cannot be written ({why}), and what was learnt is not kept",
        f"缓存 {Path(path).name} 无法写入（{why}），所得未能留存",
        field="cache",
        value=str(path),
        hint_en="the results are not affected; see to the room and the rights of its folder",
        hint_zh="结果不受影响；请检查其文件夹的空间和权限",
    )


def _stamp(parts: Parts) -> str:
    """What the tables depend on: rules, territory, layout, duties, and the program itself."""
    text = f"{parts.digest}:{parts.layout!r}:{sorted(parts.duties.items())!r}:{_program()}"
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """A digest of the library's own source, so that no version reads what another decided."""
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for folder in ("engines", "expr", "law", "rules", "territory"):
        for file in sorted((root / folder).glob("*.py")):
            digest.update(file.name.encode() + file.read_bytes())
    digest.update((root / "values.py").read_bytes())
    return digest.hexdigest()


# --- a tree ----------------------------------------------------------------------------------


def _tree(tree: Tree) -> dict[str, Any]:
    """A tree as plain values; its nodes and edges as numbers."""
    cells: dict[Any, int] = {}
    looks: dict[Look, int] = {}
    nodes, edges = array("i"), array("i")
    for look in tree.looks:
        nodes.append(looks.setdefault(look, len(looks)))
    for node, cell, after in tree.edges:
        key = (type(cell), cell)  # for True is 1
        edges.extend((node, cells.setdefault(key, len(cells)), after))
    return {
        "looks": [_look(look) for look in looks],
        "cells": [_plain(cell) for _, cell in cells],
        "leaves": [_leaf(leaf) for leaf in tree.leaves],
        "nodes": _packed(nodes),
        "edges": _packed(edges),
        "root": tree.root,
    }


def _read(plain: Mapping[str, Any], question: Question | None, parts: Parts) -> Tree:
    made = Tree()
    for leaf in plain["leaves"]:
        found = _found_leaf(leaf, question, parts)
        key = key_of(found["answer"], found["bound"], found["error"], found["outcome"])
        made.leaf(key, **found)
    cells = [_value(cell) for cell in plain["cells"]]
    looks = [_found_look(look) for look in plain["looks"]]
    flat = _unpacked(plain["edges"])
    triples = zip(flat[::3], flat[1::3], flat[2::3], strict=True)
    edges = [(node, cells[cell], after) for node, cell, after in triples]
    made.fill([looks[n] for n in _unpacked(plain["nodes"])], edges, plain["root"])
    return made


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


def _look(look: Look) -> Any:
    if isinstance(look, str):
        return look
    return [look[0], look[1].isoformat() if look[1] is not None else None]


def _found_look(plain: Any) -> Look:
    if isinstance(plain, str):
        return plain
    return plain[0], date.fromisoformat(plain[1]) if plain[1] is not None else None


def _leaf(leaf: Leaf) -> list[Any]:
    bound = [[f, _plain(value), sorted(rests)] for f, value, rests in leaf.bound]
    if leaf.outcome is not None:
        return ["outcome", _fields(leaf.outcome)]
    if leaf.error is not None:
        return ["error", _error(leaf.error), bound]
    a = leaf.answer
    assert a is not None
    return [
        "answer",
        _plain(a.values),
        [r.id for r in a.winners],
        [r.id for r in a.live],
        [[d.rule.id, d.by.id] for d in a.defeated],
        sorted(a.support),
        [[d.first.id, d.second.id] for d in a.disputes],
        bound,
    ]


def _found_leaf(plain: Any, question: Question | None, parts: Parts) -> dict[str, Any]:
    kind, *rest = plain
    found: dict[str, Any] = {"answer": None, "bound": (), "error": None, "outcome": None}
    if kind == "outcome":
        said = {name: _tuples(value) for name, value in rest[0].items()}
        return {**found, "outcome": Outcome(**said)}
    found["bound"] = tuple((f, _value(value), frozenset(rests)) for f, value, rests in rest[-1])
    if kind == "error":
        return {**found, "error": _found_error(rest[0])}
    assert question is not None
    values, winners, live, defeated, support, disputes, _ = rest
    rules = parts.rules

    def of(ids: list[str]) -> Any:
        return tuple(rules.rules[id] for id in ids)

    answer = Answer(
        question,
        _value(values),
        of(winners),
        of(live),
        tuple(Defeat(a, b, rules.rank(b, a)) for a, b in map(of, defeated)),
        frozenset(support),
        tuple(Dispute(a, b, rules.rank(a, b)) for a, b in map(of, disputes)),
    )
    return {**found, "answer": answer}


def _fields(outcome: Outcome) -> dict[str, Any]:
    return {
        a.name: value
        for a in attrs.fields(Outcome)
        if (value := getattr(outcome, a.name)) != a.default
    }


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


# --- values and errors -----------------------------------------------------------------------


def _plain(value: Any) -> Any:
    """A value as JSON has it; what JSON has not as an object of one key."""
    if isinstance(value, Unknown):
        return {"?": 0}
    if isinstance(value, OneOf):
        return {"|": [_plain(v) for v in value.values]}
    if isinstance(value, Conclusion):
        return {
            "=": [[[k, _plain(v)] for k, v in value.one], [[k, _plain(v)] for k, v in value.many]]
        }
    if isinstance(value, frozenset):
        return {"{": sorted(value)}
    if isinstance(value, tuple):
        return {"(": [_plain(v) for v in value]}
    if not isinstance(value, str | bool | int | None):
        raise TypeError(f"no form for {value!r}")
    return value


def _value(plain: Any) -> Any:
    if not isinstance(plain, dict):
        return plain
    ((kind, content),) = plain.items()
    if kind == "?":
        return UNKNOWN
    if kind == "|":
        return OneOf(map(_value, content))
    if kind == "=":
        one, many = ([(k, _value(v)) for k, v in pairs] for pairs in content)
        return Conclusion(one, many)
    return frozenset(content) if kind == "{" else tuple(map(_value, content))


def _error(e: GovrulesError) -> list[Any]:
    value = e.value if isinstance(e.value, str | bool | int) else None
    about = {
        "field": e.field,
        "value": value,
        "place": e.place,
        "hint_en": e.hint_en,
        "hint_zh": e.hint_zh,
    }
    return [type(e).__name__, e.en, e.zh, about, getattr(e, "rules", None)]


def _found_error(plain: Any) -> GovrulesError:
    name, en, zh, about, rules = plain
    kind = getattr(errors, name)
    if not issubclass(kind, GovrulesError):
        raise TypeError(name)
    error: GovrulesError = kind(en, zh, **about)
    if isinstance(error, ConflictError):
        error.rules = tuple(rules)
    return error
