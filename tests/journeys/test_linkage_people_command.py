"""Labelling, learning and switching by command, registered in an app of the test's own."""

from pathlib import Path

import pytest
from pytest_django import Settings
from typer.testing import CliRunner

from firstbell.config import env
from firstbell.interfaces.cli.linkage import linkage
from firstbell.pure.matching.training import learning
from firstbell.registers.linkage.models import LearntModel
from world import Area
from world.area import at
from world.feed import child, incident

NOON = at("2026-11-20 12:00")
NOW = ("--now", "2026-11-20T12:00:00+00:00")
FAMILIES = ("Okafor", "Price", "Kowalski", "Begum", "Thorne", "Udall", "Vickers", "Yates")


def run(*words: str, fails: bool = False) -> str:
    said = CliRunner().invoke(linkage, list(words))
    assert bool(said.exception) == fails, said.output + repr(said.exception)
    return said.output + (str(said.exception) if fails else "")


@pytest.fixture
def families(tmp_path: Path, db: None, settings: Settings) -> Area:
    settings.FIRSTBELL_HOME = tmp_path
    area = Area(tmp_path)
    urn = area.school("100001")
    documents = []
    for number, surname in enumerate(FAMILIES):
        line = f"{number + 1} Leek Road"
        area.pupil(urn, "Oliver", surname, "2016-06-01", address_line_1=line)
        area.pupil(urn, "Xanthe", surname, "2013-02-03", address_line_1=line)
        place = {"kind": "home", "address": {"lines": [line], "postcode": "ST4 1AA", "uprn": None}}
        found = {"relationships": [], "surname": surname}
        children = [child("C1") | found, child("C2", "Gordon", born="2013-02-03", sex=None) | found]
        documents.append(incident(f"STF/{number}", parties=[], location=place, children=children))
    area.take_in_registers(NOON)
    area.incidents(*documents, now=NOON)
    area.run(NOON)
    return area


def label_all() -> None:
    for number in range(len(FAMILIES)):
        for who in ("amy@force.example", "ben@force.example"):
            for person, verdict in (("C1", "same"), ("C2", "different" if number % 2 else "same")):
                run("label", f"STF/{number}", person, verdict, "--as", who, "--reason", "Looked", *NOW)


def test_two_people_label_a_sample(families: Area) -> None:
    assert "16 drawn" in run("sample", "--size", "16", *NOW)
    once = run("label", "STF/0", "C1", "same", "--as", "cem@force.example", "--reason", "Looked", *NOW)
    assert "somebody else must label it too" in once
    assert "STF/0 C1, labelled by cem@force.example" in run("sample", "--size", "2", *NOW)
    assert "already labelled" in run(
        "label", "STF/0", "C1", "same", "--as", "cem@force.example", "--reason", "Again", *NOW, fails=True
    )
    label_then = run("label", "STF/0", "C1", "same", "--as", "dee@force.example", "--reason", "Looked", *NOW)
    assert "settled, same" in label_then


def test_both_records_are_shown_beside_each_other(families: Area) -> None:
    said = run("show", "STF/0", "C2")
    assert "STF/0 C2, Gordon Okafor: review" in said
    assert "Forenames: Gordon | Xanthe: differs" in said
    assert "Born: 2013-02-03 | 2013-02-03: agrees" in said
    assert "Registered at 100001" in said
    assert "At the same home: Oliver Okafor, born 2016-06-01" in said
    assert "In the same incident: C1 Oliver Okafor" in said
    assert "has not been looked for" in run("show", "STF/0", "C9", fails=True)


def test_blind_means_without_score_and_answer(families: Area) -> None:
    seen, blind = run("show", "STF/0", "C1"), run("show", "STF/0", "C1", "--blind")
    assert "automatic" in seen.splitlines()[0]
    assert "bits" in seen
    assert blind.splitlines()[0] == "STF/0 C1, Oliver Okafor"
    assert "bits" not in blind
    assert "Surname: Okafor | Okafor: agrees" in blind


def test_a_model_is_learnt_seen_and_switched(families: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    run("sample", "--size", "16", *NOW)
    label_all()
    assert "None was learnt yet" in run("second-models")
    assert "500 are needed" in run("learn", "--on", "2026-11-20", *NOW, fails=True)
    monkeypatch.setattr(learning, "FEWEST", 16)
    learnt = run("learn", "--on", "2026-11-20", *NOW)
    assert "Learnt from 16 children" in learnt
    assert "More are needed" in learnt
    file = env.home() / "models" / f"second-2026-11-20-{LearntModel.objects.get().digest[:8]}.json"
    on = ("switch-on", str(file), "--as", "amy@force.example", "--reason", "Gains", *NOW)
    assert "in shadow yet" in run(*on, fails=True)
    LearntModel.objects.update(agreed=5, would_link=2)
    said = run(*on)
    assert "In shadow: 5 alike, 2 linked that were not" in said
    assert "answers from the next run on" in said
    assert ": on" in run("second-models")
    assert "rules alone" in run("switch-off", "--as", "amy@force.example", "--reason", "Enough", *NOW)


def test_the_audit_by_what_people_decided(families: Area) -> None:
    assert "Nobody has decided anything yet" in run("fairness")
    run("sample", "--size", "16", *NOW)
    label_all()
    said = run("fairness")
    assert "all: all (16 children)" in said
    assert "sex: M (8 children)\n  recall 1.0000 (0.6756 to 1.0000) of 8" in said
    assert "sex: not known (8 children)\n  recall 0.0000" in said


def test_a_wrong_link_that_two_people_see_is_to_be_withdrawn(families: Area) -> None:
    run("sample", "--size", "16", *NOW)
    words = ("label", "STF/0", "C1", "different", "--reason", "Another Oliver", *NOW)
    run(*words, "--as", "amy@force.example")
    assert "withdraw it" in run(*words, "--as", "ben@force.example")
