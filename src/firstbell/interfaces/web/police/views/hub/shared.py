"""What the hub's pages share: words and colours, where one can go from here, and what is only for the force's hub."""

from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts.rules.organisations import FORCE, SOURCE_CLASSES
from firstbell.interfaces.web.access.doing import as_decided
from firstbell.interfaces.web.access.locks import SeatedRequest, View
from firstbell.interfaces.web.design.components import Tag
from firstbell.joint.early_picture import actions, queries
from firstbell.joint.early_picture.queries import ConcernShown, PictureOfHousehold
from firstbell.joint.early_picture.rules.feedback import SENTENCES
from firstbell.joint.early_picture.rules.matters import CLOSED, DECISIONS, IN_HAND, OUTCOMES, STATUSES, WAITING
from firstbell.joint.early_picture.rules.raising import PARTS, WHOSE_WORDS
from firstbell.joint.early_picture.rules.settings import Settings, settings_of
from firstbell.joint.early_picture.rules.signals import HOW_KNOWN, KINDS
from firstbell.joint.early_picture.rules.thresholds import THRESHOLDS
from firstbell.pure.refusal import NotYours

READ, DECIDES, OPENS = "hub.read", "hub.decide", "informants.open"
BOTH = ("GET", "POST")
STEP = "police/hub/step.html"
COLOURS = {WAITING: "blue", IN_HAND: "purple", CLOSED: "grey"}
CONFIDENCE = {"strong": _("Strong"), "weak": _("Weak")}
TABS: tuple[tuple[str, Any], ...] = (
    ("police:hub", _("At the table")),
    ("police:hub_questions", _("One household?")),
    ("police:hub_thresholds", _("Thresholds")),
    ("police:hub_tries", _("Asked for")),
)


def alarmed(view: View) -> View:
    """A view of a household, a matter (``reference``) or a question (``number``): where it is closed to somebody of the
    hub, as it may be about them, they get the same 404 as for nothing, and supervisors hear that they asked."""

    @wraps(view)
    def inner(request: SeatedRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        try:
            return view(request, *arguments, **named)
        except NotYours:
            actions.note_try(of=str(named.get("reference", named.get("number", ""))), **as_decided(request))
            raise

    return inner


def tabs(request: SeatedRequest, here: str) -> list[tuple[str, str, bool]]:
    """For ``tabs_nav``: an agency at the table has the table only."""
    shown = TABS if is_the_hub(request) else TABS[:1]
    if not request.seat.may(DECIDES):
        shown = tuple(one for one in shown if one[0] != "police:hub_tries")
    return [(str(words), reverse(view), view == here) for view, words in shown]


def is_the_hub(request: SeatedRequest) -> bool:
    """Whether whoever asks sits at the hub for the force, and not for an agency."""
    return request.seat.actor.kind == FORCE


def only_for_the_hub(request: SeatedRequest) -> None:
    """To an agency at the table the page does not exist: NotYours."""
    if not is_the_hub(request):
        raise NotYours("There is no such page.", "Look at the address.")


def state(status: str) -> Tag:
    return Tag(gettext(STATUSES[status]), COLOURS[status])


def matter_address(reference: str) -> str:
    return reverse("police:hub_matter", args=[reference])


def household_address(reference: str) -> str:
    return reverse("police:hub_household", args=[reference])


def picture_of(request: SeatedRequest, household: str) -> PictureOfHousehold:
    return queries.picture(household, seen_by=request.seat.actor, now=request.now)


def set_by(request: SeatedRequest) -> Settings:
    """The hours, days and bases that hold here, and whose they are."""
    return settings_of(request.policy)


def concern_of(picture: PictureOfHousehold, reference: str) -> ConcernShown:
    """The concern of the household. NotYours for one of another."""
    for one in picture.concerns:
        if one.reference == reference:
            return one
    raise NotYours(f"There is no concern {reference}.", "Look at the reference.")


def in_words() -> dict[str, Any]:
    """For templates: the words of what is stored as a code."""
    return {
        "classes": SOURCE_CLASSES,
        "confidence": CONFIDENCE,
        "decisions": DECISIONS,
        "how_known": HOW_KNOWN,
        "kinds": KINDS,
        "outcomes": OUTCOMES,
        "parts": PARTS,
        "sentences": SENTENCES,
        "state": state,
        "thresholds": THRESHOLDS,
        "whose_words": WHOSE_WORDS,
    }
