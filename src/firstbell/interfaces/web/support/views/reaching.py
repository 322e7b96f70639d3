"""Reaching a client: what they say is safe, the number within it, and every try."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from firstbell.interfaces.web.access.doing import as_asked, done, status_of
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.design.messages import tell, warn
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.design.times import weekday
from firstbell.interfaces.web.support.forms import Look, Tried
from firstbell.interfaces.web.support.forms_of_plans import ChildPlanForm, PlanForm
from firstbell.interfaces.web.support.words import channel as words_of
from firstbell.interfaces.web.support.words import left
from firstbell.pure.periods import london_date
from firstbell.responses.support import actions, queries
from firstbell.responses.support.queries import ReferralForService
from firstbell.responses.support.rules.children import child_age, why_not_alone

WORK = "support.work"


@needs(WORK, methods=("GET", "POST"))
def plan(request: SeatedRequest, reference: str) -> HttpResponse:
    """Make a safe-contact plan with the client, in place of the one before."""
    found = queries.referral(reference, seen_by=request.seat.actor)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid() and _planned(request, form, found.client):
        return redirect("support:referral", reference=reference)
    shows = {"referral": found, "form": form, "sections": list(form.sections())}
    return page(request, "support/plan.html", shows, status=status_of(form))


def _form(request: SeatedRequest, found: ReferralForService) -> PlanForm:
    """Of a child who is not reached alone it asks through whom they are, as well."""
    today = london_date(request.now)
    if not why_not_alone(child_age(found.date_of_birth, bool(found.adults), today), ""):
        return PlanForm.of(request, today=today)
    return ChildPlanForm.of(request, today=today, adults=[one.client for one in found.adults])


def _planned(request: SeatedRequest, form: PlanForm, client: str) -> bool:
    given = {"ways": form.ways, "last_day": form.ends, "code_word": form.cleaned_data["code_word"]}
    if not done(form, lambda: actions.make_plan(client=client, **given, **as_asked(request))):
        return False
    tell(request, gettext("The plan holds until %(day)s.") % {"day": weekday(form.ends)})
    return True


@needs(WORK, methods=("GET", "POST"))
def reach(request: SeatedRequest, reference: str, channel: str) -> HttpResponse:
    """The number or address of one way: shown once, on the answer to the form; outside the plan only for a reason."""
    found = queries.referral(reference, seen_by=request.seat.actor)
    contact = queries.contact_now(found.client, seen_by=request.seat.actor, now=request.now)
    way = next((one for one in contact.ways if one.channel == channel), None)
    if found.plan is None or way is None:
        raise Http404
    form = Look.of(request)
    seen = list[str]()
    if request.method == "POST" and form.is_valid():
        asked = {"client": found.client, "channel": channel, "reason": form.cleaned_data["reason"]}
        done(form, lambda: seen.append(actions.look_at_way(**asked, **as_asked(request))))
    shows = {"referral": found, "way": way, "words": words_of(channel), "left": left(way), "form": form, "seen": seen}
    return page(request, "support/reach.html", shows, status=status_of(form))


@needs(WORK, methods=("GET", "POST"))
def attempt(request: SeatedRequest, reference: str) -> HttpResponse:
    """Write down a try to reach the client, as it was."""
    found = queries.referral(reference, seen_by=request.seat.actor)
    form = Tried.of(request, initial={"at": request.now, "channel": request.GET.get("way", "")})
    if request.method == "POST" and form.is_valid() and _written_down(request, form, reference):
        return redirect("support:referral", reference=reference)
    return page(request, "support/attempt.html", {"referral": found, "form": form}, status=status_of(form))


def _written_down(request: SeatedRequest, form: Tried, reference: str) -> bool:
    safe = list[bool]()
    if not done(
        form, lambda: safe.append(actions.record_attempt(referral=reference, **form.given, **as_asked(request)))
    ):
        return False
    if safe[0]:
        tell(request, gettext("Written down."))
    else:
        warn(request, gettext("Written down, as a try outside the plan. Ask the client whether they are safe."))
    return True
