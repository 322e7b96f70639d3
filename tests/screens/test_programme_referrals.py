"""Police refer somebody of an incident who agreed: by its names, to nobody else's number, and see how it stands."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from firstbell.foundations.audit.models import Entry
from firstbell.registers.incidents import actions as incidents
from firstbell.registers.incidents import queries as incidents_read
from firstbell.responses.programme.models import Participant
from world import programme
from world.area import Area
from world.cast import CAST, Door, join
from world.feed import incident, party, suspect
from world.monday import MORNING, NIGHT

LISTED = "/desk/programme/"
SENT = {
    "provider": "provider:choices", "person_id": "P2", "channel": "phone", "known": "01632 960002",
    "when_safe": "Mornings", "agreed": "on",
}  # fmt: skip


@pytest.fixture
def area(tmp_path: Path, db: None, at: Callable[[datetime], datetime], signed_in_as: Door) -> Area:
    at(MORNING)
    for name in ("facilitator", "facilitator_elsewhere"):
        join(name, now=NIGHT)
    return Area(tmp_path)


def reported(area: Area, *parties: dict[str, Any], reference: str = "STF/1") -> str:
    """The address at which somebody of this incident is referred."""
    found = incident(reference, reported=NIGHT.isoformat(), parties=[*parties], children=[])
    area.incidents(found, now=NIGHT)
    return reverse("police:refer_to_programme", args=[incidents_read.find("staffordshire", reference)])


DAN = suspect(forenames="Dan", surname="Vale", phones=["01632 960002"], emails=["dan@vale.example"])
KIT = party("P3", "both", forenames="Kit", surname="Orr", phones=["01632 960003"])


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_one_suspect_and_their_numbers_are_not_typed_again(area: Area, signed_in_as: Door) -> None:
    dana, address = signed_in_as("desk"), reported(area, party(phones=["01632 960001"]), DAN)
    shown = text(dana.get(address))
    assert "Who is referred?" not in shown
    assert all(said in shown for said in ("Dan Vale", "01632 960002", "dan@vale.example"))
    assert "01632 960001" not in shown, "the victim's number is nobody's to be reached by"
    sent = {name: value for name, value in SENT.items() if name != "person_id"}
    after = text(dana.post(address, sent, follow=True))
    row = Participant.objects.get()
    assert (row.forenames, row.surname, row.referrer) == ("Dan", "Vale", "force:staffordshire")
    assert row.reference in after
    assert "Vale" not in after
    assert Entry.objects.filter(action="incident.read", by=CAST["desk"].email).exists()


def test_nobody_is_referred_who_has_not_agreed(area: Area, signed_in_as: Door) -> None:
    address = reported(area, party(), DAN)
    answer = signed_in_as("desk").post(address, SENT | {"agreed": ""})
    assert "Ask them first: nobody is referred who has not agreed" in text(answer)
    assert Participant.objects.count() == 0


def test_where_both_accuse_each_other_nobody_is_reached_by_the_others_number(area: Area, signed_in_as: Door) -> None:
    dana, address = signed_in_as("desk"), reported(area, party(), DAN, KIT)
    assert "Who is referred?" in text(dana.get(address))
    answer = dana.post(address, SENT | {"known": "01632 960003"})
    assert "That leads to somebody else" in text(answer)
    assert Participant.objects.count() == 0
    dana.post(address, SENT | {"person_id": "P3", "known": "01632 960003"})
    assert Participant.objects.get().forenames == "Kit"


def test_two_suspects_of_one_telephone_can_each_be_reached_by_it(area: Area, signed_in_as: Door) -> None:
    shared = KIT | {"phones": ["01632 960002"]}
    dana, address = signed_in_as("desk"), reported(area, party(), DAN, shared)
    assert "Dan Vale, Kit Orr" in text(dana.get(address))
    for person_id in ("P2", "P3"):
        dana.post(address, SENT | {"person_id": person_id})
    assert Participant.objects.count() == 2


def test_a_number_of_their_own_is_typed_where_the_incident_has_none(area: Area, signed_in_as: Door) -> None:
    dana, address = signed_in_as("desk"), reported(area, party(), suspect(forenames="Dan"))
    shown = text(dana.get(address))
    assert "Where?" not in shown
    assert "The number or e-mail address" in shown
    assert "Write the number or the e-mail address" in text(dana.post(address, SENT))
    dana.post(address, SENT | {"detail": "01632 960009"})
    assert Participant.objects.count() == 1


def test_an_incident_without_a_suspect_or_one_that_is_closed_refers_nobody(area: Area, signed_in_as: Door) -> None:
    dana, address = signed_in_as("desk"), reported(area, party())
    assert "The incident names no suspect." in text(dana.get(address))
    dana.post(address, SENT)
    assert Participant.objects.count() == 0
    number = incidents_read.find("staffordshire", "STF/1")
    supervisor = programme.actor("supervisor")
    incidents.restrict_record(incident_id=number, to=CAST["desk"].email, reason="Kin", by=supervisor, now=MORNING)
    assert dana.get(address).status_code == 404
    assert dana.get(reverse("police:refer_to_programme", args=[99])).status_code == 404


def test_what_one_force_referred_is_listed_and_what_somebody_asked_themselves_is_not(
    area: Area, signed_in_as: Door
) -> None:
    ours = programme.referred("Jo", "Bell", now=NIGHT)
    own = programme.referred("Ash", "Corrie", now=NIGHT, referred_from="oneself")
    shown = text(signed_in_as("case_officer").get(LISTED))
    assert ours in shown
    assert "Waits for the provider’s decision" in shown
    assert own not in shown
    assert not any(name in shown for name in ("Jo", "Bell", "Corrie"))
    exported = signed_in_as("case_officer").get(f"{LISTED}?export=csv").getvalue().decode()
    assert "Bell" not in exported
