"""What the pages of the programme say of where somebody stands."""

from django.utils.translation import gettext

from firstbell.interfaces.web.design.components import Tag
from firstbell.responses.programme.rules import participants as rules

COLOURS = {
    rules.REFERRED: "blue",
    rules.ACCEPTED: "purple",
    rules.STARTED: "green",
    rules.COMPLETED: "teal",
    rules.EXCLUDED: "red",
}


def stands(status: str) -> Tag:
    """Where a participant stands."""
    return Tag(gettext(rules.STATUSES[status]), COLOURS.get(status, "grey"))
