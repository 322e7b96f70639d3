"""Whatever list a page shows can be taken away whole, as a file, and put in any order that it offers."""

import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from fakes.signed_in import opened
from screens import doors
from screens.test_locks import ROUTES, permissions
from world.cast import CAST

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="([^"]*[?&][a-z-]*(?:export|sort)=[^"]*)"')


def _readers(name: str) -> list[str]:
    door = doors.DOORS[name]
    return [one for one in CAST if door.permission in permissions(one) and one in (door.owners or CAST)]


def test_every_list_comes_as_a_file_and_in_every_order(world: dict[str, Any]) -> None:
    tried = 0
    for name, route in ROUTES.items():
        if not route.lock or "GET" not in route.lock.methods or not (readers := _readers(name)):
            continue
        here = reverse(name, kwargs={key: world[one] for key, one in doors.DOORS[name].things.items()})
        client = opened(readers[0])
        page = client.get(here)
        text = "" if page.streaming or page.status_code != 200 else page.content.decode(errors="ignore")
        for asked in {unescape(one) for one in LINK.findall(text)}:
            answer = client.get(here + asked if asked.startswith("?") else asked)
            assert answer.status_code == 200, (name, asked)
            is_file = "export=" in asked
            assert answer["Content-Type"].startswith("text/csv" if is_file else "text/html"), (name, asked)
            assert len(answer.getvalue()) > 10, (name, asked)
            tried += is_file
    assert tried > 30
