"""Many matters in one request: JSON lines in, a line for each out, in order, memory constant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ..errors import GovrulesError, RecordError
from ..files.rows import Row, RowError, json_rows
from ..options import Ask
from .desk import FrontDesk, lots
from .limits import in_time
from .problem import problem_of

__all__ = ["MEDIA", "BatchResponse"]

MEDIA = ("application/x-ndjson", "application/jsonl", "application/ndjson")
_LOT = 200


class BatchResponse(Response):
    """Answers line by line; the lines of a lot are in the log before they are sent.

    Where the log fails, or a lot takes too long, the last line is ``{"problem": …}`` and what was
    not answered is not decided: whoever counts lines sees it.

    Args:
        desk: Who decides.
        lines: The body of the request; it is closed in the end.
        request: The number of the request.
        ask: As of :meth:`govrules.Jurisdiction.decide`.
        lang: The language of a problem.
    """

    media_type = MEDIA[0]

    def __init__(self, desk: FrontDesk, lines: BinaryIO, request: str, ask: Ask, lang: str) -> None:
        super().__init__(headers={"Content-Language": lang})
        del self.headers["content-length"]
        self.desk, self.lines, self.request, self.ask, self.lang = desk, lines, request, ask, lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answers."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        rows = json_rows(_cut(self.lines, self.desk.settings.body), "body")
        waiting = lots(rows, _LOT)
        try:
            while (text := await self._next(waiting)) is not None:
                await send({"type": "http.response.body", "body": text, "more_body": True})
        except GovrulesError as error:
            last = json.dumps({"problem": problem_of(error, self.lang)}, ensure_ascii=False)
            await send(
                {"type": "http.response.body", "body": f"{last}\n".encode(), "more_body": True}
            )
        finally:
            self.lines.close()
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _next(self, waiting: Iterator[list[Row | RowError]]) -> bytes | None:
        def work() -> bytes | None:
            lot = next(waiting, None)
            if lot is None:
                return None
            made = self.desk.decide_rows(_short(lot), self.request, self.ask)
            return "".join(f"{line}\n" for line in made).encode()

        return await in_time(self.desk.settings.seconds, work)


_TOO_LONG = b"\0"


def _cut(lines: BinaryIO, most: int) -> Iterator[bytes]:
    """The lines; of one that is longer than the limit only a mark, so that it costs itself."""
    while line := lines.readline(most + 1):
        if len(line) <= most:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = lines.readline(most)
        yield _TOO_LONG


def _short(rows: list[Row | RowError]) -> Iterator[Row | RowError]:
    """The rows, with what is wrong with those that were too long."""
    for row in rows:
        if isinstance(row, RowError) and row.error.value == _TOO_LONG:
            error = RecordError(
                "the line is too long", "该行过长", hint_en="one matter a line", hint_zh="每行一件"
            )
            row = RowError(row.place, None, error)
        yield row
