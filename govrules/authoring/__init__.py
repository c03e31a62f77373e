"""What authors work with: a pack to start from, rules and lists as tables, article by article."""

from .articles import ArticleRules, article_of, articles_of
from .csv import read_codes, read_rules
from .provisions import Coverage, coverage_of, covers, latest, provisions_of
from .sayings import read_sayings
from .scaffold import Start, make_pack, write_units
from .silent import Silent, read_silent

__all__ = [
    "ArticleRules",
    "Coverage",
    "Silent",
    "Start",
    "article_of",
    "articles_of",
    "coverage_of",
    "covers",
    "latest",
    "make_pack",
    "provisions_of",
    "read_codes",
    "read_rules",
    "read_sayings",
    "read_silent",
    "write_units",
]
