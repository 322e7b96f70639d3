"""Reviews: which place is a child's. Decided one after the other, from one page."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import as_asked, as_it_is_now, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police.forms import Decide
from firstbell.registers.incidents import actions as incidents
from firstbell.registers.schools.rules import EstablishmentFacts
from firstbell.responses.encompass import actions
from firstbell.responses.encompass import queries as encompass
from firstbell.responses.encompass.queries import for_police
from firstbell.responses.encompass.queries.for_police import ReviewForPolice, ReviewRow

YES = {"yes": _("Yes")}


@needs("desk.read")
def reviews(request: SeatedRequest) -> HttpResponse:
    """Every open review, the most pressing first."""
    rows = for_police.reviews(request.seat, request.now)
    columns: list[Column[ReviewRow]] = [
        Column("number", _("Review"), lambda row: row.number, link=_address, plain=True),
        Column("question", _("Question"), lambda row: row.question),
        Column("due_by", _("Due"), lambda row: row.due_by),
        Column("standing", _("Standing"), _standing),
        Column("candidates", _("Places to choose from"), lambda row: row.candidates, numeric=True),
        Column("incident", _("Incident"), lambda row: row.incident_reference, plain=True),
    ]
    questions = {row.code: row.question for row in rows}
    filters: list[Choice[ReviewRow]] = [
        Choice("late", _("Late"), YES, lambda row: "yes" if row.late else ""),
        Choice("code", _("Question"), questions, lambda row: row.code),
    ]
    empty = gettext("No child waits for a person. New reviews come when a run cannot decide by itself.")
    found = listing(request, rows, columns, name="reviews", empty=empty, caption=gettext("Reviews"), filters=filters)
    if not isinstance(found, Listing):
        return found
    return page(request, "police/reviews.html", {"list": found, "first": rows[0].number if rows else None})


def _address(row: ReviewRow) -> str:
    return reverse("police:review", args=[row.number])


def _standing(row: ReviewRow) -> Tag:
    return Tag(gettext("Late"), "red") if row.late else Tag(gettext("Open"), "blue")


@needs("desk.read", methods=("GET", "POST"))
def review(request: SeatedRequest, number: int) -> HttpResponse:
    """Both records side by side, and the decision. Reading it is written down."""
    incident_id, child = for_police.child_of(request.seat, number)
    by = as_asked(request) | {"policy": request.policy}
    incidents.open_record(incident_id=incident_id, what="review", child=child, **by)
    found = for_police.review(request.seat, number)
    if request.method == "POST" and not request.seat.may("desk.decide"):
        return redirect("police:review", number=number)
    form = Decide.of(request, review=found, found=_schools(request))
    if request.method == "POST" and form.is_valid() and _decided(request, found, form):
        return _on_to_the_next(request)
    if request.method == "POST":
        found = for_police.review(request.seat, number)
    as_it_is_now(form, str(found.seen))
    shows = {"review": found, "form": form, "answers": encompass.answers_of_authorities(number)}
    shows |= {"places": {choice.key: choice.name for choice in found.choices}}
    return page(request, "police/review.html", shows, status=status_of(form))


def _schools(request: SeatedRequest) -> list[EstablishmentFacts]:
    return for_police.schools_found(request.seat, request.POST.get("school", ""))[:8]


def _decided(request: SeatedRequest, found: ReviewForPolice, form: Decide) -> bool:
    seen = form.cleaned_data["version"]
    return done(
        form,
        lambda: actions.answer_review(
            number=found.number,
            seen=int(seen) if seen.isdecimal() else 0,
            reason=form.cleaned_data["reason"],
            **form.place,
            by=request.seat.actor,
            now=request.now,
            policy=request.policy,
        ),
    )


def _on_to_the_next(request: SeatedRequest) -> HttpResponse:
    following = for_police.next_review(request.seat)
    if following is None:
        tell(request, gettext("Decided. That was the last one: no child waits for a person now."))
        return redirect("police:morning")
    left = len(for_police.reviews(request.seat, request.now))
    tell(request, ngettext("Decided. %(left)d is left.", "Decided. %(left)d are left.", left) % {"left": left})
    return redirect("police:review", number=following)
