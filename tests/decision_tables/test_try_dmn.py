"""The tool that tries a conformance suite: what it counts, and that it notices a wrong case."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# How a library book is lent: two inputs, one of them another decision's, and a table refused.
MODEL = """<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">
  <inputData name="Age"/>
  <decision name="Member kind"><decisionTable hitPolicy="UNIQUE" aggregation="SUM">
    <input><inputExpression typeRef="number"><text>Age</text></inputExpression></input>
    <output/></decisionTable></decision>
  <decision name="Weeks/Loan"><decisionTable hitPolicy="FIRST">
    <input><inputExpression typeRef="number"><text>Age</text></inputExpression></input>
    <input><inputExpression typeRef="string"><text>Member kind</text></inputExpression></input>
    <output name="How long"/><output name="free"/>
    <rule><inputEntry><text>&lt; 16</text></inputEntry><inputEntry><text>-</text></inputEntry>
      <outputEntry><text>"four weeks"</text></outputEntry>
      <outputEntry><text>true</text></outputEntry></rule>
    <rule><inputEntry><text>-</text></inputEntry><inputEntry><text>"guest"</text></inputEntry>
      <outputEntry><text>"one week"</text></outputEntry>
      <outputEntry><text>false</text></outputEntry></rule>
  </decisionTable></decision>
</definitions>"""
CASES = """<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <modelName>loan.dmn</modelName>
  <testCase id="child"><inputNode name="Age"><value>9</value></inputNode>
    <resultNode name="Member kind"><expected><value>guest</value></expected></resultNode>
    <resultNode name="Weeks/Loan"><expected>
      <component name="How long"><value>{weeks}</value></component>
      <component name="free"><value>true</value></component></expected></resultNode></testCase>
  <testCase id="other"><inputNode name="Age"><value>40</value></inputNode>
    <inputNode name="Member kind"><value>reader</value></inputNode>
    <resultNode name="Weeks/Loan"><expected>{other}</expected></resultNode></testCase>
  <testCase id="unsaid"><inputNode name="Age"><value>40</value></inputNode>
    <resultNode name="Weeks/Loan"><expected><value>x</value></expected></resultNode></testCase>
</testCases>"""
NIL = '<value xsi:nil="true"/>'


@pytest.mark.parametrize(
    ("weeks", "other", "passed", "said"),
    [
        ("four weeks", NIL, 2, ""),
        (
            "one week",
            NIL,
            1,
            "FAILED   loan: Weeks/Loan, case child: {'How_long': 'one week', 'free': 'true'} / "
            "{'How_long': 'four weeks', 'free': 'true'}",
        ),
        ("four weeks", "<value>x</value>", 1, "FAILED   loan: Weeks/Loan, case other: 'x' / None"),
    ],
)
def test_a_wrong_case_is_noticed(
    tmp_path: Path, weeks: str, other: str, passed: int, said: str
) -> None:
    """What is taken, refused and not run is counted; a case that differs is told and fails."""
    folder = tmp_path / "compliance-level-2" / "loan"
    folder.mkdir(parents=True)
    (folder / "loan.dmn").write_text(MODEL, "utf-8")
    (folder / "loan-test-01.xml").write_text(CASES.format(weeks=weeks, other=other), "utf-8")
    command = [sys.executable, ROOT / "tools/try_dmn.py", tmp_path]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = ran.stdout.splitlines()
    assert lines[0] == "refused  loan: Member kind: a DMN hit policy UNIQUE SUM is not taken"
    assert lines[1] == f"taken    loan: Weeks/Loan: {passed} of 2 cases as expected"
    assert [line for line in lines if line.startswith("FAILED")] == ([said] if said else [])
    assert "not run  loan: Weeks/Loan, case unsaid: it says nothing of ['Member_kind']" in lines
    assert lines[-1] == (
        "2 decision tables: 1 taken (0 in a model that is taken whole), 1 refused, "
        f"{int(passed < 2)} failed; of those taken 1 have cases that can be run: {passed} of 2 as "
        "expected (1 not run)"
    )
    assert ran.returncode == (passed < 2)
