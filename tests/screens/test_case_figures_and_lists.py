"""The case desk's lists and figures: as many queries for many cases as for few, and nobody in a figure."""

from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from screens.test_case_pages import text
from world import cases_morning
from world.area import Area
from world.cast import Door


def test_a_list_page_takes_as_many_queries_with_many_cases_as_with_few(
    case_desk: dict[str, Any], cora: Client, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pages = {"cases": 10, "due": 10, "orders": 9, "conferences": 15}
    for more in (0, 9):  # so that no page is full: then its rows are counted too, which is one more
        for number in range(more):
            reference = f"STF/2026/00008{number:02}"
            another = cases_morning.opened(cases_morning.reported(Area(tmp_path), reference))
            cases_morning.stage(another, "suspect_identified", suspect="P2")
            cases_morning.stage(another, "arrest")
            cases_morning.protect(another)
            cases_morning.meet(another)
        cora.get(reverse("police:cases"))
        for view, asked in pages.items():
            with django_assert_num_queries(asked):
                cora.get(reverse(f"police:{view}"))


def test_a_list_of_cases_is_a_file_that_is_sent_while_it_is_read(case_desk: dict[str, Any], cora: Client) -> None:
    answer = cora.get(reverse("police:cases") + "?export=csv")
    assert (answer.streaming, answer["Content-Disposition"]) == (True, 'attachment; filename="cases.csv"')
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert {line[:11] for line in lines[1:]} == {case_desk["case"], case_desk["served_case"]}
    assert len(lines) == 3


def test_figures_show_nobody_and_no_count_under_ten(case_desk: dict[str, Any], signed_in_as: Door) -> None:
    ana = signed_in_as("analyst")
    shown = text(ana.get(reverse("police:case_figures")))
    assert shown.count("under 10") >= 11
    assert "Fewer than 10 cases of that year are in sight" in shown
    assert "How cases go on" in text(ana.get(reverse("police:figures")))
    assert signed_in_as("case_officer").get(reverse("police:case_figures")).status_code == 403


def test_figures_say_when_cases_ended_how_and_that_it_proves_nothing(
    case_desk: dict[str, Any], signed_in_as: Door, tmp_path: Path
) -> None:
    for number in range(12):
        another = cases_morning.opened(cases_morning.reported(Area(tmp_path), f"STF/2026/00008{number:02}"))
        if number < 3:
            cases_morning.stage(another, "suspect_identified", suspect="P2")
            cases_morning.propose(another)
    page = signed_in_as("analyst").get(reverse("police:case_figures"))
    shown = text(page)
    assert "not proof of effect" in shown
    assert "Day In sight The victim stopped supporting" in shown
    assert "6 In sight 14 The victim stopped supporting 28.6% The suspect was charged 0.0%" in shown
    assert "Cases: reported How many 14" in shown
    assert page.content.decode().count("<rect") >= 3 * 12
    other = text(signed_in_as("analyst").get(reverse("police:case_figures") + "?year=2025"))
    assert "Cases: reported How many under 10" in other
