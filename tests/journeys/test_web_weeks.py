"""An intensification week at a browser: planned and drawn by one, decided on by another, worked on, judged."""

from collections.abc import Callable
from typing import Any

import pytest

from fakes.browser import PHONE, ZOOMED, Visitor
from fakes.site import Site

Comes = Callable[..., Visitor]
WHY = "Reported this month, and nobody has spoken to him since."


@pytest.fixture(scope="module")
def weeks(site: Site) -> dict[str, Any]:
    """The site, with a week that is frozen and worked on today, and one that is being decided."""
    return site.adds("weeks")


def plans(wyn: Visitor) -> str:
    """A week with a team and its list; the address of its list."""
    wyn.comes_in("week_planner")
    wyn.sees("weeks")
    wyn.presses("Plan a week")
    wyn.fills("What is it called?", "New year")
    wyn.fills("What is it for?", "Every outstanding suspect looked for\nEvery victim asked how they are")
    wyn.fills_date("First day", "24 11 2026")
    wyn.fills_date("Last day", "26 11 2026")
    wyn.sees("weeks-plan")
    wyn.sends("Plan it")
    assert wyn.reads("Every victim asked how they are")
    wyn.presses("Add a team")
    wyn.fills("What is the team called?", "West")
    wyn.fills("Who is in it?", "team@force.example")
    wyn.sends("Add it")
    wyn.sees("weeks-one")
    wyn.presses("List")
    wyn.presses("Draw the list")
    wyn.sees("weeks-draw")
    wyn.sends("Draw it")
    wyn.sees("weeks-list-drawn")
    assert wyn.page.get_by_role("link", name="Decide on number").count() == 0
    return wyn.page.url


def decides(wanda: Visitor, there: str) -> None:
    """Every name, the first one refused; then the list is frozen."""
    wanda.comes_in("week_supervisor")
    wanda.goes_to(there)
    many = wanda.page.get_by_role("link", name="Decide on number").count()
    assert many > 1
    for number in range(1, many + 1):
        wanda.page.get_by_role("link", name=f"Decide on number {number}", exact=True).click()
        wanda.page.get_by_label("Refuse" if number == 1 else "Accept").first.check()
        wanda.fills("Why?", WHY)
        if number == 1:
            wanda.sees("weeks-decide")
        wanda.sends("Decide")
    wanda.presses("Freeze the list")
    wanda.page.get_by_label("I am sure").check()
    wanda.sees("weeks-freeze")
    wanda.sends("Freeze it")
    wanda.sees("weeks-list-frozen")


def test_a_week_is_planned_by_one_and_decided_on_by_another(visitor: Comes, weeks: dict[str, Any]) -> None:
    wyn, wanda = visitor(), visitor()
    there = plans(wyn)
    decides(wanda, there)
    wyn.goes_to(there)
    wyn.presses("Tasks")
    wyn.sees("weeks-tasks")
    wyn.presses("Somebody on the list whom a named person accepted")
    wyn.page.get_by_label("What is it about?").select_option(index=1)
    wyn.page.get_by_label("Which team?").select_option(label="West")
    wyn.fills("What is to be done?", "Speak to him at work.")
    wyn.fills_date("On which day?", "24 11 2026")
    wyn.sees("weeks-give-task")
    wyn.sends("Give it")
    assert wyn.reads("The team has it.")


def test_a_team_finishes_a_task_and_records_a_result_on_a_phone(visitor: Comes, weeks: dict[str, Any]) -> None:
    tam = visitor(size=PHONE)
    tam.comes_in("week_team")
    tam.sees("weeks-team")
    tam.presses("Finish")
    tam.fills("What came of it?", "He was there, and came with us.")
    tam.sees("weeks-finish")
    tam.sends("It is done")
    assert tam.reads("He was there, and came with us.")
    tam.goes_to(f"/weeks/{weeks['week']}/results/record/")
    tam.page.get_by_label("Arrests").check()
    tam.fills_date("On which day?", "23 11 2026")
    tam.page.get_by_label("Is it of somebody whom a task is about?").select_option(index=1)
    tam.sees("weeks-record")
    tam.sends("Record it")
    tam.sees("weeks-team-recorded")
    assert tam.reads("23 November 2026: Arrests, 1")


def test_a_week_says_what_became_of_it_and_of_whom(visitor: Comes, weeks: dict[str, Any]) -> None:
    wanda = visitor(size=PHONE)
    wanda.comes_in("week_supervisor")
    wanda.goes_to(f"/weeks/{weeks['week_waits']}/list/")
    wanda.sees("weeks-list-waits")
    tall = wanda.page.evaluate("document.documentElement.scrollHeight")
    wanda.page.get_by_text("What the place of number 1 rests on").click()
    wanda.sees("weeks-list-opened")
    assert wanda.page.evaluate("document.documentElement.scrollHeight") > tall, "it was closed before"
    closer = visitor(size=ZOOMED)
    closer.comes_in("week_planner")
    closer.goes_to(f"/weeks/{weeks['week_waits']}/list/?state=everybody")
    closer.sees("weeks-list-zoomed")
    wanda.goes_to(f"/weeks/{weeks['week_over']}/judgement/")
    wanda.sees("weeks-judged")
    assert wanda.reads("None of this is proof of effect.")
    for name in ("results", "judgement", "everybody", "summary"):
        wanda.goes_to(f"/weeks/{weeks['week']}/{name}/")
        wanda.sees(f"weeks-{name}")
    wanda.presses("Release a month")
    wanda.page.get_by_label("Which month?").select_option(label="October 2026")
    wanda.sends("Release it")
    wanda.sees("weeks-released")
    assert wanda.reads("fewer than 10")
