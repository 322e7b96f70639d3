"""Who a party is by what the law protects is on no page, in no export and no endpoint; one page counts it.

Every party of the Monday morning is recorded so (``world.feed.MARKED``). Then everybody of the cast asks for all there
is.
"""

import re
from typing import Any

import pytest
from django.urls import reverse

from api.keys import ask, key_of
from api.test_api_keys import ADDRESSES, BODIES, HOLDERS, by_token
from architecture.checks.source import ROOT
from fakes.signed_in import opened
from firstbell.interfaces.api.v1.scopes import locks
from firstbell.registers.incidents import queries
from firstbell.registers.incidents.models import IncidentVersion
from screens import things
from screens.doors import DOORS
from screens.test_informants_fence import addresses, shown
from screens.test_partners_fence import seen
from world.cast import CAST
from world.feed import MARKED

pytestmark = pytest.mark.django_db
MARKS = re.compile(r"gay.or.lesbian|sexual.orientation|former.partner", re.IGNORECASE)
COUNTED = "police:week_groups"
"""There stand the words of every group, whether or not anybody is in it, with figures that are rounded."""


@pytest.mark.parametrize("name", ["nobody", *CAST])
def test_no_page_and_no_export_says_it_of_anybody(name: str, world: dict[str, Any]) -> None:
    client, found = opened(name), list[str]()
    counted = reverse(COUNTED, kwargs={key: world[one] for key, one in DOORS[COUNTED].things.items()})
    for address in addresses(world):
        for said in shown(client, address) if address != counted else ():
            found += [f"{address} shows {mark.group()}" for mark in MARKS.finditer(said)]
    assert not found, "\n".join(found)


def test_no_endpoint_answers_with_it(world: dict[str, Any]) -> None:
    tokens = [key_of(who, scope, now=things.NOW).token for scope, who in HOLDERS.items()]
    for lock in locks():
        for token in tokens:
            body, kind = BODIES.get(lock.path, ("", "application/json"))
            said = seen(ask(lock.method, ADDRESSES.get(lock.path, lock.path), body, kind, **by_token(token)))
            assert not MARKS.search(said) or "openapi" in lock.path, (lock.method, lock.path)


def test_it_is_there_and_the_search_would_find_it(world: dict[str, Any]) -> None:
    numbers = IncidentVersion.objects.values_list("incident", flat=True)
    found = queries.characteristics_to_count(list(numbers))
    assert {one.sexual_orientation for one in found.values()} == {MARKED["sexual_orientation"]}
    assert not [row for row in IncidentVersion.objects.values_list("document", flat=True) if MARKS.search(str(row))]


def test_only_the_counting_of_groups_reads_it() -> None:
    reads = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "src").rglob("*.py")
        if re.search(r"characteristics_to_count|characteristics_in\b", file.read_text(encoding="utf-8"))
    ]
    assert {one for one in reads if "/registers/incidents/" not in one} == {COUNTING}


COUNTING = "src/firstbell/joint/intensification/queries/everybody.py"
