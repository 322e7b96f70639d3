"""Rows of ``doors``: public figures, before anybody signed them and after."""

from screens.door import OPEN, Door, of

READS, DRAFTS, SIGNS = "releases.read", "releases.draft", "releases.sign"
ANALYST, SIGN = frozenset({"analyst"}), frozenset({"signatory", "commissioner"})
RELEASE, WAITS = {"reference": "release"}, {"reference": "release_draft"}

RELEASES: dict[str, Door] = {
    "analysts:releases": Door(READS),
    "analysts:draft": Door(DRAFTS),
    "analysts:enter": Door(DRAFTS),
    "analysts:make_map": Door(DRAFTS),
    "analysts:release": of(READS, ANALYST | SIGN, **RELEASE),
    "analysts:sign": of(SIGNS, SIGN, **WAITS),
    "analysts:withdraw": of(DRAFTS, ANALYST, **WAITS),
    "analysts:revise": of(DRAFTS, ANALYST, **RELEASE),
    "public:start": Door(OPEN),
    "public:areas": Door(OPEN),
    "public:neighbourhood": Door(OPEN, things={"code": "release_area"}),
    "public:meaning": Door(OPEN),
    "public:weeks": Door(OPEN),
    "public:releases": Door(OPEN),
    "public:release": Door(OPEN, things=RELEASE),
    "public:map": Door(OPEN, things=RELEASE),
    "public:figures": Door(OPEN, things=RELEASE),
    "public:about": Door(OPEN, things=RELEASE),
    "public:workbook": Door(OPEN, things=RELEASE),
}
