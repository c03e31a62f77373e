"""Registries of places that are kept on this machine."""

import pytest
from govrules import kept_places
from govrules.errors import GovrulesError


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """A folder for this test alone."""
    monkeypatch.setenv(kept_places.VARIABLE, str(tmp_path / "places"))


def test_what_is_kept_is_read_until_it_is_forgotten(beijing_pack):
    """Kept whole, read by what loads with it, and dropped."""
    assert kept_places.with_kept(beijing_pack) is beijing_pack
    made = kept_places.keep(beijing_pack, [("知春路", "110108010")])
    again = kept_places.with_kept(beijing_pack)
    assert again.digest == made.digest != beijing_pack.digest
    assert again.territory.resolve("海淀区知春路1号") == "110108010"
    assert again.decide(kind="complaint", place="海淀区知春路1号").matter["place"] == "110108010"
    assert kept_places.forget("beijing")
    assert not kept_places.forget("beijing")
    assert kept_places.with_kept(beijing_pack) is beijing_pack


def test_a_faulty_registry_leaves_the_one_before(beijing_pack):
    """Nothing is kept of a registry with a fault."""
    kept_places.keep(beijing_pack, [("知春路", "110108010")])
    before = kept_places.file_for("beijing").read_text(encoding="utf-8")
    with pytest.raises(GovrulesError):
        kept_places.keep(beijing_pack, [("甲", "110108010")])
    assert kept_places.file_for("beijing").read_text(encoding="utf-8") == before


def test_without_a_variable_it_is_the_users_folder(monkeypatch):
    """Where data of the user belong on this system."""
    monkeypatch.delenv(kept_places.VARIABLE)
    assert kept_places.file_for("beijing").parts[-2:] == ("places", "beijing.csv")
