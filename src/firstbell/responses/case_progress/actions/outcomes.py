"""Outcomes: most in one step, and those for want of evidence by three."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import Refused
from firstbell.responses.case_progress.actions.shared import locked_case, note, start_clock
from firstbell.responses.case_progress.models import Case, Outcome, Review
from firstbell.responses.case_progress.queries.standing import proposal_of, standing_of
from firstbell.responses.case_progress.rules import outcomes, reviewing
from firstbell.responses.case_progress.rules.clocks import OUTCOME
from firstbell.responses.case_progress.rules.stages import must_be_written_out


def record_outcome(*, case: str, code: str, on: date, why: str = "", by: Actor, now: datetime) -> None:
    """An outcome that needs no review. A later one counts instead of it; both are kept."""
    with transaction.atomic():
        row = locked_case(case, by)
        reviewing.may_record_at_once(outcomes.may_have(code, on, standing_of(row), london_date(now)))
        given = {"status": reviewing.STANDS, "decided_by": by.name, "decided_at": now}
        Outcome.objects.create(
            case=row, code=code, on=on, why=why.strip(), proposed_by=by.name, proposed_at=now, **given
        )
        start_clock(row, OUTCOME, on, by, now)
        note("outcome_recorded", row, by, now, code=code)


def propose_outcome(*, case: str, code: str, on: date, why: str, by: Actor, now: datetime) -> None:
    """Outcome 14, 15 or 16, with reasons. It does not stand until it is reviewed and somebody else lets it."""
    with transaction.atomic():
        row = locked_case(case, by)
        outcome = outcomes.may_have(code, on, standing_of(row), london_date(now))
        reviewing.may_propose(outcome, why, row.outcomes.filter(status=reviewing.PROPOSED).exists())
        Outcome.objects.create(
            case=row, code=code, on=on, why=why.strip(), status=reviewing.PROPOSED, proposed_by=by.name, proposed_at=now
        )
        note("outcome_proposed", row, by, now, code=code)


def record_review(*, case: str, found: Mapping[str, bool], conclusion: str, why: str, by: Actor, now: datetime) -> None:
    """What was looked for, and whether the case can be prosecuted without its victim; the latest review counts."""
    with transaction.atomic():
        row = locked_case(case, by)
        proposed = _proposed(row)
        reviewing.may_review(proposal_of(proposed), found, conclusion, why)
        Review.objects.create(
            outcome=proposed, found=dict(found), conclusion=conclusion, why=why.strip(), by=by.name, recorded_at=now
        )
        note("outcome_reviewed", row, by, now, code=proposed.code, conclusion=conclusion)


def approve_outcome(*, case: str, by: Actor, now: datetime) -> None:
    """A supervisor who did not propose it lets it stand, if the case may still have it. The victim is to be told."""
    with transaction.atomic():
        row = locked_case(case, by)
        proposed = _proposed(row)
        reviewing.may_approve(proposal_of(proposed), by.name)
        outcomes.may_have(proposed.code, proposed.on, standing_of(row), london_date(now))
        _decide(proposed, reviewing.STANDS, "", by, now)
        start_clock(row, OUTCOME, london_date(now), by, now)
        note("outcome_approved", row, by, now, code=proposed.code)


def turn_down_outcome(*, case: str, why: str, by: Actor, now: datetime) -> None:
    """A supervisor who did not propose it says no: the case goes on."""
    with transaction.atomic():
        row = locked_case(case, by)
        proposed = _proposed(row)
        reviewing.may_decide(proposal_of(proposed), by.name)
        must_be_written_out(why, "why the outcome is turned down")
        _decide(proposed, reviewing.TURNED_DOWN, why.strip(), by, now)
        note("outcome_turned_down", row, by, now, code=proposed.code)


def _proposed(row: Case) -> Outcome:
    found = row.outcomes.filter(status=reviewing.PROPOSED).first()
    if found is None:
        raise Refused(f"No outcome is proposed for {row.reference}.", "Propose one first.")
    return found


def _decide(row: Outcome, into: str, why: str, by: Actor, now: datetime) -> None:
    row.status, row.decided_by, row.decided_at, row.decided_why = into, by.name, now, why
    row.save()
