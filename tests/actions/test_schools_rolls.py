"""Education rolls: taken in whole or not at all, with what changed since the last."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from firstbell.foundations.take_in import queries as take_ins
from firstbell.foundations.take_in.rules import TakenIn, Unusable
from firstbell.pure.actor import Actor
from firstbell.registers.schools import queries
from firstbell.registers.schools.intake import take_in_roll
from firstbell.registers.schools.models import RollEntry, RollExtract
from firstbell.registers.schools.rules.rolls import READ, is_upn

pytestmark = pytest.mark.django_db

Take = Callable[..., TakenIn]
STOKE, COUNTY = "E06000021", "E10000028"
MONDAY, NEXT_MONDAY = date(2026, 11, 9), date(2026, 11, 16)
UPNS = ("B801200005001", "R861234567890", "T861200006002")


@pytest.fixture
def take(tmp_path: Path, by: Actor, now: datetime) -> Take:
    def roll(*rows: dict[str, str], as_of: date = MONDAY, authority: str = "861", **options: str) -> TakenIn:
        path = tmp_path / "roll.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, READ, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return take_in_roll(path=path, authority=authority, as_of=as_of, by=by, now=now, **options)

    return roll


def pupil(forenames: str = "Oliver James", urn: str = "100001", **columns: str) -> dict[str, str]:
    row = {"urn": urn, "forenames": forenames, "known_as": "", "surname": "Okafor", "date_of_birth": "2015-06-01"}
    row |= {"sex": "M", "address_line_1": "12 Example Road", "town": "Stoke-on-Trent", "postcode": "st41aa"}
    return row | {"entry_date": "2024-09-02", "enrolment": "C", "education": "school"} | columns


def on_roll() -> list[tuple[str, str | None]]:
    return [(pupil.forenames, registration.urn) for pupil, registration in queries.roll_rows()]


def moves() -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    found = [(one.kind, one.places_before, one.places_after) for one in queries.roll_changes(since=MONDAY)]
    return sorted(found)


def test_a_line_is_a_pupil_and_a_registration(take: Take) -> None:
    take(pupil(known_as="Ollie", previous_surname="Bell", uprn="100012345678", upn="b801200005001", sex="m"))
    ((child, registration),) = queries.roll_rows()
    assert (child.forenames, child.known_as, child.surname, child.previous_surname, child.sex) == (
        "Oliver James",
        "Ollie",
        "Okafor",
        "Bell",
        "M",
    )
    assert (child.date_of_birth, child.upn, child.uprn) == (date(2015, 6, 1), "B801200005001", "100012345678")
    assert (child.address_lines, child.postcode) == (("12 Example Road", "Stoke-on-Trent"), "ST4 1AA")
    assert (registration.authority, registration.as_of, registration.urn) == (STOKE, MONDAY, "100001")
    assert (registration.enrolment, registration.education) == ("C", "school")
    assert (registration.entry_date, registration.leaving_date) == (date(2024, 9, 2), None)
    assert queries.roll_rows_by_id([registration.entry_id, 0]) == {registration.entry_id: (child, registration)}


def test_one_pupil_may_have_several_lines(take: Take) -> None:
    take(pupil(enrolment="M"), pupil(urn="100002", enrolment="S"), pupil("Ada", "", education="ehe", enrolment=""))
    assert on_roll() == [("Oliver James", "100001"), ("Oliver James", "100002"), ("Ada", None)]


def test_a_word_for_word_repetition_is_one_line(take: Take) -> None:
    taken = take(pupil(), pupil())
    assert (taken.changed, taken.unchanged, len(on_roll())) == (1, 1, 1)


def test_who_has_left_stays_on_the_roll(take: Take) -> None:
    take(pupil(leaving_date="2026-10-23"), pupil("Ada"))
    assert [row.leaving_date for _, row in queries.roll_rows()] == [date(2026, 10, 23), None]


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"surname": "", "forenames": ""}, "surname"),
        ({"date_of_birth": "31/02/2015"}, "date_of_birth"),
        ({"date_of_birth": "2015-02-31"}, "date_of_birth"),
        ({"date_of_birth": "2026-11-10"}, "date_of_birth"),  # after the extract
        ({"urn": ""}, "urn"),
        ({"urn": "ABC"}, "urn"),
        ({"education": ""}, "education"),
        ({"education": "college"}, "education"),
        ({"education": "ehe"}, "urn"),  # home educated, and yet at a school
        ({"enrolment": ""}, "enrolment"),
        ({"enrolment": "D"}, "enrolment"),
        ({"sex": "boy"}, "sex"),
        ({"entry_date": "last week"}, "entry_date"),
        ({"leaving_date": "2020-09-01"}, "leaving_date"),  # before the entry
    ],
)
def test_mistakes_are_rejected_with_their_field(take: Take, columns: dict[str, str], field: str) -> None:
    assert take(pupil(**columns), pupil("Ada")).rejected == 1
    assert [(row.line, row.field) for row in take_ins.rejects()] == [(2, field)]
    assert on_roll() == [("Ada", "100001")]


@pytest.mark.parametrize("birth", ["", "2015-06-01"])
def test_a_pupil_may_lack_a_date_of_birth(take: Take, birth: str) -> None:
    assert take(pupil(date_of_birth=birth)).changed == 1


@pytest.mark.parametrize(
    ("upn", "valid"),
    [
        ("B801200005001", True),
        ("A801200005001", False),  # another check letter
        ("B80120000500A", False),
        ("B8012000050011", False),
        ("I801200005001", False),  # no UPN begins so
        ("", False),
    ],
)
def test_a_upn_has_the_check_letter_it_should(upn: str, valid: bool) -> None:
    assert is_upn(upn) is valid


def test_temporary_upns_end_in_a_letter() -> None:
    assert sum(is_upn(f"{letter}86012000501A") for letter in "ABCDEFGHJKLMNPQRTUVWXYZ") == 1


def test_a_mistyped_upn_keeps_the_line_and_ties_nobody_together(take: Take) -> None:
    take(pupil(upn="A801200005001"))
    ((child, _),) = queries.roll_rows()
    assert (child.upn, child.upn_as_written) == (None, "A801200005001")


def test_the_same_file_twice_changes_nothing(take: Take) -> None:
    take(pupil(), pupil("Ada"))
    stamp, before = queries.roll_stamp(), list(queries.roll_rows())
    again = take(pupil(), pupil("Ada"))
    assert (again.changed, again.unchanged) == (0, 2)
    assert queries.roll_stamp() == stamp
    assert list(queries.roll_rows()) == before
    assert RollExtract.objects.count() == 1
    assert moves() == []


def test_the_next_extract_replaces_the_authority_s_view_and_no_other(take: Take) -> None:
    take(pupil(), pupil("Ada"), pupil("Ben"))
    take(pupil("Cara", "100009"), authority="860")
    stamp = queries.roll_stamp()
    take(pupil(), pupil("Ada", "100002"), as_of=NEXT_MONDAY)
    assert sorted(on_roll()) == [("Ada", "100002"), ("Cara", "100009"), ("Oliver James", "100001")]
    assert queries.roll_stamp() != stamp
    assert [(roll.authority, roll.as_of, roll.rows) for roll in queries.current_rolls()] == [
        (STOKE, NEXT_MONDAY, 2),
        (COUNTY, MONDAY, 1),
    ]


def test_a_line_that_did_not_change_keeps_its_number(take: Take) -> None:
    take(pupil(), pupil("Ada"))
    numbers = {child.forenames: row.entry_id for child, row in queries.roll_rows()}
    take(pupil(), pupil("Ada", "100002"), as_of=NEXT_MONDAY)
    ((_, kept),) = queries.roll_rows_by_id(numbers.values()).values()
    assert (kept.entry_id, kept.as_of) == (numbers["Oliver James"], NEXT_MONDAY)


def test_the_same_lines_on_a_later_day_are_a_later_roll(take: Take) -> None:
    take(pupil())
    stamp = queries.roll_stamp()
    assert take(pupil(), as_of=NEXT_MONDAY).unchanged == 1
    assert queries.roll_stamp() != stamp
    assert [row.as_of for _, row in queries.roll_rows()] == [NEXT_MONDAY]


def test_what_changed_is_kept(take: Take) -> None:
    first = [pupil("Ada", upn=UPNS[0]), pupil("Ben"), pupil("Cara"), pupil("Dan"), pupil("Eve"), pupil("Finn")]
    take(*first, pupil("Gus"))
    take(
        pupil("Ada", "100002", upn=UPNS[0]),
        pupil("Ben", postcode="ST4 1BA"),
        pupil("Cara", leaving_date="2026-11-12"),
        pupil("Dan", leaving_date="2026-12-18"),  # not yet
        pupil("Eve", "", education="ehe", enrolment=""),
        pupil("Finn"),
        pupil("Hana"),
        as_of=NEXT_MONDAY,
    )
    assert moves() == [
        ("joined", (), ("100001",)),
        ("left", ("100001",), ()),
        ("left", ("100001",), ()),
        ("moved_home", ("100001",), ("100001",)),
        ("moved_school", ("100001",), ("100002",)),
        ("moved_school", ("100001",), ("ehe",)),
    ]
    (ada,) = queries.roll_changes(since=MONDAY, upn=UPNS[0])
    assert (ada.upn, ada.before, ada.as_of, ada.authority) == (UPNS[0], MONDAY, NEXT_MONDAY, STOKE)
    children = {child.forenames: child for child, _ in queries.roll_rows()}
    assert [one.kind for one in queries.moves_of(children["Ada"], since=MONDAY)] == ["moved_school"]
    assert [one.kind for one in queries.moves_of(children["Ben"], since=MONDAY)] == ["moved_home"]
    assert queries.moves_of(children["Finn"], since=MONDAY) == []
    assert queries.moves_of(children["Ada"], since=date(2026, 11, 17)) == []


def test_a_leaving_date_that_has_come_is_a_change_without_a_changed_line(take: Take) -> None:
    take(pupil("Ada", leaving_date="2026-11-12"), pupil("Ben"))
    take(pupil("Ada", leaving_date="2026-11-12"), pupil("Ben"), as_of=NEXT_MONDAY)
    assert moves() == [("left", ("100001",), ())]


def test_a_second_registration_is_a_move_and_a_new_spelling_of_it_is_not(take: Take) -> None:
    take(pupil("Ada", enrolment="M"), pupil("Ben", address_line_1="12 Example Rd"))
    take(
        pupil("Ada", enrolment="M"),
        pupil("Ada", "100002", enrolment="S"),
        pupil("Ben", address_line_1="12 Example Road"),
        as_of=NEXT_MONDAY,
    )
    assert moves() == [("moved_school", ("100001",), ("100001", "100002"))]


def test_a_upn_given_later_does_not_make_a_new_pupil(take: Take) -> None:
    take(pupil("Ada"), pupil("Ben"))
    take(pupil("Ada", upn=UPNS[0]), pupil("Ben", "100002", upn=""), as_of=NEXT_MONDAY)
    assert moves() == [("moved_school", ("100001",), ("100002",))]


def test_an_earlier_extract_is_refused(take: Take) -> None:
    take(pupil(), as_of=NEXT_MONDAY)
    with pytest.raises(Unusable) as caught:
        take(pupil("Ada"), as_of=MONDAY)
    assert "2026-11-16 is in force" in caught.value.reason
    assert on_roll() == [("Oliver James", "100001")]


def test_a_correction_of_the_same_day_is_taken(take: Take) -> None:
    take(pupil())
    take(pupil("Ada"))
    assert on_roll() == [("Ada", "100001")]


@pytest.mark.parametrize(
    ("authority", "as_of", "field"),
    [
        ("nowhere", MONDAY, "authority"),
        ("E07000192", MONDAY, "authority"),
        ("861", date(2062, 11, 9), "as-of"),
    ],
)
def test_wrong_use_is_refused(take: Take, authority: str, as_of: date, field: str) -> None:
    with pytest.raises(Unusable) as caught:
        take(pupil(), authority=authority, as_of=as_of)
    assert caught.value.field == field


def test_a_roll_that_halves_needs_somebody_to_agree(take: Take) -> None:
    take(*(pupil(f"Child {n}") for n in range(4)))
    stamp = queries.roll_stamp()
    for _ in range(2):
        with pytest.raises(Unusable) as caught:
            take(pupil("Child 0"), pupil("Child 1"), as_of=NEXT_MONDAY)
    assert "2 lines with 2 current registrations, and the roll in force has 4 lines" in caught.value.reason
    assert queries.roll_stamp() == stamp
    assert len(on_roll()) == 4
    assert take(*(pupil(f"Child {n}") for n in range(3)), as_of=NEXT_MONDAY).unchanged == 3
    take(pupil("Child 0"), as_of=NEXT_MONDAY, shrink_agreed_by="head.of.data@la.example")
    assert on_roll() == [("Child 0", "100001")]
    assert RollExtract.objects.get(status="current").shrink_agreed_by == "head.of.data@la.example"


def test_a_roll_on_which_half_of_many_have_left_is_refused(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [pupil(leaving_date="2026-11-12"), pupil("Ada", leaving_date="2026-11-12")]
    take(pupil(), pupil("Ada"))
    with monkeypatch.context() as patch:
        patch.setattr("firstbell.registers.schools.rules.rolls.MANY", 2)
        with pytest.raises(Unusable):
            take(*left, as_of=NEXT_MONDAY)
    assert moves() == []
    take(*left, as_of=NEXT_MONDAY)  # of a few, everybody may leave
    assert len(moves()) == 2


def test_a_roll_without_one_usable_line_is_refused(take: Take) -> None:
    with pytest.raises(Unusable):
        take(pupil(education="college"))
    assert queries.current_rolls() == []


class Killed(Exception):
    """What stands for the process being killed."""


@pytest.mark.parametrize("after", [1, 2])
def test_a_take_in_cut_short_is_seen_by_nobody_and_goes_on(
    take: Take, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr("firstbell.registers.schools.intake.rolls.BATCH", 2)
    take(pupil("Ada"), pupil("Ben"))
    stamp = queries.roll_stamp()
    later = [pupil(f"Child {n}") for n in range(6)]
    batches = iter(range(after))

    def kill(_: int) -> None:
        if next(batches, None) is None:
            raise Killed

    with pytest.raises(Killed):
        take(*later, as_of=NEXT_MONDAY, progress=kill)
    assert queries.roll_stamp() == stamp
    assert sorted(on_roll()) == [("Ada", "100001"), ("Ben", "100001")]
    taken = take(*later, as_of=NEXT_MONDAY)
    assert taken.resumed_at == 2 * after + 3
    assert (taken.changed, taken.rejected) == (6, 0)
    assert sorted(name for name, _ in on_roll()) == [f"Child {n}" for n in range(6)]
    assert RollEntry.objects.count() == 6


def test_a_cut_short_file_is_whole_after_a_correction_came_between(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    """The danger: a file that resumes after its first lines were thrown away would silently lose those children."""
    monkeypatch.setattr("firstbell.registers.schools.intake.rolls.BATCH", 2)
    children = [pupil(f"Child {n}") for n in range(6)]
    take(*children)

    def kill(_: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        take(*children, progress=kill)
    take(*children[:5])
    take(*children)
    assert len(on_roll()) == 6


def test_what_was_staged_of_an_overtaken_extract_is_forgotten(take: Take) -> None:
    take(*(pupil(f"Child {n}") for n in range(4)))
    with pytest.raises(Unusable):
        take(pupil("Child 0"), as_of=date(2026, 11, 10))
    assert RollEntry.objects.count() == 5
    take(*(pupil(f"Child {n}") for n in range(3)), as_of=NEXT_MONDAY)
    assert RollEntry.objects.count() == 3
    assert not RollExtract.objects.filter(status="staged").exists()
