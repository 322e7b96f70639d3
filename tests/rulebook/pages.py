"""The rulebook: every page by name, and the index of all rules with where each is held."""

from rulebook import (
    test_case_conferences,
    test_case_progress,
    test_case_protection,
    test_case_victims,
    test_cocoon,
    test_early_picture,
    test_encompass_cases,
    test_encompass_conflict,
    test_encompass_deadlines,
    test_encompass_disclosure,
    test_encompass_places,
    test_encompass_questions,
    test_encompass_scope,
    test_encompass_steps,
    test_incident_format,
    test_incident_format_feeds,
    test_linkage,
    test_linkage_judgements,
    test_linkage_people,
    test_programme,
    test_programme_judging,
    test_public_figures,
    test_releases,
    test_schools_stated,
    test_subject_access,
    test_support,
    test_support_cases,
    test_support_children,
    test_support_people,
)
from rulebook.tables import Page

PAGES: tuple[Page, ...] = (
    test_encompass_scope.PAGE,
    test_linkage.PAGE,
    test_linkage_people.PAGE,
    test_linkage_judgements.PAGE,
    test_encompass_places.PAGE,
    test_schools_stated.PAGE,
    test_encompass_questions.PAGE,
    test_encompass_deadlines.PAGE,
    test_encompass_conflict.PAGE,
    test_encompass_disclosure.PAGE,
    test_encompass_steps.PAGE,
    test_encompass_cases.PAGE,
    test_incident_format.PAGE,
    test_incident_format_feeds.PAGE,
    test_cocoon.PAGE,
    test_early_picture.PAGE,
    test_support.PAGE,
    test_support_cases.PAGE,
    test_support_children.PAGE,
    test_support_people.PAGE,
    test_programme.PAGE,
    test_programme_judging.PAGE,
    test_case_progress.PAGE,
    test_case_victims.PAGE,
    test_case_protection.PAGE,
    test_case_conferences.PAGE,
    test_subject_access.PAGE,
    test_public_figures.PAGE,
    test_releases.PAGE,
)

# (rule, what it says, the page that holds its tables or "", and what is held elsewhere)
RULES: tuple[tuple[str, str, str, str], ...] = (
    (
        "R1",
        "Any report of domestic abuse triggers the duty, whatever its grade, crime or outcome.",
        "encompass-scope",
        "",
    ),
    ("R2", "In scope: under 18 and related to the victim or the suspect, or a victim.", "encompass-scope", ""),
    ("R3", "Presence is recorded and never filters.", "encompass-scope", ""),
    ("R4", "The child's residence decides who owns the duty.", "encompass-places", ""),
    (
        "R5",
        "Every school of the child is told, by the best evidence there is.",
        "encompass-places",
        "[What a school is called](schools-stated.md)",
    ),
    ("R6", "At once, and at the latest before the first bell.", "encompass-deadlines", ""),
    (
        "R7",
        "Nothing is withheld but by a hold with a reason, a second person and an end.",
        "encompass-steps",
        "the tests of actions",
    ),
    ("R8", "A notice never reaches a party.", "encompass-conflict", ""),
    ("R9", "What is said is a profile, field by field.", "encompass-disclosure", ""),
    ("R10", "What is never said.", "encompass-disclosure", ""),
    ("R11", "Sent is not done.", "encompass-steps", "the journeys"),
    ("R12", "A new incident notifies; a new version updates the same notice.", "encompass-cases", "the journeys"),
    ("R13", "Every read and every disclosure is logged.", "", "the audit trail and the tests of actions"),
    (
        "R14",
        "The platform proves that the arrangements work.",
        "encompass-steps",
        "`firstbell verify` and `firstbell status`",
    ),
    ("R15", "Protected addresses are a hard gate.", "encompass-disclosure", ""),
    ("R16", "A pause or a silent feed is seen by everybody.", "incident-feeds", "`firstbell status` and the journeys"),
    ("R17", "Wait for nothing: child, establishment and time are enough.", "encompass-disclosure", ""),
)

INTRODUCTION = """# The rulebook

What Firstbell does, rule by rule, as tables. Nobody wrote these pages: `make rulebook` prints them from the tables that
the tests run, so what stands here is what happens. The rules have the numbers of the field's own list; *Readings that
matter* are the agreed readings of the file formats. Everybody in the tables is invented.
"""


def files() -> dict[str, str]:
    """Every file of the rulebook, by name."""
    return {"README.md": index()} | {f"{page.name}.md": page.text() for page in PAGES}


def index() -> str:
    lines = [f"| {rule} | {says} | {_held(page, more)} |" for rule, says, page, more in RULES]
    return "\n".join([INTRODUCTION, "| Rule | says | is held by |", "| --- | --- | --- |", *lines]) + "\n"


def _held(page: str, more: str) -> str:
    titles = {each.name: each.title for each in PAGES}
    return "; ".join(part for part in (f"[{titles[page]}]({page}.md)" if page else "", more) if part)
