"""Who has no name, who asks for what is closed to them, what informants are told, and what an area sets for itself."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from firstbell.foundations.delivery.models import Message
from firstbell.joint.early_picture import actions, queries
from firstbell.joint.early_picture.models import Household
from firstbell.joint.early_picture.rules.feedback import drawn_code
from firstbell.joint.early_picture.rules.raising import Place, Report, Subject
from firstbell.pure.refusal import NotYours, Refused
from world.cast import join
from world.picture import (
    ADA,
    HOME,
    HOUSING,
    HUB,
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
GIRL = Subject("worried_for", is_child=True, described="The girl at number 5, about seven")
HER = replace(GIRL, is_child=False)
"""As somebody says it who does not tick that she is under 18."""


@pytest.mark.parametrize("somebody", [GIRL, HER, replace(GIRL, described="")])
def test_a_child_without_a_name_is_kept_and_goes_to_a_person_once(somebody: Subject) -> None:
    girl = raised(by=PUBLIC, people=(somebody,))
    night()
    shown = seen(girl)
    assert [(one.described, one.forenames) for one in shown.people] == [(somebody.described, "")]
    assert "Somebody is described and not named: a person must find out who it is." in shown.not_known
    matter = queries.matter(at_the_table(), seen_by=HUB, now=NOW)
    assert (matter.thresholds, matter.due_by) == (("unnamed",), NOW + timedelta(hours=24))
    act: dict[str, Any] = {"matter": matter.reference, "by": SUPERVISOR, "now": NOW}
    actions.decide(**act, decision="nothing", reason=REASON, policy=POLICY)
    actions.close_matter(**act, found="unknown", reason=REASON)
    for _ in range(20):
        raised(by=PUBLIC, people=(GIRL,), now=LATER)
    night(LATER)
    assert not list(queries.queue(seen_by=HUB, now=LATER).narrowed({"time": "open"}))
    assert Household.objects.count() == 1


def test_who_has_no_name_is_nobodys_to_match() -> None:
    named, girl = raised(by=SCHOOL), raised(by=PUBLIC, people=(replace(GIRL, date_of_birth=ADA.date_of_birth),))
    elsewhere = raised(by=NURSE, people=(GIRL,), place=Place(("9 Oak Lane",), "ST4 7QQ"))
    nowhere = raised(by=HOUSING, people=(GIRL,), place=Place())
    night()
    assert len({household(one) for one in (named, girl, elsewhere, nowhere)}) == 4
    (question,) = queries.questions(seen_by=HUB)
    assert (question.concern, question.why) == (girl, "The same home, and nobody surely the same")


def test_whoever_has_no_name_closes_nothing_to_anybody_and_another_unnamed_brings_nothing() -> None:
    join("hub_officer", now=NOW)
    girl = raised(by=PUBLIC, people=(GIRL,))
    him = raised(by=PUBLIC, people=(ADA, Subject("worried_about", described="Her stepfather")))
    night()
    assert seen(girl, by=HUB).people
    assert actions.note_concern_read(concern=girl, by=HUB, now=NOW) is None
    assert [one.described for one in seen(him).people] == ["", "Her stepfather"]
    lines = list(queries.queue(seen_by=HUB, now=NOW))
    assert [one.household for one in lines] == [household(girl)]


def test_a_code_shows_what_may_be_told_and_is_kept_as_a_digest() -> None:
    code, other = drawn_code(), drawn_code()
    public = raised(by=PUBLIC, code=code)
    night()
    assert queries.look_up(public, code) == queries.ToldOfReport(TODAY, ())
    actions.give_feedback(concern=public, sentence="looked_at", by=SUPERVISOR, now=NOW)
    actions.give_feedback(concern=public, sentence="helped", by=SUPERVISOR, now=LATER)
    with pytest.raises(Refused):
        actions.give_feedback(concern=public, sentence="acted", by=SUPERVISOR, now=LATER)
    told = (("looked_at", TODAY), ("helped", TODAY))
    assert queries.look_up(f" {public.lower().replace('-', ' ')}", code.lower().replace("-", "")) == (
        queries.ToldOfReport(TODAY, told)
    )
    second = raised(by=PUBLIC, code=other)
    nameless = raised(by=PUBLIC)
    for reference, shown in ((public, other), (second, code), (nameless, ""), (nameless, code), ("", ""), ("C-X", "é")):
        assert queries.look_up(reference, shown) is None
    assert not [row for row in everything_stored() if code in row or code.replace("-", "") in row]


def test_a_matter_owes_an_answer_to_who_has_a_code() -> None:
    with_code, without = raised(fact("weapon"), by=PUBLIC, code=drawn_code()), raised(by=PUBLIC)
    night()
    act: dict[str, Any] = {"matter": at_the_table(), "by": SUPERVISOR, "now": NOW}
    actions.decide(**act, decision="act", reason=REASON, policy=replace(POLICY, hub_feedback_days=9))
    owed = {one.concern: one.owed_by for one in queries.matter(act["matter"], seen_by=HUB, now=NOW).feedback}
    assert owed == {with_code: NOW + timedelta(days=9), without: None}


def test_who_asks_for_what_is_closed_to_them_is_told_of_to_others_once_a_day() -> None:
    join("hub_officer", now=NOW)
    theirs = raised(fact("weapon"), people=(ADA, Subject("worried_about", "Gita", "Lowe")))
    night()
    (line,) = queries.queue(seen_by=SUPERVISOR, now=NOW)
    policy = replace(POLICY, hub_alarm_emails=(*POLICY.hub_alarm_emails, HUB.name.upper()))
    ask: dict[str, Any] = {"by": HUB, "policy": policy}
    for of, now in ((household(theirs), NOW), (line.reference, LATER), (line.reference, NOW + timedelta(days=1))):
        assert actions.note_try(of=of, now=now, **ask) == 1
    assert [actions.note_try(of=of, now=NOW, **ask) for of in ("HH-NOTHING", "", "7", "²", "9" * 40)] == [0] * 5
    assert actions.note_try(of=household(theirs), now=NOW, by=NURSE, policy=policy) == 0
    assert actions.note_try(of=household(theirs), now=NOW, by=SUPERVISOR, policy=policy) == 0
    told = Message.objects.filter(template="hub_tried").values_list("recipient", "reference")
    assert list(told) == [("standards@force.example", household(theirs))] * 2
    (shown,) = queries.tries(seen_by=SUPERVISOR)
    assert (shown.household, shown.reader, shown.tries) == (household(theirs), HUB.name, 3)
    assert not list(queries.tries(seen_by=HUB))
    assert not list(queries.tries(seen_by=NURSE))
    assert deeds().count("early_picture.closed_tried") == 3


def test_the_table_is_the_hubs_and_an_agency_does_its_own_tasks_only() -> None:
    matter, *_ = brought()
    act: dict[str, Any] = {"matter": matter, "by": NURSE, "now": NOW}
    assert queries.matter_for_partner(matter, seen_by=NURSE, now=NOW).reference == matter
    for do, given in (
        (actions.decide, {"decision": "act", "reason": REASON, "policy": POLICY}),
        (actions.discuss, {"text": "She is seen on Monday."}),
        (actions.set_task, {"owner": HOUSING.organisation, "text": "Mend the door", "due_on": date(2026, 12, 1)}),
        (actions.close_matter, {"found": "need", "reason": REASON}),
    ):
        with pytest.raises(NotYours):
            do(**act, **given)


def test_an_areas_own_days_hours_and_bases_hold_from_then_on() -> None:
    before = raised(by=NURSE)
    own = replace(POLICY, signal_days={"afraid": 10}, hub_linked_bases=(), hub_first_look_hours={"red_flag": 1})
    report = Report(facts=(fact(), fact("weapon")), people=(ADA,), place=HOME, basis="public_task")
    after = actions.raise_concern(report=report, by=SCHOOL, now=NOW, policy=own)
    actions.tie_concerns(concerns=queries.untied(10), by=SUPERVISOR, now=NOW)
    actions.weigh_households(households=queries.to_weigh(10), by=SUPERVISOR, now=NOW, policy=own)
    days = {one.concern: one.expires_on for one in seen(after).timeline if one.kind == "afraid"}
    assert days == {before: TODAY + timedelta(days=177), after: TODAY + timedelta(days=7)}
    assert queries.own_concern(before, seen_by=NURSE).line.linked is True
    assert queries.own_concern(after, seen_by=SCHOOL).line.linked is None
    assert queries.matter(at_the_table(), seen_by=HUB, now=NOW).due_by == NOW + timedelta(hours=1)
