"""Figures for those who answer for them: measures that say what they count, totals that add up, tested claims."""
