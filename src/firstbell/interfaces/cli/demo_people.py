"""People who can sign in to the demo: one for each way of looking at the night. Nobody of them exists."""

import json
import secrets
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import typer
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from rich.console import Console
from rich.table import Table

from firstbell.config import env
from firstbell.foundations.accounts import actions
from firstbell.interfaces.cli.options import administrator
from firstbell.pure.areas import authority_name
from firstbell.pure.refusal import Refused
from firstbell.registers.schools import queries as schools
from firstbell.responses.encompass import queries as encompass

PERIOD = 30
AT_WORK = {
    "force": (
        "desk_officer",
        "desk_supervisor",
        "case_officer",
        "case_supervisor",
        "information_officer",
        "analyst",
        "administrator",
    ),
    "support": ("support_lead", "support_worker"),
    "provider": ("programme_lead", "facilitator"),
}
"""Roles of those who work for the force and for its services, by the kind of organisation."""
Person = dict[str, str]


def people(now: datetime) -> list[Person]:
    """Those of this demo, made when there are none: e-mail, name, organisation, role, password, authenticator."""
    file = _file()
    if not file.exists():
        made = [_make(*one, now) for one in _wanted(now)]
        file.touch(mode=0o600)
        file.write_text(json.dumps(made), encoding="utf-8")
    found: list[Person] = json.loads(file.read_text(encoding="utf-8"))
    return found


def say(found: list[Person]) -> None:
    table = Table(title="Who can sign in", title_justify="left")
    for heading in ("e-mail", "password", "acts for", "as"):
        table.add_column(heading, overflow="fold")
    for one in found:
        table.add_row(one["email"], one["password"], one["organisation_name"], one["role"].replace("_", " "))
    Console(width=None if Console().is_terminal else 160).print(table)


def code(email: str) -> None:
    """What this person's authenticator shows now. Refused for who is not of the demo."""
    known = json.loads(_file().read_text(encoding="utf-8")) if _file().exists() else []
    one = next((one for one in known if one["email"] == email), None)
    if one is None:
        raise Refused("Nobody of the demo has this e-mail.", "Run `firstbell demo` to see who there is.")
    typer.echo(format_hotp_value(hotp_value(one["secret"], int(time.time()) // PERIOD)))


def _file() -> Path:
    return env.home() / "demo-people.json"


def _wanted(now: datetime) -> Iterator[tuple[str, str, str, str, str]]:
    """E-mail, name, organisation, its name, role: of the force, its services, and who was told of most children."""
    homes = {
        "force": (f"force:{env.policy().force}", "The police force"),
        "support": ("support:demo", "The support service"),
        "provider": ("provider:demo", "The programme"),
    }
    for kind, (organisation, title) in homes.items():
        for role in AT_WORK[kind]:
            words = role.replace("_", " ")
            yield f"{words.replace(' ', '.')}@{kind}.example", words.title(), organisation, title, role
    for place in _told_most():
        yield from _contact(place, now)


def _told_most() -> list[str]:
    """Two establishments and an authority, by the notices that went to them."""
    told: dict[str, int] = {}
    for row in encompass.notices():
        place = row["establishment_urn"] or row["authority"]
        if row["status"] == "sent" and place:
            told[str(place)] = told.get(str(place), 0) + 1
    places = sorted(told, key=lambda place: -told[place])
    return [place for place in places if place.isdigit()][:2] + [p for p in places if not p.isdigit()][:1]


def _contact(place: str, now: datetime) -> Iterator[tuple[str, str, str, str, str]]:
    first = next((one for one in schools.contacts_of(place, now=now, policy=env.policy()) if one.live), None)
    if first is not None and place.isdigit():
        known = schools.establishment(place)
        yield first.email, first.name, f"establishment:{place}", known.name if known else place, "school_lead"
    elif first is not None:
        yield first.email, first.name, f"authority:{place}", authority_name(place), "authority_officer"


def _make(email: str, name: str, organisation: str, organisation_name: str, role: str, now: datetime) -> Person:
    by, password, secret = administrator(), secrets.token_urlsafe(9), generate_totp_secret()
    actions.open_organisation(key=organisation, name=organisation_name, by=by, now=now, policy=env.policy())
    account_id = actions.open_account(email=email, name=name, password=password, by=by, now=now)
    actions.give_role(account_id=account_id, organisation=organisation, role=role, by=by, now=now)
    actions.give_authenticator(account_id=account_id, key=secret, by=by, now=now)
    return {
        "email": email,
        "name": name,
        "organisation_name": organisation_name,
        "role": role,
        "password": password,
        "secret": secret,
    }
