"""Releases: which tables may be drafted when, who may sign, and when it is published."""

from datetime import date

from firstbell.pure.actor import Actor
from firstbell.pure.disclosure import Period
from firstbell.reporting.publication.rules.drafting import Wanted, may_draft
from firstbell.reporting.publication.rules.elsewhere import Elsewhere, may_enter
from firstbell.reporting.publication.rules.hierarchy import areas_of
from firstbell.reporting.publication.rules.signing import Signing, may_sign
from firstbell.reporting.publication.rules.words import band_of
from rulebook.tables import Page, Row, Table, each_row, verdict_of

SUMMARY = "What the figures show, in a sentence."
TODAY = date(2026, 11, 24)


def drafting(measure: str, by: str, begins: str, months: str) -> tuple[str, ...]:
    wanted = Wanted(measure, "district", Period(date.fromisoformat(f"{begins}-01"), int(months)), by)
    may, why = verdict_of(may_draft, wanted, SUMMARY, TODAY)
    return may, why.partition(":")[0]


def signing(status: str, drafted_by: str, signed_by: str, who: str) -> tuple[str, ...]:
    found = Signing("PR-1", status, drafted_by, signed_by.split())
    may, why = verdict_of(may_sign, found, Actor(who, "force:staffordshire"))
    return may, why, ("yes" if found.is_last else "no") if may == "yes" else ""


def entering(area: str, low: str, high: str, where: str) -> tuple[str, ...]:
    said = Elsewhere(
        "reports", area, Period(date(2025, 1, 1), 12), "", "", int(low), int(high), where, date(2026, 1, 9)
    )
    return verdict_of(may_enter, said, areas_of("staffordshire"), TODAY)


def darkness(number: str, others: str) -> tuple[str, ...]:
    shown = {str(at): int(one) for at, one in enumerate([*others.split(), *([number] if number else [])])}
    return (str(band_of(int(number) if number else None, shown)),)


PAGE = Page(
    "releases",
    "Releases of public figures",
    "A release is drafted by one person, signed by two others, and published by the second signature. Its counts are"
    " asked of performance, and never typed. How finely figures may be given, and what keeps anybody from being found"
    " in them, is the page on public figures.",
    (
        Table(
            "What may be drafted",
            "METHODS.md 5.3 (1) to (3); issue 8",
            "Counts of records only: shares, distinct people, and what is part of another measure could be taken apart."
            " Nothing before its months are over (it is 24 November 2026), or across a day on which a definition"
            " changed.",
            drafting,
            """
            measure          | by    | begins  | months => may | why not
            reports          |       | 2025-01 | 12     => yes |
            reports          | crime | 2025-01 | 3      => yes |
            victims_reported | sex   | 2025-01 | 3      => yes |
            children_present |       | 2025-01 | 3      => yes |
            reports          | sex   | 2025-01 | 3      => no  | Reports of domestic abuse are not published by sex.
            crimes           |       | 2025-01 | 12     => no  | Nothing is published of 'crimes'
            victims          |       | 2025-01 | 12     => no  | Nothing is published of 'victims'
            crime_ratio      |       | 2025-01 | 12     => no  | Nothing is published of 'crime_ratio'
            reports          |       | 2026-10 | 3      => no  | October 2026 to December 2026 is not over.
            reports          |       | 2026-11 | 1      => no  | November 2026 is not over.
            reports          |       | 2026-10 | 1      => yes |
            reports          | crime | 2023-01 | 12     => no  | What is counted became another thing on 5 April 2023
            reports          |       | 2023-01 | 12     => yes |
            children_present |       | 2022-01 | 3      => no  | What is counted became another thing on 31 January 2022
            """,
        ),
        Table(
            "Who may sign",
            "Issue 8 (5)",
            "Two people sign, neither of them the drafter, each once. What is published is signed by nobody any more.",
            signing,
            """
            status    | drafted by | signed by | who signs => may | why not                                  | publishes
            draft     | ana        |           | sib       => yes |                                          | no
            draft     | ana        | sib       | cleo      => yes |                                          | yes
            draft     | ana        |           | ana       => no  | You drafted PR-1.                        |
            draft     | ana        | sib       | sib       => no  | You have signed PR-1.                    |
            published | ana        | sib cleo  | dan       => no  | PR-1 is published, and stays as it is.   |
            withdrawn | ana        |           | sib       => no  | PR-1 is no draft.                        |
            refused   | ana        |           | sib       => no  | PR-1 is no draft.                        |
            """,
        ),
        Table(
            "What others published",
            "METHODS.md 5.3 (7)",
            "Figures given to the press, under freedom of information or by others go into the register too, each with"
            " every count of which it may have been said. Only areas of the hierarchy can be tried beside ours.",
            entering,
            """
            area          | low | high | where     => may | why not
            E06000021     | 40  | 40   | the press => yes |
            staffordshire | 50  | 59   | the press => yes |
            E05012345     | 40  | 40   | the press => no  | 'E05012345' is no area that figures are published for.
            E06000021     | 41  | 40   | the press => no  | 41 to 40 are no counts.
            E06000021     | 0   | 1000001 | the press => no | 0 to 1000001 are no counts.
            E06000021     | 40  | 40   |           => no  | Nobody has said where it was published.
            """,
        ),
        Table(
            "How dark an area is on a map",
            "Issue 8 (6)",
            "Fewer than 10 is the lightest. All other areas are put in order, and each quarter of them is darker.",
            darkness,
            """
            number | other areas    => band
                   | 20 30 40       => 0
            10     | 20 30 40       => 1
            20     | 10 30 40       => 2
            30     | 10 20 40       => 3
            40     | 10 20 30       => 4
            20     | 20 20 20       => 1
            """,
        ),
    ),
)


@each_row(PAGE)
def test_releases_are_made_by_the_table(table: Table, given: Row, then: Row) -> None:
    assert table.rule(*given) == then
