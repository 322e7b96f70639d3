"""What anybody sees of releases, and what those see who sign them."""

from datetime import date
from typing import Any

import pytest

from firstbell.pure.areas.neighbourhoods import neighbourhood_of, neighbourhoods
from firstbell.pure.disclosure import FORCE
from firstbell.pure.refusal import NotYours, Refused
from firstbell.reporting.publication import actions, queries
from world import published as world
from world.published import COMMISSIONER, DRAFTER, NOW, SIGNATORY, YEAR, drafted, published

pytestmark = pytest.mark.django_db

POSTCODE = "ST4 3BB"
JANUARY: dict[str, Any] = {"level": FORCE, "first": YEAR, "months": 1}


@pytest.fixture
def reports() -> world.Reports:
    found = world.reports()
    world.loaded(found)
    return found


def test_a_draft_is_nobodys_but_the_forces(reports: world.Reports) -> None:
    made = drafted()
    actions.sign_release(release=made, by=SIGNATORY, now=NOW)
    for asked in (queries.public_release, queries.public_map, lambda one: list(queries.release_rows(one))):
        with pytest.raises(NotYours):
            asked(made)
    assert queries.public_releases() == ()
    assert queries.neighbourhood(sorted(neighbourhoods())[0]).figures == ()
    shown = queries.release_for_signing(made, seen_by=COMMISSIONER)
    assert (shown.why_not, [one.by for one in shown.signatures]) == ("", [SIGNATORY.name])
    assert queries.release_for_signing(made, seen_by=DRAFTER).why_not == f"You drafted {made}."
    with pytest.raises(NotYours):
        queries.release_for_signing(made, seen_by=world.STRANGER)


def test_a_release_says_what_it_counts_and_what_it_does_not(reports: world.Reports) -> None:
    shown = queries.public_release(published(drafted()))
    assert shown.title == "Reports of domestic abuse by neighbourhood: January 2025 to December 2025"
    said = " ".join(shown.says)
    assert all(words in said for words in ("not a crime", "may be none", "need not add up", "refuge"))
    assert {one.level for one in shown.figures} == {"force", "district", "msoa"}
    assert shown.figures[0].level == "force"
    for one in shown.figures:
        assert (one.number is None) == (one.words == "fewer than 10")
        assert one.number is None or one.number % 5 == 0
        assert "None" not in one.rate


def test_a_neighbourhood_stands_beside_its_district_and_the_force(reports: world.Reports) -> None:
    year = published(drafted())
    month = published(drafted(level=FORCE, first=date(2026, 1, 1), months=1))
    found = queries.neighbourhood_at(f" {POSTCODE.lower().replace(' ', '')} ")
    assert found.code == neighbourhood_of(POSTCODE)
    own = {one.release for one in found.figures if one.area in (found.code, found.district)}
    assert own == {year}
    assert {one.release for one in found.figures if one.level == "force"} == {month}
    assert {one.area for one in found.figures} == {"staffordshire", found.district, found.code}


@pytest.mark.parametrize("typed", ["", "Stoke", "ST4", "CW1 2AA", "ZZ99 9ZZ"])
def test_a_postcode_without_figures_is_refused_and_not_repeated(typed: str) -> None:
    with pytest.raises(Refused) as no:
        queries.neighbourhood_at(typed)
    assert not typed or typed not in str(no.value).replace("ST4 1AA", "")


def test_a_code_that_is_no_neighbourhood_is_nobodys() -> None:
    with pytest.raises(NotYours):
        queries.neighbourhood("E02999999")


def test_what_stands_after_a_revision_is_the_large_changes_and_else_the_first_figures(reports: world.Reports) -> None:
    made = published(drafted())
    codes = sorted(neighbourhoods())
    before = {code: _own(code) for code in codes[1:4:2]}
    reports.add(codes[1], YEAR, 200)
    reports.add(codes[3], YEAR, 1)
    world.loaded(reports)
    published(actions.draft_revision(release=made, summary=world.WORDS, by=DRAFTER, now=NOW))
    changed, same = _own(codes[1]), _own(codes[3])
    assert changed.number is not None
    assert changed.number >= (before[codes[1]].number or 0) + 150
    assert same.words == before[codes[3]].words


def _own(code: str) -> queries.PublicFigure:
    return next(one for one in queries.neighbourhood(code).figures if one.area == code)


def test_a_map_is_as_dark_as_its_table_says(reports: world.Reports) -> None:
    shown = queries.public_map(published(drafted()))
    assert {one.band for one in shown.areas} == {0, 1, 2, 3, 4}
    assert all((one.band == 0) == (one.words == "fewer than 10") for one in shown.areas)
    numbers = {band: [int(one.words) for one in shown.areas if one.band == band] for band in range(1, 5)}
    assert all(max(numbers[band]) <= min(numbers[band + 1]) for band in range(1, 4))
    with pytest.raises(NotYours, match="no map"):
        queries.public_map(published(drafted(**JANUARY)))


def test_a_download_has_every_figure_with_how_it_was_made(reports: world.Reports) -> None:
    made = published(drafted())
    rows = list(queries.release_rows(made))
    assert len(rows) == len(queries.public_release(made).figures)
    assert {row["definition"] for row in rows} == {"reports/2026-11-27"}
    assert {row["published"] for row in rows} == {"2026-11-24"}
    assert all(row["figure"] != "" for row in rows)


def test_the_register_has_everything_that_was_ever_drafted_or_said_elsewhere(reports: world.Reports) -> None:
    made, gone = published(drafted(**JANUARY)), drafted(level=FORCE, first=YEAR, months=3)
    actions.withdraw_draft(release=gone, reason="It was of the wrong months.", by=DRAFTER, now=NOW)
    entered = actions.enter_elsewhere(
        measure="reports",
        area="staffordshire",
        first=date(2024, 1, 1),
        months=12,
        low=18_245,
        high=18_245,
        where="Commissioner's annual report",
        published_on=date(2025, 7, 1),
        by=DRAFTER,
        now=NOW,
    )
    lines = list(queries.register(seen_by=SIGNATORY))
    assert [(one.reference, one.status) for one in lines] == [
        (entered, "Published"),
        (gone, "Withdrawn"),
        (made, "Published"),
    ]
    assert lines[0].where == "Commissioner's annual report, 1 July 2025"
    assert [one.reference for one in queries.public_releases()] == [made], "what others published is theirs to show"
    assert list(queries.register(seen_by=world.STRANGER)) == []
    assert queries.drafts(seen_by=SIGNATORY) == ()
