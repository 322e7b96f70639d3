"""The visiting officer's page: today's streets, door by door, with a network and without one.

Nothing on it says what the visits are a part of, or that one door is other than the next.
"""

import json
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs, open_to_anyone
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police import packs, street_entries
from firstbell.interfaces.web.police.forms_of_cocoon import HeardForm, VisitForm
from firstbell.interfaces.web.police.street_entries import HeardSent, Message
from firstbell.pure.periods import london_date, london_moment
from firstbell.pure.refusal import Refused
from firstbell.responses.cocoon import actions, queries
from firstbell.responses.cocoon.queries import Pack, Street
from firstbell.responses.cocoon.rules.doors import ANSWERED, NO_ANSWER, REFUSED_DOOR, VACANT, Entry

UNTIL = "X-Keep-Seconds"
"""Tells the page's worker for how long it may keep the page: until the day of its addresses is over."""


BUTTONS = {ANSWERED: _("Answered"), NO_ANSWER: _("No answer"), REFUSED_DOOR: _("Refused"), VACANT: _("Vacant")}
"""What can become of a door, in a word for a thumb."""


@needs("cocoon.visit")
def cocoon_street(request: SeatedRequest) -> HttpResponse:
    """Today's streets. The page works on without a network, until midnight."""
    return _street(request, HeardForm(doors=_doors(_walks(request))))


def _street(request: SeatedRequest, form: HeardForm) -> HttpResponse:
    walks = _walks(request)
    until = seconds_left(request.now)
    shows = {"walks": walks, "form": form, "until": until, "words": json.dumps(_words()), "new_key": uuid4}
    shows |= {"attempt_at": attempt_at, "outcomes": BUTTONS}
    shows |= {"disclosing": packs.disclosing(request.policy.desk_phone), "going": packs.going, "saying": packs.saying}
    answer = page(request, "police/cocoon/street.html", shows, status=status_of(form))
    answer[UNTIL] = str(until)
    return answer


def _walks(request: SeatedRequest) -> list[tuple[Street, Pack]]:
    whose = request.seat.email
    today = queries.slots_for(whose, london_date(request.now))
    return [(street, queries.slot_for_visitor(street.campaign, street.cell, whose)) for street in today]


def _doors(walks: list[tuple[Street, Pack]]) -> list[tuple[str, str]]:
    return [
        (f"{pack.campaign}/{pack.cell}/{door.position}", f"{pack.cell}, {number}: {door.printed}")
        for _street, pack in walks
        for number, door in enumerate(pack.doors, 1)
    ]


def seconds_left(now: datetime) -> int:
    """Until midnight in London."""
    midnight = london_moment(london_date(now) + timedelta(days=1), time(0))
    return int((midnight - now).total_seconds())


def attempt_at(first: str, second: str, attempt: int) -> int | None:
    """Which attempt a door waits for today: a first one that was missed, then a second where nobody answered."""
    if not first:
        return 1
    return 2 if attempt == 2 and first == NO_ANSWER and not second else None


def _words() -> dict[str, str]:
    """What the script says."""
    return {
        "one": gettext("%(count)s kept, waiting for the network."),
        "many": gettext("%(count)s kept, waiting for the network."),
        "sent": gettext("Everything is sent."),
        "signedOut": gettext("You are signed out: sign in again, and it is sent."),
        "others": gettext("Somebody else’s entries are kept on this telephone: they must sign in to send them."),
        "kept": gettext("Kept on this telephone."),
        "heardKept": gettext("What was heard: kept on this telephone, not sent yet."),
        "refused": gettext("Not taken:"),
        "remove": gettext("I have read this: remove it"),
        "hold": gettext("There are entries that are not sent. Stay signed in until there is a network."),
    }


@needs("cocoon.visit", methods=("POST",))
def cocoon_visit(request: SeatedRequest) -> HttpResponse:
    """One door, sent by a browser without scripts."""
    form = VisitForm.of(request)
    if not form.is_valid():
        raise Refused(gettext("That door was not recorded."), gettext("Go back, and press one of its four buttons."))
    given = form.given
    synced = actions.record_visits(entries=[Entry(**given, at=request.now)], **as_asked(request))
    if synced.refused:
        raise Refused(synced.refused[0][1], gettext("Nothing was changed."))
    return redirect(reverse("police:cocoon_street") + f"#door-{given['cell']}-{given['position']}")


@needs("cocoon.visit", methods=("POST",))
def cocoon_note_heard(request: SeatedRequest) -> HttpResponse:
    """What was heard at a door, sent by a browser without scripts."""
    form = HeardForm.of(request, doors=_doors(_walks(request)))
    if form.is_valid() and done(form, lambda: _note(form.cleaned_data, request)):
        tell(request, gettext("It is written down and sealed."))
        return redirect("police:cocoon_street")
    return _street(request, form)


def _note(given: dict[str, Any], request: SeatedRequest) -> None:
    campaign, cell, position = given["door"].split("/")
    named = {name: given[name] for name in ("kind", "said", "informant", "wishes_to_be_named", "safeguarding_path")}
    actions.record_heard(campaign=campaign, cell=cell, position=int(position), **named, **as_asked(request))


@needs("cocoon.visit", methods=("GET", "POST"))
def cocoon_sync(request: SeatedRequest) -> HttpResponse:
    """Who is signed in, with a token to send by; then what they kept. What was here already is kept once."""
    if request.method != "POST":
        return JsonResponse({"token": get_token(request), "whose": str(request.seat.account_id)})
    try:
        message = street_entries.read(json.loads(request.body))
    except ValueError:
        message = None
    if message is None:
        return JsonResponse({"title": gettext("That cannot be read.")}, status=400)
    return JsonResponse(_synced(message, request))


def _synced(message: Message, request: SeatedRequest) -> dict[str, object]:
    """Visits first: what was heard belongs to one."""
    unread = gettext("This entry cannot be read. Write it down and tell your supervisor.")
    kept, refused = list[str](), dict.fromkeys(message.unread, unread)
    if message.visits:
        entries = [one.entry(request.now) for one in message.visits]
        synced = actions.record_visits(entries=entries, **as_asked(request))
        kept += [str(key) for key in (*synced.accepted, *synced.already)]
        refused |= {str(key): said for key, said in synced.refused}
    for one in message.heard:
        try:
            _heard(one, request)
        except Refused as no:
            refused[str(one.key)] = f"{no.reason} {no.remedy}".strip()
        else:
            kept.append(str(one.key))
    return {"kept": kept, "refused": refused}


def _heard(one: HeardSent, request: SeatedRequest) -> None:
    actions.record_heard(
        campaign=one.campaign,
        cell=one.cell,
        position=one.position,
        kind=one.kind,
        said=one.said,
        informant=one.informant,
        wishes_to_be_named=one.named,
        safeguarding_path=one.path,
        entry_key=one.key,
        **as_asked(request),
    )


@open_to_anyone("is the script by which the street page opens without a network; the same for all, and names nobody")
def cocoon_worker(request: HttpRequest) -> HttpResponse:
    answer = page(request, "police/cocoon/worker.js", {"looks": settings.STATIC_URL})
    answer["Content-Type"] = "text/javascript; charset=utf-8"
    return answer
