"""Files of homes: taken in whole or not at all; bad lines are rejects with field and reason."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest

from firstbell.foundations.audit.queries import verify_chain
from firstbell.foundations.take_in import queries as take_ins
from firstbell.foundations.take_in.rules import TakenIn, Unusable
from firstbell.pure.actor import Actor
from firstbell.registers.premises import queries
from firstbell.registers.premises.intake import homes as intake
from firstbell.registers.premises.intake import take_in_homes
from firstbell.registers.premises.models import Home, SquareDue, StagedHome
from world.homes import EAST, NORTH, Row, block, home, street, written

pytestmark = pytest.mark.django_db

FIRST = 900_000_000_001
POINTS = ("UPRN", "X_COORDINATE", "Y_COORDINATE", "LATITUDE", "LONGITUDE")
HAND = ("uprn", "dwelling", "plausible", "reason")

Take = Callable[..., TakenIn]


@pytest.fixture
def take(tmp_path: Path, by: Actor, now: datetime) -> Take:
    def homes(rows: Iterable[Row], *, days: int = 0, **options: str) -> TakenIn:
        path = written(tmp_path / "homes.csv", rows)
        return take_in_homes(path=path, by=by, now=now + timedelta(days=days), **options)

    return homes


@pytest.fixture
def decide(tmp_path: Path, by: Actor, now: datetime) -> Take:
    def hands(*rows: tuple[object, ...]) -> TakenIn:
        lines = (dict(zip(HAND, map(str, row), strict=True)) for row in rows)
        return take_in_homes(path=written(tmp_path / "by_hand.csv", lines, HAND), by=by, now=now)

    return hands


def rejects() -> list[tuple[int, str, str]]:
    return [(one.line, one.field, one.reason) for one in take_ins.rejects()]


def lived_in() -> list[int]:
    return queries.homes_for_partition().uprn.tolist()


def test_an_address_becomes_a_home(take: Take) -> None:
    take([home(FIRST, "12a", CLASS="RD03", PARENT_UPRN="900000000099", START_DATE="2001-02-03", FLOOR="Ground")])
    found = queries.home_of(FIRST)
    assert found is not None
    assert (found.printed, found.kind, found.landing) == ("12A Example Street, ST16 2AB", "semi", 0)
    assert (found.easting, found.northing, found.parent_uprn) == (EAST, NORTH, 900_000_000_099)
    assert (found.dwelling, found.plausible, found.source, found.decided_by_hand) == (True, True, "addresses", False)
    assert (found.in_force_from, found.gone_on) == (date(2001, 2, 3), None)


def test_other_editions_name_the_same_columns(tmp_path: Path, by: Actor, now: datetime) -> None:
    names = ("UPRN", "CLASSIFICATION_CODE", "EASTING", "NORTHING", "STREET_NAME", "BUILDING_NUMBER", "UDPRN")
    row = dict(zip(names, (str(FIRST), "RD02", "392500", "323500", "Example Street", "7", "1"), strict=True))
    taken = take_in_homes(path=written(tmp_path / "core.csv", [row], names), by=by, now=now)
    assert (taken.changed, taken.rejected) == (1, 0)
    assert [door.printed for door in queries.doors_of([FIRST])] == ["7 Example Street"]


@pytest.mark.parametrize(
    ("columns", "field", "reason"),
    [
        ({"UPRN": ""}, "UPRN", "is empty"),
        ({"UPRN": "12A"}, "UPRN", "is not a UPRN"),
        ({"UPRN": "0"}, "UPRN", "is not a UPRN"),
        ({"UPRN": "1234567890123"}, "UPRN", "is not a UPRN"),
        ({"UPRN": "٣٤"}, "UPRN", "is not a UPRN"),
        ({"CLASS": ""}, "CLASS", "is empty"),
        ({"CLASS": "QQ01"}, "CLASS", "is not a classification code"),
        ({"X_COORDINATE": ""}, "X_COORDINATE", "is empty"),
        ({"X_COORDINATE": "0"}, "X_COORDINATE", "does not lie in Britain"),
        ({"X_COORDINATE": "nan"}, "X_COORDINATE", "does not lie in Britain"),
        ({"X_COORDINATE": "inf"}, "X_COORDINATE", "does not lie in Britain"),
        ({"Y_COORDINATE": "-5"}, "Y_COORDINATE", "does not lie in Britain"),
        ({"Y_COORDINATE": "1300001"}, "Y_COORDINATE", "does not lie in Britain"),
        ({"Y_COORDINATE": "north"}, "Y_COORDINATE", "is not a number of metres"),
        ({"STREET": ""}, "STREET", "is empty"),
        ({"BUILDING_NUMBER": ""}, "BUILDING_NUMBER", "is empty, and so are"),
        ({"STATUS": "9"}, "STATUS", "is none of"),
    ],
)
def test_a_line_that_cannot_be_used_is_a_reject(take: Take, columns: Row, field: str, reason: str) -> None:
    taken = take([home(FIRST), home(FIRST + 1) | columns])
    ((line, its_field, its_reason),) = rejects()
    assert (taken.changed, taken.rejected, line, its_field) == (1, 1, 3, field)
    assert its_reason.startswith(reason)
    assert lived_in() == [FIRST]


@pytest.mark.parametrize(
    ("column", "value"),
    [("USRN", "x"), ("FLOOR", "upstairs"), ("START_DATE", "2026-02-30"), ("END_DATE", "soon"), ("POSTCODE", "QQQ")],
)
def test_a_home_is_not_lost_for_a_value_that_cannot_be_read(take: Take, column: str, value: str) -> None:
    taken = take([home(FIRST, **{column: value})])
    ((line, field, reason),) = rejects()
    assert (line, field, reason.endswith("it is left empty")) == (2, column, True)
    assert (taken.changed, lived_in()) == (1, [FIRST])


def test_a_uprn_twice_is_a_reject_and_the_first_stands(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    for batch in (10_000, 1):  # in one batch, and over two
        monkeypatch.setattr(intake, "BATCH", batch)
        taken = take([home(FIRST, "1"), home(FIRST, "3", POSTCODE=f"ST16 2A{'BD'[batch == 1]}")])
        assert [(line, field) for line, field, _ in rejects()][-1] == (3, "UPRN")
        assert taken.rejected == 1
        assert queries.doors_of([FIRST])[0].printed.startswith("1 Example Street")


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"CLASS": "PP"}, "parent_shell"),
        ({"CLASS": "CU01"}, "substation"),
        ({"CLASS": "LW02"}, "pond"),
        ({"CLASS": "OR02"}, "post_box"),
        ({"CLASS": "CR08"}, "commercial"),
        ({"CLASS": "RI01"}, "institution"),
        ({"CLASS": "RG02"}, "outbuilding"),
        ({"STATUS": "8"}, "demolished"),
        ({"STATUS": "6"}, "not_built"),
        ({"START_DATE": "2027-01-01"}, "not_built"),
    ],
)
def test_what_is_nobodys_home_is_kept_and_says_why(take: Take, columns: Row, why: str) -> None:
    take([home(FIRST), home(FIRST + 1, STREET="" if "CLASS" in columns else "Example Street", **columns)])
    found = queries.home_of(FIRST + 1)
    assert found is not None
    assert (found.dwelling, found.why_not) == (False, why)
    assert lived_in() == [FIRST]
    assert queries.standing().set_apart == {why: 1}


def test_a_home_with_flats_in_it_is_their_shell_and_one_with_an_annexe_is_not(take: Take) -> None:
    flats = [home(FIRST + at, CLASS="RD06", SUB_BUILDING=f"Flat {at}", PARENT_UPRN=str(FIRST)) for at in (1, 2)]
    annexe = home(FIRST + 11, "9", SUB_BUILDING="Annexe", PARENT_UPRN=str(FIRST + 10))
    take([home(FIRST), *flats, home(FIRST + 10, "9"), annexe])
    assert lived_in() == [FIRST + 1, FIRST + 2, FIRST + 10, FIRST + 11]


def test_sheltered_homes_are_homes_where_no_family_lives(take: Take) -> None:
    take([home(FIRST), home(FIRST + 1, "3", CLASS="RD08")])
    assert queries.homes_for_partition().plausible.tolist() == [True, False]


def test_a_block_of_200_flats_is_200_homes(take: Take) -> None:
    assert take(block(FIRST, 200, floors=20)).rejected == 0
    assert (len(lived_in()), queries.standing().set_apart) == (200, {"parent_shell": 1})


def test_the_same_file_twice_changes_nothing(take: Take) -> None:
    rows = [*street(FIRST, 8), home(FIRST + 50, CLASS="PP"), *block(FIRST + 100, 6)]
    take(rows)
    before, _ = list(Home.objects.order_by("pk").values()), SquareDue.objects.all().delete()
    again = take(rows, days=30)
    assert (again.changed, again.unchanged, again.rejected) == (0, len(rows), 0)
    assert list(Home.objects.order_by("pk").values()) == before
    assert not SquareDue.objects.exists()


def test_what_the_next_file_no_longer_has_is_gone_and_may_come_back(take: Take) -> None:
    rows = street(FIRST, 4)
    take(rows)
    take(rows[:3], days=1)
    gone = queries.home_of(FIRST + 3)
    assert gone is not None
    assert (lived_in(), gone.gone_on) == ([FIRST, FIRST + 1, FIRST + 2], date(2026, 11, 22))
    assert [door.uprn for door in queries.doors_of([FIRST + 3])] == [FIRST + 3]
    assert take(rows, days=2).changed == 1
    assert len(lived_in()) == 4


def test_a_home_ends_on_its_day_and_not_before(take: Take) -> None:
    rows = [home(FIRST), home(FIRST + 1, "3", END_DATE="2026-11-23")]
    take(rows)
    assert lived_in() == [FIRST, FIRST + 1]
    take(rows, days=2)
    assert lived_in() == [FIRST]


def test_a_new_estate_is_added_and_the_old_streets_stay_as_they_were(take: Take) -> None:
    take(street(FIRST, 4))
    SquareDue.objects.all().delete()
    estate = [home(FIRST + 100 + at, str(at), north=5_000, USRN="38900002") for at in range(1, 4)]
    assert take([*street(FIRST, 4), *estate]).changed == 3
    assert lived_in() == [FIRST + at for at in (0, 1, 2, 3, 101, 102, 103)]
    assert {square % 10_000 for square in SquareDue.objects.values_list("pk", flat=True)} == {327, 328, 329}


def test_nothing_is_in_force_before_the_file_is_whole(
    tmp_path: Path, by: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut off after the second batch, as by a kill; the next attempt goes on from there."""
    monkeypatch.setattr(intake, "BATCH", 3)
    path = written(tmp_path / "homes.csv", street(FIRST, 10))

    def stop(done: int) -> None:
        if done >= 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in_homes(path=path, by=by, now=now, progress=stop)
    assert not Home.objects.exists()
    assert StagedHome.objects.count() == 6
    taken = take_in_homes(path=path, by=by, now=now)
    assert (taken.resumed_at, taken.changed, len(lived_in())) == (7, 10, 10)
    assert not StagedHome.objects.exists()


def test_a_file_that_loses_half_needs_somebodys_name(take: Take) -> None:
    rows = street(FIRST, 120)
    take(rows)
    with pytest.raises(Unusable, match="it has 60 homes, and 120 are in force"):
        take(rows[:60])
    assert len(lived_in()) == 120
    take(rows[:60], shrink_agreed_by="Inspector Invented")
    assert len(lived_in()) == 60


def test_a_file_without_a_home_is_refused(take: Take) -> None:
    with pytest.raises(Unusable, match="not one of its lines is a home"):
        take([home(FIRST, CLASS="PP")])
    with pytest.raises(Unusable, match="not one of its lines is a home"):
        take([home(FIRST, STREET="")])


def test_a_file_of_other_columns_is_refused(tmp_path: Path, by: Actor, now: datetime) -> None:
    path = written(tmp_path / "roll.csv", [{"urn": "100001"}], ("urn", "forenames"))
    with pytest.raises(Unusable, match=r"its columns are of no file of homes.*Needed are"):
        take_in_homes(path=path, by=by, now=now)


# --- coordinates alone ---


@pytest.fixture
def take_points(tmp_path: Path, by: Actor, now: datetime) -> Take:
    def points(found: Iterable[tuple[float, float]]) -> TakenIn:
        rows = (
            {"UPRN": str(FIRST + at), "X_COORDINATE": f"{east:.2f}", "Y_COORDINATE": f"{north:.2f}"}
            for at, (east, north) in enumerate(found)
        )
        return take_in_homes(path=written(tmp_path / "osopenuprn.csv", rows, POINTS), by=by, now=now)

    return points


def test_points_alone_in_a_field_and_too_many_on_one_are_nobodys_homes(take_points: Take) -> None:
    town = [(EAST + 10.0 * at, float(NORTH)) for at in range(20)]
    block_of_flats, depot = [(EAST, NORTH + 50.0)] * 300, [(EAST, NORTH + 200.0)] * 401
    pond = [(EAST, NORTH + 2_000.0)]
    take_points(chain(town, block_of_flats, depot, pond))
    assert queries.standing().set_apart == {"many_on_a_point": 401, "outside_places": 1}
    assert (len(lived_in()), queries.standing().without_street) == (320, 320)
    assert set(queries.homes_for_partition().street.tolist()) == {-1}


def test_coordinates_give_way_to_addresses_and_never_the_other_way(take: Take, take_points: Take) -> None:
    points = [(EAST + 10.0 * at, float(NORTH)) for at in range(8)]
    take_points(points)
    take(street(FIRST, 6))
    assert (lived_in(), queries.standing().layout) == ([FIRST + at for at in range(6)], "addresses")
    with pytest.raises(Unusable, match="coordinates alone, and a file of addresses is in force"):
        take_points([*points, (EAST + 5.0, NORTH + 5.0)])
    assert len(lived_in()) == 6


# --- by hand ---


def test_what_a_person_decides_outlives_every_file(take: Take, decide: Take) -> None:
    take(street(FIRST, 5))
    taken = decide((FIRST, "no", "", "demolished"), (FIRST + 1, "", "no", "older people"), (FIRST + 2, "no", "", ""))
    assert (taken.changed, taken.rejected) == (3, 0)
    take([row | {"CLASS": "RD03"} for row in street(FIRST, 5)])
    assert lived_in() == [FIRST + 1, FIRST + 3, FIRST + 4]
    assert queries.homes_for_partition().plausible.tolist() == [False, True, True]
    assert queries.standing().set_apart == {"by_hand": 1, "demolished": 1}
    assert queries.standing().by_hand == 3
    home_now = queries.home_of(FIRST + 1)
    assert home_now is not None
    assert (home_now.kind, home_now.decided_by_hand) == ("semi", True)


def test_a_later_decision_undoes_an_earlier_one(take: Take, decide: Take) -> None:
    take(street(FIRST, 2))
    decide((FIRST, "no", "", "commercial"))
    assert decide((FIRST, "yes", "", "")).changed == 1
    assert decide((FIRST, "yes", "yes", "")).unchanged == 1
    assert lived_in() == [FIRST, FIRST + 1]


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ((FIRST + 77, "no", "", ""), "uprn", "is not on the register"),
        ((FIRST, "no", "", ""), "uprn", "comes twice"),
        (("x", "no", "", ""), "uprn", "is not a UPRN"),
        ((FIRST, "", "", ""), "dwelling", "is empty, and so is plausible"),
        ((FIRST, "maybe", "", ""), "dwelling", "is neither yes nor no"),
        ((FIRST, "no", "", "ghosts"), "reason", "is none of"),
    ],
)
def test_a_decision_that_cannot_be_used_is_a_reject(
    take: Take, decide: Take, row: tuple[object, ...], field: str, reason: str
) -> None:
    take(street(FIRST, 2))
    decide((FIRST, "no", "", ""), row)
    ((line, its_field, its_reason),) = rejects()
    assert (line, its_field, its_reason.startswith(reason)) == (3, field, True)


def test_the_trail_holds_and_names_no_home(take: Take, decide: Take) -> None:
    from firstbell.foundations.audit.models import Entry

    take(street(FIRST, 3))
    decide((FIRST, "no", "", ""))
    assert verify_chain().whole
    said = " ".join(f"{entry.subject} {entry.details}" for entry in Entry.objects.all())
    assert "premises" in " ".join(Entry.objects.values_list("action", flat=True))
    assert "Example" not in said
    assert str(FIRST) not in said
