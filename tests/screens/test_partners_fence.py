"""Nothing of a partner is on any page, in any export or behind any endpoint that a facilitator can reach.

Every field of every row that is a partner's, at the programme and as a client of the support service, gets a mark of
its own. Then whoever must not see one asks for all there is, and sends every form there is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from api.keys import ask, key_of
from api.test_api_keys import ADDRESSES, BODIES, HOLDERS, by_token
from fakes.sent_forms import forms_of
from fakes.signed_in import opened
from firstbell.foundations.accounts.rules.permissions import SCOPES
from firstbell.interfaces.api.v1.scopes import locks
from firstbell.pure.refusal import Refused
from screens import things
from screens.doors import DOORS, OPEN, Door
from screens.test_locks import ROUTES, permissions
from world.cast import CAST

pytestmark = pytest.mark.django_db

OF_THE_PROGRAMME = ("PartnerLink", "PartnerAlert", "PartnerAnswer", "PoliceReports")
PEOPLE = ("participant", "left", "unlinked", "waiting")
FACILITATORS = ("facilitator", "programme_lead", "facilitator_elsewhere")
REFERRERS = ("desk", "supervisor", "case_officer", "case_supervisor")
DAY, NUMBER = date(1931, 7, 9), 31337


@dataclass
class Marks:
    """What each mark stands in, by the mark; those of support tables apart."""

    of_programme: dict[str, str] = field(default_factory=dict)
    of_client: dict[str, str] = field(default_factory=dict)

    @property
    def every(self) -> dict[str, str]:
        return self.of_programme | self.of_client


@pytest.fixture(scope="module")
def marks(world: dict[str, Any]) -> Marks:
    numbers, found = count(1), Marks()
    for model in (*map(_of_the_programme, OF_THE_PROGRAMME), *apps.get_app_config("support").get_models()):
        into = found.of_programme if model.__name__ in OF_THE_PROGRAMME else found.of_client
        rows = model._default_manager.all()
        assert rows.exists() or model.__name__ not in OF_THE_PROGRAMME, f"no row of {model.__name__} to mark"
        for row in rows:
            into |= _marked(row, numbers)
    return found


def _of_the_programme(name: str) -> type[models.Model]:
    return apps.get_model("programme", name)


def _marked(row: models.Model, numbers: Iterator[int]) -> dict[str, str]:
    """A mark in every field of the row, personal or plain, that can hold one; and what each stands in."""
    given, made = dict[str, Any](), dict[str, str]()
    for one in row._meta.concrete_fields:
        if (value := _mark(one, next(numbers))) is not None:
            given[one.name] = value
            made[_spelled(value)] = f"{type(row).__name__}.{one.name}"
    type(row)._default_manager.filter(pk=row.pk).update(**given)
    return made


def _mark(one: Any, number: int) -> Any:
    if one.primary_key or one.is_relation or isinstance(one, models.BooleanField):
        return None
    if isinstance(one, models.DateTimeField):
        return datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)
    if isinstance(one, models.DateField):
        return DAY
    if isinstance(one, models.IntegerField):
        return NUMBER
    return [f"zq{number:06}"] if isinstance(one, models.JSONField) else f"zq{number:06}"


def _spelled(value: Any) -> str:
    if isinstance(value, date):
        return str(value.year)
    return str(value[0] if isinstance(value, list) else value)


def stands_in(mark: str, said: str) -> bool:
    """Where it begins a word: four digits in a row are in one of some thousands of tokens that a browser is given."""
    return mark in said and bool(re.search(rf"(?<![0-9A-Za-z]){mark}(?:{DAY:%m%d}|(?![0-9A-Za-z]))", said))


def test_every_field_of_a_partner_holds_a_mark(marks: Marks) -> None:
    """A field without one would be passed over; what can hold none says no more than yes or no."""
    marked = set(marks.every.values())
    for name in OF_THE_PROGRAMME:
        model: Any = _of_the_programme(name)
        left = {one for one in model.PERSONAL | model.PLAIN if f"{name}.{one}" not in marked}
        kinds = {one: model._meta.get_field(one).get_internal_type() for one in left - {"id", "participant"}}
        assert set(kinds.values()) <= {"BooleanField", "DateTimeField", "DateField"}, kinds
    assert {"1931", str(NUMBER)} <= set(marks.every)
    assert len([one for one in marks.of_client.values() if one.startswith("Client.")]) >= 4


def addresses(world: dict[str, Any], *, reached: str = "GET") -> Iterator[str]:
    """Every address of the table of doors that answers to this method, of each participant there is."""
    for name, route in ROUTES.items():
        if route.lock is not None and reached in route.lock.methods:
            for people in PEOPLE:
                yield from _address(name, DOORS[name], world, people)


def _address(name: str, door: Door, world: dict[str, Any], who: str) -> Iterator[str]:
    about = [key for key, thing in door.things.items() if thing in PEOPLE]
    if about or who == PEOPLE[0]:
        yield reverse(name, kwargs={key: world[who if key in about else one] for key, one in door.things.items()})


def seen(answer: Any) -> str:
    """All that somebody can read of an answer: the page or file, and what it tells the browser."""
    inner = b"".join(answer.streaming_content) if answer.streaming else answer.content
    cookies = " ".join(one.OutputString() for one in answer.cookies.values())
    return f"{inner.decode(errors='replace')} {dict(answer.headers)} {cookies}"


def asked(client: Client, address: str) -> Iterator[tuple[str, HttpResponse]]:
    """The page, its list as a file, and what comes of sending each of its forms."""
    answer = fetched(client, address)
    yield address, answer
    yield f"{address}?export=csv", fetched(client, f"{address}?export=csv")
    for form in forms_of(answer.content.decode(errors="replace")) if answer.status_code == 200 else ():
        to = form.action if form.action.startswith("/") else address
        for at in (0, -1):
            yield f"POST {to}", fetched(client, to, form.filled(at))


def fetched(client: Client, address: str, sent: dict[str, str] | None = None) -> Any:
    """The answer to asking, or to sending; whatever it changed is taken back, in the browser too."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        answer: Any = client.get(address) if sent is None else client.post(address, sent, follow=True)
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(cookies)
    return answer


def everything(client: Client, world: dict[str, Any]) -> Iterator[tuple[str, HttpResponse]]:
    for address in addresses(world):
        yield from asked(client, address)
    for address in addresses(world, reached="POST"):
        yield f"POST {address}, empty", fetched(client, address, {})


@pytest.mark.parametrize("name", FACILITATORS)
def test_no_facilitator_finds_a_mark_anywhere(name: str, world: dict[str, Any], marks: Marks) -> None:
    opened_pages, found = set[str](), list[str]()
    for what, answer in everything(opened(name), world):
        said = seen(answer)
        opened_pages |= {what} if answer.status_code == 200 else set()
        found += [f"{what} shows {where}" for mark, where in marks.every.items() if stands_in(mark, said)]
    assert not found, "\n".join(sorted(set(found)))
    assert theirs(name, world) <= opened_pages


def theirs(name: str, world: dict[str, Any]) -> set[str]:
    """The addresses of the programme that this member can read, each of which must have been looked at."""
    return {
        address
        for view, door in DOORS.items()
        if view.startswith("programme:") and door.permission in permissions(name) and name in (door.owners or CAST)
        for who in PEOPLE
        for address in _address(view, door, world, who)
    }


@pytest.mark.parametrize("name", REFERRERS)
def test_no_police_officer_finds_a_mark_of_a_partner(name: str, world: dict[str, Any], marks: Marks) -> None:
    client, found = opened(name), list[str]()
    for address in addresses(world):
        said = seen(client.get(address))
        found += [f"{address} shows {where}" for mark, where in marks.of_programme.items() if stands_in(mark, said)]
    assert not found, "\n".join(sorted(set(found)))


def test_no_endpoint_shows_a_mark_and_none_opens_to_a_provider(world: dict[str, Any], marks: Marks) -> None:
    for scope in SCOPES:
        with pytest.raises(Refused, match="cannot have"), transaction.atomic():
            key_of("provider:choices", scope, now=things.NOW)
    tokens = [key_of(who, scope, now=things.NOW).token for scope, who in HOLDERS.items()]
    for lock in locks():
        for headers in ({}, *map(by_token, tokens)):
            body, kind = BODIES.get(lock.path, ("", "application/json"))
            said = seen(ask(lock.method, ADDRESSES.get(lock.path, lock.path), body, kind, **headers))
            assert not [where for mark, where in marks.every.items() if stands_in(mark, said)], (lock.method, lock.path)


def test_who_answers_for_partners_does_find_marks(world: dict[str, Any], marks: Marks) -> None:
    """Else the search above would find nothing anywhere."""
    said = seen(opened("worker").get(reverse("support:partners")))
    found = {where for mark, where in marks.of_programme.items() if mark in said}
    assert {"PartnerLink.client_reference", "PartnerLink.worker"} <= found


def test_nothing_that_stands_open_shows_a_mark(world: dict[str, Any], marks: Marks) -> None:
    nobody = opened("nobody")
    for name, door in DOORS.items():
        if door.permission is OPEN and ROUTES[name].lock and "GET" in ROUTES[name].lock.methods:
            (address,) = _address(name, door, world, PEOPLE[0])
            said = seen(nobody.get(address))
            assert not [where for mark, where in marks.every.items() if stands_in(mark, said)], name
