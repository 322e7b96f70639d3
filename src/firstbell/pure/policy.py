"""What a force decides for itself, with the defaults that a force gets if it says nothing."""

from dataclasses import dataclass, field
from datetime import time


@dataclass(frozen=True, slots=True)
class ForcePolicy:
    """A force's settings, read once from ``force.toml`` and handed to every job and rule that needs them.

    ``bell`` is the London time before which an establishment must know (R6).
    ``escalation_minutes`` are the minutes before the deadline at which each later contact is told (R11).
    ``desk_phone`` is where a school reaches the desk.
    ``restricted_alarm_emails`` hear of records closed to somebody of the police; the desk does where it is empty.
    ``cocoon_alarm_emails`` hear of opened seals and paused campaigns; the desk does where it is empty.
    ``hub_alarm_emails`` hear when it is opened who reported a concern, and when somebody asks for a household that is
    closed to them; the desk does where it is empty.
    ``hub_first_look_hours`` are hours for a first look by threshold, ``signal_days`` days that a kind of signal counts;
    what they do not name is as the hub's pages say. ``hub_feedback_days`` are days until whoever reported hears.
    ``hub_linked_bases`` are lawful bases by which an agency may know that others see a household too.
    ``keep_..._years`` are how long records of people are kept (``config.destruction`` says from when); 0 where nobody
    has decided, and then nothing is destroyed.
    ``withheld_postcodes`` (``ST4 1AA``) are those of refuges, hospitals and the like: in figures, what happened there
    counts for the whole force and for no smaller area.
    ``review_weight`` and ``accept_weight`` are match weights in bits.
    """

    force: str = "staffordshire"
    bell: time = time(8, 30)
    force_hours: int = 2
    contact_valid_days: int = 90
    silent_feed_hours: int = 26
    thin_feed_ratio: float = 0.4
    tell_nursery: bool = True
    profile: str = "minimal"
    escalation_minutes: tuple[int, ...] = (60, 45, 30, 15)
    again_on_first_pupil_day: time = time(7, 0)
    plausible_km: float = 15.0
    recent_move_days: int = 28
    desk_emails: tuple[str, ...] = ()
    desk_phone: str = "101"
    restricted_alarm_emails: tuple[str, ...] = ()
    cocoon_alarm_emails: tuple[str, ...] = ()
    hub_alarm_emails: tuple[str, ...] = ()
    hub_first_look_hours: dict[str, int] = field(default_factory=dict)
    hub_feedback_days: int = 3
    hub_linked_bases: tuple[str, ...] = ("public_task", "vital_interests")
    signal_days: dict[str, int] = field(default_factory=dict)
    withheld_postcodes: tuple[str, ...] = ()
    keep_incidents_years: int = 0
    keep_clients_years: int = 0
    keep_participants_years: int = 0
    keep_households_years: int = 0
    keep_requests_years: int = 2
    profiles: dict[str, tuple[str, ...]] = field(default_factory=dict)
