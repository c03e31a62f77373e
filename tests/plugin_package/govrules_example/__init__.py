"""A stranger's plug-in: a field, a rule that is an exception to one of the pack, a command."""

import click
from govrules import Field, Policy, hookimpl, rule

POLICY = Policy(
    "example.quiet",
    "静音时段",
    "quiet hours",
    "example",
    "1",
    fields=[Field("rehearsal", "flag", "演练", "a rehearsal", assume=False)],
    rules=[
        rule(
            "EX1",
            "route",
            when="kind = violation and rehearsal",
            then={"disposition": "not_covered"},
            cite="JD 26",
            exception_to=("JD26.own", "JD26.department", "JD26.several", "JD26.step"),
            zh="演练不作违法处理",
            en="a rehearsal is no violation",
        )
    ],
)


@hookimpl
def govrules_policies(jurisdiction: str) -> list[Policy]:
    """Add the policy to Beijing."""
    return [POLICY] if jurisdiction == "beijing" else []


@hookimpl
def govrules_commands() -> list[click.Command]:
    """Add a command."""
    return [click.Command("hello", callback=lambda: click.echo("hello from a plug-in"))]
