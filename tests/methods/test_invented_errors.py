"""What officers get wrong: always another spelling, never a date that nobody would believe."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.invented import names, sayings, sources
from firstbell.invented.errors import Officer, misheard, mistyped
from firstbell.invented.people import Child
from firstbell.invented.rates import RATES
from firstbell.invented.world import area
from firstbell.pure.periods import years_between

ON = date(2026, 2, 12)
HOME = area(1, 300).family(60).children[0].home
FORENAMES = st.sampled_from(
    ["Ellie", "Mohammed", "Zoë", "Łukasz", "Jo", "Lacey-Mae", "Ștefan", "Xi", "Oluwaseun", "D'Arcy"]
)


def child(forenames: str = "Oliver James", surname: str = "Machin-Bloor", born: date = date(2016, 3, 9)) -> Child:
    return Child("child:0", forenames, surname, "M", born, HOME, "english")


@given(FORENAMES, st.integers())
def test_a_name_misheard_is_another_name(name: str, seed: int) -> None:
    heard = misheard(Random(seed), name)
    assert heard != name
    assert heard[0].isupper()


@given(FORENAMES, st.integers())
def test_a_slip_of_the_fingers_shows(name: str, seed: int) -> None:
    typed = mistyped(Random(seed), name)
    assert typed != name
    assert abs(len(typed) - len(name)) <= 1


@given(st.dates(date(2008, 2, 13), date(2026, 2, 12)), st.integers(), st.sampled_from(["day_month", "digit"]))
def test_a_wrong_birth_date_is_still_a_childs_and_not_to_come(born: date, seed: int, error: str) -> None:
    officer = Officer(Random(seed), RATES, ON)
    written = officer.write(child(born=born), speakers_surname="Machin", siblings=(), forced=(error,))
    assert written.born is not None
    wrong = date.fromisoformat(written.born)
    assert wrong <= ON
    assert years_between(wrong, ON) < 18
    assert (wrong != born) == (error in written.garbled)


@pytest.mark.parametrize(
    ("error", "forenames", "surname", "born", "age"),
    [
        ("nickname", {"Ollie", "Oli"}, "Machin-Bloor", "2016-03-09", None),
        ("middle_name", {"James"}, "Machin-Bloor", "2016-03-09", None),
        ("initial", {"O"}, "Machin-Bloor", "2016-03-09", None),
        ("other_surname", {"Oliver", "Oliver James"}, "Machin", "2016-03-09", None),
        ("day_month", {"Oliver", "Oliver James"}, "Machin-Bloor", "2016-09-03", None),
        ("month_only", {"Oliver", "Oliver James"}, "Machin-Bloor", "2016-03", None),
        ("year_only", {"Oliver", "Oliver James"}, "Machin-Bloor", "2016", None),
        ("age_only", {"Oliver", "Oliver James"}, "Machin-Bloor", None, 9),
        ("no_birth_date", {"Oliver", "Oliver James"}, "Machin-Bloor", None, None),
    ],
)
def test_each_error_does_what_it_says(
    error: str, forenames: set[str], surname: str, born: str | None, age: int | None
) -> None:
    officer = Officer(Random(4), RATES, ON)
    written = officer.write(child(), speakers_surname="Machin", siblings=(), forced=(error,))
    assert written.garbled == [error]
    assert written.forenames in forenames
    assert (written.surname, written.born, written.age) == (surname, born, age)


def test_without_errors_a_child_is_written_down_as_it_is() -> None:
    written = Officer(Random(4), RATES, ON).write(child(), speakers_surname="Machin", siblings=(), forced=())
    assert written.garbled == []
    assert (written.forenames, written.surname, written.born) in {
        (forenames, "Machin-Bloor", "2016-03-09") for forenames in ("Oliver", "Oliver James")
    }


def test_the_rates_are_what_they_say() -> None:
    """Over many children the errors come about as often as stated."""
    rng = Random(9)
    officer = Officer(rng, RATES, ON)
    garbled = [
        error
        for _ in range(6000)
        for error in officer.write(child(), speakers_surname="Machin", siblings=(), forced=None).garbled
    ]
    for error in ("nickname", "misheard", "mistyped", "age_only", "digit", "half_surname"):
        share = garbled.count(error) / 6000
        assert share == pytest.approx(getattr(RATES, error), rel=0.25), error


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("St Mary's Catholic Primary School", "St Mary's"),
        ("Sir Graham Balfour High School", "Sir Graham Balfour"),
        ("Moorgate Primary Academy", "Moorgate"),
    ],
)
def test_a_school_is_called_what_people_call_it(name: str, short: str) -> None:
    assert sayings.short(name) == short


def test_no_school_is_left_without_a_name() -> None:
    for school in sources.schools():
        for how in ("exact", "short", "typed", "saint", ""):
            assert sayings.said(Random(1), school, how).strip()


def test_names_come_with_their_spellings() -> None:
    rng = Random(2)
    assert names.other_spelling(rng, "Ayesha") in {"Aisha", "Aysha", "Aishah", "Aaisha", "Aiesha"}
    assert names.other_spelling(rng, "Çelik") == "Celik"
    assert names.other_spelling(rng, "Smith") == ""
    assert {names.gendered(Random(seed), "polish", "F", "Kowalski") for seed in range(20)} == {"Kowalski", "Kowalska"}
    assert names.gendered(rng, "indian", "F", "Singh") == "Kaur"


def test_no_family_has_a_surname_kept_for_staff() -> None:
    kept = {names.staff_surname(Random(seed)) for seed in range(3000)}
    world = area(4, 600)
    borne = {person.surname for family in world.families() for person in (*family.adults.values(), *family.children)}
    assert not kept & borne
