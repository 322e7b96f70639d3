"""What each reader sees: the hub a household whole, an agency its own, and nobody who reported."""

from dataclasses import asdict
from datetime import timedelta

import pytest

from firstbell.joint.early_picture import actions, queries
from firstbell.joint.early_picture.queries import MatterForPartner, OwnConcern
from firstbell.joint.early_picture.rules.matters import reviewed
from firstbell.joint.early_picture.rules.raising import Place
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from world.picture import (
    HOUSING,
    HUB,
    NEIGHBOUR,
    NOW,
    NURSE,
    POLICY,
    PUBLIC,
    REASON,
    SCHOOL,
    SUPERVISOR,
    TODAY,
    at_the_table,
    brought,
    fact,
    household,
    night,
    raised,
    seen,
)

pytestmark = pytest.mark.django_db
COLLEAGUE = Actor("doctor@surgery.example", NURSE.organisation)
ELSEWHERE = Place(("9 Oak Lane",), "ST4 7QQ")


def test_a_picture_is_dated_facts_on_one_timeline_and_what_is_not_known() -> None:
    raised(fact("attendance", days=20), by=SCHOOL)
    nurse = raised(fact("injury", days=5, text="A bruise"), fact("controlled", "inferred", 4), by=NURSE)
    night()
    shown = seen(nurse)
    assert [(one.on, one.kind, one.source_class, one.confidence, one.text) for one in shown.timeline] == [
        (TODAY - timedelta(days=20), "attendance", "school", "strong", ""),
        (TODAY - timedelta(days=5), "injury", "health", "strong", "A bruise"),
        (TODAY - timedelta(days=4), "controlled", "health", "weak", ""),
    ]
    assert (shown.classes, shown.red_flags, shown.expired) == (("health", "school"), (), 0)
    assert shown.not_known == (
        "No child’s own words are there.",
        "No adult’s own words are there.",
        "Nothing stands of: housing, police, third sector, public.",
    )


def test_there_is_no_score_and_no_likelihood_in_a_picture() -> None:
    nurse = raised(by=NURSE)
    night()
    words = str(asdict(seen(nurse))).lower()
    assert not [word for word in ("score", "probab", "risk", "grade", "weight") if word in words]


def test_what_expired_is_counted_and_not_shown() -> None:
    nurse = raised(fact("attendance", days=80), fact("injury", days=80), by=NURSE)
    night()
    later = seen(nurse, now=NOW + timedelta(days=11))
    assert ([one.kind for one in later.timeline], later.expired) == (["injury"], 1)


def test_an_agency_knows_of_others_only_where_its_basis_allows() -> None:
    open_one, by_consent = raised(by=NURSE), raised(by=HOUSING, basis="consent")
    alone = raised(by=NURSE, place=ELSEWHERE, people=())
    raised(by=PUBLIC, informant=NEIGHBOUR)
    night()
    linked = {one.reference: one.linked for one in (*_own(NURSE), *_own(HOUSING))}
    assert linked == {open_one: True, by_consent: None, alone: False}


def _own(by: Actor) -> list[OwnConcern]:
    return list(queries.own_concerns(seen_by=by))


def test_who_leaves_an_agency_leaves_their_concerns_and_what_is_told() -> None:
    nurse = raised(by=NURSE)
    night()
    actions.give_feedback(concern=nurse, sentence="acted", by=SUPERVISOR, now=NOW)
    (mine,), (theirs,) = _own(NURSE), _own(COLLEAGUE)
    assert (mine.mine, theirs.mine) == (True, False)
    assert theirs.last_told == "acted"
    shown = queries.own_concern(nurse, seen_by=COLLEAGUE)
    assert ([one.kind for one in shown.facts], shown.told) == (["afraid"], (("acted", NOW),))
    for other in (HOUSING, SCHOOL, PUBLIC, Actor("nurse@surgery.example", "agency:health.other")):
        with pytest.raises(NotYours):
            queries.own_concern(nurse, seen_by=other)


def test_nobody_of_the_public_has_a_list() -> None:
    raised(by=PUBLIC, informant=NEIGHBOUR)
    assert _own(PUBLIC) == []


def test_a_partner_sees_that_a_matter_is_there_and_its_own_part_of_it() -> None:
    matter, _school, nurse = brought()
    act = {"matter": matter, "due_on": TODAY, "by": SUPERVISOR, "now": NOW}
    mine = actions.set_task(**act, owner=NURSE.organisation, text="See her")
    actions.set_task(**act, owner=SCHOOL.organisation, text="Ring home")
    shown = queries.matter_for_partner(matter, seen_by=NURSE, now=NOW)
    assert isinstance(shown, MatterForPartner)
    assert ([one.reference for one in shown.tasks], shown.concerns) == ([mine], (nurse,))
    (line,) = queries.queue(seen_by=NURSE, now=NOW)
    assert (line.reference, line.household, line.thresholds) == (matter, "", ())
    with pytest.raises(NotYours):
        queries.matter(matter, seen_by=NURSE, now=NOW)
    with pytest.raises(NotYours):
        queries.picture(household(nurse), seen_by=NURSE, now=NOW)
    for narrowed in (queries.questions(seen_by=NURSE), queries.queue(seen_by=HOUSING, now=NOW)):
        assert not list(narrowed)
    with pytest.raises(NotYours):
        queries.matter_for_partner(matter, seen_by=HOUSING, now=NOW)


def test_a_partner_who_shared_by_consent_sees_a_matter_only_by_a_task() -> None:
    raised(by=SCHOOL)
    raised(by=HOUSING, basis="consent")
    night()
    matter = at_the_table()
    assert not list(queries.queue(seen_by=HOUSING, now=NOW))
    actions.set_task(matter=matter, owner=HOUSING.organisation, text="A new lock", due_on=TODAY, by=SUPERVISOR, now=NOW)
    assert [one.reference for one in queries.queue(seen_by=HOUSING, now=NOW)] == [matter]


def test_the_queue_has_what_is_due_first_and_says_what_is_late() -> None:
    two, *_ = brought()
    raised(fact("weapon", "heard"), by=PUBLIC, people=(), place=ELSEWHERE)
    night()
    lines = list(queries.queue(seen_by=HUB, now=NOW + timedelta(hours=5)))
    assert [(one.thresholds, one.late) for one in lines] == [(("red_flag",), True), (("two_classes",), False)]
    asked = queries.queue(seen_by=HUB, now=NOW + timedelta(hours=5))
    assert [one.reference for one in asked.narrowed({"threshold": "two_classes"})] == [two]
    assert asked.narrowed({"time": "late"}).count() == 1
    assert asked.narrowed({"status": "closed"}).count() == 0
    assert [one.reference for one in asked.narrowed({}, two)] == [two]


def test_thresholds_are_reviewed_by_what_was_found() -> None:
    matter, *_ = brought()
    raised(fact("weapon", "heard"), by=PUBLIC, people=(), place=ELSEWHERE)
    night()
    actions.decide(matter=matter, decision="support", reason=REASON, by=SUPERVISOR, now=NOW, policy=POLICY)
    actions.close_matter(matter=matter, found="harm", reason=REASON, by=SUPERVISOR, now=NOW)
    day = timedelta(days=1)
    red, two, _unnamed, asked = queries.thresholds_reviewed(since=NOW - day, until=NOW + day)
    assert (red.threshold, red.opened, red.closed, red.found, red.low) == ("red_flag", 1, 0, 0, None)
    assert (two.threshold, two.opened, two.closed, two.found) == ("two_classes", 1, 1, 1)
    assert (asked.opened, two.outcomes["harm"], two.outcomes["no_harm"]) == (0, 1, 0)
    assert not any(one.opened for one in queries.thresholds_reviewed(since=NOW + day, until=NOW + 2 * day))


@pytest.mark.parametrize(
    ("found", "closed", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)]
)
def test_the_interval_of_a_share_is_wilsons(found: int, closed: int, low: float, high: float) -> None:
    """Against the values of statsmodels' ``proportion_confint(method="wilson")``."""
    line = reviewed("red_flag", closed, {"harm": found, "no_harm": closed - found})
    assert (round(line.low or 0, 4), round(line.high or 0, 4)) == (low, high)


def test_whoever_asks_is_told_what_was_said_and_never_by_whom() -> None:
    matter, _school, nurse = brought()
    actions.decide(matter=matter, decision="support", reason=REASON, by=SUPERVISOR, now=NOW, policy=POLICY)
    (found, _other) = queries.subjects_named(name="ada example", born=None)
    items = queries.about_subject(int(found.key))
    fields = {one.field for one in items}
    assert {"forenames", "date_of_birth", "address_lines", "text", "kind", "why", "rested_on"} - fields <= {"text"}
    assert not fields & {"informant", "root", "organisation", "weighed", "surname_form"}
    assert not [one for one in items if "nurse@" in one.value or "surgery" in one.value]
    assert queries.subjects_named(name="nobody", born=None) == ()
    assert nurse in {one.of for one in items} | {found.of for found in queries.subjects_named(name="Ada", born=None)}
