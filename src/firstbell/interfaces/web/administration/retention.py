"""What is kept for how long, what is older, and having it removed."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firstbell.config import retention as table
from firstbell.foundations.retention import queries
from firstbell.foundations.retention.rules import KINDS
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.administration.destruction import forecast_list
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page


@needs("retention.run", methods=("GET", "POST"))
def retention(request: SeatedRequest) -> HttpResponse:
    """Every rule with its count; sent, all that is older than it may be is removed."""
    if request.method == "POST":
        removed = sum(table.run(by=request.seat.actor, now=request.now).values())
        said = ngettext("%(count)d thing was removed.", "%(count)d things were removed.", removed)
        tell(request, said % {"count": removed} if removed else _("Nothing was older than it may be."))
        return HttpResponseRedirect(reverse("administration:retention"))
    standings = table.standings(request.now)
    older: Column[table.Standing] = Column("waiting", _("Older than that"), lambda one: one.waiting, numeric=True)
    old = _listed(request, [one for one in standings if one.waiting is not None], "removed", older)
    kept = _listed(request, [one for one in standings if one.waiting is None], "kept")
    people = forecast_list(request)
    for one in (old, kept, people):
        if not isinstance(one, Listing):
            return one
    waiting = sum(one.waiting or 0 for one in standings)
    shows: dict[str, object] = {"removed": old, "kept": kept, "waiting": waiting, "people": people}
    shows |= {"proposed": queries.removals(), "certificates": queries.certificates(), "kinds": KINDS}
    return page(request, "administration/retention.html", shows)


def _listed(
    request: SeatedRequest, rows: list[table.Standing], name: str, *further: Column[table.Standing]
) -> Listing | HttpResponse:
    columns = (
        Column("what", _("What"), lambda one: str(one.rule.what), sorts=False),
        Column("how_long", _("Kept"), lambda one: str(one.rule.how_long), sorts=False),
        Column("why", _("Why"), lambda one: str(one.rule.why), sorts=False),
        *further,
    )
    captions = {"removed": _("Removed when you run it"), "kept": _("Not removed by Firstbell")}
    return listing(request, rows, columns, name=name, caption=captions[name], empty=_("Nothing."), prefix=f"{name}-")
