"""The hub at a browser: a neighbour tells on a telephone, a nurse reports in two minutes, the hub decides and tells."""

from collections.abc import Callable
from typing import Any

import pytest

from fakes.browser import PHONE, ZOOMED, Visitor
from fakes.effort import Effort
from fakes.site import Site

Comes = Callable[..., Visitor]
Hub = dict[str, Any]
MOST_SECONDS = 120
"""Of a professional's time, from their list of concerns to one that is reported."""
LONG_ENOUGH = 3_200
"""Milliseconds after which the public page may be sent."""


@pytest.fixture(scope="module")
def hub(site: Site) -> Hub:
    """The site, with a household at the hub's table, and another that may be the same, by name."""
    return site.adds("hub")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_neighbour_tells_and_the_browser_keeps_nothing(visitor: Comes, hub: Hub, scripts: bool) -> None:
    nell, plain = visitor(size=PHONE, scripts=scripts), "plain" * (not scripts)
    nell.goes_to("/worried/")
    nell.sees(f"hub-worried-{plain}")
    assert nell.page.get_by_role("button", name="Exit this page").is_visible()
    nell.page.get_by_label("Shouting or fighting heard or seen").check()
    nell.page.get_by_label("I saw or heard it myself").check()
    nell.page.get_by_label("Yesterday").check()
    nell.page.wait_for_timeout(LONG_ENOUGH)
    nell.sends("Send")
    nell.sees(f"hub-worried-unfinished-{plain}")
    assert nell.reads("Fill in “What happened?”")
    nell.fills("What happened?", "Krzyki przez ścianę, codziennie.")
    nell.fills("Postcode", "ST4 3BB")
    nell.sends("Send")
    nell.sees(f"hub-sent-{plain}")
    assert nell.page.url.endswith("/worried/thanks/")
    assert nell.context.cookies() == []


def test_a_neighbour_without_a_name_reads_later_whether_somebody_looked(visitor: Comes, hub: Hub) -> None:
    nell = visitor(size=PHONE, scripts=False)
    nell.goes_to("/worried/")
    for label in ("Shouting or fighting heard or seen", "I saw or heard it myself", "Today", "They are under 18"):
        nell.page.get_by_label(label).check()
    nell.fills("What happened?", "She cries behind the door.")
    nell.fills("how would somebody know them?", "The girl at number 5, about seven")
    nell.page.get_by_label("Give me a code").check()
    nell.page.wait_for_timeout(LONG_ENOUGH)
    nell.sends("Send")
    nell.sees("hub-code")
    reference, code = nell.page.locator(".govuk-summary-list__value").all_inner_texts()
    assert nell.context.cookies() == []
    closer = visitor(size=ZOOMED)
    closer.goes_to("/worried/told/")
    closer.sees("hub-look-up")
    closer.fills("Reference", reference)
    closer.fills("Code", code)
    closer.page.wait_for_timeout(LONG_ENOUGH)
    closer.sends("Look it up")
    closer.sees("hub-told")
    assert closer.reads("It was received.")
    assert code not in closer.page.url + closer.page.content()


def test_a_nurse_reports_in_two_minutes_and_reads_what_she_may_be_told(
    visitor: Comes, hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    hal, effort = visitor(), Effort()
    hal.comes_in("professional")
    hal.sees("hub-concerns")
    effort.click(hal, hal.named("Report a concern"))
    hal.sees("hub-report")
    for label in ("An injury, or injuries that form a pattern", "Seen, heard or measured", "Today"):
        effort.click(hal, hal.page.get_by_label(label).first)
    effort.type(hal, hal.page.get_by_label("What you saw or were told"), "A bruise on her wrist")
    effort.type(hal, hal.page.get_by_label("First names", exact=True), "Ivy")
    effort.type(hal, hal.page.get_by_label("Last name", exact=True), "Marlow")
    effort.type(hal, hal.page.get_by_label("Where do they live?"), "12 Poplar Court")
    effort.type(hal, hal.page.get_by_label("Postcode"), "ST4 3BB")
    effort.click(hal, hal.page.get_by_label("Safeguarding is our public task"))
    effort.click(hal, hal.named("Report it"))
    hal.sees("hub-reported")
    assert hal.reads("Reported.")
    with capsys.disabled():
        print(f"\nA professional's report: {effort}")
    assert effort.seconds < MOST_SECONDS


def test_the_hub_decides_and_a_school_reads_that_it_was_looked_at(visitor: Comes, hub: Hub) -> None:
    greg, asha = visitor(), visitor(size=PHONE)
    greg.comes_in("hub_supervisor")
    greg.sees("hub-queue")
    greg.presses(hub["hub_matter"])
    greg.sees("hub-matter")
    assert greg.reads("What is not known")
    greg.presses("Decide")
    greg.page.get_by_label("Agencies act together").check()
    greg.fills("Why?", "Three agencies see the same child afraid.")
    greg.sees("hub-decide")
    greg.sends("Keep the decision")
    greg.goes_to(f"/hub/matters/{hub['hub_matter']}/tell/{hub['hub_concern']}/")
    greg.page.get_by_label("Somebody has read your report").check()
    greg.sends("Tell them")
    greg.sees("hub-decided")
    asha.comes_in("asha")
    asha.goes_to(f"/concerns/{hub['hub_concern']}/")
    asha.sees("hub-told")
    assert asha.reads("Somebody has read your report and decided what to do.")


PAGES = {
    "hub_supervisor": ("questions/", "questions/{hub_question}/", "thresholds/", "households/{hub_household}/",
                       "households/{hub_household}/split/", "households/{hub_household}/closed-to/",
                       "households/{hub_other}/{hub_public}/who/", "matters/{hub_matter}/task/",
                       "matters/{hub_matter}/", ""),
    "hub_partner": ("", "matters/{hub_matter}/", "matters/{hub_matter}/task/{hub_task}/done/"),
}  # fmt: skip


def test_every_page_of_the_hub_is_clear_and_fits_a_telephone(visitor: Comes, hub: Hub) -> None:
    for name, paths in PAGES.items():
        somebody = visitor(size=PHONE)
        somebody.comes_in(name)
        for at, path in enumerate(paths):
            somebody.goes_to("/hub/" + path.format(**hub))
            somebody.sees(f"hub-{name}-{at}")
