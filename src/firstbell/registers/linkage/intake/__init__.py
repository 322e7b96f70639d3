"""Rolls, incidents and labels in; a model and its report, or the index of a roll that is in no database, out."""

from firstbell.registers.linkage.intake.incident_files import find_in_index
from firstbell.registers.linkage.intake.materials import Materials, read_materials
from firstbell.registers.linkage.intake.models import SAMPLE, Kept, report_model, train_model
from firstbell.registers.linkage.intake.roll_files import Indexed, Rejected, index_rolls

__all__ = [
    "SAMPLE",
    "Indexed",
    "Kept",
    "Materials",
    "Rejected",
    "find_in_index",
    "index_rolls",
    "read_materials",
    "report_model",
    "train_model",
]
