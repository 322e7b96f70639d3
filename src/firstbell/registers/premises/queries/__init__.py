"""What other parts may ask about homes."""

from firstbell.registers.premises.queries.arrays import HomesAsArrays, homes_for_partition
from firstbell.registers.premises.queries.doors import Door, doors_of, find_home, home_of, homes_like
from firstbell.registers.premises.queries.hearing import homes_around, squares_due
from firstbell.registers.premises.queries.standing import layout_in_force, standing

__all__ = [
    "Door",
    "HomesAsArrays",
    "doors_of",
    "find_home",
    "home_of",
    "homes_around",
    "homes_for_partition",
    "homes_like",
    "layout_in_force",
    "squares_due",
    "standing",
]
