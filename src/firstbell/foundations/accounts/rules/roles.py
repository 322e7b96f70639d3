"""Every role there is. A role belongs to a kind of organisation; what it may do stands here and nowhere else."""

from dataclasses import dataclass

from firstbell.foundations.accounts.rules.organisations import (
    AGENCY,
    AUTHORITY,
    ESTABLISHMENT,
    FORCE,
    OTHER_FORCE,
    PROVIDER,
    SUPPORT,
    TRUST,
)
from firstbell.foundations.accounts.rules.permissions import WITHOUT_PEOPLE


@dataclass(frozen=True, slots=True)
class Role:
    """``kind`` is the kind of organisation it can be held in; ``description`` is shown to whoever gives it."""

    name: str
    title: str
    kind: str
    description: str
    permissions: frozenset[str]

    @property
    def sees_people(self) -> bool:
        """Whether it may see anything about a person, and so needs a second factor."""
        return not self.permissions <= WITHOUT_PEOPLE


_ANSWERS = frozenset({"notices.read", "notices.answer"})
_DESK = frozenset(
    {
        "desk.read",
        "desk.decide",
        "desk.search",
        "contacts.verify",
        "take_in.upload",
        "figures.read",
        "cocoon.read",
        "cocoon.propose",
        "cocoon.operations",
        "support.refer",
        "programme.refer",
    }
)
_CASES = frozenset({"cases.read", "cases.record", "support.refer", "programme.refer"})
_SUPPORT = frozenset({"support.read", "support.work", "partners.support"})
_FIGURES = frozenset({"figures.read", "figures.ask", "figures.answer", "figures.rebase", "figures.pack"})
_PROGRAMME = frozenset({"programme.read", "programme.facilitate"})

ROLES: dict[str, Role] = {
    role.name: role
    for role in (
        Role(
            "school_lead",
            "Designated safeguarding lead",
            ESTABLISHMENT,
            "Reads and answers the setting's notices, and says who else is told and when pupils come.",
            _ANSWERS | {"notices.pass_on", "contacts.manage", "calendar.manage", "concerns.raise"},
        ),
        Role(
            "school_deputy",
            "Deputy safeguarding lead",
            ESTABLISHMENT,
            "Reads and answers the setting's notices.",
            _ANSWERS | {"concerns.raise"},
        ),
        Role(
            "trust_lead",
            "Trust safeguarding lead",
            TRUST,
            "Sees how the trust's schools stand, and reads and answers notices of those that name them as a contact.",
            _ANSWERS,
        ),
        Role(
            "authority_officer",
            "Authority officer",
            AUTHORITY,
            "Reads and answers notices about children without a school, and says which place a child goes to.",
            _ANSWERS | {"phone_back.answer"},
        ),
        Role(
            "roll_keeper",
            "Roll keeper",
            AUTHORITY,
            "Uploads the authority's education roll.",
            frozenset({"rolls.upload"}),
        ),
        Role("desk_officer", "Desk officer", FORCE, "Works through the morning at the domestic abuse desk.", _DESK),
        Role(
            "desk_supervisor",
            "Desk supervisor",
            FORCE,
            "Everything a desk officer does; also pauses the scheme and closes records to people tied to them.",
            _DESK | {"desk.supervise", "cocoon.hear", "subject_access.allow"},
        ),
        Role(
            "cocoon_planner",
            "Planner of visits",
            FORCE,
            "Plans which cells are visited when, and never learns of an operation.",
            frozenset({"cocoon.read", "cocoon.plan"}),
        ),
        Role(
            "visiting_officer",
            "Visiting officer",
            FORCE,
            "Visits every door of a street and records what became of it; never learns of an operation.",
            frozenset({"cocoon.visit"}),
        ),
        Role(
            "advocate",
            "Specialist advocate",
            FORCE,
            "Confirms a victim's safety plan before anybody visits, and may have a cell left out.",
            frozenset({"cocoon.operations", "cocoon.confirm_safety"}),
        ),
        Role(
            "cocoon_supervisor",
            "Supervisor of Operation Cocoon",
            FORCE,
            "Signs operations off, starts, pauses and ends campaigns, and answers for every seal that is opened.",
            frozenset(
                {
                    "cocoon.read",
                    "cocoon.operations",
                    "cocoon.sign_off",
                    "cocoon.open_seal",
                    "cocoon.authorise",
                    "cocoon.hear",
                }
            ),
        ),
        Role(
            "case_officer",
            "Case officer",
            FORCE,
            "Sees cases through: stages, outcomes, risk, orders, and what the victim is told and says.",
            _CASES,
        ),
        Role(
            "case_supervisor",
            "Case supervisor",
            FORCE,
            "Everything a case officer does; also approves outcomes that another proposed, and grades risk again.",
            _CASES | {"cases.supervise"},
        ),
        Role(
            "conference_coordinator",
            "Conference coordinator",
            FORCE,
            "Calls the conferences of agencies (MARAC), and keeps their agenda, research and tasks.",
            frozenset({"cases.read", "conferences.keep"}),
        ),
        Role(
            "week_planner",
            "Planner of intensification weeks",
            FORCE,
            "Plans weeks, draws their lists and gives tasks to teams; decides on no name.",
            frozenset({"weeks.read", "weeks.plan"}),
        ),
        Role(
            "week_supervisor",
            "Supervisor of intensification weeks",
            FORCE,
            "Accepts or refuses each name on a week's list, with a reason, and freezes the list at its start.",
            frozenset({"weeks.read", "weeks.decide"}),
        ),
        Role(
            "week_team",
            "Team of an intensification week",
            FORCE,
            "Does the tasks of a team, and records each day's results; sees no list.",
            frozenset({"weeks.work"}),
        ),
        Role(
            "hub_officer",
            "Officer of the hub",
            FORCE,
            "Reads the pictures of households that several agencies see a part of, and works on the hub's matters.",
            frozenset({"hub.read"}),
        ),
        Role(
            "hub_supervisor",
            "Supervisor of the hub",
            FORCE,
            "Everything an officer of the hub does; also decides matters, joins and splits households, opens seals.",
            frozenset({"hub.read", "hub.decide", "informants.open"}),
        ),
        Role(
            "information_officer",
            "Information officer",
            FORCE,
            "Answers people who ask what is held about them, a second one confirms; and has what is old destroyed.",
            frozenset({"subject_access.handle", "retention.run"}),
        ),
        Role(
            "analyst",
            "Analyst",
            FORCE,
            "Sees counts and nobody in them, makes the performance meeting's pack, answers questions about figures, and"
            " drafts what the public is told.",
            _FIGURES | {"releases.read", "releases.draft"},
        ),
        Role(
            "commissioners_officer",
            "Commissioner's office",
            FORCE,
            "Reads the figures of the performance meeting, puts questions about them into the log, and signs public"
            " figures.",
            frozenset({"figures.read", "figures.ask", "releases.read", "releases.sign"}),
        ),
        Role(
            "release_signatory",
            "Signatory of public figures",
            FORCE,
            "Signs public figures that somebody else drafted; with the second signature they are published.",
            frozenset({"figures.read", "releases.read", "releases.sign"}),
        ),
        Role(
            "administrator",
            "Administrator",
            FORCE,
            "Invites people, gives roles, reads the audit trail; sees no child.",
            frozenset({"people.manage", "audit.read", "retention.run", "clients.manage"}),
        ),
        Role(
            "support_worker",
            "Support worker",
            SUPPORT,
            "Supports clients, as each one's plan of contact allows; answers for partners of those in a programme.",
            _SUPPORT,
        ),
        Role(
            "support_lead",
            "Lead of a support service",
            SUPPORT,
            "Everything a support worker does; also answers referrals and gives cases to workers.",
            _SUPPORT | {"support.lead"},
        ),
        Role(
            "facilitator",
            "Programme facilitator",
            PROVIDER,
            "Assesses participants and runs their groups; never learns anything of a partner.",
            _PROGRAMME,
        ),
        Role(
            "programme_lead",
            "Lead of a programme",
            PROVIDER,
            "Everything a facilitator does; also decides who takes part, and makes groups.",
            _PROGRAMME | {"programme.lead"},
        ),
        Role(
            "professional",
            "Professional of an agency",
            AGENCY,
            "Reports concerns about households, and hears what may be told of them.",
            frozenset({"concerns.raise"}),
        ),
        Role(
            "hub_partner",
            "Partner at the hub",
            AGENCY,
            "Sits at the hub's table for an agency: sees matters in which its basis allows it, and its own tasks.",
            frozenset({"hub.read", "concerns.raise"}),
        ),
        Role(
            "partner_desk",
            "Desk of another force",
            OTHER_FORCE,
            "Reads and accepts what this force hands over to theirs.",
            frozenset({"handovers.receive"}),
        ),
    )
}


def permissions_of(names: tuple[str, ...]) -> frozenset[str]:
    """All that somebody with these roles may do. KeyError for a role that does not exist."""
    return frozenset(permission for name in names for permission in ROLES[name].permissions)


ROLE_OF_CONTACT = {
    "dsl": "school_lead",
    "head": "school_lead",
    "deputy": "school_deputy",
    "trust_lead": "school_deputy",
    "la_officer": "authority_officer",
}
"""As what somebody signs in for a place, by what they are among its contacts."""
