"""What becomes of a crime after its report: stages, outcomes, what its victim is told and says, and how it ended."""
