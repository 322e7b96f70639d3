"""Every way in which a number is shown or a try is made passes one gate: tried with clients, children and merges."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from architecture.checks.source import ROOT
from firstbell.pure.periods import london, london_date
from firstbell.pure.refusal import Refused
from firstbell.responses.support import actions, queries
from firstbell.responses.support.actions import GivenWay
from firstbell.responses.support.rules.referrals import Introduction
from firstbell.responses.support.rules.safe_contact import Adult, Way, Window
from world.support import DESK, HOW, SERVICE, WORKER

pytestmark = pytest.mark.django_db

START = datetime(2026, 10, 23, 8, tzinfo=UTC)
ENDED = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
"""Within the hour after the clocks went back, on Sunday 25 October 2026."""
NIGHT, MORNING = (time(0, 30), time(2, 30)), (time(9), time(12))
HOURS = {"night": NIGHT, "morning": MORNING, "both": (time(0, 10), time(12))}
LAST_DAYS = {"long": date(2026, 11, 20), "short": date(2026, 10, 25)}


@dataclass(frozen=True)
class Made:
    """How one record came to be: its plan (hours and last day, or none), and how and when it ended."""

    hours: str | None
    last: str
    ended: str


@dataclass(frozen=True)
class Situation:
    """Somebody's record; another that is said to be theirs, or was and is not; and whom they are reached through."""

    own: Made
    other: Made | None
    split: bool
    through: Made | None


MADE = st.builds(
    Made,
    st.sampled_from((None, "night", "morning", "both", "both", "both")),
    st.sampled_from(("long", "long", "short")),
    st.sampled_from(("", "", "", "death", "withdrawal", "revoked")),
)
SITUATIONS = st.builds(Situation, MADE, st.none() | MADE, st.booleans(), st.none() | MADE)
INSTANTS = st.integers(0, 4 * 24 * 4).map(
    lambda quarters: ENDED - timedelta(hours=40) + timedelta(minutes=15 * quarters)
)


class Service:
    """Records made at ``START``, which end at ``ENDED`` if they do."""

    def __init__(self) -> None:
        self.numbers = iter(range(100, 999))

    def record(self, made: Made, *, child: bool = False, through: str = "") -> tuple[str, str]:
        said = Introduction(
            referred_from="police",
            basis="parental" if child else "consent",
            forenames="Ada",
            surname="Example",
            date_of_birth=date(2017, 3, 9) if child else None,
        )
        case = actions.refer(service=SERVICE, said=said, by=DESK, now=START)
        actions.answer_referral(reference=case, into="accepted", by=WORKER, now=START)
        client = queries.referral(case, seen_by=WORKER).client
        if made.hours:
            self.plan(client, made, through)
        return case, client

    def plan(self, client: str, made: Made, through: str) -> None:
        windows = (Window(frozenset(range(7)), *HOURS[made.hours or ""]),)
        adult = Adult("", "She fled with him, and he wants to be with her.", through) if through else None
        way = GivenWay(Way("phone", windows, adult=adult), "" if through else f"01632 960{next(self.numbers)}")
        actions.make_plan(client=client, ways=[way], last_day=LAST_DAYS[made.last], by=WORKER, now=START)

    def end(self, made: Made, case: str, client: str) -> None:
        if made.ended == "death":
            actions.record_death(client=client, on=london_date(ENDED), by=WORKER, now=ENDED)
        elif made.ended == "withdrawal":
            actions.withdraw_consent(client=client, why="She wants no more calls from us.", by=WORKER, now=ENDED)
        elif made.ended == "revoked":
            actions.revoke_referral(reference=case, reason="Taken back.", by=DESK, now=ENDED)


def built(situation: Situation) -> tuple[str, str]:
    service = Service()
    ends = []
    adult = ""
    if situation.through:
        mother = service.record(situation.through)
        ends.append((situation.through, *mother))
        adult = mother[1]
    case, client = service.record(situation.own, child=bool(adult), through=adult)
    ends.append((situation.own, case, client))
    if situation.other:
        more = service.record(situation.other)
        ends.append((situation.other, *more))
        said = {"one": client, "other": more[1], "why": "She told me so herself today.", "by": WORKER, "now": START}
        actions.merge_clients(**said)
        if situation.split:
            actions.split_clients(**said)
    for made, *record in ends:
        service.end(made, *record)
    return case, client


def holds(made: Made, at: datetime) -> bool:
    """Whether the plan of this record allows a call, by the clock on a wall in London."""
    opens, closes = HOURS[made.hours or ""] if made.hours else (time.max, time.min)
    return opens <= london(at).time() < closes and london_date(at) <= LAST_DAYS[made.last]


def is_over(made: Made, at: datetime) -> bool:
    return bool(made.ended) and (at >= ENDED or (made.ended == "death" and london_date(at) >= london_date(ENDED)))


def safe(situation: Situation, at: datetime) -> bool:
    """What is safe in a situation, told without any of the code that is tried."""
    own, other, adult = situation.own, situation.other, situation.through
    if not holds(own, at) or is_over(own, at):
        return False
    if other and not situation.split:
        if is_over(other, at) and other.ended != "revoked":
            return False
        if other.hours and not is_over(other, at) and not holds(other, at):
            return False
    return adult is None or (holds(adult, at) and not is_over(adult, at))


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(SITUATIONS, st.lists(INSTANTS, min_size=4, max_size=4))
def test_no_number_is_shown_and_no_try_is_safe_outside_what_is_safe(
    situation: Situation, instants: list[datetime]
) -> None:
    """Revoked, withdrawn, died, run out, split or merged, through an adult or not, over the night in which the clocks
    go back: all that shows or records contact says the same, and what is said above."""
    with rolled_back():
        case, client = built(situation)
        for at in instants:
            said = {"client": client, "channel": "phone", "by": WORKER, "now": at}
            now = queries.contact_now(client, seen_by=WORKER, now=at)
            shown = [way.why_not == "" for way in now.ways] or [False]
            assert shown == [safe(situation, at)]
            assert is_shown(said) == safe(situation, at)
            assert not (now.stopped and is_shown(said | {"reason": HOW})), "no reason opens what has stopped"
            tried = {"referral": case, "channel": "phone", "at": at, "reached": False, "by": WORKER}
            assert actions.record_attempt(**tried, unsafe_why=HOW, now=at + timedelta(days=30)) == safe(situation, at)


def is_shown(said: dict[str, object]) -> bool:
    try:
        return bool(actions.look_at_way(**said))
    except Refused:
        return False


UNSEALED = {
    "detail_to": {"queries/contact.py", "actions/contacting.py"},
    "detail_of": {"queries/sealed.py", "queries/contact.py", "actions/transfers.py", "actions/opening.py"},
    "address_of": {"queries/sealed.py", "actions/addresses.py", "actions/transfers.py", "actions/opening.py"},
}
"""The files that name what opens a number or an address: behind the gate, to seal it anew for another service, or
to tell the client themself what two people released."""


@pytest.mark.parametrize("name", UNSEALED)
def test_nothing_opens_a_number_or_an_address_but_what_stands_here(name: str) -> None:
    part = ROOT / "src/firstbell/responses/support"
    files = {file.relative_to(part).as_posix(): file.read_text(encoding="utf-8") for file in part.rglob("*.py")}
    assert {path for path, text in files.items() if re.search(rf"\b{name}\b", text)} == UNSEALED[name]
