"""A safeguarding lead at the school gate: from the sign-in page to the acknowledged notice, as they would."""

from collections.abc import Callable

import pytest

from fakes.browser import DESK, PHONE, Visitor
from fakes.site import Site

Comes = Callable[..., Visitor]


@pytest.mark.parametrize(("size", "number"), [(PHONE, 1), (DESK, 2)])
def test_a_lead_acknowledges_a_notice(visitor: Comes, site: Site, size: tuple[int, int], number: int) -> None:
    asha = visitor(size=size)
    asha.goes_to("/")
    asha.sees("start")
    asha.signs_in("asha")
    asha.sees("notices")
    asha.presses(site.reference(number))
    asha.sees("notice")
    assert asha.reads("Noor")
    asha.presses("Acknowledge")
    asha.sees("acknowledged")
    assert asha.reads("cknowledged")
    assert site.now_stands(site.reference(number)) == "acknowledged"


def test_without_javascript_too(visitor: Comes, site: Site) -> None:
    deputy = visitor(size=PHONE, scripts=False)
    deputy.signs_in("deputy")
    deputy.presses(site.reference(3))
    deputy.presses("Acknowledge")
    deputy.sees("acknowledged-without-javascript")
    assert site.now_stands(site.reference(3)) == "acknowledged"
