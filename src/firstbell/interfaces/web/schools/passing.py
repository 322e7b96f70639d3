"""A pupil's history passed on to the place that the pupil moved to, and what was passed on to one's own."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.schools.finding import PlaceForm
from firstbell.interfaces.web.schools.notices import about, shows_of
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.encompass import actions, queries
from firstbell.responses.encompass.queries import PassedOnRow


class PassOn(PlaceForm):
    reason = forms.CharField(
        label=_("Why do you pass this on?"),
        help_text=_("For example: started there on 5 January. Both settings can read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Say why you pass it on")},
    )


@needs("notices.read")
def passed_on(request: SeatedRequest) -> HttpResponse:
    rows = queries.histories_passed_to(seen_by=request.seat.actor, now=request.now, policy=request.policy)
    columns: list[Column[PassedOnRow]] = [
        Column("reference", _("Notice"), lambda row: row.reference, link=_address, plain=True),
        Column("came_from", _("From"), lambda row: row.came_from, plain=True),
        Column("came_at", _("Passed on"), lambda row: row.came_at),
        Column("read", _("Read"), lambda row: row.read),
    ]
    empty = gettext("Nothing has been passed on to your place. It is, when a pupil moves and a person decides so.")
    shown = listing(request, rows, columns, name="passed-on", empty=empty, caption=gettext("Passed on to you"))
    if not isinstance(shown, Listing):
        return shown
    return page(request, "schools/notices.html", {"listing": shown, "which": "passed_on", "urn": "", "place": ""})


def _address(row: PassedOnRow) -> str:
    return reverse("schools:history", args=(row.reference,))


@needs("notices.read")
def history(request: SeatedRequest, reference: str) -> HttpResponse:
    """To be read and not answered; reading it is an entry in the trail."""
    actions.open_history(reference=reference, by=request.seat.actor, now=request.now, policy=request.policy)
    found = queries.history_for_school(
        reference=reference, seen_by=request.seat.actor, now=request.now, policy=request.policy
    )
    return page(request, "schools/history.html", about(request, found.notice) | {"row": found.row})


@needs("notices.pass_on", methods=("GET", "POST"))
def pass_on(request: SeatedRequest, reference: str) -> HttpResponse:
    """Find the place, say why, and pass it on."""
    form = PassOn.of(request)
    shows = shows_of(request, reference)
    refusal: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.pass_on_history(
                reference=reference,
                to_urn=form.cleaned_data["place"],
                reason=form.cleaned_data["reason"],
                by=request.seat.actor,
                now=request.now,
                policy=request.policy,
            )
        except NotYours:
            raise
        except Refused as refused:
            refusal = refused
        else:
            done, before = gettext("The history is passed on."), gettext("That place could read it already.")
            tell(request, done if new else before)
            return redirect("schools:notice", reference=reference)
    return page(
        request, "schools/pass_on.html", shows | {"form": form, "refusal": refusal}, status=409 if refusal else 200
    )
