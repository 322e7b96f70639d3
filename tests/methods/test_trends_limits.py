"""Limits: published charts to the figures that were printed, and what must hold of any."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.pure.evaluation.panel import Matrix, Whole
from firstbell.pure.refusal import Refused
from firstbell.pure.trends.charts import Method, limits_of
from firstbell.pure.trends.limits import Limits, xmr
from firstbell.pure.trends.overdispersion import dispersion, p_prime, u_prime
from firstbell.pure.trends.quiet import drawn_counts
from firstbell.pure.trends.rules import Rule, found
from firstbell.pure.trends.series import Series

ONE_STANDS_OUT = np.array([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], dtype=np.float64)
"""NHSRplotthedots 0.2.2, on where it deviates from the spreadsheet."""
FLOW_RATES = np.array([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
"""NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2."""

WITHIN_FOUR_HOURS = np.array(
    "266501 264225 276532 281461 269071 261215 270409 279778 270483 270320 "
    "267923 271478 255353 256820 261835 259144 255910 260863 264465 260989".split(),
    dtype=np.int64,
)
ATTENDED = np.array(
    "280443 276823 291681 296155 282343 275888 283867 295251 284468 282529 "
    "279618 283932 266629 268091 276803 271578 266005 273520 278574 273772".split(),
    dtype=np.float64,
)
"""Twenty weeks of major emergency departments: Mohammed et al. 2013, BMJ Quality and Safety 22:362-8."""

INFECTIONS = np.array(
    "575 521 585 528 507 519 457 505 494 512 543 506 509 521 549 531 509 528 419 512 495 513 454 490".split(),
    dtype=np.int64,
)
RISK_DAYS = np.array(
    "310466.8333 282346.7917 309089.7083 287977.3333 297743.3750 286988.2500 261120.3333 268720.7500 284437.8750 "
    "290449.5000 288104.4583 279961.3750 289803.9583 275950.5833 290824.4583 285495.7500 282515.2083 273927.8750 "
    "253085.6250 262410.7083 275529.2500 282405.0833 259530.7917 256235.4583".split(),
    dtype=np.float64,
)
"""Hospital infections by month in a region, as qicharts2 ships them; its u' limits below are per 1,000 days."""


def test_screening_leaves_the_month_that_stands_out_out_of_the_limits() -> None:
    screened, plain = xmr(ONE_STANDS_OUT), xmr(ONE_STANDS_OUT, screened=False)
    assert round(float(screened.middle[0]), 2) == round(float(plain.middle[0]), 2) == 1.94
    assert (round(float(screened.lower[0]), 2), round(float(screened.upper[0]), 2)) == (-0.72, 4.60)
    assert (round(float(plain.lower[0]), 2), round(float(plain.upper[0]), 2)) == (-3.06, 6.95)
    assert (screened.screened, plain.screened) == (True, False)


@pytest.mark.parametrize("screened", [True, False])
def test_the_handbook_s_individuals_chart(screened: bool) -> None:
    limits = xmr(FLOW_RATES, screened=screened)
    assert round(float(limits.middle[0]), 4) == 50.81
    assert round(float(limits.spread[0]), 4) == 1.8778
    middle, reach = float(limits.middle[0]), 3 / 1.128 * float(limits.spread[0])  # 2.66 is this, rounded
    assert (round(middle - reach, 4), round(middle + reach, 4)) == (45.8159, 55.8041)
    assert (limits.lower[0], limits.upper[0]) == pytest.approx((45.8159, 55.8041), abs=0.001)


def test_near_lines_are_two_thirds_of_the_way() -> None:
    limits = xmr(FLOW_RATES)
    assert limits.near_upper - limits.middle == pytest.approx(2 / 3 * (limits.upper - limits.middle))
    assert limits.middle - limits.near_lower == pytest.approx(2 / 3 * (limits.middle - limits.lower))


def test_the_share_seen_within_four_hours() -> None:
    limits = p_prime(WITHIN_FOUR_HOURS, ATTENDED)
    assert f"{limits.middle[0]:.4f}" == "0.9529"
    assert f"{limits.spread[0]:.3f}" == "10.640"
    assert (f"{limits.lower[0]:.4f}", f"{limits.upper[0]:.4f}") == ("0.9401", "0.9657")


def test_an_ordinary_chart_of_those_shares_signals_nearly_always_and_this_one_never() -> None:
    limits, shares = p_prime(WITHIN_FOUR_HOURS, ATTENDED), WITHIN_FOUR_HOURS / ATTENDED
    away = np.abs(shares - limits.middle)
    assert int((away > limits.reach / limits.spread).sum()) == 16
    assert not found(shares, limits)[Rule.OUTSIDE].any()


def test_a_peer_draws_the_same_limits_for_a_rate() -> None:
    limits = u_prime(INFECTIONS, RISK_DAYS)
    assert 1000 * limits.middle[0] == pytest.approx(1.8235751654857592, rel=1e-7)
    assert 1000 * limits.lower[[0, 1, 22, 23]] == pytest.approx(
        [1.5763817754848699, 1.5643644022212873, 1.5532104492178601, 1.5514774813533132], rel=1e-7
    )
    assert 1000 * limits.upper[[0, 23]] == pytest.approx([2.0707685554866484, 2.0956728496182051], rel=1e-7)


def test_counts_without_sizes_have_the_limits_of_an_unscreened_xmr_chart() -> None:
    counts = drawn_counts(np.random.default_rng(1), 1520, 3, (36,))
    laney, plain = u_prime(counts.astype(np.int64), np.ones(36)), xmr(counts, screened=False)
    assert laney.lower == pytest.approx(np.full(36, plain.lower), rel=1e-4)
    assert laney.upper == pytest.approx(np.full(36, plain.upper), rel=1e-4)


def test_force_counts_make_a_c_chart_cry_wolf_and_the_others_seldom() -> None:
    """36 months of 1,520 reports, three times Poisson: 95 % of c-charts; XmR and Laney were printed as 8 %.

    4,000 charts: 0.35 and 0.45 points of Monte Carlo error; 100,000 say 94.7, 8.9 and 8.9 %.
    """
    counts = drawn_counts(np.random.default_rng(2), 1520, 3, (4_000, 36))
    middle = counts.mean(axis=-1, keepdims=True)
    c_chart = Limits(middle=middle, reach=3 * np.sqrt(middle), spread=middle)
    laney = u_prime(counts.astype(np.int64), np.ones_like(counts))
    share = {
        name: found(counts, limits)[Rule.OUTSIDE].any(axis=-1).mean()
        for name, limits in (("c", c_chart), ("xmr", xmr(counts, screened=False)), ("laney", laney))
    }
    assert share["c"] == pytest.approx(0.947, abs=0.012)
    assert share["xmr"] == pytest.approx(0.089, abs=0.016)
    assert share["laney"] == pytest.approx(0.089, abs=0.016)


def test_counts_of_a_small_area_have_an_xmr_limit_below_zero_and_laney_s_is_cut() -> None:
    """A mean of 3: 99.9 % of charts of 36 months; 0.06 points of error with 4,000."""
    counts = drawn_counts(np.random.default_rng(3), 3, 1, (4_000, 36))
    assert (xmr(counts, screened=False).lower < 0).mean() == pytest.approx(0.999, abs=0.0015)
    assert u_prime(counts.astype(np.int64), np.ones_like(counts)).lower.min() == 0


def test_sizes_that_differ_give_limits_that_differ() -> None:
    limits = u_prime(np.array([10, 25, 14]), np.array([100.0, 200.0, 100.0]))
    assert limits.reach[0] == limits.reach[2] > limits.reach[1]


def test_months_that_are_all_alike_have_limits_on_themselves_and_no_signal() -> None:
    alike = np.full(30, 0.1)
    for screened in (True, False):
        limits = xmr(alike, screened=screened)
        assert float(limits.spread[0]) == 0
        assert not any(signs.any() for signs in found(alike, limits).values())


VALUES = st.lists(st.integers(-500, 500), min_size=2, max_size=40).map(lambda drawn: np.array(drawn, dtype=np.float64))


@given(VALUES, st.integers(1, 50), st.integers(-900, 900), st.booleans())
def test_limits_move_and_stretch_with_the_values(values: Matrix, times: int, more: int, screened: bool) -> None:
    here, there = xmr(values, screened=screened), xmr(values * times + more, screened=screened)
    assert there.lower == pytest.approx(here.lower * times + more, abs=1e-6)
    assert there.upper == pytest.approx(here.upper * times + more, abs=1e-6)


@given(VALUES)
def test_screening_never_widens_limits_and_lies_in_the_middle_of_them(values: Matrix) -> None:
    screened, plain = xmr(values), xmr(values, screened=False)
    assert screened.reach <= plain.reach + 1e-9
    assert screened.middle - screened.lower == pytest.approx(screened.upper - screened.middle)


COUNTS = st.lists(st.integers(0, 300), min_size=2, max_size=40).filter(any).map(np.array)


@given(COUNTS, st.floats(0.01, 1000))
def test_limits_of_a_rate_do_not_depend_on_what_it_is_counted_per(counts: Whole, per: float) -> None:
    one, other = u_prime(counts, np.ones(len(counts))), u_prime(counts, np.full(len(counts), per))
    assert other.upper * per == pytest.approx(one.upper, rel=1e-9)
    assert other.spread == pytest.approx(one.spread, rel=1e-9)


def test_dispersion_is_one_for_poisson_counts_and_does_not_see_a_change_from_year_to_year() -> None:
    rng, sizes = np.random.default_rng(4), np.ones((400, 12))
    levels = np.repeat([[900], [1500]], 200, axis=0)
    assert dispersion(rng.poisson(levels, (400, 12)), sizes) == pytest.approx(1, abs=0.08)
    assert dispersion(drawn_counts(rng, 1520, 3, (400, 12)).astype(np.int64), sizes) == pytest.approx(3, abs=0.25)


def test_dispersion_by_hand() -> None:
    counts = np.array([[8, 12], [0, 0], [30, 10]])
    assert dispersion(counts, np.ones((3, 2))) == pytest.approx((0.4 + 0.4 + 0 + 5 + 5) / 3)
    assert dispersion(counts[2:], np.array([[3.0, 1.0]])) == 0


def test_a_chart_s_method_is_one_of_three() -> None:
    series = Series(first=date(2022, 4, 1), values=WITHIN_FOUR_HOURS, sizes=ATTENDED)
    assert limits_of(series, Method.P_PRIME).upper == pytest.approx(p_prime(WITHIN_FOUR_HOURS, ATTENDED).upper)
    assert limits_of(series, Method.U_PRIME).upper == pytest.approx(u_prime(WITHIN_FOUR_HOURS, ATTENDED).upper)
    assert limits_of(series, Method.XMR).middle == pytest.approx(np.mean(WITHIN_FOUR_HOURS / ATTENDED))


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (lambda: xmr(np.array([3.0])), "One month alone"),
        (lambda: u_prime(np.array([3]), np.ones(1)), "One month alone"),
        (lambda: u_prime(np.zeros(9, dtype=np.int64), np.ones(9)), "Nothing was counted"),
        (lambda: p_prime(np.array([3, 4]), np.array([4.0, 3.0])), "More were counted"),
        (lambda: p_prime(np.array([4, 3]), np.array([4.0, 3.0])), "All of them or none"),
        (lambda: p_prime(np.array([0, 0]), np.array([4.0, 3.0])), "All of them or none"),
    ],
)
def test_what_has_no_limits_is_refused(asked: object, why: str) -> None:
    with pytest.raises(Refused, match=why):
        asked()
