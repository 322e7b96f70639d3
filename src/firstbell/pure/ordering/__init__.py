"""A transparent ordering of suspects by recency, frequency, gravity and number of victims, for people to decide by.

``components`` says what each counts and gives points by a published table; ``harm`` holds the weights that a force
loads, of which none ship; ``ordering`` puts in order, with what each component contributes and how firm a place is;
``fairness`` says whom a list serves worse, or that too little is known to say.

It is given four numbers of each suspect and nothing else: who somebody is, where they live, and every protected
characteristic are no arguments of it, so nothing here can depend on them. What comes out is a place on a list that a
named person accepts or refuses; it grades nobody, foresees nothing and starts nothing.
"""

from firstbell.pure.ordering.components import COMPONENTS, FEWEST, MOST_POINTS, WINDOW_DAYS, Facts, Points, points_of
from firstbell.pure.ordering.fairness import TOO_FEW, Caught, GroupErrors, Share, errors_by_group, shares_by_group
from firstbell.pure.ordering.harm import Harm, HarmWeights, read_harm_weights
from firstbell.pure.ordering.ordering import EQUAL, Place, Range, Weights, order

__all__ = [
    "COMPONENTS",
    "EQUAL",
    "FEWEST",
    "MOST_POINTS",
    "TOO_FEW",
    "WINDOW_DAYS",
    "Caught",
    "Facts",
    "GroupErrors",
    "Harm",
    "HarmWeights",
    "Place",
    "Points",
    "Range",
    "Share",
    "Weights",
    "errors_by_group",
    "order",
    "points_of",
    "read_harm_weights",
    "shares_by_group",
]
