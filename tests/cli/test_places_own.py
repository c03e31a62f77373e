"""``govrules places load`` and ``forget``."""


def test_a_registry_is_loaded_used_and_forgotten(run, folder):
    """Loaded once, read by each command that follows, each of which says so."""
    (folder / "roads.csv").write_text(
        "name,code\n知春路,110108010\n学院路,110108007\n", encoding="utf-8"
    )
    told = run("places", "load", "roads.csv", "--lang", "en")
    assert told.exit_code == 0, told.output
    assert "2 names in 2 units are read from now on" in told.stdout
    assert "学院路 (110108007) is also short for 110108010 学院路街道" in " ".join(
        told.stdout.split()
    )
    found = run("places", "海淀区知春路12号", "--lang", "en")
    assert "110108010" in found.stdout
    assert "read by your registry of places (2 entries" in found.stderr
    assert "已删除" in run("places", "forget").stdout
    assert "no registry" in run("places", "forget", "--lang", "en").stdout
    assert "110108010" not in run("places", "海淀区知春路12号").stdout


def test_faults_are_told_with_their_lines(run, folder):
    """The exit code is that of a faulty table; nothing is kept."""
    (folder / "bad.csv").write_text("name,code\n甲,110108\n大栅栏街道,110108\n", encoding="utf-8")
    told = run("places", "load", "bad.csv", "--lang", "en")
    assert told.exit_code != 0
    assert "bad.csv:2" in told.output
    assert "bad.csv:3" in told.output
    assert run("places", "load", "none.csv").exit_code == 2
