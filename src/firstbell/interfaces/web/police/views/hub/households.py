"""Households at the hub: their picture, questions whether two are one, joined and parted, and closed to somebody."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts.rules.organisations import SOURCE_CLASSES
from firstbell.interfaces.web.access.doing import Step, as_asked, as_decided, done, status_of, take
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.design.times import brief
from firstbell.interfaces.web.police.forms_of_hub import AnswerQuestion, Because, Insider, Join, Split
from firstbell.interfaces.web.police.views.hub.shared import (
    BOTH,
    DECIDES,
    READ,
    STEP,
    alarmed,
    household_address,
    in_words,
    only_for_the_hub,
    picture_of,
    set_by,
    tabs,
)
from firstbell.joint.early_picture import actions, queries
from firstbell.joint.early_picture.queries import QuestionShown
from firstbell.pure.refusal import NotYours


@needs(READ)
@alarmed
def hub_household(request: SeatedRequest, reference: str) -> HttpResponse:
    """Its picture. Reading it is an entry."""
    found = picture_of(request, reference)
    actions.note_picture_read(household=reference, **as_asked(request))
    return page(request, "police/hub/household.html", in_words() | {"picture": found, "set_by": set_by(request)})


@needs(READ, methods=BOTH)
@alarmed
def hub_ask(request: SeatedRequest, reference: str) -> HttpResponse:
    return _write(
        request,
        reference,
        Because.of(request),
        lambda form: actions.ask_for_matter(household=reference, **form.given, **as_decided(request)),
        heading=gettext("Bring it to the table"),
        warning=gettext("No threshold brought it there: somebody of the hub asks for it."),
        button=gettext("Bring it to the table"),
        told=gettext("It is at the table."),
    )


@needs(DECIDES, methods=BOTH)
@alarmed
def hub_join(request: SeatedRequest, reference: str) -> HttpResponse:
    return _write(
        request,
        reference,
        Join.of(request),
        lambda form: actions.join_households(reference=reference, **form.given, **as_asked(request)),
        heading=gettext("Join with another household"),
        warning=gettext("All concerns of both stand in the older one. It can be split again."),
        button=gettext("Join them"),
        told=gettext("They are one household."),
    )


@needs(DECIDES, methods=BOTH)
@alarmed
def hub_split(request: SeatedRequest, reference: str) -> HttpResponse:
    found = picture_of(request, reference)
    concerns = [
        (one.reference, f"{one.reference}: {gettext(SOURCE_CLASSES[one.source_class])}, {brief(one.raised_at)}")
        for one in found.concerns
    ]
    return _write(
        request,
        reference,
        Split.of(request, concerns=concerns),
        lambda form: actions.split_household(reference=reference, **form.given, **as_asked(request)),
        heading=gettext("Split the household"),
        warning=gettext("These concerns become a household of their own, and only a person joins them again."),
        button=gettext("Split it"),
        told=gettext("They are a household of their own."),
    )


@needs(DECIDES, methods=BOTH)
@alarmed
def hub_insider(request: SeatedRequest, reference: str) -> HttpResponse:
    return _write(
        request,
        reference,
        Insider.of(request),
        lambda form: actions.say_insider(household=reference, **form.given, **as_asked(request)),
        heading=gettext("Close it to somebody, or open it"),
        warning=gettext("To somebody whom it may be about it does not exist. A namesake’s is opened again here."),
        button=gettext("Keep it"),
        told=gettext("Written down."),
    )


@needs(READ)
def hub_questions(request: SeatedRequest) -> HttpResponseBase:
    """What only a person can say, the oldest question first."""
    only_for_the_hub(request)
    columns: list[Column[QuestionShown]] = [
        Column("why", _("Why it is asked"), lambda row: gettext(row.why), link=_question, sorts=False),
        Column("household", _("Household"), lambda row: row.household, sorts=False),
        Column("other", _("The other"), lambda row: row.other, sorts=False),
        Column("asked_at", _("Asked"), lambda row: row.asked_at, sorts=False),
    ]
    found = listing(
        request,
        queries.questions(seen_by=request.seat.actor),
        columns,
        name="questions",
        empty=gettext("Nothing is asked: every concern has its household."),
        caption=gettext("Are these one household?"),
    )
    if not isinstance(found, Listing):
        return found
    title = gettext("Are these one household?")
    shows = {"list": found, "tabs": tabs(request, "police:hub_questions"), "title": title, "said": ""}
    return page(request, "police/hub/listed.html", shows)


def _question(row: QuestionShown) -> str:
    return reverse("police:hub_question", args=[row.number])


@needs(DECIDES, methods=BOTH)
@alarmed
def hub_question(request: SeatedRequest, number: int) -> HttpResponse:
    """Both households beside each other; joined or kept apart, with a reason. Reading them is an entry of each."""
    found = queries.question(number, seen_by=request.seat.actor)
    both = [picture_of(request, one) for one in (found.household, found.other)]
    for one in both:
        actions.note_picture_read(household=one.reference, **as_asked(request))
    form = AnswerQuestion.of(request)
    if request.method == "POST" and form.is_valid() and done(form, lambda: _answer(request, found, **form.given)):
        tell(request, gettext("Answered."))
        return redirect("police:hub_questions")
    shows = {"form": form, "asked": found, "both": both}
    return page(request, "police/hub/question.html", in_words() | shows, status=status_of(form))


def _answer(request: SeatedRequest, asked: QuestionShown, *, together: bool, reason: str) -> None:
    given = {"reason": reason, **as_asked(request)}
    if together:
        actions.join_households(reference=asked.household, other=asked.other, **given)
    else:
        actions.keep_apart(doubt=asked.number, **given)


@needs(DECIDES, methods=BOTH)
@alarmed
def hub_withdraw(request: SeatedRequest, reference: str, concern: str, number: int) -> HttpResponse:
    """404 for a signal that does not stand in the household's picture."""
    if (concern, number) not in [(one.concern, one.number) for one in picture_of(request, reference).timeline]:
        raise NotYours("There is no such signal.", "Look at the picture.")
    given = {"concern": concern, "number": number, **as_asked(request)}
    return _write(
        request,
        reference,
        Because.of(request),
        lambda form: actions.withdraw_signal(**given, **form.given),
        heading=gettext("It was mistaken"),
        warning=gettext("The picture forgets it. What was decided on it stays in the history, as it was."),
        button=gettext("Withdraw it"),
        told=gettext("Withdrawn."),
    )


def _write(
    request: SeatedRequest, reference: str, form: PageForm, do: Callable[[Any], object], **said: str
) -> HttpResponse:
    """A page that asks for what somebody of the hub says of a household; 404 for anybody else."""
    picture_of(request, reference)
    step = Step(**said, back=(household_address(reference), gettext("Household")))
    return take(request, step, form, do, template=STEP)
