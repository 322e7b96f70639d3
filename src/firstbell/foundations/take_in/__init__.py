"""A file taken in: whole or resumed, never half and forgotten; what was unfit is kept for correction."""
