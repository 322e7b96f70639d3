"""No share across units: the type checker refuses it before anything runs."""

import os
from pathlib import Path

import pytest
from mypy import api

SRC = Path(__file__).resolve().parents[2] / "src"
HEAD = "from firstbell.responses.case_progress.rules.funnel import Cases, Crimes, Incidents, Share, Suspects\n"


def faults(line: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("MYPYPATH", str(SRC))
    options = ["--strict", "--config-file", os.devnull, "--cache-dir", os.devnull, "--follow-imports", "silent"]
    said, _, _ = api.run([*options, "-c", HEAD + line])
    return said


def test_units_are_types(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults("share: Share[Cases] = Cases(1).of(Cases(2))", monkeypatch).startswith("Success")
    wrong = (
        "Cases(1).of(Crimes(2))",
        "Suspects(1).of(Incidents(2))",
        "Cases(1) / Crimes(2)",
        "Cases(1).of(Cases(2)) * Cases(1).of(Cases(2))",
    )
    said = faults("\n".join(wrong), monkeypatch)
    assert [said.count(f":{n}: error") for n in range(2, 6)] == [1, 1, 1, 1], said
