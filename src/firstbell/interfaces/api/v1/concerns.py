"""Concerns in from agencies' systems, and what may be told of them. Who reported one is in no answer."""

from typing import Annotated

from ninja import Router
from pydantic import Field, StringConstraints

from firstbell.config import env
from firstbell.foundations.accounts.rules.organisations import AGENCY, ESTABLISHMENT
from firstbell.interfaces.api.v1 import bodies
from firstbell.interfaces.api.v1.description import json_body
from firstbell.interfaces.api.v1.keys import KeyedRequest, Token
from firstbell.interfaces.api.v1.shapes import (
    ConcernReceivedShape,
    ConcernShape,
    FeedbackShape,
    OwnConcernShape,
    OwnConcernsShape,
    ToldConcernShape,
)
from firstbell.joint.early_picture import actions, queries
from firstbell.joint.early_picture.rules.feedback import SENTENCES
from firstbell.joint.early_picture.rules.raising import Fact, Place, Report, Subject

router = Router()
Skip = Annotated[int, Field(ge=0, le=1_000_000)]
Limit = Annotated[int, Field(ge=1, le=200)]
Reference = Annotated[str, StringConstraints(pattern=r"^C-[A-Z0-9]{1,18}$")]
REPORTERS = {AGENCY, ESTABLISHMENT}


@router.post(
    "/concerns",
    auth=Token("concerns:write", REPORTERS),
    response=ConcernReceivedShape,
    openapi_extra={"requestBody": json_body("ConcernShape")},
)
def raise_concern(request: KeyedRequest) -> ConcernReceivedShape:
    """Report a concern about one household. It is the organisation's; sent twice, it is there twice and counts once."""
    report = _report(bodies.shaped(request, ConcernShape))
    reference = actions.raise_concern(report=report, by=request.auth.actor, now=request.now, policy=env.policy())
    return ConcernReceivedShape(reference=reference)


@router.get("/concerns", auth=Token("concerns:read", REPORTERS), response=OwnConcernsShape)
def concerns(request: KeyedRequest, skip: Skip = 0, limit: Limit = 50) -> OwnConcernsShape:
    """The organisation's concerns, the newest first, each with the last that it was told."""
    found = queries.own_concerns(seen_by=request.auth.actor).between(skip, skip + limit + 1)
    shown = [OwnConcernShape.model_validate(one) for one in found[:limit]]
    return OwnConcernsShape(concerns=shown, more=len(found) > limit)


@router.get("/concerns/{reference}", auth=Token("concerns:read", REPORTERS), response=ToldConcernShape)
def concern(request: KeyedRequest, reference: Reference) -> ToldConcernShape:
    """One of them, with everything that the organisation was told, and when."""
    client = request.auth.actor
    found = queries.own_concern(reference, seen_by=client)
    actions.note_concern_read(concern=reference, by=client, now=request.now)
    told = [FeedbackShape(sentence=code, words=SENTENCES[code].words, at=at) for code, at in found.told]
    return ToldConcernShape(concern=OwnConcernShape.model_validate(found.line), told=told)


def _report(sent: ConcernShape) -> Report:
    return Report(
        facts=tuple(Fact(one.kind, one.how, one.on, one.text) for one in sent.facts),
        people=tuple(Subject(**one.model_dump()) for one in sent.people),
        place=Place(tuple(sent.address), sent.postcode, sent.uprn),
        basis=sent.basis,
        words=sent.words,
        words_of=sent.words_of,
        language=sent.language,
    )
