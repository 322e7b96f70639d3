"""The administrator's pages, in a browser in which the administrator has signed in."""

import csv
import io
import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from firstbell.foundations.accounts import actions as accounts
from firstbell.foundations.accounts import queries
from firstbell.foundations.accounts.rules.roles import ROLES
from firstbell.foundations.audit import jobs as audit_jobs
from firstbell.foundations.audit import queries as audit
from firstbell.foundations.audit.rules import Sought
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from world.cast import CAST, Door, join

HOME_FORCE = "force:staffordshire"
STOKE = "authority:E06000021"
BY = Actor("admin@force.example", HOME_FORCE)


@pytest.fixture
def administrator(signed_in_as: Door, morning: datetime) -> Client:
    join("asha", now=morning)
    join("officer", now=morning)
    return signed_in_as("administrator")


def _address(name: str, *given: object) -> str:
    return reverse(f"administration:{name}", args=given)


def _text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def _does(client: Client, address: str, **typed: object) -> str:
    """Sends a form and answers with the page that it leads to; a form that comes back fails."""
    response = client.post(address, typed)
    assert response.status_code == 302, re.findall(r'error-message">(.*?)</p>', response.content.decode(), re.DOTALL)
    return _text(client, response["Location"])


def _refused(client: Client, address: str, **typed: object) -> str:
    response = client.post(address, typed)
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    return unescape(response.content.decode())


def test_home_leads_to_everything(administrator: Client) -> None:
    shown = _text(administrator, _address("home"))
    for name in ("organisations", "people", "roles", "clients", "audit", "retention"):
        assert f'href="{_address(name)}"' in shown
    assert "No job has run yet" in shown


def test_an_organisation_is_opened_and_closed(administrator: Client) -> None:
    opened = _does(administrator, _address("open"), kind="establishment", code="124490", name="Hilltop Primary School")
    assert "Hilltop Primary School" in opened
    assert "establishment:124490" in _text(administrator, _address("organisations"))
    close = _address("close", "establishment:124490")
    assert "Fill in" in _refused(administrator, close, reason="")
    assert "closed" in _does(administrator, close, reason="Became an academy under another number.")
    assert [one.closed_at is None for one in queries.organisations() if one.key == "establishment:124490"] == [False]
    assert "already" in _refused(administrator, close, reason="Once more.")


@pytest.mark.parametrize(("kind", "role"), [("support", "support_lead"), ("provider", "programme_lead")])
def test_a_service_and_a_provider_are_opened_by_a_short_name_and_their_people_invited(
    administrator: Client, kind: str, role: str
) -> None:
    assert "a short name that you choose" in _text(administrator, _address("open"))
    key = f"{kind}:turning-point-2"
    assert "small letters, digits and hyphens" in _refused(
        administrator, _address("open"), kind=kind, code="Turning Point", name="A"
    )
    assert "name" in _refused(administrator, _address("open"), kind=kind, code="turning-point-2", name="")
    assert "Turning Point" in _does(
        administrator, _address("open"), kind=kind, code="turning-point-2", name="Turning Point"
    )
    offered = re.findall(r'name="role"[^>]*value="(\w+)"', administrator.get(_address("invite", key)).content.decode())
    assert offered == [name for name, one in ROLES.items() if one.kind == kind]
    assert role in offered
    _does(administrator, _address("invite", key), email="lead@turning.example", role=role)


@pytest.mark.parametrize(("kind", "code"), [("authority", "Stoke"), ("establishment", "abc"), ("force", "narnia")])
def test_what_is_no_organisation_is_said_on_the_form(administrator: Client, kind: str, code: str) -> None:
    before = len(queries.organisations())
    assert code in _refused(administrator, _address("open"), kind=kind, code=code, name="A name")
    assert len(queries.organisations()) == before


def test_an_organisation_on_no_register_needs_a_name(administrator: Client) -> None:
    assert "needs a name" in _refused(administrator, _address("open"), kind="establishment", code="999999", name="")


def test_somebody_is_invited_and_the_code_is_told_once(administrator: Client, morning: datetime) -> None:
    invite = _address("invite", "establishment:100001")
    form = _text(administrator, invite)
    assert "Designated safeguarding lead" in form
    assert "Desk officer" not in form
    assert "Write an e-mail address" in _refused(administrator, invite, email="nobody", role="school_lead")
    assert "Choose one of the answers" in _refused(administrator, invite, email="a@b.example", role="administrator")
    told = _does(administrator, invite, email="new@100001.example", role="school_deputy")
    (code,) = re.findall(r"\b[2-9A-Z]{4} [2-9A-Z]{4} [2-9A-Z]{4}\b", told)
    (one,) = queries.open_invitations(morning)
    assert one.reference in told
    assert "Ring a number that you know" in told
    again = _text(administrator, _address("invited"))
    assert "shown once" in again
    assert code not in again
    assert "new@<wbr>100001.example" in _text(administrator, _address("invitations"))
    assert "withdrawn" in _does(administrator, _address("withdraw", one.reference))
    assert administrator.get(_address("withdraw", one.reference)).status_code == 404
    assert administrator.post(_address("withdraw", one.reference)).status_code == 409


def test_roles_are_given_and_taken_away(administrator: Client, morning: datetime) -> None:
    asha = join("asha", now=morning)
    seat = f"{STOKE} roll_keeper"
    assert "The role is given" in _does(administrator, _address("role", asha), seat=seat)
    shown = _text(administrator, _address("person", asha))
    assert "Roll keeper" in shown
    assert "Stoke-on-Trent City Council" in shown
    assert "Choose one of the answers" in _refused(administrator, _address("role", asha), seat=seat)
    taken = _does(administrator, _address("take_away", asha), organisation=STOKE, role="roll_keeper")
    assert "taken away" in taken
    assert [one.organisation for one in queries.seats_of(asha)] == ["establishment:100001"]
    mine = join("administrator", now=morning)
    refused = administrator.post(_address("take_away", mine), {"organisation": HOME_FORCE, "role": "administrator"})
    assert refused.status_code == 409
    assert administrator.get(_address("person", 999)).status_code == 404


def test_an_account_is_closed_but_never_ones_own(administrator: Client, morning: datetime) -> None:
    asha, mine = join("asha", now=morning), join("administrator", now=morning)
    assert "Asha Kaur" in _text(administrator, _address("people"))
    assert "closed" in _does(administrator, _address("close_account", asha), reason="Left the school.")
    assert queries.seats_of(asha) == []
    assert "Nobody closes their own account" in _refused(administrator, _address("close_account", mine), reason="x")


def test_what_each_role_sees_is_told_in_words(administrator: Client) -> None:
    shown = _text(administrator, _address("roles"))
    for role in queries.roles_shown():
        assert role.title in shown
        assert [words for _name, words in role.permissions if words not in shown] == []


def test_a_system_gets_a_key_a_new_secret_and_loses_both(administrator: Client) -> None:
    create = _address("create_client", STOKE)
    assert "Choose an answer" in _refused(administrator, create, name="Roll system")
    told = _does(administrator, create, name="Roll system", scopes=["rolls:write"])
    (one,) = queries.clients()
    (secret,) = re.findall(r'fb-secret">([^<]+)</code>', told)
    assert len(secret) > 40
    assert secret not in _text(administrator, _address("client_made"))
    assert "Roll system" in _text(administrator, _address("clients"))
    assert "Never" in _text(administrator, _address("client", one.client_id))
    assert "168 or fewer" in _refused(administrator, _address("rotate", one.client_id), hours="999")
    assert secret not in _does(administrator, _address("rotate", one.client_id), hours="0")
    assert "let in no more" in _does(administrator, _address("revoke_client", one.client_id), reason="Contract ended.")
    assert administrator.get(_address("client", "C-NOBODY")).status_code == 404


def test_the_audit_is_read_narrowed_and_exported_and_that_is_audited(administrator: Client, morning: datetime) -> None:
    everything = _text(administrator, _address("audit"))
    assert "role.given" in everything
    response = administrator.post(_address("audit"), {"action": "organisation.", "by": "admin@force"})
    assert response["Location"] == _address("audit"), "who is looked for must not stand in an address"
    narrowed = _text(administrator, _address("audit"))
    assert "organisation.opened" in narrowed
    assert "role.given</a>" not in narrowed
    file = administrator.get(_address("audit"), {"export": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file)))
    assert {row["What was done"] for row in rows} == {"organisation.opened"}
    assert all(row["Seal"] for row in rows)
    exported = audit.entries(Sought(action="audit.exported"), most=5)
    assert [(one.by, '"entries":3' in one.details) for one in exported] == [("admin@force.example", True)]
    assert "admin@" not in exported[0].details
    assert "role.given" in _does(administrator, _address("audit"), clear="yes")


def test_the_audit_is_narrowed_by_days_of_london(administrator: Client, morning: datetime) -> None:
    day = {"since_day": "24", "since_month": "11", "since_year": "2026"}
    assert "No entry is like that" in _does(administrator, _address("audit"), **day)
    assert "role.given" in _does(
        administrator, _address("audit"), until_day="23", until_month="November", until_year="2026"
    )
    wrong = {"since_day": "31", "since_month": "2", "since_year": "2026"}
    assert "There is a problem" in administrator.post(_address("audit"), wrong).content.decode()


def test_one_entry_shows_its_details_and_its_seal(administrator: Client) -> None:
    (one,) = audit.entries(Sought(action="role.given"), most=1)
    shown = _text(administrator, _address("entry", one.sequence))
    assert one.hash in shown
    assert "administrator" in shown
    assert administrator.get(_address("entry", 99_999)).status_code == 404


def test_the_trail_is_verified_by_a_job(administrator: Client, morning: datetime, policy: ForcePolicy) -> None:
    assert "not been read to its end yet" in _text(administrator, _address("chain"))
    assert "Waiting for the worker" in _does(administrator, _address("chain"))
    assert "Waiting for the worker" in _does(administrator, _address("chain"))
    work = {"by": Actor("job:verify audit trail", HOME_FORCE), "now": morning, "policy": policy}
    assert audit_jobs.verify_trail(**work) == 1
    assert audit_jobs.verify_trail(**work) == 0
    shown = _text(administrator, _address("chain"))
    assert "The trail is whole." in shown
    assert audit.verification().head in shown


def test_what_is_old_is_removed_and_what_is_not_removed_is_said(administrator: Client, morning: datetime) -> None:
    accounts.invite(
        email="x@100001.example", organisation="establishment:100001", role="school_lead", by=BY, now=morning
    )
    shown = _text(administrator, _address("retention"))
    assert "Nothing is older" in shown
    assert "Not yet removed by Firstbell" in shown
    assert "Nothing was older" in _does(administrator, _address("retention"))
    assert queries.ended_invitations(morning + timedelta(days=8)) != []
    removed = accounts.remove_ended_invitations(before=morning + timedelta(days=8), by=BY, now=morning)
    assert removed == 1
    assert queries.open_invitations(morning) == []
    assert [one.subject for one in audit.entries(Sought(action="retention."), most=5)] == ["accounts", "retention"]


def test_what_does_not_exist_is_not_found_and_nothing_breaks(administrator: Client, morning: datetime) -> None:
    asha = join("asha", now=morning)
    for organisation, role in ((STOKE, "school_lead"), ("\0", "\0"), ("", "")):
        given = {"organisation": organisation, "role": role}
        assert administrator.post(_address("take_away", asha), given).status_code == 404
    for path in ("organisations/%00/", "organisations/nowhere:1/close/", "invitations/%00/withdraw/", "systems/%00/"):
        for method in (administrator.get, administrator.post):
            assert method(f"/administration/{path}", {"reason": "x"}).status_code in {404, 405}, path
    for address in (_address("home"), _address("people"), _address("roles"), _address("entry", 1)):
        assert administrator.post(address).status_code == 405
    assert "There is a problem" in administrator.post(_address("audit"), {"by": "\0"}).content.decode()


@pytest.mark.parametrize("name", [*sorted(set(CAST) - {"administrator"}), "nobody"])
def test_nobody_else_opens_any_of_it(signed_in_as: Door, morning: datetime, name: str) -> None:
    client = signed_in_as(name)
    expected = 302 if name == "nobody" else 403
    views = ["home", "organisations", "open", "people", "roles", "clients", "audit", "chain"]
    if "information_officer" not in name:
        views.append("retention")
    for view in views:
        assert client.get(_address(view)).status_code == expected, view
        assert client.post(_address(view)).status_code in {expected, 405}, view


def test_without_a_second_factor_nothing_opens(signed_in_as: Door, morning: datetime) -> None:
    client = signed_in_as("administrator", second_factor=False)
    assert client.get(_address("people")).status_code == 302
