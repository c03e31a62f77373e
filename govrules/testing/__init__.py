"""For authors of policies: worked cases as files, and generated matters to try a pack with.

``run_cases`` compares what a jurisdiction decides with what a jurist expects, case by case.
``govrules.testing.strategies`` (which needs Hypothesis) generates jurisdictions and matters.
"""

from .cases import Case, Difference, Outcome, read_cases, run_case, run_cases

__all__ = ["Case", "Difference", "Outcome", "read_cases", "run_case", "run_cases"]
