"""A file of a user's own that decides: compressed JSON that nobody else can have written.

It is written for the user alone, its owner and mode are checked, and it carries an authentication
code that only the user's key can make (``key_file``): data only, never code. One that is damaged or
someone else's is not used, and it is said why.
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
from typing import Any

from .errors import RecordError

__all__ = [
    "DAMAGE",
    "UnusableError",
    "default_folder",
    "key_file",
    "program_digest",
    "read",
    "uncollected",
    "unkept",
    "unused",
    "write",
]

# A file of more is not read, nor what unpacks to more: a year of Beijing takes a tenth of it.
MOST_BYTES = 1 << 28
# What reading a file that is not ours, or no longer whole, may raise.
DAMAGE = (
    *(OSError, EOFError, zlib.error, ValueError, LookupError, TypeError, AttributeError),
    *(AssertionError, RecursionError, MemoryError),
)


class UnusableError(Exception):
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


def write(path: Path, plain: Any) -> None:
    """Write plain JSON values; the file takes its name when it is whole.

    Raises:
        OSError: if the file or the user's key cannot be written.
    """
    body = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    packed = gzip.compress(body, 1, mtime=0)  # no time stamp: equal contents are equal bytes
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_privately(path, _code_of(packed) + packed)


def read(path: Path) -> Any:
    """Read what ``write`` wrote.

    Raises:
        FileNotFoundError: there is none.
        UnusableError: it is not the user's own, or too large.
        DAMAGE: it is no longer whole.
    """
    with path.open("rb") as file:
        _check_owner(os.fstat(file.fileno()))
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnusableError("is too large", "过大")
    code, packed = content[:32], content[32:]
    if not hmac.compare_digest(code, _code_of(packed)):
        raise UnusableError("does not carry this user's authentication code", "不带本用户的认证码")
    return json.loads(_unpacked(packed))


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


def _check_owner(stat: os.stat_result) -> None:
    """Refuse what another user could have written; Windows keeps its own watch over its folders."""
    if not hasattr(os, "getuid"):
        return
    if stat.st_uid != os.getuid() or stat.st_mode & 0o022:
        raise UnusableError(
            "belongs to another user, or others may write it", "属于其他用户，或他人可写"
        )


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    body = unpacker.decompress(packed, MOST_BYTES)
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise UnusableError("is too large", "过大")
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
def uncollected() -> Iterator[None]:
    """Without garbage collection: looking through what is being read takes thrice the reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def unused(path: str | Path, en: str, zh: str) -> RecordError:
    """Say why a file was not used."""
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
        f"the cache {Path(path).name} cannot be written ({why}), and is not kept",
        f"缓存 {Path(path).name} 无法写入（{why}），未能留存",
        field="cache",
        value=str(path),
        hint_en="the results are not affected; see to the room and the rights of its folder",
        hint_zh="结果不受影响；请检查其文件夹的空间和权限",
    )


@lru_cache(maxsize=4)
def program_digest(*folders: str) -> str:
    """Digest the library's own source, so that no version reads what another decided.

    Args:
        folders: The packages of the library that what is kept follows from.
    """
    root = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted((root / folder).glob("*.py")):
            digest.update(file.name.encode() + file.read_bytes())
    digest.update((root / "values.py").read_bytes())
    return digest.hexdigest()
