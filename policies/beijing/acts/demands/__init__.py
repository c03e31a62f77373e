"""《北京市接诉即办工作条例》, a module a chapter."""

from . import communities
from .act import JS

__all__ = ["JS", "communities"]
