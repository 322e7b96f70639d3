"""The hub's pages: what the force's hub reads and does, and what an agency at its table may."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from firstbell.config import env
from firstbell.foundations.audit.models import Entry
from firstbell.foundations.delivery.models import Message
from firstbell.joint.early_picture import queries
from firstbell.joint.early_picture.models import Matter, Task
from world import hub_morning
from world.cast import CAST, Door, join
from world.monday import MORNING, NIGHT

Clock = Callable[[datetime], datetime]
Things = dict[str, Any]
REASON = "Three agencies see the same child."
FILES = {"decision": "act", "reason": REASON}


@pytest.fixture
def hub(db: None, at: Clock, monkeypatch: pytest.MonkeyPatch) -> Things:
    at(MORNING)
    monkeypatch.setattr(env, "policy", lambda: hub_morning.POLICY)
    for name in ("hub_officer", "hub_supervisor", "hub_partner", "professional", "asha"):
        join(name, now=NIGHT)
    return hub_morning.build()


@pytest.fixture
def greg(hub: Things, signed_in_as: Door) -> Client:
    return signed_in_as("hub_supervisor")


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def matter(hub: Things, view: str = "hub_matter", **more: Any) -> str:
    return reverse(f"police:{view}", kwargs={"reference": hub["hub_matter"], **more})


def household(hub: Things, view: str, which: str = "hub_household", **more: Any) -> str:
    return reverse(f"police:{view}", kwargs={"reference": hub[which], **more})


def test_a_matter_shows_its_picture_with_what_is_not_known_and_no_name_of_who_reported(
    hub: Things, greg: Client
) -> None:
    said = text(greg.get(matter(hub)))
    for words in ("Independent source classes within 90 days", "3: Health, Housing, School", "What is not known"):
        assert words in said
    assert "No adult’s own words are there." in said
    assert "“Cries when she is fetched”" in said
    assert "counts until 19 May 2027" in said
    assert "Ivy Marlow" in said
    assert not [one for one in (hub_morning.NURSE.name, hub_morning.SCHOOL.name) if one in said]
    assert {"early_picture.matter_read", "early_picture.picture_read"} <= set(
        Entry.objects.filter(by=CAST["hub_supervisor"].email).values_list("action", flat=True)
    )


def test_the_queue_says_why_and_until_when_and_which_are_late(
    hub: Things, greg: Client, at: Clock, signed_in_as: Door
) -> None:
    said = text(greg.get(reverse("police:hub")))
    assert "Two or more independent source classes within 90 days" in said
    assert "Late" not in said
    at(MORNING + timedelta(hours=25))
    assert "Late" in text(signed_in_as("hub_supervisor").get(reverse("police:hub")))


def test_a_matter_is_decided_worked_on_told_of_and_closed(
    hub: Things, greg: Client, signed_in_as: Door, at: Clock
) -> None:
    assert "The reason is not written out." in text(greg.post(matter(hub, "hub_decide"), FILES | {"reason": "x"}))
    assert greg.post(matter(hub, "hub_decide"), FILES).status_code == 302
    greg.post(matter(hub, "hub_discuss"), {"text": "School speaks with her on Tuesday."})
    done = {"found": "need", "reason": "A safe home was found for them."}
    assert "Tasks are open" in text(greg.post(matter(hub, "hub_close"), done))
    greg.post(matter(hub, "hub_finish", task=hub["hub_task"]), {"how": "Changed on Monday."})
    greg.post(matter(hub, "hub_feedback", concern=hub["hub_concern"]), {"sentence": "acted"})
    assert greg.post(matter(hub, "hub_close"), done).status_code == 302
    said = text(greg.get(matter(hub)))
    for words in ("Agencies act together", REASON, "School speaks with her", "Changed on Monday.", "Another need"):
        assert words in said
    own = reverse("professionals:concern", args=[hub["hub_concern"]])
    assert "We are doing something, with other agencies." in text(signed_in_as("asha").get(own))
    at(MORNING + timedelta(minutes=1))
    row = next(one for one in queries.thresholds_reviewed(since=NIGHT, until=MORNING + timedelta(days=1)) if one.closed)
    assert (row.threshold, row.found) == ("two_classes", 1)
    assert "Another need was found" in text(greg.get(reverse("police:hub_thresholds")))


def test_a_task_is_set_for_an_organisation(hub: Things, greg: Client) -> None:
    given = {"owner": "agency:health.city-surgery", "text": "See her", "due_on_day": "27"}
    greg.post(matter(hub, "hub_task"), given | {"due_on_month": "11", "due_on_year": "2026"})
    assert Task.objects.filter(owner="agency:health.city-surgery", text="See her").exists()
    assert "City Surgery" in text(greg.get(matter(hub)))


def test_an_agency_at_the_table_sees_its_own_part_only(hub: Things, signed_in_as: Door) -> None:
    petra = signed_in_as("hub_partner")
    queue = text(petra.get(reverse("police:hub")))
    assert hub["hub_matter"] in queue
    assert not [one for one in (hub["hub_household"], "source classes", "Thresholds") if one in queue]
    said = text(petra.get(matter(hub)))
    assert "Change the lock" in said
    assert not [one for one in ("Ivy", "Cries", "bruise", "Health", hub["hub_household"]) if one in said]
    assert petra.post(matter(hub, "hub_finish", task=hub["hub_task"]), {"how": "Changed."}).status_code == 302
    assert "Changed." in text(petra.get(matter(hub)))
    assert petra.get(household(hub, "hub_household")).status_code == 404


def test_an_agency_without_a_part_in_it_finds_no_matter(hub: Things, signed_in_as: Door) -> None:
    Task.objects.all().delete()
    concern = Matter.objects.get(reference=hub["hub_matter"]).household.concerns.get(
        organisation=hub_morning.LANDLORD.organisation
    )
    concern.sees_linked = False
    concern.save()
    petra = signed_in_as("hub_partner")
    assert petra.get(matter(hub)).status_code == 404
    assert hub["hub_matter"] not in text(petra.get(reverse("police:hub")))


def test_two_households_are_joined_and_split_by_a_person_with_a_reason(hub: Things, greg: Client) -> None:
    asked = reverse("police:hub_question", args=[hub["hub_question"]])
    said = text(greg.get(asked))
    assert "The same home, and nobody surely the same." in said
    assert "Joan Sallow" in said
    assert "Ivy Marlow" in said
    assert "The reason is not written out." in text(greg.post(asked, {"together": "yes", "reason": "x"}))
    assert greg.post(asked, {"together": "yes", "reason": "Joan is Ivy's mother."}).status_code == 302
    assert "Joan Sallow" in text(greg.get(household(hub, "hub_household")))
    parted = {"concerns": [hub["hub_public"]], "reason": "Joan lives next door."}
    assert greg.post(household(hub, "hub_split"), parted).status_code == 302
    assert "Joan Sallow" not in text(greg.get(household(hub, "hub_household")))
    assert "Nothing is asked" in text(greg.get(reverse("police:hub_questions")))


def test_two_households_are_kept_apart_and_nobody_is_asked_again(hub: Things, greg: Client) -> None:
    asked = reverse("police:hub_question", args=[hub["hub_question"]])
    assert greg.post(asked, {"together": "no", "reason": "They are two flats of one house."}).status_code == 302
    assert greg.get(asked).status_code == 404


def test_the_seal_opens_for_a_reason_once_and_others_are_told(hub: Things, greg: Client, signed_in_as: Door) -> None:
    address = household(hub, "hub_informant", "hub_other", concern=hub["hub_public"])
    assert "Nell" not in text(greg.get(address))
    assert "Nell" not in text(greg.post(address, {"reason": "x"}))
    shown = text(greg.post(address, {"reason": "She must be warned of a threat to her."}))
    assert "Nell Neighbour" in shown
    assert "standards@force.example" in shown
    assert Message.objects.filter(recipient="standards@force.example").count() == 1
    assert "Nell" not in text(greg.get(address)), "it is shown once"
    assert signed_in_as("hub_officer").get(address).status_code == 403


def test_a_photograph_is_shown_and_looking_is_an_entry(hub: Things, signed_in_as: Door) -> None:
    address = household(hub, "hub_photograph", "hub_other", concern=hub["hub_public"], number=1)
    answer = signed_in_as("hub_officer").get(address)
    assert (answer["Content-Type"], answer.content) == ("image/png", hub_morning.PICTURE)
    assert Entry.objects.filter(action="early_picture.photograph_opened").count() == 1


def test_a_mistaken_signal_leaves_the_picture_and_the_decision_keeps_what_it_rested_on(
    hub: Things, greg: Client
) -> None:
    greg.post(matter(hub, "hub_decide"), FILES)
    address = household(hub, "hub_withdraw", concern=hub["hub_concern"], number=hub["hub_signal"])
    assert greg.post(address, {"reason": "It was another child."}).status_code == 302
    said = text(greg.get(matter(hub)))
    assert "Cries when she is fetched" not in said
    assert "Somebody seems afraid of somebody close to them, School, 20 November 2026" in said


def test_whoever_may_be_in_it_finds_nothing_until_a_supervisor_has_looked(
    hub: Things, greg: Client, signed_in_as: Door
) -> None:
    gita, address = signed_in_as("hub_officer"), household(hub, "hub_household")
    said = {"reader": CAST["hub_officer"].email, "tied": "yes", "reason": "She is the mother’s sister."}
    assert gita.get(address).status_code == 200
    assert greg.post(household(hub, "hub_insider"), said).status_code == 302
    assert [gita.get(one).status_code for one in (address, matter(hub))] == [404, 404]
    assert hub["hub_matter"] not in text(gita.get(reverse("police:hub")))


def test_the_hub_brings_a_household_to_the_table_itself(hub: Things, signed_in_as: Door) -> None:
    gita = signed_in_as("hub_officer")
    gita.post(household(hub, "hub_ask", "hub_other"), {"reason": "The shouting went on for a year."})
    row = Matter.objects.get(household__reference=hub["hub_other"])
    assert (row.thresholds, row.asked_why) == ("asked", "The shouting went on for a year.")


CLOSED_VIEWS = ("hub_household", "hub_ask", "hub_matter", "hub_discuss", "hub_task")


def test_every_view_of_something_that_may_be_closed_tells_supervisors_who_asked(
    hub: Things, greg: Client, signed_in_as: Door
) -> None:
    gita, both = signed_in_as("hub_officer"), {"hub_household", "hub_ask"}
    closed = {"reader": CAST["hub_officer"].email, "tied": "yes", "reason": "Her sister lives there, she says."}
    assert greg.post(household(hub, "hub_insider"), closed).status_code == 302
    for view in CLOSED_VIEWS:
        assert gita.get(household(hub, view) if view in both else matter(hub, view)).status_code == 404
    assert gita.get(reverse("police:hub_question", args=[hub["hub_question"]])).status_code == 403
    said = text(greg.get(reverse("police:hub_tries")))
    assert re.search(rf"{hub['hub_household']} Who asked hub@ force.example How often 5 Last Mon 23 Nov 2026", said)
    assert Message.objects.filter(template="hub_tried", recipient="standards@force.example").count() == 1
    assert gita.get(reverse("police:hub_tries")).status_code == 403
    assert "Asked for" not in text(gita.get(reverse("police:hub")))


def test_hours_days_and_bases_say_whose_they_are_where_they_are_shown(
    hub: Things, greg: Client, signed_in_as: Door
) -> None:
    ours = "ours, until this area sets its own"
    assert f"the hours are {ours}" in text(greg.get(matter(hub)))
    for address in (matter(hub), household(hub, "hub_household")):
        assert f"days that each kind of signal counts are {ours}" in text(greg.get(address))
    assert f"hours for a first look are {ours}" in text(greg.get(reverse("police:hub")))
    assert f"the hours are {ours}" in text(signed_in_as("hub_partner").get(matter(hub)))
    held = text(greg.get(reverse("police:hub_thresholds")))
    for words in ("Hours for a first look", "Days that a signal counts", "may know that others see a household too"):
        assert f"{words}: {ours}" in held
    own = reverse("professionals:concern", args=[hub["hub_concern"]])
    assert f"may know of others are {ours}" in text(signed_in_as("asha").get(own))
