"""Roots over records, and proofs that one record is under a root."""

from __future__ import annotations

from hashlib import sha256

from govrules.cases.chain import digest, is_in, proof, root
from hypothesis import given
from hypothesis import strategies as st

HASHES = st.integers(0, 40).map(lambda n: [digest(str(i)) for i in range(n)])


def naive(hashes: list[str]) -> bytes:
    """The root as RFC 6962 says it."""
    if not hashes:
        return sha256().digest()
    if len(hashes) == 1:
        return sha256(b"\0" + hashes[0].encode()).digest()
    k = 1 << (len(hashes) - 1).bit_length() - 1
    return sha256(b"\1" + naive(hashes[:k]) + naive(hashes[k:])).digest()


@given(HASHES)
def test_the_root_is_that_of_rfc_6962(hashes: list[str]) -> None:
    """The root taken in one pass is the one that the standard says."""
    assert root(hashes) == naive(hashes).hex()


@given(HASHES.filter(len), st.data())
def test_a_record_is_proved(hashes: list[str], data: st.DataObject) -> None:
    """The way from a record leads to the root, and from no other record."""
    at = data.draw(st.integers(0, len(hashes) - 1))
    way = proof(hashes, at)
    assert is_in(hashes[at], way, root(hashes))
    assert not is_in(digest("another"), way, root(hashes))
