"""Public figures from which nobody can be found.

``first_release`` and ``revision`` make a release of true counts; ``refuse_disclosure`` asks of it, beside everything
that was released, what anybody could find out. See ``rounding`` for the rule, ``form`` for what is refused whatever the
counts are, ``auditor`` for the rest; ``sums`` and ``yearly_map`` for figures that are no counts of records.

A measure here counts records, each in one area, month and category: reports, crimes, notices. Distinct people do not
add up over periods, and no releases can hold them for more than one. What others publish of the same records, to the
unit or not, is entered like a release. Two measures are taken to know nothing of each other; where one is part of
another (crimes among reports), publish it as a category of that.
"""

from firstbell.pure.disclosure.auditor import Danger, Disclosure, danger, disclosures, intervals, refuse_disclosure
from firstbell.pure.disclosure.form import refuse_form
from firstbell.pure.disclosure.hierarchy import DISTRICT, FORCE, LEVELS, MSOA, Area, Areas, refuse_areas
from firstbell.pure.disclosure.releases import Cell, Period, Release, first_release, revision
from firstbell.pure.disclosure.rounding import FEWER, Figure, exact, rate, revised, rounded
from firstbell.pure.disclosure.sums import refuse_dominated
from firstbell.pure.disclosure.yearly_map import Budget, noisy_map, refuse_spent

__all__ = [
    "DISTRICT",
    "FEWER",
    "FORCE",
    "LEVELS",
    "MSOA",
    "Area",
    "Areas",
    "Budget",
    "Cell",
    "Danger",
    "Disclosure",
    "Figure",
    "Period",
    "Release",
    "danger",
    "disclosures",
    "exact",
    "first_release",
    "intervals",
    "noisy_map",
    "rate",
    "refuse_areas",
    "refuse_disclosure",
    "refuse_dominated",
    "refuse_form",
    "refuse_spent",
    "revised",
    "revision",
    "rounded",
]
