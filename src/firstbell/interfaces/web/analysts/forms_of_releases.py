"""What is asked of whoever drafts, signs or withdraws a release, or enters a figure that stands elsewhere."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, radios, words
from firstbell.interfaces.web.design.forms import DateField, PageForm
from firstbell.pure.disclosure import DISTRICT, FORCE, MSOA
from firstbell.reporting.publication.rules.publishable import PUBLISHABLE

MONTHS_BACK = 120
NOTHING = "nothing"
LONG = {"12": _("A year"), "3": _("A quarter"), "1": _("A month")}
LEVELS = {
    MSOA: _("Neighbourhoods: years only"),
    DISTRICT: _("Districts: years and quarters"),
    FORCE: _("The whole force area: years, quarters and months"),
}
MEASURES = {one.measure: one.noun for one in PUBLISHABLE.values()}
FIGURE: dict[str, Any] = {"inputmode": "decimal", "width": 5}
SURE = _("I have looked at every table, and answer for it")


class Span(PageForm):
    """A form about figures of so many months from a first one on; ``today`` is the day in London."""

    measure = radios(_("What is counted?"), MEASURES)
    months = radios(_("How long is the period?"), LONG)
    first = forms.ChoiceField(
        label=_("In which month does it begin?"),
        help_text=_("Years and quarters begin in January, April, July or October."),
        error_messages=CHOOSE,
    )

    def __init__(self, *arguments: Any, today: date, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "first", [("", _("Choose one")), *_months_before(today)])

    @property
    def given(self) -> dict[str, Any]:
        given = super().given
        return given | {"first": date.fromisoformat(given["first"]), "months": int(given["months"])}


class Draft(Span):
    level = radios(_("By which areas?"), LEVELS, _("The table has the totals of larger areas, too."))
    by_dimension = forms.ChoiceField(
        label=_("Broken down by?"),
        help_text=_("One at a time, and never by neighbourhood."),
        widget=forms.RadioSelect,
        initial=NOTHING,
        error_messages=CHOOSE,
    )
    summary = words(
        _("What do the figures show, in plain words?"),
        _("Two or three sentences for everybody. No figure that is not in the table, and nobody in them."),
    )
    field_order = ("measure", "level", "months", "first", "by_dimension", "summary")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "by_dimension", [(NOTHING, gettext("Nothing")), *_dimensions()])

    @property
    def given(self) -> dict[str, Any]:
        given = super().given
        return given | {"by_dimension": given["by_dimension"].removeprefix(NOTHING)}


class Elsewhere(Span):
    """``areas`` are code and name of every area that a figure may be of."""

    area = forms.ChoiceField(label=_("Of which area?"), error_messages=CHOOSE)
    category = forms.ChoiceField(label=_("Of everybody, or of which?"), required=False, error_messages=CHOOSE)
    low = forms.IntegerField(
        label=_("What was said?"),
        help_text=_("The number. If it was rounded or given as a range, the lowest that it may have been."),
        min_value=0,
        widget=forms.TextInput(FIGURE),
    )
    high = forms.IntegerField(
        label=_("The highest that it may have been"),
        help_text=_("The same number again, where it was said to the unit."),
        min_value=0,
        widget=forms.TextInput(FIGURE),
    )
    where = words(_("Where was it said?"), _("The page, paper, or number of the request; nobody’s name."), rows=2)
    published_on = DateField(label=_("On which day?"), help_text=_("For example, 20 11 2026"))
    field_order = ("measure", "area", "months", "first", "category", "low", "high", "where", "published_on")

    def __init__(self, *arguments: Any, areas: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "area", [("", _("Choose one")), *areas])
        offer(self, "category", [("", gettext("Everybody")), *_categories()])

    @property
    def given(self) -> dict[str, Any]:
        given = super().given
        _measure, column, category = (given["category"] or "//").split("/")
        return given | {"by_dimension": column, "category": category}


class MakeMap(PageForm):
    year = forms.IntegerField(label=_("Of which year?"), widget=forms.TextInput(FIGURE))
    epsilon = forms.FloatField(
        label=_("Budget (epsilon)"),
        help_text=_("How much the map may tell of one person, printed with it. 1 is usual; less means more noise."),
        initial=1,
        min_value=0.01,
        max_value=5,
        widget=forms.TextInput(FIGURE),
    )


class Sign(PageForm):
    sure = forms.BooleanField(label=SURE)

    @property
    def given(self) -> dict[str, Any]:
        return {}


class Withdraw(PageForm):
    reason = words(_("Why?"), _("In a sentence. It stays in the register."))


class Revise(PageForm):
    summary = words(
        _("What has changed since, in plain words?"),
        _("Two or three sentences for everybody. It is counted again as a whole, and only once."),
    )


def _months_before(today: date) -> Iterator[tuple[str, str]]:
    """Months that are over, the last first."""
    here = today.year * 12 + today.month - 1
    for number in range(here - 1, here - 1 - MONTHS_BACK, -1):
        month = date(number // 12, number % 12 + 1, 1)
        yield month.isoformat(), f"{month:%B %Y}"


def _dimensions() -> Iterator[tuple[str, str]]:
    for one in PUBLISHABLE.values():
        for column, dimension in one.dimensions.items():
            yield column, f"{one.noun}: {dimension.title.lower()}"


def _categories() -> Iterator[tuple[str, str]]:
    for one in PUBLISHABLE.values():
        for column, dimension in one.dimensions.items():
            for category, said in dimension.words.items():
                yield f"{one.measure}/{column}/{category}", f"{one.noun}: {said}"
