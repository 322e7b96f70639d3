"""What a referral becomes by one button or one short form, each by the word in its address."""

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
    """``into`` is the status that it leads to; ``at_once`` is only a button, without a page that asks again."""

    into: str
    heading: Any
    warning: Any
    button: Any
    told: Any
    form: type[PageForm] = PageForm
    at_once: bool = False


ANSWERS = {
    "accept": Becoming(
        rules.ACCEPTED,
        _("Accept the referral"),
        _("The service takes the client on. Nobody contacts them before there is a plan of how it is safe."),
        _("Accept it"),
        _("Accepted. Next: who works on it, and how the client can be reached safely."),
        at_once=True,
    ),
    "reject": Becoming(
        rules.REJECTED,
        _("Do not accept the referral"),
        _("It ends here. Whoever made it sees that it was not accepted, and not why."),
        _("Do not accept it"),
        _("Not accepted. It has ended."),
        Because,
    ),
}
"""A referral that waits is answered so."""

CONCLUSIONS = {
    "takes-part": Becoming(
        rules.ENGAGED,
        _("The client takes part"),
        _("Somebody has spoken with them, and they want the support."),
        _("They take part"),
        _("Written down: they take part."),
        at_once=True,
    ),
    "declined": Becoming(
        rules.DECLINED,
        _("The client does not want it"),
        _("Only where they were asked within their plan, free to answer. It ends here."),
        _("They do not want it"),
        _("Written down. It has ended; they can be referred again at any time."),
    ),
    "no-contact": Becoming(
        rules.NO_CONTACT,
        _("The client could not be reached"),
        _("Only after three safe tries on different days. It ends here, and says nothing of what they want."),
        _("They could not be reached"),
        _("Written down. It has ended; they can be referred again at any time."),
    ),
}
"""A case that is worked on comes to this."""

FURTHER = (
    (rules.CLOSED, WORK, "support:close", _("Close the case")),
    (rules.TRANSFERRED, LEAD, "support:transfer", _("Pass the client to another service")),
    (rules.WITHDRAWN, WORK, "support:withdraw", _("The client withdraws their consent")),
    (rules.DIED, WORK, "support:death", _("The client has died")),
)
"""What has a page of its own: what it leads to, who may, and the page."""


@dataclass(frozen=True, slots=True)
class Possible:
    """What may be done with a referral as it stands: at which address, in which words, and by a button alone or not."""

    view: str
    word: str
    text: Any
    at_once: bool


def possible(seat: Seat, status: str) -> list[Possible]:
    """Everything that this seat may do with a referral that stands so."""
    then = rules.STEPS.get(status, frozenset())
    permission, view, steps = (
        (LEAD, "support:answer", ANSWERS) if status == rules.RECEIVED else (WORK, "support:conclude", CONCLUSIONS)
    )
    own = steps.items() if seat.may(permission) else ()
    return [
        *(
            Possible(view, word, one.button if one.at_once else one.heading, one.at_once)
            for word, one in own
            if one.into in then
        ),
        *(Possible(page, "", text, False) for into, needed, page, text in FURTHER if into in then and seat.may(needed)),
    ]
