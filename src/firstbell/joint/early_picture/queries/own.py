"""What an agency sees of what its people reported: its own concerns and what it was told, and nothing of others' but,
where its basis allows it, that there are others."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from firstbell.foundations.lists.queries import LongList
from firstbell.joint.early_picture.models import Concern, Feedback
from firstbell.joint.early_picture.queries.sealed import root_of_informant
from firstbell.joint.early_picture.queries.whose import concern_number
from firstbell.joint.early_picture.rules.raising import Informant
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours


@dataclass(frozen=True, slots=True)
class OwnConcern:
    """A concern of the organisation. ``mine``: who asks reported it. ``last_told`` is a code of ``rules.feedback``.

    ``linked`` says whether others reported of the same household; None where the basis does not allow that to be known.
    """

    reference: str
    raised_at: datetime
    basis: str
    mine: bool
    last_told: str
    linked: bool | None


@dataclass(frozen=True, slots=True)
class OwnFact:
    """``withdrawn_at`` where it was mistaken."""

    number: int
    kind: str
    how: str
    on: date
    text: str
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnConcernShown:
    """One of them with what was said in it, and everything that the organisation was told, with when."""

    line: OwnConcern
    facts: tuple[OwnFact, ...]
    told: tuple[tuple[str, datetime], ...]


def own_concerns(*, seen_by: Actor) -> LongList[OwnConcern]:
    """Those of their organisation, the newest first, whoever of it reported them and whether or not they are still
    there. Nothing where somebody acts for none."""
    mine = _root_of(seen_by)
    return LongList(
        _own(seen_by).order_by("-raised_at", "-pk"),
        lambda row: _line(row, mine),
        _COLUMNS,
        narrows={"whose": {"mine": Q(root=mine)}},
        orders={"reference": "reference", "raised_at": "raised_at"},
        searched=("reference",),
    )


def own_concern(reference: str, *, seen_by: Actor) -> OwnConcernShown:
    """One of them; whoever shows it leaves an entry. NotYours for any other."""
    row = _own(seen_by).filter(reference=reference).values_list(*_COLUMNS).first()
    if row is None:
        raise NotYours(f"There is no concern {reference}.", "Look at the reference.")
    concern = Concern.objects.get(pk=concern_number(reference, seen_by=seen_by))
    facts = concern.signals.order_by("pk").values_list("pk", "kind", "how", "on", "text", "withdrawn_at")
    told = concern.feedback.order_by("pk").values_list("sentence", "recorded_at")
    return OwnConcernShown(_line(row, _root_of(seen_by)), tuple(OwnFact(*one) for one in facts), tuple(told))


_COLUMNS = ("reference", "raised_at", "basis", "root", "last_told", "sees_linked", "others")


def _own(seen_by: Actor) -> Any:
    others = Concern.objects.filter(household=OuterRef("household")).exclude(organisation=seen_by.organisation)
    told = Feedback.objects.filter(concern=OuterRef("pk")).order_by("-pk").values("sentence")[:1]
    rows = Concern.objects.filter(organisation=seen_by.organisation).exclude(organisation="")
    return rows.annotate(others=Exists(others), last_told=Subquery(told))


def _root_of(seen_by: Actor) -> str:
    return root_of_informant(Informant(contact=seen_by.name))


def _line(row: tuple[str, datetime, str, str, str | None, bool, bool], mine: str) -> OwnConcern:
    reference, raised_at, basis, root, last_told, sees_linked, others = row
    linked = others if sees_linked else None
    return OwnConcern(reference, raised_at, basis, root == mine, last_told or "", linked)
