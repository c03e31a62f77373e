"""The layer put together: law, fields, questions, organs and the rules of each act."""

from __future__ import annotations

from pathlib import Path

from govrules import Definitions, Law, Policy
from govrules.authoring import read_silent
from govrules.layer import Layer
from govrules.rules import read_roles, read_words

from .acts import coercion, committees, organs, penalty
from .duties import BEAR_COST
from .fields import FIELDS
from .questions import questions
from .terms import TERMS

__all__ = ["LAW", "ROLES_CSV", "layer"]

HERE = Path(__file__).parent
VERSION = "1"
NPC, NPCSC = "全国人民代表大会", "全国人民代表大会常务委员会"

LAW = Law.load(HERE / "law")
ROLES_CSV = HERE / "roles.csv"
DUTIES = (BEAR_COST,)
ACTS = (
    ("penalty", "行政处罚法", "the Administrative Penalty Law", NPC, penalty.rules),
    ("coercion", "行政强制法", "the Administrative Coercion Law", NPCSC, coercion.rules),
    (
        "committees",
        "居民委员会、村民委员会组织法",
        "the organic laws of committees",
        NPCSC,
        committees.rules,
    ),
    ("organs", "地方组织法", "the Organic Law of local governments", NPC, organs.rules),
)


def layer(terms: Definitions = TERMS) -> Layer:
    """The national layer, its terms as a city has them.

    Args:
        terms: What the terms of its conditions mean: ``TERMS``, or ``TERMS.instead({…})``.
    """
    return Layer(
        id="china",
        zh="全国",
        en="China",
        law=LAW,
        silent=read_silent(HERE / "law" / "silent.csv"),
        policies=(
            Policy(
                "china.base",
                "全国通用的字段、问题与机关",
                "fields, questions and organs of the whole country",
                "govrules",
                VERSION,
                fields=FIELDS,
                questions=questions(DUTIES),
                roles=read_roles(ROLES_CSV),
                duties=DUTIES,
                words=read_words(HERE / "words.csv"),
            ),
            *(
                Policy(f"china.{id}", zh, en, issuer, VERSION, rules(terms))
                for id, zh, en, issuer, rules in ACTS
            ),
        ),
    )
