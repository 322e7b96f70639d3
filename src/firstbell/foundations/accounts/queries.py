"""Who may act for whom, who is asked in, and which systems hold a key."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db.models import Count, F, Model, Q

from firstbell.foundations.accounts.models import Account, Client, Device, Invitation, Membership, Organisation, Token
from firstbell.foundations.accounts.rules.clients import ApiClient
from firstbell.foundations.accounts.rules.codes import digest
from firstbell.foundations.accounts.rules.invitations import MOST_TRIES
from firstbell.foundations.accounts.rules.organisations import FORCE, KINDS
from firstbell.foundations.accounts.rules.permissions import PERMISSIONS
from firstbell.foundations.accounts.rules.roles import ROLES
from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.foundations.delivery import queries as delivery
from firstbell.foundations.subject_access.queries import bears, items_of
from firstbell.foundations.subject_access.rules.items import CONTACT, HAPPENED, NAME, Candidate, Item, Telling, Told

ACCOUNT: Telling = {
    "name": Told(NAME),
    "email": Told(CONTACT),
    "phone": Told(CONTACT),
    "password": None,
    "last_login": HAPPENED,
    "made_at": HAPPENED,
}
MEMBERSHIP: Telling = {"account": None, "role": HAPPENED, "given_at": HAPPENED}
DEVICE: Telling = {"account": None, "made_at": HAPPENED, "seen_at": HAPPENED}
INVITATION: Telling = {"email": Told(CONTACT), "role": HAPPENED, "made_at": HAPPENED, "used_at": HAPPENED}


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation, for whoever manages people. ``people`` counts open accounts with a role there."""

    key: str
    kind: str
    name: str
    made_at: datetime
    closed_at: datetime | None
    people: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in, for whoever manages people. ``seats`` are their ``(organisation, role)`` pairs.

    ``has_factor``: they have an authenticator app or a passkey.
    """

    account_id: int
    email: str
    name: str
    phone: str
    open: bool
    made_at: datetime
    last_login: datetime | None
    has_factor: bool
    seats: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that can still be accepted, or ran out: ``expired``, or ``shut`` after too many wrong codes."""

    reference: str
    email: str
    organisation: str
    organisation_name: str
    role: str
    made_at: datetime
    expires_at: datetime
    expired: bool
    shut: bool


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody of the police who signs in: records in which they are a party are closed to them."""

    email: str
    name: str
    phone: str
    organisation: str


@dataclass(frozen=True, slots=True)
class System:
    """Another system that speaks for an organisation. ``old_until``: its secret before still works until then."""

    client_id: str
    name: str
    organisation: str
    organisation_name: str
    scopes: tuple[str, ...]
    made_at: datetime
    used_at: datetime | None
    old_until: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class RoleShown:
    """What a role can see and do, in words, out of the same table that opens the pages."""

    name: str
    title: str
    kind: str
    description: str
    sees_people: bool
    permissions: tuple[tuple[str, str], ...]


def seats_of(account_id: int) -> list[Seat]:
    """Every organisation that the account has roles in, by name. A closed account or organisation has none."""
    held = Membership.objects.filter(
        account_id=account_id, account__is_active=True, organisation__closed_at=None
    ).select_related("account", "organisation")
    roles: defaultdict[int, list[Membership]] = defaultdict(list)
    for one in held.order_by("organisation__name", "organisation_id", "role"):
        roles[one.organisation_id].append(one)
    return [_seat(memberships) for memberships in roles.values()]


def seat(account_id: int, organisation: str) -> Seat | None:
    """The account's seat in this organisation, if it has one."""
    return next((seat for seat in seats_of(account_id) if seat.organisation == organisation), None)


def account_of(email: str) -> int | None:
    """The number of the account that signs in with this e-mail, however it is written; None where there is none."""
    return Account.objects.filter(email=email.strip().lower()).values_list("pk", flat=True).first()


def organisations() -> list[Place]:
    """Every organisation, those that are closed too, by name."""
    active = Count("memberships__account", filter=Q(memberships__account__is_active=True), distinct=True)
    rows = Organisation.objects.annotate(active=active).order_by("name", "key")
    return [Place(*row) for row in rows.values_list("key", "kind", "name", "made_at", "closed_at", "active")]


def open_organisations(kind: str) -> dict[str, str]:
    """What each organisation of this kind is called that is not closed, by its key; in the order of names."""
    rows = Organisation.objects.filter(kind=kind, closed_at=None).order_by("name", "key")
    return dict(rows.values_list("key", "name"))


def who_may(permission: str, organisation: str) -> dict[str, str]:
    """What everybody is called who may do this for the organisation, by their e-mail; in the order of names."""
    roles = [role.name for role in ROLES.values() if permission in role.permissions]
    rows = Membership.objects.filter(organisation__key=organisation, account__is_active=True, role__in=roles)
    return dict(rows.order_by("account__name", "account_id").values_list("account__email", "account__name"))


def people(organisation: str | None = None) -> list[Person]:
    """Everybody who has an account, or a role in this organisation, by name."""
    rows = Account.objects.order_by("name", "pk")
    if organisation is not None:
        rows = rows.filter(memberships__organisation__key=organisation).distinct()
    found = list(rows)
    seats = _seats_by_account(account.pk for account in found)
    strong = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    factors = set(strong.values_list("user_id", flat=True))
    return [_person(account, account.pk in factors, seats.get(account.pk, ())) for account in found]


def person(account_id: int) -> Person | None:
    """One of ``people``; None where there is no such account."""
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        return None
    strong = Authenticator.objects.filter(user_id=account_id).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return _person(account, strong.exists(), _seats_by_account([account_id]).get(account_id, ()))


def open_invitations(now: datetime) -> list[OpenInvitation]:
    """Invitations that were neither accepted nor withdrawn, the newest first; those that ran out are marked."""
    rows = Invitation.objects.filter(used_at=None, revoked_at=None).select_related("organisation")
    return [
        OpenInvitation(
            one.reference,
            one.email,
            one.organisation.key,
            one.organisation.name,
            one.role,
            one.made_at,
            one.expires_at,
            one.expires_at <= now,
            one.tries >= MOST_TRIES,
        )
        for one in rows.order_by("-made_at", "-pk")
    ]


def ended_invitations(before: datetime) -> list[int]:
    """The invitations that were used, withdrawn or ran out before this moment."""
    ended = Q(used_at__lt=before) | Q(revoked_at__lt=before) | Q(expires_at__lt=before, used_at=None)
    return list(Invitation.objects.filter(ended).values_list("pk", flat=True))


def ended_sessions(now: datetime) -> int:
    """How many sessions have ended, and tokens of other systems run out, and are still on file."""
    ended = Session.objects.filter(expire_date__lt=now).count()
    return ended + Token.objects.filter(expires_at__lt=now).count()


def devices_not_seen(since: datetime) -> int:
    """How many known browsers nobody has signed in with since this moment."""
    return Device.objects.filter(seen_at__lt=since).count()


def police_people() -> list[Officer]:
    """Everybody who acts for the force itself, by name: e-mail, name, telephone number where known."""
    rows = Membership.objects.filter(organisation__kind=FORCE, account__is_active=True)
    fields = ("account__email", "account__name", "account__phone", "organisation__key")
    return [Officer(*row) for row in rows.order_by("account__name").values_list(*fields).distinct()]


def clients() -> list[System]:
    """Every system that was given a key, by name; those that lost it too."""
    rows = Client.objects.select_related("organisation").order_by("name", "client_id")
    return [
        System(
            one.client_id,
            one.name,
            one.organisation.key,
            one.organisation.name,
            tuple(one.scopes),
            one.made_at,
            one.used_at,
            one.old_until,
            one.revoked_at,
        )
        for one in rows
    ]


def client_of_token(token: str, now: datetime) -> ApiClient | None:
    """The system that shows this token, where it holds now: not run out, its client and organisation not closed."""
    held = Token.objects.filter(
        digest=digest(token), expires_at__gt=now, client__revoked_at=None, client__organisation__closed_at=None
    )
    row = held.values_list("client__client_id", "client__name", "client__organisation__key", "scopes").first()
    return ApiClient(row[0], row[1], row[2], frozenset(row[3])) if row else None


def roles_shown() -> list[RoleShown]:
    """What each role can see and do."""
    return [
        RoleShown(
            role.name,
            role.title,
            KINDS[role.kind],
            role.description,
            role.sees_people,
            tuple((name, words) for name, words in PERMISSIONS.items() if name in role.permissions),
        )
        for role in ROLES.values()
    ]


def accounts_named(*, name: str) -> tuple[Candidate, ...]:
    """People who sign in, by a part of their name."""
    rows = Account.objects.filter(bears(name, "name")).order_by("pk")
    return tuple(Candidate("account", str(row.pk), "", row.name, "", "somebody who signs in") for row in rows)


def about_account(account_id: int) -> tuple[Item, ...]:
    """What is held of somebody who signs in, for them: their account, seats, browsers, invitations and messages."""
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        return ()
    rows: list[tuple[Model, Telling]] = [(account, ACCOUNT)]
    rows += [(one, MEMBERSHIP) for one in account.memberships.order_by("pk")]
    rows += [(one, DEVICE) for one in account.devices.order_by("pk")]
    rows += [(one, INVITATION) for one in Invitation.objects.filter(email__iexact=account.email).order_by("pk")]
    items = (item for row, telling in rows for item in items_of(row, of=row._meta.model_name or "", telling=telling))
    return (*items, *delivery.about_address(account.email))


def _seats_by_account(accounts: Iterable[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    wanted = set(accounts)
    rows = Membership.objects.order_by("organisation__name", "role").annotate(place=F("organisation__key"))
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    if len(wanted) == 1:
        rows = rows.filter(account_id__in=wanted)
    for account_id, place, role in rows.values_list("account_id", "place", "role"):
        if account_id in wanted:
            found[account_id].append((place, role))
    return {account_id: tuple(pairs) for account_id, pairs in found.items()}


def _person(account: Account, has_factor: bool, seats: tuple[tuple[str, str], ...]) -> Person:
    return Person(
        account.pk,
        account.email,
        account.name,
        account.phone,
        account.is_active,
        account.made_at,
        account.last_login,
        has_factor,
        seats,
    )


def _seat(memberships: list[Membership]) -> Seat:
    one = memberships[0]
    return Seat(
        account_id=one.account_id,
        email=one.account.email,
        name=one.account.name,
        organisation=one.organisation.key,
        organisation_name=one.organisation.name,
        roles=tuple(membership.role for membership in memberships),
    )
