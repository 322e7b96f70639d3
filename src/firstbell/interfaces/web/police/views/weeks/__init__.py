"""Intensification weeks: planned, their lists drawn by one person and decided on by another, worked on, and judged."""
