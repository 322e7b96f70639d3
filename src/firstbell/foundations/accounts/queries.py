"""Who may act for whom."""

from collections import defaultdict

from firstbell.foundations.accounts.models import Account, Membership
from firstbell.foundations.accounts.rules.seats import Seat


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
