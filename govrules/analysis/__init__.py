"""What is wrong with a rule set, found before any matter is decided.

context ─▶ detectors, one a fault ─▶ findings ─▶ less what is accepted in writing ─▶ report
"""

from .context import AnalysisContext
from .coverage import Coverage, coverage
from .detector import Detector, detector
from .detectors import DETECTORS
from .difference import Difference, diff
from .finding import Finding, Severity, Subject
from .prove import Certificate, prove
from .report import Report, check
from .why_not import WhyNot, why_not

__all__ = [
    "DETECTORS",
    "AnalysisContext",
    "Certificate",
    "Coverage",
    "Detector",
    "Difference",
    "Finding",
    "Report",
    "Severity",
    "Subject",
    "WhyNot",
    "check",
    "coverage",
    "detector",
    "diff",
    "prove",
    "why_not",
]
