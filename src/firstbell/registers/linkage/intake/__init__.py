"""Rolls, incidents and labels in, a model and its report out."""

from firstbell.registers.linkage.intake.materials import Materials, read_materials
from firstbell.registers.linkage.intake.models import SAMPLE, Kept, report_model, train_model

__all__ = ["SAMPLE", "Kept", "Materials", "read_materials", "report_model", "train_model"]
