"""A candidate shows what speaks for it."""

from govrules.intake import Candidate


def test_nothing_but_words_speaks_for_a_candidate_by_default():
    """No classifier, and nothing sure."""
    found = Candidate("common_odour", 2.0, ("异味",))
    assert (found.classified, found.is_sure, found.said) == (None, False, 0.0)
