"""One notice: what was done about it, and every decision that is open."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import as_asked, as_it_is_now, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.police import forms
from firstbell.registers.incidents import actions as incidents
from firstbell.responses.encompass import actions
from firstbell.responses.encompass.queries import for_police
from firstbell.responses.encompass.queries.for_police import NoticeForPolice
from firstbell.responses.encompass.rules.desk_words import REASONS_TO_HOLD
from firstbell.responses.encompass.rules.wording import role_in_words

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about a notice: its form, the action, what its page and its button say, and what is told after."""

    form: type[PageForm]
    do: Callable[..., object]
    title: Any
    button: Any
    after: Any
    given: Callable[[Given], Given] = dict
    kind: str = ""
    policy: bool = False


def _hold(given: Given) -> Given:
    return {"reason": f"{REASONS_TO_HOLD[given['code']]}: {given['reason']}", "until": given["until"]}


def _reroute(given: Given) -> Given:
    return {"to": given["email"] or given["to"], "reason": given["reason"]}


def _reason(given: Given) -> Given:
    return {"reason": given["reason"]}


def _nothing(given: Given) -> Given:
    return {}


DECISIONS = {
    "hold": Decision(
        forms.Hold,
        actions.hold_notice,
        _("Hold this notice"),
        _("Hold it"),
        _("The notice is held. A second person must approve it."),
        _hold,
    ),
    "approve": Decision(
        forms.Approve,
        actions.approve_hold,
        _("Approve the hold"),
        _("Approve the hold"),
        _("The hold is approved."),
        _nothing,
    ),
    "release": Decision(
        forms.Release,
        actions.release_held,
        _("Let this notice go"),
        _("Let it go"),
        _("The notice goes with the next run."),
        _reason,
    ),
    "reroute": Decision(
        forms.Reroute,
        actions.reroute_notice,
        _("Send it to somebody else"),
        _("Send it to this person"),
        _("The notice goes to that person with the next run."),
        _reroute,
        policy=True,
    ),
    "withdraw": Decision(
        forms.Withdraw,
        actions.withdraw_notice,
        _("Take this notice back"),
        _("Take it back"),
        _("The notice is withdrawn, and a review asks where the child goes."),
        _reason,
        "warning",
        policy=True,
    ),
    "telephone": Decision(
        forms.Telephone,
        actions.told_by_telephone,
        _("They were told by telephone"),
        _("They have it"),
        _("The notice is acknowledged."),
        lambda given: {"to": given["to"], "said": given["said"]},
        policy=True,
    ),
}
"""Every decision about a notice, by the word in its address."""


@needs("desk.read")
def notice(request: SeatedRequest, reference: str) -> HttpResponse:
    """The notice. Reading it is written down."""
    return page(
        request,
        "police/notice.html",
        {"notice": _read(request, reference), "decisions": DECISIONS, "role": role_in_words},
    )


@needs("desk.decide", methods=("GET", "POST"))
def decide(request: SeatedRequest, reference: str, what: str) -> HttpResponse:
    """One decision about the notice, asked once, and refused with a sentence where it is no longer open."""
    decision = DECISIONS.get(what)
    if decision is None:
        raise Http404
    found = _read(request, reference)
    form = decision.form.of(request, **({"alternatives": found.alternatives} if what == "reroute" else {}))
    if request.method == "POST" and form.is_valid():
        asked = {"reference": reference, "seen": form.cleaned_data["version"]} | decision.given(form.cleaned_data)
        asked |= {"policy": request.policy} if decision.policy else {}
        if done(form, partial(decision.do, **asked, by=request.seat.actor, now=request.now)):
            tell(request, str(decision.after))
            return redirect("police:notice", reference=reference)
        found = for_police.notice(request.seat, reference, request.now, request.policy)
    as_it_is_now(form, found.seen)
    shows = {"notice": found, "what": what, "decision": decision, "form": form, "open": what in found.may}
    shows |= {"role": role_in_words}
    return page(request, "police/decide.html", shows, status=status_of(form))


@needs("desk.decide", methods=("POST",))
def handed_over(request: SeatedRequest, reference: str) -> HttpResponse:
    """The other force has said that it has the child."""
    _read(request, reference)
    actions.note_handed_over(reference=reference, by=request.seat.actor, now=request.now)
    tell(request, gettext("Written down: the other force has it."))
    return redirect("police:notice", reference=reference)


def _read(request: SeatedRequest, reference: str) -> NoticeForPolice:
    incident_id, child = for_police.incident_of(request.seat, reference)
    by = as_asked(request) | {"policy": request.policy}
    incidents.open_record(incident_id=incident_id, what="notice", child=child, **by)
    return for_police.notice(request.seat, reference, request.now, request.policy)
