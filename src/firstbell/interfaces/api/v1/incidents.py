"""Incidents in, one by one or by the file; and what became of their children."""

from typing import Annotated

from ninja import Query, Router, Status
from pydantic import StringConstraints

from firstbell.foundations.take_in.rules import Unfit
from firstbell.interfaces.api.v1 import bodies, files, keys
from firstbell.interfaces.api.v1.description import JSON_LINES_BODY, json_body
from firstbell.interfaces.api.v1.keys import KeyedRequest
from firstbell.interfaces.api.v1.problems import Fault, Problem
from firstbell.interfaces.api.v1.shapes import IncidentShape, ReceivedShape, TakenInShape
from firstbell.registers.incidents import actions
from firstbell.registers.incidents.intake import take_in_incidents
from firstbell.registers.incidents.rules.document import IncidentDocument
from firstbell.registers.incidents.rules.reading import of_force, read_document
from firstbell.responses.encompass import actions as encompass_actions
from firstbell.responses.encompass import queries as encompass

router = Router()
Reference = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]
Force = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[a-z-]+$")]


@router.post(
    "/incidents",
    auth=keys.incidents("incidents:write"),
    response={200: ReceivedShape, 201: ReceivedShape},
    openapi_extra={"requestBody": json_body("IncidentDocument")},
)
def receive(request: KeyedRequest) -> Status[ReceivedShape]:
    """Send one version of one incident. 201: it is new; 200: it was here already with the same content."""
    document = of_force(read_document(bodies.document(request)), request.auth.actor.code)
    new = _recorded(document, request)
    received = ReceivedShape(
        force=document.force,
        reference=document.reference,
        version=document.version,
        result="new" if new else "unchanged",
    )
    return Status(201 if new else 200, received)


def _recorded(document: IncidentDocument, request: KeyedRequest) -> bool:
    try:
        return actions.record_version(document=document, by=request.auth.actor, now=request.now)
    except Unfit as error:
        if error.field != "version":
            raise
        raise Problem("other-content", "", [Fault(field=error.field, reason=error.reason)]) from None


@router.post(
    "/incidents/bulk",
    auth=keys.incidents("incidents:write"),
    response=TakenInShape,
    openapi_extra={"requestBody": JSON_LINES_BODY},
)
def receive_many(request: KeyedRequest) -> TakenInShape:
    """Send a file of incidents, one a line. Good lines are taken in, bad ones named; the same file changes nothing."""
    client = request.auth.actor
    with bodies.file(request, bodies.JSON_LINES, f"incidents-{client.code}") as (path, digest):
        taken = take_in_incidents(path=path, force=client.code, by=client, now=request.now)
    return files.result(taken, digest)


@router.get("/incidents/{force}/children", auth=keys.incidents("incidents:read"), response=IncidentShape)
def children(request: KeyedRequest, force: Force, reference: Query[Reference]) -> IncidentShape:
    """What became of the children of one of the force's incidents: where each stands, and the state of each notice.

    The reference may hold slashes, which not every proxy passes on in a path; so it is asked for by query.
    """
    client = request.auth.actor
    found = encompass.children_of_incident(force=force, reference=reference, seen_by=client)
    encompass_actions.note_children_read(force=force, reference=reference, by=client, now=request.now)
    return IncidentShape.model_validate(found)
