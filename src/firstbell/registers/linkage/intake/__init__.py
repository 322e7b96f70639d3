"""Rolls, incidents and labels in; models and their reports, or the index of a roll that is in no database, out."""

from firstbell.registers.linkage.intake.incident_files import find_in_index
from firstbell.registers.linkage.intake.materials import Materials, read_materials
from firstbell.registers.linkage.intake.models import SAMPLE, Kept, report_model, train_model
from firstbell.registers.linkage.intake.roll_files import Indexed, Rejected, index_rolls
from firstbell.registers.linkage.intake.second import KeptSecond, digest_in, learn_second

__all__ = [
    "SAMPLE",
    "Indexed",
    "Kept",
    "KeptSecond",
    "Materials",
    "Rejected",
    "digest_in",
    "find_in_index",
    "index_rolls",
    "learn_second",
    "read_materials",
    "report_model",
    "train_model",
]
