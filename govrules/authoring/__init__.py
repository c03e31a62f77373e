"""What authors work with: rules and lists as tables, and what became of each article."""

from .articles import ArticleRules, article_of, articles_of
from .csv import read_codes, read_rules
from .silent import Silent, read_silent

__all__ = [
    "ArticleRules",
    "Silent",
    "article_of",
    "articles_of",
    "read_codes",
    "read_rules",
    "read_silent",
]
