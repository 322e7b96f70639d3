"""What waits for somebody of the service: tasks, reviews, and what takes a second person or a word."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts.queries import Person
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.exports import Export
from firstbell.interfaces.web.design.listing import Column, Listing, listing
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.support.steps import LEAD
from firstbell.interfaces.web.support.words import due as tag_of
from firstbell.interfaces.web.support.words import named, tabs, workers
from firstbell.responses.support import queries
from firstbell.responses.support.queries import AddressProposed, Opposed, PossiblySame, ReviewDue, TaskDue
from firstbell.responses.support.rules.cases import NEEDS, OWNERS

Workers = dict[str, Person]


@needs("support.read")
def due(request: SeatedRequest) -> HttpResponse:
    """One's own tasks and reviews come first. Nobody is named but workers."""
    by, now, known = request.seat.actor, request.now, workers(request.seat)
    lists = [
        _list(request, "tasks", gettext("Tasks"), queries.tasks_due(seen_by=by, now=now), _tasks(known)),
        _list(request, "reviews", gettext("Reviews"), queries.reviews_due(seen_by=by, now=now), _reviews(known)),
        _list(
            request,
            "addresses",
            gettext("Addresses that a second person confirms"),
            queries.proposed_addresses(seen_by=by),
            _addresses(known),
        ),
        _list(request, "same", gettext("Records that may be one person"), queries.possibly_same(seen_by=by), _same()),
    ]
    if request.seat.may(LEAD):
        both = gettext("Clients on both sides of one incident")
        lists.append(_list(request, "sides", both, queries.opposed(seen_by=by), _sides(known)))
    file = next((one for one in lists if not isinstance(one, Listing)), None)
    return file or page(request, "support/due.html", {"lists": lists, "tabs": tabs("support:due")})


def _list(
    request: SeatedRequest, name: str, caption: str, rows: Sequence[Any], columns: list[Column[Any]]
) -> Listing | Export:
    mine = request.seat.email
    ordered = sorted(rows, key=lambda row: getattr(row, "worker", mine) != mine)
    empty = gettext("Nothing waits here.")
    return listing(request, ordered, columns, name=name, caption=caption, empty=empty, prefix=f"{name}-")


def _tasks(known: Workers) -> list[Column[TaskDue]]:
    return [
        Column("referral", _("Referral"), lambda row: row.referral, link=_work, plain=True),
        Column("state", _("State"), lambda row: tag_of(row.state)),
        Column("due_on", _("Due"), lambda row: row.due_on),
        Column("owner", _("Who does it"), lambda row: gettext(OWNERS[row.owner])),
        Column("need", _("Need"), lambda row: gettext(NEEDS[row.need])),
        Column("worker", _("Worker"), lambda row: named(row.worker, known)),
    ]


def _reviews(known: Workers) -> list[Column[ReviewDue]]:
    return [
        Column("referral", _("Referral"), lambda row: row.referral, link=_work, plain=True),
        Column("state", _("State"), lambda row: tag_of(row.state)),
        Column("review_by", _("Review by"), lambda row: row.review_by),
        Column("worker", _("Worker"), lambda row: named(row.worker, known)),
    ]


def _addresses(known: Workers) -> list[Column[AddressProposed]]:
    return [
        Column("client", _("Client"), lambda row: row.client, link=lambda row: _of_client(row.client), plain=True),
        Column("proposed_by", _("Proposed by"), lambda row: named(row.proposed_by, known)),
        Column("proposed_at", _("Proposed"), lambda row: row.proposed_at),
    ]


def _sides(known: Workers) -> list[Column[Opposed]]:
    """Each side is to have a worker of its own, who is not told of the other."""
    return [
        Column("one", _("One side"), lambda row: row.one, link=lambda row: _referral(row.one), plain=True),
        Column("worker", _("Worker"), lambda row: named(row.worker, known)),
        Column("other", _("The other side"), lambda row: row.other, link=lambda row: _referral(row.other), plain=True),
        Column("other_worker", _("Their worker"), lambda row: named(row.other_worker, known)),
    ]


def _same() -> list[Column[PossiblySame]]:
    return [
        Column("one", _("Client"), lambda row: row.one, link=lambda row: _of_client(row.one), plain=True),
        Column("other", _("Another client"), lambda row: row.other, link=lambda row: _of_client(row.other), plain=True),
    ]


def _work(row: TaskDue | ReviewDue) -> str:
    return reverse("support:work", args=[row.referral])


def _referral(reference: str) -> str:
    return reverse("support:referral", args=[reference])


def _of_client(reference: str) -> str:
    """The open referrals of a client."""
    return f"{reverse('support:referrals')}?q={reference}"
