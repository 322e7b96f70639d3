"""What people do about a matter: decide, discuss, set tasks and finish them, tell whoever reported, and close it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.accounts.rules.organisations import AGENCY, AUTHORITY, ESTABLISHMENT, FORCE, SUPPORT
from firstbell.interfaces.web.access.doing import Step, as_asked, as_decided, take
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.police.forms_of_hub import CloseMatter, Decide, Discuss, Feedback, Finish, NewTask
from firstbell.interfaces.web.police.views.hub.shared import (
    BOTH,
    DECIDES,
    READ,
    STEP,
    alarmed,
    is_the_hub,
    matter_address,
)
from firstbell.joint.early_picture import actions, queries
from firstbell.joint.early_picture.queries import MatterForPartner, MatterShown
from firstbell.pure.refusal import NotYours

OWNERS = (AGENCY, AUTHORITY, ESTABLISHMENT, FORCE, SUPPORT)


@needs(DECIDES, methods=BOTH)
@alarmed
def hub_decide(request: SeatedRequest, reference: str) -> HttpResponse:
    return _write(
        request,
        reference,
        Decide.of(request),
        lambda form: actions.decide(matter=reference, **form.given, **as_decided(request)),
        heading=gettext("Decide"),
        warning=gettext("A person decides, and no count does. It is kept with your name, your reason and what stood."),
        button=gettext("Keep the decision"),
        told=gettext("Decided. Whoever reported can now be told what may be told."),
    )


@needs(READ, methods=BOTH)
@alarmed
def hub_discuss(request: SeatedRequest, reference: str) -> HttpResponse:
    return _write(
        request,
        reference,
        Discuss.of(request),
        lambda form: actions.discuss(matter=reference, **form.given, **as_asked(request)),
        heading=gettext("What was said at the table"),
        warning=gettext("Agencies at the table do not read it here."),
        button=gettext("Keep it"),
        told=gettext("Written down."),
    )


@needs(READ, methods=BOTH)
@alarmed
def hub_task(request: SeatedRequest, reference: str) -> HttpResponse:
    owners = {key: name for kind in OWNERS for key, name in accounts.open_organisations(kind).items()}
    return _write(
        request,
        reference,
        NewTask.of(request, owners=owners),
        lambda form: actions.set_task(matter=reference, **form.given, **as_asked(request)),
        heading=gettext("Set a task"),
        warning=gettext("Each task has one owner and a day. The owner sees it if they sit at the table."),
        button=gettext("Set it"),
        told=gettext("The task is set."),
    )


@needs(DECIDES, methods=BOTH)
@alarmed
def hub_close(request: SeatedRequest, reference: str) -> HttpResponse:
    return _write(
        request,
        reference,
        CloseMatter.of(request),
        lambda form: actions.close_matter(matter=reference, **form.given, **as_asked(request)),
        heading=gettext("Close the matter"),
        warning=gettext("It leaves the table. What lay before it opens it no more; something new does."),
        button=gettext("Close it"),
        told=gettext("Closed."),
    )


@needs(READ, methods=BOTH)
@alarmed
def hub_feedback(request: SeatedRequest, reference: str, concern: str) -> HttpResponse:
    found = queries.matter(reference, seen_by=request.seat.actor, now=request.now)
    if concern not in [one.concern for one in found.feedback]:
        raise NotYours(f"There is no concern {concern}.", "Look at the reference.")
    return _write(
        request,
        reference,
        Feedback.of(request),
        lambda form: actions.give_feedback(concern=concern, **form.given, **as_asked(request)),
        heading=gettext("Tell whoever reported"),
        warning=gettext("One of these sentences, and nothing of the household. Their organisation reads it here."),
        button=gettext("Tell them"),
        told=gettext("It can be read by those who reported."),
    )


@needs(READ, methods=BOTH)
@alarmed
def hub_finish(request: SeatedRequest, reference: str, task: str) -> HttpResponse:
    """For the force's hub, and for the agency whose task it is."""
    step = Step(
        heading=gettext("The task is done"),
        warning=gettext("It stays with the matter, with how it was done."),
        button=gettext("It is done"),
        told=gettext("Written down."),
        back=(matter_address(reference), gettext("Matter")),
    )
    if task not in [one.reference for one in _matter(request, reference).tasks]:
        raise NotYours(f"There is no task {task}.", "Look at the reference.")
    return take(
        request,
        step,
        Finish.of(request),
        lambda form: actions.finish_task(task=task, **form.given, **as_asked(request)),
        template=STEP,
    )


def _matter(request: SeatedRequest, reference: str) -> MatterShown | MatterForPartner:
    read = queries.matter if is_the_hub(request) else queries.matter_for_partner
    return read(reference, seen_by=request.seat.actor, now=request.now)


def _write(
    request: SeatedRequest, reference: str, form: PageForm, do: Callable[[Any], object], **said: str
) -> HttpResponse:
    """A page that asks for what the force's hub writes down of a matter; 404 for anybody else."""
    queries.matter(reference, seen_by=request.seat.actor, now=request.now)
    step = Step(**said, back=(matter_address(reference), gettext("Matter")))
    return take(request, step, form, do, template=STEP)
