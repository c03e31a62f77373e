"""Territory: dated units and their lineage, organs at units, functional lines.

    units.csv ─┐
               ├─▶ columns ─▶ find (names → code) · notes · lineage · organs · graph ─▶ Territory
    lists ─────┘

Rosters are official lists of units; each speaks for its own day only.
"""

from .aliases import Registered
from .bodies import LINE_KINDS
from .division_codes import BODY_KINDS, CHINA, CITY, MUNICIPALITY, OFFICE_KINDS
from .export import write_graph
from .load import load_china, load_units
from .rosters import compare_rosters, read_roster
from .territory import ATTRIBUTES, Territory
from .units import Event, Line, LineLike, Located, Organ, Role, RoleLike, Roster, Unit

__all__ = [
    "ATTRIBUTES",
    "BODY_KINDS",
    "CHINA",
    "CITY",
    "LINE_KINDS",
    "MUNICIPALITY",
    "OFFICE_KINDS",
    "Event",
    "Line",
    "LineLike",
    "Located",
    "Organ",
    "Registered",
    "Role",
    "RoleLike",
    "Roster",
    "Territory",
    "Unit",
    "compare_rosters",
    "load_china",
    "load_units",
    "read_roster",
    "write_graph",
]
