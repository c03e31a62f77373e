"""Benchmarks: one job in govrules and in its peers, the limits of the machine, and growth.

    python -m benchmarks --quick      about four minutes; writes nothing into the docs
    python -m benchmarks --write      everything; writes the tables and the chart into docs/

``docs/benchmarks.md`` spells the jobs out and holds the figures.
"""

__all__: list[str] = []
