"""What may be read of support, each answer a type made for its reader."""

from firstbell.responses.support.queries.referrals import (
    AttemptShown,
    Caseload,
    ReferralForReferrer,
    ReferralForService,
    ReferralLine,
    Waiting,
    caseloads,
    referral,
    referrals,
    referrals_made,
    uptake_by_year,
    waiting,
)

__all__ = [
    "AttemptShown",
    "Caseload",
    "ReferralForReferrer",
    "ReferralForService",
    "ReferralLine",
    "Waiting",
    "caseloads",
    "referral",
    "referrals",
    "referrals_made",
    "uptake_by_year",
    "waiting",
]
