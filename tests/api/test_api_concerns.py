"""Concerns in from an agency's system, and what it may be told; who reported is in no answer."""

from collections.abc import Callable
from typing import Any

import pytest

from api.keys import AGENCY, NOW, SCHOOL, Key, said
from firstbell.foundations.audit.models import Entry
from firstbell.joint.early_picture import actions
from firstbell.joint.early_picture.models import Concern, Signal
from world.cast import join
from world.picture import SUPERVISOR

Keys = Callable[..., Key]
BOTH = ("concerns:write", "concerns:read")
CONCERN: dict[str, Any] = {
    "basis": "public_task",
    "facts": [{"kind": "injury", "how": "seen", "on": "2026-11-19", "text": "A bruise"}],
    "people": [{"part": "worried_for", "forenames": "Ivy", "surname": "Marlow", "is_child": True}],
    "address": ["12 Poplar Court"],
    "postcode": "ST4 3BB",
}


@pytest.fixture
def surgery(key: Keys) -> Key:
    return key(AGENCY, *BOTH)


def test_an_agency_reports_and_reads_what_it_may_be_told(surgery: Key, key: Keys) -> None:
    reference = said(surgery.post("/concerns", CONCERN))["reference"]
    row = Concern.objects.get()
    assert (row.reference, row.organisation, row.source_class, row.basis) == (
        reference,
        AGENCY,
        "health",
        "public_task",
    )
    assert Signal.objects.get().text == "A bruise"
    join("hub_supervisor", now=NOW)
    actions.give_feedback(concern=reference, sentence="looked_at", by=SUPERVISOR, now=NOW)
    listed = said(surgery.get("/concerns"))
    own = {
        "reference": reference,
        "raised_at": "2026-11-20T06:30:00Z",
        "basis": "public_task",
        "last_told": "looked_at",
    }
    assert listed == {"concerns": [own | {"last_told": "looked_at", "linked": False}], "more": False}
    (told,) = said(surgery.get(f"/concerns/{reference}"))["told"]
    assert told["words"] == "Somebody has read your report and decided what to do."
    assert Entry.objects.filter(action="early_picture.concern_read", by="informant", organisation=AGENCY).count() == 1
    school = key(SCHOOL, *BOTH)
    assert school.get(f"/concerns/{reference}").status_code == 404
    assert said(school.get("/concerns"))["concerns"] == []


def test_whether_others_see_the_household_is_not_told_on_a_basis_that_does_not_allow_it(surgery: Key) -> None:
    reference = said(surgery.post("/concerns", CONCERN | {"basis": "consent"}))["reference"]
    assert said(surgery.get(f"/concerns/{reference}"))["concern"]["linked"] is None


@pytest.mark.parametrize(
    ("more", "status", "says"),
    [
        ({"basis": "because"}, 409, "No lawful basis is stated."),
        ({"facts": []}, 422, "facts"),
        ({"facts": [{"kind": "aura", "how": "seen", "on": "2026-11-19"}]}, 409, "That is no kind of signal"),
        ({"facts": [{"kind": "injury", "how": "seen", "on": "2026-12-19"}]}, 409, "That day has not come."),
        ({"informant": "Nell"}, 422, "informant"),
        ({"words": "He gets cross"}, 409, "Own words"),
    ],
)
def test_what_nobody_could_act_on_is_refused(surgery: Key, more: dict[str, Any], status: int, says: str) -> None:
    answer = surgery.post("/concerns", CONCERN | more)
    assert (answer.status_code, says in answer.content.decode()) == (status, True)
    assert not Concern.objects.exists()


def test_what_is_sent_twice_counts_once(surgery: Key) -> None:
    for _time in range(2):
        surgery.post("/concerns", CONCERN)
    assert Concern.objects.values("root").distinct().count() == 1


def test_pages_of_concerns_are_cut(surgery: Key) -> None:
    for _time in range(3):
        surgery.post("/concerns", CONCERN)
    page = said(surgery.get("/concerns?skip=1&limit=1"))
    assert (len(page["concerns"]), page["more"]) == (1, True)
    assert said(surgery.get("/concerns?skip=2"))["more"] is False
