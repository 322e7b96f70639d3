"""What lies sealed is on no page, in no export, log, message or entry, and behind no endpoint.

Who reported a concern is in the answer to whoever may open it, and nowhere else: a neighbour's name and number bear
marks, and so does the sign-in of a professional as far as pages of concerns and of the hub go. Who a party is by what
the law protects (``world.feed.MARKED``) is said of nobody; one page counts it. Everybody of the cast asks for all there
is.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from api.keys import ask, key_of
from api.test_api_keys import ADDRESSES, BODIES, HOLDERS, by_token
from architecture.checks.source import ROOT
from fakes.signed_in import opened
from firstbell.config import env
from firstbell.foundations.audit.models import Entry
from firstbell.foundations.delivery.models import Message
from firstbell.interfaces.api.v1.scopes import locks
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.models import IncidentVersion
from screens import things
from screens.doors import DOORS
from screens.test_locks import ROUTES, permissions
from screens.test_partners_fence import asked, seen
from world import hub_morning
from world.cast import CAST
from world.feed import MARKED

pytestmark = pytest.mark.django_db
NAME, NUMBER = hub_morning.NEIGHBOUR.name, hub_morning.NEIGHBOUR.contact
MARKS = (NAME, NUMBER, NUMBER.replace(" ", ""))
SCHOOL, NURSE = hub_morning.SCHOOL.name, hub_morning.NURSE.name
OF_CONCERNS = ("police:hub", "professionals:")
THE_HUB = ("hub_officer", "hub_supervisor", "hub_partner", "professional", "asha")
OPENING = "police:hub_informant"
REASON = {"reason": "She must be warned of a threat to her."}
PROTECTED = re.compile(r"gay.or.lesbian|sexual.orientation|former.partner", re.IGNORECASE)
COUNTED = "police:week_groups"
"""There stand the words of every group, whether or not anybody is in it, with figures that are rounded."""
COUNTING = "src/firstbell/joint/intensification/queries/recorded.py"


@pytest.fixture(autouse=True)
def somebody_hears(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without anybody who would be told, no seal opens, and the search would prove nothing."""
    monkeypatch.setattr(env, "policy", lambda: hub_morning.POLICY)


def addresses(world: dict[str, Any], *, only: tuple[str, ...] = ("",)) -> Iterator[str]:
    for name, route in ROUTES.items():
        if route.lock is not None and "GET" in route.lock.methods and name.startswith(only):
            yield reverse(name, kwargs={key: world[one] for key, one in DOORS[name].things.items()})


def shown(client: Client, address: str) -> Iterator[str]:
    """The page and, where it opens, its list as a file; whatever was noted is taken back."""
    with transaction.atomic():
        answer = client.get(address)
        yield seen(answer)
        if answer.status_code == 200:
            yield seen(client.get(f"{address}?export=csv"))
        transaction.set_rollback(True)


def sealed_in(said: str) -> list[str]:
    return [*(mark for mark in MARKS if mark in said), *(mark.group() for mark in PROTECTED.finditer(said))]


@pytest.mark.parametrize("name", ["nobody", *CAST])
def test_no_page_and_no_export_says_what_is_sealed(
    name: str, world: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client, found = opened(name), list[str]()
    counted = reverse(COUNTED, kwargs={key: world[one] for key, one in DOORS[COUNTED].things.items()})
    for address in addresses(world):
        for said in shown(client, address):
            marks = sealed_in(PROTECTED.sub("", said) if address == counted else said)
            found += [f"{address} shows {mark}" for mark in marks]
    assert not found, "\n".join(found)
    assert not [mark for mark in MARKS if mark in caplog.text]


@pytest.mark.parametrize("name", THE_HUB)
def test_no_form_of_concerns_or_of_the_hub_answers_with_who_reported(name: str, world: dict[str, Any]) -> None:
    """All but the one that opens the seal. A professional's sign-in is on none of these pages either."""
    client, found = opened(name), list[str]()
    marks = (*MARKS, *(one for one in (SCHOOL, NURSE) if one != CAST[name].email))
    for address in addresses(world, only=OF_CONCERNS):
        for what, answer in asked(client, address):
            is_opening = what.startswith("POST") and what.endswith("/who/")
            said = "" if is_opening else seen(answer)
            found += [f"{what} shows {mark}" for mark in marks if mark in said]
    assert not found, "\n".join(found)


def test_only_the_sealing_role_reads_it_and_the_search_would_find_it(world: dict[str, Any]) -> None:
    address = reverse(OPENING, kwargs={key: world[one] for key, one in DOORS[OPENING].things.items()})
    readers = []
    for name in CAST:
        with transaction.atomic():
            said = seen(opened(name).post(address, REASON))
            transaction.set_rollback(True)
        readers += [name] if NAME in said and NUMBER in said else []
    assert readers == ["hub_supervisor"] == [one for one in CAST if "informants.open" in permissions(one)]


def test_no_entry_message_or_row_holds_it_even_after_the_seal_was_opened(world: dict[str, Any]) -> None:
    address = reverse(OPENING, kwargs={key: world[one] for key, one in DOORS[OPENING].things.items()})
    with transaction.atomic():
        assert NAME in seen(opened("hub_supervisor").post(address, REASON))
        assert Message.objects.filter(template="hub_alarm").exists()
        rows = (str(row) for model in apps.get_models() for row in model._default_manager.values().iterator())
        held = [row for row in rows if any(mark in row for mark in MARKS)]
        trail = Entry.objects.filter(action__startswith="early_picture.", subject=world["hub_concern"])
        assert trail.exists()
        assert not trail.filter(by=SCHOOL).exists()
        transaction.set_rollback(True)
    assert not held
    outbox = Path(settings.FIRSTBELL_HOME) / "outbox"
    assert not [one for one in outbox.rglob("*.eml") if any(mark in one.read_text() for mark in MARKS)]


def test_no_endpoint_answers_with_it(world: dict[str, Any]) -> None:
    tokens = [key_of(who, scope, now=things.NOW).token for scope, who in HOLDERS.items()]
    for lock in locks():
        for token in tokens:
            body, kind = BODIES.get(lock.path, ("", "application/json"))
            said = seen(ask(lock.method, ADDRESSES.get(lock.path, lock.path), body, kind, **by_token(token)))
            named = PROTECTED.sub("", said) if "openapi" in lock.path else said
            assert not [*sealed_in(named), *(one for one in (SCHOOL, NURSE) if one in said)], (lock.method, lock.path)


def test_who_somebody_is_by_law_is_kept_and_the_search_would_find_it(world: dict[str, Any]) -> None:
    numbers = IncidentVersion.objects.values_list("incident", flat=True)
    found = incidents.characteristics_to_count(list(numbers))
    assert {one.sexual_orientation for one in found.values()} == {MARKED["sexual_orientation"]}
    assert sealed_in(str(MARKED))
    rows = IncidentVersion.objects.values_list("document", flat=True)
    assert not [row for row in rows if PROTECTED.search(str(row))]


def test_only_the_counting_of_groups_reads_it() -> None:
    reads = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "src").rglob("*.py")
        if re.search(r"characteristics_to_count|characteristics_in\b", file.read_text(encoding="utf-8"))
    ]
    assert {one for one in reads if "/registers/incidents/" not in one} == {COUNTING}
