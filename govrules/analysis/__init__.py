"""What is wrong with a rule set, found before any matter is decided.

context ─▶ detectors, one a fault ─▶ findings ─▶ less what is accepted in writing ─▶ report
"""

from .context import AnalysisContext
from .coverage import Coverage, coverage
from .detector import Detector, detector
from .detectors import DETECTORS
from .finding import Finding, Severity, Subject
from .report import Report, check

__all__ = [
    "DETECTORS",
    "AnalysisContext",
    "Coverage",
    "Detector",
    "Finding",
    "Report",
    "Severity",
    "Subject",
    "check",
    "coverage",
    "detector",
]
