"""This morning, and the counts alone for whoever sees nobody."""

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.pages import page
from firstbell.responses.encompass.queries import for_police

LISTS = {
    "late": ("police:notices", "standing=late"),
    "due": ("police:notices", "standing=due"),
    "telephone": ("police:telephone", ""),
    "review": ("police:reviews", ""),
    "review_late": ("police:reviews", "late=yes"),
    "conflict": ("police:held", "code=conflict"),
    "no_contact": ("police:held", "code=no_contact"),
    "protected": ("police:held", "code=protected"),
    "held": ("police:held", "code=person"),
    "unapproved": ("police:held", "lacks=unapproved"),
    "expired": ("police:held", "lacks=expired"),
    "handover": ("police:handed_over", "late=yes"),
    "ambiguous": ("police:messages", "status=ambiguous"),
    "failed": ("police:messages", "status=failed"),
    "bounced": ("police:contacts", "bounced=yes"),
    "unverified": ("police:contacts", ""),
    "rejects": ("police:rejects", ""),
    "half_taken": ("police:take_in", ""),
    "contactless": ("police:contactless", ""),
    "feed": ("police:feeds", ""),
    "no_feed": ("police:feeds", ""),
    "old_rolls": ("police:feeds", ""),
    "no_roll": ("police:feeds", ""),
    "unfinished": ("police:incidents", ""),
    "paused": ("police:pause", ""),
}
"""The list that each count leads to."""


@needs("desk.read")
def morning(request: SeatedRequest) -> HttpResponse:
    """The one page to work from."""
    return _counts(request, linked=True)


@needs("figures.read")
def figures(request: SeatedRequest) -> HttpResponse:
    """The same counts, and no way to anybody in them."""
    return _counts(request, linked=False)


def _counts(request: SeatedRequest, *, linked: bool) -> HttpResponse:
    found = for_police.morning(request.seat, request.now, request.policy)
    titles = (
        gettext("Notices may not be leaving"),
        gettext("Late: do these first"),
        gettext("Before the bell"),
        gettext("Went wrong"),
        gettext("When there is time"),
    )
    groups = [
        (title, [(need.sentence, need.count, _list(need.code) if linked else "", rank < 2) for need in group])
        for rank, (title, group) in enumerate(zip(titles, found.groups, strict=False))
        if group
    ]
    shows = {"groups": groups, "bell": found.bell, "left": _left(found.bell, request.now), "linked": linked}
    return page(request, "police/morning.html", shows | {"tried": found.tried if linked else 0})


def _list(code: str) -> str:
    view, query = LISTS[code]
    return reverse(view) + (f"?{query}" if query else "")


def _left(bell: datetime, now: datetime) -> str:
    """How long it is to the bell, in hours and minutes."""
    minutes = (bell - now) // timedelta(minutes=1)
    hours, rest = divmod(minutes, 60)
    parts = [
        ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours} if hours else "",
        ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest} if rest else "",
    ]
    return " ".join(filter(None, parts)) or gettext("Less than a minute")
