"""Campaigns: planned, drawn, and from then on the same to their end."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.accounts import queries as accounts
from firstbell.foundations.audit import actions as audit
from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.periods import each_day, london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.responses.cocoon.actions.shared import locked_campaign, tell
from firstbell.responses.cocoon.models import Campaign, Cell, Operation, Registration, Slot
from firstbell.responses.cocoon.queries.results import plan_of
from firstbell.responses.cocoon.queries.sealed import partition_in_force, plan_key
from firstbell.responses.cocoon.queries.streets import walk_of
from firstbell.responses.cocoon.rules import doors, gates, judging, modes, planner
from firstbell.responses.cocoon.rules.alarms import who_hears
from firstbell.responses.cocoon.rules.modes import Proposal
from firstbell.responses.cocoon.rules.planner import CellPlan, CellShape, Drawn, Terms


def plan_campaign(
    *,
    title: str,
    mode: str,
    cells: Sequence[str],
    first_day: date,
    last_day: date,
    shifts_a_day: int = 2,
    minutes_a_door: int = 6,
    doors_revisited: bool = True,
    revisit_after_days: int = 7,
    script: str = "neighbours",
    deferral_share: float = 0.1,
    control_share: float = 0.5,
    authority: str = "",
    by: Actor,
    now: datetime,
) -> str:
    """A campaign as a draft, and its reference. ``authority`` is the e-mail of who answers for a triggered one."""
    proposal = Proposal(
        title.strip(), mode, tuple(cells), first_day, last_day, shifts_a_day, minutes_a_door, doors_revisited,
        revisit_after_days, script, deferral_share, control_share, authority,
    )  # fmt: skip
    modes.may_plan(proposal, by.name, london_date(now))
    if mode == modes.TRIGGERED:
        _answers_for_it(authority, by)
    with transaction.atomic():
        row = _draft(proposal, by, now)
        _record("planned", row, by, now, {"mode": mode, "cells": len(cells)})
    return row.reference


def register_analysis(
    *,
    campaign: str,
    outcome: str,
    window_weeks: int,
    analysis: str,
    detectable_ratio: float,
    expected_events: float,
    by: Actor,
    now: datetime,
) -> str:
    """Write down, before anything is drawn, how an outcome will be judged; the fingerprint of it."""
    family = judging.family_of(outcome, analysis)
    with transaction.atomic():
        row = locked_campaign(campaign)
        if row.status != modes.DRAFT or row.registrations.filter(outcome=outcome).exists():
            raise Refused(
                f"How {campaign} is judged on that cannot be written any more.", "What is registered stays as it is."
            )
        registered = Registration(
            campaign=row,
            outcome=outcome,
            family=family,
            window_weeks=window_weeks,
            analysis=analysis,
            detectable_ratio=detectable_ratio,
            expected_events=expected_events,
            registered_at=now,
            registered_by=by.name,
        )
        registered.fingerprint = plan_of(registered).fingerprint()
        registered.save()
        _record("registered", row, by, now, {"outcome": outcome, "fingerprint": registered.fingerprint})
    return registered.fingerprint


def draw_campaign(*, reference: str, by: Actor, now: datetime) -> str:
    """Draw every cell's arm, day, shift and walk; the fingerprint of it all. Nothing of it changes afterwards.

    Refused where nobody wrote down how it will be judged, or where its cells are no longer in force.
    """
    with transaction.atomic():
        row = locked_campaign(reference)
        modes.may_become(row.status, modes.DRAWN)
        if not row.registrations.exists():
            raise Refused(f"Nobody wrote down how {reference} will be judged.", "Register its analysis first.")
        if not row.partition.in_force:
            raise Refused(f"The cells of {reference} have changed since.", "End it, and plan it anew.")
        row.plan_fingerprint = _draw(row)
        row.status, row.drawn_at = modes.DRAWN, now
        row.save()
        _record("drawn", row, by, now, {"fingerprint": row.plan_fingerprint})
    return row.plan_fingerprint


def assign_pairs(*, campaign: str, pairs: Mapping[str, tuple[str, str]], by: Actor, now: datetime) -> None:
    """Say who walks where: two visiting officers' e-mails by cell. Refused once a cell's visits have begun."""
    with transaction.atomic():
        row = locked_campaign(campaign)
        if row.status not in (modes.DRAWN, modes.RUNNING):
            raise Refused(f"Nobody visits in {campaign} now.", "Draw it first.")
        _may_all_walk(pairs.values(), by)
        slots = {slot.cell.code: slot for slot in row.slots.exclude(day=None).select_related("cell")}
        for cell, pair in sorted(pairs.items()):
            if cell not in slots or slots[cell].visits.exists():
                raise Refused(f"{cell} is not visited in {campaign}, or has begun.", "Leave it out.")
            slots[cell].pair = sorted(pair)
            slots[cell].save(update_fields=["pair"])
        _record("pairs_assigned", row, by, now, {"cells": len(pairs)})


def note_printed(*, campaign: str, cells: Sequence[str], by: Actor, now: datetime) -> None:
    """Note that these cells' packs were printed."""
    with transaction.atomic():
        row = locked_campaign(campaign)
        row.slots.filter(cell__code__in=cells).update(printed_at=now)
        _record("printed", row, by, now, {"cells": len(cells)})


def start_campaign(*, reference: str, by: Actor, now: datetime) -> None:
    """Begin a drawn campaign, or go on with a paused one."""
    with transaction.atomic():
        row = locked_campaign(reference)
        modes.may_become(row.status, modes.RUNNING)
        row.status, row.paused_at, row.paused_why = modes.RUNNING, None, ""
        row.started_at = row.started_at or now
        row.save()
        _record("started", row, by, now)


def pause_campaign(*, reference: str, why: str, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Stop all visits of a campaign, whole, and tell who answers for it."""
    if not why.strip():
        raise Refused("A pause needs a reason.", "Say why.")
    with transaction.atomic():
        row = locked_campaign(reference)
        modes.may_become(row.status, modes.PAUSED)
        pause(row, why, now)
        _record("paused", row, by, now)
        told = who_hears(policy, by.name)
        tell(to=told, reference=reference, occasion=f"paused-{now:%Y%m%d%H%M%S}", by=by, now=now)


def pause(row: Campaign, why: str, now: datetime) -> None:
    row.status, row.paused_at, row.paused_why = modes.PAUSED, now, why
    row.save()


def end_campaign(*, reference: str, by: Actor, now: datetime) -> None:
    """End a campaign. Refused while it runs and a door whose day has come has no outcome."""
    with transaction.atomic():
        row = locked_campaign(reference)
        modes.may_become(row.status, modes.OVER)
        if row.status == modes.RUNNING and (still := open_doors(row, london_date(now))):
            cell, count = still[0]
            raise Refused(
                f"{count} doors of {cell} have no outcome; {len(still)} cells have some.",
                "Have each visited on the revisit day, or pause the campaign first.",
            )
        row.status, row.ended_at = modes.OVER, now
        row.save()
        _record("ended", row, by, now)


def open_doors(row: Campaign, on: date) -> list[tuple[str, int]]:
    """Cells whose day has come with how many doors still lack an outcome of the first attempt, by code."""
    slots = row.slots.filter(arm=planner.VISITED, day__lte=on).select_related("cell", "campaign")
    walks = ((slot.cell.code, walk_of(slot)) for slot in slots.order_by("cell__code"))
    counts = ((code, len(doors.open_first(walk.order, walk.first))) for code, walk in walks)
    return [(code, count) for code, count in counts if count]


def _draft(proposal: Proposal, by: Actor, now: datetime) -> Campaign:
    terms = {field.name: getattr(proposal, field.name) for field in fields(proposal) if field.name != "cells"}
    made = {"reference": drawn_reference("CA"), "status": modes.DRAFT, "made_by": by.name, "made_at": now}
    row = Campaign.objects.create(partition_id=partition_in_force(), **terms, **made)
    _take_cells(row, proposal.cells)
    return row


def _answers_for_it(authority: str, by: Actor) -> None:
    account = accounts.account_of(authority)
    seat = accounts.seat(account, by.organisation) if account else None
    if seat is None or not seat.may("cocoon.authorise"):
        raise Refused(f"{authority} cannot answer for a triggered campaign.", "Name a supervisor of Operation Cocoon.")


def _take_cells(row: Campaign, codes: Sequence[str]) -> None:
    cells = {cell.code: cell for cell in Cell.objects.filter(partition=row.partition, code__in=codes)}
    if missing := [code for code in codes if code not in cells]:
        raise Refused(f"{missing[0]} is no cell in force; {len(missing)} are not.", "Look at the map of cells.")
    Slot.objects.bulk_create([Slot(campaign=row, cell=cells[code]) for code in sorted(cells)])


def terms_of(row: Campaign) -> Terms:
    """The campaign as the planner may know it."""
    return Terms(
        reference=row.reference,
        mode=row.mode,
        days=tuple(day for day in each_day(row.first_day, row.last_day) if day.weekday() < 6),
        shifts_a_day=row.shifts_a_day,
        minutes_a_door=row.minutes_a_door,
        revisit_after_days=row.revisit_after_days,
        script=row.script,
        doors_revisited=row.doors_revisited,
    )


def _draw(row: Campaign) -> str:
    slots = {slot.cell.code: slot for slot in row.slots.select_related("cell")}
    shapes = {code: CellShape(code, slot.cell.doors, slot.cell.halo) for code, slot in slots.items()}
    terms, key = terms_of(row), plan_key()
    drawn = planner.draw(tuple(shapes.values()), terms, row.control_share, row.deferral_share, key)
    plans = [
        planner.plan(shapes[one.cell], terms, key, day=one.day, shift=one.shift)
        for one in drawn
        if one.day is not None and one.shift is not None
    ]
    by_cell = {one.cell: one for one in plans}
    for one in drawn:
        _write(slots[one.cell], one, by_cell.get(one.cell))
    Slot.objects.bulk_update(slots.values(), _DRAWN_FIELDS, batch_size=500)
    return planner.fingerprint(drawn, plans)


_DRAWN_FIELDS = ["arm", "day", "shift", "order", "letter", "revisit_day", "plan_digest"]


def _write(slot: Slot, drawn: Drawn, plan: CellPlan | None) -> None:
    slot.arm, slot.day, slot.shift = drawn.arm, drawn.day, drawn.shift
    if plan is not None:
        slot.order, slot.letter = list(plan.order), plan.letter
        slot.revisit_day, slot.plan_digest = plan.revisit_day, plan.digest


def _may_all_walk(pairs: Collection[tuple[str, str]], by: Actor) -> None:
    taken = involved()
    for pair in pairs:
        gates.may_walk(pair, taken)
    for email in sorted({one for pair in pairs for one in pair}):
        account = accounts.account_of(email)
        seat = accounts.seat(account, by.organisation) if account else None
        if seat is None or not seat.may("cocoon.visit"):
            raise Refused(f"{email} is no visiting officer.", "Choose somebody with that role.")


def involved() -> frozenset[str]:
    """Everybody who ever proposed, confirmed or signed off an operation."""
    rows = Operation.objects.values_list("officer", "plan_confirmed_by", "signed_off_by")
    return frozenset(name for row in rows for name in row if name)


def _record(what: str, row: Campaign, by: Actor, now: datetime, details: Mapping[str, object] | None = None) -> None:
    audit.record(by=by, now=now, action=f"cocoon.campaign_{what}", subject=row.reference, details=details)
