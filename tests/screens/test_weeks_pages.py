"""The pages of intensification weeks, as somebody of the cast opens them: what they show, ask and refuse."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from firstbell.foundations.audit.models import Entry
from firstbell.interfaces.web.police.views.weeks import listed
from firstbell.joint.intensification import actions, queries
from firstbell.joint.intensification.rules.groups import DIMENSIONS
from firstbell.joint.intensification.rules.serving import ASKED_BY
from firstbell.joint.intensification.rules.working import TASKS
from screens.doors import DOORS, SHOWS_SOMEBODY
from screens.doors_of_joint_work import PLANS_WEEKS
from world import weeks_morning
from world.area import Area
from world.area import at as moment
from world.cast import CAST, Door, join
from world.intensification import JOB, PLANNER, SUPERVISOR, TEAM
from world.monday import MORNING

NAMES = ("Reed", "Lowe", "Shaw", "Marsh", "Fairweather", "Okafor")
WHY = "Reported this month, and nobody has spoken to him."
PARTS = ("week", "week_list", "week_tasks", "week_results", "week_judgement", "week_groups", "week_summary")


@pytest.fixture
def weeks(tmp_path: Path, db: None, at: Callable[[datetime], datetime]) -> dict[str, Any]:
    at(MORNING)
    for name in ("week_planner", "week_supervisor", "week_team"):
        join(name, now=weeks_morning.REPORTED)
    return weeks_morning.build(Area(tmp_path))


@pytest.fixture
def wyn(weeks: dict[str, Any], signed_in_as: Door) -> Client:
    return signed_in_as("week_planner")


@pytest.fixture
def wanda(weeks: dict[str, Any], signed_in_as: Door) -> Client:
    return signed_in_as("week_supervisor")


@pytest.fixture
def tam(weeks: dict[str, Any], signed_in_as: Door) -> Client:
    return signed_in_as("week_team")


def text(response: HttpResponse) -> str:
    """A page in words, without the headings that a narrow screen repeats beside each cell."""
    whole = re.sub(r'<span class="fb-table__label"[^>]*>[^<]*</span>', "", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", whole).split())


def seen(client: Client, view: str, *where: Any) -> str:
    answer = client.get(reverse(f"police:{view}", args=where))
    assert answer.status_code == 200, view
    assert not re.search(r"<title>[^<]*(" + "|".join(NAMES) + r"|IW-|\d)", answer.content.decode())
    return text(answer)


def sent(client: Client, view: str, *where: Any, **fields: Any) -> str:
    answer = client.post(reverse(f"police:{view}", args=where), fields, follow=True)
    assert answer.status_code in (200, 409), answer.status_code
    return text(answer)


def on(day: int, name: str = "on") -> dict[str, str]:
    return {f"{name}_day": str(day), f"{name}_month": "11", f"{name}_year": "2026"}


def number_of(week: str, surname: str) -> int:
    found = queries.week_list(week, seen_by=PLANNER)
    return next(one.number for one in (*found.names, *found.apart) if one.name.endswith(surname))


def test_each_action_of_somebody_with_a_name_has_a_page_but_loading_weights_which_is_a_commands() -> None:
    not_pages = {"forget_listed", "judge_week", "load_harm_weights"}
    pages = {"finish_task": "finish_week_task"}
    for name in set(actions.__all__) - not_pages:
        door = DOORS[f"police:{pages.get(name, name)}"]
        assert (door.permission or "").startswith("weeks."), name


def test_every_part_of_a_week_opens_for_whoever_plans_and_whoever_decides(
    weeks: dict[str, Any], wyn: Client, wanda: Client
) -> None:
    for client in (wyn, wanda):
        assert "Sixteen days" in seen(client, "weeks")
        for part in PARTS:
            seen(client, part, weeks["week"])
            seen(client, part, weeks["week_waits"])
    for kind in TASKS:
        seen(wyn, "set_task", weeks["week"], kind)
    assert wyn.get(reverse("police:set_task", args=[weeks["week"], "rumour"])).status_code == 404


def test_a_list_says_what_each_place_rests_on_whose_weights_and_whom_it_cannot_see(
    weeks: dict[str, Any], wyn: Client
) -> None:
    said = seen(wyn, "week_list", weeks["week_waits"])
    assert "15 days ago 5 25 25" in said
    assert "while any one weight goes up or down by a fifth" in said
    assert "nobody: these numbers mean nothing" in said
    assert "31 January 2026" in said
    assert "Offences without a weight: 1" in said
    assert "Nobody is on this list of whom the police were told nothing" in said
    assert "a counter-allegation looks like a suspect" in said
    apart = said[said.index("Who stand apart") : said.index("How points and weights are made")]
    assert all(name in apart for name in ("Shaw", "Marsh"))
    assert "Reed" not in apart


def test_a_list_is_shown_by_state_a_page_at_a_time_whom_is_waited_for_first(
    weeks: dict[str, Any], wyn: Client, wanda: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    week = weeks["week_waits"]
    found = queries.week_list(week, seen_by=SUPERVISOR)
    everybody = [one.number for one in (*found.names, *found.apart)]
    assert cards(wyn, week) == everybody, "all of them wait"
    sent(wanda, "decide_name", week, everybody[0], accepted="no", why=WHY)
    assert cards(wyn, week) == everybody[1:]
    assert cards(wyn, week, state="refused") == everybody[:1]
    assert cards(wyn, week, state="accepted") == []
    assert cards(wyn, week, state="apart") == [one.number for one in found.apart]
    assert cards(wyn, week, state="no such state") == everybody[1:]
    monkeypatch.setattr(listed, "AT_ONCE", 2)
    pages = [cards(wyn, week, state="everybody", page=str(number)) for number in range(1, 99)]
    assert pages[: -(-len(everybody) // 2)] == [everybody[at : at + 2] for at in range(0, len(everybody), 2)]
    assert cards(wyn, week, state="everybody", page="none") == everybody[:2]


def cards(client: Client, week: str, **asked: str) -> list[int]:
    """The numbers of those whom the page shows one by one."""
    shown = client.get(reverse("police:week_list", args=[week]), asked).content.decode()
    return [int(number) for number in re.findall(r'id="name-(\d+)"', shown)]


def test_a_week_is_planned_its_team_named_and_its_list_drawn_with_weights_that_are_100_together(
    weeks: dict[str, Any], wyn: Client
) -> None:
    plan = {"title": "New year", "objectives": "Find them\nAsk after her", **on(24, "first_day"), **on(26, "last_day")}
    assert "A week begins after today" in sent(wyn, "plan_week", **plan | on(23, "first_day"))
    assert "Planned. Name its teams" in sent(wyn, "plan_week", **plan)
    week = next(iter(queries.weeks(seen_by=PLANNER).narrowed({"status": "planned"}))).reference
    assert "A team has a name of its own" in sent(wyn, "add_team", week, called="West", members="nobody")
    assert "team@force.example" in sent(wyn, "add_team", week, called="West", members="Team@force.example")
    weights = {"most": "2", "recency": "40", "frequency": "30", "gravity": "20", "victims": "20"}
    assert "100 together" in sent(wyn, "draw_list", week, **weights)
    assert "Drawn: " in sent(wyn, "draw_list", week, **weights | {"victims": "10"})
    assert queries.week_list(week, seen_by=PLANNER).weights["recency"] == 40


def test_another_person_than_who_drew_the_list_decides_on_each_name_and_freezes_it(
    weeks: dict[str, Any], wyn: Client, wanda: Client
) -> None:
    week = weeks["week_waits"]
    assert wyn.get(reverse("police:decide_name", args=[week, 1])).status_code == 403
    assert "wait for a decision" in sent(wanda, "freeze_list", week, sure="on")
    assert "Why is not written out" in sent(wanda, "decide_name", week, 1, accepted="yes", why="first")
    found = queries.week_list(week, seen_by=SUPERVISOR)
    for one in (*found.names, *found.apart):
        given = {"accepted": "no" if one.name.endswith("Lowe") else "yes", "why": WHY}
        assert f"Decided on number {one.number}." in sent(wanda, "decide_name", week, one.number, **given)
    assert wanda.get(reverse("police:decide_name", args=[week, 99])).status_code == 404
    assert "Frozen. Tasks may be given now." in sent(wanda, "freeze_list", week, sure="on")
    choices = seen(wyn, "set_task", week, "listed")
    assert "Reed" in choices
    assert "Lowe" not in choices


def test_whoever_drew_a_list_is_refused_a_decision_on_it(weeks: dict[str, Any], wanda: Client) -> None:
    actions.draw_list(week=weeks["week_waits"], most=10, by=SUPERVISOR, now=MORNING)
    assert "Decide on number" not in seen(wanda, "week_list", weeks["week_waits"])
    said = sent(wanda, "decide_name", weeks["week_waits"], 1, accepted="yes", why=WHY)
    assert "Whoever drew the list cannot decide on it." in said


def test_tasks_are_given_about_what_there_is_and_to_a_team_of_the_week(weeks: dict[str, Any], wyn: Client) -> None:
    week, team = weeks["week"], queries.week(weeks["week"], seen_by=PLANNER).teams[0].number
    given = {"team": str(team), "text": "Ask how they are.", **on(24, "due_on")}
    assert "There is no school with that URN" in sent(wyn, "set_task", week, "school", which="999999", **given)
    assert "Choose one of those shown" in sent(wyn, "set_task", week, "victim", about="STF/2026/0000000 P1", **given)
    victim = queries.openings(week, seen_by=PLANNER, now=MORNING).victims[0]
    said = sent(wyn, "set_task", week, "victim", about=f"{victim.incident} {victim.person}", **given)
    assert "The team has it." in said
    assert "Give a day of it" in sent(wyn, "set_task", week, "other", **given | on(30, "due_on"))
    waits = weeks["week_waits"]
    team = queries.week(waits, seen_by=PLANNER).teams[0].number
    said = sent(wyn, "set_task", waits, "other", **given | {"team": str(team)} | on(30, "due_on"))
    assert "is not frozen" in said


def test_a_team_sees_its_own_tasks_and_nothing_else_of_the_list(weeks: dict[str, Any], tam: Client) -> None:
    said = seen(tam, "team_week")
    task = next(one for one in queries.tasks_of_my_teams(seen_by=TEAM) if one.name)
    others = {"Reed", "Lowe", "Shaw", "Marsh"} - {task.name.split()[-1]}
    assert task.name in said
    assert not any(name in said for name in others)
    assert not any(word in said for word in ("of 100", "Points"))
    assert tam.get(reverse("police:week_list", args=[weeks["week"]])).status_code == 403


def test_a_team_finishes_a_task_and_a_result_is_recorded_and_struck_with_a_reason(
    weeks: dict[str, Any], tam: Client, wyn: Client
) -> None:
    week = weeks["week"]
    assert "Fill in “What came of it?”" in sent(tam, "finish_week_task", week, weeks["week_task"])
    assert "He was there." in sent(tam, "finish_week_task", week, weeks["week_task"], how="He was there.")
    arrest = {"kind": "arrest", "many": "1", "task": str(weeks["week_task"])}
    assert "not ahead" in sent(tam, "record_result", week, **arrest, **on(24))
    assert "Recorded." in sent(tam, "record_result", week, **arrest, **on(23))
    visits = arrest | {"kind": "school_visited"}
    assert "not a result of one person" in sent(tam, "record_result", week, **visits, **on(23))
    assert "Arrests 1" in seen(wyn, "week_results", week)
    number = queries.results(week, seen_by=TEAM).entries[-1].number
    assert "not written out" in sent(tam, "strike_result", week, number, why="no")
    assert "Struck." in sent(tam, "strike_result", week, number, why="That was another man altogether.")
    said = seen(wyn, "week_results", week)
    assert "That was another man altogether." in said
    assert "arrest" not in queries.results(week, seen_by=TEAM).total


def test_nobody_of_another_team_works_in_a_week(weeks: dict[str, Any], tam: Client) -> None:
    elsewhere = actions.plan_week(
        title="Theirs",
        objectives=["Find him"],
        first_day=MORNING.date().replace(day=24),
        last_day=MORNING.date().replace(day=25),
        by=PLANNER,
        now=MORNING,
    )
    assert tam.get(reverse("police:record_result", args=[elsewhere])).status_code == 404
    assert tam.get(reverse("police:finish_week_task", args=[elsewhere, weeks["week_task"]])).status_code == 404


def test_a_week_is_judged_with_its_band_and_without_a_verdict(
    weeks: dict[str, Any], at: Callable[[datetime], datetime], signed_in_as: Door
) -> None:
    after = at(moment("2026-11-30 08:00"))
    actions.judge_week(week=weeks["week"], by=JOB, now=after)
    said = seen(signed_in_as("week_supervisor"), "week_judgement", weeks["week"])
    assert "on the same days of the eight weeks before" in said
    assert "None of this is proof of effect." in said
    assert "With no effect at all" in said
    assert "28 days after it Not counted before 26 December 2026." in said
    assert "90 days after it Not counted before 26 February 2027." in said


def test_groups_have_denominators_and_what_is_not_recorded_and_no_small_number(
    weeks: dict[str, Any], wanda: Client, tmp_path: Path
) -> None:
    said = seen(wanda, "week_groups", weeks["week"])
    assert "fewer than 10" in said
    for dimension in ("Ethnicity", "Disability", "Sexual orientation", "What they are to whom they report"):
        assert f"{dimension} Group Reported Referred to a support service" in said
    assert said.count("Not recorded") == len(DIMENSIONS) + len(ASKED_BY)
    for dimension in ("sex", "age on the day of the report", "ethnicity", "disability", "sexual orientation"):
        assert f"Suspects: {dimension} Group Suspects Missed, of those with serious harm later" in said
    assert "too few to say" in said
    for words in ("Gay or lesbian fewer than 10", "Of the same sex fewer than 10", "Asked, and not said"):
        assert words in said, "a row that nobody is in stands all the same"


def test_a_month_is_released_once_and_shows_no_small_number(weeks: dict[str, Any], wyn: Client, wanda: Client) -> None:
    assert "No month is released yet." in seen(wyn, "week_summary", weeks["week"])
    assert wyn.get(reverse("police:release_summary", args=[weeks["week"]])).status_code == 403
    said = sent(wanda, "release_summary", weeks["week"], month="2026-10-01")
    assert "October 2026" in said
    assert "Victims contacted fewer than 10" in said
    assert "Choose one of those shown" in sent(wanda, "release_summary", weeks["week"], month="2026-10-01")
    assert "Choose one of those shown" in sent(wanda, "release_summary", weeks["week"], month="2026-11-01")


def test_every_page_on_which_somebody_stands_leaves_an_entry_and_is_in_the_table(
    weeks: dict[str, Any], wyn: Client, wanda: Client, tam: Client
) -> None:
    clients = {"week_planner": wyn, "week_supervisor": wanda, "week_team": tam}
    for view, door in DOORS.items():
        if not (door.permission or "").startswith("weeks.") or view == "police:weeks":
            continue
        who = next(iter(sorted(door.owners or PLANS_WEEKS)))
        before = Entry.objects.count()
        answer = clients[who].get(reverse(view, kwargs={key: weeks[one] for key, one in door.things.items()}))
        shown = any(name in answer.content.decode() for name in NAMES)
        read = Entry.objects.filter(sequence__gt=before, by=CAST[who].email, action__startswith="week.").count()
        assert (view, shown, read > 0) == (view, view in SHOWS_SOMEBODY, view in SHOWS_SOMEBODY)
