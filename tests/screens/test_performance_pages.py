"""The pages of the performance meeting: measures in sentences, one with its chart, questions, and the pack."""

import csv
import io
import re
import zipfile
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from firstbell.foundations.audit.models import Entry
from firstbell.pure.actor import Actor
from firstbell.pure.figures.places import Level
from firstbell.pure.policy import ForcePolicy
from firstbell.reporting.performance import jobs, queries
from firstbell.reporting.performance.rules.measures import MEASURES
from world import intensification
from world.area import at
from world.cast import Door

pytestmark = pytest.mark.django_db

JOB = Actor("job:make figures' columns", "force:staffordshire")
AUGUST = {"month": "2026-08"}


@pytest.fixture
def counted(tmp_path: Path) -> None:
    intensification.reported(tmp_path)
    jobs.refresh_columns(by=JOB, now=at("2026-11-23 03:00"), policy=ForcePolicy())


@pytest.fixture
def ana(counted: None, signed_in_as: Door) -> Client:
    return signed_in_as("analyst")


@pytest.fixture
def cleo(counted: None, signed_in_as: Door) -> Client:
    return signed_in_as("commissioner")


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(response.content.decode())).split())


def measure(who: Client, code: str = "reports", **asked: str) -> str:
    return text(who.get(reverse("analysts:measure", args=[code]), AUGUST | asked))


def test_before_any_figures_the_page_says_that_there_are_none(signed_in_as: Door) -> None:
    found = signed_in_as("analyst").get(reverse("analysts:measures"))
    assert (found.status_code, "No figures have been made yet" in text(found)) == (200, True)


def test_every_measure_is_said_in_a_sentence_with_what_may_be_said_of_the_year(cleo: Client) -> None:
    shown = text(cleo.get(reverse("analysts:measures"), AUGUST))
    assert "Not for publication" in shown
    for one in queries.seen_measures(queries.How(month=date(2026, 8, 1), force="staffordshire")):
        assert one.figure() in shown, one.measure.code
    assert shown.count("No claim:") + shown.count("by a margin of") == len(MEASURES)


def test_four_lines_stand_together_wherever_one_of_them_does(ana: Client) -> None:
    assert "Four lines together" in text(ana.get(reverse("analysts:measures"), AUGUST))
    for code in ("reports", "crimes", "victims", "crime_ratio"):
        assert "Read none without the others" in measure(ana, code)
    assert "Read none without the others" not in measure(ana, "late")


def test_a_measure_shows_its_chart_with_its_table_and_what_is_marked_on_it(ana: Client) -> None:
    page = ana.get(reverse("analysts:measure", args=["crimes"]), AUGUST).content.decode()
    assert page.count("<svg") == page.count("the numbers of the chart</caption>") + page.count(
        "the numbers of the picture</caption>"
    )
    assert "style=" not in page
    shown = measure(ana, "crimes")
    assert "Line 1, 5 April 2023: Controlling or coercive behaviour" in shown
    assert "With nothing happening" in shown
    assert "Counted so since" in shown


def test_the_parts_of_a_table_come_to_the_total_that_was_counted_apart(ana: Client) -> None:
    shown = measure(ana, level="district")
    assert "What the total of August 2026 is made of" in shown
    assert "not explained Records 0" in shown
    assert "total, counted apart" in shown


def test_one_area_has_a_chart_of_its_own_and_another_level_forgets_it(ana: Client) -> None:
    (seen,) = queries.seen_measures(
        queries.How(month=date(2026, 8, 1), force="staffordshire", level=Level.DISTRICT), ["reports"]
    )
    area = seen.table.areas()[0]
    assert "month by month: the numbers of the chart" in measure(ana, level="district", area=area, of="district")
    assert measure(ana, level="authority", area=area, of="district")
    gone = ana.get(reverse("analysts:measure", args=["reports"]), AUGUST | {"level": "district", "area": "E99999999"})
    assert gone.status_code == 404


@pytest.mark.parametrize("asked", [{"month": "last"}, {"month": "2026-13"}])
def test_a_month_that_is_none_is_not_found(ana: Client, asked: dict[str, str]) -> None:
    assert ana.get(reverse("analysts:measures"), asked).status_code == 404


def test_a_measure_that_is_none_is_not_found(ana: Client) -> None:
    assert ana.get(reverse("analysts:measure", args=["guesses"])).status_code == 404


def test_what_came_later_is_shown_where_somebody_asks(ana: Client) -> None:
    assert "after 1 June 2026" in measure(ana, since="2026-06")
    assert "Revised since" not in measure(ana, since="1999-01")


def test_limits_begin_anew_only_with_a_reason_that_is_then_on_the_chart(ana: Client, cleo: Client) -> None:
    address = reverse("analysts:rebase", args=["reports"])
    sent: dict[str, Any] = {"on_day": "1", "on_month": "1", "on_year": "2026"}
    refused = ana.post(address, sent | {"why": "Better."})
    assert refused.status_code == 409
    assert ana.post(address, sent | {"why": "Reports are taken by another system."}).status_code == 302
    assert "Reports are taken by another system." in measure(ana)
    assert cleo.get(address).status_code == 403


def test_the_office_asks_and_the_analyst_answers(ana: Client, cleo: Client) -> None:
    sent = {"text": "Why did reports rise in spring?", "asked_by": "The Commissioner", "measure": "reports"}
    sent |= {"asked_on_day": "20", "asked_on_month": "11", "asked_on_year": "2026"}
    made = cleo.post(reverse("analysts:ask"), sent)
    assert made.status_code == 302
    reference = made["Location"].rstrip("/").rsplit("/", 1)[-1]
    assert "Not answered yet" in text(cleo.get(made["Location"]))
    answer = reverse("analysts:answer", args=[reference])
    assert cleo.get(answer).status_code == 403
    assert ana.post(answer, {"text": "It is within what is usual."}).status_code == 302
    assert "It is within what is usual." in text(cleo.get(made["Location"]))
    assert reference in text(cleo.get(reverse("analysts:questions")))


def test_one_button_makes_the_whole_pack_and_leaves_an_entry(ana: Client, cleo: Client) -> None:
    page = ana.get(reverse("analysts:pack", args=["2026-08"]))
    assert "Download the whole pack" in text(page)
    assert "Download the whole pack" not in text(cleo.get(reverse("analysts:pack", args=["2026-08"])))
    made = ana.post(reverse("analysts:make_pack", args=["2026-08"]))
    assert made["Content-Disposition"] == 'attachment; filename="performance-2026-08.zip"'
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        names = archive.namelist()
        html = archive.read("performance-2026-08.html").decode()
    assert names == [one.name.format("2026-08") for one in queries.FILES]
    assert Entry.objects.filter(action="figures.packed").count() == 1
    told = re.findall(r"<h2[^>]*>([^<]+)</h2>", html)
    shown = unescape(page.content.decode())
    assert [heading for heading in told if unescape(heading) not in shown] == [], "the page leads to every section"


def test_one_file_of_a_pack_is_an_entry_too(ana: Client) -> None:
    made = ana.get(reverse("analysts:pack_file", args=["2026-08", "definitions"]))
    rows = list(csv.DictReader(io.StringIO(made.content.decode())))
    assert {row["measure"] for row in rows} == {one.code for one in MEASURES}
    assert Entry.objects.filter(action="figures.packed").count() == 1
    assert ana.get(reverse("analysts:pack_file", args=["2026-08", "secrets"])).status_code == 404
