"""Corners of the ladder that no table shows: what is missing, written otherwise, or lies on a boundary."""

from dataclasses import replace
from datetime import date

import pytest

from firstbell.pure.policy import ForcePolicy
from firstbell.registers.people.rules import Address, Residence
from firstbell.responses.encompass.rules.places import Decision, decide
from firstbell.responses.encompass.rules.residence import Owner
from rulebook.ladder import answer, evidence


def test_a_child_out_of_scope_is_told_of_nowhere() -> None:
    known = evidence("single at A", named="A by victim")
    outside = replace(known, exposure=replace(known.exposure, in_scope=False, why="18 or over when it was reported."))
    assert decide(outside) == Decision((), None, False, "18 or over when it was reported.")


def test_a_force_that_tells_no_nursery_hands_over_without_one() -> None:
    other, policy = Owner("force", "west-mercia", "It lives there."), ForcePolicy(tell_nursery=False)
    infant = evidence("single at A", "elsewhere, near", birth="born 2023-01-10", owner=other, policy=policy)
    assert answer(decide(infant)) == ("west-mercia", "-")


@pytest.mark.parametrize(("own", "rolls"), [(None, "ST4 1AA"), ("ST4 1AA", None), ("st41aa", "ST4 1AA")])
def test_a_postcode_that_is_missing_or_written_otherwise_is_no_move(own: str | None, rolls: str | None) -> None:
    """Then what linkage says of the whole addresses holds."""
    known = evidence("single at A", "as on the roll, protected")
    assert known.link is not None
    pupil = known.link.candidates[0]
    lives = replace(known.exposure.child.person, residence=Residence(Address((), own), None, None, True))
    known = replace(
        known,
        exposure=replace(known.exposure, child=replace(known.exposure.child, person=lives)),
        link=replace(known.link, candidates=(replace(pupil, pupil=replace(pupil.pupil, postcode=rolls)),)),
    )
    assert answer(decide(known)) == ("A (1)", "-")


def test_the_rolls_date_of_birth_says_who_is_in_reception() -> None:
    """The officer heard 2023, the school knows 2021: not a nursery child."""
    known = evidence("single at A", birth="born 2023-01-10", policy=ForcePolicy(tell_nursery=False))
    assert known.link is not None
    pupil = known.link.candidates[0]
    born = replace(pupil, pupil=replace(pupil.pupil, date_of_birth=date(2021, 1, 10)))
    assert answer(decide(replace(known, link=replace(known.link, candidates=(born,))))) == ("A (1)", "-")


@pytest.mark.parametrize(("as_of", "question"), [(date(2026, 8, 31), "outgrown"), (date(2026, 9, 1), "-")])
def test_a_school_year_begins_on_the_first_of_september(as_of: date, question: str) -> None:
    known = evidence("single at A", birth="born 2015-08-31")
    assert known.link is not None
    pupil = known.link.candidates[0]
    dated = replace(pupil, registrations=(replace(pupil.registrations[0], as_of=as_of),))
    assert answer(decide(replace(known, link=replace(known.link, candidates=(dated,)))))[1] == question
