"""What a pair carries for a street: what to say, at which doors, in which order. No case stands in it, and no reason.

It is the same for every street of a campaign but for the doors, and does not say what the visits are a part of: it may
be left on a wall.
"""

from datetime import datetime
from pathlib import Path

from django.utils.translation import get_language, gettext, ngettext

from firstbell.interfaces.web.design.times import weekday
from firstbell.pure.documents.paper import printed
from firstbell.responses.cocoon.queries import Pack

TEMPLATE = Path(__file__).parent / "pack.typ"


def as_pdf(pack: Pack, desk_phone: str, *, at: datetime) -> bytes:
    """The pack as PDF/UA-1, stamped ``at``."""
    return printed(TEMPLATE, document_of(pack, desk_phone), at=at)


def document_of(pack: Pack, desk_phone: str) -> dict[str, object]:
    """What ``pack.typ`` lays out."""
    heading = gettext("Community safety visits: street %(cell)s") % {"cell": pack.cell}
    return {
        "title": heading,
        "lang": (get_language() or "en")[:2],
        "reference": f"{pack.campaign} {pack.cell}",
        "confidential": gettext("Police only: bring this back, leave none at a door"),
        "heading": heading,
        "when": when(pack),
        "parts": [
            {"heading": gettext("What to say, at every door alike"), "lines": saying(pack)},
            {"heading": gettext("How to go"), "lines": going(pack)},
            disclosing(desk_phone),
        ],
        "doors": {
            "heading": gettext("The doors, in this order"),
            "head": [gettext("No."), gettext("Door"), gettext("Answered, no answer, refused or vacant; minutes")],
            "rows": [[str(number), door.printed, ""] for number, door in enumerate(pack.doors, 1)],
        },
    }


def when(pack: Pack) -> str:
    said = {"day": weekday(pack.day), "shift": pack.shift, "again": weekday(pack.revisit_day)}
    return gettext("%(day)s, shift %(shift)d. Doors that did not answer: again on %(again)s.") % said


def saying(pack: Pack) -> list[str]:
    """The script, and what is done with it."""
    return [
        pack.script,
        gettext("Say it in these words at every door. Add nothing, and leave nothing out."),
        gettext("If they ask why you are here: every home of this street is visited, as in other streets."),
        gettext("Give everybody the same leaflet."),
    ]


def going(pack: Pack) -> list[str]:
    """The same doors, stay and way back for everybody: what is different at one door points at it."""
    stay = ngettext(
        "Stay about %(count)d minute at a door that answers.",
        "Stay about %(count)d minutes at a door that answers.",
        pack.minutes_a_door,
    )
    return [
        gettext("Go to every door of the list, in its order. Leave none out, and add none."),
        stay % {"count": pack.minutes_a_door},
        gettext(
            "If a door must not be visited for anybody’s safety, stop and telephone: the whole street is left out."
        ),
        gettext("Ask nobody about their neighbours. Listen if they speak."),
        gettext("Do not promise a second visit: who is visited again follows from the list alone."),
    ]


def disclosing(desk_phone: str) -> dict[str, object]:
    """What to do when somebody says that it happens to them."""
    call = gettext("Telephone the desk on %(phone)s from out of earshot, and say what was said, in their words.")
    return {
        "heading": gettext("If somebody says that they are being hurt"),
        "urgent": gettext("In danger now: call 999, and stay where they can reach you."),
        "lines": [
            gettext("Listen. Believe them. Do not question them, and do not ask for details at the door."),
            gettext("Ask only: are you safe to speak now, and how can we reach you safely?"),
            gettext("Go on no sooner and no later than at any other door, unless somebody is in danger."),
            call % {"phone": desk_phone},
            gettext("Record it as a disclosure, with where it goes. It is sealed: your partner sees no name either."),
            gettext("A child who is at risk, or an adult who cannot protect themselves: say so when you telephone."),
        ],
    }
