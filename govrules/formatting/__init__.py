"""The files that an author writes, in one layout: what they say, their comments and order stay."""

from .csv_text import lay_out_csv
from .files import LAYOUTS, files_of, lay_out
from .yaml_text import lay_out_yaml

__all__ = ["LAYOUTS", "files_of", "lay_out", "lay_out_csv", "lay_out_yaml"]
