"""Public figures: drafted by one, signed by two, published for good, revised once; and what is refused on the way."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from firstbell.pure.actor import Actor
from firstbell.pure.areas.neighbourhoods import neighbourhoods
from firstbell.pure.disclosure import DISTRICT, FORCE, MSOA, Cell, Period, rounded
from firstbell.pure.figures.counting import Span
from firstbell.pure.figures.places import Level
from firstbell.pure.refusal import NotYours, Refused
from firstbell.reporting.performance import queries as performance
from firstbell.reporting.publication import actions, queries
from firstbell.reporting.publication.models import CountedMonth, RegisterEntry
from firstbell.reporting.publication.queries import standing
from firstbell.reporting.publication.rules.hierarchy import areas_of, unplaced
from world import published as world
from world.published import COMMISSIONER, DRAFTER, NOW, SIGNATORY, STRANGER, YEAR, drafted, published

pytestmark = pytest.mark.django_db

JANUARY: dict[str, Any] = {"level": FORCE, "first": YEAR, "months": 1}
QUARTER: dict[str, Any] = {"level": DISTRICT, "first": YEAR, "months": 3}
BUSY = sorted(neighbourhoods())[1]


@pytest.fixture
def reports() -> world.Reports:
    found = world.reports()
    world.loaded(found)
    return found


def sign(release: str, by: Actor = SIGNATORY) -> None:
    actions.sign_release(release=release, by=by, now=NOW)


def revise(release: str) -> str:
    return actions.draft_revision(release=release, summary=world.WORDS, by=DRAFTER, now=NOW)


def entered(**more: Any) -> str:
    said = {"area": "E06000021", "first": YEAR, "months": 12, "low": 40, "high": 40, "where": "The Sentinel"}
    asked = {"measure": "reports", "published_on": date(2026, 2, 1), "by": DRAFTER, "now": NOW} | said | more
    return actions.enter_elsewhere(**asked)


def test_a_release_is_published_by_the_second_of_two_who_did_not_draft_it(reports: world.Reports) -> None:
    made = drafted(**JANUARY)
    with pytest.raises(Refused, match="You drafted"):
        sign(made, DRAFTER)
    sign(made)
    with pytest.raises(Refused, match="You have signed"):
        sign(made)
    assert not queries.public_releases()
    sign(made, COMMISSIONER)
    assert [one.reference for one in queries.public_releases()] == [made]
    with pytest.raises(Refused, match="stays as it is"):
        sign(made, Actor("dan@force.example", "force:staffordshire"))
    with pytest.raises(Refused, match="stays as it is"):
        actions.withdraw_draft(release=made, reason="It should not have been published at all.", by=DRAFTER, now=NOW)


@pytest.mark.parametrize("asked", [JANUARY, QUARTER, {"level": MSOA, "first": YEAR, "months": 12}])
def test_every_published_table_agrees_with_the_figures_inside_by_the_rule(
    reports: world.Reports, asked: dict[str, Any]
) -> None:
    """Each cell is the rounded count of what performance counts there; each total lies within what its parts allow."""
    release = standing.value_of(published(drafted(**asked)))
    span = Span.ending(date(2025, asked["months"], 1), asked["months"])
    tables = [performance.table_of("reports", level=Level(one), span=span) for one in (DISTRICT, MSOA)]
    inside = {code: _sum(table, code) for table in tables for code in table.areas()}
    inside["staffordshire"] = _sum(tables[0], "")
    agreed = 0
    for cell, figure in release.figures.items():
        if cell.area in inside:
            assert figure == rounded(inside[cell.area]), cell
            agreed += 1
        parts = [replace(cell, area=code) for code in _parts(release.areas, cell.area)]
        if figures := [release.figures[part] for part in parts if part in release.figures]:
            assert sum(one.low for one in figures) <= figure.high
            assert sum(one.high for one in figures) >= figure.low
    assert agreed == {FORCE: 1, DISTRICT: 10, MSOA: 10 + len(neighbourhoods())}[asked["level"]]


def _sum(table: Any, code: str) -> int:
    cells = table.parts() if code else table.totals
    return sum(one.numerator for one in cells if one.area == code and one.month)


def _parts(areas: Any, code: str) -> list[str]:
    below = {FORCE: DISTRICT, DISTRICT: MSOA}.get(areas[code].level)
    return [one.code for one in areas.values() if one.level == below and one.blocks <= areas[code].blocks]


def test_what_is_placed_nowhere_has_a_row_beside_the_districts(reports: world.Reports) -> None:
    release = standing.value_of(drafted(**QUARTER))
    months = Span.ending(date(2025, 3, 1), 3).months()
    row = Cell(unplaced("staffordshire"), Period(YEAR, 3))
    assert release.figures[row] == rounded(reports.of([""], months))
    assert release.areas[row.area].homes == 0


def test_months_are_counted_once_for_all_releases_until_they_are_revised(reports: world.Reports) -> None:
    january = published(drafted(**JANUARY))
    for month in (YEAR, date(2025, 2, 1)):
        reports.add(BUSY, month, 300)
    world.loaded(reports)
    quarter = standing.value_of(published(drafted(**QUARTER)))
    months = Span.ending(date(2025, 3, 1), 3).months()
    known = reports.of({place for place, _ in reports.counts}, months) - 300
    whole = Cell("staffordshire", Period(YEAR, 3))
    assert quarter.figures[whole] == rounded(known), "February as it is known now, January as it was"
    revised = standing.value_of(published(revise(january)))
    now = reports.of({place for place, _ in reports.counts}, [YEAR])
    assert revised.figures[Cell("staffordshire", Period(YEAR, 1))] == rounded(now)
    assert queries.public_release(january).revised_by == revised.reference


def test_a_release_is_revised_once_and_says_nothing_of_a_small_change(reports: world.Reports) -> None:
    january = published(drafted(**JANUARY))
    before = queries.public_release(january).figures[0].words
    reports.add(BUSY, YEAR, 3)
    world.loaded(reports)
    revision = published(revise(january))
    assert queries.public_release(revision).figures[0].words == "no large change"
    assert queries.public_release(january).figures[0].words == before
    with pytest.raises(Refused, match="has been revised"):
        revise(january)
    with pytest.raises(Refused, match="no first release"):
        revise(revision)


def test_a_draft_that_is_withdrawn_leaves_no_counts_behind(reports: world.Reports) -> None:
    kept, gone = drafted(**JANUARY), drafted(**QUARTER)
    with pytest.raises(Refused, match="for a reason"):
        actions.withdraw_draft(release=gone, reason="Wrong.", by=DRAFTER, now=NOW)
    actions.withdraw_draft(release=gone, reason="February was loaded twice by mistake.", by=DRAFTER, now=NOW)
    assert list(CountedMonth.objects.values_list("month", flat=True)) == [YEAR], "January is another draft's as well"
    with pytest.raises(Refused, match="no draft"):
        sign(gone)
    published(kept)


def test_what_could_give_somebody_away_is_refused_without_saying_whom(reports: world.Reports) -> None:
    published(drafted(**QUARTER))
    with pytest.raises(Refused) as no:
        drafted(**QUARTER, by_dimension="crime")
    assert "could give somebody away" in no.value.reason
    assert not any(name in str(no.value) for name in ("Stoke", "Tamworth", "E0", "crime", "PR-"))
    refused = RegisterEntry.objects.get(status="refused")
    assert (refused.value, refused.tried["endangered"] > 0) == ("", True)
    shown = queries.release_for_signing(drafted(**JANUARY), seen_by=SIGNATORY)
    assert len(shown.refused) == 1, "who signs knows that something was left out"


def test_the_auditor_looks_again_at_the_second_signature(
    reports: world.Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What others published since a draft was made may give somebody away beside it."""
    made = drafted(level=FORCE, first=YEAR, months=12, by_dimension="crime")
    entered(area="staffordshire", low=4, high=4, by_dimension="crime", category="not recorded")
    months = reports.of({place for place, _ in reports.counts}, Span.ending(date(2025, 12, 1), 12).months())
    entered(area="staffordshire", low=months, high=months)
    sign(made)
    with pytest.raises(Refused):
        sign(made, COMMISSIONER)
    assert not queries.public_releases()
    assert queries.release_for_signing(made, seen_by=COMMISSIONER).status == "draft"


def test_what_others_published_is_tried_beside_ours(reports: world.Reports) -> None:
    quiet = sorted(neighbourhoods())[0]
    district = neighbourhoods()[quiet].district
    others = [code for code, one in neighbourhoods().items() if one.district == district and code != quiet]
    months = Span.ending(date(2025, 12, 1), 12).months()
    for code in others:
        count = reports.of([code], months)
        entered(area=code, low=count, high=count)
    count = reports.of([*others, quiet, district], months)
    entered(area=district, low=count, high=count)
    with pytest.raises(Refused, match="could give somebody away"):
        drafted()


def test_two_who_sign_at_one_moment_publish_nothing_that_was_not_looked_at(
    reports: world.Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = drafted(**JANUARY)
    real = actions.signing.signing
    calls = iter([real(made, force="staffordshire")])
    sign(made, COMMISSIONER)
    monkeypatch.setattr(actions.signing, "signing", lambda *asked, **more: next(calls, None) or real(*asked, **more))
    with pytest.raises(Refused, match="at this moment"):
        sign(made)
    monkeypatch.undo()
    sign(made)
    assert queries.public_releases()


def test_nobody_withdraws_what_was_published_at_that_moment(
    reports: world.Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, why = drafted(**JANUARY), "February was loaded twice by mistake."
    real = actions.signing.signing
    calls = iter([real(made, force="staffordshire")])
    published(made)
    monkeypatch.setattr(actions.signing, "signing", lambda *asked, **more: next(calls, None) or real(*asked, **more))
    with pytest.raises(Refused, match="stays as it is"):
        actions.withdraw_draft(release=made, reason=why, by=DRAFTER, now=NOW)
    assert queries.public_releases()
    assert CountedMonth.objects.exists()


@pytest.mark.parametrize("meanwhile", ["counted", "forgotten"])
def test_a_draft_is_refused_where_its_months_changed_while_it_was_tried(
    reports: world.Reports, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    """Two tables of one month from two counts would tell what lies between them."""
    other = drafted(**JANUARY) if meanwhile == "forgotten" else ""
    real = actions.drafting.tried

    def at_this_moment(*asked: Any) -> Any:
        found = real(*asked)
        monkeypatch.undo()
        if other:
            why = "February was loaded twice by mistake."
            actions.withdraw_draft(release=other, reason=why, by=DRAFTER, now=NOW)
        else:
            drafted(**JANUARY)
        return found

    monkeypatch.setattr(actions.drafting, "tried", at_this_moment)
    with pytest.raises(Refused, match="changed these months"):
        drafted(**QUARTER)
    assert not RegisterEntry.objects.filter(months=3).exists()


def test_a_draft_is_refused_where_something_was_published_while_it_was_tried(
    reports: world.Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = actions.drafting.tried

    def meanwhile(*asked: Any) -> Any:
        found = real(*asked)
        entered()
        return found

    monkeypatch.setattr(actions.drafting, "tried", meanwhile)
    with pytest.raises(Refused, match="at this moment"):
        drafted(**JANUARY)
    assert not RegisterEntry.objects.filter(status="draft").exists()


def test_there_is_no_draft_before_columns_are_made() -> None:
    with pytest.raises(Refused, match="No figures have been made"):
        drafted(**JANUARY)


def test_a_month_that_is_half_loaded_is_refused() -> None:
    world.loaded(world.reports(), until=date(2025, 12, 30))
    with pytest.raises(Refused, match="December 2025 was not loaded to its last day"):
        drafted()
    drafted(**JANUARY)


def test_a_category_that_nobody_named_is_refused_and_not_left_out(
    reports: world.Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world, "SEXES", ("F", "M", "Z"))
    world.loaded(reports)
    with pytest.raises(Refused, match="'Z' is no category"):
        drafted("victims_reported", **QUARTER, by_dimension="sex")


def test_a_definition_that_changed_since_a_month_was_published_is_refused(reports: world.Reports) -> None:
    january = published(drafted(**JANUARY))
    CountedMonth.objects.update(definition="reports/2020-01-01")
    with pytest.raises(Refused, match="another thing"):
        drafted(**QUARTER)
    CountedMonth.objects.all().delete()
    world.thawed()
    RegisterEntry.objects.update(definition="reports/2020-01-01")
    with pytest.raises(Refused, match="another definition"):
        revise(january)


def test_what_is_counted_in_an_area_that_is_no_more_is_counted_for_the_force(reports: world.Reports) -> None:
    reports.add("E07999999", YEAR, 400)
    world.loaded(reports)
    release = standing.value_of(drafted(**QUARTER))
    row = Cell(unplaced("staffordshire"), Period(YEAR, 3))
    assert release.figures[row] == rounded(reports.of(["", "E07999999"], Span.ending(date(2025, 3, 1), 3).months()))


def test_releases_are_a_forces_and_somebodys_with_a_name(reports: world.Reports) -> None:
    with pytest.raises(Refused, match="somebody with a name"):
        drafted(**JANUARY, by=Actor("job:publish", "force:staffordshire"))
    with pytest.raises(NotYours):
        drafted(**JANUARY, by=Actor("lead@new-era.example", "support:new-era"))
    with pytest.raises(Refused, match="No neighbourhoods"):
        drafted(**JANUARY, by=STRANGER)
    made = drafted(**JANUARY)
    for action in (
        lambda: sign(made, STRANGER),
        lambda: actions.withdraw_draft(release=made, reason="It is another force's figure.", by=STRANGER, now=NOW),
        lambda: actions.draft_revision(release=made, summary=world.WORDS, by=STRANGER, now=NOW),
    ):
        with pytest.raises(NotYours):
            action()


def test_what_was_changed_where_it_is_kept_is_not_shown(reports: world.Reports) -> None:
    made = published(drafted(**JANUARY))
    row = RegisterEntry.objects.get(reference=made)
    world.thawed()
    RegisterEntry.objects.filter(pk=row.pk).update(value=row.value.replace("fewer", "more") + " ")
    with pytest.raises(Refused, match="not what was signed"):
        queries.public_release(made)
    with pytest.raises(Refused, match="not what was signed"):
        drafted(**QUARTER)


def test_nothing_of_the_future_is_entered(reports: world.Reports) -> None:
    with pytest.raises(Refused, match="still to come"):
        entered(published_on=(NOW + timedelta(days=2)).date())
    assert areas_of("staffordshire").keys() >= neighbourhoods().keys()
