"""Opening what is sealed, for those actions and queries that may. Nothing here is listed for pages."""

from datetime import UTC, datetime

from django.conf import settings

from firstbell.foundations.seals.rules import Ring, keyed, seal, unseal
from firstbell.pure.names.folding import fold
from firstbell.responses.support.models import Address, ContactPlan, ContactWay
from firstbell.responses.support.rules.details import spelled


def sealed_detail(text: str, client: str, channel: str) -> str:
    return seal(text.strip(), ring=_ring(), bound=_bound("ContactWay.detail", client, channel))


def detail_of(row: ContactWay) -> str:
    return unseal(row.detail, ring=_ring(), bound=_bound("ContactWay.detail", row.plan.client.reference, row.channel))


def sealed_code_word(text: str, client: str) -> str:
    return seal(text.strip(), ring=_ring(), bound=_bound("ContactPlan.code_word", client)) if text.strip() else ""


def code_word_of(row: ContactPlan) -> str:
    bound = _bound("ContactPlan.code_word", row.client.reference)
    return unseal(row.code_word, ring=_ring(), bound=bound) if row.code_word else ""


def sealed_address(text: str, client: str, at: datetime) -> str:
    """Bound to when it was proposed: what was the address once cannot be put in the place of another."""
    return seal(text.strip(), ring=_ring(), bound=_bound("Address.address", client, _instant(at)))


def address_of(row: Address) -> str:
    bound = _bound("Address.address", row.client.reference, _instant(row.proposed_at))
    return unseal(row.address, ring=_ring(), bound=bound)


def likeness(channel: str, detail: str) -> str:
    """The same for the same number or address, and to whoever lacks the key nothing else. Refused for none."""
    return keyed(str(settings.LIKENESS_KEY).encode(), "support.ContactWay", spelled(channel, detail)).hex()


def name_likeness(forenames: str, surname: str) -> str:
    """The same for the same name however it is written, and to whoever lacks the key nothing else; "" for no name."""
    name = f"{fold(forenames)}|{fold(surname)}"
    return keyed(str(settings.LIKENESS_KEY).encode(), "support.Client", name).hex() if name != "|" else ""


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _ring() -> Ring:
    return Ring.of(settings.SEAL_KEYS)


def _bound(field: str, *where: str) -> str:
    return f"support.{field}:{':'.join(where)}"
