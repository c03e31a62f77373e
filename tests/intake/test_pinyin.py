"""Names by how they are spelled."""

import pytest
from govrules.intake.pinyin import spelled


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("diantiguzhang", [(0, 4)]),
        ("dianti", [(0, 2)]),
        ("diantig", [(0, 3)]),
        ("guzhang", [(2, 2)]),
        ("dtgz", [(0, 4)]),
        ("tgz", [(1, 3)]),
        ("dt", []),
        ("dian", []),
        ("antigu", []),
        ("diantix", []),
        ("", []),
    ],
)
def test_letters_spell_whole_syllables_or_three_initials(letters, found):
    """The last syllable may be begun; one syllable or two initials are too few."""
    assert list(spelled(letters, "dian ti gu zhang")) == found


def test_a_name_without_syllables_is_not_spelled():
    """Nor is anything found in it."""
    assert list(spelled("dianti", "")) == []
