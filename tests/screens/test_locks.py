"""H7: every address by everybody of the cast and by every method. A new view without a row in ``doors`` fails."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from fakes.signed_in import opened
from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.accounts.rules.permissions import WITHOUT_PEOPLE
from firstbell.foundations.accounts.rules.roles import ROLES
from firstbell.foundations.audit.models import Entry
from firstbell.interfaces.api.v1 import scopes
from firstbell.interfaces.web.access.locks import Lock, lock_of
from screens import doors, things
from world.cast import CAST

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
EVERYBODY = ("nobody", *CAST)
API = "api/"


@dataclass(frozen=True, slots=True)
class Route:
    name: str
    lock: Lock | None
    view: Callable[..., HttpResponse]


def routes(patterns: list[Any], space: str = "", prefix: str = "") -> Iterator[Route]:
    """Every address of the people's pages, as Django would look it up."""
    for pattern in patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver) and not where.startswith(API):
            yield from routes(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space, where)
        elif isinstance(pattern, URLPattern):
            yield Route(f"{space}{pattern.name}", lock_of(pattern.callback), pattern.callback)


ROUTES = {route.name: route for route in routes(get_resolver().url_patterns)}


def test_every_page_has_its_row_and_every_row_its_page() -> None:
    assert set(ROUTES) == set(doors.DOORS)


def test_every_lock_asks_for_what_the_table_says() -> None:
    asked = {name: route.lock.permission if route.lock else "no lock" for name, route in ROUTES.items()}
    assert asked == {name: door.permission for name, door in doors.DOORS.items()}


def test_whatever_stands_open_says_why() -> None:
    locks = {name: route.lock for name, route in ROUTES.items() if route.lock and route.lock.permission is None}
    assert all(lock.why for lock in locks.values()), locks


def test_every_endpoint_has_a_scope_or_says_why_not() -> None:
    table = scopes.locks()
    assert len(table) > 10
    assert all(lock.scope or lock.why for lock in table)


def test_what_no_lock_lets_in_is_refused_whoever_asks() -> None:
    """A request that says nothing of who asks, and has no session to look them up in."""
    for route in ROUTES.values():
        assert route.lock is not None
        assert ("HEAD" in route.lock.methods) == ("GET" in route.lock.methods), route.name
        for method in set(METHODS) - set(route.lock.methods):
            request = HttpRequest()
            request.method = method
            assert route.view(request).status_code == 405, (method, route.name)


@pytest.mark.django_db
@pytest.mark.parametrize("name", EVERYBODY)
def test_each_address_by_each_method(name: str, world: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    """Allowed, 404 or 403, and never a failure; whoever has not signed in is sent there."""
    caplog.set_level(logging.ERROR)
    client = opened(name)
    wrong = []
    for route in ROUTES.values():
        for method in _methods(name, route):
            found = _asked(client, route, method, world)
            if not _is_right(name, route, method, found):
                wrong.append(f"{method} {route.name}: {found.status_code}")
    assert not wrong, "\n".join(wrong)


def _methods(name: str, route: Route) -> Iterable[str]:
    """Those that the page answers to; and for two all of them, as the browser sends them. What is let in by nobody is
    tried above, and HEAD is let in with GET."""
    assert route.lock is not None
    return METHODS if name in ("nobody", "supervisor") else set(route.lock.methods) - {"HEAD"}


def _asked(client: Client, route: Route, method: str, world: dict[str, Any]) -> HttpResponse:
    """The answer; whatever it changed is taken back, in the browser too."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    address = reverse(route.name, kwargs={key: world[one] for key, one in doors.DOORS[route.name].things.items()})
    fields = {key: world[one] for key, one in doors.DOORS[route.name].fields.items()}
    with transaction.atomic():
        answer: Any = client.generic(method, address, urlencode(fields), "application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(cookies)
    return answer


def _is_right(name: str, route: Route, method: str, found: HttpResponse) -> bool:
    door, code = doors.DOORS[route.name], found.status_code
    assert route.lock is not None
    if method not in route.lock.methods:
        return code == 405
    if door.permission is doors.OPEN:
        return code < 500
    if name == "nobody":
        return code == 302 and found["Location"].startswith("/sign-in/")
    if door.permission == doors.SIGNED_IN:
        return code < 500
    if door.permission not in permissions(name):
        return code == 403
    if door.owners and name not in door.owners:
        return code == 404
    return code in (200, 302, 400, 409, 422)


def _is_read(route: Route) -> bool:
    return route.lock is not None and "GET" in route.lock.methods


def permissions(name: str) -> set[str]:
    return {one for _, role in CAST[name].seats for one in ROLES[role].permissions}


def test_the_table_opens_something_to_everybody_who_has_a_role() -> None:
    """A table in which nobody may do anything would pass every test above."""
    for name, member in CAST.items():
        opens = [door for door in doors.DOORS.values() if door.permission in permissions(name)]
        assert bool(opens) == bool(member.seats), name


@pytest.mark.django_db
def test_without_the_second_factor_nobody_sees_a_person(world: dict[str, Any]) -> None:
    for name, route in ROUTES.items():
        door = doors.DOORS[name]
        owners = [one for one in CAST if door.permission in permissions(one) and one in (door.owners or CAST)]
        if not door.permission or door.permission in WITHOUT_PEOPLE or not _is_read(route):
            continue
        found = _asked(opened(owners[0], second_factor=False), route, "GET", world)
        assert (found.status_code, found["Location"]) == (302, reverse("access:second_factor_needed")), name


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(doors.SHOWS_SOMEBODY))
def test_every_look_at_a_person_is_in_the_trail(name: str, world: dict[str, Any]) -> None:
    door = doors.DOORS[name]
    owner = next(one for one in CAST if one in door.owners and door.permission in permissions(one))
    client, before = opened(owner), Entry.objects.count()
    with transaction.atomic():
        found = client.get(reverse(name, kwargs={key: world[one] for key, one in door.things.items()}))
        entries = Entry.objects.filter(sequence__gt=before, by=CAST[owner].email)
        assert (found.status_code, entries.exists()) == (200, True)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_role_taken_away_opens_nothing_on_the_next_page(world: dict[str, Any]) -> None:
    client = opened("asha")
    assert accounts.account_of(CAST["asha"].email) == world["account"]
    with transaction.atomic():
        things.accounts.take_role_away(
            account_id=world["account"],
            organisation="establishment:100001",
            role="school_lead",
            by=things.ADMINISTRATOR,
            now=things.NOW,
        )
        assert client.get(reverse("schools:notices")).status_code == 403
        transaction.set_rollback(True)
    assert client.get(reverse("schools:notices")).status_code == 200
