"""《北京市街道办事处条例》, a module a chapter."""

from . import city, community, duties, general, powers, services, supplementary, support
from .act import JD

__all__ = [
    "JD",
    "city",
    "community",
    "duties",
    "general",
    "powers",
    "services",
    "supplementary",
    "support",
]
