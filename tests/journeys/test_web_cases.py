"""The case desk at a browser: a case seen through by two people, a notice with its 48 hours, a conference kept."""

from collections.abc import Callable
from typing import Any

import pytest

from fakes.browser import PHONE, Visitor
from fakes.site import Site
from world.cases_morning import REFERENCES

Comes = Callable[..., Visitor]
NARROW = (320, 640)
WHY = "She has moved away, and has said twice that she wants it to be over."


@pytest.fixture(scope="module")
def desk(site: Site) -> dict[str, Any]:
    """The site, with two cases in it, one of which waits for a supervisor, and a conference on Wednesday."""
    return site.adds("cases")


def chooses(somebody: Visitor, question: str, answer: str) -> None:
    somebody.page.get_by_role("group", name=question).get_by_label(answer, exact=True).first.check()


def fills_moment(somebody: Visitor, question: str, day: str, clock: str) -> None:
    somebody.fills_date(question, day)
    somebody.page.get_by_role("group", name=question).get_by_label("Time").fill(clock)


def records_stage(cora: Visitor, stage: str, day: str, **names: str) -> None:
    cora.presses(f"Record: {stage}")
    cora.fills_date("On which day?", day)
    for label, words in names.items():
        cora.fills(label, words)


def opens_a_case(cora: Visitor) -> str:
    """From its incident's reference, for one victim; the address of the case."""
    cora.sees("cases")
    assert cora.reads("Overdue")
    cora.presses("Open a case")
    cora.sees("cases-find")
    cora.fills("The incident’s reference", REFERENCES["to_open"])
    cora.sends("Look for it")
    cora.sees("cases-open")
    chooses(cora, "Whose case is it?", "Amy Fairweather")
    cora.sends("Open the case")
    cora.sees("cases-opened")
    return cora.page.url


def records_crime_and_suspect(cora: Visitor) -> None:
    records_stage(cora, "crime recorded", "13 11 2026")
    cora.fills("The crime’s number", "21/880")
    cora.sees("cases-stage")
    cora.sends("Record it")
    records_stage(cora, "suspect identified", "13 11 2026")
    chooses(cora, "Who is the suspect?", "Daniel Fairweather")
    cora.sends("Record it")


def proposes_16(cora: Visitor, why: str = WHY) -> None:
    cora.presses("Propose outcome 14, 15 or 16")
    cora.page.get_by_label("16: Evidential difficulties").check()
    cora.fills_date("On which day?", "22 11 2026")
    cora.fills("Why this outcome?", why)
    cora.sends("Propose it")


def records_that_she_stopped(cora: Visitor) -> None:
    cora.presses("Record what they said")
    chooses(cora, "Does the victim support the case?", "No, they stopped supporting it")
    cora.page.get_by_label("Safe now; that was what they wanted").check()
    fills_moment(cora, "When were they asked?", "20 11 2026", "10:30am")
    cora.sees("cases-stance")
    cora.sends("Record it")
    assert cora.reads("They stopped supporting the case")


def lets_it_stand(cyrus: Visitor) -> None:
    cyrus.page.get_by_label("I have read the reasons and the review").check()
    cyrus.sends("Let it stand")


def reviews_the_evidence(cora: Visitor) -> None:
    cora.presses("Record the evidence-led review")
    for kind in cora.page.get_by_label("Looked for, and not found").all():
        kind.check()
    chooses(cora, "The 999 call", "Found")
    cora.page.get_by_label("A prosecution without the victim was considered, and cannot proceed").check()
    cora.fills("What does that rest on?", "Nobody but her can say who was there.")
    cora.sees("cases-review")
    cora.sends("Record it")


def test_a_case_is_opened_and_seen_to_an_outcome_that_a_second_person_lets_stand(
    visitor: Comes, desk: dict[str, Any]
) -> None:
    cora, cyrus = visitor(), visitor(size=PHONE)
    cora.comes_in("case_officer")
    here = opens_a_case(cora)
    records_crime_and_suspect(cora)
    proposes_16(cora, why="")
    assert cora.reads("Fill in “Why this outcome?”")
    cora.sees("cases-proposal-without-reasons")
    cora.fills("Why this outcome?", WHY)
    cora.sends("Propose it")
    assert cora.reads("The last that was asked of them does not.")
    cora.goes_to(here)
    records_that_she_stopped(cora)
    proposes_16(cora)
    assert cora.reads("Next: the evidence-led review")
    assert cora.page.get_by_role("link", name="Let the outcome stand").count() == 0
    cyrus.comes_in("case_supervisor")
    cyrus.sees("cases-proposed")
    cyrus.presses(here.rstrip("/").rpartition("/")[2])
    cyrus.presses("Let the outcome stand")
    lets_it_stand(cyrus)
    assert cyrus.reads("Nobody has reviewed whether it can be prosecuted without the victim.")
    cyrus.sees("cases-approve-without-review")
    reviews_the_evidence(cora)
    cyrus.goes_to(here)
    cyrus.presses("Let the outcome stand")
    cyrus.sees("cases-approve")
    assert cyrus.reads(WHY)
    lets_it_stand(cyrus)
    assert cyrus.reads("The outcome stands. The victim is to be told.")
    cyrus.sees("cases-approved")


def test_a_notice_is_shown_with_its_48_hours_and_warned_of_until_a_court_hears(
    visitor: Comes, desk: dict[str, Any]
) -> None:
    cora = visitor(size=PHONE)
    cora.comes_in("case_officer")
    cora.presses("Orders")
    cora.sees("cases-orders")
    assert cora.reads("A court must hear of it within 12 hours")
    cora.page.get_by_role("main").get_by_role("link", name=desk["served_case"]).last.click()
    assert cora.reads("Monday 23 November 2026, midday (in 4 hours)")
    cora.sees("cases-one")
    cora.presses("Record a notice or order")
    chooses(cora, "Which is it?", "domestic abuse protection notice")
    fills_moment(cora, "When was it served or made?", "22 11 2026", "3pm")
    cora.fills("Its conditions", "Not to come near her\nNot to contact her")
    cora.sees("cases-order")
    cora.sends("Record it")
    assert cora.reads("Wednesday 25 November 2026, midnight")
    cora.goes_to("/cases/orders/?warning=hearing_waits")
    assert cora.reads("Domestic abuse protection notice")
    cora.goes_to("/cases/to-be-told/")
    cora.sees("cases-due")
    assert cora.reads("ask the support service")


def test_a_conference_is_called_and_kept_with_owners_and_repeats(visitor: Comes, desk: dict[str, Any]) -> None:
    marta = visitor()
    marta.comes_in("coordinator")
    marta.chooses("Conferences")
    marta.sees("conferences")
    marta.presses("Call a conference")
    marta.fills_date("On which day?", "2 12 2026")
    marta.fills("For which area?", "Stafford")
    marta.fills("Who is in the chair?", "DI Noor")
    marta.sees("conferences-call")
    marta.sends("Call it")
    marta.sees("conference-empty")
    marta.goes_to(f"/cases/{desk['case']}/")
    marta.presses("Refer it to a conference")
    marta.page.get_by_label("To which conference?").select_option(label="Wednesday 2 December 2026, Stafford")
    marta.page.get_by_label("it is getting worse").check()
    marta.sees("conferences-refer")
    marta.sends("Refer it")
    assert marta.reads("It is not written out what the judgement rests on")
    marta.fills("What does the judgement rest on", "He waited for her at work on Friday.")
    marta.sends("Refer it")
    assert marta.reads("Not there yet:")
    marta.presses("Health")
    chooses(marta, "Does this agency know the family?", "Yes")
    marta.fills("What does it know?", "Seen twice in the emergency department.")
    marta.sees("conferences-research")
    marta.sends("Record it")
    assert marta.reads("Seen twice in the emergency department.")
    marta.presses("Set a task")
    chooses(marta, "Which agency does it?", "health")
    marta.fills("What does it do?", "Flag her record for the next visit.")
    marta.fills_date("By which day?", "4 12 2026")
    marta.sends("Set it")
    marta.sees("conference-kept")
    marta.presses("It is done")
    marta.fills_date("On which day was it done?", "23 11 2026")
    marta.fills("How was it done?", "The record has been flagged.")
    marta.sends("It is done")
    assert marta.reads("The record has been flagged.")


PAGES_OF = {
    "case_officer": (
        *("", "to-be-told/", "orders/", "open/", "open/{incident_to_open}/", "{case}/", "{served_case}/"),
        *(f"{{case}}/record/{what}/" for what in ("outcome", "attempt", "assessment", "order", "event", "rights")),
        *("{case}/record/fact/screens/", "{case}/record/correct-stage/arrest/", "{case}/record/court-date/"),
    ),
    "case_supervisor": ("{case}/supervise/approve/", "{case}/supervise/turn-down/", "{served_case}/supervise/grade/"),
    "coordinator": ("{case}/refer/", "../conferences/", "../conferences/{conference}/", "../conferences/call/"),
    "analyst": ("figures/",),
}


@pytest.mark.parametrize("name", PAGES_OF)
def test_every_page_fits_a_narrow_telephone(visitor: Comes, desk: dict[str, Any], name: str) -> None:
    somebody = visitor(size=NARROW)
    somebody.comes_in(name)
    for number, path in enumerate(PAGES_OF[name]):
        assert somebody.opens("/cases/" + path.format(**desk)) == 200
        somebody.sees(f"cases-{name}-{number}")


def test_a_stance_is_recorded_without_scripts(visitor: Comes, desk: dict[str, Any]) -> None:
    cora = visitor(scripts=False)
    cora.comes_in("case_officer")
    cora.goes_to(f"/cases/{desk['served_case']}/")
    cora.presses("Record what they said")
    chooses(cora, "Does the victim support the case?", "Yes")
    fills_moment(cora, "When were they asked?", "20 11 2026", "4pm")
    cora.sends("Record it")
    assert cora.reads("They support the case")
    cora.sees("cases-plain")
