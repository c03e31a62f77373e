"""Whether what a pack gives fits together: all faults at once, before a matter is decided.

Blueprint ─▶ parts put together ─▶ checks, a file for each part ─▶ rule set
                               └▶ PackError: every fault, with the place that its author knows
"""

from .assemble import assemble, assemble_all
from .lines import dated_lines

__all__ = ["assemble", "assemble_all", "dated_lines"]
