"""Harm weights that are openly invented, of offences that do not exist: nobody's table, and for tests only."""

from firstbell.pure.ordering import read_harm_weights

TEXT = """\
title = "Weights invented for tests"
source = "nobody: these numbers mean nothing"
dated = 2026-01-31
licence = "none needed"
unit = "points that mean nothing"

[weights]
X1 = 1
X2 = 30
X3 = 1000
"""
INVENTED = read_harm_weights(TEXT)
