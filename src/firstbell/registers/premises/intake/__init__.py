"""Homes, from a file of addresses, of coordinates, or of what was decided by hand."""

from firstbell.registers.premises.intake.homes import take_in_homes

__all__ = ["take_in_homes"]
