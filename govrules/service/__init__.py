"""Service: one jurisdiction over HTTP, for programs as JSON and for people as a page.

request ──▶ limits ──▶ calls ──▶ jurisdiction ──▶ decision log ──▶ answer
                         │                              │
                         └── problem: one form of error └── an answer that is not kept is not given

It keeps nothing but the log, so that any number of workers serve the same.
"""

from .app import application
from .decision_log import DecisionLog
from .openapi import openapi
from .settings import Settings

__all__ = ["DecisionLog", "Settings", "application", "openapi"]
