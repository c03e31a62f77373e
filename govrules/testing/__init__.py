"""For authors of policies: worked examples as files, and generated matters to try a pack with.

``run_examples`` compares what a jurisdiction decides with what a jurist expects.
``govrules.testing.strategies`` (which needs Hypothesis) generates jurisdictions and matters.
"""

from .examples import Difference, Example, Outcome, read_examples, run_example, run_examples

__all__ = ["Difference", "Example", "Outcome", "read_examples", "run_example", "run_examples"]
