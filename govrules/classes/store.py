"""What a learner has learnt, on disk, so that the next process starts warm.

A file holds the trees of look-ups and their answers, as compressed JSON: data only, never code. It
decides, so it must be the user's own: it is written for the user alone, its owner and mode are
checked, and it carries an authentication code that only the user's key can make (``key_file``).
One that is damaged, someone else's, or written for other rules or by another version of the
library, is not used, and it is said why.
"""

from __future__ import annotations

import gc
import gzip
import hashlib
import hmac
import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from secrets import token_bytes, token_hex

from ..errors import GovrulesError, RecordError
from .decision_class import Classes
from .tree_json import TreeJson

__all__ = ["default_folder", "file_in", "key_file", "load", "save", "unkept"]

FORMAT = "govrules learnt 1"
# A file of more is not read, nor what unpacks to more: a year of Beijing takes a tenth of it.
MOST_BYTES = 1 << 28
# What reading a file that is not ours, or no longer whole, may raise.
DAMAGE = (
    *(OSError, EOFError, zlib.error, ValueError, LookupError, TypeError, AttributeError),
    *(AssertionError, RecursionError, MemoryError),
)


class _UnusableError(Exception):
    """A file is there and must not be used: why, in English and Chinese."""


def default_folder() -> Path:
    """Return where caches belong on this system: ``GOVRULES_CACHE``, else the user's folder."""
    from platformdirs import user_cache_path

    said = os.environ.get("GOVRULES_CACHE")
    return Path(said) if said else user_cache_path("govrules", appauthor=False)


def key_file() -> Path:
    """Return where the user's key stands: apart from the caches, which may be in a shared place."""
    from platformdirs import user_data_path

    return user_data_path("govrules", appauthor=False) / "cache.key"


def file_in(folder: str | Path, digest: str) -> Path:
    """Return the file of a folder that is for one digest of rules and territory."""
    return Path(folder) / f"learnt-{digest[:32]}.json.gz"


def save(classes: Classes, path: str | Path) -> None:
    """Write what has been learnt, with what is in the file already.

    Args:
        classes: The classes and their learner.
        path: The file; its folder is made.

    Raises:
        OSError: if the file or the user's key cannot be written.
    """
    path = Path(path)
    if path.exists():
        load(classes, path)  # what another process has learnt since is kept
    learner = classes.learner
    form = TreeJson(classes.context.rules)
    with learner.lock:
        content = {
            "format": FORMAT,
            "stamp": _stamp(classes),
            "trees": [form.answers_out(tree) for tree in learner.trees],
            "made_of": [answers.made_of for answers in learner.answers.values()],
            "outcomes": form.outcomes_out(learner.outcomes),
        }
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    packed = gzip.compress(body, 1, mtime=0)  # no time stamp: equal contents are equal bytes
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_privately(path, _code_of(packed) + packed)


def _write_privately(path: Path, content: bytes) -> None:
    """Write a file that only the user may read; it takes its name when it is whole."""
    beside = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:
            file.write(content)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def load(classes: Classes, path: str | Path) -> GovrulesError | None:
    """Add to the learner what a file holds.

    Args:
        classes: Whose learner.
        path: The file.

    Returns:
        ``None`` if the file was read, or is not there; else why it was not used.
    """
    try:
        with _uncollected():
            _absorb(classes, Path(path))
    except FileNotFoundError:
        return None
    except _UnusableError as error:
        return _unused(path, *error.args)
    except DAMAGE as error:
        name = type(error).__name__
        return _unused(path, f"cannot be read ({name})", f"无法读取（{name}）")
    return None


def _absorb(classes: Classes, path: Path) -> None:
    with path.open("rb") as file:
        _check_owner(os.fstat(file.fileno()))
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _UnusableError("is too large", "过大")
    code, packed = content[:32], content[32:]
    if not hmac.compare_digest(code, _code_of(packed)):
        raise _UnusableError("does not carry this user's authentication code", "不带本用户的认证码")
    plain = json.loads(_unpacked(packed))
    if plain["format"] != FORMAT or plain["stamp"] != _stamp(classes):
        raise _UnusableError(
            "is of other rules, or of another version of govrules",
            "属于其他规则，或由其他版本的 govrules 写成",
        )
    form = TreeJson(classes.context.rules)
    trees = [form.answers_in(tree) for tree in plain["trees"]]
    made_of = [[tuple(leaves) for leaves in answers] for answers in plain["made_of"]]
    classes.learner.absorb(trees, made_of, form.outcomes_in(plain["outcomes"]))


def _check_owner(stat: os.stat_result) -> None:
    """Refuse what another user could have written; Windows keeps its own watch over its folders."""
    if not hasattr(os, "getuid"):
        return
    if stat.st_uid != os.getuid() or stat.st_mode & 0o022:
        raise _UnusableError(
            "belongs to another user, or others may write it", "属于其他用户，或他人可写"
        )


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    body = unpacker.decompress(packed, MOST_BYTES)
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise _UnusableError("is too large", "过大")
    return body


def _code_of(packed: bytes) -> bytes:
    return hmac.digest(_key(), packed, "sha256")


def _key() -> bytes:
    """The user's own key, made when first wanted."""
    file = key_file()
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_privately(file, token_bytes(32))
    with file.open("rb") as stream:
        _check_owner(os.fstat(stream.fileno()))
        return stream.read(32)


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
    """Say why a cache could not be written, for a run that goes on without."""
    why = error.strerror or type(error).__name__
    return RecordError(
        f"the cache {Path(path).name} cannot be written ({why}), and what was learnt is not kept",
        f"缓存 {Path(path).name} 无法写入（{why}），所得未能留存",
        field="cache",
        value=str(path),
        hint_en="the results are not affected; see to the room and the rights of its folder",
        hint_zh="结果不受影响；请检查其文件夹的空间和权限",
    )


def _stamp(classes: Classes) -> str:
    """What was learnt depends on: rules, territory, layout, duties, and the program itself."""
    context = classes.context
    duties = sorted(context.duties.items())
    text = f"{context.digest}:{context.layout!r}:{duties!r}:{program_digest()}"
    return hashlib.sha256(text.encode()).hexdigest()


DECIDING = ("classes", "decision", "evaluate", "expr", "law", "rules", "territory")


@lru_cache(maxsize=1)
def program_digest() -> str:
    """Digest the library's own source, so that no version reads what another decided."""
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for folder in DECIDING:
        for file in sorted((root / folder).glob("*.py")):
            digest.update(file.name.encode() + file.read_bytes())
    digest.update((root / "values.py").read_bytes())
    return digest.hexdigest()
