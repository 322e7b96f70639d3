"""What may become of a referral, as the service's pages ask for it: each step by the word in its address."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.interfaces.web.design.forms import PageForm
from firstbell.interfaces.web.support.forms import Because
from firstbell.responses.support.rules import referrals as rules

LEAD, WORK = "support.lead", "support.work"


@dataclass(frozen=True, slots=True)
class Becoming:
    """``into`` is the status that it leads to, for whoever has the ``permission``; ``at_once`` is only a button."""

    into: str
    permission: str
    heading: Any
    warning: Any
    button: Any
    told: Any
    form: type[PageForm] = PageForm
    at_once: bool = False


ANSWERS = {
    "accept": Becoming(
        rules.ACCEPTED,
        LEAD,
        _("Accept the referral"),
        _("The service takes the client on. Nobody contacts them before there is a plan of how it is safe."),
        _("Accept it"),
        _("Accepted. Next: who works on it, and how the client can be reached safely."),
        at_once=True,
    ),
    "reject": Becoming(
        rules.REJECTED,
        LEAD,
        _("Do not accept the referral"),
        _("It ends here. Whoever made it sees that it was not accepted, and not why."),
        _("Do not accept it"),
        _("Not accepted. It has ended."),
        Because,
    ),
    "pass-on": Becoming(
        rules.TRANSFERRED,
        LEAD,
        _("Pass the referral to another service"),
        _("It ends here. Make sure that the other service has it: nothing is sent to them by this."),
        _("It is passed on"),
        _("Passed on. It has ended here."),
        Because,
    ),
}
"""A referral that waits is answered so."""

CONCLUSIONS = {
    "takes-part": Becoming(
        rules.ENGAGED,
        WORK,
        _("The client takes part"),
        _("Somebody has spoken with them, and they want the support."),
        _("They take part"),
        _("Written down: they take part."),
        at_once=True,
    ),
    "declined": Becoming(
        rules.DECLINED,
        WORK,
        _("The client does not want it"),
        _("Only where they were asked within their plan, free to answer. It ends here."),
        _("They do not want it"),
        _("Written down. It has ended; they can be referred again at any time."),
    ),
    "no-contact": Becoming(
        rules.NO_CONTACT,
        WORK,
        _("The client could not be reached"),
        _("Only after three safe tries on different days. It ends here, and says nothing of what they want."),
        _("They could not be reached"),
        _("Written down. It has ended; they can be referred again at any time."),
    ),
    "close": Becoming(
        rules.CLOSED,
        WORK,
        _("Close the case"),
        _("The support is done. The case ends, and is opened again only by a new referral."),
        _("Close it"),
        _("Closed."),
    ),
    "transfer": Becoming(
        rules.TRANSFERRED,
        WORK,
        _("Pass the client to another service"),
        _("It ends here. Make sure that the other service has it: nothing is sent to them by this."),
        _("It is passed on"),
        _("Passed on. It has ended here."),
        Because,
    ),
}
"""A case that is worked on comes to this."""


def possible(seat: Seat, status: str) -> list[tuple[str, str, Becoming]]:
    """What this seat may do with a referral that stands so: the page's name, the word in its address, and the step."""
    view, steps = ("support:answer", ANSWERS) if status == rules.RECEIVED else ("support:conclude", CONCLUSIONS)
    then = rules.STEPS.get(status, frozenset())
    return [(view, word, one) for word, one in steps.items() if one.into in then and seat.may(one.permission)]
