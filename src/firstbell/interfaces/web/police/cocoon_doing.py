"""What the pages of Cocoon share: where one can go from here, and what all of them say."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.access.locks import SeatedRequest
from firstbell.interfaces.web.design.components import Tag
from firstbell.responses.cocoon.rules.judging import OUTCOMES
from firstbell.responses.cocoon.rules.words import LIMITS, PROMISE

PARTS = (
    ("cocoon.read", "police:cocoon_map", _("Cells")),
    ("cocoon.read", "police:cocoon_campaigns", _("Campaigns")),
    ("cocoon.operations", "police:cocoon_operations", _("Operations")),
    ("cocoon.hear", "police:cocoon_heard", _("What was heard")),
    ("cocoon.read", "police:cocoon_self_audit", _("Self-audit")),
)
"""The pages beside each other, each for who has its permission."""

COLOURS = {
    "draft": "grey",
    "drawn": "blue",
    "running": "green",
    "paused": "red",
    "over": "grey",
    "proposed": "blue",
    "safety_confirmed": "purple",
    "signed_off": "green",
    "withdrawn": "grey",
    "deferred": "grey",
}
STATES = {
    "draft": _("Draft"),
    "drawn": _("Drawn"),
    "running": _("Running"),
    "paused": _("Paused"),
    "over": _("Over"),
    "proposed": _("Waits for its safety plan"),
    "safety_confirmed": _("Waits for sign-off"),
    "signed_off": _("Signed off"),
    "withdrawn": _("Ended: withdrawn"),
    "deferred": _("Ended: left out for safety"),
}
ARMS = {"visited": _("Visited"), "waiting": _("Waits"), "deferred": _("Left out"), "": _("In no campaign")}


def tabs(request: SeatedRequest, here: str) -> list[tuple[str, str, bool]]:
    """For ``tabs_nav``: what this seat may open of Cocoon; ``here`` is the name of the page that is open."""
    return [
        (str(words), reverse(view), view == here) for permission, view, words in PARTS if request.seat.may(permission)
    ]


def state(status: str) -> Tag:
    """How a campaign or an operation stands."""
    return Tag(str(STATES[status]), COLOURS[status])


def outcome_words(outcome: str) -> str:
    """What a campaign is judged on."""
    return gettext(OUTCOMES[outcome][1])


def limits() -> list[str]:
    """What the cells guarantee, and what they cannot: it stands wherever somebody decides on a visit."""
    return [gettext(said) for said in (PROMISE, *LIMITS)]
