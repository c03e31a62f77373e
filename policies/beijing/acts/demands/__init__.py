"""《北京市接诉即办工作条例》, a module a chapter; the second chapter is three."""

from . import classes, communities, dispatch, general, handling, supervision
from .act import JS

__all__ = ["JS", "classes", "communities", "dispatch", "general", "handling", "supervision"]
