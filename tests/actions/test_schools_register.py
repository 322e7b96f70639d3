"""The school register and its links, taken in as GIAS ships them."""

import csv
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from firstbell.foundations.take_in import queries as take_ins
from firstbell.foundations.take_in.rules import TakenIn, Unusable
from firstbell.pure.actor import Actor
from firstbell.registers.schools import queries
from firstbell.registers.schools.intake import take_in_establishments, take_in_links
from firstbell.registers.schools.rules.gias import has_boarders, is_open

pytestmark = pytest.mark.django_db

Take = Callable[..., TakenIn]


@pytest.fixture
def take(tmp_path: Path, by: Actor, now: datetime) -> Take:
    def register(*rows: dict[str, str], encoding: str = "utf-8") -> TakenIn:
        path = tmp_path / "edubasealldata.csv"
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with path.open("w", encoding=encoding, newline="") as out:
            writer = csv.DictWriter(out, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return take_in_establishments(path=path, by=by, now=now)

    return register


@pytest.fixture
def link(tmp_path: Path, by: Actor, now: datetime) -> Take:
    def links(*rows: Sequence[str]) -> TakenIn:
        path = tmp_path / "links_edubasealldata.csv"
        lines = ["URN,LinkURN,LinkName,LinkType,LinkEstablishedDate", *(",".join(row) for row in rows)]
        path.write_text("\n".join(lines) + "\n", encoding="cp1252")
        return take_in_links(path=path, by=by, now=now)

    return links


def school(urn: str, status: str = "Open", **columns: str) -> dict[str, str]:
    row = {"URN": urn, "EstablishmentName": f"School {urn}", "EstablishmentStatus (name)": status, "LA (code)": "861"}
    return row | columns


FULL = school("124101") | {
    "TypeOfEstablishment (name)": "Community school",
    "PhaseOfEducation (name)": "Primary",
    "StatutoryLowAge": "3",
    "StatutoryHighAge": "11",
    "Street": "Example Road",
    "Town": "Stoke-on-Trent",
    "Postcode": "st41aa",
    "TelephoneNum": "01782000000",
    "Easting": "387900",
    "Northing": "345200",
    "OpenDate": "01-09-2014",
    "CloseDate": "",
    "Boarders (name)": "Boarding school",
    "UKPRN": "10000000",
}


def test_an_establishment_is_kept_as_the_register_has_it(take: Take) -> None:
    assert take(FULL).changed == 1
    facts = queries.establishment("124101")
    assert facts is not None
    assert (facts.name, facts.authority, facts.kind, facts.phase) == (
        "School 124101",
        "E06000021",
        "Community school",
        "Primary",
    )
    assert (facts.is_open, facts.low_age, facts.high_age, facts.postcode) == (True, 3, 11, "ST4 1AA")
    assert (facts.easting, facts.northing, facts.boarders, facts.telephone) == (387900, 345200, True, "01782000000")
    assert queries.establishment("999999") is None


def test_only_urn_and_name_must_be_there(take: Take) -> None:
    assert take({"URN": "124101", "EstablishmentName": "A"}).changed == 1
    facts = queries.establishment("124101")
    assert facts is not None
    assert facts.is_open
    assert (facts.authority, facts.postcode, facts.low_age, facts.easting) == (None, None, None, None)


def test_what_the_file_leaves_out_is_read_from_the_postcode(take: Take) -> None:
    take({"URN": "124101", "EstablishmentName": "A", "Postcode": "ST16 2DH"})
    facts = queries.establishment("124101")
    assert facts is not None
    assert facts.authority == "E10000028"
    assert facts.easting is not None


@pytest.mark.parametrize("missing", ["URN", "EstablishmentName"])
def test_a_file_without_urn_or_name_is_unusable(take: Take, missing: str) -> None:
    with pytest.raises(Unusable) as caught:
        take({column: value for column, value in FULL.items() if column != missing})
    assert (caught.value.line, caught.value.field) == (1, missing)


def test_the_same_file_twice_changes_nothing(take: Take) -> None:
    first, stamp = take(FULL, school("124102")), queries.register_stamp()
    again = take(FULL, school("124102"))
    assert (first.changed, again.changed, again.unchanged) == (2, 0, 2)
    assert queries.register_stamp() == stamp


def test_a_column_that_a_later_file_leaves_out_stays_as_it_was(take: Take) -> None:
    take(FULL)
    stamp = queries.register_stamp()
    take({"URN": "124101", "EstablishmentName": "New Name"})
    facts = queries.establishment("124101")
    assert facts is not None
    assert (facts.name, facts.low_age, facts.postcode) == ("New Name", 3, "ST4 1AA")
    assert queries.register_stamp() != stamp


def test_gias_writes_cp1252(take: Take) -> None:
    take(school("124101", EstablishmentName="École St Réné’s"), encoding="cp1252")
    facts = queries.establishment("124101")
    assert facts is not None
    assert facts.name == "École St Réné’s"


def test_a_value_that_cannot_be_read_does_not_cost_the_establishment(take: Take) -> None:
    taken = take(FULL | {"StatutoryLowAge": "three", "OpenDate": "31-02-2014"}, school("12x", EstablishmentName=""))
    assert (taken.changed, taken.rejected) == (1, 2)
    facts = queries.establishment("124101")
    assert facts is not None
    assert facts.low_age is None
    assert [(row.line, row.field, row.reason) for row in take_ins.rejects()] == [
        (2, "StatutoryLowAge", "is not a whole number from 0 to 99; it is left empty, and so is OpenDate"),
        (3, "URN", "is not a URN (five digits or more)"),
    ]


@pytest.mark.parametrize(
    ("status", "open_now"),
    [("Open", True), ("Open, but proposed to close", True), ("Closed", False), ("Proposed to open", False)],
)
def test_what_is_open(status: str, open_now: bool) -> None:
    assert is_open(status) is open_now


@pytest.mark.parametrize(
    ("words", "boards"),
    [
        ("Boarding school", True),
        ("Children's home (Boarding school)", True),
        ("College / FE residential accommodation", True),
        ("No boarders", False),
        ("Not applicable", False),
        ("", False),
    ],
)
def test_who_has_boarders(words: str, boards: bool) -> None:
    assert has_boarders(words) is boards


def test_a_closing_date_without_a_status_closes(take: Take) -> None:
    take({"URN": "124101", "EstablishmentName": "A", "CloseDate": "31-08-2019"})
    facts = queries.establishment("124101")
    assert facts is not None
    assert not facts.is_open


def successor(urn: str, link_urn: str, kind: str = "Successor") -> tuple[str, ...]:
    return urn, link_urn, f"School {link_urn}", kind, "01-09-2014"


def test_an_open_establishment_is_itself_whatever_the_links_say(take: Take, link: Take) -> None:
    take(school("100001"), school("100002"))
    link(successor("100001", "100002"))
    assert queries.current_urn("100001").urn == "100001"


@pytest.mark.parametrize(
    "kind",
    [
        "Successor",
        "Successor - merged",
        "Successor - amalgamated",
        "Successor - Split School",
        "Result of Amalgamation",
        "Merged - change in age range",
        "Merged - expansion of school capacity",
        "Merged - expansion in school capacity and changer in age range",
    ],
)
def test_a_closed_establishment_leads_to_what_carries_it_on(take: Take, link: Take, kind: str) -> None:
    take(school("100001", "Closed"), school("100002"))
    link(successor("100001", "100002", kind))
    assert queries.current_urn("100001").urn == "100002"


@pytest.mark.parametrize(
    "kind", ["Sixth Form Centre Link", "Sixth Form Centre School", "Expansion", "Closure", "Other"]
)
def test_other_links_lead_nowhere(take: Take, link: Take, kind: str) -> None:
    take(school("100001", "Closed"), school("100002"))
    link(successor("100001", "100002", kind))
    found = queries.current_urn("100001")
    assert (found.urn, found.reason) == (None, "100001 is closed, with no successor")


def test_a_chain_is_followed_to_its_open_end(take: Take, link: Take) -> None:
    take(school("100001", "Closed"), school("100002", "Closed"), school("100003", "Open, but proposed to close"))
    link(successor("100001", "100002"), successor("100002", "100003"))
    found = queries.current_urn("100001")
    assert found.urn == "100003"
    assert "carries it on" in found.reason


def test_a_closed_one_that_the_register_never_had_still_leads_on(take: Take, link: Take) -> None:
    take(school("100003"))
    link(successor("100001", "100002"), successor("100002", "100003"))
    assert queries.current_urn("100001").urn == "100003"


def test_a_predecessor_s_line_says_the_same_from_the_other_side(take: Take, link: Take) -> None:
    take(school("100001", "Closed"), school("100002"))
    link(("100002", "100001", "School 100001", "Predecessor - merged", ""))
    assert queries.current_urn("100001").urn == "100002"


def test_a_circle_is_walked_once(take: Take, link: Take) -> None:
    take(school("100001", "Closed"), school("100002", "Closed"))
    link(successor("100001", "100002"), successor("100002", "100001"))
    assert queries.current_urn("100001").urn is None


def test_two_that_carry_it_on_are_a_person_s_choice(take: Take, link: Take) -> None:
    take(school("100001", "Closed"), school("100002"), school("100003"))
    link(successor("100001", "100002"), successor("100001", "100003"))
    found = queries.current_urn("100001")
    assert found.urn is None
    assert "100002, 100003" in found.reason


def test_two_ways_to_the_same_end_are_one(take: Take, link: Take) -> None:
    take(school("100001", "Closed"), school("100002", "Closed"), school("100003", "Closed"), school("100004"))
    pairs = [("100001", "100002"), ("100001", "100003"), ("100002", "100004"), ("100003", "100004")]
    link(*(successor(*pair) for pair in pairs))
    assert queries.current_urn("100001").urn == "100004"


def test_a_successor_that_the_register_does_not_have_is_no_answer(take: Take, link: Take) -> None:
    take(school("100001", "Closed"), school("100003"))
    link(successor("100001", "100002"))
    found = queries.current_urn("100001")
    assert found.urn is None
    assert "100002" in found.reason
    link(successor("100001", "100002"), successor("100001", "100003"))
    assert queries.current_urn("100001").urn is None


def test_an_unknown_urn_is_said_to_be_unknown(take: Take) -> None:
    take(school("100001"))
    assert queries.current_urn("100009").reason == "100009 is not on the register"


def test_links_twice_change_nothing_and_bad_ones_are_rejected(link: Take) -> None:
    rows = [successor("100001", "100002"), ("100003", "", "", "Successor", ""), ("100004", "1", "", "Successor", "")]
    first, again = link(*rows), link(*rows)
    assert (first.changed, first.rejected, again.changed, again.unchanged, again.rejected) == (1, 2, 0, 1, 2)
    assert [(row.line, row.field) for row in take_ins.rejects()] == [(3, "LinkURN"), (4, "LinkURN")]


def test_open_establishments_are_those_of_the_authorities(take: Take) -> None:
    take(school("100001"), school("100002", "Closed"), school("100003", **{"LA (code)": "860"}))
    assert [facts.urn for facts in queries.open_establishments()] == ["100001", "100003"]
    assert [facts.urn for facts in queries.open_establishments(["E10000028"])] == ["100003"]
