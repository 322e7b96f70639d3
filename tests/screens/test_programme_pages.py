"""Pages of the programme, one by one: asking for it oneself, a provider's, who refers, and a partner's service."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from firstbell.foundations.accounts import actions as accounts
from firstbell.foundations.audit.models import Entry
from firstbell.interfaces.web.access.anybody import QUICKEST
from firstbell.responses.programme.models import Participant, ParticipantWay
from firstbell.responses.programme.queries import for_facilitators, partner
from world import programme, programme_morning
from world.cast import ADMINISTRATOR, Door, join
from world.monday import MORNING, NIGHT

Clock = Callable[[datetime], datetime]
ASK = "/ask/"
ASKED = {
    "provider": "provider:choices",
    "name": "Sam",
    "channel": "phone",
    "detail": "01632 960021",
    "when_safe": "Mornings",
    "message_allowed": "no",
}


@pytest.fixture
def town(db: None, at: Clock, signed_in_as: Door) -> dict[str, str]:
    """The programme of the Monday morning, and everybody of the cast whom its pages know."""
    at(MORNING)
    cache.clear()
    for name in ("desk", "worker", "support_lead", "worker_elsewhere", "facilitator", "programme_lead"):
        join(name, now=NIGHT)
    join("facilitator_elsewhere", now=NIGHT)
    return programme_morning.build()


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def hidden(response: HttpResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    assert found
    return found[1]


def asks(client: Client, at: Clock, *, after: timedelta = QUICKEST, **more: str) -> Any:
    """Opens the page, and sends it so long afterwards."""
    at(MORNING)
    shown_at = hidden(client.get(ASK), "shown_at")
    at(MORNING + after)
    return client.post(ASK, ASKED | {"shown_at": shown_at} | more, follow=True)


def waiting() -> int:
    return Participant.objects.filter(referred_from="oneself").count()


def test_whoever_asks_is_kept_under_a_reference_that_is_shown_once(town: dict[str, str], at: Clock) -> None:
    client = Client()
    answer = asks(client, at)
    row = Participant.objects.get(referred_from="oneself")
    assert f"Sent. Your reference is {row.reference}." in text(answer)
    assert (row.provider, row.forenames, row.referrer, row.made_by) == ("provider:choices", "Sam", "", "public")
    assert row.reference not in text(client.get(reverse("programme:asked")))
    assert not client.session.keys(), "nothing of it stays in a session"


def test_the_page_says_who_reads_it_what_cannot_stay_and_whom_to_ring(town: dict[str, str]) -> None:
    said = text(Client().get(ASK))
    for words in ("call 999", "0808 802 4040", "at risk of serious harm", "a child is at risk", "voluntary"):
        assert words in said
    assert "in any police investigation" in said
    assert "<title>Get in touch – Firstbell</title>" in Client().get(ASK).content.decode()


@pytest.mark.parametrize(
    "more", [{"website": "http://example"}, {"shown_at": "forged"}, {"shown_at": ""}], ids=["unseen", "forged", "empty"]
)
def test_what_looks_like_a_program_is_sent_once_more_and_loses_nothing(
    town: dict[str, str], at: Clock, more: dict[str, str]
) -> None:
    client = Client()
    answer = asks(client, at, **more)
    assert (answer.status_code, waiting()) == (409, 0)
    assert "send it once more" in text(answer)
    assert "01632 960021" in answer.content.decode()
    client.post(ASK, ASKED | {"shown_at": hidden(answer, "shown_at").replace("&#x27;", "'")})
    assert waiting() == 1


def test_nobody_reads_a_page_in_two_seconds(town: dict[str, str], at: Clock) -> None:
    assert "send it once more" in text(asks(Client(), at, after=QUICKEST - timedelta(seconds=1)))
    assert waiting() == 0


def test_ten_an_hour_from_one_place_and_then_a_number_to_ring(town: dict[str, str], at: Clock) -> None:
    for _time in range(10):
        asks(Client(REMOTE_ADDR="192.0.2.7"), at)
    assert waiting() == 10
    answer = asks(Client(REMOTE_ADDR="192.0.2.7"), at)
    assert (answer.status_code, waiting()) == (429, 10)
    assert "0808 802 4040" in text(answer)
    asks(Client(REMOTE_ADDR="2001:db8::1"), at)
    assert waiting() == 11, "another place is not shut out"


def test_a_household_of_one_network_counts_as_one_place(town: dict[str, str], at: Clock) -> None:
    for number in range(11):
        answer = asks(Client(REMOTE_ADDR=f"2001:db8::{number:x}"), at)
    assert (answer.status_code, waiting()) == (429, 10)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"detail": "12"}, "Nobody can be reached there."),
        ({"channel": "text"}, "A text message can be read by others"),
        ({"name": ""}, "Fill in “What name do you go by?”"),
        ({"provider": "provider:none"}, "Choose one of those shown"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(
    town: dict[str, str], at: Clock, more: dict[str, str], says: str
) -> None:
    assert says in text(asks(Client(), at, **more))
    assert waiting() == 0


def close(organisation: str) -> None:
    accounts.close_organisation(key=organisation, reason="It has ended.", by=ADMINISTRATOR, now=NIGHT)


def test_the_only_programme_is_not_asked_for_and_none_is_said(town: dict[str, str], at: Clock) -> None:
    assert "Which programme?" in text(Client().get(ASK))
    close("provider:turning")
    assert "Which programme?" not in text(Client().get(ASK))
    asks(Client(), at, provider="provider:turning")
    assert Participant.objects.get(referred_from="oneself").provider == "provider:choices"
    close("provider:choices")
    assert "No programme can be asked here" in text(Client().get(ASK))
    assert Client().post(ASK, ASKED).status_code == 200
    assert waiting() == 1


def test_where_somebody_is_reached_is_shown_when_asked_for_and_the_trail_says_so(
    town: dict[str, str], signed_in_as: Door
) -> None:
    farid, address = signed_in_as("facilitator"), reverse("programme:participant", args=[town["participant"]])
    assert programme.WAY.detail not in text(farid.get(address))
    shown = text(farid.post(address))
    assert programme.WAY.detail in shown
    assert programme.WAY.when_safe in shown
    assert Entry.objects.filter(action="programme.way_opened", subject=town["participant"]).count() == 1
    ParticipantWay.objects.all().delete()
    assert "Ask whoever referred them" in text(farid.post(address))


def test_the_list_names_nobody_and_may_be_narrowed(town: dict[str, str], signed_in_as: Door) -> None:
    farid = signed_in_as("facilitator")
    everybody = text(farid.get("/participants/"))
    assert not any(name in everybody for name in ("Marsh", "Hollis", "Vance", "Bell"))
    assert town["unlinked"] in text(farid.get("/participants/?status=accepted&may_start=no"))
    assert town["unlinked"] not in text(farid.get("/participants/?status=accepted&may_start=yes"))
    assert town["waiting"] not in text(farid.get("/participants/?may_start=no")), "it is no question yet"


def test_another_provider_finds_nobody(town: dict[str, str], signed_in_as: Door) -> None:
    ned = signed_in_as("facilitator_elsewhere")
    assert "Nobody has been referred to you yet." in text(ned.get("/participants/"))
    assert "Nobody has been referred to you yet." in text(ned.get("/participants/remained/"))
    for path in (f"/participants/{town['participant']}/", f"/groups/{town['group']}/{town['session_day']}/"):
        assert ned.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/participants/{participant}/dance/", "/participants/{participant}/decide/start/", "/groups/{group}/tomorrow/",
     "/participants/{participant}/questions/height/", "/groups/{group}/2026-11-10/"],
)  # fmt: skip
def test_what_there_is_not(town: dict[str, str], signed_in_as: Door, path: str) -> None:
    assert signed_in_as("programme_lead").get(path.format(**town)).status_code == 404


def test_decisions_are_the_leads_and_refusals_are_said_in_the_page(town: dict[str, str], signed_in_as: Door) -> None:
    farid, pearl = signed_in_as("facilitator"), signed_in_as("programme_lead")
    accept = f"/participants/{town['waiting']}/decide/accept/"
    assert farid.get(accept).status_code == 403
    assert "Accept them" not in text(farid.get(f"/participants/{town['waiting']}/"))
    assert "Accept them" in text(pearl.get(f"/participants/{town['waiting']}/"))
    answer = pearl.post(accept, {"support_service": "support:new-era", "reason": "Wants to."})
    assert (answer.status_code, "7 questions are not answered." in text(answer)) == (409, True)
    answer = farid.post(f"/participants/{town['unlinked']}/start/")
    assert "The support service has not said that it may start." in text(answer)


def test_completers_alone_are_refused(town: dict[str, str], signed_in_as: Door) -> None:
    answer = signed_in_as("facilitator").get("/participants/remained/?of=completed")
    assert (answer.status_code, "those who stay differ" in text(answer)) == (409, True)


def test_a_session_is_recorded_for_those_of_whom_something_is_said(town: dict[str, str], signed_in_as: Door) -> None:
    farid, who = signed_in_as("facilitator"), town["participant"]
    address = f"/groups/{town['group']}/{town['session_day']}/"
    said = farid.post(address, {f"there_{who}": "on", f"why_{who}": "ill"})
    assert "Either they were there, or they missed it" in text(said)
    assert "Something is recorded already: say what is right" in text(farid.post(address, {}))
    farid.post(address, {f"why_{who}": "ill"})
    on = programme_morning.FIRST_DAY
    people = for_facilitators.at_session(town["group"], on, seen_by=programme.actor("facilitator"))
    assert sorted(str(one.missed_why) for one in people) == ["None", "ill"]


def test_a_group_keeps_its_weeks_without_the_days_that_are_left_out(town: dict[str, str], signed_in_as: Door) -> None:
    given = {
        "title": "Tuesdays", "place": "Longton", "capacity": "8", "sessions": "3", "to_complete": "2",
        "first_day_day": "15", "first_day_month": "12", "first_day_year": "2026",
    }  # fmt: skip
    pearl = signed_in_as("programme_lead")
    assert "Each line has a day" in text(pearl.post("/groups/new/", given | {"left_out": "Christmas"}))
    assert "4 of 3 sessions cannot be attended." in text(pearl.post("/groups/new/", given | {"to_complete": "4"}))
    pearl.post("/groups/new/", given | {"left_out": "22 12 2026\n29 dec 2026\n"})
    made = for_facilitators.groups(seen_by=programme.actor("programme_lead"))[-1]
    assert [str(day) for day in made.days] == ["2026-12-15", "2027-01-05", "2027-01-12"]


def test_a_link_names_a_client_of_the_service_and_nobody_elses(town: dict[str, str], signed_in_as: Door) -> None:
    noor, address = signed_in_as("worker"), reverse("support:partners_link", args=[town["unlinked"]])
    given = {"offer": "accepted", "worker": "worker@new-era.example", "may_start": "no"}
    answer = noor.post(address, given | {"client_reference": "SC-22222222"})
    assert "You have no such client" in text(answer)
    noor.post(address, given | {"client_reference": town["partners_client"]})
    link = partner(town["unlinked"], seen_by=programme.actor("worker")).link
    assert (link.client_reference, link.may_start) == (town["partners_client"], False)
    assert "hope@" not in text(noor.get(address))


def test_an_alert_is_answered_by_its_worker_or_the_lead_and_shows_hours_without_a_number(
    town: dict[str, str], signed_in_as: Door
) -> None:
    programme.linked(town["left"], now=MORNING, worker="lead@new-era.example", client_reference=town["partners_client"])
    noor, address = signed_in_as("worker"), reverse("support:partners_alert", args=[town["left"], "withdrawn"])
    shown = text(noor.get(address))
    assert "from 09:00 to 12:00" in shown
    assert "960012" not in shown
    answer = noor.post(address, {"told": "yes"})
    assert (answer.status_code, "Another worker answers for this partner." in text(answer)) == (409, True)
    assert "No partner waits to hear anything." not in text(noor.get(reverse("support:partners_alerts")))
    signed_in_as("support_lead").post(address, {"told": "yes"})
    answered = text(noor.get(reverse("support:partners_alerts") + "?alert=answered"))
    assert town["left"] in answered
    assert signed_in_as("worker_elsewhere").get(address).status_code == 404


def test_a_partner_without_a_client_or_a_plan_is_told_by_nobody_yet(town: dict[str, str], signed_in_as: Door) -> None:
    address = reverse("support:partners_alert", args=[town["left"], "withdrawn"])
    assert "The link names no client of yours" in text(signed_in_as("worker").get(address))


def test_what_partners_say_stands_as_bounds_over_everybody(town: dict[str, str], signed_in_as: Door) -> None:
    shown = text(signed_in_as("worker").get(reverse("support:partners_bounds")))
    assert "1.25–4.25 (1 of 4)" in shown, "one said 2, and three are missing"
    empty = text(signed_in_as("worker_elsewhere").get(reverse("support:partners_bounds")))
    assert "No programme has accepted anybody" in empty
