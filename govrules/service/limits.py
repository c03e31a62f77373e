"""How much a request may hold and how long it may take."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from tempfile import SpooledTemporaryFile
from typing import TypeVar

import anyio
from anyio import to_thread
from starlette.requests import Request

from .problem import RequestError

__all__ = ["in_time", "read_body", "spooled"]

T = TypeVar("T")
_IN_MEMORY = 4 << 20


async def in_time(seconds: float, work: Callable[[], T]) -> T:
    """Run work in a thread, for so long at most; raises RequestError where it takes longer.

    What runs cannot be stopped: it ends by itself, and nobody waits for it.
    """
    try:
        with anyio.fail_after(seconds):
            return await to_thread.run_sync(work, abandon_on_cancel=True)
    except TimeoutError:
        raise _too_slow(seconds) from None


async def read_body(request: Request, most: int, seconds: float, media: tuple[str, ...]) -> bytes:
    """The body of a request; raises RequestError for its media type, its size, or its time."""
    check_media(request, media)
    found = bytearray()
    async for chunk in _chunks(request, most, seconds):
        found += chunk
    return bytes(found)


async def spooled(
    request: Request, most: int, seconds: float, media: tuple[str, ...]
) -> SpooledTemporaryFile[bytes]:
    """The body of a request in a file that is on disk once it is large; raises as read_body.

    It is read whole before the first answer goes out: most programs send all they have before
    they read, and would wait for one another with a service that answers meanwhile.
    """
    check_media(request, media)
    file: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
    try:
        async for chunk in _chunks(request, most, seconds):
            file.write(chunk)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def check_media(request: Request, media: tuple[str, ...]) -> None:
    """Raises RequestError for a body of another media type."""
    said = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if said not in media:
        raise RequestError(
            415,
            f"the body is {said or 'of no media type'}",
            f"请求体的媒体类型为 {said or '空'}",
            field="Content-Type",
            value=said,
            hint_en=f"send it as {media[0]}",
            hint_zh=f"请以 {media[0]} 发送",
        )


async def _chunks(request: Request, most: int, seconds: float) -> AsyncIterator[bytes]:
    size, stream = 0, request.stream().__aiter__()
    while True:
        try:
            with anyio.fail_after(seconds):
                chunk = await anext(stream, None)
        except TimeoutError:
            raise _too_slow(seconds) from None
        if chunk is None:
            return
        size += len(chunk)
        if size > most:
            raise RequestError(
                413,
                f"the body has more than {most} bytes",
                f"请求体超过 {most} 字节",
                field="body",
                hint_en="send less at a time; files are for govrules decide",
                hint_zh="请分次发送；文件可用 govrules decide",
            )
        yield chunk


def _too_slow(seconds: float) -> RequestError:
    return RequestError(
        503,
        f"it took longer than {seconds:g} seconds",
        f"用时超过 {seconds:g} 秒",
        field="time",
        hint_en="try again: what was worked out is remembered; or ask=plain",
        hint_zh="请重试：已算出的部分会记住；或用 ask=plain",
    )
