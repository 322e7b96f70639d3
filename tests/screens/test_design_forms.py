"""Forms ask in boxes, say what is wrong in a sentence that leads to its field, and give back what was typed."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.forms import ValidationError
from django.test import Client, RequestFactory

from firstbell.interfaces.web.design.forms import CodeField, DateField, MomentField, PageForm, TimeField, time_of
from screens.design_sample import Sample

pytestmark = pytest.mark.urls("screens.design_sample")


class Asked(PageForm):
    name = forms.CharField(label="Your name", max_length=5)
    on = DateField(label="When?")
    at = MomentField(label="At what time?", required=False)


def parts(field: str, *typed: str) -> dict[str, str]:
    return {f"{field}_{part}": one for part, one in zip(("day", "month", "year", "time"), typed, strict=False)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("27", "11", "2026"), date(2026, 11, 27)),
        (("1", "March", "2027"), date(2027, 3, 1)),
        ((" 1 ", "sept", "2027"), date(2027, 9, 1)),
        (("29", "2", "2028"), date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_from_its_boxes(typed: tuple[str, ...], meant: date) -> None:
    assert DateField().clean(list(typed)) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", "", ""), "Enter a date"),
        (("27", "", "2026"), "Enter a day, a month and a year"),
        (("31", "11", "2026"), "Enter a date that exists, such as 27 11 2026"),
        (("29", "2", "2027"), "Enter a date that exists, such as 27 11 2026"),
        (("27", "11", "26"), "Enter a date that exists, such as 27 11 2026"),
        (("27", "ma", "2026"), "Enter a date that exists, such as 27 11 2026"),
        (("x", "11", "2026"), "Enter a date that exists, such as 27 11 2026"),
        (("²", "11", "2026"), "Enter a date that exists, such as 27 11 2026"),
    ],
)
def test_a_date_that_cannot_be_read_is_said_in_a_sentence(typed: tuple[str, ...], said: str) -> None:
    with pytest.raises(ValidationError) as found:
        DateField().clean(list(typed))
    assert found.value.messages == [said]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("27", "11", "2026", "8:30am"), datetime(2026, 11, 27, 8, 30, tzinfo=UTC)),
        (("1", "7", "2026", "8.30 AM"), datetime(2026, 7, 1, 7, 30, tzinfo=UTC)),
        (("25", "10", "2026", "1:30am"), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (("25", "10", "2026", "2am"), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
    ids=["winter", "summer", "the first of two half past ones", "after the clocks went back"],
)
def test_a_time_is_londons(typed: tuple[str, ...], meant: datetime) -> None:
    assert MomentField().clean(list(typed)) == meant


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(ValidationError, match="The clocks go forward in that hour"):
        MomentField().clean(["29", "3", "2026", "1:30am"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8:30am", time(8, 30)),
        ("8.30", time(8, 30)),
        ("15:10", time(15, 10)),
        ("8pm", time(20)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midday", time(12)),
        ("8", None),
        ("13pm", None),
        ("0am", None),
        ("25:00", None),
        ("8:60", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_time_of_the_day_as_people_write_it(typed: str, meant: time | None) -> None:
    assert time_of(typed) == meant


def test_a_field_for_a_time_says_what_it_wants() -> None:
    assert TimeField().clean("3.15pm") == time(15, 15)
    with pytest.raises(ValidationError, match=r"Enter a time, such as 8:30am or 15:10"):
        TimeField().clean("after school")


def test_a_code_is_read_whatever_its_spaces_and_size() -> None:
    assert CodeField(length=20).clean(" ab 12\u00a034 ") == "AB1234"


def test_each_mistake_names_its_field_and_what_to_do() -> None:
    form = Asked(
        {"name": "too long a name", **parts("on", "31", "11", "2026"), **parts("at", "1", "1", "2027", "late")}
    )
    assert form.errors == {
        "name": ["Write up to 5 characters; these are 15"],
        "on": ["Enter a date that exists, such as 27 11 2026"],
        "at": ["Enter a time, such as 8:30am or 15:10"],
    }
    assert Asked({}).errors["name"] == ["Fill in “Your name”"]


def test_a_sentence_of_the_forms_own_stays() -> None:
    class Own(PageForm):
        name = forms.CharField(label="Name", error_messages={"required": "Say who you are"})

    assert Own({}).errors["name"] == ["Say who you are"]


def test_what_was_typed_before_a_session_ended_is_given_back_once() -> None:
    request: Any = RequestFactory().get("/form/")
    typed = [{"name": ["Zoë"], **{k: [v] for k, v in parts("on", "31", "11", "2026").items()}, "version": ["7"]}]
    request.held = lambda: typed.pop() if typed else None
    form = Asked.of(request, initial={"version": "8"})
    assert form.given_back
    assert form["name"].value() == "Zoë"
    assert form["on"].value() == ["31", "11", "2026"], "even what could not be read"
    assert form["version"].value() == "8", "what is decided is what is seen now"
    assert not form.errors
    assert not Asked.of(request).given_back


def test_a_form_without_such_a_session_is_empty() -> None:
    assert Asked.of(RequestFactory().get("/")).is_bound is False
    request: Any = SimpleNamespace(method="GET", held=lambda: None)
    assert not Asked.of(request).given_back


def test_the_summary_leads_to_every_field_that_is_wrong(client: Client) -> None:
    answer = client.post("/form/", {"name": '"><script>alert(1)</script>', **parts("on", "1", "x", "2026")})
    text = answer.content.decode()
    assert "<title>Error: Tell us – Firstbell</title>" in text
    assert "<script>alert" not in text
    assert 'value="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in text
    for link in ("id_email", "id_on-day", "id_at-day", "id_how", "id_who", "id_sure", "id_place", "id_note"):
        assert f'href="#{link}"' in text
        assert f'id="{link}"' in text, "the link leads somewhere"
    assert 'value="x"' in text, "what was typed stays"
    assert 'aria-describedby="id_on-hint id_on-error"' in text


def test_a_password_is_never_given_back(client: Client) -> None:
    text = client.post("/form/", {"password": "correct horse"}).content.decode()
    assert "correct horse" not in text


def test_every_field_has_a_component_with_its_label(client: Client) -> None:
    text = client.get("/form/").content.decode()
    for field in Sample().visible_fields():
        assert str(field.label) in text
    assert 'autocomplete="name"' in text
    assert 'inputmode="numeric"' in text
    assert 'data-prevent-double-click="true"' in text
    assert 'enctype="multipart/form-data"' in text
    assert ' maxlength="400"' not in text, "the counter counts; it does not cut off"
    assert 'data-maxlength="400"' in text


def test_a_line_break_counts_once(client: Client) -> None:
    text = client.post("/form/", {"note": "\r\n".join(["x" * 19] * 20)}).content.decode()
    assert "Write up to 400 characters" not in text, "20 lines of 19 letters with 19 breaks are 399 characters"
    assert "Write up to 400 characters; these are 401" in client.post("/form/", {"note": "x" * 401}).content.decode()
