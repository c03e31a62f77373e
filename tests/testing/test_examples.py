"""The runner of worked examples: what it compares, what it says, what it refuses."""

import sys
from pathlib import Path

import pytest
from govrules import Jurisdiction
from govrules.errors import PluginError, PolicyError
from govrules.testing import Example, read_examples, run_example, run_examples

MATTER = {
    "kind": "violation",
    "item": "犬便不清除",
    "place": "西城区/大栅栏街道",
    "on": "2021-03-01",
    "on_power_list": True,
}
WRONG = {
    "disposition": ("transfer", "handle"),
    "lead": ("urban_enforcement@district", "street_or_township@subdistrict@110102013"),
    "provisional": (True, "False"),
    "by": ("street_or_township@subdistrict", "none 无"),
    "prohibited": (True, "False"),
    "must_not_lead": (["community_committee@community"], "none 无"),
    "assist": (["urban_enforcement@district"], "none 无"),
    "supervise": ([], "urban_enforcement@district_or_city@110102"),
    "copy_to": (["district_government@district"], "none 无"),
    "candidates": (["water@district"], "none 无"),
    "ask": (["place"], "none 无"),
    "because": (["DOG99"], "DOG30.fouling"),
    "cites": (["DOGS 99"], "DOGS 30"),
    "defeated": (["JD26.department"], "none 无"),
    "duties": (["revisit"], "stop_violation"),
    "assumed": (["legitimate"], "found_by"),
    "notes": (["undivided"], "none 无"),
    "problems": ({"wrong_dispatch": True}, "{'wrong_dispatch': None}"),
    "error": ("record_error", "no error 未出错"),
}


def example(**expect: object) -> Example:
    return Example("c", "", MATTER, expect, "some.yaml")


def write(folder: Path, text: str) -> Path:
    path = folder / "some.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_that_holds_has_no_message(beijing_pack: Jurisdiction) -> None:
    """Only the parts that are named are compared, an organ by its unit only where one is given."""
    outcome = run_example(
        beijing_pack,
        example(
            disposition="handle",
            lead="street_or_township@subdistrict",
            by=None,
            supervise=["urban_enforcement@district_or_city@110102"],
            because=["JD26.own"],
            cites=["JD 26", "JZF2020-9"],
        ),
    )
    assert outcome.ok
    assert outcome.message == ""
    assert outcome.decision is not None


@pytest.mark.parametrize(("part", "sides"), WRONG.items(), ids=WRONG)
def test_every_part_can_fail(
    beijing_pack: Jurisdiction, part: str, sides: tuple[object, str]
) -> None:
    """A wrong expectation of any part is told with what was found."""
    outcome = run_example(beijing_pack, example(**{part: sides[0]}))
    assert [d.part for d in outcome.differences] == [part]
    assert sides[1] in outcome.differences[0].found


def test_the_message_names_case_part_expected_and_found(beijing_pack: Jurisdiction) -> None:
    """A failure is a readable difference in English and Chinese."""
    outcome = run_example(
        beijing_pack,
        Example("dogs", "街道查处", MATTER, {"disposition": "transfer", "lead": None}, "x.yaml"),
    )
    assert outcome.message.splitlines() == [
        "x.yaml: example 示例 dogs: 2 not as expected 2 处不符",
        "  (街道查处)",
        "  disposition 处置: expected 应为 transfer; found 实为 handle",
        "  lead 承办机关: expected 应为 none 无; "
        "found 实为 street_or_township@subdistrict@110102013",
    ]


def test_a_unit_that_is_given_is_compared(beijing_pack: Jurisdiction) -> None:
    """The right role at the wrong unit is not right."""
    outcome = run_example(beijing_pack, example(lead="street_or_township@subdistrict@110101001"))
    assert not outcome.ok


def test_asks_are_compared_from_the_first(beijing_pack: Jurisdiction) -> None:
    """Of the questions only those named first are compared, in their order."""
    matter = {**MATTER, "on_power_list": "unknown"}
    assert run_example(
        beijing_pack, Example("c", "", matter, {"ask": ["on_power_list"]}, "x.yaml")
    ).ok
    worse = {"ask": ["place", "on_power_list"]}
    assert not run_example(beijing_pack, Example("c", "", matter, worse, "x.yaml")).ok


@pytest.mark.parametrize(
    "said",
    ["place_error", "place", "does not lie in", "不在 东城区 之内", ["place_error", "大栅栏"]],
)
def test_an_expected_error_is_known_by_code_field_or_text(
    beijing_pack: Jurisdiction, said: object
) -> None:
    """Each text must be the code, or stand in the field or either message."""
    matter = {**MATTER, "place": "东城区/大栅栏街道"}
    outcome = run_example(beijing_pack, Example("c", "", matter, {"error": said}, "x.yaml"))
    assert outcome.ok, outcome.message
    assert outcome.error is not None


def test_another_error_than_expected_is_a_difference(beijing_pack: Jurisdiction) -> None:
    """What is missing from the error is told beside the whole of it."""
    matter = {**MATTER, "place": "东城区/大栅栏街道"}
    expect = {"error": ["place_error", "no such day"]}
    outcome = run_example(beijing_pack, Example("c", "", matter, expect, "x.yaml"))
    assert outcome.differences[0].expected == "no such day"
    assert outcome.differences[0].found.startswith("place_error: ")


def test_an_unexpected_error_is_a_difference(beijing_pack: Jurisdiction) -> None:
    """An example that expects a decision fails when there is an error, and does not raise."""
    matter = {**MATTER, "stage": "nowhere"}
    outcome = run_example(
        beijing_pack, Example("c", "", matter, {"disposition": "handle"}, "x.yaml")
    )
    assert outcome.differences[0].expected == "no error 不应出错 (disposition=handle)"
    assert outcome.differences[0].found.startswith("record_error: stage")


@pytest.mark.parametrize("engine", ["classes", "reference"])
def test_a_file_is_run_in_order(beijing_pack: Jurisdiction, tmp_path: Path, engine: str) -> None:
    """Cases come out in the order of the file, by either evaluator."""
    path = write(
        tmp_path,
        """
- id: b
  about: 不在清单上
  matter: {kind: violation, item: 犬便不清除, place: 西城区/大栅栏街道, on: 2021-03-01, on_power_list: no}
  expect: {disposition: notify_department}
- id: a
  matter: {kind: violation, item: 犬便不清除, place: 西城区/大栅栏街道, on: "2021-03-01", on_power_list: yes}
  expect: {disposition: notify_department}
""",
    )
    outcomes = run_examples(beijing_pack, path, engine=engine)  # type: ignore[arg-type]
    assert [(o.example.id, o.ok) for o in outcomes] == [("b", True), ("a", False)]


def test_on_and_no_are_words_not_truth_values(tmp_path: Path) -> None:
    """The day may be written ``on:`` without quotes, and an answer as ``no``."""
    path = write(tmp_path, "- {id: a, matter: {on: 2021-03-01, refused: no}, expect: {ask: []}}")
    (found,) = read_examples(path)
    assert list(found.matter) == ["on", "refused"]
    assert found.matter["refused"] == "no"
    assert found.about == ""


BAD = {
    "unknown part": (
        "- {id: a, matter: {kind: task}, expect: {leed: x}}",
        "some.yaml: example a: no key 'leed'; did you mean lead?",
    ),
    "unknown key": (
        "- {id: a, mater: {kind: task}, expect: {lead: x}}",
        "some.yaml: example a: no key 'mater'; did you mean matter?",
    ),
    "no id": (
        "- {matter: {kind: task}, expect: {lead: x}}",
        "some.yaml: example 1: id is missing or not a name; write id:",
    ),
    "no matter": (
        "- {id: a, expect: {lead: x}}",
        "some.yaml: example a: matter is missing or not facts; write matter:",
    ),
    "nothing expected": (
        "- {id: a, matter: {kind: task}, expect: {}}",
        "some.yaml: example a: expect is missing or not expectations; write expect:",
    ),
    "not a list": (
        "- {id: a, matter: {kind: task}, expect: {because: JD26.own}}",
        "some.yaml: example a: because is a list: 'JD26.own' is not; write [a, b], or [] for none",
    ),
    "twice": (
        "- {id: a, matter: {kind: task}, expect: {lead: x}}\n" * 2,
        "some.yaml: example a: two examples are called 'a'; give each a name of its own",
    ),
    "no examples": (
        "examples: 1",
        "some.yaml: a file of examples is a list of mappings; begin each example with '- id:'",
    ),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_a_bad_file_names_file_case_and_key(tmp_path: Path, text: str, message: str) -> None:
    """What is not an example is refused before anything is decided."""
    with pytest.raises(PolicyError) as error:
        read_examples(write(tmp_path, text))
    assert str(error.value) == message


def test_what_is_not_yaml_is_refused(tmp_path: Path) -> None:
    """A broken file is told as such, with the line."""
    with pytest.raises(PolicyError, match=r"some\.yaml: not YAML: .*line 1.*check the indentation"):
        read_examples(write(tmp_path, "- {id: a"))


def test_code_in_yaml_is_not_run(tmp_path: Path) -> None:
    """Only plain values are read."""
    with pytest.raises(PolicyError, match="not YAML"):
        read_examples(write(tmp_path, "- !!python/object/apply:os.getcwd []"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The path is wrong, not the examples."""
    with pytest.raises(PolicyError) as error:
        read_examples(tmp_path / "none.yaml")
    assert error.value.text("zh") == "none.yaml: 文件不存在；请检查路径"


def test_without_pyyaml_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(PluginError, match=r'install "govrules\[examples\]"'):
        read_examples(write(tmp_path, "[]"))


def test_what_became_of_a_matter_is_measured(beijing_pack: Jurisdiction, tmp_path: Path) -> None:
    """The problems named are compared, and an organ that there is not is an error."""
    text = """
- id: right
  matter: {kind: violation, item: 犬便不清除, place: 西城区/大栅栏街道, on: 2020-06-30}
  happened: {sent_to: urban_enforcement@district}
  expect: {problems: {wrong_dispatch: false, whistle_without_answer: null}}
- id: wrong
  matter: {kind: violation, item: 犬便不清除, place: 西城区/大栅栏街道, on: 2020-06-30}
  happened: {sent_to: housing@district}
  expect: {problems: {wrong_dispatch: false}}
- id: none
  matter: {kind: violation, item: 犬便不清除, place: 西城区/大栅栏街道, on: 2020-06-30}
  happened: {sent_to: nobody}
  expect: {error: sent_to}
"""
    right, wrong, none = run_examples(beijing_pack, write(tmp_path, text))
    assert (right.ok, none.ok) == (True, True)
    assert [d.found for d in wrong.differences] == ["{'wrong_dispatch': True}"]


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ("happened: {sent: housing}\n  expect: {disposition: handle}", "sent"),
        ("expect: {problems: {wrong_dispach: true}}", "wrong_dispach"),
    ],
)
def test_what_is_no_measure_is_told(tmp_path: Path, more: str, key: str) -> None:
    """A key that is misspelt is an error that names it."""
    with pytest.raises(PolicyError, match=f"no key '{key}'"):
        read_examples(write(tmp_path, f"- id: a\n  matter: {{kind: violation}}\n  {more}\n"))
