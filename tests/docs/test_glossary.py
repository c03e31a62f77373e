"""The glossary: each term once, each code real, each article there."""

import subprocess
import sys

import govrules
import pytest
from govrules import glossary
from govrules.law import parse_citation
from govrules.territory import LINE_KINDS, OFFICE_KINDS

BEIJING = govrules.load("beijing")
DISPOSITIONS = {c.code: c.zh for c in BEIJING.rules.fields["route.disposition"].choices}
DELEGATIONS = ("transfer", "entrust", "post", "assist")
NAMED = [t for t in glossary.TERMS if t.code]


def _exists(t: glossary.Term) -> bool:
    field, _, value = t.code.partition("=")
    match t.kind:
        case "role":
            return t.code in BEIJING.rules.roles.roles
        case "disposition":
            return t.code in DISPOSITIONS
        case "field":
            return t.code in BEIJING.fields
        case "value":
            return value in {c.code for c in BEIJING.fields[field].choices}
        case "question":
            return t.code in {q.id for q in BEIJING.rules.questions}
        case "duty":
            return t.code in {d.code for p in BEIJING.policies for d in p.duties}
        case "level":
            return t.code in BEIJING.territory.levels
        case "line":
            return t.code in LINE_KINDS
        case "unit":
            return t.code in OFFICE_KINDS
        case "delegation":
            return t.code in DELEGATIONS
        case "class":
            return any(
                hasattr(m, t.code)
                for m in (govrules, govrules.rules, govrules.decision, govrules.law)
            )
    return False


@pytest.mark.parametrize("t", NAMED, ids=lambda t: t.zh)
def test_every_code_exists(t: glossary.Term) -> None:
    """The code that a term gives is one that the library or the Beijing pack declares."""
    assert _exists(t)


@pytest.mark.parametrize("t", [t for t in glossary.TERMS if t.cite], ids=lambda t: t.zh)
def test_every_article_exists(t: glossary.Term) -> None:
    """The provision that a term gives as its source stands in the index of the law."""
    assert BEIJING.law.check(parse_citation(t.cite)) is True


def test_a_role_is_called_what_the_pack_calls_it() -> None:
    """A role's Chinese and English names are the same in the glossary and in the pack."""
    roles = BEIJING.rules.roles.roles
    assert [
        t.zh
        for t in glossary.TERMS
        if t.kind == "role" and (roles[t.code].zh, roles[t.code].en) != (t.zh, t.en)
    ] == []


def test_no_term_stands_twice() -> None:
    """Each Chinese term has one entry, which ``term`` finds."""
    assert len({t.zh for t in glossary.TERMS}) == len(glossary.TERMS)
    assert glossary.term("首接单位").code == "first_receiver"


def test_an_unlisted_term_is_a_key_error() -> None:
    """A word that is not in the glossary is not made up."""
    with pytest.raises(KeyError, match="网格"):
        glossary.term("网格")


def test_the_glossary_loads_nothing_else() -> None:
    """The module of terms imports no other module of the library."""
    code = (
        "import sys, importlib.util as u; s = u.find_spec('govrules.errors').origin;"
        "p = s.replace('errors.py', 'glossary.py'); m = u.spec_from_file_location('g', p);"
        "before = set(sys.modules); g = u.module_from_spec(m); sys.modules['g'] = g;"
        "m.loader.exec_module(g); print([n for n in set(sys.modules) - before if 'govrules' in n])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
