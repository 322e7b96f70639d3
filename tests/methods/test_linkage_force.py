"""The force that linkage is judged on: one seed, one force; as wrong as its rates say; and never another's truth."""

from collections import Counter
from dataclasses import astuple, fields, replace
from functools import cache
from itertools import islice

import pytest

from benchmarks.linkage.families import own_name
from benchmarks.linkage.force import Case, Force, force, nation
from benchmarks.linkage.homes import postcode_of
from benchmarks.linkage.names import MUHAMMADS, surnames
from benchmarks.linkage.rates import TESTING, TRAINING, ErrorRates
from benchmarks.linkage.slips import misheard, mistyped, nickname, respelt
from firstbell.invented.draws import stream
from firstbell.pure.matching.records import postcode_key
from firstbell.registers.schools.rules import Pupil

PUPILS, CHILDREN = 12_000, 1_500


@cache
def judged() -> Force:
    return force(2026, PUPILS, CHILDREN, TESTING)


@cache
def learnt() -> Force:
    return force(1903, PUPILS, CHILDREN, TRAINING)


def share(one_of: object, *of: tuple[str, ...]) -> float:
    return sum(one_of in slips for slips in of) / len(of)


def on_roll(made: Force) -> list[tuple[Case, Pupil]]:
    return [(case, made.roll[case.truth]) for case in made.cases if case.truth is not None]


def test_one_seed_makes_one_force_and_another_another() -> None:
    assert force(7, 600, 60, TESTING) == force(7, 600, 60, TESTING)
    assert force(7, 600, 60, TESTING) != force(8, 600, 60, TESTING)


def test_the_roll_does_not_change_with_the_children_asked_for() -> None:
    assert force(7, 600, 60, TESTING).roll == force(7, 600, 90, TESTING).roll


def test_it_has_as_many_of_each_as_asked_for() -> None:
    assert (len(judged().roll), len(judged().cases)) == (PUPILS, CHILDREN)
    for children in range(60, 66):
        assert [case.child.key for case in force(7, 600, children, TESTING).cases] == [*map(str, range(children))]


def test_more_children_than_there_are_is_said_so() -> None:
    with pytest.raises(ValueError, match="more children"):
        force(7, 60, 600, replace(TESTING, strangers=0.0))


@pytest.mark.parametrize("made", [judged, learnt])
def test_no_two_children_of_an_incident_are_one_pupil_and_every_truth_is_on_the_roll(made: object) -> None:
    cases = judged().cases if made is judged else learnt().cases
    pairs = Counter((case.incident, case.truth) for case in cases if case.truth is not None)
    assert set(pairs.values()) == {1}
    assert all(0 <= case.truth < PUPILS for case in cases if case.truth is not None)


def test_a_child_is_off_the_roll_with_a_reason_and_about_as_often_as_stated() -> None:
    reasons = {"small", "left", "elsewhere", "twin", "stranger"}
    for case in judged().cases:
        assert (case.truth is None) == bool(reasons & set(case.slips))
    assert sum(case.truth is None for case in judged().cases) / CHILDREN == pytest.approx(0.113, abs=0.03)


def test_what_is_not_garbled_is_as_on_the_roll() -> None:
    pairs = on_roll(force(3, PUPILS, CHILDREN, replace(TESTING, roll_name_slip=0.0, roll_birth_slip=0.0)))
    clean = [(case.child, pupil) for case, pupil in pairs if not case.slips]
    assert len(clean) > CHILDREN / 5
    for child, pupil in clean:
        assert child.forenames.split()[-1] in pupil.forenames.split()
        assert child.surname.casefold() == pupil.surname.casefold()
        assert child.born == pupil.date_of_birth
        assert child.sex == pupil.sex


@pytest.mark.parametrize("slip", ["another_home", "no_birth_date", "age_only", "year_only", "no_home", "mistyped"])
@pytest.mark.parametrize("rates", [TESTING, TRAINING])
def test_a_slip_is_made_about_as_often_as_its_rate_says(slip: str, rates: ErrorRates) -> None:
    cases = (judged() if rates is TESTING else learnt()).cases
    assert share(slip, *(case.slips for case in cases)) == pytest.approx(getattr(rates, slip), abs=0.03, rel=0.3)


def test_a_slip_of_the_birth_date_is_where_the_date_is_off() -> None:
    off = {"day_month", "digit", "year_out", "siblings_birthday"}
    for case, pupil in on_roll(force(3, PUPILS, CHILDREN, replace(TESTING, roll_birth_slip=0.0))):
        if case.child.born:
            assert (case.child.born != pupil.date_of_birth) == bool(off & set(case.slips))


def test_an_age_or_a_year_says_when_the_child_may_have_been_born() -> None:
    for case, pupil in on_roll(force(3, PUPILS, CHILDREN, replace(TESTING, roll_birth_slip=0.0))):
        first, last, born = case.child.born_from, case.child.born_to, pupil.date_of_birth
        if first and last and born and first != last and "age_wrong" not in case.slips:
            assert first <= born <= last
            assert (last - first).days <= 366


def test_some_who_moved_live_where_the_roll_has_another_family() -> None:
    """Else an address that is on the roll would be proof."""
    made = force(3, PUPILS, CHILDREN, replace(TESTING, street_shortened=0.0, two_homes=0.0))
    homes = {(pupil.address_lines, pupil.postcode) for pupil in made.roll if pupil.postcode}
    moved = [case.child.homes[0] for case in made.cases if "another_home" in case.slips]
    assert sum(home[:2] in homes for home in moved) / len(moved) == pytest.approx(TESTING.anothers_home, rel=0.5)


def test_an_officer_in_a_hurry_gets_things_wrong_together() -> None:
    hasty = replace(TESTING, hurried=0.2, hurried_times=4.0)
    slips = [len(case.slips) for case in force(7, PUPILS, CHILDREN, hasty).cases]
    even = [len(case.slips) for case in force(7, PUPILS, CHILDREN, replace(hasty, hurried_times=1.0)).cases]
    assert sum(slips) / len(slips) == pytest.approx(sum(even) / len(even), rel=0.15)
    assert sum(many >= 4 for many in slips) > 1.3 * sum(many >= 4 for many in even)


def test_the_two_populations_differ_in_rates_people_and_names() -> None:
    assert sum(a != b for a, b in zip(astuple(TRAINING), astuple(TESTING), strict=True)) > len(fields(ErrorRates)) / 4
    ours, theirs = (Counter(pupil.surname for pupil in made.roll) for made in (judged(), learnt()))
    in_both = sum((ours & theirs).values()) / PUPILS
    assert 0.2 < in_both < 0.8
    homes = ({(pupil.address_lines, pupil.postcode) for pupil in made.roll} for made in (judged(), learnt()))
    assert len(set.intersection(*homes)) < PUPILS / 20


def test_families_keep_their_customs() -> None:
    names = Counter(pupil.surname for pupil in judged().roll)
    boys = [pupil.forenames.split() for pupil in judged().roll if pupil.sex == "M"]
    assert sum(number for name, number in names.items() if "-" in name) > PUPILS * 0.012
    assert sum(number for name, number in names.items() if name.endswith(("ska", "cka"))) > 20
    assert any(pupil.forenames.endswith(" Kaur") and pupil.sex == "F" for pupil in judged().roll)
    assert sum(first in MUHAMMADS and len(behind) > 1 for first, *behind in boys) > PUPILS * 0.004


def test_twins_share_a_birth_date_and_a_home_and_not_a_forename() -> None:
    births: dict[object, list[Pupil]] = {}
    for pupil in judged().roll:
        births.setdefault((pupil.address_lines, pupil.postcode, pupil.date_of_birth), []).append(pupil)
    twins = [pair for (lines, _, _), pair in births.items() if lines and len(pair) > 1]
    assert len(twins) / PUPILS == pytest.approx(1_170 / 170_000, rel=0.4)
    assert all(one.forenames != other.forenames for one, other, *_ in twins)


def test_no_two_children_of_a_home_are_called_alike() -> None:
    homes: dict[object, list[str]] = {}
    for pupil in force(3, PUPILS, 1, replace(TESTING, roll_name_slip=0.0)).roll:
        called = own_name(tuple(pupil.forenames.split()))
        homes.setdefault((pupil.address_lines, pupil.postcode), []).append(called)
    alike = [names for (lines, _), names in homes.items() if lines and len(set(names)) < len(names)]
    assert len(alike) <= 2, "two spellings of two names may meet; a name is not given twice"


def test_half_of_the_surnames_are_three_times_as_frequent_in_each_population() -> None:
    even, odd = (surnames(leaning)["english"] for leaning in (0, 1))
    assert even.heights[0] == 3 * odd.heights[0]
    assert 3 * (even.heights[1] - even.heights[0]) == odd.heights[1] - odd.heights[0]


def test_upns_are_mostly_there_and_a_few_stand_twice() -> None:
    numbers = Counter(pupil.upn for pupil in judged().roll)
    assert numbers.pop(None) / PUPILS == pytest.approx(TESTING.no_upn, rel=0.5)
    assert sum(many > 1 for many in numbers.values()) / PUPILS == pytest.approx(TESTING.duplicate_upn, rel=0.5)


def test_a_nation_is_drawn_line_by_line_with_postcodes_of_its_own() -> None:
    lines = list(nation(1, 3_000))
    assert len(lines) == 3_000
    assert lines[:100] == list(islice(nation(1, 10**9), 100))
    written = {pupil.postcode for pupil in lines if pupil.postcode}
    assert all(postcode_key(postcode) for postcode in written)
    assert all(postcode[0] in "QVX" for postcode in written), "no real postcode begins so"


def test_a_nation_has_postcodes_enough() -> None:
    ordinals = range(0, 900_000, 7)
    assert len({postcode_of(ordinal) for ordinal in ordinals}) == len(ordinals)


@pytest.mark.parametrize("name", ["Oliver", "Muhammad", "Łukasz", "Jo", "Katarzyna", "Lacey-Mae", "Xi", "D'Arcy"])
def test_a_name_garbled_is_still_a_name(name: str) -> None:
    rng = stream("names", name)
    for _ in range(200):
        for garbled in (misheard(rng, name), mistyped(rng, name), nickname(rng, name, 0.5), respelt(rng, name, 0.5)):
            assert len(garbled) >= 2
            assert garbled[0].isupper()
