"""The same question asked of another model, shown beside the randomisation test and never instead of it."""

import math
import warnings

import numpy as np
from statsmodels.discrete.discrete_model import NegativeBinomial, Poisson
from statsmodels.tools.sm_exceptions import ConvergenceWarning, HessianInversionWarning, PerfectSeparationWarning

from firstbell.pure.evaluation.panel import Matrix, Panel
from firstbell.pure.evaluation.stepped import RateRatio
from firstbell.pure.refusal import Refused

SMALLEST_SPREAD = 1e-6


def negative_binomial(panel: Panel) -> RateRatio:
    """Rate ratio of a negative binomial regression (NB2) on dummies of area and period, by statsmodels.

    Variance is mean + a x mean squared, a from the data. Refused where it does not settle: areas without events say
    nothing and are left out, and counts no more spread than Poisson have no a to be found.
    """
    told = _with_events(panel)
    design, counts, offset = _design(told), told.counts.ravel(), np.log(told.homes).ravel()
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        warnings.simplefilter("ignore", HessianInversionWarning)
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        warnings.simplefilter("ignore", RuntimeWarning)
        try:
            first = Poisson(counts, design, offset=offset).fit(disp=0, maxiter=200)
            start = np.append(first.params, 0.1)
            found = NegativeBinomial(counts, design, offset=offset).fit(start, disp=0, maxiter=500)
        except (ConvergenceWarning, np.linalg.LinAlgError) as fault:
            raise _unsettled() from fault
    log_ratio, error = float(found.params[0]), float(found.bse[0])
    if not (math.isfinite(log_ratio) and math.isfinite(error) and found.params[-1] > SMALLEST_SPREAD):
        raise _unsettled()
    return RateRatio(math.exp(log_ratio), error)


def _unsettled() -> Refused:
    return Refused(
        "A negative binomial model does not settle on these counts.",
        "They may be too few, or no more spread than Poisson: rely on the randomisation test.",
    )


def _with_events(panel: Panel) -> Panel:
    """The panel without areas that have no event: no model of this kind hears them."""
    areas, periods = panel.counts.any(axis=1), panel.counts.any(axis=0)
    if not periods.all():
        raise Refused("A period has no event in any area.", "Join it with its neighbour.")
    if areas.sum() < 2:
        raise Refused("Fewer than two areas have events.", "Rely on the randomisation test.")
    return Panel(counts=panel.counts[areas], slots=panel.slots[areas], exposure=panel.homes[areas])


def _design(panel: Panel) -> Matrix:
    """(areas x periods, areas + periods): treatment, each area, and each period but the first."""
    areas, periods = panel.counts.shape
    own = np.repeat(np.eye(areas), periods, axis=0)
    by_period = np.tile(np.eye(periods)[:, 1:], (areas, 1))
    return np.column_stack((panel.treated().ravel(), own, by_period))
