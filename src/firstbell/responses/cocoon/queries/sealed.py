"""Opening seals, for those actions and queries that may. Nothing here is listed for pages."""

from django.conf import settings

from firstbell.foundations.seals.rules import Ring, unseal
from firstbell.pure.refusal import NotYours
from firstbell.registers.people.rules import Address
from firstbell.registers.premises import queries as premises
from firstbell.responses.cocoon.models import Cell, Heard, Operation, Partition
from firstbell.responses.cocoon.rules.target import Target, bound_to


def ring() -> Ring:
    return Ring.of(settings.SEAL_KEYS)


def plan_key() -> bytes:
    return str(settings.PLAN_KEY).encode()


def target_of(row: Operation) -> Target:
    return Target.from_text(unseal(row.target, ring=ring(), bound=bound_to("Operation.target", row.reference)))


def exclusions_of(row: Operation) -> str:
    return unseal(row.exclusions, ring=ring(), bound=bound_to("Operation.exclusions", row.reference))


def said_in(row: Heard) -> str:
    return unseal(row.said, ring=ring(), bound=bound_to("Heard.said", row.reference))


def informant_of(row: Heard) -> str:
    return unseal(row.informant, ring=ring(), bound=bound_to("Heard.informant", row.reference))


def partition_in_force() -> int:
    """The row of the partition in force. NotYours before there is one."""
    rows = Partition.objects.filter(in_force=True).order_by("-number")
    if (row := rows.values_list("pk", flat=True).first()) is None:
        raise NotYours("There are no cells yet.", "Have a partition made first.")
    return row


def home_at(address: Address) -> int | None:
    """The UPRN of the one home in force that an address means; None where it means none or several."""
    stated = int(address.uprn) if address.uprn and address.uprn.isdecimal() else None
    return premises.find_home(address.lines, address.postcode or "", stated)


def cell_around(uprn: int) -> str | None:
    """The code of the cell in force that this home is one of; a halo does not count."""
    cells = Cell.objects.filter(partition__in_force=True, homes__uprn=uprn, homes__halo=False)
    return cells.values_list("code", flat=True).first()
