"""Campaigns and their slots. No operation is read here: what a planner sees is the same with them and without."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours
from firstbell.responses.cocoon.models import Campaign, Registration, Slot
from firstbell.responses.cocoon.rules.deferring import shown_arm


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign in a list; ``cells`` counts all of its cells, whatever their arm."""

    reference: str
    title: str
    mode: str
    status: str
    first_day: date
    last_day: date
    cells: int


@dataclass(frozen=True, slots=True)
class SlotShown:
    """A cell in a campaign. ``arm``: ``visited``, ``waiting``, ``deferred`` (only once its day is over), or empty
    before the draw. ``pair`` are sign-in e-mails. ``recorded`` counts doors with an outcome, of ``stops``."""

    cell: str
    doors: int
    stops: int
    arm: str
    day: date | None
    shift: int | None
    revisit_day: date | None
    pair: tuple[str, ...]
    recorded: int
    printed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Registered:
    """How a campaign will be judged on one outcome. ``family`` is ``reporting`` or ``harm``."""

    outcome: str
    family: str
    window_weeks: int
    analysis: str
    detectable_ratio: float
    expected_events: float
    fingerprint: str
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class CampaignShown:
    """A campaign whole. ``slots`` are in the order of their codes."""

    reference: str
    title: str
    mode: str
    status: str
    partition: int
    first_day: date
    last_day: date
    shifts_a_day: int
    minutes_a_door: int
    doors_revisited: bool
    revisit_after_days: int
    script: str
    deferral_share: float
    control_share: float
    authority: str
    made_by: str
    made_at: datetime
    drawn_at: datetime | None
    started_at: datetime | None
    paused_at: datetime | None
    paused_why: str
    ended_at: datetime | None
    plan_fingerprint: str
    registrations: tuple[Registered, ...]
    slots: tuple[SlotShown, ...]


_OF_A_CAMPAIGN = [
    one for one in CampaignShown.__dataclass_fields__ if one not in ("partition", "registrations", "slots")
]


def campaigns() -> tuple[CampaignLine, ...]:
    """Every campaign, the newest first."""
    rows = Campaign.objects.annotate(cells=Count("slots")).order_by("-first_day", "-pk")
    return tuple(CampaignLine(*row) for row in rows.values_list(*CampaignLine.__dataclass_fields__))


def campaign(reference: str, now: datetime) -> CampaignShown:
    """One campaign. NotYours where there is none."""
    row = Campaign.objects.filter(reference=reference).select_related("partition").first()
    if row is None:
        raise NotYours(f"There is no campaign {reference}.", "Look at the reference.")
    return CampaignShown(
        **{name: getattr(row, name) for name in _OF_A_CAMPAIGN},
        partition=row.partition.number,
        registrations=tuple(map(_registered, row.registrations.order_by("family", "outcome"))),
        slots=_slots(row, london_date(now)),
    )


def _registered(row: Registration) -> Registered:
    return Registered(*(getattr(row, name) for name in Registered.__dataclass_fields__))


def _slots(row: Campaign, on: date) -> tuple[SlotShown, ...]:
    recorded = Count("visits__position", distinct=True)
    slots = row.slots.select_related("cell").annotate(recorded=recorded).order_by("cell__code")
    return tuple(_slot(slot, on, slot.recorded) for slot in slots)


def _slot(slot: Slot, on: date, recorded: int) -> SlotShown:
    return SlotShown(
        slot.cell.code,
        slot.cell.doors,
        slot.cell.doors + slot.cell.halo,
        shown_arm(slot.arm, slot.day, on),
        slot.day,
        slot.shift,
        slot.revisit_day,
        tuple(slot.pair),
        recorded,
        slot.printed_at,
    )
