"""The administrator's first page: what waits, and where everything is."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from firstbell.config import retention
from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.audit import queries as audit
from firstbell.foundations.jobs import queries as jobs
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.pages import page


@needs("people.manage")
def home(request: SeatedRequest) -> HttpResponse:
    invitations = accounts.open_invitations(request.now)
    people = [one for one in accounts.people() if one.open]
    old = sum(one.waiting or 0 for one in retention.standings(request.now))
    tiles = [
        (_("Open invitations"), len(invitations), reverse("administration:invitations"), False),
        (_("People who can sign in"), len(people), reverse("administration:people"), False),
        (_("Systems with a key"), _held(), reverse("administration:clients"), False),
        (_("Older than it may be kept"), old, reverse("administration:retention"), old > 0),
    ]
    shows = {
        "tiles_shown": tiles,
        "verification": audit.verification(),
        "failing": jobs.failing_jobs(),
        "last_run_at": jobs.last_run_at(),
    }
    return page(request, "administration/home.html", shows)


def _held() -> int:
    return sum(one.revoked_at is None for one in accounts.clients())
