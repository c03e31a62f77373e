"""The command line: ``govrules demo``, ``decide``, ``explain``, ``places`` and the rest.

app       the program: finds the command, says every error in one line, sets the exit code
base      what a command, an option and a help page are, in Chinese and in English
words     the fixed phrases
screen    tables and text on a terminal or in a pipe
show      a decision as a row of a table
read      matters in; write: decisions out
demo, decide, explain, places, items, lists, plugins: one command each
"""

from .app import main

__all__ = ["main"]
