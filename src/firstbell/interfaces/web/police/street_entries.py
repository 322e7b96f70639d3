"""What the street page's script sends: entries that it kept, each with a key of its own and how long ago it was made.

How long ago, and not when: a telephone's clock may be wrong, and is then wrong by as much at both ends.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from firstbell.responses.cocoon.rules.doors import Entry

MOST = 500
"""Entries in one message; a shift has far fewer."""
LONGEST_AGO = 60 * 60 * 24 * 60
Code = Annotated[str, Field(max_length=20)]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False)

    key: UUID
    campaign: Code
    cell: Code
    position: Annotated[int, Field(ge=0, le=1000)]
    seconds_ago: Annotated[int, Field(ge=0, le=LONGEST_AGO)] = 0


class VisitSent(_Sent):
    what: Literal["visit"]
    attempt: Annotated[int, Field(ge=1, le=2)]
    outcome: Code
    minutes: Annotated[int, Field(ge=0, le=1000)]
    leaflet: bool

    def entry(self, now: datetime) -> Entry:
        """As the rules know it."""
        at = now - timedelta(seconds=self.seconds_ago)
        return Entry(
            self.key,
            self.campaign,
            self.cell,
            self.position,
            self.attempt,
            self.outcome,
            self.minutes,
            self.leaflet,
            at,
        )


class HeardSent(_Sent):
    what: Literal["heard"]
    kind: Code
    said: Annotated[str, Field(max_length=2000)]
    informant: Annotated[str, Field(max_length=200)] = ""
    named: bool = False
    path: Annotated[str, Field(max_length=40)] = ""


_ANY: TypeAdapter[VisitSent | HeardSent] = TypeAdapter(Annotated[VisitSent | HeardSent, Field(discriminator="what")])


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it was read: ``unread`` are the keys of entries that are not as they should be."""

    visits: tuple[VisitSent, ...]
    heard: tuple[HeardSent, ...]
    unread: tuple[str, ...]


def read(body: Any) -> Message | None:
    """The message; None for what is none at all. One bad entry holds nothing else up."""
    entries = body.get("entries") if isinstance(body, dict) else None
    if not isinstance(entries, list) or len(entries) > MOST:
        return None
    visits, heard, unread = list[VisitSent](), list[HeardSent](), list[str]()
    for one in entries:
        try:
            found = _ANY.validate_python(one)
        except ValidationError:
            unread += [str(one["key"])] if isinstance(one, dict) and "key" in one else []
            continue
        if isinstance(found, VisitSent):
            visits.append(found)
        else:
            heard.append(found)
    return Message(tuple(visits), tuple(heard), tuple(unread))
