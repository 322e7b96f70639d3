"""Homes as arrays, doors as they are printed, and which home somebody's words mean; who hears whom, kept up to date."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.premises import actions, jobs, queries
from firstbell.registers.premises.intake import take_in_homes
from firstbell.registers.premises.models import HeardThrough, SquareDue
from firstbell.registers.premises.rules import FLOOR_CEILING, PARTY_WALL, square_of
from world.homes import EAST, NORTH, Row, block, home, street, written

pytestmark = pytest.mark.django_db

FIRST = 900_000_000_001
Take = Callable[[Iterable[Row]], object]
Work = Callable[[], int]


@pytest.fixture
def take(tmp_path: Path, by: Actor, now: datetime) -> Take:
    return lambda rows: take_in_homes(path=written(tmp_path / "homes.csv", rows), by=by, now=now)


@pytest.fixture
def work(by: Actor, now: datetime, policy: ForcePolicy) -> Work:
    def until_nothing_is_left() -> int:
        rounds = 0
        while jobs.work_out_hearing(by=by, now=now, policy=policy):
            rounds += 1
        return rounds

    return until_nothing_is_left


def heard() -> list[tuple[int, int, int]]:
    found = queries.homes_for_partition()
    ends = zip(found.first.tolist(), found.second.tolist(), found.how.tolist(), strict=True)
    return [(int(found.uprn[one]) - FIRST, int(found.uprn[other]) - FIRST, how) for one, other, how in ends]


# --- arrays ---


def test_homes_come_as_arrays_by_uprn(take: Take, work: Work) -> None:
    take([home(FIRST + 9, "7", STREET="Other Road", USRN="", CLASS="RD08"), *block(FIRST + 1, 4, floors=2)])
    work()
    found = queries.homes_for_partition()
    assert found.uprn.tolist() == [FIRST + at for at in (2, 3, 4, 5, 9)]
    assert found.number.tolist() == [2, 2, 2, 2, 7]
    assert found.flat.tolist() == [1, 2, 3, 4, 0]
    assert found.landing.tolist() == [0, 0, 1, 1, 0]
    assert found.plausible.tolist() == [True, True, True, True, False]
    assert found.street.tolist() == [0, 0, 0, 0, 1]
    assert found.easting.tolist() == [EAST] * 5
    assert heard() == [(2, 3, PARTY_WALL), (2, 4, FLOOR_CEILING), (3, 5, FLOOR_CEILING), (4, 5, PARTY_WALL)]


def test_streets_of_one_name_in_two_towns_are_two(take: Take) -> None:
    there = {"USRN": "", "POSTCODE": "ST5 1AA"}
    take([home(FIRST, "1", USRN=""), home(FIRST + 1, "3", USRN="", east=5), home(FIRST + 2, "5", **there)])
    assert queries.homes_for_partition().street.tolist() == [0, 0, 1]


def test_no_homes_are_empty_arrays(take: Take) -> None:
    found = queries.homes_for_partition()
    assert (len(found.uprn), len(found.street), len(found.first), len(found.how)) == (0, 0, 0, 0)
    assert queries.standing().homes == 0


# --- who hears whom, kept up to date ---


def test_a_terrace_is_worked_out_once_and_then_nothing_is_due(take: Take, work: Work) -> None:
    take(street(FIRST, 4))
    assert queries.standing().squares_due > 0
    assert work() == 1
    assert heard() == [(0, 1, PARTY_WALL), (1, 2, PARTY_WALL), (2, 3, PARTY_WALL)]
    assert (queries.standing().squares_due, queries.standing().heard) == (0, {"party_wall": 3})
    take(street(FIRST, 4))
    assert work() == 0


def test_a_demolished_home_is_heard_no_more_and_the_rest_stays(take: Take, work: Work) -> None:
    take(street(FIRST, 4))
    work()
    rows = street(FIRST, 4)
    rows[1]["STATUS"] = "8"
    take(rows)
    assert heard() == [(2, 3, PARTY_WALL)], "even before it is worked out anew, a home that is gone is in no pair"
    work()
    assert heard() == [(2, 3, PARTY_WALL)]
    assert HeardThrough.objects.count() == 1


def test_a_home_that_the_next_file_does_not_have_leaves_no_pair_behind(take: Take, work: Work) -> None:
    take(street(FIRST, 4))
    work()
    take(street(FIRST, 3))
    assert queries.standing().squares_due == 9
    work()
    assert list(HeardThrough.objects.values_list("second_uprn", flat=True)) == [FIRST + 1, FIRST + 2]


def test_what_is_worked_out_takes_the_place_of_every_pair_with_an_end_there(
    take: Take, work: Work, by: Actor, now: datetime
) -> None:
    take([home(FIRST, "1", east=498), home(FIRST + 1, "3", east=503), home(FIRST + 2, "5", east=508)])
    work()
    assert len(heard()) == 2
    east_of_the_edge = square_of(EAST + 503, NORTH)
    actions.record_hearing(squares={east_of_the_edge: uuid4()}, pairs=[], by=by, now=now)
    assert heard() == []


def test_a_home_that_moved_to_another_square_is_heard_there_alone(take: Take, work: Work) -> None:
    far = [home(FIRST + 10 + at, str(21 + 2 * at), east=3_000 + 5 * at) for at in range(2)]
    take([*street(FIRST, 3), *far])
    work()
    moved = home(FIRST + 2, "25", east=3_010)
    take([*street(FIRST, 2), moved, *far])
    work()
    assert heard() == [(0, 1, PARTY_WALL), (2, 11, PARTY_WALL), (10, 11, PARTY_WALL)]


def test_homes_on_both_sides_of_an_edge_hear_each_other(take: Take, by: Actor, now: datetime) -> None:
    """Whichever square is worked out first, and each by itself: the street runs over two edges of the grid."""
    rows = [home(FIRST + at, str(2 * at + 1), east=480 + 5 * at, north=490 + 2 * at) for at in range(9)]
    take(rows)
    due = queries.squares_due(100)
    for square in sorted(due, reverse=True):
        homes, here = queries.homes_around([square])
        pairs = [pair for pair in jobs.hearing(homes) if pair.first in here or pair.second in here]
        actions.record_hearing(squares={square: due[square]}, pairs=pairs, by=by, now=now)
    assert heard() == [(at, at + 1, PARTY_WALL) for at in range(8)]
    assert not SquareDue.objects.exists()


def test_what_changed_while_it_was_worked_out_stays_due(take: Take, by: Actor, now: datetime, work: Work) -> None:
    take(street(FIRST, 3))
    due = queries.squares_due(100)
    homes, _ = queries.homes_around(due)
    take([*street(FIRST, 2), home(FIRST + 7, "5", east=10)])
    actions.record_hearing(squares=due, pairs=jobs.hearing(homes), by=by, now=now)
    assert queries.standing().squares_due == 9
    work()
    assert heard() == [(0, 1, PARTY_WALL), (1, 7, PARTY_WALL)]


# --- doors and addresses ---


def test_doors_are_printed_in_the_order_asked_for(take: Take) -> None:
    take([home(FIRST, "", BUILDING_NAME="Rose Cottage"), *block(FIRST + 1, 1, BUILDING_NAME="Invented House")])
    doors = queries.doors_of([FIRST + 2, 77, FIRST, FIRST + 2])
    assert [door.printed for door in doors] == [
        "Flat 1, Invented House, 2 Example Street, ST16 2AB",
        "Rose Cottage, Example Street, ST16 2AB",
    ]


@pytest.fixture
def addresses(take: Take) -> None:
    rows = [home(FIRST, "12"), home(FIRST + 1, "12A"), home(FIRST + 2, "", BUILDING_NAME="St Ann's Cottage")]
    rows += [home(FIRST + 10 + at, "14", SUB_BUILDING=f"Flat {at}", CLASS="RD06") for at in (1, 2)]
    rows += [home(FIRST + 20, "16", BUILDING_NAME="Invented House"), home(FIRST + 21, "18", STATUS="8")]
    rows += [home(FIRST + 30, "12", POSTCODE="ST16 2AD")]
    take([*rows, home(FIRST + 40, "20", CLASS="CR08")])


@pytest.mark.usefixtures("addresses")
@pytest.mark.parametrize(
    ("lines", "postcode", "found"),
    [
        (("12 Example Street", "Stafford"), "ST16 2AB", 0),
        (("12, EXAMPLE ST.",), "st162ab", 0),
        (("12 Example Street, Stafford",), "ST16 2AB", 0),
        (("12 a Example Street",), "ST16 2AB", 1),
        (("12A", "Example Street"), "ST16 2AB", 1),
        (("St Anns Cottage", "Example Street", "Stafford"), "ST16 2AB", 2),
        (("Flat 2", "14 Example Street"), "ST16 2AB", 12),
        (("14 Example Street", "Apartment 2"), "ST16 2AB", 12),
        (("Invented House", "16 Example Street"), "ST16 2AB", 20),
        (("16 Example Street",), "ST16 2AB", 20),
        (("12 Example Street",), "ST16 2AD", 30),
        (("14 Example Street",), "ST16 2AB", None),
        (("Flat 3", "14 Example Street"), "ST16 2AB", None),
        (("Flat 3", "12 Example Street"), "ST16 2AB", None),
        (("12 Example Street", "Flat 3"), "ST16 2AB", None),
        (("12 Example Street North",), "ST16 2AB", None),
        (("112 Example Street",), "ST16 2AB", None),
        (("Example Street",), "ST16 2AB", None),
        (("18 Example Street",), "ST16 2AB", None),
        (("20 Example Street",), "ST16 2AB", None),
        (("12 Example Street",), "", None),
        (("12 Example Street",), "ST16 2ZZ", None),
        ((), "ST16 2AB", None),
    ],
)
def test_an_address_is_one_home_or_nobodys(lines: tuple[str, ...], postcode: str, found: int | None) -> None:
    assert queries.find_home(lines, postcode) == (None if found is None else FIRST + found)


@pytest.mark.usefixtures("addresses")
def test_a_uprn_that_is_given_counts_where_it_is_a_home() -> None:
    assert queries.find_home(("14 Example Street",), "ST16 2AB", uprn=FIRST + 11) == FIRST + 11
    for shop_or_nothing in (FIRST + 40, FIRST + 21, 77):
        assert queries.find_home(("14 Example Street",), "ST16 2AB", uprn=shop_or_nothing) is None
        assert queries.find_home(("12 Example Street",), "ST16 2AB", uprn=shop_or_nothing) == FIRST


@pytest.mark.usefixtures("addresses")
def test_a_person_chooses_among_homes_of_the_number_else_of_the_postcode() -> None:
    assert [door.uprn - FIRST for door in queries.homes_like(("14 Example Street",), "ST16 2AB")] == [11, 12]
    assert len(queries.homes_like(("Somewhere",), "ST16 2AB")) == 6
    assert queries.homes_like(("12 Example Street",), "") == ()


def test_two_homes_of_one_address_are_nobodys(take: Take) -> None:
    take([home(FIRST, "12"), home(FIRST + 1, "12", east=30)])
    assert queries.find_home(("12 Example Street",), "ST16 2AB") is None


def test_the_desk_sees_counts(take: Take, work: Work) -> None:
    take([*street(FIRST, 3), *block(FIRST + 10, 2), home(FIRST + 30, "9", CLASS="RD08", north=200)])
    work()
    found = queries.standing()
    assert (found.file, found.layout, found.homes, found.plausible, found.gone) == ("homes.csv", "addresses", 6, 5, 0)
    assert found.kinds == {"flat": 3, "terrace": 3}
    assert (found.set_apart, found.heard) == ({"parent_shell": 1}, {"party_wall": 3})
