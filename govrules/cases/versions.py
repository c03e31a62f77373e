"""The versions of the rules in a ledger: each under its digest, with the day it became known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..charts.snapshot import canonical
from ..errors import LedgerError
from ..jurisdiction import Jurisdiction
from ..values import parse_day
from .ledger import Ledger
from .tables import reinsert, versions

__all__ = ["Versions"]


class Versions:
    """What versions decided in a ledger, and which of them are here to decide again.

    Args:
        ledger: The ledger.
        current: The version that decides now.
        earlier: Earlier ones, by the first day on which each was known.
    """

    def __init__(
        self, ledger: Ledger, current: Jurisdiction, earlier: Mapping[str, Jurisdiction]
    ) -> None:
        self._ledger = ledger
        self.here = {j.digest: j for j in earlier.values()} | {current.digest: current}
        known = {j.digest: parse_day(day, field="versions") for day, j in earlier.items()}
        rows = []
        for digest, jurisdiction in self.here.items():
            manifest = canonical(jurisdiction.manifest())
            day = known.get(digest)
            rows.append(
                {"digest": digest, "known": day.isoformat() if day else "", "manifest": manifest}
            )
        with ledger.writing() as writer:
            reinsert(writer.connection, versions, rows, keep=True)

    def all(self) -> list[tuple[str, str]]:
        """The versions of the ledger as (day from which known, digest), the oldest first."""
        return sorted((row.known, row.digest) for row in self._ledger.rows(versions.select()))

    def publish(self, jurisdiction: Jurisdiction, known: object) -> None:
        """Say from which day a version has been known."""
        day = parse_day(known, field="known").isoformat()
        self.here[jurisdiction.digest] = jurisdiction
        row = {"digest": jurisdiction.digest, "known": day}
        with self._ledger.writing() as writer:
            row["manifest"] = canonical(jurisdiction.manifest())
            reinsert(writer.connection, versions, [row], keep=False)

    def get(self, digest: str) -> Jurisdiction:
        """The version of a digest; raises LedgerError if it is not here."""
        if digest not in self.here:
            raise LedgerError(
                f"the version {digest[:12]} of the rules is not here",
                f"规则版本 {digest[:12]} 不在此处",
                field="policy",
                value=digest,
                hint_en="open the ledger with versions={first day: jurisdiction}",
                hint_zh="打开台账时请给出 versions={起始日: 辖区}",
            )
        return self.here[digest]

    def known_on(self, day: date) -> Jurisdiction:
        """The version that was known on a day; raises LedgerError."""
        found = [d for known, d in self.all() if known and known <= day.isoformat()]
        if not found:
            raise LedgerError(
                f"no version of the rules is known to have been known on {day}",
                f"未载明 {day} 时所知的规则版本",
                field="as_known",
                value=day,
                hint_en="say so with cases.versions.publish(jurisdiction, known=day)",
                hint_zh="请以 cases.versions.publish(辖区, known=日期) 载明",
            )
        return self.get(found[-1])
