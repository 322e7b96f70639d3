"""Public figures before and after they are published: drafted by one, signed by two others, and the register of all."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.doing import Step, as_asked, status_of, take, tried
from firstbell.interfaces.web.access.locks import SeatedRequest, needs
from firstbell.interfaces.web.analysts.forms_of_releases import Draft, Elsewhere, MakeMap, Revise, Sign, Withdraw
from firstbell.interfaces.web.design.components import Tag
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.design.listing import Choice, Column, Listing, listing
from firstbell.interfaces.web.design.messages import tell
from firstbell.interfaces.web.design.pages import page
from firstbell.pure.periods import london_date
from firstbell.reporting.publication import actions, queries
from firstbell.reporting.publication.queries import RegisterLine
from firstbell.reporting.publication.rules.hierarchy import areas_of, name_of
from firstbell.reporting.publication.rules.signing import DRAFT, ELSEWHERE, KINDS, PUBLISHED, STATUSES

READS, DRAFTS, SIGNS = "releases.read", "releases.draft", "releases.sign"
BOTH = ("GET", "POST")
STEP = "analysts/releases/step.html"
COLOURS = {DRAFT: "blue", PUBLISHED: "green"}


@needs(READS)
def releases(request: SeatedRequest) -> HttpResponseBase:
    """What waits for signatures, and everything that was ever drafted, refused, published, or said elsewhere."""
    columns: list[Column[RegisterLine]] = [
        Column("reference", _("Reference"), lambda row: row.reference, link=_address, plain=True),
        Column("title", _("Figures"), lambda row: row.title, sorts=False),
        Column("kind", _("Kind"), lambda row: row.kind, sorts=False),
        Column("status", _("How it stands"), lambda row: row.status, sorts=False),
        Column("revises", _("Revises"), lambda row: row.revises, sorts=False),
        Column("on", _("Since"), lambda row: row.on, sorts=False),
        Column("where", _("Where it was said"), lambda row: row.where, sorts=False),
    ]
    found = listing(
        request,
        queries.register(seen_by=request.seat.actor),
        columns,
        name="register",
        empty=gettext("Nothing has been drafted yet."),
        caption=gettext("Register of public figures"),
        filters=[Choice("status", _("How it stands"), STATUSES), Choice("kind", _("Kind"), KINDS)],
    )
    if not isinstance(found, Listing):
        return found
    shows = {"list": found, "drafts": queries.drafts(seen_by=request.seat.actor)}
    return page(request, "analysts/releases/register.html", shows)


@needs(DRAFTS, methods=BOTH)
def draft(request: SeatedRequest) -> HttpResponse:
    """Its counts are counted, rounded and tried when it is sent, which may take half a minute."""
    form = Draft.of(request, today=london_date(request.now))
    return _drafted(request, form, "analysts/releases/draft.html", actions.draft_release)


@needs(READS)
def release(request: SeatedRequest, reference: str) -> HttpResponse:
    """All that somebody needs who answers for it."""
    found = queries.release_for_signing(reference, seen_by=request.seat.actor)
    seat = request.seat
    shows = {
        "release": found,
        "status": Tag(STATUSES[found.status], COLOURS.get(found.status, "grey")),
        "may_sign": seat.may(SIGNS) and not found.why_not,
        "may_withdraw": seat.may(DRAFTS) and found.status == DRAFT,
        "may_revise": seat.may(DRAFTS) and found.status == PUBLISHED and not found.revises,
    }
    return page(request, "analysts/releases/release.html", shows)


@needs(SIGNS, methods=BOTH)
def sign(request: SeatedRequest, reference: str) -> HttpResponse:
    found = queries.release_for_signing(reference, seen_by=request.seat.actor)
    last = len(found.signatures) + 1 >= found.signatures_needed
    step = Step(
        heading=gettext("Sign these figures"),
        warning=gettext("Yours is the second signature: they are published at once, and never changed or taken back.")
        if last
        else gettext("Once somebody else has signed too they are published, and never changed or taken back."),
        button=gettext("Sign and publish") if last else gettext("Sign"),
        told=gettext("Published.") if last else gettext("Signed. One more signature publishes them."),
        back=_back(reference),
    )
    given = {"release": reference, **as_asked(request)}
    return take(request, step, Sign.of(request), lambda form: actions.sign_release(**given), template=STEP)


@needs(DRAFTS, methods=BOTH)
def withdraw(request: SeatedRequest, reference: str) -> HttpResponse:
    queries.release_for_signing(reference, seen_by=request.seat.actor)
    step = Step(
        heading=gettext("Withdraw this draft"),
        warning=gettext("It can no longer be signed. That it was drafted and withdrawn stays in the register."),
        button=gettext("Withdraw it"),
        told=gettext("Withdrawn."),
        back=_back(reference),
    )
    given = {"release": reference, **as_asked(request)}
    return take(
        request, step, Withdraw.of(request), lambda form: actions.withdraw_draft(**given, **form.given), template=STEP
    )


@needs(DRAFTS, methods=BOTH)
def revise(request: SeatedRequest, reference: str) -> HttpResponse:
    """Leads to the revision that was drafted."""
    queries.release_for_signing(reference, seen_by=request.seat.actor)
    revised = partial(actions.draft_revision, release=reference)
    return _drafted(request, Revise.of(request), "analysts/releases/revise.html", revised, reference)


@needs(DRAFTS, methods=BOTH)
def make_map(request: SeatedRequest) -> HttpResponse:
    return _drafted(request, MakeMap.of(request), "analysts/releases/make_map.html", actions.make_map)


@needs(DRAFTS, methods=BOTH)
def enter(request: SeatedRequest) -> HttpResponse:
    """A figure that is public already, so that every later release is tried beside it."""
    force = request.seat.actor.code
    areas = [(code, name_of(code, force)) for code in areas_of(force)]
    form = Elsewhere.of(request, today=london_date(request.now), areas=areas)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: actions.enter_elsewhere(**form.given, **as_asked(request)))
        if made is not None:
            tell(request, gettext("Entered. Every later release is tried beside it."))
            return redirect("analysts:releases")
    return page(request, "analysts/releases/enter.html", {"form": form}, status=status_of(form))


def _drafted(
    request: SeatedRequest, form: PageForm, template: str, do: Callable[..., str], reference: str = ""
) -> HttpResponse:
    """The page that asks for a draft; with a valid form it is drafted, and leads to what was."""
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: do(**form.given, **as_asked(request)))
        if made is not None:
            tell(request, gettext("Drafted. Two others sign it, and then it is published."))
            return redirect("analysts:release", reference=made)
    return page(request, template, {"form": form, "reference": reference}, status=status_of(form))


def _address(line: RegisterLine) -> str | None:
    return None if line.kind == KINDS[ELSEWHERE] else reverse("analysts:release", args=[line.reference])


def _back(reference: str) -> tuple[str, str]:
    return reverse("analysts:release", args=[reference]), gettext("Release")
