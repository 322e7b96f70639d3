"""Contacts and staff: what a line may say, who can be told today, and who is the same person."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b

from firstbell.foundations.take_in.rules import Unfit
from firstbell.pure import areas
from firstbell.pure.periods import london_date
from firstbell.registers.schools.rules.columns import Values, day, filled, in_order, one_of, urn, whole_number

ROLES = ("dsl", "deputy", "head", "trust_lead", "la_officer")
OF_AUTHORITIES = "la_officer"
CONTACT_REQUIRED = ("urn", "rank", "role", "email")
CONTACT_READ = (
    *CONTACT_REQUIRED,
    *("name", "phone", "hours", "holiday_cover", "verified_on", "away_from", "away_until"),
)
STAFF_REQUIRED = ("urn", "surname")
STAFF_READ = (*STAFF_REQUIRED, "forenames", "date_of_birth", "email", "phone", "role", "left_on")

WORDS = re.compile(r"[^\W_]+")
EMAIL = re.compile(r"[^@\s<>\"'(),:;\\\[\]]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")


@dataclass(frozen=True, slots=True)
class ContactLine:
    """``owner`` is a URN, an authority's GSS code, or a force as police.uk names it; ``email`` in lower case."""

    owner: str
    email: str
    rank: int
    role: str
    name: str
    phone: str
    hours: str
    holiday_cover: str
    verified_on: date | None
    away_from: date | None
    away_until: date | None


@dataclass(frozen=True, slots=True)
class StaffLine:
    """``left_on``: works there no longer from that day."""

    urn: str
    forenames: str
    surname: str
    date_of_birth: date | None
    email: str
    phone: str
    role: str
    left_on: date | None

    @property
    def fingerprint(self) -> str:
        """Who this is there. Two of one name with different dates of birth or e-mails are two people."""
        name = fold_name(f"{self.forenames} {self.surname}")
        return digest_of(name, self.date_of_birth or "", self.email.lower())


def contact_from(row: Values, today: date) -> ContactLine:
    owner = owner_of(row, "urn")
    role = one_of(row, "role", ROLES)
    if owner.isdigit() and role == OF_AUTHORITIES:
        raise Unfit("role", "la_officer is an authority's, and the urn is an establishment's")
    filled(row, "rank")
    verified_on, away_from, away_until = (day(row, name) for name in ("verified_on", "away_from", "away_until"))
    if verified_on and verified_on > today:
        raise Unfit("verified_on", "is in the future")
    in_order(away_from, away_until, "away_until", "away_from")
    return ContactLine(
        owner=owner,
        email=email_of(row),
        rank=whole_number(row, "rank", 1, 99) or 0,
        role=role,
        verified_on=verified_on,
        away_from=away_from,
        away_until=away_until,
        **{name: row.get(name, "") for name in ("name", "phone", "hours", "holiday_cover")},
    )


def own_word(line: ContactLine, places: frozenset[str] | None) -> ContactLine:
    """The line, if it may be said by whoever keeps these places, or as it is where none are given. Raises Unfit."""
    if places is not None and line.owner not in places:
        raise Unfit("urn", "is no place of the organisation that sends this")
    if places is not None and line.verified_on is not None:
        raise Unfit("verified_on", "is for the force to say; leave it empty")
    return line


def staff_from(row: Values, today: date) -> StaffLine:
    born = day(row, "date_of_birth")
    if born and born > today:
        raise Unfit("date_of_birth", "is in the future")
    return StaffLine(
        urn=urn(row),
        surname=filled(row, "surname"),
        date_of_birth=born,
        left_on=day(row, "left_on"),
        **{name: row.get(name, "") for name in ("forenames", "email", "phone", "role")},
    )


def owner_of(row: Values, column: str) -> str:
    """Who a line belongs to: a URN as it is, an authority by its GSS code, a force by its name."""
    text = filled(row, column)
    if text.isdecimal() and len(text) >= 5:
        return urn(row, column)
    return text.lower() if areas.is_force(text.lower()) else authority_of(row, column)


def authority_of(row: Values, column: str) -> str:
    """The GSS code of an upper-tier authority named by it or by GIAS's number."""
    try:
        code = areas.gss(filled(row, column))
    except ValueError:
        raise Unfit(column, "is neither a URN nor the code of an authority") from None
    if areas.authority_of(code) != code:
        raise Unfit(column, f"is a district's; children are the business of {areas.authority_of(code)}")
    return code


def email_of(row: Values) -> str:
    text = filled(row, "email").lower()
    if len(text) > 254 or not EMAIL.fullmatch(text):
        raise Unfit("email", "is not an e-mail address")
    return text


def is_away(on: date, away_from: date | None, away_until: date | None) -> bool:
    """Both ends are days away. A start without an end is away until told otherwise."""
    if away_from is None and away_until is None:
        return False
    return (away_from is None or away_from <= on) and (away_until is None or on <= away_until)


def is_verified(on: date, verified_on: date | None, valid_days: int) -> bool:
    """A verification holds for ``valid_days`` days after its own."""
    return verified_on is not None and on <= verified_on + timedelta(days=valid_days)


def still_bounces(verified_on: date | None, bounced_at: datetime | None) -> bool:
    """An address that bounced is dead until verified on a later day: of the same day nobody knows which was first."""
    return bounced_at is not None and (verified_on is None or verified_on <= london_date(bounced_at))


def fold_name(text: str) -> str:
    """A name as compared here: case, accents, spacing and punctuation taken away."""
    folded = text.casefold()
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return " ".join(WORDS.findall(folded))


def digest_of(*parts: object) -> str:
    """32 hexadecimal digits that stand for the parts in this order."""
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=16).hexdigest()
