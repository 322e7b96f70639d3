"""Support: nobody is reached outside what every plan that counts allows, at any hour and through any clock change."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstbell.pure.periods import LONDON, london_moment
from firstbell.pure.refusal import Refused
from firstbell.responses.support.rules import reaching
from firstbell.responses.support.rules.reaching import Reach
from firstbell.responses.support.rules.safe_contact import CHANNELS, Adult, SafeContactPlan, Way, Window

READ = frozenset({"text", "e_mail", "letter"})
REASON = "Police are at the door and ask where she is."
DIED = "The client died on 1 October 2026."
FIRST, LAST = date(2026, 10, 1), date(2027, 4, 30)
CLOCK_CHANGES = (date(2026, 10, 25), date(2027, 3, 28))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
WIDE = Window(frozenset(range(7)), time(0, 10), time(23, 50))
WINDOWS = (
    st.tuples(st.frozensets(st.integers(0, 6), min_size=1), CLOCKS, CLOCKS)
    .filter(lambda one: one[1] < one[2])
    .map(lambda one: Window(*one))
)
CHANNEL = st.sampled_from(sorted(CHANNELS))
BEA, MOTHER = Adult("Bea", "She has looked after them."), Adult("", "She fled with them.", "SC-1")
T = TypeVar("T")


def mostly(usual: T, otherwise: st.SearchStrategy[T], share: int = 4) -> st.SearchStrategy[T]:
    """``usual`` in all but one of ``share``: where everything may forbid a contact, few would be allowed."""
    return st.integers(1, share).flatmap(lambda n: otherwise if n == 1 else st.just(usual))


def ways(channel: str) -> st.SearchStrategy[Way]:
    return st.builds(
        Way,
        mostly(channel, CHANNEL, 12),
        mostly((WIDE,), st.lists(WINDOWS, min_size=1, max_size=3).map(tuple), 3),
        message=mostly(True, st.just(False)),
        others_read=mostly(False, st.just(True), 6),
        adult=mostly(None, st.sampled_from((BEA, MOTHER)), 2),
        understands=mostly("", st.just("They explained what they agree to.")),
    )


def plans(channel: str) -> st.SearchStrategy[SafeContactPlan]:
    return st.builds(SafeContactPlan, st.tuples(ways(channel)), mostly(LAST, st.dates(FIRST, LAST)))


def reaches(channel: str, *, through: bool = True) -> st.SearchStrategy[Reach]:
    own: st.SearchStrategy[SafeContactPlan | None] = plans(channel)
    known = reaches(channel, through=False).map(lambda adult: {channel: adult}) if through else st.just({})
    return st.builds(
        Reach,
        stopped=mostly("", st.just(DIED), 10),
        plan=st.integers(1, 10).flatmap(lambda n: st.none() if n == 1 else own),
        others=mostly((), st.lists(plans(channel), max_size=2).map(tuple), 2),
        age=mostly(None, st.sampled_from((0, 12, 13, 15, 16)), 2 if through else 6),
        adults=st.integers(1, 10).flatmap(lambda n: st.just({}) if n == 1 else known),
    )


INSTANTS = st.builds(
    lambda day, minutes: datetime.combine(day, time(0), UTC) + timedelta(minutes=minutes),
    st.sampled_from(CLOCK_CHANGES) | st.dates(FIRST, LAST),
    st.integers(-120, 1440),
)


def stretches(window: Window, last_day: date, at: datetime) -> list[tuple[datetime, datetime]]:
    """The stretches of instants, from the first to the last time that clocks show these hours, of the days around."""
    days = [at.date() + timedelta(days=n) for n in (-1, 0, 1)]
    return [
        (london_moment(day, window.opens), datetime.combine(day, window.closes, LONDON).replace(fold=1).astimezone(UTC))
        for day in days
        if day.weekday() in window.days and day <= last_day
    ]


def allowed_by(plan: SafeContactPlan | None, channel: str, at: datetime, message: bool) -> bool:
    """Worked out day by day, from when London clocks show the hours of the plan."""
    for way in plan.ways if plan else ():
        if way.channel == channel and plan:
            spans = [span for window in way.windows for span in stretches(window, plan.last_day, at)]
            return any(first <= at < last for first, last in spans) and (
                not (message or channel in READ) or (way.message and not way.others_read)
            )
    return False


def alone(age: int | None, understands: str) -> bool:
    return age is None or age >= 16 or (age >= 13 and understands != "")


def allowed(reach: Reach, channel: str, at: datetime, message: bool) -> bool:
    """Every plan of the person, and of the adult who is a client too, who is no child themselves."""
    plans = (reach.plan, *reach.others)
    if reach.stopped or not all(allowed_by(plan, channel, at, message) for plan in plans):
        return False
    (way,) = [one for one in (reach.plan.ways if reach.plan else ()) if one.channel == channel]
    if way.adult is None:
        return alone(reach.age, way.understands)
    if way.adult.client == "":
        return True
    adult = reach.adults.get(channel)
    return adult is not None and adult.age is None and allowed(adult, channel, at, message)


@st.composite
def contacts(draw: st.DrawFn) -> tuple[Reach, str, datetime, bool]:
    channel = draw(CHANNEL)
    return draw(reaches(channel)), channel, draw(INSTANTS), draw(mostly(False, st.just(True)))


@settings(max_examples=300)
@given(contacts())
def test_nobody_is_reached_outside_any_plan_that_counts(contact: tuple[Reach, str, datetime, bool]) -> None:
    """Whatever the plans, records of one person, adults, channel, hour and clock change: allowed where all of them
    allow it, and nowhere else."""
    reach, channel, at, message = contact
    why = reaching.why_no_contact(reach, channel, at, message=message)
    assert (why == "") == allowed(reach, channel, at, message), why


@pytest.mark.parametrize(("age", "safe"), [(None, True), (17, False), (12, False)])
def test_nobody_is_reached_through_a_child(age: int | None, safe: bool) -> None:
    noon = datetime(2026, 11, 27, 12, tzinfo=UTC)
    mother = SafeContactPlan((Way("phone", (WIDE,)),), LAST)
    son = SafeContactPlan((Way("phone", (WIDE,), adult=MOTHER),), LAST)
    reach = Reach(plan=son, age=9, adults={"phone": Reach(plan=mother, age=age)})
    assert (reaching.why_no_contact(reach, "phone", noon) == "") == safe


@given(contacts())
def test_a_reason_shows_a_number_outside_the_plan_but_never_where_contact_stopped(
    contact: tuple[Reach, str, datetime, bool],
) -> None:
    reach, channel, at, _ = contact
    if reach.stopped:
        with pytest.raises(Refused, match="The client died"):
            reaching.may_look(reach, channel, at, REASON)
    else:
        assert reaching.may_look(reach, channel, at, REASON) == allowed(reach, channel, at, False)


@pytest.mark.parametrize(
    ("day", "opens", "closes", "minutes"),
    [
        (date(2026, 10, 24), time(0, 30), time(2, 30), 120),
        (date(2026, 10, 25), time(0, 30), time(2, 30), 180),
        (date(2026, 10, 25), time(1, 10), time(1, 40), 60),
        (date(2027, 3, 28), time(0, 30), time(2, 30), 60),
        (date(2027, 3, 28), time(1, 10), time(1, 40), 0),
    ],
)
def test_hours_are_those_on_the_wall_when_the_clocks_change(day: date, opens: time, closes: time, minutes: int) -> None:
    """So many minutes of the day, with an hour on either side, are safe: an hour that comes twice is safe twice."""
    window = Window(frozenset({day.weekday()}), opens, closes)
    start = london_moment(day, time(0)) - timedelta(hours=1)
    assert sum(window.holds(start + timedelta(minutes=one)) for one in range(27 * 60)) == minutes


def test_a_time_without_a_zone_names_no_instant() -> None:
    plan = SafeContactPlan((Way("phone", (Window(frozenset({4}), time(9), time(12)),)),), LAST)
    moment = datetime(2026, 11, 27, 10, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="without an offset"):
        reaching.why_no_contact(Reach(plan=plan), "phone", moment)
