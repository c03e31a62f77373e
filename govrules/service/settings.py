"""What a service may be told: where it keeps decisions, and how much it takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs

__all__ = ["VARIABLE", "Settings"]

# In it a started service tells its workers, which are processes of their own.
VARIABLE = "GOVRULES_SERVICE"


@attrs.frozen
class Settings:
    """The settings of a service.

    Args:
        log: The folder of the decision log; ``None`` keeps nothing.
        ledger: The URL of a ledger of cases that takes the decisions too; ``None`` for none.
        log_bytes: At how many bytes a file of the log is full, and the next one begun.
        body: How many bytes the body of a request may have, and a line of a batch.
        batch: How many bytes all lines of a batch may have.
        seconds: How long a request may take; of a batch, its body and each lot of lines.
    """

    log: Path | None = None
    ledger: str | None = None
    log_bytes: int = 64 << 20
    body: int = 1 << 20
    batch: int = 256 << 20
    seconds: float = 30.0

    def to_text(self, jurisdiction: str, plugins: tuple[str, ...] | None) -> str:
        """Write for a worker what it is to load, and how it is to serve."""
        own = {**attrs.asdict(self), "log": None if self.log is None else str(self.log)}
        return json.dumps({"jurisdiction": jurisdiction, "plugins": plugins, "settings": own})

    @staticmethod
    def from_text(text: str) -> tuple[str, tuple[str, ...] | None, Settings]:
        """Read what :meth:`to_text` wrote: jurisdiction, packages of plug-ins, settings."""
        parts: dict[str, Any] = json.loads(text)
        own, plugins = parts["settings"], parts["plugins"]
        own["log"] = None if own["log"] is None else Path(own["log"])
        return (parts["jurisdiction"], None if plugins is None else tuple(plugins), Settings(**own))
