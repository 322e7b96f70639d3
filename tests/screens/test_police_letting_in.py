"""The desk lets a contact in while they are on the telephone: also whoever has forgotten a password at seven."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from firstbell.foundations.accounts import queries as accounts
from firstbell.registers.schools import queries as register
from world import told
from world.cast import CAST, Door, join

NEW = "kingfisher and heron"


@pytest.fixture
def number(morning: datetime, tmp_path: Path, settings: Settings, db: None) -> int:
    """Asha's number among the contacts of her school."""
    settings.FIRSTBELL_HOME = tmp_path
    area = told.schools(tmp_path)
    contacts = register.contact_details("100001", now=morning, policy=area.policy)
    return next(one.number for one in contacts if one.email == CAST["asha"].email)


def read_out(desk: Client, number: int) -> tuple[str, str]:
    """The reference and the code that the desk sees."""
    shown = desk.post(f"/desk/contacts/100001/{number}/let-in/", follow=True).content.decode()
    code = re.search(r"[A-Z0-9]{4} [A-Z0-9]{4} [A-Z0-9]{4}", shown)
    reference = re.search(r"I-[A-Z0-9]{4,16}", shown)
    assert code
    assert reference
    return reference[0], code[0]


def accept(reference: str, code: str) -> Client:
    client = Client()
    fields = {"reference": reference, "email": CAST["asha"].email, "code": code, "name": "Asha Kaur", "password": NEW}
    client.post("/join/", fields)
    return client


def test_a_contact_comes_in_for_the_first_time(signed_in_as: Door, number: int) -> None:
    accept(*read_out(signed_in_as("desk"), number))
    account = accounts.account_of(CAST["asha"].email)
    assert account is not None
    (seat,) = accounts.seats_of(account)
    assert (seat.organisation, seat.roles) == ("establishment:100001", ("school_lead",))


def test_a_forgotten_password_is_mended(signed_in_as: Door, number: int, morning: datetime) -> None:
    account = join("asha", now=morning)
    before = signed_in_as("asha")
    assert before.get("/notices/").status_code == 200
    accept(*read_out(signed_in_as("desk"), number))
    assert before.get("/notices/").status_code == 302  # whoever was signed in with the old password is out
    assert accounts.account_of(CAST["asha"].email) == account


def test_the_code_is_shown_once(signed_in_as: Door, number: int) -> None:
    desk = signed_in_as("desk")
    _, code = read_out(desk, number)
    again = desk.get("/desk/contacts/code/").content.decode()
    assert code not in again
    assert "shown once" in again


@pytest.mark.parametrize("owner", ["100002", "999999", "E06000021"])
def test_only_a_contact_of_the_place_that_is_named(signed_in_as: Door, number: int, owner: str) -> None:
    assert signed_in_as("desk").get(f"/desk/contacts/{owner}/{number}/let-in/").status_code == 404


def test_who_has_the_reference_alone_does_not_come_in(signed_in_as: Door, number: int) -> None:
    reference, _ = read_out(signed_in_as("desk"), number)
    accept(reference, "AAAA AAAA AAAA")
    assert accounts.account_of(CAST["asha"].email) is None
