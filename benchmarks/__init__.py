"""Figures, not tests: what Firstbell costs and how well it links."""
