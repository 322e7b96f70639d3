"""Which squares are due, because a home in them changed."""

from collections.abc import Iterable
from uuid import uuid4

from firstbell.registers.premises.models import SquareDue
from firstbell.registers.premises.rules import squares_around


def make_due(squares: Iterable[int]) -> None:
    """These squares and those about them: a home near an edge is heard across it."""
    wanted = sorted({near for square in squares for near in squares_around(square)})
    SquareDue.objects.bulk_create(
        (SquareDue(square=square, stamp=uuid4()) for square in wanted),
        update_conflicts=True,
        unique_fields=["square"],
        update_fields=["stamp"],
        batch_size=1000,
    )
