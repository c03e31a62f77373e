"""Published lists of powers and duties: read by their headings, matched to a pack, written back."""

from .headings import PARTS, part_of
from .match import Match, Proposal, match
from .read import Entry, PublishedList, Unplaced, read_list
from .write import catalogue_list, write_list, write_matches

__all__ = [
    "PARTS",
    "Entry",
    "Match",
    "Proposal",
    "PublishedList",
    "Unplaced",
    "catalogue_list",
    "match",
    "part_of",
    "read_list",
    "write_list",
    "write_matches",
]
