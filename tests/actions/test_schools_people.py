"""Who is told at an establishment, an authority, a force; who works there."""

import csv
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from firstbell.foundations.take_in import queries as take_ins
from firstbell.foundations.take_in.rules import TakenIn, Unusable
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.registers.schools import actions, intake, queries

pytestmark = pytest.mark.django_db

Take = Callable[..., TakenIn]
STOKE = "E06000021"


@pytest.fixture
def take(tmp_path: Path, by: Actor, now: datetime) -> Take:
    """Takes rows in as contacts, staff, establishments or links; the register has 100001 and 100002 to begin with."""

    def rows(kind: str, *rows: dict[str, str]) -> TakenIn:
        path = tmp_path / f"{kind}.csv"
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        taken: TakenIn = getattr(intake, f"take_in_{kind}")(path=path, by=by, now=now)
        return taken

    rows("establishments", *({"URN": urn, "EstablishmentName": f"School {urn}"} for urn in ("100001", "100002")))
    return rows


def contact(email: str = "dsl@100001.example", **columns: str) -> dict[str, str]:
    row = {
        "urn": "100001",
        "rank": "1",
        "role": "dsl",
        "name": "Robin Example",
        "email": email,
        "phone": "01782 000000",
    }
    return row | {"hours": "8-16", "holiday_cover": "", "verified_on": "2026-11-01"} | columns


def test_contacts_are_told_in_order_of_rank(take: Take, now: datetime, policy: ForcePolicy) -> None:
    taken = take("contacts", contact("head@100001.example", rank="3", role="Head"), contact("DSL@100001.Example"))
    assert taken.changed == 2
    found = queries.contacts_of("100001", now=now, policy=policy)
    assert [(one.rank, one.role, one.email, one.live, one.verified) for one in found] == [
        (1, "dsl", "dsl@100001.example", True, True),
        (3, "head", "head@100001.example", True, True),
    ]
    assert queries.contacts_of("100002", now=now, policy=policy) == []


@pytest.mark.parametrize(
    ("written", "owner", "role"),
    [
        (STOKE, STOKE, "la_officer"),
        ("861", STOKE, "la_officer"),
        ("860", "E10000028", "deputy"),
        ("west-mercia", "west-mercia", "la_officer"),
        ("West-Mercia", "west-mercia", "dsl"),
    ],
)
def test_an_authority_and_a_force_have_contacts_too(
    take: Take, now: datetime, policy: ForcePolicy, written: str, owner: str, role: str
) -> None:
    take("contacts", contact("officer@la.example", urn=written, role=role))
    assert [one.owner for one in queries.contacts_of(owner, now=now, policy=policy)] == [owner]


def test_the_same_file_twice_changes_nothing(take: Take) -> None:
    rows = [contact(), contact("head@100001.example", rank="2", role="head")]
    first, again = take("contacts", *rows), take("contacts", *rows)
    assert (first.changed, again.changed, again.unchanged) == (2, 0, 2)


def test_a_contact_is_brought_up_to_date(take: Take, now: datetime, policy: ForcePolicy) -> None:
    take("contacts", contact())
    assert take("contacts", contact(rank="2", name="Sam Example")).changed == 1
    (one,) = queries.contacts_of("100001", now=now, policy=policy)
    assert (one.rank, one.name) == (2, "Sam Example")


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"urn": ""}, "urn"),
        ({"urn": "12"}, "urn"),
        ({"urn": "100009"}, "urn"),  # not on the register
        ({"urn": "E07000192"}, "urn"),  # a district
        ({"urn": "nowhere"}, "urn"),
        ({"rank": "first"}, "rank"),
        ({"rank": "0"}, "rank"),
        ({"rank": ""}, "rank"),
        ({"role": "caretaker"}, "role"),
        ({"role": "la_officer"}, "role"),  # of an establishment
        ({"email": ""}, "email"),
        ({"email": "robin"}, "email"),
        ({"email": "a@b.example,c@d.example"}, "email"),
        ({"email": "robin@exa mple"}, "email"),
        ({"verified_on": "31/02/2026"}, "verified_on"),
        ({"verified_on": "2026-02-31"}, "verified_on"),
        ({"verified_on": "2026-11-22"}, "verified_on"),  # tomorrow
        ({"away_from": "2026-12-01", "away_until": "2026-11-30"}, "away_until"),
    ],
)
def test_mistakes_are_rejected_with_their_field(take: Take, columns: dict[str, str], field: str) -> None:
    taken = take("contacts", contact(**columns), contact("head@100001.example", rank="2"))
    assert (taken.changed, taken.rejected) == (1, 1)
    (reject,) = take_ins.rejects()
    assert (reject.line, reject.field) == (2, field)
    assert reject.reason


def test_the_same_contact_twice_in_a_file_is_a_mistake(take: Take) -> None:
    assert take("contacts", contact(), contact(rank="2")).rejected == 1
    assert take("contacts", contact(), contact(rank="2")).unchanged == 1


def test_an_unknown_column_is_named(take: Take) -> None:
    with pytest.raises(Unusable) as caught:
        take("contacts", contact(mobile="07700 900000"))
    assert caught.value.field == "mobile"


@pytest.mark.parametrize(("days", "verified"), [(0, True), (90, True), (91, False)])
def test_a_verification_holds_for_ninety_days(
    take: Take, now: datetime, policy: ForcePolicy, days: int, verified: bool
) -> None:
    take("contacts", contact(verified_on=str(now.date() - timedelta(days=days))))
    (one,) = queries.contacts_of("100001", now=now, policy=policy)
    assert one.verified is verified
    assert one.live
    assert bool(queries.unverified_contacts(now, policy)) is not verified


def test_a_contact_never_verified_is_not(take: Take, now: datetime, policy: ForcePolicy) -> None:
    take("contacts", contact(verified_on=""))
    assert [one.email for one in queries.unverified_contacts(now, policy)] == ["dsl@100001.example"]


@pytest.mark.parametrize(
    ("away_from", "away_until", "live"),
    [
        ("2026-11-20", "2026-11-21", False),
        ("2026-11-21", "2026-11-21", False),
        ("2026-11-22", "2026-11-30", True),
        ("2026-11-01", "2026-11-20", True),
        ("2026-11-20", "", False),  # until told otherwise
        ("", "2026-11-21", False),
        ("", "2026-11-20", True),
    ],
)
def test_who_is_away_is_not_live(
    take: Take, now: datetime, policy: ForcePolicy, away_from: str, away_until: str, live: bool
) -> None:
    take("contacts", contact(away_from=away_from, away_until=away_until))
    (one,) = queries.contacts_of("100001", now=now, policy=policy)
    assert (one.live, one.verified) == (live, True)


def test_a_bounce_ends_when_the_address_is_verified_again(
    take: Take, by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    take("contacts", contact(), contact(urn="100002"))
    assert actions.mark_contact_bounced(email="Dsl@100001.example", by=by, now=now) == 2
    assert actions.mark_contact_bounced(email="dsl@100001.example", by=by, now=now + timedelta(hours=1)) == 0
    (one,) = queries.contacts_of("100001", now=now, policy=policy)
    assert (one.live, one.verified) == (False, False)
    assert [facts.urn for facts in queries.establishments_without_contact()] == ["100001", "100002"]
    take("contacts", contact(phone="01782 111111"))  # an older verification does not undo it
    assert not queries.contacts_of("100001", now=now, policy=policy)[0].live
    actions.mark_contact_verified(owner="100001", email="dsl@100001.example", by=by, now=now + timedelta(days=2))
    (one,) = queries.contacts_of("100001", now=now + timedelta(days=2), policy=policy)
    assert (one.live, one.verified) == (True, True)
    assert not queries.contacts_of("100002", now=now, policy=policy)[0].live


def test_a_file_verified_after_the_bounce_ends_it(take: Take, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    take("contacts", contact(), contact(urn="100002"))
    actions.mark_contact_bounced(email="dsl@100001.example", by=by, now=now - timedelta(days=3))
    take("contacts", contact(verified_on="2026-11-18"), contact(urn="100002", verified_on="2026-11-19"))
    live = [queries.contacts_of(urn, now=now, policy=policy)[0].live for urn in ("100001", "100002")]
    assert live == [False, True]  # of the day of the bounce itself nobody knows which came first


def test_a_later_verification_is_not_taken_back_by_an_older_file(
    take: Take, by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    row = contact(verified_on="2026-01-01")
    take("contacts", row)
    actions.mark_contact_verified(owner="100001", email="dsl@100001.example", by=by, now=now)
    assert take("contacts", row).unchanged == 1
    assert queries.contacts_of("100001", now=now, policy=policy)[0].verified


def test_who_is_no_contact_cannot_be_verified(take: Take, by: Actor, now: datetime) -> None:
    with pytest.raises(Refused):
        actions.mark_contact_verified(owner="100001", email="nobody@100001.example", by=by, now=now)


def test_a_contact_is_found_by_e_mail(take: Take) -> None:
    take("contacts", contact(), contact(urn="861", role="la_officer"))
    assert [one.owner for one in queries.contact_by_email(" DSL@100001.example")] == ["100001", STOKE]


def test_an_academy_inherits_its_school_s_contacts_unverified(take: Take, now: datetime, policy: ForcePolicy) -> None:
    closed = {"EstablishmentStatus (name)": "Closed"}
    take("establishments", {"URN": "100001", "EstablishmentName": "A"} | closed)
    take("links", {"URN": "100001", "LinkURN": "100002", "LinkType": "Successor"})
    take("contacts", contact())
    take("staff", {"urn": "100001", "surname": "Okafor", "forenames": "Amy"})
    (one,) = queries.contacts_of("100002", now=now, policy=policy)
    assert (one.owner, one.email, one.live, one.verified) == ("100002", "dsl@100001.example", True, False)
    assert [person.surname for person in queries.staff_of("100002")] == ["Okafor"]
    assert list(queries.establishments_without_contact()) == []
    take("contacts", contact("new@100002.example", urn="100002"))
    assert [one.email for one in queries.contacts_of("100002", now=now, policy=policy)] == ["new@100002.example"]


def test_a_merger_inherits_no_contacts_but_the_staff(take: Take, now: datetime, policy: ForcePolicy) -> None:
    closed = {"EstablishmentStatus (name)": "Closed"}
    take("establishments", *({"URN": urn, "EstablishmentName": "A"} | closed for urn in ("100001", "100003")))
    take("links", *({"URN": u, "LinkURN": "100002", "LinkType": "Successor - merged"} for u in ("100001", "100003")))
    take("contacts", contact())
    take("staff", {"urn": "100001", "surname": "Okafor"}, {"urn": "100003", "surname": "Nowak"})
    assert queries.contacts_of("100002", now=now, policy=policy) == []
    assert [person.surname for person in queries.staff_of("100002")] == ["Okafor", "Nowak"]


def member(**columns: str) -> dict[str, str]:
    row = {"urn": "100001", "forenames": "Amy", "surname": "Okafor", "date_of_birth": "1992-02-03", "email": ""}
    return row | {"phone": "", "role": "teaching assistant"} | columns


def test_staff_are_kept_and_brought_up_to_date(take: Take) -> None:
    assert take("staff", member()).changed == 1
    assert take("staff", member()).unchanged == 1
    assert take("staff", member(role="governor", phone="07700 900000")).changed == 1
    (one,) = queries.staff_of("100001")
    assert (one.forenames, one.date_of_birth, one.role, one.phone) == (
        "Amy",
        date(1992, 2, 3),
        "governor",
        "07700 900000",
    )


def test_two_of_one_name_are_two_people(take: Take) -> None:
    take("staff", member(), member(date_of_birth=""), member(date_of_birth="1960-05-06"))
    assert len(queries.staff_of("100001")) == 3


def test_who_left_is_taken_out_when_the_day_has_come(take: Take) -> None:
    take("staff", member())
    take("staff", member(left_on="2026-12-31"))
    assert len(queries.staff_of("100001")) == 1
    assert take("staff", member(left_on="2026-11-20")).changed == 1
    assert queries.staff_of("100001") == []
    assert take("staff", member(left_on="2026-11-20")).unchanged == 1


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"surname": ""}, "surname"),
        ({"urn": "STOKE"}, "urn"),
        ({"urn": "100009"}, "urn"),
        ({"date_of_birth": "1992"}, "date_of_birth"),
        ({"date_of_birth": "2027-01-01"}, "date_of_birth"),
    ],
)
def test_staff_that_cannot_be_used_are_rejected(take: Take, columns: dict[str, str], field: str) -> None:
    assert take("staff", member(**columns)).rejected == 1
    assert [(row.line, row.field) for row in take_ins.rejects()] == [(2, field)]


def test_the_head_whom_the_register_names_is_staff(take: Take) -> None:
    take(
        "establishments",
        {"URN": "100001", "EstablishmentName": "A", "HeadFirstName": "José", "HeadLastName": "Núñez"},
    )
    assert [(one.forenames, one.surname, one.date_of_birth) for one in queries.staff_of("100001")] == [
        ("José", "Núñez", None)
    ]
    take("staff", member(forenames="Jose", surname="Nunez", role="head"))
    assert [one.role for one in queries.staff_of("100001")] == ["head"]
