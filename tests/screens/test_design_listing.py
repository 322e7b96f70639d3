"""Every list narrows, sorts, pages and exports, and its file does nothing in a spreadsheet."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from firstbell.interfaces.web.design.exports import safe
from screens.design_sample import ROWS

pytestmark = pytest.mark.urls("screens.design_sample")


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/list/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def references(text: str) -> list[str]:
    return re.findall(r">(FB-\d{4})<", text)


def exported(client: Client, query: str) -> list[list[str]]:
    answer = client.get(f"/list/{query}")
    assert answer["Content-Disposition"] == 'attachment; filename="notices.csv"'
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_first_page_has_twenty_five_in_the_order_given(client: Client) -> None:
    text = page(client)
    assert references(text) == [row.reference for row in ROWS[:25]]
    assert "1 to 25 of 130" in text


def test_the_last_page_has_the_rest(client: Client) -> None:
    text = page(client, "?page=6")
    assert references(text) == [row.reference for row in ROWS[125:]]
    assert "126 to 130 of 130" in text
    assert 'aria-label="Page 6" aria-current="page"' in text


def test_one_row_is_not_sorted(client: Client) -> None:
    text = page(client, f"?q={ROWS[3].reference}")
    assert references(text) == [ROWS[3].reference]
    assert "aria-sort" not in text


@pytest.mark.parametrize("number", ["0", "-3", "999999", "99999999999999999999", "two", "1.5", "٣", ""])
def test_a_page_that_is_not_there_is_the_nearest_one(client: Client, number: str) -> None:
    assert len(references(page(client, f"?page={number}"))) in {5, 25}


def test_a_list_is_sorted_by_a_link_in_its_heading(client: Client) -> None:
    text = page(client, "?sort=-reference")
    assert references(text)[0] == "FB-0130"
    assert 'aria-sort="descending"><a class="fb-table__sort" href="?sort=reference"' in text


def test_rows_without_a_value_come_last_either_way(client: Client) -> None:
    undated = {row.reference for row in ROWS if row.due_by is None}
    for order in ("due_by", "-due_by"):
        rows = exported(client, f"?sort={order}&export=csv")[1:]
        assert {row[0] for row in rows[-len(undated) :]} == undated


def test_an_order_that_is_not_there_is_passed_over(client: Client) -> None:
    assert references(page(client, "?sort=password"))[0] == "FB-0001"


def test_a_list_is_narrowed_by_a_choice(client: Client) -> None:
    text = page(client, "?state=late")
    assert set(references(text)) <= {row.reference for row in ROWS if row.state == "late"}
    assert '<option value="late" selected>' in text
    assert "of 44" in text


def test_a_list_is_searched_only_where_nobody_is_named(client: Client) -> None:
    assert references(page(client, "?q=fb-0042")) == ["FB-0042"]
    assert "Nothing in this list is like that" in page(client, "?q=acknowledged"), "its column is not plain"


def test_what_narrows_stays_when_one_sorts_or_turns_the_page(client: Client) -> None:
    text = page(client, "?state=late&q=cranberry&sort=due_by")
    assert 'href="?state=late&amp;q=cranberry&amp;sort=-due_by"' in text
    assert 'href="?state=late&amp;q=cranberry&amp;sort=due_by&amp;page=2"' in text
    assert '<input type="hidden" name="sort" value="due_by">' in text


def test_sorting_goes_back_to_the_first_page(client: Client) -> None:
    assert 'href="?sort=due_by"' in page(client, "?page=3")


def test_the_file_has_the_whole_narrowed_list_with_what_only_it_shows(client: Client) -> None:
    rows = exported(client, "?state=late&sort=-reference&page=2&export=csv")
    assert rows[0] == ["Reference", "School", "State", "Due", "Children", "Code"]
    assert len(rows) == 45
    assert rows[1][0] == "FB-0130"
    assert {row[5] for row in rows[1:]} == {"late"}


def test_a_school_whose_name_is_a_formula_is_a_name_in_the_file(client: Client) -> None:
    assert {row[1] for row in exported(client, "?state=late&export=csv")[1:]} == {"'=Cranberry High"}


@given(st.text())
def test_no_text_is_a_formula(text: str) -> None:
    made = str(safe(text))
    assert not made.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert made.removeprefix("'") == text or made == text


def test_a_time_in_the_file_is_londons_with_its_offset() -> None:
    assert safe(datetime(2026, 7, 1, 7, 30, tzinfo=UTC)) == "2026-07-01T08:30+01:00"
    assert safe(-3) == -3


def test_an_empty_list_says_what_comes(client: Client) -> None:
    text = page(client, "?nothing=1")
    assert "No notice has been sent yet." in text
    assert "<table" not in text


def test_what_is_typed_into_an_address_is_shown_as_it_is(client: Client) -> None:
    text = page(client, "?q=%22%3E%3Cscript%3E&sort=%3Cscript%3E&other=%3Cscript%3E")
    assert "<script>" not in text


def test_a_table_says_that_it_is_one_however_it_is_laid_out(client: Client) -> None:
    """Some browsers take rows that are laid out as blocks for no table, unless each part says what it is."""
    text = page(client, "?q=FB-0001")
    assert {f'role="{part}"' in text for part in ("table", "rowgroup", "row", "rowheader", "cell")} == {True}
    assert text.count('role="columnheader"') == 5
