"""The law: instruments and their articles, citations, and the order of norms.

    a citation "JD 17(1)(2)" ─▶ Law.check ─▶ true, unknown, or CitationError
    two norms and a scope    ─▶ compare   ─▶ Verdict: which prevails, or who decides
    a statute's text         ─▶ read_articles ─▶ counts and digests for the index

Nothing here holds the text of a statute, and nothing names a jurisdiction but its own law on
legislation.
"""

from .articles import Article, read_articles
from .citations import Citation, parse_citation
from .indexing import Change, Text, changes_of, read_texts, write_index
from .instruments import ArticleShape, Instrument, Issuer, Law, Rank, Version
from .norms import Since
from .overtaken import Overtaken
from .precedence import Norm, Scope, Verdict, compare, edition, outranks
from .stated import norm, read_norm
from .texts import article_text, provision_texts

__all__ = [
    "Article",
    "ArticleShape",
    "Change",
    "Citation",
    "Instrument",
    "Issuer",
    "Law",
    "Norm",
    "Overtaken",
    "Rank",
    "Scope",
    "Since",
    "Text",
    "Verdict",
    "Version",
    "article_text",
    "changes_of",
    "compare",
    "edition",
    "norm",
    "outranks",
    "parse_citation",
    "provision_texts",
    "read_articles",
    "read_norm",
    "read_texts",
    "write_index",
]
