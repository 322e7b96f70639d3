"""Participants as their provider sees them: the list, one of them, what people found, and what was seen."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.accounts.rules.organisations import SUPPORT
from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.programme.forms import Answer, Nothing, Review
from firstbell.interfaces.web.programme.recording import Asking, recorded
from firstbell.interfaces.web.programme.steps import open_steps
from firstbell.interfaces.web.programme.words import stands
from firstbell.responses.programme.actions import answer_question, note_participant_read, open_way, review_progress
from firstbell.responses.programme.queries import for_facilitators
from firstbell.responses.programme.queries.for_facilitators import LineForFacilitator, ParticipantForFacilitator
from firstbell.responses.programme.rules.courses import EVERYBODY
from firstbell.responses.programme.rules.groups import MISSED
from firstbell.responses.programme.rules.participants import ACCEPTED, EXITS, QUESTIONS, REFERRED, SOURCES, STATUSES
from firstbell.responses.programme.rules.ways import CHANNELS, Way

YES_OR_NO = {"yes": _("Yes"), "no": _("No")}


@needs("programme.read")
def participants(request: SeatedRequest) -> HttpResponseBase:
    """Everybody who was referred to the provider. Nobody is named in the list."""
    columns: list[Column[LineForFacilitator]] = [
        Column("reference", _("Participant"), lambda row: row.reference, link=_address, plain=True),
        Column("status", _("How it stands"), lambda row: stands(row.status)),
        Column("made_at", _("Referred"), lambda row: row.made_at),
        Column("group", _("Group"), lambda row: row.group, plain=True),
        Column("may_start", _("May start"), _may_start),
    ]
    filters: list[Choice[LineForFacilitator]] = [
        Choice("status", _("How it stands"), {one: _(said) for one, said in STATUSES.items()}),
        Choice("may_start", _("May start"), YES_OR_NO),
    ]
    rows = for_facilitators.participants(seen_by=request.seat.actor)
    empty = gettext("Nobody has been referred to you yet.")
    caption = gettext("Participants")
    found = listing(request, rows, columns, name="participants", empty=empty, caption=caption, filters=filters)
    if not isinstance(found, Listing):
        return found
    return page(request, "programme/participants.html", {"list": found})


def _address(row: LineForFacilitator) -> str:
    return reverse("programme:participant", args=[row.reference])


def _may_start(row: LineForFacilitator) -> bool | None:
    """Whether it may, while that is the question."""
    return row.may_start if row.status == ACCEPTED else None


@needs("programme.read", methods=("GET", "POST"))
def participant(request: SeatedRequest, reference: str) -> HttpResponse:
    """One participant; sent, with how they can be reached, this once. Both readings are written down."""
    by = as_asked(request)
    note_participant_read(participant=reference, **by)
    form, opened = Nothing.of(request), list[Way]()
    if request.method == "POST" and form.is_valid():
        done(form, lambda: opened.append(open_way(participant=reference, **by)))
    found = for_facilitators.participant(reference, seen_by=request.seat.actor)
    shows = {"participant": found, "form": form, "opened": opened[0] if opened else None}
    return page(request, "programme/participant.html", shows | _said_of(request, found), status=status_of(form))


def _said_of(request: SeatedRequest, found: ParticipantForFacilitator) -> dict[str, Any]:
    answered = {one.question: one for one in found.findings}
    return {
        "status": stands(found.status),
        "source": gettext(SOURCES[found.referred_from]),
        "exit": gettext(EXITS[found.exit]) if found.exit else "",
        "channel": gettext(CHANNELS[found.channel]) if found.channel else "",
        "service": accounts.open_organisations(SUPPORT).get(found.support_service, found.support_service),
        "may_start": found.may_start if found.status == ACCEPTED else None,
        "questions": [(code, gettext(asked), answered.get(code)) for code, asked in QUESTIONS.items()],
        "may_answer": found.status == REFERRED and request.seat.may("programme.facilitate"),
        "attendances": [
            (one.on, gettext(MISSED[one.missed_why]) if one.missed_why else "") for one in found.attendances
        ],
        "steps": open_steps(request.seat, found),
    }


@needs("programme.facilitate", methods=("GET", "POST"))
def question(request: SeatedRequest, reference: str, asked: str) -> HttpResponse:
    """One answer about eligibility or suitability, with what it rests on."""
    if asked not in QUESTIONS:
        raise Http404
    said = Asking(gettext(QUESTIONS[asked]), gettext("Record the answer"), gettext("Recorded."))
    return recorded(request, reference, Answer.of(request), partial(answer_question, question=asked), said)


@needs("programme.facilitate", methods=("GET", "POST"))
def review(request: SeatedRequest, reference: str) -> HttpResponse:
    """What was seen so many weeks after the start."""
    said = Asking(gettext("Progress review"), gettext("Record the review"), gettext("Recorded."))
    return recorded(request, reference, Review.of(request), review_progress, said)


@needs("programme.read")
def remained(request: SeatedRequest) -> HttpResponse:
    """How many of all who were referred came how far, and why the others left. Refused for completers alone."""
    found = for_facilitators.all_remained(seen_by=request.seat.actor, of=request.GET.get("of", EVERYBODY))
    steps = [
        (gettext("Referred"), found.referred),
        (gettext("Assessed"), found.assessed),
        (gettext("Started"), found.started),
        (gettext("Came to half of the sessions"), found.half),
        (gettext("Completed"), found.completed),
    ]
    exits = [(gettext(EXITS[one]), count) for one, count in found.exits.items()]
    return page(request, "programme/remained.html", {"steps": steps, "exits": exits, "referred": found.referred})
