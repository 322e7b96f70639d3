"""Anybody may ask for support, and gives nothing away by it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from fakes.pages_read import of_support, text_of
from firstbell.responses.support import queries
from world.monday import MORNING
from world.support_morning import NUMBER, WORKER, plan_of

Things = dict[str, Any]
ASKED = {
    "name": "Marigold",
    "way": "phone",
    "detail": "01632 960008",
    "days": "workdays",
    "opens": "9am",
    "closes": "2pm",
    "hears": "message",
}


@pytest.fixture
def anybody(new_era: Things) -> Client:
    cache.clear()
    return Client()


def test_somebody_asks_and_the_service_has_their_first_plan(anybody: Client) -> None:
    before = {one.reference for one in queries.referrals(seen_by=WORKER)}
    answer = anybody.post(of_support("ask"), ASKED | {"code_word": "Tulip"})
    assert (answer.status_code, answer["Location"]) == (302, of_support("asked"))
    (line,) = [one for one in queries.referrals(seen_by=WORKER) if one.reference not in before]
    asked = queries.referral(line.reference, seen_by=WORKER)
    assert (asked.forenames, asked.referred_from, asked.basis) == ("Marigold", "oneself", "consent")
    assert asked.plan is not None
    assert (asked.plan.last_day, asked.plan.code_word) == (MORNING.date() + timedelta(days=14), "Tulip")
    assert [(way.channel, way.message) for way in asked.plan.ways] == [("phone", True)]


def test_nobody_learns_by_asking_whether_a_number_is_known(anybody: Client, new_era: Things) -> None:
    """Whoever abuses may type her number: neither the answer nor her own plan may be changed by it."""
    known = anybody.post(of_support("ask"), ASKED | {"detail": NUMBER.replace(" ", "")})
    other = anybody.post(of_support("ask"), ASKED)
    assert (known.status_code, known.headers, known.content) == (other.status_code, other.headers, other.content)
    assert plan_of(new_era["support_case"]).ways[0].others_read is False
    lines = queries.referrals(seen_by=WORKER)
    told = [one for one in lines if queries.referral(one.reference, seen_by=WORKER).basis_reason]
    (asked,) = [queries.referral(one.reference, seen_by=WORKER) for one in told]
    assert queries.referral(new_era["support_case"], seen_by=WORKER).client in asked.basis_reason
    assert asked.plan is None


def test_nothing_of_it_stays_in_the_browser(anybody: Client) -> None:
    for answer in (anybody.get(of_support("ask")), anybody.post(of_support("ask"), ASKED)):
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-store"
    page = anybody.get(of_support("ask")).content.decode()
    boxes = re.findall(r'<input[^>]+type="text"[^>]*>', page)
    assert boxes
    assert all('autocomplete="off"' in box for box in boxes)


@pytest.mark.parametrize("way", ["text", "e_mail"])
def test_what_others_can_read_is_not_taken_for_safe(anybody: Client, way: str) -> None:
    before = queries.referrals(seen_by=WORKER).count()
    detail = {"text": "07700 900003", "e_mail": "ada@client.example"}[way]
    for hears in ("quiet", "others"):
        answer = anybody.post(of_support("ask"), ASKED | {"way": way, "detail": detail, "hears": hears})
        assert "Somebody may find what we write to you" in text_of(answer)
    assert queries.referrals(seen_by=WORKER).count() == before


def test_too_many_at_once_are_told_where_else_to_turn(anybody: Client, settings: Settings) -> None:
    answers = [anybody.post(of_support("ask"), ASKED | {"detail": ""}) for _ in range(11)]
    assert [one.status_code for one in answers] == [*[200] * 10, 429]
    assert "0808 2000 247" in text_of(answers[-1])
    assert anybody.get(of_support("ask")).status_code == 200, "reading is not limited"


def test_without_a_service_the_page_still_says_whom_to_ring(db: None) -> None:
    shown = text_of(Client().get(of_support("ask")))
    assert "999" in shown
    assert "0808 2000 247" in shown
