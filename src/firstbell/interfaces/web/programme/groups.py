"""Groups: those of the provider, one with everybody in it, and who came to a session."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.programme.forms import NewGroup, at_session
from firstbell.pure.periods import london_date
from firstbell.responses.programme.actions import make_group, note_group_read, record_session
from firstbell.responses.programme.queries import for_facilitators
from firstbell.responses.programme.queries.for_facilitators import GroupForFacilitator


@needs("programme.read")
def groups(request: SeatedRequest) -> HttpResponse:
    """The provider's groups, and how full each is."""
    columns: list[Column[GroupForFacilitator]] = [
        Column("reference", _("Group"), lambda row: row.reference, link=_address, plain=True),
        Column("title", _("Called"), lambda row: row.title, plain=True),
        Column("place", _("Meets at"), lambda row: row.place, plain=True),
        Column("placed", _("Taking part"), lambda row: row.placed, numeric=True),
        Column("capacity", _("Places"), lambda row: row.capacity, numeric=True),
        Column("first", _("First session"), lambda row: min(row.days)),
        Column("last", _("Last session"), lambda row: max(row.days)),
    ]
    rows = for_facilitators.groups(seen_by=request.seat.actor)
    empty = gettext("There is no group yet.")
    found = listing(request, rows, columns, name="groups", empty=empty, caption=gettext("Groups"))
    if not isinstance(found, Listing):
        return found
    return page(request, "programme/groups.html", {"list": found})


def _address(row: GroupForFacilitator) -> str:
    return reverse("programme:group", args=[row.reference])


@needs("programme.lead", methods=("GET", "POST"))
def new_group(request: SeatedRequest) -> HttpResponse:
    form, made = NewGroup.of(request), list[str]()
    by = as_asked(request)
    if request.method == "POST" and form.is_valid() and done(form, lambda: made.append(make_group(**form.given, **by))):
        tell(request, gettext("Made. Place people in it from their own pages."))
        return redirect("programme:group", reference=made[0])
    return page(request, "programme/new_group.html", {"form": form}, status=status_of(form))


@needs("programme.read")
def group(request: SeatedRequest, reference: str) -> HttpResponse:
    """A group with everybody in it, by name, and its sessions. That it was read is written down."""
    note_group_read(group=reference, **as_asked(request))
    found = for_facilitators.group(reference, seen_by=request.seat.actor)
    held = [one.on for one in found.sessions if one.on <= london_date(request.now)]
    return page(request, "programme/group.html", {"group": found, "held": held})


@needs("programme.facilitate", methods=("GET", "POST"))
def session(request: SeatedRequest, reference: str, day: str) -> HttpResponse:
    """Who came, for everybody in the group on one page."""
    by, on = as_asked(request), _day(day)
    note_group_read(group=reference, **by)
    people = for_facilitators.at_session(reference, on, seen_by=request.seat.actor)
    form = at_session(people).of(request)
    if request.method == "POST" and form.is_valid():
        said = form.missed_why
        if done(form, lambda: record_session(group=reference, on=on, missed_why=said, **by)):
            tell(request, gettext("Recorded."))
            return redirect("programme:group", reference=reference)
    shows = {"form": form, "reference": reference, "on": on, "people": people}
    return page(request, "programme/session.html", shows, status=status_of(form))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
