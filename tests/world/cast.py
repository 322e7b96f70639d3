"""The standing cast: everybody whom a page is tried with. Each is made through actions, as an administrator would.

``join(name, ...)`` makes one of them with the organisations they act for; who is not asked for is not made. Asha and
the deputy are the first and second contact that ``Area.school("100001")`` has, Ben the first of ``100002``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.test import Client

from firstbell.foundations.accounts import actions, queries
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

ADMINISTRATOR = Actor("admin@force.example", "force:staffordshire")
PASSWORD = "seven green bottles"
MORNING = datetime(2026, 11, 23, 7, 45, tzinfo=UTC)
"""Monday 23 November 2026, a quarter to eight in London: schools open today."""

Door = Callable[..., Client]
"""``signed_in_as`` of the screens' conftest."""

ORGANISATIONS = {
    "establishment:100001": "St Peter's Primary School",
    "establishment:100002": "Milton Primary School",
    "trust:2048": "Potteries Learning Trust",
    "authority:E06000021": "Stoke-on-Trent City Council",
    "force:staffordshire": "Staffordshire Police",
    "force:west-mercia": "West Mercia Police",
    "support:new-era": "New Era",
    "support:haven": "Haven",
    "provider:choices": "Choices",
    "provider:turning": "Turning",
    "agency:health.city-surgery": "City Surgery",
    "agency:housing.potters-homes": "Potters' Homes",
}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the cast: how they sign in, what they are called, and their ``(organisation, role)`` seats."""

    email: str
    name: str
    seats: tuple[tuple[str, str], ...]


CAST = {
    "asha": Member("dsl@100001.example", "Asha Kaur", (("establishment:100001", "school_lead"),)),
    "deputy": Member("head@100001.example", "Siân O'Brien", (("establishment:100001", "school_deputy"),)),
    "ben": Member("dsl@100002.example", "Ben Mensah", (("establishment:100002", "school_lead"),)),
    "trust": Member("lead@trust.example", "Ruth Adeyemi", (("trust:2048", "trust_lead"),)),
    "officer": Member("officer@stoke.example", "Owen Price", (("authority:E06000021", "authority_officer"),)),
    "keeper": Member("roll@stoke.example", "Kit Sandhu", (("authority:E06000021", "roll_keeper"),)),
    "desk": Member("desk@force.example", "Dana Wright", (("force:staffordshire", "desk_officer"),)),
    "supervisor": Member("super@force.example", "Sam Okafor", (("force:staffordshire", "desk_supervisor"),)),
    "desk_elsewhere": Member("desk@mercia.example", "Elin Hughes", (("force:west-mercia", "partner_desk"),)),
    "analyst": Member("figures@force.example", "Ana Novak", (("force:staffordshire", "analyst"),)),
    "commissioner": Member("office@pfcc.example", "Cleo Hart", (("force:staffordshire", "commissioners_officer"),)),
    "signatory": Member("signs@force.example", "Sib Marlow", (("force:staffordshire", "release_signatory"),)),
    "administrator": Member("admin@force.example", "Adam Field", (("force:staffordshire", "administrator"),)),
    "planner": Member("planner@force.example", "Priya Nair", (("force:staffordshire", "cocoon_planner"),)),
    "visitor": Member("visitor@force.example", "Vic Hartley", (("force:staffordshire", "visiting_officer"),)),
    "second_visitor": Member("second@force.example", "Wren Doyle", (("force:staffordshire", "visiting_officer"),)),
    "cocoon_supervisor": Member("cocoon@force.example", "Cass Bright", (("force:staffordshire", "cocoon_supervisor"),)),
    "advocate": Member("advocate@support.example", "Abi Stone", (("force:staffordshire", "advocate"),)),
    "case_officer": Member("case@force.example", "Cora Lane", (("force:staffordshire", "case_officer"),)),
    "case_supervisor": Member("cases@force.example", "Cyrus Webb", (("force:staffordshire", "case_supervisor"),)),
    "coordinator": Member("marac@force.example", "Marta Quill", (("force:staffordshire", "conference_coordinator"),)),
    "week_planner": Member("weeks@force.example", "Wyn Calder", (("force:staffordshire", "week_planner"),)),
    "week_supervisor": Member("weeks2@force.example", "Wanda Kerr", (("force:staffordshire", "week_supervisor"),)),
    "week_team": Member("team@force.example", "Tam Birch", (("force:staffordshire", "week_team"),)),
    "information_officer": Member("data@force.example", "Iris Vale", (("force:staffordshire", "information_officer"),)),
    "second_information_officer": Member(
        "data2@force.example", "Ivo Marsh", (("force:staffordshire", "information_officer"),)
    ),
    "worker": Member("worker@new-era.example", "Noor Ahmed", (("support:new-era", "support_worker"),)),
    "support_lead": Member("lead@new-era.example", "Lena Ford", (("support:new-era", "support_lead"),)),
    "worker_elsewhere": Member("worker@haven.example", "Hope Lister", (("support:haven", "support_lead"),)),
    "facilitator": Member("group@choices.example", "Farid Stone", (("provider:choices", "facilitator"),)),
    "programme_lead": Member("lead@choices.example", "Pearl Nash", (("provider:choices", "programme_lead"),)),
    "facilitator_elsewhere": Member("group@turning.example", "Ned Frost", (("provider:turning", "programme_lead"),)),
    "professional": Member("nurse@surgery.example", "Hal Winter", (("agency:health.city-surgery", "professional"),)),
    "hub_officer": Member("hub@force.example", "Gita Lowe", (("force:staffordshire", "hub_officer"),)),
    "hub_supervisor": Member("hubs@force.example", "Greg Moss", (("force:staffordshire", "hub_supervisor"),)),
    "hub_partner": Member("hub@homes.example", "Petra Dunn", (("agency:housing.potters-homes", "hub_partner"),)),
    "stranger": Member("stranger@nowhere.example", "Sol Stranger", ()),
}
"""Everybody but ``nobody``, who has not signed in."""


def join(name: str, *, now: datetime, by: Actor = ADMINISTRATOR, policy: ForcePolicy | None = None) -> int:
    """Make this member of the cast, once however often it is called, and return the account's number."""
    member = CAST[name]
    known = queries.account_of(member.email)
    if known is not None:
        return known
    account_id = actions.open_account(email=member.email, name=member.name, password=PASSWORD, by=by, now=now)
    for organisation, role in member.seats:
        actions.open_organisation(
            key=organisation, name=ORGANISATIONS[organisation], by=by, now=now, policy=policy or ForcePolicy()
        )
        actions.give_role(account_id=account_id, organisation=organisation, role=role, by=by, now=now)
    return account_id
