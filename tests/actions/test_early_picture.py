"""Concerns from the report to the hub's decision: what is written, what is sealed, what is refused, and what stays."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from firstbell.foundations.audit.queries import entries
from firstbell.foundations.audit.rules import Sought
from firstbell.foundations.delivery.models import Message
from firstbell.joint.early_picture import actions, queries
from firstbell.joint.early_picture.models import Concern, Household, Photograph
from firstbell.joint.early_picture.rules.raising import Informant, Place, Subject
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from rulebook.test_early_picture_photographs import DRAWN, JFIF, PLACES
from world.cast import join
from world.picture import (
    ADA,
    HOME,
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
    deeds,
    everything_stored,
    fact,
    household,
    night,
    raised,
    seen,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def test_two_agencies_bring_one_household_to_the_table() -> None:
    matter, school, nurse = brought()
    assert household(school) == household(nurse)
    shown = queries.matter(matter, seen_by=HUB, now=NOW)
    assert (shown.thresholds, shown.status, shown.due_by) == (("two_classes",), "waiting", NOW + timedelta(hours=24))
    assert seen(nurse).classes == ("health", "school")


def test_a_red_flag_of_one_comes_to_the_table_at_once() -> None:
    raised(fact("weapon", "heard"), by=PUBLIC)
    night()
    shown = queries.matter(at_the_table(), seen_by=HUB, now=NOW)
    assert (shown.thresholds, shown.due_by) == (("red_flag",), NOW + timedelta(hours=4))


def test_a_red_flag_brings_an_open_matter_forward() -> None:
    matter, *_ = brought()
    raised(fact("strangulation"), by=HOUSING, now=LATER)
    night(LATER)
    shown = queries.matter(matter, seen_by=HUB, now=LATER)
    assert (shown.thresholds, shown.due_by) == (("two_classes", "red_flag"), LATER + timedelta(hours=4))


def test_nobody_can_read_who_reported() -> None:
    public, nurse = raised(by=PUBLIC, informant=NEIGHBOUR), raised(by=NURSE)
    night()
    actions.withdraw_signal(concern=nurse, number=_signal(nurse), reason=REASON, by=NURSE, now=NOW)
    stored = everything_stored()
    for marked in ("Nell", "960777", "nurse@surgery"):
        assert not [row for row in stored if marked in row]
    assert seen(public).concerns[0].named
    assert {entry.by for entry in entries(Sought(), most=50)} == {"informant", "job:tie"}


def _signal(concern: str) -> int:
    return Concern.objects.get(reference=concern).signals.values_list("pk", flat=True)[0]


def test_the_seal_opens_for_a_reason_with_an_entry_and_an_alarm() -> None:
    public = raised(by=PUBLIC, informant=NEIGHBOUR)
    opened = actions.open_informant(concern=public, reason=REASON, by=SUPERVISOR, now=NOW, policy=POLICY)
    assert opened == NEIGHBOUR
    (told,) = Message.objects.values_list("recipient", "template", "reference")
    assert told == ("standards@force.example", "hub_alarm", public)
    entry = next(one for one in entries(Sought(), most=5) if one.action == "early_picture.informant_opened")
    assert (entry.by, entry.subject, entry.why) == (SUPERVISOR.name, public, REASON)
    assert "Nell" not in str(entry)


def test_the_seal_stays_shut_without_a_reason_an_alarm_a_name_or_the_hub() -> None:
    public, nameless = raised(by=PUBLIC, informant=NEIGHBOUR), raised(by=PUBLIC)
    asked: dict[str, Any] = {"concern": public, "reason": REASON, "by": SUPERVISOR, "now": NOW, "policy": POLICY}
    alone = ForcePolicy(hub_alarm_emails=(SUPERVISOR.name.upper(),))
    for wrong in ({"reason": "because"}, {"policy": alone}, {"policy": ForcePolicy()}, {"concern": nameless}):
        with pytest.raises(Refused):
            actions.open_informant(**asked | wrong)
    with pytest.raises(NotYours):
        actions.open_informant(**asked | {"by": NURSE, "concern": raised(by=NURSE)})
    assert "early_picture.informant_opened" not in deeds()


def test_a_seal_cannot_be_moved_to_another_concern() -> None:
    public, other = raised(by=PUBLIC, informant=NEIGHBOUR), raised(by=PUBLIC, informant=NEIGHBOUR)
    Concern.objects.filter(reference=other).update(informant=Concern.objects.get(reference=public).informant)
    with pytest.raises(ValueError, match="changed or moved"):
        actions.open_informant(concern=other, reason=REASON, by=SUPERVISOR, now=NOW, policy=POLICY)


def test_fifty_reports_of_one_neighbour_are_counted_once_and_said() -> None:
    for _ in range(50):
        public = raised(fact("fighting", "heard"), by=PUBLIC, informant=NEIGHBOUR)
    night()
    shown = seen(public)
    assert (shown.classes, shown.many_of_one, len(shown.timeline)) == (("public",), (("public", 50),), 50)
    assert not list(queries.queue(seen_by=HUB, now=NOW))


def test_a_neighbour_who_is_a_nurse_too_is_one_informant() -> None:
    raised(by=NURSE)
    public = raised(by=PUBLIC, informant=Informant("Hal", NURSE.name.upper()))
    night()
    assert len(seen(public).classes) == 1


def test_fifty_without_a_name_of_one_door_are_one_household() -> None:
    for _ in range(20):
        public = raised(fact("fighting", "heard"), by=PUBLIC, people=())
    night()
    assert Household.objects.count() == 1
    assert seen(public).many_of_one == (("public", 20),)


def test_a_signal_withdrawn_is_forgotten_and_the_decision_stays() -> None:
    matter, _school, nurse = brought()
    actions.decide(matter=matter, decision="act", reason=REASON, by=SUPERVISOR, now=NOW, policy=POLICY)
    number = next(one.number for one in seen(nurse).timeline if one.kind == "injury")
    actions.withdraw_signal(concern=nurse, number=number, reason="It was another child’s bruise.", by=NURSE, now=NOW)
    night()
    shown = seen(nurse)
    assert ([one.kind for one in shown.timeline], shown.classes) == (["afraid"], ("school",))
    assert not [row for row in everything_stored() if "A bruise" in row]
    (decision,) = queries.matter(matter, seen_by=HUB, now=NOW).decisions
    assert {one[:2] for one in decision.rested_on} == {("afraid", "school"), ("injury", "health")}
    with pytest.raises(NotYours):
        actions.withdraw_signal(concern=nurse, number=number, reason=REASON, by=NURSE, now=NOW)


def test_only_who_reported_and_the_hub_withdraw() -> None:
    nurse = raised(by=NURSE)
    asked: dict[str, Any] = {"concern": nurse, "number": _signal(nurse), "now": NOW}
    with pytest.raises(NotYours):
        actions.withdraw_signal(**asked, reason=REASON, by=SCHOOL)
    with pytest.raises(Refused):
        actions.withdraw_signal(**asked, reason="no", by=HUB)
    actions.withdraw_signal(**asked, reason=REASON, by=HUB)


def test_photographs_are_kept_sealed_and_without_their_place() -> None:
    taken = b"\xff\xd8" + b"".join([JFIF, *PLACES, *DRAWN]) + b"\xff\xd9"
    nurse = raised(by=NURSE, pictures=(taken,))
    media_type, content = actions.open_photograph(concern=nurse, number=1, by=HUB, now=NOW)
    assert media_type == "image/jpeg"
    assert b"GPS" not in content
    assert b"drawn" in content
    assert "drawn" not in Photograph.objects.get().picture
    with pytest.raises(NotYours):
        actions.open_photograph(concern=nurse, number=2, by=HUB, now=NOW)
    with pytest.raises(NotYours):
        actions.open_photograph(concern=nurse, number=1, by=NURSE, now=NOW)
    with pytest.raises(Refused, match="3 photographs"):
        raised(by=NURSE, pictures=(taken,) * 4)
    with pytest.raises(Refused):
        raised(by=NURSE, pictures=(b"GIF89a",))


def test_what_may_not_be_reported_leaves_nothing() -> None:
    with pytest.raises(Refused):
        raised(by=NURSE, basis="")
    with pytest.raises(Refused):
        raised(fact(days=-1), by=PUBLIC)
    assert not Concern.objects.exists()


def test_words_in_another_language_are_kept_as_they_are() -> None:
    nurse = raised(by=NURSE, words="Boję się go.", words_of="child", language="pl")
    night()
    (concern,) = seen(nurse).concerns
    assert (concern.words, concern.words_of, concern.language) == ("Boję się go.", "child", "pl")


def test_joined_by_a_person_and_parted_again() -> None:
    one, other = raised(by=SCHOOL), raised(by=NURSE, place=Place(("9 Oak Lane",), "ST4 7QQ"))
    night()
    assert household(one) != household(other)
    (question,) = queries.questions(seen_by=HUB)
    assert question.why == "Somebody who may be the same, elsewhere"
    kept = actions.join_households(
        reference=household(other), other=household(one), reason=REASON, by=SUPERVISOR, now=NOW
    )
    night()
    assert household(other) == household(one) == kept
    assert seen(one).classes == ("health", "school")
    assert not list(queries.questions(seen_by=HUB))
    parted = actions.split_household(reference=kept, concerns=[other], reason=REASON, by=SUPERVISOR, now=NOW)
    raised(by=HOUSING, people=(), place=Place(("1 Ash Way",), "ST1 1AA"))
    night()
    assert (household(other), household(one)) == (parted, kept)
    assert seen(other).classes == ("health",)
    assert [one for one in deeds() if one.endswith((".joined", ".split"))] == [
        "early_picture.split",
        "early_picture.joined",
    ]


def test_a_reference_that_was_joined_leads_on_and_kept_apart_is_not_asked_again() -> None:
    one, other = raised(by=SCHOOL), raised(by=NURSE, place=Place(("9 Oak Lane",), "ST4 7QQ"))
    night()
    gone = household(other)
    (question,) = queries.questions(seen_by=HUB)
    actions.keep_apart(doubt=question.number, reason=REASON, by=SUPERVISOR, now=NOW)
    assert not list(queries.questions(seen_by=HUB))
    actions.join_households(reference=household(one), other=gone, reason=REASON, by=SUPERVISOR, now=NOW)
    assert queries.picture(gone, seen_by=HUB, now=NOW).reference == household(one)
    assert queries.picture(gone, seen_by=HUB, now=NOW).also == (gone,)


def test_the_night_is_the_same_whether_it_is_done_at_once_or_again_and_again() -> None:
    matter, *_ = brought()
    before = Household.objects.count(), deeds()
    night(LATER)
    assert (Household.objects.count(), deeds()) == before
    assert at_the_table() == matter


def test_what_is_about_the_reader_is_closed_to_them() -> None:
    join("hub_officer", now=NOW)
    theirs = raised(fact("weapon"), people=(ADA, Subject("worried_about", "Gita", "Lowe")))
    night()
    with pytest.raises(NotYours):
        seen(theirs, by=HUB)
    assert not list(queries.queue(seen_by=HUB, now=NOW))
    (line,) = queries.queue(seen_by=SUPERVISOR, now=NOW)
    for read in (queries.matter, queries.matter_for_partner):
        with pytest.raises(NotYours):
            read(line.reference, seen_by=HUB, now=NOW)
    with pytest.raises(NotYours):
        actions.note_picture_read(household=household(theirs), by=HUB, now=NOW)
    with pytest.raises(NotYours):
        actions.open_photograph(concern=theirs, number=1, by=HUB, now=NOW)


def test_a_supervisor_opens_a_namesakes_and_closes_a_relatives() -> None:
    join("hub_officer", now=NOW)
    namesake = raised(fact("weapon"), people=(Subject("worried_for", "Gita", "Lowe"),))
    relative = raised(fact("weapon"), people=(Subject("worried_for", "Tom", "Lowe"),), place=Place(postcode="ST1 1AA"))
    night()
    say: dict[str, Any] = {"reader": HUB.name.upper(), "reason": REASON, "by": SUPERVISOR, "now": NOW}
    actions.say_insider(household=household(namesake), tied=False, **say)
    actions.say_insider(household=household(relative), tied=True, **say)
    assert seen(namesake, by=HUB).red_flags == ("weapon",)
    with pytest.raises(NotYours):
        seen(relative, by=HUB)
    assert [one.household for one in queries.queue(seen_by=HUB, now=NOW)] == [household(namesake)]
    with pytest.raises(Refused):
        actions.say_insider(household=household(namesake), tied=True, **say | {"reader": SUPERVISOR.name})


def test_from_the_decision_to_the_end() -> None:
    matter, school, nurse = brought()
    act: dict[str, Any] = {"matter": matter, "by": SUPERVISOR, "now": LATER}
    with pytest.raises(Refused):
        actions.close_matter(**act, found="need", reason=REASON)
    actions.decide(**act, decision="act", reason=REASON, policy=POLICY)
    actions.discuss(**act, text="The surgery sees her on Monday.")
    task = actions.set_task(**act, owner=HOUSING.organisation, text="Mend the door", due_on=date(2026, 12, 1))
    with pytest.raises(Refused, match=f"Tasks are open: {task}"):
        actions.close_matter(**act, found="need", reason=REASON)
    with pytest.raises(NotYours):
        actions.finish_task(task=task, how="Mended.", by=NURSE, now=LATER)
    actions.finish_task(task=task, how="Mended.", by=HOUSING, now=LATER)
    actions.give_feedback(concern=nurse, sentence="acted", by=SUPERVISOR, now=LATER)
    shown = queries.matter(matter, seen_by=HUB, now=LATER)
    assert {(one.concern, one.owed_by is None) for one in shown.feedback} == {(school, False), (nurse, True)}
    actions.close_matter(**act, found="need", reason=REASON)
    night(LATER)
    assert not list(queries.queue(seen_by=HUB, now=LATER).narrowed({"time": "open"}))
    with pytest.raises(Refused):
        actions.decide(**act, decision="act", reason=REASON, policy=POLICY)


def test_a_duplicate_reopens_nothing_and_another_agency_does() -> None:
    matter, *_ = brought()
    act: dict[str, Any] = {"matter": matter, "by": SUPERVISOR, "now": NOW}
    actions.decide(**act, decision="nothing", reason=REASON, policy=POLICY)
    actions.close_matter(**act, found="no_harm", reason=REASON)
    raised(fact(days=1), by=SCHOOL, now=LATER)
    night(LATER)
    assert not list(queries.queue(seen_by=HUB, now=LATER).narrowed({"time": "open"}))
    raised(fact("damage", days=1), by=HOUSING, now=LATER)
    night(LATER)
    assert at_the_table(LATER) != matter


def test_the_hub_brings_a_household_itself() -> None:
    nurse = raised(by=NURSE)
    night()
    with pytest.raises(Refused):
        actions.ask_for_matter(household=household(nurse), reason="please", by=HUB, now=NOW, policy=POLICY)
    asked = actions.ask_for_matter(household=household(nurse), reason=REASON, by=HUB, now=NOW, policy=POLICY)
    assert queries.matter(asked, seen_by=HUB, now=NOW).thresholds == ("asked",)
    with pytest.raises(Refused):
        actions.ask_for_matter(household=household(nurse), reason=REASON, by=HUB, now=NOW, policy=POLICY)


def test_feedback_says_no_more_than_may_be_said() -> None:
    public, nameless = raised(by=PUBLIC, informant=NEIGHBOUR), raised(by=PUBLIC)
    agreed = raised(by=NURSE, basis="consent")
    told: dict[str, Any] = {"by": SUPERVISOR, "now": NOW}
    for concern, sentence in ((public, "acted"), (nameless, "looked_at"), (agreed, "acted"), (agreed, "they left")):
        with pytest.raises(Refused):
            actions.give_feedback(concern=concern, sentence=sentence, **told)
    with pytest.raises(NotYours):
        actions.give_feedback(concern=agreed, sentence="looked_at", by=NURSE, now=NOW)
    actions.give_feedback(concern=public, sentence="looked_at", **told)
    actions.give_feedback(concern=agreed, sentence="no_action", **told)


def test_a_household_is_forgotten_whole_and_not_at_the_table() -> None:
    matter, _school, nurse = brought()
    gone = household(nurse)
    with pytest.raises(Refused):
        actions.forget_household(reference=gone, by=SUPERVISOR, now=NOW)
    actions.decide(matter=matter, decision="nothing", reason=REASON, by=SUPERVISOR, now=NOW, policy=POLICY)
    actions.close_matter(matter=matter, found="no_harm", reason=REASON, by=SUPERVISOR, now=NOW)
    other = raised(by=HOUSING, place=Place(("9 Oak Lane",), "ST4 7QQ"))
    night()
    rows = actions.forget_household(reference=gone, by=SUPERVISOR, now=NOW)
    assert (rows["early_picture.Concern"], rows["early_picture.Signal"]) == (2, 2)
    assert Household.objects.values_list("reference", flat=True).get() == household(other)
    left = [row for row in everything_stored() if matter in row or nurse in row]
    assert not [row for row in left if "early_picture." not in row]


def test_which_households_are_old_enough() -> None:
    adult = replace(ADA, date_of_birth=date(1980, 1, 1), is_child=False)
    old = raised(people=(adult,), place=HOME)
    raised(place=Place(("9 Oak Lane",), "ST4 7QQ"), people=(replace(adult, forenames="Bo", surname="Other"), ADA))
    night()
    grown_on = date(2001, 11, 27)
    cut = {"before": NOW + timedelta(days=1), "grown_on": grown_on}
    assert queries.households_ended(today=TODAY, **cut) == ()
    assert queries.households_ended(today=TODAY + timedelta(days=400), **cut) == (household(old),)
    assert queries.households_ended(today=TODAY + timedelta(days=400), **cut | {"before": NOW}) == ()
