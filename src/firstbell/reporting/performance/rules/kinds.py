"""The kinds of facts of the columnar copy: what a row is, and which columns it has beyond those that all have."""

from firstbell.pure.figures.kinds import Column, Kind, Type, shape_of

WHO = Column("who", Type.REFERENCE, "tells two rows of one person from rows of two, within one making of the columns")

VICTIM_GROUPS = (
    Column("sex", Type.WORD, "as recorded"),
    Column("age", Type.WORD, "the band they are surely in on the day of the report"),
    Column("stalking", Type.WORD, "whether an offence of the report is one of stalking"),
    Column("exploitation", Type.WORD, "whether one is of exploitation or modern slavery"),
)
"""What is recorded of a victim; of a case, of its victim; of a referral, of the only victim of its report."""

REPORTS = Kind(
    "reports",
    "report of domestic abuse",
    (
        Column("crime", Type.YES_NO, "whether a crime is recorded of it"),
        Column("reported_by", Type.WORD, "who reported it, where that is written down"),
        Column("place_kind", Type.WORD, "at home, in public and so on"),
        Column("assessed", Type.YES_NO, "whether it was looked for its children"),
        Column("children", Type.NUMBER, "how many children in scope were found; none before anybody looked"),
    ),
)
VICTIMS = Kind(
    "victims",
    "victim of a report",
    (
        WHO,
        Column("again", Type.YES_NO, "whether they were a victim in another report of the 365 days before"),
        *VICTIM_GROUPS,
    ),
)
SUSPECTS = Kind(
    "suspects",
    "suspect of a report",
    (WHO, Column("serial", Type.YES_NO, "whether reports of the 730 days up to it name two victims or more")),
)
CHILDREN = Kind(
    "children",
    "child in scope of a report",
    (
        WHO,
        Column("present", Type.WORD, "whether they were there: yes, no or unknown"),
        Column("related", Type.YES_NO, "whether they are related to a party"),
        Column("told", Type.YES_NO, "whether a place was told of them"),
    ),
)
NOTICES = Kind(
    "notices",
    "notice",
    (
        Column("kind", Type.WORD, "to an establishment, an authority or another force"),
        Column("told", Type.YES_NO, "whether it was sent"),
        Column("on_time", Type.YES_NO, "whether it was sent by its deadline; none while it is not yet due"),
        Column("late_why", Type.WORD, "why it was late"),
        Column("found_by", Type.WORD, "the first source that led to the place"),
        Column("by_hand", Type.YES_NO, "whether a person decided where it goes"),
        Column("held", Type.YES_NO, "whether it was ever on hold"),
        Column("held_why", Type.WORD, "why it was first on hold"),
        Column("conflict", Type.YES_NO, "whether the conflict check ever held it"),
        Column("wrong", Type.YES_NO, "whether the place said that it is not their pupil"),
        Column(
            "acknowledged", Type.YES_NO, "whether it was acknowledged by its deadline; none while it is not yet due"
        ),
        Column("timed", Type.YES_NO, "whether it is known how long people looked before they decided"),
        Column("minutes", Type.NUMBER, "how long, in minutes; 0 where nobody had to decide"),
    ),
)
STAGES = Kind("stages", "stage that a case reached", (Column("stage", Type.WORD, "which"), *VICTIM_GROUPS))
REFERRALS = Kind(
    "referrals",
    "referral to a support service",
    (
        Column("referred_from", Type.WORD, "from where"),
        Column("contacted", Type.YES_NO, "whether the client was reached"),
        Column("engaged", Type.YES_NO, "whether they took part"),
        *VICTIM_GROUPS,
    ),
)
PARTICIPANTS = Kind(
    "participants",
    "referral to a perpetrator programme",
    (
        Column("status", Type.WORD, "how it stands"),
        Column("left", Type.WORD, "why they left"),
        Column("started", Type.YES_NO, "whether they started"),
    ),
)
DOORS = Kind(
    "doors",
    "day's doors of one outcome",
    (Column("outcome", Type.WORD, "what became of them"), Column("many", Type.NUMBER, "how many doors")),
)
RESULTS = Kind(
    "results",
    "result of an intensification week",
    (Column("result", Type.WORD, "what it is"), Column("many", Type.NUMBER, "how many")),
)
CONTACTS = Kind(
    "contacts",
    "contact of a school or authority, as they stand when the columns are made",
    (
        Column("verified", Type.YES_NO, "whether anybody ever verified them"),
        Column("days", Type.NUMBER, "days since they were last verified; none where never"),
    ),
)

KINDS = (
    REPORTS,
    VICTIMS,
    SUSPECTS,
    CHILDREN,
    NOTICES,
    STAGES,
    REFERRALS,
    PARTICIPANTS,
    DOORS,
    RESULTS,
    CONTACTS,
)
"""All of them: a file each."""
SHAPE = shape_of(KINDS)
