"""Who is told, and when pupils come: kept by the place's lead, and by nobody of another place."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from firstbell.registers.schools import queries
from firstbell.registers.schools.rules import ContactDetails
from world import Area
from world.cast import MORNING, Door
from world.told import schools

DEPUTY = {
    "name": "Siân O'Brien", "role": "deputy", "email": "sian@100001.example", "rank": "2", "phone": "01782 000001",
    "hours": "", "holiday_cover": "Robin Example", "away_from_day": "", "away_from_month": "", "away_from_year": "",
    "away_until_day": "", "away_until_month": "", "away_until_year": "",
}  # fmt: skip


@pytest.fixture
def area(tmp_path: Path, db: None, settings: Settings, morning: datetime) -> Area:
    settings.FIRSTBELL_HOME = tmp_path
    return schools(tmp_path)


def kept(area: Area, urn: str = "100001") -> list[ContactDetails]:
    return queries.contact_details(urn, now=MORNING, policy=area.policy)


def post(client: Client, view: str, sent: dict[str, str], *arguments: object) -> str:
    return client.post(reverse(f"schools:{view}", args=arguments), sent, follow=True).content.decode()


def test_a_deputy_is_added_and_counts_once_verified(area: Area, signed_in_as: Door) -> None:
    shown = post(signed_in_as("asha"), "add_contact", DEPUTY)
    assert "Siân O&#39;Brien" in shown
    (new,) = [one for one in kept(area) if one.email == "sian@100001.example"]
    assert (new.role, new.verified, new.holiday_cover) == ("deputy", False, "Robin Example")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"email": "sian"}, "Enter an e-mail address, such as name@school.example"),
        ({"name": ""}, "Enter a name"),
        ({"role": ""}, "Choose a role"),
        ({"rank": "first"}, "Enter a number, such as 1"),
        ({"away_from_day": "31", "away_from_month": "2", "away_from_year": "2026"}, "Enter a date that exists"),
        (
            {"away_from_day": "9", "away_from_month": "1", "away_from_year": "2027", "away_until_day": "1",
             "away_until_month": "1", "away_until_year": "2027"},
            "There is a problem",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_what_was_typed(
    area: Area, signed_in_as: Door, more: dict[str, str], says: str
) -> None:
    shown = post(signed_in_as("asha"), "add_contact", DEPUTY | more)
    assert says in shown
    assert "01782 000001" in shown
    assert len(kept(area)) == 3


def test_a_contact_that_somebody_else_changed_meanwhile(area: Area, signed_in_as: Door) -> None:
    asha = signed_in_as("asha")
    number = kept(area)[1].number
    page = asha.get(reverse("schools:contact", args=(number,))).content.decode()
    version = page.split('name="version" value="')[1].split('"')[0]
    post(asha, "contact", DEPUTY | {"version": version, "hours": "Mondays"}, number)
    stale = post(asha, "contact", DEPUTY | {"version": version, "hours": "Tuesdays"}, number)
    assert "Somebody changed this contact while you were typing" in stale
    assert "Tuesdays" in stale
    assert kept(area)[1].hours == "Mondays"


def test_the_last_who_can_be_told_stays(area: Area, signed_in_as: Door) -> None:
    asha = signed_in_as("asha")
    for one in kept(area)[1:]:
        assert "The contact is removed." in post(asha, "remove_contact", {}, one.number)
    last = post(asha, "remove_contact", {}, kept(area)[0].number)
    assert "This is the last contact who can be told. Add somebody else first." in last
    assert len(kept(area)) == 1


def test_contacts_and_calendars_of_another_place(area: Area, signed_in_as: Door) -> None:
    ben = signed_in_as("ben")
    for view in ("contact", "remove_contact"):
        where = reverse(f"schools:{view}", args=(kept(area)[0].number,))
        assert ben.get(where).status_code == ben.post(where, DEPUTY).status_code == 404
    for view in ("contacts", "add_contact", "calendar", "add_closure", "add_term"):
        for who in ("deputy", "trust", "officer"):
            assert signed_in_as(who).get(reverse(f"schools:{view}")).status_code == 403


CLOSURE = {"day_day": "24", "day_month": "November", "day_year": "2026", "reason": "INSET"}


def test_an_inset_day_is_kept_and_taken_away_once(area: Area, signed_in_as: Door) -> None:
    asha = signed_in_as("asha")
    shown = post(asha, "add_closure", CLOSURE)
    assert "Tuesday 24 November 2026" in shown
    gone = post(asha, "remove_closure", {}, "2026-11-24")
    assert "Pupils come on that day." in gone
    again = post(asha, "remove_closure", {}, "2026-11-24")
    assert "no longer in the calendar" in again
    assert queries.calendar_details("100001", now=MORNING).closures == ()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"day_day": "31"}, "Enter a date that exists"),
        ({"reason": ""}, "Say why, such as INSET"),
        ({"day_year": "2126"}, "more than two years away"),
        ({"day_day": ""}, "Enter a day, a month and a year"),
    ],
)
def test_a_day_that_is_none(area: Area, signed_in_as: Door, more: dict[str, str], says: str) -> None:
    assert says in post(signed_in_as("asha"), "add_closure", CLOSURE | more)


def test_a_term_of_its_own_counts_instead_of_the_authoritys(area: Area, signed_in_as: Door) -> None:
    asha = signed_in_as("asha")
    assert "These are the authority’s terms." in asha.get(reverse("schools:calendar")).content.decode()
    term = {"first_day_day": "5", "first_day_month": "1", "first_day_year": "2027"}
    term |= {"last_day_day": "12", "last_day_month": "2", "last_day_year": "2027"}
    post(asha, "add_term", term)
    found = queries.calendar_details("100001", now=MORNING)
    assert (found.source, [one.first_day for one in found.own_terms]) == ("own", [date(2027, 1, 5)])
    post(asha, "remove_term", {}, "2027-01-05")
    assert queries.calendar_details("100001", now=MORNING).source == "authority"
    assert asha.get(reverse("schools:remove_term", args=("nonsense",))).status_code == 404
