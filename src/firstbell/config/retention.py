"""The one table of what is kept for how long, and what is removed when somebody runs it.

Records of people are destroyed by two, and stand in ``config.destruction``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from firstbell.foundations.accounts import actions as accounts
from firstbell.foundations.accounts import queries as accounts_now
from firstbell.foundations.audit import actions as audit
from firstbell.foundations.take_in import actions as take_ins
from firstbell.foundations.take_in import queries as take_ins_now
from firstbell.foundations.take_in.intake.uploads import remove_old_files
from firstbell.pure.actor import Actor

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Removing:
    """``waiting(now)`` counts what is older than it may be; ``remove(by=, now=)`` removes it and says how many."""

    waiting: Callable[[datetime], int]
    remove: Callable[..., int]


@dataclass(frozen=True, slots=True)
class Rule:
    """``what`` is kept for ``how_long``, and ``why``. Without ``removing`` nothing removes it yet, or ever."""

    name: str
    what: Any
    how_long: Any
    why: Any
    removing: Removing | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule and how many are older than it allows; None where nothing removes them."""

    rule: Rule
    waiting: int | None


def _files_before(now: datetime) -> datetime:
    return now - 30 * A_DAY


def _remove_files(*, by: Actor, now: datetime) -> int:
    return remove_old_files(before=_files_before(now), abandoned_before=now - A_DAY, by=by, now=now)


def _forget_texts(*, by: Actor, now: datetime) -> int:
    return take_ins.forget_corrected_texts(before=now - 90 * A_DAY, by=by, now=now)


def _remove_invitations(*, by: Actor, now: datetime) -> int:
    return accounts.remove_ended_invitations(before=now - 90 * A_DAY, by=by, now=now)


def _forget_devices(*, by: Actor, now: datetime) -> int:
    return accounts.forget_devices(before=now - 400 * A_DAY, by=by, now=now)


RULES = (
    Rule(
        "files",
        _("Uploaded files"),
        _("30 days after they were sent"),
        _("What was in them is in the registers; for a month a rejected line can still be read under its header."),
        Removing(lambda now: len(take_ins_now.kept_files(sent_before=_files_before(now))), _remove_files),
    ),
    Rule(
        "texts",
        _("Text of rejected lines that were corrected"),
        _("90 days after the correction"),
        _("A term is long enough to ask what a line said before."),
        Removing(lambda now: take_ins_now.corrected_texts(before=now - 90 * A_DAY), _forget_texts),
    ),
    Rule(
        "invitations",
        _("Invitations that were used, withdrawn or ran out"),
        _("90 days after they ended"),
        _("Who was invited, by whom and as what stays in the audit trail."),
        Removing(lambda now: len(accounts_now.ended_invitations(now - 90 * A_DAY)), _remove_invitations),
    ),
    Rule(
        "sessions",
        _("Sessions that have ended, and tokens of other systems that ran out"),
        _("Until they have ended"),
        _("They open nothing any more."),
        Removing(accounts_now.ended_sessions, accounts.remove_ended_sessions),
    ),
    Rule(
        "devices",
        _("Browsers in which somebody has signed in"),
        _("400 days after the last time"),
        _("Known browsers bring no notice of a new one; a year and a month covers whoever signs in once a year."),
        Removing(lambda now: accounts_now.devices_not_seen(now - 400 * A_DAY), _forget_devices),
    ),
    Rule(
        "rejects",
        _("Rejected lines that nobody has corrected"),
        _("Until they are corrected"),
        _("Each may be a child of whom no school would hear. They are not removed by age."),
    ),
    Rule(
        "rolls",
        _("Education rolls"),
        _("Until the next roll of the same authority is in force"),
        _("A new roll takes the place of the old one by itself. What changed between the two is not yet removed."),
    ),
    Rule(
        "homes",
        _("The register of homes, and the cells made of it"),
        _("For as long as visits are planned"),
        _("Not yet removed by Firstbell: a home that is gone is marked so, and visits were drawn from older cells."),
    ),
    Rule(
        "visits",
        _("Operation Cocoon: operations, visits, and what was heard"),
        _("The force’s own schedule, from its management of police information"),
        _("Not yet removed by Firstbell. Whom an operation was for, and what was said and by whom, lies sealed."),
    ),
    Rule(
        "contacts",
        _("Contacts and staff lists"),
        _("Until the place takes them off"),
        _("Not yet removed by age: a place without a contact hears nothing."),
    ),
    Rule(
        "messages",
        _("Messages that tell of no incident"),
        _("As long as the account or feed they tell of"),
        _("Not yet removed by Firstbell. Those of an incident go with it. They hold an address and no child."),
    ),
    Rule(
        "releases",
        _("Public figures, and the register of them"),
        _("For as long as Firstbell runs"),
        _("What is public stays public: whatever is published later is tried beside all of it. Nobody is in it."),
    ),
    Rule(
        "audit",
        _("The audit trail"),
        _("For as long as Firstbell runs"),
        _("Each entry is sealed with the one before it. Nothing can be taken out, by Firstbell or by anybody."),
    ),
)


def standings(now: datetime) -> list[Standing]:
    """Every rule, with what is older than it allows."""
    return [Standing(rule, rule.removing.waiting(now) if rule.removing else None) for rule in RULES]


def run(*, by: Actor, now: datetime) -> dict[str, int]:
    """Remove all that is older than it may be: how many, by the name of the rule. The run is an audit entry."""
    removed = {rule.name: rule.removing.remove(by=by, now=now) for rule in RULES if rule.removing}
    audit.note(by=by, now=now, action="retention.run", subject="retention", details=dict(removed))
    return removed
