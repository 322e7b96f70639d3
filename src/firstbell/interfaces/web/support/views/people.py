"""Who belongs with whom: children with adults, and records that are one person."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from firstbell.interfaces.web.access.doing import Step, as_asked, done, status_of, take
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.support.doing import back_to, write
from firstbell.interfaces.web.support.forms import Apart, Child, SamePerson
from firstbell.interfaces.web.support.steps import LEAD, WORK
from firstbell.responses.support import actions, queries

BOTH = ("GET", "POST")


@needs(WORK, methods=BOTH)
def child(request: SeatedRequest, reference: str) -> HttpResponse:
    """A child's referral belongs with this one."""
    return write(
        request,
        reference,
        Child.of(request),
        lambda form: actions.link_child(adult=reference, **form.given, **as_asked(request)),
        heading=gettext("A child of this client"),
        warning=gettext("Each has a record, a worker and a plan of their own; each page leads to the other."),
        button=gettext("They belong together"),
        told=gettext("They belong together."),
    )


@needs(WORK, methods=BOTH)
def apart(request: SeatedRequest, reference: str, child: str) -> HttpResponse:
    return write(
        request,
        reference,
        Apart.of(request),
        lambda form: actions.unlink_child(adult=reference, child=child, **form.given, **as_asked(request)),
        heading=gettext("They do not belong together"),
        warning=gettext("Both referrals stay as they are. That somebody thought so stays on file."),
        button=gettext("They do not belong together"),
        told=gettext("They stand apart."),
    )


@needs(LEAD, methods=BOTH)
def same(request: SeatedRequest, reference: str) -> HttpResponse:
    """Say that another record is the same person, or that it is not. Showing both is an entry."""
    actions.open_referral(reference=reference, **as_asked(request))
    found = queries.referral(reference, seen_by=request.seat.actor)
    first = found.maybe_one_person[0] if found.maybe_one_person else ""
    form = SamePerson.of(request, initial={"other": first})
    if request.method == "POST" and form.is_valid() and done(form, lambda: _rule(request, form, found.client)):
        tell(request, gettext("Written down. Neither record was changed."))
        return redirect("support:referral", reference=reference)
    person = queries.person(found.client, seen_by=request.seat.actor)
    shows = {"referral": found, "person": person, "form": form}
    return page(request, "support/same.html", shows, status=status_of(form))


def _rule(request: SeatedRequest, form: SamePerson, client: str) -> None:
    given = form.given
    rule = actions.merge_clients if given.pop("together") else actions.split_clients
    rule(one=client, **given, **as_asked(request))


@needs(LEAD, methods=BOTH)
def close_to_force(request: SeatedRequest, reference: str) -> HttpResponse:
    """The client works for a force: forces learn no more than how the referral stands."""
    queries.referral(reference, seen_by=request.seat.actor)
    step = Step(
        heading=gettext("Close the client to police forces"),
        warning=gettext("For somebody who works for a force: no force learns more than how it stands."),
        button=gettext("Close it to forces"),
        told=gettext("Closed to forces."),
        back=back_to(reference),
    )
    return take(
        request,
        step,
        PageForm.of(request),
        lambda _form: actions.close_to_force(reference=reference, **as_asked(request)),
    )
