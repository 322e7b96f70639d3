"""Weighing a child against a roll: what is compared at all, and that a weight means the same on every roll."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstbell.pure.matching.blocking import VERSION, key_of, key_texts, keys_of
from firstbell.pure.matching.columns import Columns, Words
from firstbell.pure.matching.evidence import compare, in_words
from firstbell.pure.matching.index import Index, index_of
from firstbell.pure.matching.model import shipped_model
from firstbell.pure.matching.records import (
    Home,
    Sought,
    features_of_pupil,
    features_of_sought,
    houses_of,
    postcode_key,
    swapped,
)
from firstbell.pure.matching.scoring import probability
from firstbell.pure.matching.search import Scored, candidates
from firstbell.pure.names import lists
from firstbell.registers.schools.rules import Pupil

BORN = date(2016, 6, 1)
A1, B2 = "A100000000001", "B200000000002"
NO_UPNS = ("unknown", "n/a", "none", "0", "A123", "0000000000000", "A000000000000", "I123456789012", "A1234567890123")
HOME: Home = (("12 Example Road",), "ST4 1AA", None)
OLIVER = Pupil(None, "Oliver James", "", "Okafor", "", BORN, "M", *HOME)


def pupil(forenames: str = "Oliver James", surname: str = "Okafor", born: date | None = BORN, **facts: Any) -> Pupil:
    return replace(OLIVER, forenames=forenames, surname=surname, date_of_birth=born, **facts)


def child(forenames: str = "Oliver", surname: str = "Okafor", born: date | None = BORN, **facts: Any) -> Sought:
    return replace(Sought("C1", forenames, surname, born_from=born, born_to=born), **facts)


def scored(roll: list[Pupil], *wanted: Sought) -> list[list[Scored]]:
    """What is put forward for each of those looked for."""
    numbered = [replace(one, key=str(number)) for number, one in enumerate(wanted)]
    return list(candidates(numbered, index_of(roll), shipped_model()).values())


OTHERS = [
    pupil(f"{name} {middle}", surname, BORN + timedelta(days=37 * number + 5), address_lines=(f"{number} High Street",))
    for number, (name, middle, surname) in enumerate(
        (name, middle, surname)
        for name in ("Emily", "Jack", "Zofia", "Adam", "Grace")
        for middle in ("Rose", "Ray", "Lee")
        for surname in ("Smith", "Khan", "Nowak", "Jones")
    )
]


def test_a_weight_means_the_same_on_every_roll() -> None:
    (alone,) = scored([OLIVER], child())
    (among,) = scored([OLIVER, *OTHERS], child())
    assert [each.rows for each in alone] == [(0,)]
    assert among[0] == alone[0]
    assert alone[0].weight > 10
    assert probability(alone[0].weight) > 0.999


KNOWN = pupil(known_as="Ollie", upn_as_written="A123456789012")


REACHED = [
    child(),
    child("Ollie", "Jones"),
    child(born=date(2016, 1, 6)),
    child("Olivr", born=date(2016, 6, 10)),
    child("Oliver", "Jones", born=None, family_surnames=("Okafor",)),
    child(born=date(2010, 3, 3)),
    child("Oliwer", "Okaphor", born=date(2010, 3, 3)),
    child("Emily", "Jones", born=None, homes=(HOME,)),
    child("Emily", "Jones", born=None, upn="A123456789012"),
    replace(child("Emily", "Jones", homes=(HOME,)), born_from=date(2015, 11, 21), born_to=date(2016, 11, 20)),
    child("Someone", "Jones", born=None, aliases=("Ollie Okafor",)),
]
UNREACHED = [
    child("Emily", "Jones"),
    child("Oliver", "Jones", born=date(2016, 7, 1)),
    child("Emily", "Jones", born=date(2010, 3, 3)),
    child("Emily", "Jones", born=None),
    child("", "", born=None),
    child("Emily", "Jones", born=None, homes=((("9 Other Street",), "ST13 5BB", None),)),
]


def test_whom_the_keys_reach() -> None:
    children = [*REACHED, *UNREACHED]
    found = scored([KNOWN], *children)
    assert [one for one, pupils in zip(children, found, strict=True) if pupils] == REACHED


def test_keys_say_what_they_are_made_of() -> None:
    features = features_of_pupil(pupil("Oliver", born=date(2016, 6, 1)))
    assert sorted(key_texts(features, seeking=False)) == [
        "d|ST4|20160601",
        "f|oliver|20160601",
        "h|ST41AA:12",
        "h|ST4:12exampleroad",
        "i|o|o|20160601",
        "n|oliver|okafor",
        "q|ST41AA|2016",
        "s|okafor|20160601",
        "x|oliver|okafor",
        "y|okafor|o|201606",
    ]


def test_a_key_never_changes() -> None:
    """Keys lie in databases for years: whoever changes them raises ``blocking.VERSION``."""
    assert VERSION == 2
    assert key_of("n|oliver|okafor") == 6316043253989985689
    assert key_of("i|o|o|20160601") == 8059263982802036936
    assert key_of("u|A123") == -125493731113071987


def test_the_keys_of_many_names_never_change() -> None:
    """The same for what a key is made of: lists of names and the libraries that fold them too."""
    written = [name for line in lists.lines("short_forms.txt") for name in re.findall(r"[^\W\d_]+", line)]
    written += ["Siân", "Zoë-Mae", "Łucja", "Анна", "محمد", "Muhammad Ali", "Mary Jane", "O'Neill", "Begum", "Kowalska"]
    keyed = "\n".join(
        f"{name} {text}"
        for name in written
        for text in sorted(key_texts(features_of_pupil(pupil(name, name)), seeking=False))
    )
    assert sha256(keyed.encode()).hexdigest()[:16] == "153fea7fd631aa4e"


def test_each_thing_that_agrees_adds_weight() -> None:
    rising = [
        child("Emily"),
        child("Olivr"),
        child("Olie"),
        child(),
        child(homes=(HOME,)),
        child(homes=(HOME,), sex="M"),
    ]
    weights = [pupils[0].weight for pupils in scored([KNOWN], *rising)]
    assert weights == sorted(weights)
    assert len(set(weights)) == len(weights) - 1


def test_a_weight_is_the_sum_of_its_parts() -> None:
    ((best, *_),) = scored([KNOWN], child("Olivr", homes=(HOME,), sex="M"))
    assert best.weight == pytest.approx(sum(part.bits for part in best.parts))
    assert {part.field: part.label for part in best.parts if part.bits} == {
        "prior": "before anything is compared",
        "forename": "nearly the same",
        "surname": "same",
        "birth": "same day",
        "address": "same home",
        "sex": "same",
    }


def test_many_children_at_once() -> None:
    found = scored([KNOWN], *[child()] * 507)
    assert {tuple(each.rows for each in pupils) for pupils in found} == {((0,),)}
    assert candidates([], index_of([KNOWN]), shipped_model()) == {}
    with pytest.raises(ValueError, match="one key"):
        candidates([child(), child()], index_of([KNOWN]), shipped_model())


def test_many_threads_at_once() -> None:
    """Nothing of an index changes while it is searched."""
    index, model = index_of([KNOWN, *OTHERS]), shipped_model()
    wanted = [
        [replace(child(name, "Okafor" + "a" * n), key="1") for name in ("Oliver", "Emily")][n % 2] for n in range(80)
    ]
    alone = [candidates([each], index, model) for each in wanted]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda each: candidates([each], index, model), wanted)) == alone


def test_an_empty_roll() -> None:
    assert scored([], child()) == [[]]


def lines(roll: list[Pupil]) -> tuple[list[tuple[int, ...]], set[int]]:
    """The lines of each pupil found for Oliver or Emily, and those whose UPN is contested."""
    found = [each for pupils in scored(roll, child(), child("Emily")) for each in pupils]
    return sorted({tuple(sorted(each.rows)) for each in found}), {r for e in found if e.contested for r in e.rows}


def test_lines_of_one_number_are_one_pupil() -> None:
    assert lines([pupil(upn=A1), pupil("Ollie", "Smith", upn=A1, address_lines=())]) == ([(0, 1)], set())
    assert lines([pupil(upn=A1), pupil("Oliver", born=date(2016, 1, 6), upn=A1)]) == ([(0, 1)], set())
    assert lines([pupil(upn=A1), pupil("Oliver", born=None, upn=A1)]) == ([(0, 1)], set())


def test_plainly_different_pupils_under_one_number_stay_apart() -> None:
    assert lines([pupil(upn=A1), pupil("Emily", upn=A1)]) == ([(0,), (1,)], {0, 1})
    assert lines([pupil(upn=A1), pupil(born=date(2012, 11, 23), upn=A1)]) == ([(0,), (1,)], {0, 1})
    assert lines([pupil(upn=A1), pupil(upn=A1), pupil("Emily", upn=A1)]) == ([(0, 1), (2,)], {0, 1, 2})


def test_a_number_that_many_bear_tells_nobody_apart() -> None:
    crowd = [replace(other, upn=A1) for other in OTHERS[:25]]
    assert lines([pupil(upn=A1), pupil("Emily", upn=A1), *crowd])[1] == set()


def test_lines_alike_in_all_but_number_are_one_pupil() -> None:
    assert lines([pupil(), pupil()]) == ([(0, 1)], set())
    assert lines([pupil(upn=A1), pupil(upn=B2, address_lines=("12 Example Rd",))]) == ([(0, 1)], set())
    assert lines([pupil(), pupil(postcode="ST13 5BB")]) == ([(0,), (1,)], set())
    assert lines([pupil("Noor Aisha"), pupil("Noor Fatima")])[0] in ([], [(0,), (1,)])
    assert lines([pupil("Oliver"), pupil("Oliver", postcode=None), pupil("Oliver")]) == ([(0, 2), (1,)], set())


@pytest.mark.parametrize(
    ("written", "key"),
    [("ST4 1AA", "ST41AA"), ("st41aa", "ST41AA"), (" ST4-1AA ", "ST41AA"), ("ST4", ""), ("ZZ99 3VZ", ""), (None, "")],
)
def test_postcodes(written: str | None, key: str) -> None:
    assert postcode_key(written) == key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (HOME, (("12 EXAMPLE RD", "Stoke-on-Trent"), "st41aa", None), True),
        (HOME, (("12 Example Road",), "ST4 9ZZ", None), True),
        (HOME, (("12 Example Road",), "B4 1AA", None), False),
        (HOME, (("14 Example Road",), "ST4 1AA", None), False),
        ((("Flat 3", "12 Example Road"), "ST4 1AA", None), (("12 Example Road, Flat 3",), "ST4 1AA", None), True),
        ((("Rose Cottage", "Main Street"), "ST4 1AA", None), (("Rose Cottage",), "ST4 1AA", None), True),
        (((), "ST4 1AA", "100012345"), (("Anywhere",), "ST4 1AB", "000100012345"), True),
        (((), "ST4 1AA", None), ((), "ST4 1AA", None), False),
    ],
)
def test_homes(one: Home, other: Home, same: bool) -> None:
    assert bool(set(houses_of(*one)) & set(houses_of(*other))) == same


def test_days_and_months() -> None:
    assert swapped(date(2016, 1, 6)) == BORN
    assert swapped(date(2016, 5, 5)) is None
    assert swapped(date(2016, 5, 13)) is None


@pytest.mark.parametrize(
    ("wanted", "field", "said"),
    [
        (child(born=date(2017, 6, 1)), "birth", "slip"),
        (child(born=date(2016, 6, 10)), "birth", "slip"),
        (child(born=date(2016, 6, 25)), "birth", "different"),
        (replace(child(), born_from=date(2016, 6, 1), born_to=date(2016, 6, 30)), "birth", "month"),
        (replace(child(), born_from=date(2016, 1, 1), born_to=date(2016, 12, 31)), "birth", "year"),
        (replace(child(), born_from=date(2016, 6, 2), born_to=date(2017, 6, 1)), "birth", "year_out"),
        (replace(child(), born_from=date(2012, 6, 2), born_to=date(2013, 6, 1)), "birth", "different"),
        (child(born=None), "birth", "missing"),
        (child(previous_surnames=("Okafor",), surname="Smith"), "surname", "previous"),
        (child(aliases=("Ollie Okafor",), surname="Smith"), "surname", "previous"),
        (child(family_surnames=("Okafor",), surname=""), "surname", "relative"),
        (child(surname=""), "surname", "missing"),
        (child("Unknown"), "forename", "placeholder"),
        (child("Unknown", known_as="Oliver"), "forename", "equal"),
        (child(""), "forename", "missing"),
        (child(sex="F"), "sex", "different"),
        (child(sex="X"), "sex", "missing"),
        (child(upn="a 123 456 789 012"), "upn", "same"),
        (child(upn="B123456789012"), "upn", "different"),
        *((child(upn=none), "upn", "missing") for none in NO_UPNS),
        (child(homes=((("1 Far Street",), "ST4 1ZZ", None),)), "address", "nearby"),
        (child(homes=((("1 Far Street",), "ST4 1AA", None),)), "address", "postcode"),
        (child(homes=((("1 Far Street",), "B1 1AA", None), HOME)), "address", "home"),
    ],
)
def test_evidence(wanted: Sought, field: str, said: str) -> None:
    found = compare(features_of_sought(wanted), features_of_pupil(pupil(upn_as_written="A123456789012")))
    assert getattr(found, field) == said


TEXTS = st.text(max_size=30) | st.sampled_from(
    ["Oliver", "Okafor", "O'Brien-Smith", "Baby", "Muhammad", "12 Example Road"]
)
DAYS = st.none() | st.dates()
HOMES = st.tuples(st.lists(TEXTS, max_size=3).map(tuple), st.none() | TEXTS, st.none() | TEXTS)


@given(
    st.builds(
        Sought,
        key=st.just("C1"),
        forenames=TEXTS,
        surname=TEXTS,
        known_as=TEXTS,
        aliases=st.lists(TEXTS, max_size=2).map(tuple),
        previous_surnames=st.lists(TEXTS, max_size=2).map(tuple),
        family_surnames=st.lists(TEXTS, max_size=2).map(tuple),
        born_from=DAYS,
        born_to=DAYS,
        sex=TEXTS,
        upn=TEXTS,
        homes=st.lists(HOMES, max_size=2).map(tuple),
    ),
    st.builds(
        Pupil,
        upn=st.none() | TEXTS,
        forenames=TEXTS,
        known_as=TEXTS,
        surname=TEXTS,
        previous_surname=TEXTS,
        date_of_birth=DAYS,
        sex=TEXTS,
        address_lines=st.lists(TEXTS, max_size=3).map(tuple),
        postcode=st.none() | TEXTS,
        uprn=st.none() | TEXTS,
        upn_as_written=TEXTS,
    ),
)
def test_whatever_is_written_can_be_compared(wanted: Sought, written: Pupil) -> None:
    """One line that cannot be read must not stop a night's children from being found."""
    one, other = features_of_sought(wanted), features_of_pupil(written)
    found = compare(one, other)
    assert all(in_words(found, wanted, written))
    for features, seeking in ((one, True), (other, False)):
        in_numbers = keys_of(Columns.of([features], Words(), seeking=seeking), seeking=seeking)[1]
        assert {key_of(text) for text in key_texts(features, seeking=seeking)} == set(in_numbers.tolist())


@pytest.fixture(scope="module")
def of_oliver() -> Index:
    return index_of([KNOWN])


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
@settings(max_examples=50)
def test_whatever_is_written_can_be_weighed(of_oliver: Index, names: list[tuple[str, str]]) -> None:
    children = [Sought(str(n), first, last, homes=(((last,), first, last),)) for n, (first, last) in enumerate(names)]
    assert len(candidates(children, of_oliver, shipped_model())) == len(names)
