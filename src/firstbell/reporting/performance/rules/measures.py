"""The list of measures. What is not in it is not a figure of ours; each says what it counts, whose it is, since when.

Children present, children related and children of whom a place was told are three measures and never one. An arrest is
no charge, a report no crime, and a row no person.
"""

from datetime import date
from typing import Any

from firstbell.pure.evaluation.finding import Direction
from firstbell.pure.figures.measures import Is, Measure
from firstbell.pure.refusal import Refused
from firstbell.pure.trends.charts import Method
from firstbell.pure.trends.rebasing import KNOWN_DEFINITIONS
from firstbell.reporting.performance.rules import kinds
from firstbell.responses.case_progress.rules.stages import CHARGE

BEGUN = date(2026, 11, 27)
"""When these definitions were first written down."""
WHERE = (
    "where it happened: the neighbourhood, ward and district of its postcode, else the authority that is recorded; both"
    " where they differ; a postcode that is withheld, as a refuge's, counts for the whole force alone"
)
AS_REPORT = "the London day on which it was reported"
ANALYST, DESK, CASES, SUPPORT, WEEKS = "performance analyst", "Encompass desk", "case lead", "support lead", "week lead"
CHILDREN_ARE_VICTIMS, AFTER_SEPARATION = KNOWN_DEFINITIONS
VICTIM_GROUPS = tuple(one.name for one in kinds.VICTIM_GROUPS)
OF_THE_VICTIM = "Sex, age, stalking and exploitation are the victim's, where the report names exactly one."


def _of_reports(code: str, title: str, said: str, **more: Any) -> Measure:
    """A measure of reports, unless ``more`` says otherwise."""
    said_of_reports: dict[str, Any] = {
        "counts": kinds.REPORTS,
        "area_rule": WHERE,
        "date_rule": AS_REPORT,
        "source": "incident feed",
        "owner": ANALYST,
        "since": BEGUN,
    }
    return Measure(code=code, title=title, said=said, **(said_of_reports | more))


def _of_notices(code: str, title: str, said: str, **more: Any) -> Measure:
    said_of_notices = {"counts": kinds.NOTICES, "source": "Encompass: notices, holds and reviews", "owner": DESK}
    return _of_reports(code, title, said, **(said_of_notices | more))


REPORTED = (
    _of_reports(
        "reports",
        "Reports",
        "Reports of domestic abuse. More may be a good thing: more people report.",
        groups=("crime", "reported_by", "place_kind"),
    ),
    _of_reports(
        "crimes",
        "Reports with a crime",
        "Reports of which a crime is recorded. A report without one is no less a report.",
        numerator=(Is("crime"),),
        changes=(AFTER_SEPARATION,),
    ),
    _of_reports(
        "crime_ratio",
        "Share of reports with a crime",
        "Of reports that say whether there was a crime, those of which there was.",
        numerator=(Is("crime"),),
        denominator=(Is("crime", (True, False)),),
        method=Method.P_PRIME,
        changes=(AFTER_SEPARATION,),
    ),
    _of_reports(
        "victims",
        "Distinct victims",
        "People who are a victim in any report of the month, each once. Months do not add up to a year.",
        counts=kinds.VICTIMS,
        distinct="who",
        source="incident feed, and who is who by linkage",
        groups=VICTIM_GROUPS,
    ),
    _of_reports(
        "victims_reported",
        "Victims, as often as reported",
        "A victim as often as a report names them, so that months add up to a year. They are more than people.",
        counts=kinds.VICTIMS,
        groups=("sex", "age"),
    ),
    _of_reports(
        "repeat_victims",
        "Repeat victims",
        "Of distinct victims, those who were one in another report of the 365 days before.",
        counts=kinds.VICTIMS,
        distinct="who",
        numerator=(Is("again"),),
        denominator=(),
        method=Method.P_PRIME,
        source="incident feed, and who is who by linkage",
        groups=VICTIM_GROUPS,
    ),
    _of_reports(
        "serial_suspects",
        "Serial suspects",
        "People accused in a report of the month whom reports of 730 days accuse of harming two victims or more.",
        counts=kinds.SUSPECTS,
        distinct="who",
        numerator=(Is("serial"),),
        source="incident feed, and who is who by linkage",
    ),
)
_CHILDREN: dict[str, Any] = {
    "counts": kinds.CHILDREN,
    "owner": DESK,
    "source": "Encompass: children in scope",
    "changes": (CHILDREN_ARE_VICTIMS,),
}
OF_CHILDREN = (
    _of_reports(
        "children_a_report",
        "Children found, a report",
        "Children in scope, over reports that were looked at for children, those with none among them.",
        denominator=(Is("assessed"),),
        adds="children",
        owner=DESK,
        source="Encompass: children in scope",
        changes=(CHILDREN_ARE_VICTIMS,),
    ),
    _of_reports(
        "distinct_children",
        "Distinct children",
        "Children in scope of any report of the month, each once. Months do not add up to a year.",
        distinct="who",
        **(_CHILDREN | {"source": "Encompass: children in scope, and who is who by linkage"}),
    ),
    _of_reports(
        "children_present",
        "Children present",
        "Children who were there, a child as often as it was there.",
        numerator=(Is("present", ("yes",)),),
        **_CHILDREN,
    ),
    _of_reports(
        "children_related",
        "Children related",
        "Children related to a party, whether they were there or not, a child as often as there was a report.",
        numerator=(Is("related"),),
        groups=("present",),
        **_CHILDREN,
    ),
    _of_reports(
        "children_told",
        "Children of whom a place was told",
        "Children of whom at least one school, authority or force was told.",
        numerator=(Is("told"),),
        **_CHILDREN,
    ),
)
OF_NOTICES = (
    _of_notices(
        "before_the_bell",
        "Notices before the bell",
        "Of notices that were sent or due, those sent by their deadline.",
        numerator=(Is("on_time"),),
        denominator=(Is("on_time", (True, False)),),
        groups=("kind",),
        method=Method.P_PRIME,
        good=Direction.UP,
    ),
    _of_notices(
        "acknowledged",
        "Acknowledged before the bell",
        "Of notices that were acknowledged or due, those acknowledged by their deadline: sent is not read.",
        numerator=(Is("acknowledged"),),
        denominator=(Is("acknowledged", (True, False)),),
        groups=("kind",),
        method=Method.P_PRIME,
        good=Direction.UP,
    ),
    _of_notices(
        "late",
        "Late notices, by reason",
        "Notices that were not sent by their deadline, each under the first reason that is known.",
        numerator=(Is("on_time", (False,)),),
        groups=("late_why", "kind"),
    ),
    _of_notices(
        "found_by",
        "Notices, by what found the school",
        "Notices by the first source that led to the place.",
        groups=("found_by",),
    ),
    _of_notices(
        "by_hand",
        "Notices decided by a person",
        "Of all notices, those of which a person decided where they go.",
        numerator=(Is("by_hand"),),
        denominator=(),
        method=Method.P_PRIME,
    ),
    _of_notices(
        "desk_minutes",
        "Minutes at the desk, a notice",
        "Minutes between opening a question's page and deciding it, an hour at most, over all notices: 0 where nobody"
        " had to decide. Calls and all else are not in it, nor are notices decided without that page.",
        denominator=(Is("timed"),),
        adds="minutes",
        source="Encompass: reviews; the audit trail's entries of pages opened",
    ),
    _of_notices(
        "holds",
        "Notices that were held",
        "Notices that were ever on hold, by why they first were.",
        numerator=(Is("held"),),
        groups=("held_why",),
    ),
    _of_notices(
        "conflict_blocks",
        "Conflict blocks",
        "Notices that the conflict check held, as somebody at the place may be tied to a party: a person then decided.",
        numerator=(Is("conflict"),),
        groups=("kind",),
    ),
    _of_notices(
        "wrong_recipients",
        "Wrong recipients",
        "Notices of which the place said that it is not their pupil. The target is none.",
        numerator=(Is("wrong"),),
        groups=("found_by",),
    ),
    _of_notices(
        "contact_age",
        "Age of contacts",
        "Days since contacts were last verified, over those that ever were; as they stand, with no past.",
        counts=kinds.CONTACTS,
        denominator=(Is("verified"),),
        adds="days",
        area_rule="the authority of the school, or the authority itself",
        date_rule="the month in which the columns were made",
    ),
)
_REFERRALS: dict[str, Any] = {
    "counts": kinds.REFERRALS,
    "denominator": (),
    "groups": ("referred_from", *VICTIM_GROUPS),
    "method": Method.P_PRIME,
    "area_rule": "where the report happened from which it came; unplaced where it came from none",
    "date_rule": "the London day of the referral",
    "owner": SUPPORT,
    "source": "support service: referrals",
}
OF_RESPONSES = (
    _of_reports(
        "support_uptake",
        "Support uptake",
        f"Of referrals to a support service, those whose client took part. {OF_THE_VICTIM}",
        numerator=(Is("engaged"),),
        **_REFERRALS,
    ),
    _of_reports(
        "support_reached",
        "Support: clients spoken to",
        f"Of referrals to a support service, those whose client was spoken to. {OF_THE_VICTIM}",
        numerator=(Is("contacted"),),
        **_REFERRALS,
    ),
    _of_reports(
        "case_stages",
        "Stages reached",
        "Stages that cases reached, each kind by itself.",
        counts=kinds.STAGES,
        groups=("stage",),
        date_rule="the day on which the stage was reached",
        owner=CASES,
        source="case progress: stages as they stand",
    ),
    _of_reports(
        "charges",
        "Cases charged",
        "Cases in which somebody was charged or summonsed. Sex, age, stalking, exploitation: the case's victim's.",
        counts=kinds.STAGES,
        numerator=(Is("stage", (CHARGE,)),),
        groups=VICTIM_GROUPS,
        date_rule="the day of the charge",
        owner=CASES,
        source="case progress: stages as they stand",
    ),
    _of_reports(
        "programme_starts",
        "Programme starts",
        "Of referrals to a perpetrator programme, those who started. Nothing of partners is in it.",
        counts=kinds.PARTICIPANTS,
        numerator=(Is("started"),),
        denominator=(),
        groups=("status", "left"),
        method=Method.P_PRIME,
        area_rule="the force: a provider serves all of it",
        date_rule="the month of the referral",
        owner=ANALYST,
        source="programme: referrals",
    ),
    _of_reports(
        "doors",
        "Cocoon: doors visited",
        "Doors at which somebody stood, by what became of them; of no campaign in particular.",
        counts=kinds.DOORS,
        adds="many",
        groups=("outcome",),
        area_rule="the force: finer would point at homes",
        date_rule="the London day of the visit",
        owner=ANALYST,
        source="Cocoon: visits",
    ),
    _of_reports(
        "week_results",
        "Intensification weeks: results",
        "What teams recorded in weeks, each kind by itself. An arrest is not a charge.",
        counts=kinds.RESULTS,
        adds="many",
        groups=("result",),
        area_rule="the area of the week; unplaced for a week of the whole force",
        date_rule="the London day of the result",
        owner=WEEKS,
        source="intensification weeks: results that were not struck",
    ),
)
MEASURES = (*REPORTED, *OF_CHILDREN, *OF_NOTICES, *OF_RESPONSES)
"""All of them, in the order in which they are shown."""


def measure(code: str) -> Measure:
    """Refused for a code that none has."""
    for one in MEASURES:
        if one.code == code:
            return one
    raise Refused(f"There is no measure {code!r}.", f"There are: {', '.join(one.code for one in MEASURES)}.")
