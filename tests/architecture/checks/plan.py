"""The tree as it is declared. What is not named here may not exist; what later issues build is named already."""

FLOORS = ("interfaces", "invented", "config", "reporting", "joint", "responses", "registers", "foundations", "pure")
"""From top to bottom: a floor imports only floors to its right."""

LEVELS: dict[str, tuple[tuple[str, ...], ...]] = {
    "reporting": (("publication",), ("performance",)),
    "joint": (("early_picture", "intensification"),),
    "responses": (("encompass", "cocoon", "support", "programme", "case_progress"),),
    "registers": (("linkage",), ("incidents",), ("people", "schools", "premises")),
    "foundations": (
        ("accounts",),
        ("delivery",),
        ("jobs",),
        ("take_in",),
        ("subject_access", "retention"),
        ("audit",),
        ("seals", "lists"),
    ),
}
"""The parts of each floor, from top to bottom; parts of one level may not know each other."""

INSIDE_A_PART = frozenset({"rules", "models", "queries", "actions", "jobs", "gateways", "intake", "migrations"})

FOLDERS_OF_PURE = frozenset(
    {
        "areas",
        "disclosure",
        "documents",
        "evaluation",
        "figures",
        "matching",
        "names",
        "ordering",
        "partition",
        "school_days",
        "trends",
    }
)

WAYS_IN = frozenset({"api", "cli", "web"})
AUDIENCES = frozenset(
    {
        "design",
        "access",
        "administration",
        "police",
        "schools",
        "authorities",
        "support",
        "programme",
        "professionals",
        "analysts",
        "public",
    }
)

REACH: dict[str, frozenset[str]] = {
    "cli": frozenset(part for levels in LEVELS.values() for level in levels for part in level),
    "api": frozenset({"accounts", "delivery", "incidents", "schools", "take_in", "jobs", "encompass", "early_picture"}),
    "web/design": frozenset({"lists"}),
    "web/access": frozenset({"accounts"}),
    "web/police": frozenset(
        {
            "accounts",
            "audit",
            "delivery",
            "take_in",
            "incidents",
            "people",
            "schools",
            "premises",
            "linkage",
            "encompass",
            "cocoon",
            "support",
            "programme",
            "case_progress",
            "intensification",
            "early_picture",
        }
    ),
    "web/schools": frozenset({"accounts", "schools", "encompass"}),
    "web/authorities": frozenset({"accounts", "take_in", "schools", "encompass"}),
    "web/support": frozenset({"accounts", "support", "programme"}),
    "web/programme": frozenset({"accounts", "programme"}),
    "web/professionals": frozenset({"accounts", "early_picture"}),
    "web/administration": frozenset(
        {"accounts", "audit", "delivery", "jobs", "take_in", "schools", "subject_access", "retention"}
    ),
    "web/analysts": frozenset({"accounts", "performance", "publication"}),
    "web/public": frozenset({"publication"}),
}
"""H6: the parts that each way in may import. A way in that is not in this table may not exist: the issue that builds an
audience's screens writes its row here. The command line is the administrator's and reaches everything."""


def rank(floor: str, part: str) -> tuple[int, int]:
    """How high a part stands: smaller is higher. ValueError for a part that is not declared."""
    for level, names in enumerate(LEVELS[floor]):
        if part in names:
            return FLOORS.index(floor), level
    raise ValueError(f"{floor}/{part} is not declared")


def is_below(upper: tuple[str, str], lower: tuple[str, str]) -> bool:
    """Whether ``lower`` (floor, part) stands strictly below ``upper``, so that ``upper`` may lean on it."""
    return rank(*lower) > rank(*upper)
