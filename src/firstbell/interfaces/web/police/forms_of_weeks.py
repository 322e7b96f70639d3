"""What is asked about intensification weeks: plans, lists, tasks, and what came of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, radios, words
from firstbell.interfaces.web.design.forms import DateField, PageForm
from firstbell.interfaces.web.police.forms_of_cases import SENTENCE, either
from firstbell.joint.intensification.rules import published, weeks, working
from firstbell.joint.intensification.rules.working import RESULTS

NOTHING = [("", _("Choose one"))]


def lines(text: str) -> tuple[str, ...]:
    """What stands on each line that has anything on it."""
    return tuple(filter(None, map(str.strip, text.splitlines())))


def count(label: Any, first: int, most: int, *, least: int = 0, hint: Any = "") -> forms.IntegerField:
    """A whole number, with ``first`` in the box to begin with."""
    box = forms.TextInput(attrs={"inputmode": "numeric", "width": 5})
    return forms.IntegerField(label=label, help_text=hint, initial=first, min_value=least, max_value=most, widget=box)


def one_of(label: Any, hint: Any = "", *, required: bool = True) -> forms.ChoiceField:
    """One out of what there is, which is known only when it is asked."""
    return forms.ChoiceField(label=label, help_text=hint, required=required, error_messages=CHOOSE)


class PlanWeek(PageForm):
    """``areas`` are the force's authorities, by GSS code."""

    title = forms.CharField(
        label=_("What is it called?"),
        help_text=_("Never a person: the title stands in lists."),
        max_length=200,
    )
    objectives = words(_("What is it for?"), _("One objective a line."))
    area = one_of(_("Where?"), required=False)
    first_day = DateField(label=_("First day"), help_text=_("After today. For example, 30 11 2026"))
    last_day = DateField(label=_("Last day"), help_text=_("At most 14 days in all."))
    partners = words(_("Which partners take part?"), _("One a line, such as a service or a council."), required=False)

    def __init__(self, *arguments: Any, areas: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "area", [("", _("The whole force")), *areas])

    @property
    def given(self) -> dict[str, Any]:
        given = super().given
        return given | {name: lines(given[name]) for name in ("objectives", "partners")}


class AddTeam(PageForm):
    called = forms.CharField(label=_("What is the team called?"), max_length=100)
    members = words(_("Who is in it?"), _("The e-mail by which each signs in, one a line."))

    @property
    def given(self) -> dict[str, Any]:
        given = super().given
        return given | {"members": lines(given["members"].lower())}


class JoinCampaign(PageForm):
    campaign = one_of(_("Which campaign?"), _("Those in calendar mode: they were drawn before anything happened."))

    def __init__(self, *arguments: Any, campaigns: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "campaign", [*NOTHING, *campaigns])


class DrawList(PageForm):
    most = count(
        _("How many names?"),
        20,
        weeks.MOST_NAMES,
        least=1,
        hint=_("As many as teams can do something about. Whoever shares the last place comes with it."),
    )
    recency = count(_("Weight of how lately"), 25, 100, hint=_("The four weights are 100 together."))
    frequency = count(_("Weight of how often"), 25, 100)
    gravity = count(_("Weight of how much harm"), 25, 100)
    victims = count(_("Weight of how many victims"), 25, 100)

    @property
    def given(self) -> dict[str, Any]:
        given = super().given
        return {"most": given.pop("most"), "weights": published.weighing(**given)}


class DecideName(PageForm):
    accepted = either(_("Your decision"), _("Accept: teams may look for them"), _("Refuse: nothing is done"))
    why = words(_("Why?"), _("In a sentence of your own: the place on the list is no reason. Others will read it."))


class SetTask(PageForm):
    """``kind`` is what the task is about, and ``things`` what there is of that kind; None where it is written."""

    about = one_of(_("What is it about?"))
    which = forms.CharField(
        label=_("Which?"),
        help_text=_("A school’s URN, six digits; a venue’s name as people know it. Never a person’s."),
        max_length=100,
    )
    team = one_of(_("Which team?"))
    text = words(_("What is to be done?"), SENTENCE)
    due_on = DateField(label=_("On which day?"), help_text=_("A day of the week."))

    def __init__(
        self,
        *arguments: Any,
        kind: str,
        teams: list[tuple[int, str]],
        things: list[tuple[Any, str]] | None,
        **named: Any,
    ) -> None:
        super().__init__(*arguments, **named)
        self.kind = kind
        if things is None:
            del self.fields["about"]
        else:
            offer(self, "about", [*NOTHING, *things])
        if kind not in (working.SCHOOL, working.VENUE):
            del self.fields["which"]
        offer(self, "team", [*NOTHING, *teams])

    @property
    def given(self) -> dict[str, Any]:
        given = super().given | {"kind": self.kind}
        if self.kind == working.LISTED:
            given["listed"] = int(given.pop("about"))
        if "which" in given:
            given["about"] = given.pop("which")
        return given | {"team": int(given["team"])}


class FinishTask(PageForm):
    how = words(_("What came of it?"), SENTENCE)


class RecordResult(PageForm):
    """``tasks`` are those of the reader's team about somebody on the list."""

    kind = radios(_("What came of it?"), RESULTS, _("An arrest is not a charge: record each when it happens."))
    many = count(_("How many?"), 1, 1_000, least=1)
    on = DateField(label=_("On which day?"))
    task = one_of(
        _("Is it of somebody whom a task is about?"),
        _("Only what is of one person: an arrest, an interview, a charge, bail, an order, a breach or a programme."),
        required=False,
    )

    def __init__(self, *arguments: Any, tasks: list[tuple[int, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "task", [("", _("No")), *tasks])

    @property
    def given(self) -> dict[str, Any]:
        given = super().given
        return given | {"task": int(given["task"]) if given["task"] else None}


class StrikeResult(PageForm):
    why = words(_("Why was it never so?"), _("In a sentence, and no names. It stays on file, struck."))


class ReleaseSummary(PageForm):
    """``months`` by their first day."""

    month = one_of(_("Which month?"), _("One that is over. What is released is never changed."))

    def __init__(self, *arguments: Any, months: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "month", [*NOTHING, *months])
