"""The detectors that govrules brings, one a file; plug-ins add theirs."""

from __future__ import annotations

from ..detector import Detector

__all__ = ["DETECTORS"]

DETECTORS: tuple[Detector, ...] = ()
