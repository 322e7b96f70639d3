"""What is held of a participant, and what of a partner, for somebody who asks what is held about them.

The two never meet: nothing that is found for a participant shows that a partner is known, was reached, or answered.
"""

from collections.abc import Iterator
from datetime import date

from firstbell.foundations.subject_access.queries import bears, in_words, items_of
from firstbell.foundations.subject_access.rules.items import (
    BIRTH,
    BY_STAFF,
    CONTACT,
    FREE,
    HAPPENED,
    NAME,
    PARTNER,
    TEXT,
    VICTIM,
    Candidate,
    Item,
    Telling,
    Told,
)
from firstbell.responses.programme.models import (
    Attendance,
    DrawnStart,
    Finding,
    Participant,
    ParticipantWay,
    PartnerAlert,
    PartnerAnswer,
    PartnerLink,
    PoliceReports,
    ProgressReview,
    ReportsAround,
)

PARTICIPANT: Telling = {
    **dict.fromkeys(("forenames", "surname"), Told(NAME)),
    "date_of_birth": Told(BIRTH),
    **dict.fromkeys(("provider", "referred_from", "status", "made_at", "started_at", "ended_at"), HAPPENED),
    "exit": FREE,
    "step_reason": FREE,
    "made_by": BY_STAFF,
}
WAY: Telling = {
    **dict.fromkeys(("detail", "when_safe"), Told(CONTACT, sealed=True)),
    **dict.fromkeys(("channel", "message_allowed"), Told(CONTACT)),
}
FINDING: Telling = {"question": HAPPENED, "answer": HAPPENED, "why": FREE, "answered_by": BY_STAFF}
ATTENDANCE: Telling = {"missed_why": HAPPENED, "made_by": BY_STAFF, "recorded_at": HAPPENED}
REVIEW: Telling = {"week": HAPPENED, "text": FREE, "made_by": BY_STAFF}
REPORTS: Telling = dict.fromkeys(("reports", "force", "first_day", "last_day"), Told(others=(VICTIM,)))

LOT: Telling = {"wait_weeks": HAPPENED, "why": FREE, "made_by": BY_STAFF}
REPORTS_AROUND = ("force", "reports_before", "reports_recent", "half_year", "year")
AROUND: Telling = dict.fromkeys(REPORTS_AROUND, Told(others=(VICTIM,)))

OF_BOTH = Told(TEXT, (PARTNER,))
LINK: Telling = {"client_reference": None, "also_participant": OF_BOTH, "offer": OF_BOTH, "worker": BY_STAFF}
ALERT: Telling = {"event": OF_BOTH, "told": OF_BOTH, "why": Told(TEXT, (PARTNER,))}
ANSWER: Telling = dict.fromkeys(("moment", "measure", "answer"), OF_BOTH)


def participants_named(*, name: str, born: date | None) -> tuple[Candidate, ...]:
    """Participants of any provider whom both fit; those of whom no date of birth is known too."""
    rows = Participant.objects.filter(bears(name, "forenames", "surname")).order_by("pk")
    fitting = [row for row in rows if born is None or row.date_of_birth in (born, None)]
    return tuple(
        Candidate(
            kind="participant",
            key=row.reference,
            of=row.reference,
            name=f"{row.forenames} {row.surname}",
            born=in_words(row.date_of_birth),
            what=f"participant of {row.provider}",
        )
        for row in fitting
    )


def about_participant(reference: str) -> tuple[Item, ...]:
    """What is theirs. Which service answers for a partner, and whether anybody may start, is not."""
    return tuple(_of_participant(reference))


def about_partner(client: str) -> tuple[Item, ...]:
    """What a partner answered and was offered, by their reference as a client of the support service."""
    return tuple(_of_partner(client))


def _of_participant(reference: str) -> Iterator[Item]:
    for row in Participant.objects.filter(reference=reference):
        yield from items_of(row, of=reference, telling=PARTICIPANT)
    of_theirs = {"participant__reference": reference}
    for way in ParticipantWay.objects.filter(**of_theirs):
        yield from items_of(way, of=reference, telling=WAY)
    for finding in Finding.objects.filter(**of_theirs).order_by("pk"):
        yield from items_of(finding, of=reference, telling=FINDING)
    for attendance in Attendance.objects.filter(**of_theirs).order_by("pk"):
        yield from items_of(attendance, of=reference, telling=ATTENDANCE)
    for review in ProgressReview.objects.filter(**of_theirs).order_by("pk"):
        yield from items_of(review, of=reference, telling=REVIEW)
    for reports in PoliceReports.objects.filter(**of_theirs).order_by("pk"):
        yield from items_of(reports, of=reference, telling=REPORTS)
    for lot in DrawnStart.objects.filter(**of_theirs):
        yield from items_of(lot, of=reference, telling=LOT)
    for around in ReportsAround.objects.filter(member=0, **of_theirs).order_by("pk"):
        yield from items_of(around, of=reference, telling=AROUND)


def _of_partner(client: str) -> Iterator[Item]:
    links = PartnerLink.objects.filter(client_reference=client) if client else PartnerLink.objects.none()
    for link in links.order_by("pk"):
        yield from items_of(link, of=client, telling=LINK)
    participants = list(links.values_list("participant", flat=True))
    for alert in PartnerAlert.objects.filter(participant__in=participants).order_by("pk"):
        yield from items_of(alert, of=client, telling=ALERT)
    for answer in PartnerAnswer.objects.filter(participant__in=participants).order_by("pk"):
        yield from items_of(answer, of=client, telling=ANSWER)
