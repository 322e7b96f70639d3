"""Rolls that are in no database: another authority's, a nation's."""

from firstbell.registers.linkage.intake.incident_files import find_in_index
from firstbell.registers.linkage.intake.roll_files import Indexed, Rejected, index_rolls

__all__ = ["Indexed", "Rejected", "find_in_index", "index_rolls"]
