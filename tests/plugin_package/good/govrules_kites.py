"""A stranger's plug-in: kites near the airport go to the public security organ."""

from __future__ import annotations

import click
from govrules import Field, Policy, hookimpl, rule

FIELD = Field(
    "near_airport", "flag", "在机场净空区", "near the airport",
    ask_zh="是否在机场净空保护区内？", ask_en="is it in the airport's protected airspace?",
)  # fmt: skip
RULE = rule(
    "KITE1", "route", when="kind = report and near_airport",
    then={"disposition": "transfer", "lead": "public_security@district"}, cite="JD 11(1)",
    zh="净空保护区内放风筝，移送公安机关", en="kites in protected airspace go to the public security organ",
)  # fmt: skip


@hookimpl
def govrules_policies(jurisdiction: str) -> list[Policy]:
    """One policy for Beijing, none for others."""
    if jurisdiction != "beijing":
        return []
    return [Policy("kites", "风筝", "kites", "Kite Society", "0.3.0", (RULE,), (FIELD,))]


@hookimpl
def govrules_commands() -> list[click.Command]:
    """A command of its own."""

    @click.command("kites")
    def kites() -> None:
        """Say how many kites are up."""
        click.echo("no kites are up")

    return [kites]
