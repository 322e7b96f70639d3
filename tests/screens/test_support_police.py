"""Victims referred from their incident, and how that stands."""

import re
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from fakes.pages_read import of_support, text_of
from firstbell.registers.incidents import actions as incidents
from firstbell.registers.incidents import queries as incidents_read
from firstbell.responses.support import queries
from world import support_morning
from world.area import Area
from world.cast import CAST, Door, join
from world.feed import child, incident, party, suspect
from world.monday import NIGHT
from world.support_morning import CODE_WORD, NUMBER, WORKER

Things = dict[str, Any]
CONSENT = {"basis": "consent", "grade": "none"}


def reported(area: Area, reference: str, *parties: dict[str, Any], children: Sequence[dict[str, Any]] = ()) -> int:
    area.incidents(incident(reference, parties=list(parties), children=list(children)), now=NIGHT)
    return incidents_read.find("staffordshire", reference)


def test_a_victim_is_referred_as_the_incident_names_them(support_area: Area, signed_in_as: Door) -> None:
    number = reported(support_area, "STF/2026/0000001", party(), suspect())
    desk = signed_in_as("desk")
    assert "Refer to support" in text_of(desk.get(reverse("police:incident", args=[number])))
    asked = text_of(desk.get(reverse("police:refer", args=[number])))
    assert "Amy Okafor" in asked
    assert "Daniel" not in asked
    assert "To which service?" not in asked
    assert desk.post(reverse("police:refer", args=[number]), CONSENT).status_code == 302
    (line,) = queries.referrals(seen_by=WORKER)
    said = queries.referral(line.reference, seen_by=WORKER)
    assert (said.forenames, said.surname, str(said.date_of_birth)) == ("Amy", "Okafor", "1992-02-03")
    assert (said.referred_from, said.basis, said.grade, said.also_suspect) == ("police", "consent", "", False)
    assert "Referred from this incident already" in text_of(desk.get(reverse("police:refer", args=[number])))


def test_each_of_two_who_accuse_each_other_is_referred_and_it_is_said(support_area: Area, signed_in_as: Door) -> None:
    number = reported(support_area, "STF/2026/0000001", party(role="both"), suspect(role="both"))
    desk, address = signed_in_as("desk"), reverse("police:refer", args=[number])
    assert "Each has accused the other" in text_of(desk.get(address))
    assert 'value="P2" checked' in desk.get(f"{address}?person=P2").content.decode()
    assert desk.post(address, CONSENT).status_code == 200, "nobody is chosen"
    assert desk.post(address, CONSENT | {"person": "P2"}).status_code == 302
    (line,) = queries.referrals(seen_by=WORKER)
    shown = text_of(signed_in_as("worker").get(of_support("referral", line.reference)))
    assert "Daniel Okafor" in shown
    assert "recorded as a suspect in the same incident too" in shown


def test_without_consent_it_takes_a_high_grade_and_a_reason(support_area: Area, signed_in_as: Door) -> None:
    address = reverse("police:refer", args=[reported(support_area, "STF/2026/0000001", party(), suspect())])
    desk = signed_in_as("desk")
    alone = {"basis": "high_risk", "grade": "medium", "basis_reason": "He sat beside her the whole time."}
    refused = desk.post(address, alone)
    assert (refused.status_code, "a high grade are needed" in text_of(refused)) == (409, True)
    assert desk.post(address, alone | {"grade": "high", "basis_reason": "unsafe"}).status_code == 409
    assert not queries.referrals(seen_by=WORKER).count()
    assert desk.post(address, alone | {"grade": "high"}).status_code == 302


def test_where_there_are_two_services_one_is_chosen(support_area: Area, signed_in_as: Door) -> None:
    join("worker_elsewhere", now=NIGHT)
    address = reverse("police:refer", args=[reported(support_area, "STF/2026/0000001", party(), suspect())])
    desk = signed_in_as("desk")
    assert "To which service?" in text_of(desk.get(address))
    assert desk.post(address, CONSENT).status_code == 200
    assert desk.post(address, CONSENT | {"service": "school:100001"}).status_code == 200
    assert desk.post(address, CONSENT | {"service": "support:haven"}).status_code == 302
    assert not queries.referrals(seen_by=WORKER).count()


def test_without_a_victim_or_a_service_nothing_can_be_sent(support_area: Area, signed_in_as: Door) -> None:
    address = reverse("police:refer", args=[reported(support_area, "STF/2026/0000001", suspect())])
    assert "names no victim" in text_of(signed_in_as("desk").get(address))
    assert signed_in_as("desk").post(address, CONSENT).status_code == 200
    assert not queries.referrals(seen_by=WORKER).count()


def test_whom_a_record_is_closed_to_neither_refers_from_it_nor_learns_that_anybody_was(
    support_area: Area, signed_in_as: Door
) -> None:
    number = reported(support_area, "STF/2026/0000001", party(), suspect())
    reference = support_morning.referred(made=NIGHT, incident_reference="STF/2026/0000001")
    desk, take_back = signed_in_as("desk"), reverse("police:revoke_referral", args=[reference])
    assert reference in text_of(desk.get(reverse("police:referrals")))
    by = {"reason": "Lives with the suspect", "by": support_morning.SUPERVISOR, "now": NIGHT}
    incidents.restrict_record(incident_id=number, to=CAST["desk"].email, **by)
    listed = text_of(desk.get(reverse("police:referrals")))
    assert (reference in listed, "STF/2026/0000001" in listed) == (False, False)
    assert desk.get(take_back).status_code == 404
    assert desk.post(take_back, {"reason": "I want to know"}).status_code == 404
    assert desk.get(reverse("police:refer", args=[number])).status_code == 404
    assert reference in text_of(signed_in_as("supervisor").get(reverse("police:referrals")))


def test_police_see_how_a_referral_stands_and_nothing_of_the_client(new_era: Things, signed_in_as: Door) -> None:
    listed = text_of(signed_in_as("case_officer").get(reverse("police:referrals")))
    assert new_era["support_case"] in listed
    assert not re.search(f"Ada|Castle|{NUMBER}|{CODE_WORD}|Lives elsewhere|Noor", listed)


def test_a_referral_is_taken_back_with_a_reason(new_era: Things, signed_in_as: Door) -> None:
    desk, address = signed_in_as("desk"), reverse("police:revoke_referral", args=[new_era["support_case"]])
    assert desk.post(address, {"reason": " "}).status_code == 200
    assert desk.post(address, {"reason": "Consent withdrawn."}).status_code == 302
    assert queries.referral(new_era["support_case"], seen_by=WORKER).status == "revoked"
    ended = signed_in_as("worker").get(of_support("referral", new_era["support_case"]))
    assert not re.search("Make a new plan|Show where it leads|Needs and plan", text_of(ended))


def test_a_child_of_the_incident_is_referred_with_an_adult(support_area: Area, signed_in_as: Door) -> None:
    number = reported(support_area, "STF/2026/0000001", party(), suspect(), children=[child()])
    desk, address = signed_in_as("desk"), reverse("police:refer", args=[number])
    assert desk.post(address, CONSENT | {"person": "P1"}).status_code == 302
    (adult,) = queries.referrals(seen_by=WORKER)
    said = {"person": "C1", "with_adult": adult.reference, "grade": "none"}
    refused = desk.post(address, said | {"basis": "consent"})
    assert (refused.status_code, "does not agree alone" in text_of(refused)) == (409, True)
    assert desk.post(address, said | {"basis": "parental"}).status_code == 302
    (childs,) = queries.referral(adult.reference, seen_by=WORKER).children
    shown = queries.referral(childs.referral, seen_by=WORKER)
    assert (shown.forenames, shown.surname, str(shown.date_of_birth)) == ("Oliver", "Okafor", "2016-06-01")


def test_a_victim_who_works_for_the_force_is_closed_to_it_from_the_first(
    support_area: Area, signed_in_as: Door
) -> None:
    address = reverse("police:refer", args=[reported(support_area, "STF/2026/0000001", party(), suspect())])
    desk = signed_in_as("desk")
    assert desk.post(address, CONSENT | {"closed_to_force": "on"}).status_code == 302
    assert "Referred from this incident already" not in text_of(desk.get(address))
    assert "STF/2026" not in text_of(desk.get(reverse("police:referrals")))
