"""How many rows came out how, and the exit code that it amounts to."""

from __future__ import annotations

import attrs
import click

from .base import Exit, Session

__all__ = ["TOLD", "Tally"]

# So many errors are told one by one; the others are only counted.
TOLD = 20


@attrs.define
class Tally:
    """How many rows came out how."""

    decided: int = 0
    undetermined: int = 0
    bad: int = 0
    no_rule: int = 0

    @property
    def exit(self) -> Exit:
        """The exit code that it amounts to."""
        if self.bad:
            return Exit.BAD
        if self.no_rule:
            return Exit.GAP
        return Exit.OPEN if self.undetermined else Exit.DONE

    def tell(self, session: Session) -> None:
        """Say it in one line on stderr."""
        words = (
            "共 {n} 件：已认定 {d}，待查明或提请裁决 {u}，有误 {b}",
            "{n} matters: {d} decided, {u} undetermined or to be adjudicated, {b} bad",
        )
        n = self.decided + self.undetermined + self.bad + self.no_rule
        text = session.say(words, n=n, d=self.decided, u=self.undetermined, b=self.bad)
        if self.no_rule:
            more = ("，规则未作规定 {g}", ", {g} that no rule provides for")
            text += session.say(more, g=self.no_rule)
        click.echo(text, err=True)
