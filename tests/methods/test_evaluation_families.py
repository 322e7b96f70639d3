"""What may be read from several outcomes together, and when to stop."""

import math
from datetime import date
from itertools import product

import pytest

from firstbell.pure.evaluation import families
from firstbell.pure.evaluation.families import Family, reading
from firstbell.pure.evaluation.finding import Finding
from firstbell.pure.evaluation.plan import AnalysisPlan, Standing

UNPLANNED = Standing()


def finding(low: float, high: float, standing: Standing = UNPLANNED) -> Finding:
    return Finding(ratio=1, low=low, high=high, p=0.5, areas=12, periods=8, events=90, standing=standing)


UP, DOWN, FLAT = finding(1.2, 1.8), finding(0.5, 0.8), finding(0.8, 1.25)
PLAN = AnalysisPlan(
    outcome="x", window_days=1, analysis="y", smallest_ratio=2, expected_events=91, written=date(2026, 3, 2)
)
TOO_FEW_UP, TOO_FEW_DOWN = (finding(low, high, Standing(plan=PLAN)) for low, high in ((1.2, 1.8), (0.5, 0.8)))


@pytest.mark.parametrize(
    ("reports", "severity", "injury", "says", "stop"),
    [
        (UP, DOWN, FLAT, "consistent with earlier reporting", False),
        (UP, DOWN, DOWN, "consistent with earlier reporting", False),
        (UP, FLAT, FLAT, "what became of harm is not known", False),
        (UP, FLAT, UP, "review for backlash", True),
        (UP, DOWN, UP, "review for backlash", True),
        (UP, UP, FLAT, "review for backlash", True),
        (DOWN, UP, FLAT, "silencing. Stop", True),
        (DOWN, UP, UP, "silencing. Stop", True),
        (DOWN, FLAT, FLAT, "may have been silenced", False),
        (FLAT, FLAT, UP, "review for backlash", True),
        (FLAT, UP, FLAT, "more severe: review", True),
        (FLAT, FLAT, FLAT, "Cannot tell about reports", False),
    ],
)
def test_the_table_of_decisions(reports: Finding, severity: Finding, injury: Finding, says: str, stop: bool) -> None:
    found = reading(reports, severity, injury)
    assert says in found.words
    assert found.stop is stop


def test_no_gain_makes_up_for_injury_or_for_silence() -> None:
    for reports, severity in product((UP, DOWN, FLAT), repeat=2):
        assert reading(reports, severity, UP).stop
        assert reading(DOWN, UP, severity).stop


def test_harm_is_heard_before_there_are_events_enough_and_success_is_not() -> None:
    assert reading(UP, FLAT, TOO_FEW_UP).stop
    assert "silencing" in reading(TOO_FEW_DOWN, TOO_FEW_UP, FLAT).words
    assert "consistent" not in reading(UP, TOO_FEW_DOWN, FLAT).words
    assert "consistent" not in reading(TOO_FEW_UP, DOWN, FLAT).words


def test_what_cannot_be_told_comes_with_what_could_have_been_seen() -> None:
    assert f"only {FLAT.detectable:.2f} times or more" in reading(UP, DOWN, FLAT).words
    assert reading(UP, DOWN, finding(0, math.inf)).words.endswith("no effect of any size could have been seen.")
    assert "Cannot tell" not in reading(UP, DOWN, DOWN).words


def test_no_words_are_coloured_or_empty() -> None:
    for three in product((UP, DOWN, FLAT, TOO_FEW_UP, TOO_FEW_DOWN, finding(0, math.inf)), repeat=3):
        words = reading(*three).words
        assert words == words.strip()
        assert words.endswith(".")
        assert "  " not in words
        assert not {"red", "green", "amber"} & set(words.lower().replace(".", "").split())


def test_four_families() -> None:
    assert list(Family) == [families.REPORTING, families.HARM, families.PROCESS, families.SAFETY]
