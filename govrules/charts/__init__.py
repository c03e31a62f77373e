"""Charts: what may happen to a case next, as data of a pack, and one step of it as a pure function.

A chart says which events a case takes in which state, under which article; who owns the case is
not in it, for that is decided anew by the rules at each step that depends on facts.
"""

from .calendar import Calendar, Fixed, china
from .chart import Chart, Clock, Datum, Do, EventType, Move, State, move
from .check import check, faults
from .drawing import Drawing, draw
from .interpreter import Interpreter
from .proof import Flaw, Proof, prove
from .reach import replayed
from .snapshot import Event, Snapshot
from .table import read_chart

__all__ = [
    "Calendar",
    "Chart",
    "Clock",
    "Datum",
    "Do",
    "Drawing",
    "Event",
    "EventType",
    "Fixed",
    "Flaw",
    "Interpreter",
    "Move",
    "Proof",
    "Snapshot",
    "State",
    "check",
    "china",
    "draw",
    "faults",
    "move",
    "prove",
    "read_chart",
    "replayed",
]
