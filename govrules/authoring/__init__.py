"""Rules and code lists as tables: CSV files read into the same rules as Python makes."""

from .csv import read_codes, read_rules

__all__ = ["read_codes", "read_rules"]
