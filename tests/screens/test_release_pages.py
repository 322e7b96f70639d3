"""Public figures before they are published: one drafts, two others sign, and the register has everything."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from firstbell.foundations.audit.models import Entry
from firstbell.reporting.publication import actions, queries
from firstbell.reporting.publication.queries import standing
from screens.test_partners_fence import seen
from world import releases_morning
from world.area import Area
from world.cast import Door, join
from world.monday import MORNING, NIGHT

pytestmark = pytest.mark.django_db
DRAFT = {
    "measure": "reports",
    "level": "district",
    "months": "12",
    "first": "2025-01-01",
    "by_dimension": "nothing",
    "summary": "In most districts fewer than ten, and in Stoke-on-Trent some more.",
}
SAID = {
    "measure": "reports",
    "area": "E06000021",
    "months": "12",
    "first": "2024-01-01",
    "category": "reports/crime/true",
    "low": "1203",
    "high": "1203",
    "where": "The council's own report",
    "published_on_day": "2",
    "published_on_month": "11",
    "published_on_year": "2026",
}


@pytest.fixture
def counted(tmp_path: Path, db: None, settings: Settings, morning: datetime) -> None:
    """A year of reports, and the three who make figures public."""
    settings.FIRSTBELL_HOME = tmp_path
    for name in ("analyst", "signatory", "commissioner", "desk"):
        join(name, now=NIGHT)
    releases_morning.reported(Area(tmp_path))


@pytest.fixture
def analyst(counted: None, signed_in_as: Door) -> Client:
    return signed_in_as("analyst")


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def drafted(**more: Any) -> str:
    asked = {"measure": "reports", "level": "force", "first": date(2025, 4, 1), "months": 1}
    return releases_morning.drafted(**(asked | {"summary": "Some were made, as in every month."} | more))


def page_of(reference: str, step: str = "release") -> str:
    return reverse(f"analysts:{step}", args=[reference])


def test_an_analyst_drafts_by_choosing_and_types_no_figure(analyst: Client) -> None:
    asked = text(analyst.get(reverse("analysts:draft")))
    assert "nothing is typed" in asked
    answer = analyst.post(reverse("analysts:draft"), DRAFT)
    shown = text(analyst.get(answer["Location"]))
    assert "Reports of domestic abuse by district: January 2025 to December 2025" in shown
    assert "fewer than 10" in shown
    assert "What the public will see" in shown
    assert "Sign these figures" not in shown, "who drafts does not sign"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"months": "1"}, "by district a figure is of 3 months or more"),
        ({"first": "2025-05-01"}, "begins inside a quarter"),
        ({"level": "msoa", "months": "3"}, "by msoa a figure is of 12 months or more"),
        ({"months": "3"}, "these figures could give somebody away"),
        ({"summary": "Nothing"}, "A release has a summary in plain words"),
        ({"first": "2026-10-01"}, "is not over"),
        ({"first": "2026-11-01"}, "Choose one of those shown"),
        ({"measure": "children_present", "by_dimension": "sex"}, "not published by sex"),
        ({"measure": ""}, "Choose an answer to “What is counted?”"),
    ],
)
def test_what_is_never_published_is_said_and_what_was_typed_stays(
    analyst: Client, more: dict[str, str], says: str
) -> None:
    answer = analyst.post(reverse("analysts:draft"), DRAFT | more)
    assert says in text(answer)
    assert (DRAFT | more)["summary"] in text(answer)
    assert queries.drafts(seen_by=releases_morning.ANALYST) == ()


def test_two_others_sign_and_with_the_second_it_is_published(analyst: Client, signed_in_as: Door) -> None:
    made = drafted()
    first, second = signed_in_as("signatory"), signed_in_as("commissioner")
    assert "Once somebody else has signed too" in text(first.get(page_of(made, "sign")))
    assert first.post(page_of(made, "sign"), {"sure": "on"}).status_code == 302
    assert "You have signed" in text(first.get(page_of(made)))
    assert analyst.get(reverse("public:release", args=[made])).status_code == 404
    assert "Yours is the second signature" in text(second.get(page_of(made, "sign")))
    assert second.post(page_of(made, "sign"), {"sure": "on"}).status_code == 302
    assert "What the public sees" in text(second.get(page_of(made)))
    assert analyst.get(reverse("public:release", args=[made])).status_code == 200
    trail = Entry.objects.filter(subject=made).order_by("sequence").values_list("action", flat=True)
    assert list(trail) == ["releases.drafted", "releases.signed", "releases.published"]


def test_nobody_signs_without_saying_that_they_looked_or_twice(counted: None, signed_in_as: Door) -> None:
    made, signatory = drafted(), signed_in_as("signatory")
    assert "Tick “I have looked at every table" in text(signatory.post(page_of(made, "sign"), {}))
    signatory.post(page_of(made, "sign"), {"sure": "on"})
    again = signatory.post(page_of(made, "sign"), {"sure": "on"})
    assert (again.status_code, "You have signed" in text(again)) == (409, True)


def test_a_draft_is_withdrawn_for_a_reason_that_stays(analyst: Client) -> None:
    made = drafted()
    assert analyst.post(page_of(made, "withdraw"), {"reason": "x"}).status_code == 409
    told = {"reason": "The summary was about another month."}
    assert analyst.post(page_of(made, "withdraw"), told).status_code == 302
    shown = text(analyst.get(page_of(made)))
    assert "The summary was about another month." in shown
    assert "Withdraw this draft" not in shown


def test_what_was_published_is_counted_again_as_a_whole_and_once(analyst: Client) -> None:
    made = releases_morning.published(
        measure="reports", level="force", first=date(2025, 4, 1), months=1, summary="Some were made, as always."
    )
    told = {"summary": "Counted again a year later; nothing large has changed."}
    answer = analyst.post(page_of(made, "revise"), told)
    assert "no large change" in text(analyst.get(answer["Location"]))
    revised = answer["Location"].rstrip("/").rpartition("/")[2]
    for by in (releases_morning.SIGNATORY, releases_morning.COMMISSIONER):
        actions.sign_release(release=revised, by=by, now=MORNING)
    again = analyst.post(page_of(made, "revise"), told)
    assert (again.status_code, "has been revised" in text(again)) == (409, True)


def test_of_what_the_auditor_refused_nobody_reads_that_it_found_no_danger(
    analyst: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = standing.Tried(version=0, beside=(), cells=13, endangered=2)
    monkeypatch.setattr(actions.drafting, "tried", lambda made, force: found)
    assert "could give somebody away" in text(analyst.post(reverse("analysts:draft"), DRAFT))
    (line,) = queries.register(seen_by=releases_morning.ANALYST)
    said = text(analyst.get(reverse("analysts:release", args=[line.reference])))
    assert "The auditor refused these figures" in said
    assert "nobody in danger" not in said
    assert "this was tried too" not in said, "it is not beside itself"
    assert "Nobody yet" not in said, "nobody ever signs it"


def test_a_figure_said_elsewhere_is_entered_and_stands_in_the_register(analyst: Client) -> None:
    answer = analyst.post(reverse("analysts:enter"), SAID)
    assert answer["Location"] == reverse("analysts:releases")
    assert "The council’s own report" in text(analyst.get(answer["Location"])).replace("&#39;", "’")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"low": "5", "high": "3"}, "are no counts"),
        ({"low": "5", "high": "1" + "0" * 400}, "are no counts"),
        ({"low": "-5", "high": "3"}, "greater than or equal to 0"),
        ({"published_on_year": "2030"}, "is still to come"),
        ({"where": ""}, "Fill in “Where was it said?”"),
        ({"area": "E05000001"}, "Choose one of those shown"),
        ({"measure": "children_present"}, "not published by crime"),
    ],
)
def test_what_the_register_cannot_hold_is_said(analyst: Client, more: dict[str, str], says: str) -> None:
    assert says in text(analyst.post(reverse("analysts:enter"), SAID | more))


def test_a_map_without_the_library_of_noise_is_refused_with_what_to_do(
    analyst: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "opendp", None)
    answer = analyst.post(reverse("analysts:make_map"), {"year": "2025", "epsilon": "1"})
    assert answer.status_code == 409
    assert "OpenDP" in text(answer)


def test_the_register_is_nobodys_who_neither_drafts_nor_signs(counted: None, signed_in_as: Door) -> None:
    made = drafted()
    for step in ("releases", "draft", "enter", "make_map"):
        assert signed_in_as("desk").get(reverse(f"analysts:{step}")).status_code == 403
    assert signed_in_as("desk").get(page_of(made)).status_code == 403
    assert signed_in_as("signatory").get(page_of(made, "withdraw")).status_code == 403
    assert signed_in_as("analyst").get(page_of(made, "sign")).status_code == 403


def test_the_register_can_be_narrowed_and_taken_along(analyst: Client) -> None:
    made = drafted()
    address = reverse("analysts:releases")
    assert made in text(analyst.get(f"{address}?status=draft"))
    assert "Nothing in this list is like that" in text(analyst.get(f"{address}?status=withdrawn"))
    assert made in seen(analyst.get(f"{address}?export=csv"))
