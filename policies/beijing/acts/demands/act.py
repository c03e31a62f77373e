"""《北京市接诉即办工作条例》 as its chapters write it."""

from __future__ import annotations

from govrules import Act

from ..terms import TERMS

__all__ = ["JS"]

JS = Act("JS", definitions=TERMS)
