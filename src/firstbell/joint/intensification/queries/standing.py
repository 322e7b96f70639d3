"""How a week stands, whose it is, and the one spelling of its list: what actions ask before they write."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from firstbell.joint.intensification.models import Decision, HarmTable, Listed, Week
from firstbell.joint.intensification.rules.listing import Name, counts_for, first_day_of_window
from firstbell.joint.intensification.rules.weeks import Standing
from firstbell.pure.actor import Actor
from firstbell.pure.ordering import HarmWeights
from firstbell.pure.periods import london_moment
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.linkage import queries as linkage


def number_of(reference: str, seen_by: Actor) -> int:
    """The number of a week's row. NotYours where there is none, or it is another force's."""
    row = Week.objects.filter(reference=reference, force=seen_by.code).values_list("pk", flat=True).first()
    if row is None or seen_by.kind != "force":
        raise not_there(reference)
    return row


def not_there(reference: str) -> NotYours:
    return NotYours(f"There is no week {reference}.", "Look at the reference.")


def standing_of(row: Week) -> Standing:
    decided = Decision.objects.filter(listed__week=row)
    names, with_one = row.listed.count(), decided.values("listed").distinct().count()
    return Standing(
        row.reference, row.status, row.first_day, row.last_day, row.drawn_by, names, names - with_one, decided.count()
    )


def accepted_of(row: Listed) -> bool | None:
    """Whether the name is accepted, as the latest decision says; None where nobody has decided."""
    latest = max(row.decisions.all(), key=lambda one: one.pk, default=None)
    return latest.accepted if latest else None


def loaded_weights() -> tuple[int, HarmWeights]:
    """The harm table loaded last, and its number. Refused where nobody has loaded one: no weight is made up."""
    row = HarmTable.objects.order_by("-pk").first()
    if row is None:
        raise Refused(
            "No harm weights are loaded, and without them nothing can be said of gravity.",
            "Load a table that is published, with its source, date and licence.",
        )
    return row.pk, weights_of(row)


def weights_of(row: HarmTable) -> HarmWeights:
    return HarmWeights(row.title, row.origin, row.dated, row.licence, row.unit, row.weights, row.digest)


def reports(force: str, area: str, first_day: date, last_day: date) -> Iterator[IncidentFacts]:
    """A force's reports of domestic abuse on these London days, both included, of one area or all."""
    after = date.fromordinal(last_day.toordinal() + 1)
    found = incidents.reported_between(midnight(first_day), midnight(after))
    return (facts for facts in found if counts_for(facts, force, area))


def identities_on(on: date) -> Mapping[Name, str]:
    """Who is whom in all that a list of that day may be drawn from."""
    return linkage.identities_since(midnight(first_day_of_window(on)))


def midnight(day: date) -> datetime:
    return london_moment(day, time(0))


def document(rows: Iterable[Listed]) -> bytes:
    """A list and what was decided on it, in one spelling: the same rows are always the same bytes."""
    told = [_told(row) for row in sorted(rows, key=lambda row: row.number)]
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of(row: Week) -> str:
    rows = row.listed.order_by("number").select_related("incident").prefetch_related("decisions")
    return sha256(document(rows)).hexdigest()


def closed(row: Listed, closed_to: frozenset[int]) -> bool:
    """Whether any report that accuses somebody is closed to whoever reads."""
    return row.incident_id in closed_to or any(number in closed_to for number, _, _ in row.records)


def _told(row: Listed) -> dict[str, Any]:
    plain = ("number", "person_id", "identity", "records", "standing", "measured", "as_victim")
    decisions = [
        [one.accepted, one.why, one.by, one.recorded_at.isoformat()]
        for one in sorted(row.decisions.all(), key=lambda one: one.pk)
    ]
    return {name: getattr(row, name) for name in plain} | {"incident": row.incident.reference, "decisions": decisions}
