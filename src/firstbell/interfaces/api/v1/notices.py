"""Notices out to the system of the place that is told: polled with a cursor, read, acknowledged."""

from typing import Annotated

from ninja import Router
from pydantic import Field, StringConstraints

from firstbell.interfaces.api.v1 import bodies, keys
from firstbell.interfaces.api.v1.description import json_body
from firstbell.interfaces.api.v1.keys import KeyedRequest
from firstbell.interfaces.api.v1.shapes import AcknowledgedShape, AcknowledgementShape, NoticeShape, NoticesShape
from firstbell.responses.encompass import actions
from firstbell.responses.encompass import queries as encompass

router = Router()
Cursor = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,18}$")]
Limit = Annotated[int, Field(ge=1, le=200)]
Reference = Annotated[str, StringConstraints(pattern=r"^N-[A-Z0-9]{1,18}$")]


@router.get("/notices", auth=keys.notices("notices:read"), response=NoticesShape)
def notices(request: KeyedRequest, after: Cursor = "0", limit: Limit = 50) -> NoticesShape:
    """Notices to the organisation that changed after the cursor, each once, in the order of their last change.

    Without a cursor: from the beginning. A notice comes again whenever its state or its content changes.
    """
    client = request.auth.actor
    page = encompass.notices_for_machine(seen_by=client, after=int(after), most=limit)
    if page.notices:
        fetched = {notice.reference: notice.number for notice in page.notices}
        actions.note_fetched(fetched=fetched, by=client, now=request.now)
    shown = [NoticeShape.model_validate(notice) for notice in page.notices]
    return NoticesShape(notices=shown, cursor=str(page.cursor), more=page.more)


@router.get("/notices/{reference}", auth=keys.notices("notices:read"), response=NoticeShape)
def notice(request: KeyedRequest, reference: Reference) -> NoticeShape:
    """One notice to the organisation, as it stands."""
    client = request.auth.actor
    found = encompass.notice_for_machine(reference=reference, seen_by=client)
    actions.note_fetched(fetched={reference: found.number}, by=client, now=request.now)
    return NoticeShape.model_validate(found)


@router.post(
    "/notices/{reference}/acknowledge",
    auth=keys.notices("notices:acknowledge"),
    response=AcknowledgedShape,
    openapi_extra={"requestBody": json_body("AcknowledgementShape")},
)
def acknowledge(request: KeyedRequest, reference: Reference) -> AcknowledgedShape:
    """Say that somebody at the place is ready for the child. A second time changes nothing and is no error."""
    said = bodies.shaped(request, AcknowledgementShape)
    status = actions.acknowledge_from_system(
        reference=reference, person=said.person, seen=said.number, by=request.auth.actor, now=request.now
    )
    return AcknowledgedShape(reference=reference, status=status)
