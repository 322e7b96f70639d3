"""Contacts and rolls in, as CSV files in the formats that the command line takes."""

from datetime import date
from typing import Annotated

from ninja import Query, Router
from pydantic import StringConstraints

from firstbell.config import env
from firstbell.foundations.accounts.rules.organisations import AUTHORITY, ESTABLISHMENT, FORCE, TRUST
from firstbell.interfaces.api.v1 import bodies, files
from firstbell.interfaces.api.v1.description import CSV_BODY
from firstbell.interfaces.api.v1.keys import KeyedRequest, Token
from firstbell.interfaces.api.v1.problems import Problem
from firstbell.interfaces.api.v1.shapes import TakenInShape
from firstbell.pure.actor import Actor
from firstbell.registers.schools import intake

router = Router()
AuthorityCode = Annotated[str, StringConstraints(pattern=r"^[EWSN][0-9]{8}$")]


@router.post(
    "/contacts",
    auth=Token("contacts:write", {FORCE, AUTHORITY, TRUST, ESTABLISHMENT}),
    response=TakenInShape,
    openapi_extra={"requestBody": CSV_BODY},
)
def contacts(request: KeyedRequest) -> TakenInShape:
    """Send contacts. The home force sends anybody's; others those of their own places, for the force to verify."""
    client = request.auth.actor
    if client.kind == FORCE and not _is_home(client):
        raise Problem("wrong-scope", "Contacts of this force area are sent by its own force.")
    only_of = None if _is_home(client) else client.organisation
    with bodies.file(request, bodies.CSV, "contacts") as (path, digest):
        taken = intake.take_in_contacts(path=path, only_of=only_of, by=client, now=request.now)
    return files.result(taken, digest)


@router.post(
    "/rolls",
    auth=Token("rolls:write", {FORCE, AUTHORITY}),
    response=TakenInShape,
    openapi_extra={"requestBody": CSV_BODY},
)
def rolls(request: KeyedRequest, authority: Query[AuthorityCode], as_of: Query[date]) -> TakenInShape:
    """Send an authority's whole roll as it stood on a day. It replaces the roll before it once all of it is here."""
    client = request.auth.actor
    if client.code != authority and not _is_home(client):
        raise Problem("not-found", "The roll is of another authority than the key.")
    with bodies.file(request, bodies.CSV, f"roll-{authority}-{as_of}") as (path, digest):
        taken = intake.take_in_roll(path=path, authority=authority, as_of=as_of, by=client, now=request.now)
    return files.result(taken, digest)


def _is_home(client: Actor) -> bool:
    return client.organisation == f"{FORCE}:{env.policy().force}"
