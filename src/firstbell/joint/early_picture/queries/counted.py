"""Signals as the rules count them, by household; what was withdrawn is not among them."""

from collections.abc import Collection

from firstbell.joint.early_picture.models import Signal
from firstbell.joint.early_picture.rules.counting import Counted

COLUMNS = (
    "concern__household", "pk", "kind", "how", "concern__source_class", "concern__root", "on", "expires_on",
)  # fmt: skip


def counted(households: Collection[int]) -> dict[int, tuple[Counted, ...]]:
    """The signals of these households, expired ones too."""
    found: dict[int, list[Counted]] = {number: [] for number in households}
    rows = Signal.objects.filter(concern__household__in=list(households), withdrawn_at=None)
    for household, *said in rows.values_list(*COLUMNS):
        found[household].append(Counted(*said))
    return {number: tuple(signals) for number, signals in found.items()}
