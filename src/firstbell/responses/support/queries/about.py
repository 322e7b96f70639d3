"""What is held of a client, for somebody who asks what is held about them. What lies sealed stays sealed here."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from firstbell.foundations.subject_access.queries import bears, in_words, items_of
from firstbell.foundations.subject_access.rules.items import (
    ADDRESS,
    ANYBODY,
    BIRTH,
    BY_STAFF,
    CONTACT,
    FREE,
    HAPPENED,
    NAME,
    PARTY,
    SERVICE,
    TEXT,
    Candidate,
    Item,
    Telling,
    Told,
)
from firstbell.responses.support.models import (
    Address,
    Attempt,
    Client,
    Closure,
    ContactPlan,
    ContactWay,
    Goal,
    Need,
    Referral,
    Review,
    Task,
    Transfer,
    Withdrawal,
)

SEALED = Told(CONTACT, sealed=True)
CLIENT: Telling = {
    "forenames": Told(NAME),
    "surname": Told(NAME),
    "date_of_birth": Told(BIRTH),
    "service": Told(SERVICE),
    "made_at": Told(SERVICE),
    "likeness": None,
    "closed_to_force": Told(SERVICE),
}
WITHDRAWAL: Telling = {"why": FREE, "recorded_at": HAPPENED, "by": BY_STAFF}
TRANSFER: Telling = {**dict.fromkeys(("to", "carries", "recorded_at"), Told(SERVICE)), "by": BY_STAFF}
REFERRAL: Telling = {
    **dict.fromkeys(
        ("referred_from", "referrer", "basis", "status", "made_at", "engaged_at", "ended_at"), Told(SERVICE)
    ),
    **dict.fromkeys(("grade", "also_suspect", "incident_reference"), Told(SERVICE, (PARTY,))),
    **dict.fromkeys(("basis_reason", "step_reason"), FREE),
    **dict.fromkeys(("made_by", "worker"), BY_STAFF),
}
PLAN: Telling = {"code_word": SEALED, "last_day": Told(CONTACT), "made_by": BY_STAFF}
WAY: Telling = {
    "detail": SEALED,
    "likeness": None,
    **dict.fromkeys(("channel", "windows", "message_allowed", "others_read"), Told(CONTACT)),
    **dict.fromkeys(("adult_name", "adult_safe_why"), Told(CONTACT, (ANYBODY,))),
    "understands_why": FREE,
}
LIVES: Telling = {
    "address": Told(ADDRESS, sealed=True),
    "status": Told(ADDRESS),
    "decided_why": FREE,
    **dict.fromkeys(("proposed_by", "decided_by"), BY_STAFF),
}
NEED: Telling = {
    **dict.fromkeys(("need", "on", "answer"), Told(TEXT)),
    **dict.fromkeys(("text", "why"), FREE),
    "by": BY_STAFF,
}
GOAL: Telling = {"text": FREE, "by": BY_STAFF}
TASK: Telling = {
    **dict.fromkeys(("due_on", "done_on"), HAPPENED),
    **dict.fromkeys(("text", "done_how"), FREE),
    **dict.fromkeys(("owner", "by", "done_by"), BY_STAFF),
}
REVIEW: Telling = {**dict.fromkeys(("on", "review_by"), HAPPENED), "text": FREE, "by": BY_STAFF}
CLOSURE: Telling = {"outcomes": Told(TEXT), "recorded_at": HAPPENED, "text": FREE, "by": BY_STAFF}
ATTEMPT: Telling = {
    **dict.fromkeys(("at", "channel", "safe", "reached", "message_left"), Told(CONTACT)),
    "unsafe_why": FREE,
    "by": BY_STAFF,
}
OF_A_CLIENT: tuple[tuple[Any, Telling, str], ...] = (
    (Withdrawal, WITHDRAWAL, "client__"),
    (Address, LIVES, "client__"),
    (Transfer, TRANSFER, "referral__client__"),
    (Need, NEED, "referral__client__"),
    (Goal, GOAL, "towards__referral__client__"),
    (Task, TASK, "goal__towards__referral__client__"),
    (Review, REVIEW, "referral__client__"),
    (Closure, CLOSURE, "referral__client__"),
)
"""Further tables, how their rows are told, and what leads from one to its client."""


def clients_named(*, name: str, born: date | None) -> tuple[Candidate, ...]:
    """Clients of any service whom both fit; those of whom no date of birth is known too."""
    rows = Client.objects.filter(bears(name, "forenames", "surname")).order_by("pk")
    fitting = [row for row in rows if born is None or row.date_of_birth in (born, None)]
    return tuple(
        Candidate(
            kind="client",
            key=row.reference,
            of=row.reference,
            name=f"{row.forenames} {row.surname}",
            born=in_words(row.date_of_birth),
            what=f"client of {row.service}",
        )
        for row in fitting
    )


def about_client(reference: str) -> tuple[Item, ...]:
    """Everything of one client, their children not among it: each is a client in their own right."""
    return tuple(_items(reference))


def _items(reference: str) -> Iterator[Item]:
    for client in Client.objects.filter(reference=reference):
        yield from items_of(client, of=reference, telling=CLIENT)
    for referral in Referral.objects.filter(client__reference=reference).order_by("pk"):
        yield from items_of(referral, of=referral.reference, telling=REFERRAL)
    for plan in ContactPlan.objects.filter(client__reference=reference).order_by("pk"):
        yield from items_of(plan, of=reference, telling=PLAN)
    for way in ContactWay.objects.filter(plan__client__reference=reference).order_by("pk"):
        yield from items_of(way, of=reference, telling=WAY)
    for attempt in Attempt.objects.filter(referral__client__reference=reference).select_related("referral"):
        yield from items_of(attempt, of=attempt.referral.reference, telling=ATTEMPT)
    for kind, telling, leads in OF_A_CLIENT:
        for row in kind.objects.filter(**{f"{leads}reference": reference}).order_by("pk"):
            yield from items_of(row, of=reference, telling=telling)
