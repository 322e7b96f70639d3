"""What the hub's pages share: words and colours, where one can go from here, and what is only for the force's hub."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts.rules.organisations import FORCE, SOURCE_CLASSES
from firstbell.interfaces.web.access.locks import SeatedRequest
from firstbell.interfaces.web.design.components import Tag
from firstbell.joint.early_picture import queries
from firstbell.joint.early_picture.queries import ConcernShown, PictureOfHousehold
from firstbell.joint.early_picture.rules.feedback import SENTENCES
from firstbell.joint.early_picture.rules.matters import CLOSED, DECISIONS, IN_HAND, OUTCOMES, STATUSES, WAITING
from firstbell.joint.early_picture.rules.raising import PARTS, WHOSE_WORDS
from firstbell.joint.early_picture.rules.signals import HOW_KNOWN, KINDS
from firstbell.joint.early_picture.rules.thresholds import THRESHOLDS
from firstbell.pure.refusal import NotYours

READ, DECIDES, OPENS = "hub.read", "hub.decide", "informants.open"
BOTH = ("GET", "POST")
STEP = "police/hub/step.html"
COLOURS = {WAITING: "blue", IN_HAND: "purple", CLOSED: "grey"}
CONFIDENCE = {"strong": _("Strong"), "weak": _("Weak")}
TABS = (
    ("police:hub", _("At the table")),
    ("police:hub_questions", _("One household?")),
    ("police:hub_thresholds", _("Thresholds")),
)


def tabs(request: SeatedRequest, here: str) -> list[tuple[str, str, bool]]:
    """For ``tabs_nav``: an agency at the table has the table only."""
    shown = TABS if is_the_hub(request) else TABS[:1]
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
