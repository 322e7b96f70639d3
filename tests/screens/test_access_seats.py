"""Who sits where: one organisation at a time, a second factor before any person is seen."""

from datetime import datetime

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from firstbell.foundations.accounts import actions, queries
from firstbell.foundations.audit import queries as audit
from firstbell.interfaces.web.access.locks import needs
from firstbell.interfaces.web.access.start import HOMES, home_of
from world.cast import ADMINISTRATOR, CAST, Door, join

pytestmark = [pytest.mark.django_db]


def _give_second_seat(now: datetime) -> int:
    asha = join("asha", now=now)
    join("trust", now=now)
    actions.give_role(account_id=asha, organisation="trust:2048", role="trust_lead", by=ADMINISTRATOR, now=now)
    return asha


def test_the_start_page_is_open_and_offers_a_way_off_it() -> None:
    page = Client().get("/").content.decode()
    assert "Exit this page" in page
    assert 'href="/sign-in/"' in page
    assert "no-store" in Client().get("/").headers["Cache-Control"]


def test_who_has_no_role_is_told_whom_to_ask(signed_in_as: Door, morning: datetime) -> None:
    answer = signed_in_as("stranger").get("/", follow=True)
    assert "You have no role yet" in answer.content.decode()


@pytest.mark.parametrize("name", [name for name, member in CAST.items() if member.seats])
def test_everybody_with_a_role_has_somewhere_to_begin(name: str, morning: datetime) -> None:
    (seat,) = queries.seats_of(join(name, now=morning))
    assert home_of(seat) in {home for _, home in HOMES}


def test_who_has_two_seats_takes_one_and_that_is_kept(signed_in_as: Door, morning: datetime) -> None:
    asha = _give_second_seat(morning)
    client = signed_in_as("asha")
    session = client.session
    del session["acts_for"]
    session.save()
    page = client.get("/", follow=True).content.decode()
    assert "Potteries Learning Trust" in page
    assert "Designated safeguarding lead" in page
    client.post("/seats/", {"organisation": "trust:2048"})
    assert client.session["acts_for"] == "trust:2048"
    (entry,) = [one for one in audit.entries_about(f"account:{asha}") if one.action == "seat.taken"]
    assert (entry.by, entry.organisation) == (CAST["asha"].email, "trust:2048")


@pytest.mark.parametrize("organisation", ["establishment:100002", "force:staffordshire", "", "x"])
def test_nobody_takes_a_seat_that_is_not_theirs(organisation: str, signed_in_as: Door, morning: datetime) -> None:
    join("ben", now=morning)
    client = signed_in_as("asha")
    assert client.post("/seats/", {"organisation": organisation}).status_code == 404
    assert client.session["acts_for"] == "establishment:100001"


def test_a_seat_that_is_taken_away_is_gone_with_the_next_page(signed_in_as: Door, morning: datetime) -> None:
    client = signed_in_as("asha")
    asha = queries.account_of(CAST["asha"].email)
    assert asha is not None
    role = {"account_id": asha, "organisation": "establishment:100001", "role": "school_lead"}
    actions.take_role_away(**role, by=ADMINISTRATOR, now=morning)
    assert "You have no role yet" in client.get("/", follow=True).content.decode()


def _through(lock: object, **of: object) -> HttpResponse:
    request = RequestFactory().get("/somewhere")
    user = type("User", (), {"is_authenticated": True, "email": "x", "name": "x", "phone": ""})
    for name, value in ({"user": user, "seat": None, "seats": [], "second_factor": False} | of).items():
        setattr(request, name, value)
    assert callable(lock)
    answer = lock(lambda request: HttpResponse("in"))(request)
    assert isinstance(answer, HttpResponse)
    return answer


def test_a_page_with_people_asks_for_the_second_factor_and_one_without_does_not(morning: datetime) -> None:
    (asha,) = queries.seats_of(join("asha", now=morning))
    (analyst,) = queries.seats_of(join("analyst", now=morning))
    asked = _through(needs("notices.read"), seat=asha, seats=[asha])
    assert asked.headers["Location"] == "/account/second-factor/"
    assert _through(needs("notices.read"), seat=asha, seats=[asha], second_factor=True).content == b"in"
    assert _through(needs("figures.read"), seat=analyst, seats=[analyst]).content == b"in"


def test_who_has_several_seats_and_took_none_is_asked_which(morning: datetime) -> None:
    seats = queries.seats_of(_give_second_seat(morning))
    assert _through(needs("notices.read"), seats=seats, second_factor=True).headers["Location"] == "/seats/"


def test_the_account_page_says_what_one_is_and_where(signed_in_as: Door, morning: datetime) -> None:
    page = signed_in_as("deputy").get("/account/").content.decode()
    assert "Siân O&#39;Brien" in page
    assert "Deputy safeguarding lead" in page
