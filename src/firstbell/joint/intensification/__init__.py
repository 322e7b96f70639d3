"""Intensification weeks: planned, drawn in a published order, decided name by name by people, and judged honestly."""
