"""What is kept for how long, what is older, and having it removed."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firstbell.config import retention as table
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
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
    shows = {
        "removed": [one for one in standings if one.waiting is not None],
        "kept": [one for one in standings if one.waiting is None],
        "waiting": sum(one.waiting or 0 for one in standings),
    }
    return page(request, "administration/retention.html", shows)
