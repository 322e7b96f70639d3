"""The yearly map: counted by person, given noise once, signed like a release, and never made twice."""

import sys
from datetime import date
from typing import Any

import pytest

from firstbell.pure.areas.neighbourhoods import neighbourhoods
from firstbell.pure.disclosure import Budget, Period
from firstbell.pure.figures.counting import Span
from firstbell.pure.refusal import Refused
from firstbell.reporting.performance import queries as performance
from firstbell.reporting.publication import actions, queries
from firstbell.reporting.publication.rules import noise
from world import published as world
from world.published import DRAFTER, NOW, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def reports() -> world.Reports:
    found = world.reports()
    world.loaded(found)
    return found


@pytest.fixture
def without_noise(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what is on the map can be compared with what was counted."""
    monkeypatch.setattr(actions.mapping, "drawer", lambda: lambda scale: 0)


def mapped(**more: Any) -> str:
    return actions.make_map(**{"year": 2025, "epsilon": 1.0, "by": DRAFTER, "now": NOW} | more)


@pytest.mark.usefixtures("without_noise")
def test_a_map_shows_every_neighbourhood_once_two_have_signed_it(reports: world.Reports) -> None:
    made = published(mapped())
    shown = queries.public_map(made)
    assert {one.code for one in shown.areas} == set(neighbourhoods())
    assert all(one.rings for one in shown.areas)
    assert {one.band for one in shown.areas} == {0, 1, 2, 3, 4}
    assert "epsilon 1;" in shown.noise
    busy = next(one for one in shown.areas if one.band == 4)
    assert busy.words.startswith("about ")
    assert {one.words for one in shown.areas if one.band == 0} == {"fewer than about 10"}


@pytest.mark.usefixtures("without_noise")
def test_a_year_is_mapped_once_even_where_its_map_was_withdrawn(reports: world.Reports) -> None:
    made = mapped()
    actions.withdraw_draft(release=made, reason="The noise fell badly on the city centre.", by=DRAFTER, now=NOW)
    with pytest.raises(Refused, match="There is a map"):
        mapped()


@pytest.mark.usefixtures("without_noise")
@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"epsilon": 8.0}, "protects nobody"),
        ({"year": 2026}, "is not over"),
        ({"year": 99999}, "is not over"),
        ({"year": 25}, "Nothing was counted in 25"),
    ],
)
def test_no_map_is_made_that_protects_nobody_or_of_a_year_that_goes_on(
    reports: world.Reports, more: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        mapped(**more)


def test_of_one_person_no_more_records_are_counted_than_the_budget_is_for(reports: world.Reports) -> None:
    """Of 3,000 people in turn, each is in five or six reports: 5 at most, 1 at most, and all."""
    placed = {"year": 2025, "force": world.FORCE}
    total = reports.of({place for place, _ in reports.counts}, Span.ending(date(2025, 12, 1), 12).months())
    found = {most: sum(performance.people_once("victims", most=most, **placed).values()) for most in (1, 5, 1000)}
    assert found[1] <= 3000
    assert found[1] < found[5] <= min(15000, found[1000])
    assert found[1000] <= total, "what is placed no further than a district is on the map as the district's"


def test_a_map_is_refused_where_nobody_brings_noise(reports: world.Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opendp.prelude", None)
    with pytest.raises(Refused, match="OpenDP, which is not installed"):
        mapped()


def test_noise_is_whole_has_no_lean_and_is_as_wide_as_is_said() -> None:
    """Ten thousand draws: their mean is 0, and their mean distance from it what the budget says, each within a tenth
    of the distance, which is ten standard errors."""
    pytest.importorskip("opendp")
    budget = Budget(Period(date(2025, 1, 1), 12))
    draw = noise.drawer()
    drawn = [draw(budget.scale) for _ in range(10_000)]
    assert all(isinstance(one, int) for one in drawn)
    assert abs(sum(drawn) / len(drawn)) < budget.mean_error / 10 * 1.5
    assert abs(sum(map(abs, drawn)) / len(drawn) - budget.mean_error) < budget.mean_error / 10
