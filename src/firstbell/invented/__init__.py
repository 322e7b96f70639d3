"""An invented force area on real schools and streets: families, rolls, one night's incidents, and the truth about them.

Everything is drawn from one seed, reads no clock, and comes out byte for byte the same every time. Nobody in it exists.
"""
