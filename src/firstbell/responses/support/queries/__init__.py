"""What may be read of support, each answer a type made for its reader."""

from firstbell.responses.support.queries.about import (
    about_client,
    clients_named,
)
from firstbell.responses.support.queries.addresses import (
    AddressProposed,
    AddressStands,
    address,
    proposed_addresses,
)
from firstbell.responses.support.queries.cases import (
    ActionPlan,
    ClosureShown,
    GoalShown,
    NeedShown,
    ReviewDue,
    ReviewShown,
    TaskDue,
    TaskShown,
    action_plan,
    reviews_due,
    tasks_due,
)
from firstbell.responses.support.queries.forgetting import (
    client_exists,
    clients_ended,
    incidents_of_clients,
    rows_of_clients,
)
from firstbell.responses.support.queries.made import ReferralForReferrer, referral_made, referrals_made
from firstbell.responses.support.queries.people import (
    PersonForService,
    PossiblySame,
    RecordShown,
    RulingShown,
    person,
    possibly_same,
)
from firstbell.responses.support.queries.reach import ContactNow, WayNow, contact_now
from firstbell.responses.support.queries.referrals import (
    AttemptShown,
    Caseload,
    Linked,
    PassedOn,
    ReferralForService,
    ReferralLine,
    Waiting,
    caseloads,
    referral,
    referrals,
    uptake_by_year,
    waiting,
)
from firstbell.responses.support.queries.returns import ReferralForReturn, referrals_for_return
from firstbell.responses.support.queries.sides import Opposed, opposed

__all__ = [
    "ActionPlan",
    "AddressProposed",
    "AddressStands",
    "AttemptShown",
    "Caseload",
    "ClosureShown",
    "ContactNow",
    "GoalShown",
    "Linked",
    "NeedShown",
    "Opposed",
    "PassedOn",
    "PersonForService",
    "PossiblySame",
    "RecordShown",
    "ReferralForReferrer",
    "ReferralForReturn",
    "ReferralForService",
    "ReferralLine",
    "ReviewDue",
    "ReviewShown",
    "RulingShown",
    "TaskDue",
    "TaskShown",
    "Waiting",
    "WayNow",
    "about_client",
    "action_plan",
    "address",
    "caseloads",
    "client_exists",
    "clients_ended",
    "clients_named",
    "contact_now",
    "incidents_of_clients",
    "opposed",
    "person",
    "possibly_same",
    "proposed_addresses",
    "referral",
    "referral_made",
    "referrals",
    "referrals_for_return",
    "referrals_made",
    "reviews_due",
    "rows_of_clients",
    "tasks_due",
    "uptake_by_year",
    "waiting",
]
