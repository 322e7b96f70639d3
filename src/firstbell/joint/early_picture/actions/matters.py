"""A household at the hub's table: opened by a threshold or by hand, decided, discussed, worked on and closed."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.audit.rules import Deed
from firstbell.foundations.seals.rules import drawn_reference
from firstbell.joint.early_picture.actions.shared import (
    locked_household,
    locked_matter,
    locked_matter_of_the_hub,
    recorded,
)
from firstbell.joint.early_picture.models import Decision, Discussion, Household, Matter, Signal, Task
from firstbell.joint.early_picture.queries.counted import counted
from firstbell.joint.early_picture.queries.weighing import rested_on, weighed_before, with_somebody_unnamed
from firstbell.joint.early_picture.rules import matters as rules
from firstbell.joint.early_picture.rules.thresholds import ASKED, UNNAMED, crossed, first_look
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused, is_written_out


def weigh_households(*, households: Collection[int], by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Hold what stands of each of these against the thresholds, and open the matters that this opens; how many.

    A matter that is open already stays as it is: a threshold that is new to it brings its time forward.
    """
    with transaction.atomic():
        rows = {row.pk: row for row in Household.objects.select_for_update().filter(pk__in=list(households))}
        signals, weighed = counted(rows), weighed_before(rows)
        unnamed = with_somebody_unnamed(rows)
        found = {
            pk: (
                *crossed(signals[pk], london_date(now), weighed=weighed.get(pk, ())),
                *([UNNAMED] if pk in unnamed else []),
            )
            for pk in rows
        }
        matters = {one.household_id: one for one in Matter.objects.filter(household__in=list(rows), closed_at=None)}
        new = [_opened(rows[pk], list(found[pk]), now, policy) for pk in rows if found[pk] and pk not in matters]
        Matter.objects.bulk_create(new)
        for pk, matter in matters.items():
            _bring_forward(matter, found[pk], by, now, policy)
        Household.objects.filter(pk__in=list(rows)).update(weighed_at=now)
        counts = {"households": len(rows), "opened": len(new)}
        deeds = *map(_opening, new), Deed("early_picture.weighed", "early_picture", details=counts)
        audit.record_many(by=by, now=now, deeds=deeds)
    return len(rows)


def _opening(matter: Matter) -> Deed:
    return Deed("early_picture.matter_opened", matter.reference, details={"thresholds": matter.thresholds})


def ask_for_matter(*, household: str, reason: str, by: Actor, now: datetime, policy: ForcePolicy) -> str:
    """Somebody of the hub brings a household to the table that no threshold brought there; the matter's reference."""
    if not is_written_out(reason):
        raise Refused("The reason is not written out.", "Write in a sentence why the hub should look.")
    with transaction.atomic():
        row = locked_household(household, by)
        if row.matters.filter(closed_at=None).exists():
            raise Refused("It is at the hub’s table already.", "Look at its matter.")
        matter = _opened(row, [ASKED], now, policy, reason.strip())
        matter.save()
        recorded("matter_asked", matter.reference, by, now, why=reason.strip())
    return matter.reference


def decide(
    *,
    matter: str,
    decision: str,
    reason: str,
    again_on: date | None = None,
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
) -> None:
    """A person of the force's hub decides, with a reason; what the decision rested on is kept with it."""
    with transaction.atomic():
        row = locked_matter_of_the_hub(matter, by)
        rules.may_decide(row.status, decision, reason, again_on, london_date(now))
        Decision.objects.create(
            matter=row,
            decision=decision,
            why=reason.strip(),
            again_on=again_on,
            rested_on=rested_on(row.household_id, london_date(now)),
            by=by.name,
            recorded_at=now,
        )
        row.status, row.decided_at, row.again_on = rules.IN_HAND, row.decided_at or now, again_on
        row.tell_by = row.tell_by or now + timedelta(days=policy.hub_feedback_days)
        row.save()
        recorded("decided", matter, by, now, decision=decision)


def discuss(*, matter: str, text: str, by: Actor, now: datetime) -> None:
    """Something that was said at the table. NotYours for an agency at it, which does not read it either."""
    with transaction.atomic():
        row = locked_matter_of_the_hub(matter, by)
        rules.may_discuss(row.status, text)
        Discussion.objects.create(matter=row, text=text.strip(), by=by.name, recorded_at=now)
        recorded("discussed", matter, by, now)


def set_task(*, matter: str, owner: str, text: str, due_on: date, by: Actor, now: datetime) -> str:
    """An organisation does something by a day; the task's reference. NotYours for an agency: nobody gives another work
    whose picture they do not see."""
    with transaction.atomic():
        row = locked_matter_of_the_hub(matter, by)
        rules.may_set_task(row.status, owner, text, due_on, london_date(now))
        task = Task.objects.create(
            reference=drawn_reference("HT"),
            matter=row,
            owner=owner.strip(),
            text=text.strip(),
            due_on=due_on,
            by=by.name,
            recorded_at=now,
        )
        recorded("task_set", matter, by, now, task=task.reference)
    return task.reference


def finish_task(*, task: str, how: str, by: Actor, now: datetime) -> None:
    """What was done, or why it will not be. For the force's hub, and for whoever owns it; NotYours for others."""
    if not how.strip():
        raise Refused("It is not said what was done.", "Write what was done, or why it will not be.")
    with transaction.atomic():
        row = Task.objects.select_for_update(of=("self",)).select_related("matter").filter(reference=task).first()
        if row is None or (by.kind != "force" and row.owner != by.organisation):
            raise NotYours(f"There is no task {task}.", "Look at the reference.")
        locked_matter(row.matter.reference, by)
        if row.done_at:
            raise Refused("This task is done already.", "Look at it.")
        row.done_how, row.done_by, row.done_at = how.strip(), by.name, now
        row.save()
        recorded("task_done", row.matter.reference, by, now, task=task)


def close_matter(*, matter: str, found: str, reason: str, by: Actor, now: datetime) -> None:
    """It leaves the table with what was found; what lay before it is weighed, and reopens nothing."""
    with transaction.atomic():
        row = locked_matter_of_the_hub(matter, by)
        tasks = [rules.TaskFacts(one.reference, one.done_at is not None) for one in row.tasks.all()]
        rules.may_close(row.status, found, reason, row.decisions.count(), tasks)
        signals = Signal.objects.filter(concern__household=row.household_id).order_by("pk")
        row.weighed = list(signals.values_list("pk", flat=True))
        row.status, row.found, row.closed_at = rules.CLOSED, found, now
        row.closed_why, row.closed_by = reason.strip(), by.name
        row.save()
        recorded("matter_closed", matter, by, now, found=found)


def _opened(row: Household, thresholds: list[str], now: datetime, policy: ForcePolicy, asked_why: str = "") -> Matter:
    """A matter that waits, to be saved."""
    return Matter(
        reference=drawn_reference("M"),
        household=row,
        thresholds=" ".join(thresholds),
        asked_why=asked_why,
        status=rules.WAITING,
        opened_at=now,
        due_by=now + first_look(thresholds, policy.hub_first_look_hours),
    )


def _bring_forward(matter: Matter, found: tuple[str, ...], by: Actor, now: datetime, policy: ForcePolicy) -> None:
    known = matter.thresholds.split()
    if not (new := [one for one in found if one not in known]):
        return
    matter.due_by = min(matter.due_by, now + first_look(new, policy.hub_first_look_hours))
    matter.thresholds = " ".join([*known, *new])
    matter.save()
    recorded("matter_brought_forward", matter.reference, by, now, thresholds=" ".join(new))
