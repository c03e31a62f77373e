"""What is remembered of names: by the letters that decided, and no more."""

from govrules.territory.names import Memory

HERE = (7, (0,))


def test_a_text_that_begins_with_the_same_letters_is_known() -> None:
    """What follows the letters that decided is not looked at."""
    memory = Memory[str]()
    memory.keep("学院路街道知春路1号", HERE, 5, "found")
    assert memory.look_up("学院路街道北四环", HERE) == (5, "found")
    assert memory.look_up("学院路35号", HERE) is None
    assert memory.look_up("学院路街道北四环", (8, (0,))) is None


def test_that_nothing_was_found_is_known_as_well() -> None:
    """None is an answer; a text that ends sooner is another text."""
    memory = Memory[str | None]()
    memory.keep("学院路", HERE, 4, None)
    assert memory.look_up("学院路", HERE) == (4, None)
    assert memory.look_up("学院路3", HERE) is None


def test_what_is_remembered_does_not_grow_for_ever(monkeypatch) -> None:
    """When it is full, it begins anew."""
    monkeypatch.setattr("govrules.territory.names._MOST_KEPT", 3)
    memory = Memory[int]()
    for n in range(10):
        memory.keep(f"{n}号院", HERE, 3, n)
    assert memory.look_up("9号院", HERE) == (3, 9)
    assert len(memory.found) <= 3
