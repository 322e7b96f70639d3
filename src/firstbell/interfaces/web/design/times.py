"""Times as people write them, in London."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as written
from django.utils.translation import gettext, ngettext

LONDON = ZoneInfo("Europe/London")


def moment(value: datetime) -> str:
    """``Friday 27 November 2026, 8:30am``."""
    here = value.astimezone(LONDON)
    return gettext("%(day)s, %(time)s") % {"day": written(here.date(), "l j F Y"), "time": clock(value)}


def day(value: date) -> str:
    """``27 November 2026``, of a date or of the London date of a time."""
    return written(value.astimezone(LONDON).date() if isinstance(value, datetime) else value, "j F Y")


def weekday(value: date) -> str:
    """``Friday 27 November 2026``, of a date or of the London date of a time."""
    return written(value.astimezone(LONDON).date() if isinstance(value, datetime) else value, "l j F Y")


def brief(value: datetime) -> str:
    """``Fri 27 Nov 2026, 8:30am``, for tables."""
    here = value.astimezone(LONDON)
    return gettext("%(day)s, %(time)s") % {"day": written(here.date(), "D j M Y"), "time": clock(value)}


def clock(value: datetime) -> str:
    """``8:30am``, ``8am``, ``midday``, ``midnight``; with ``(summer time)`` in the hour that comes twice in autumn."""
    here = value.astimezone(LONDON)
    if (here.hour, here.minute) in {(0, 0), (12, 0)}:
        return gettext("midday") if here.hour else gettext("midnight")
    half = gettext("am") if here.hour < 12 else gettext("pm")
    minutes = f":{here.minute:02}" if here.minute else ""
    return f"{(here.hour - 1) % 12 + 1}{minutes}{half}{_which_of_two(here)}"


def _which_of_two(here: datetime) -> str:
    if here.replace(fold=0).utcoffset() == here.replace(fold=1).utcoffset():
        return ""
    return " " + (gettext("(winter time)") if here.fold else gettext("(summer time)"))


def ago(value: datetime, now: datetime) -> str:
    """How long before or after ``now``: ``5 minutes ago``, ``in 2 hours``; from two days on the day itself."""
    apart = abs(now - value)
    if apart < timedelta(minutes=1):
        return gettext("now")
    if apart >= timedelta(days=2):
        return day(value)
    length = _length(apart)
    return (gettext("%(length)s ago") if value < now else gettext("in %(length)s")) % {"length": length}


def _length(apart: timedelta) -> str:
    minutes = int(apart.total_seconds() // 60)
    if minutes < 60:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = minutes // 60
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}


def exact(value: date) -> str:
    """For machines: ISO 8601, a time in London with its offset."""
    if isinstance(value, datetime):
        return value.astimezone(LONDON).isoformat(timespec="minutes")
    return value.isoformat()


def in_london(year: int, month: int, of_month: int, hour: int, minute: int) -> datetime | None:
    """The instant (UTC) of a time on London's clocks; None for one that the clocks skip in spring.

    In the hour that comes twice in autumn it is the first: whoever must be told by then is told no later.
    """
    here = datetime(year, month, of_month, hour, minute, tzinfo=LONDON)
    instant = here.astimezone(UTC)
    return instant if instant.astimezone(LONDON).replace(tzinfo=None) == here.replace(tzinfo=None) else None
