"""Every journey starts from a small area: two primaries and a secondary in Stoke, each with two verified contacts."""

from pathlib import Path

import pytest
from pytest_django import Settings

from world import Area


@pytest.fixture
def area(tmp_path: Path, db: None, settings: Settings) -> Area:
    settings.FIRSTBELL_HOME = tmp_path
    made = Area(tmp_path)
    made.school("100001", "St Peter's Primary School")
    made.school("100002", "Milton Primary School")
    made.school(
        "100003",
        "Haywood High School",
        **{"PhaseOfEducation (name)": "Secondary", "StatutoryLowAge": "11", "StatutoryHighAge": "18"},
    )
    return made
