"""Published figures as anybody sees them: help first, nothing of who looks, and nothing that was not published."""

import logging
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.conf import settings as in_use
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from firstbell.config import clock
from firstbell.interfaces.web.design.logs import Plain
from firstbell.pure.areas.neighbourhoods import neighbourhoods
from firstbell.reporting.publication import actions, queries
from firstbell.reporting.publication.models import RegisterEntry
from screens.test_partners_fence import seen
from world import releases_morning
from world.area import Area
from world.cast import CAST, Door, join
from world.monday import MORNING, NIGHT
from world.published import thawed

pytestmark = pytest.mark.django_db
START = "/figures-near-you/"
POSTCODE, CODE = "ST4 3BB", "E02002970"
TYPED = (POSTCODE, "ST43BB", "st4 3bb", "ST4%203BB", "ST4+3BB")
WITHDRAWN_SUMMARY, WHY = "Of this it was said that it must not be published.", "It was about the wrong month."
EXACT = ("31", "14", "119")
"""What was counted, where something else is published: 30, 15, 120."""
PAGES = ("start", "areas", "meaning", "weeks", "releases")
OF_A_RELEASE = ("release", "map", "figures", "about", "workbook")
SHEET, OF_NUMBER = "xl/worksheets/sheet3.xml", r'<c r="E\d+"(?: s="\d+")?><v>([^<]*)</v>'
"""The spreadsheet's figures, and how a number stands among them; words stand apart."""
UNSAID = re.compile("abuse|violen|victim|domestic|dv|da-", re.IGNORECASE)


@pytest.fixture(scope="module")
def published(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """A year by neighbourhood and a month of the force; a draft, a withdrawn one and a figure said elsewhere. Made once
    for all tests here, and taken back after them."""
    folder, whole = tmp_path_factory.mktemp("published"), transaction.atomic()
    whole._from_testcase = True  # as Django's own test cases say it: what must be outermost may stand within
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        override_settings(FIRSTBELL_HOME=folder),
        whole,
    ):
        patch.setattr(clock, "now", lambda: MORNING)
        yield made(folder)
        transaction.set_rollback(True)


def made(folder: Path) -> dict[str, str]:
    for name in ("analyst", "signatory", "commissioner"):
        join(name, now=NIGHT)
    releases_morning.reported(Area(folder))
    year = releases_morning.published(
        measure="reports", level="msoa", first=date(2025, 1, 1), months=12, summary="In the towns more than elsewhere."
    )
    gone = releases_morning.drafted(
        measure="reports", level="force", first=date(2026, 8, 1), months=1, summary=WITHDRAWN_SUMMARY
    )
    actions.withdraw_draft(release=gone, reason=WHY, by=releases_morning.ANALYST, now=MORNING)
    return {"year": year, "gone": gone, **releases_morning.build()}


@pytest.fixture
def anybody() -> Client:
    """Held to the form's token, wherever a page would ask for one: it needs a cookie."""
    return Client(enforce_csrf_checks=True)


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def unpacked(answer: Any) -> str:
    """All that somebody can read of a page or file, a spreadsheet's sheets too."""
    if not answer.get("Content-Disposition", "").endswith('.xlsx"'):
        return seen(answer)
    with ZipFile(BytesIO(answer.content)) as sheets:
        return sheets.read("xl/sharedStrings.xml").decode() + str(re.findall(OF_NUMBER, sheets.read(SHEET).decode()))


def addresses(*references: str) -> Iterator[str]:
    yield from (reverse(f"public:{page}") for page in PAGES)
    yield from (reverse("public:neighbourhood", args=[code]) for code in (CODE, "E02002951"))
    yield from (reverse(f"public:{page}", args=[reference]) for reference in references for page in OF_A_RELEASE)


def test_a_postcode_leads_to_the_area_and_stands_nowhere(
    published: dict[str, str], anybody: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for typed in (POSTCODE, "st4 3bb", " ST43BB "):
        answer = anybody.post(START, {"postcode": typed})
        assert (answer.status_code, answer["Location"]) == (302, f"{START}areas/{CODE}/")
        assert not answer.cookies
    seen_there = anybody.get(f"{START}areas/{CODE}/").content.decode()
    rows = [str(row) for model in apps.get_models() for row in model._default_manager.values().iterator()]
    kept = [row for row in rows if "Example Road" not in row and "STF/2025" not in row]
    assert not [mark for mark in TYPED if mark in caplog.text or mark in seen_there or mark in str(kept)]
    assert not apps.get_model("sessions", "Session").objects.exists()


def test_a_postcode_that_is_none_is_not_kept_either(
    published: dict[str, str], anybody: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for typed, says in (("XX9 9XX", "no figures for that postcode"), ("hello", "not a postcode")):
        answer = anybody.post(START, {"postcode": typed})
        assert (answer.status_code, says in text(answer)) == (409, True)
        assert answer["Cache-Control"] == "no-store"
        assert typed not in caplog.text
    assert "Fill in “Postcode”" in text(anybody.post(START, {"postcode": ""}))


def test_a_failure_says_nothing_of_the_postcode(
    anybody: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(postcode: str) -> None:
        raise RuntimeError(postcode)

    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(queries, "neighbourhood_at", fails)
    anybody.raise_request_exception = False
    answer = anybody.post(START, {"postcode": POSTCODE})
    said = "\n".join(Plain().format(record) for record in caplog.records)
    assert answer.status_code == 500
    assert POSTCODE not in said + answer.content.decode()


def test_help_and_the_way_out_come_before_everything(published: dict[str, str], anybody: Client) -> None:
    for address in (*addresses(published["year"]), f"{START}areas/nowhere/"):
        answer = anybody.get(address)
        if "html" in answer["Content-Type"]:
            said, below = text(answer), re.search(r"</h1>.*?<p[^>]*>([^<]*)", answer.content.decode(), re.DOTALL)
            assert below is not None, address
            assert below[1].startswith("In danger now: ring 999"), address
            assert "Exit this page" in said
            assert "0808 2000 247" in said


def test_nothing_stays_in_the_browser_but_files_that_were_asked_for(published: dict[str, str], anybody: Client) -> None:
    for address in addresses(published["year"]):
        answer = anybody.get(address)
        is_file = "Content-Disposition" in answer
        assert answer.status_code == 200, address
        assert answer["Cache-Control"] == ("public, max-age=3600" if is_file else "no-store"), address
        assert not answer.cookies, address


def test_titles_addresses_and_names_of_files_say_nothing_of_what_it_is_about(
    published: dict[str, str], anybody: Client
) -> None:
    for address in addresses(published["year"], published["release"]):
        answer = anybody.get(address)
        title = re.findall(r"<title>(.*?)</title>", seen(answer))[:1]
        assert not UNSAID.search(f"{address} {title} {answer.get('Content-Disposition', '')}"), address


def test_a_neighbourhood_has_its_own_figures_and_those_of_what_it_lies_in(
    published: dict[str, str], anybody: Client
) -> None:
    said = text(anybody.get(f"{START}areas/{CODE}/"))
    assert "Neighbourhood: Stoke-on-Trent 020" in said
    assert "Reports, January 2025 to December 2025: 70." in said
    assert "fewer than 10" in text(anybody.get(f"{START}areas/E02002951/"))
    for words in ("District: Stoke-on-Trent", "Staffordshire force area", "More reports may be good"):
        assert words in said


def test_each_level_stands_by_the_shortest_period_that_was_published_of_it(
    published: dict[str, str], anybody: Client
) -> None:
    """Of the force there is a month too; of the district there is nothing shorter than the year."""
    said = text(anybody.get(f"{START}areas/{CODE}/"))
    own, district, force = re.split("District: |Whole area of the police force: ", said)
    for shown in (own, district):
        assert "January 2025 to December 2025" in shown
    assert "Reports, October 2026: fewer than 10." in force
    assert "January 2025" not in force


def test_the_map_and_its_table_say_the_same_of_every_area(published: dict[str, str], anybody: Client) -> None:
    page = anybody.get(reverse("public:map", args=[published["year"]])).content.decode()
    on_map = dict(re.findall(r'class="fb-band" href="([^"]+)" aria-label="[^:]+: ([^"]+)"', page))
    table = re.findall(r'<th[^>]*><a class="govuk-link" href="([^"]+)">.*?<span class="fb-table__value">([^<]+)<', page)
    assert len(on_map) == len(neighbourhoods())
    assert dict(table) == on_map


def test_a_release_that_goes_down_to_no_neighbourhood_has_no_map(published: dict[str, str], anybody: Client) -> None:
    assert anybody.get(reverse("public:map", args=[published["release"]])).status_code == 404
    assert "See them on a map" not in text(anybody.get(reverse("public:release", args=[published["release"]])))


@pytest.mark.parametrize("page", OF_A_RELEASE)
@pytest.mark.parametrize("which", ["release_draft", "gone", "release_entered", "nowhere"])
def test_what_was_not_published_is_not_there(published: dict[str, str], anybody: Client, page: str, which: str) -> None:
    answer = anybody.get(reverse(f"public:{page}", args=[published.get(which, "PR-NOWHERE")]))
    assert (answer.status_code, "There is no such page" in text(answer)) == (404, True)


@pytest.mark.parametrize("name", ["nobody", "analyst", "signatory"])
def test_nothing_unpublished_is_on_any_public_page_whoever_looks(
    name: str, published: dict[str, str], signed_in_as: Door
) -> None:
    """Not a draft's words, who made or signed it, what was said elsewhere, or a count that was rounded."""
    people = [
        one for member in ("analyst", "signatory", "commissioner") for one in (CAST[member].email, CAST[member].name)
    ]
    marks = (releases_morning.DRAFT_SUMMARY, WITHDRAWN_SUMMARY, WHY, releases_morning.WHERE, *people)
    marks += (published["release_draft"], published["gone"], published["release_entered"], "refused")
    client, found = signed_in_as(name), []
    for address in addresses(published["year"], published["release"]):
        said = unpacked(client.get(address))
        found += [f"{address} shows {mark}" for mark in marks if mark in said]
        found += [f"{address} shows {one}" for one in EXACT if re.search(rf">\s*{one}\s*<|,{one},|'{one}'", said)]
    assert not found, "\n".join(found)


def test_the_search_for_what_is_unpublished_would_find_it(published: dict[str, str], signed_in_as: Door) -> None:
    said = seen(signed_in_as("analyst").get(reverse("analysts:releases")))
    for mark in (published["release_draft"], published["gone"], published["release_entered"], CAST["analyst"].email):
        assert mark in said


def test_so_many_look_ups_an_hour_from_one_place_and_then_help_and_the_list(published: dict[str, str]) -> None:
    here = Client(REMOTE_ADDR="192.0.2.78")
    most = int(in_use.ACCOUNT_RATE_LIMITS["find_area"].partition("/")[0])
    answers = [here.post(START, {"postcode": POSTCODE}) for _time in range(most + 1)]
    assert [one.status_code for one in answers] == [*[302] * most, 429]
    assert "ring 999" in text(answers[-1])
    assert "All areas" in text(answers[-1])


def test_files_hold_every_figure_and_what_must_be_known_to_read_it(published: dict[str, str], anybody: Client) -> None:
    rows = anybody.get(reverse("public:figures", args=[published["year"]])).content.decode("utf-8-sig").splitlines()
    shown = queries.public_release(published["year"]).figures
    assert [row.split(",")[6] for row in rows[1:]] == [one.area for one in shown]
    about = seen(anybody.get(reverse("public:about", args=[published["year"]])))
    assert "In the towns more than elsewhere." in about
    assert "nearest 5" in about


def test_a_release_that_is_not_what_was_signed_is_not_shown_and_nobody_is_told_why(
    published: dict[str, str], anybody: Client
) -> None:
    with transaction.atomic():
        thawed()
        row = RegisterEntry.objects.get(reference=published["year"])
        RegisterEntry.objects.filter(pk=row.pk).update(value=row.value.replace("E02002970", "E02002971"))
        own = [reverse(f"public:{page}", args=[row.reference]) for page in OF_A_RELEASE]
        for address in (*own, f"{START}areas/{CODE}/"):
            answer = anybody.get(address)
            assert (answer.status_code, "cannot be shown just now" in text(answer)) == (409, True), address
            assert "backup" not in text(answer)
        transaction.set_rollback(True)


def test_before_anything_is_published_every_page_says_so(published: dict[str, str], anybody: Client) -> None:
    with transaction.atomic():
        thawed()
        RegisterEntry.objects.update(status="draft")
        for page in ("start", "releases", "weeks"):
            assert "Nothing has been published yet." in text(anybody.get(reverse(f"public:{page}")))
        assert "Nothing has been published for it yet." in text(anybody.get(f"{START}areas/{CODE}/"))
        transaction.set_rollback(True)
