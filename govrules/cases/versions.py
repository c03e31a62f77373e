"""The versions of the rules in a ledger: each under its digest, with the day it became known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from ..charts.snapshot import canonical
from ..errors import LedgerError
from ..jurisdiction import Jurisdiction
from ..values import parse_day
from .chain import digest
from .ledger import Ledger
from .tables import records, reinsert, versions

__all__ = ["Versions", "changed"]


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
        for day, jurisdiction in earlier.items():
            self.publish(jurisdiction, day, keep=True)
        if current.digest not in {digest for _, digest in self.all()}:
            row = _row(current, "")
            with ledger.writing() as writer:
                reinsert(writer.connection, versions, [row], keep=True)

    def all(self) -> list[tuple[str, str]]:
        """The versions of the ledger as (day from which known, digest), the oldest first."""
        return sorted((row.known, row.digest) for row in self._ledger.rows(versions.select()))

    def publish(self, jurisdiction: Jurisdiction, known: object, *, keep: bool = False) -> None:
        """Say from which day a version has been known; the chain has it, so that it stays so.

        Args:
            jurisdiction: The version.
            known: The day.
            keep: Whether a day that was said before stands.
        """
        day = parse_day(known, field="known").isoformat()
        self.here[jurisdiction.digest] = jurisdiction
        row, said = _row(jurisdiction, day), _said(self._ledger).get(jurisdiction.digest)
        if said and (keep or said == (day, digest(row["manifest"]))):
            return
        with self._ledger.writing() as writer:
            body = canonical({"known": day, "manifest": digest(row["manifest"])})
            id = f"version:{jurisdiction.digest}:{writer.seq}"
            writer.append(id, "", day, "version", jurisdiction.digest, body)
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


def _row(jurisdiction: Jurisdiction, known: str) -> dict[str, str]:
    manifest = canonical(jurisdiction.manifest())
    return {"digest": jurisdiction.digest, "known": known, "manifest": manifest}


def _said(ledger: Ledger) -> dict[str, tuple[str, str]]:
    """What the chain says of each version, as (day from which known, digest of its manifest)."""
    query = records.select().where(records.c.kind == "version").order_by(records.c.seq)
    found = {}
    for row in ledger.rows(query.with_only_columns(records.c.policy, records.c.body)):
        body = json.loads(row.body)
        found[row.policy] = (body["known"], body["manifest"])
    return found


def changed(ledger: Ledger) -> list[str]:
    """The versions of which the ledger says another day, or another manifest, than its chain."""
    said = _said(ledger)
    held = {row.digest: (row.known, digest(row.manifest)) for row in ledger.rows(versions.select())}
    unknown = {key for key, (known, _) in held.items() if known and key not in said}
    return sorted(unknown | {key for key, told in said.items() if held.get(key) != told})
