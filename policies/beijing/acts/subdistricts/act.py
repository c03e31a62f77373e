"""《北京市街道办事处条例》 as its chapters write it."""

from __future__ import annotations

from govrules import Act

from ..terms import TERMS

__all__ = ["JD"]

JD = Act("JD", definitions=TERMS)
