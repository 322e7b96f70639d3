"""The administrator's pages in a real browser: nothing blocked, nothing too wide, nothing closed to anybody."""

import mimetypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route

from fakes.browser import chromium
from firstbell.foundations.accounts import actions as accounts
from firstbell.foundations.audit import jobs as audit_jobs
from firstbell.foundations.audit import queries as audit
from firstbell.foundations.audit.actions import ask_for_verification
from firstbell.foundations.audit.rules import Sought
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from world.cast import CAST, Door, join

BY = Actor("admin@force.example", "force:staffordshire")
SCHOOL = "establishment:100001"
ORIGIN = "http://localhost"


Answers = dict[str, HttpResponse]


@contextmanager
def browser(answers: Answers, width: int) -> Iterator[tuple[Page, list[str]]]:
    """A page in Chromium to which these answers are given, by path, and what its console complains of."""
    said: list[str] = []
    with chromium() as opened:
        page = opened.new_page(viewport={"width": width, "height": 800})
        page.on("console", lambda one: said.append(one.text) if one.type in {"error", "warning"} else None)
        page.route("**/*", lambda route: _answer(answers, route))
        yield page, said


def _answer(answers: Answers, route: Route) -> None:
    path = urlsplit(route.request.url).path
    if path.startswith("/static/"):
        file = Path(settings.STATICFILES_DIRS[0]) / path.removeprefix("/static/")
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(path)[0])
    elif path in answers:
        response = answers[path]
        headers = {name: value for name, value in response.items() if name != "Content-Length"}
        route.fulfill(status=response.status_code, body=response.content, headers=headers)
    else:
        route.fulfill(status=204)


@pytest.fixture
def administrator(signed_in_as: Door, morning: datetime, policy: ForcePolicy) -> Client:
    """Signed in, in an installation that everybody has joined."""
    for name in CAST:
        join(name, now=morning)
    for email, role in (("new@100001.example", "school_deputy"), ("head@100001.example", "school_lead")):
        accounts.invite(email=email, organisation=SCHOOL, role=role, by=BY, now=morning)
    system = {"organisation": "authority:E06000021", "name": "Roll system", "scopes": ["rolls:write"]}
    accounts.create_client(**system, by=BY, now=morning)
    ask_for_verification(by=BY, now=morning)
    audit_jobs.verify_trail(by=BY, now=morning, policy=policy)
    return signed_in_as("administrator")


def _addresses(morning: datetime) -> dict[str, str]:
    account = join("asha", now=morning)
    (system,) = [one.subject for one in audit.entries(Sought(action="client.created"), most=1)]
    (invitation,) = [one.subject for one in audit.entries(Sought(action="invitation.made"), most=1)]
    (entry,) = audit.entries(Sought(action="role.given"), most=1)
    plain = (
        "home",
        "organisations",
        "open",
        "invitations",
        "people",
        "roles",
        "clients",
        "audit",
        "chain",
        "retention",
    )
    given = {
        **dict.fromkeys(("organisation", "close", "invite", "create_client"), SCHOOL),
        **dict.fromkeys(("person", "role", "close_account"), account),
        **dict.fromkeys(("client", "rotate", "revoke_client"), system),
        "withdraw": invitation,
        "entry": entry.sequence,
    }
    addresses = {name: reverse(f"administration:{name}") for name in plain}
    return addresses | {name: reverse(f"administration:{name}", args=[one]) for name, one in given.items()}


def _tell_once(client: Client) -> None:
    session = client.session
    session["told_once"] = {"reference": "I-7KQ3MXP4", "code": "7KQ3 MXP4 9RTD"} | {
        "organisation": "St Peter's Primary School",
        "role": "Designated safeguarding lead",
    }
    session["secret_told_once"] = {"client_id": "C-7KQ3MXP4", "secret": "x7Qd" * 11}
    session.save()


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_fits_and_is_open_to_everybody(administrator: Client, morning: datetime, width: int) -> None:
    addresses = _addresses(morning)
    _tell_once(administrator)
    addresses |= {name: reverse(f"administration:{name}") for name in ("invited", "client_made")}
    shots = os.environ.get("FIRSTBELL_SHOTS")
    answers = {address: administrator.get(address) for address in addresses.values()}
    assert {answer.status_code for answer in answers.values()} == {200}
    with browser(answers, width) as (page, said):
        for name, address in addresses.items():
            page.goto(ORIGIN + address)
            if shots:
                page.screenshot(path=f"{shots}/{name}-{width}.png", full_page=True)
            found = [one["id"] for one in Axe().run(page).response["violations"]]
            assert not found, (name, found)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert said == []
