"""What people decide about homes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.take_in.rules import Stored
from firstbell.pure.actor import Actor
from firstbell.registers.premises.actions.squares import make_due
from firstbell.registers.premises.models import Home
from firstbell.registers.premises.rules import HandLine

TWICE = "comes twice in this file; the first line with it is taken"
UNKNOWN = "is not on the register"
RULED = ["dwelling", "plausible", "why_not", "decided_by_hand"]


def decide_by_hand(*, lines: Mapping[int, HandLine], by: Actor, now: datetime) -> Stored:
    """Decide whether these are homes, and whether a family could live there; ``lines`` by their number. No file undoes
    it, another decision does."""
    changed: list[Home] = []
    unchanged = 0
    unfit = []
    with transaction.atomic():
        known = {home.uprn: home for home in Home.objects.filter(uprn__in={line.uprn for line in lines.values()})}
        seen: set[int] = set()
        for number, line in lines.items():
            home = known.get(line.uprn)
            if home is None or line.uprn in seen:
                unfit.append((number, "uprn", TWICE if home else UNKNOWN))
            elif _decide(home, line):
                changed.append(home)
            else:
                unchanged += 1
            seen.add(line.uprn)
        Home.objects.bulk_update(changed, RULED, batch_size=500)
        make_due({home.square for home in changed})
        details = {"homes": len(changed)}
        audit.record(by=by, now=now, action="premises.decide_by_hand", subject="homes:by_hand", details=details)
    return Stored(len(changed), unchanged, unfit)


def _decide(home: Home, line: HandLine) -> bool:
    """Whether this changes anything about it."""
    before = [getattr(home, name) for name in RULED]
    home.dwelling = home.dwelling if line.dwelling is None else line.dwelling
    home.plausible = home.plausible if line.plausible is None else line.plausible
    home.why_not = line.reason if not (home.dwelling and home.plausible) else ""
    home.decided_by_hand = True
    return [getattr(home, name) for name in RULED] != before
