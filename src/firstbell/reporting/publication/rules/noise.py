"""Noise for the yearly map, from OpenDP: a generator of pseudo-random numbers would not do, nor would one of ours.

The library is an extra of the package (``firstbell[maps]``) that only whoever makes the map needs.
"""

from typing import Any

from firstbell.pure.disclosure.yearly_map import Draw
from firstbell.pure.refusal import Refused


def drawer() -> Draw:
    """What answers with a whole number from the discrete Laplace distribution of a scale. Refused without OpenDP."""
    try:
        import opendp.prelude as dp  # only who makes a map has it
    except ImportError as missing:
        raise Refused(
            "The noise of a map comes from OpenDP, which is not installed.", "Install the package's extra for maps."
        ) from missing
    dp.enable_features("contrib")
    return lambda scale: int(_measurement(dp, scale)(0))


def _measurement(dp: Any, scale: float) -> Any:
    return dp.m.make_laplace(dp.atom_domain(T=int), dp.absolute_distance(T=int), scale=scale)
