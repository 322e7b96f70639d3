"""What is asked about visits, operations, and what was heard at a door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, radios, words
from firstbell.interfaces.web.design.forms import DateField, PageForm
from firstbell.interfaces.web.police.forms import missing
from firstbell.responses.cocoon.rules import doors, gates, judging, listening, modes, stopping

SURE = _("Say that you are sure")


def _number(label: Any, first: float, *, least: float = 1, most: float = 100, hint: Any = "") -> forms.Field:
    """A whole number where ``first`` is one, which stands in the box to begin with."""
    box = forms.TextInput(attrs={"inputmode": "decimal", "width": 5})
    given: dict[str, Any] = {"label": label, "help_text": hint, "initial": first, "widget": box}
    given |= {"min_value": least, "max_value": most}
    return forms.IntegerField(**given) if isinstance(first, int) else forms.FloatField(**given)


class NewCampaign(PageForm):
    """A campaign as a draft. Which cells: all of them, or those between two codes."""

    title = forms.CharField(
        label=_("What is it called?"),
        help_text=_("Say an area and a time, such as Hanley, spring. Never a person or a report."),
        max_length=200,
    )
    mode = radios(_("How are its cells chosen?"), modes.MODES)
    authority = forms.EmailField(
        label=_("Who answers for a triggered campaign?"),
        help_text=_("Only for a triggered one: the e-mail of a supervisor of Operation Cocoon, not yours."),
        required=False,
    )
    first_cell = forms.CharField(
        label=_("From which cell?"), help_text=_("Its code, such as C-00001. Empty for all cells."), required=False
    )
    last_cell = forms.CharField(label=_("To which cell?"), required=False)
    first_day = DateField(label=_("First day"), help_text=_("After today. Nobody visits on Sundays."))
    last_day = DateField(label=_("Last day"))
    shifts_a_day = _number(_("Shifts a day"), 2, most=4)
    minutes_a_door = _number(_("Minutes at each door"), 6, most=30, hint=_("The same at every door."))
    revisit_after_days = _number(_("After how many days is a door tried again that did not answer?"), 7, most=60)
    control_share = _number(
        _("Share of cells that wait"),
        0.5,
        least=0,
        most=0.9,
        hint=_("They are what the visited ones are compared with. 0.5 is half."),
    )
    deferral_share = _number(
        _("Share of visited cells that are left out by the draw"),
        0.1,
        least=0,
        most=0.5,
        hint=_("So that a cell which is left out for safety says nothing."),
    )

    field_order = ("title", "mode", "authority")

    def cells(self, codes: list[str]) -> list[str]:
        """Those of ``codes`` that lie between the two that were given."""
        first, last = (self.cleaned_data[name].strip().upper() for name in ("first_cell", "last_cell"))
        return [code for code in codes if (not first or code >= first) and (not last or code <= last)]

    @property
    def given(self) -> dict[str, Any]:
        return {name: value for name, value in super().given.items() if name not in ("first_cell", "last_cell")}


class Register(PageForm):
    """How a campaign will be judged, written down before it is drawn."""

    outcome = radios(_("On what is it judged?"), {code: said for code, (_family, said) in judging.OUTCOMES.items()})
    window_weeks = _number(_("For how many weeks after the visits?"), judging.WEEKS_AFTER, most=104)
    analysis = radios(_("How is it compared?"), judging.ANALYSES)
    detectable_ratio = _number(
        _("Which ratio would you want to see?"),
        1.5,
        least=0.01,
        hint=_("1.5 is half as many again. If the events are too few for it, the results say that they cannot tell."),
    )
    expected_events = _number(
        _("How many events must there be, over all cells and weeks, before anything is said?"),
        40.0,
        least=0,
        most=1_000_000,
    )


class Sure(PageForm):
    """Something that cannot be taken back."""

    sure = forms.BooleanField(label=_("I am sure"), error_messages=missing(SURE))


class Pause(PageForm):
    why = words(_("Why must nobody visit now?"), _("No person and no address: others read it."), rows=2)


class Pairs(PageForm):
    """Who walks. The pairs of one shift are found so that they walk least."""

    officers = words(
        _("Visiting officers, two to a line"),
        _("Two e-mails a line, with a space between them. Each line is a pair that can walk in every shift."),
        rows=4,
    )
    hours = _number(_("Hours that a shift lasts"), 6, most=12)

    def clean_officers(self) -> tuple[tuple[str, str], ...]:
        lines = [line.replace(",", " ").split() for line in self.cleaned_data["officers"].splitlines() if line.strip()]
        if any(len(line) != 2 for line in lines):
            raise forms.ValidationError(_("Each line has two e-mails and nothing else"))
        return tuple((first.lower(), second.lower()) for first, second in lines)


class Defer(PageForm):
    cell = forms.CharField(
        label=_("Which cell is left out?"),
        help_text=_("Its code. The whole cell is left out. No reason is kept, as a reason would name a door."),
        max_length=12,
    )


class Propose(PageForm):
    basis = radios(_("On what basis?"), gates.BASES)
    basis_reason = words(
        _("The senior officer’s reason"),
        _("Only where the victim was not asked: who decided it, and why asking would be unsafe."),
        required=False,
    )
    exclusions = words(
        _("Who must hear of nothing?"),
        _("People tied to the perpetrator. This is sealed, and no visit is changed by it."),
        rows=2,
        required=False,
    )
    quiet_why = forms.ChoiceField(
        label=_("Is there a quiet period?"),
        choices=[("", _("No")), *((code, _(said)) for code, said in gates.QUIET.items())],
        required=False,
        help_text=_("After an arrest, a release, a separation or a court date nothing is begun."),
    )
    quiet_until = DateField(label=_("Until which day?"), required=False)


class WithdrawOperation(PageForm):
    why = words(_("Why does it end?"), _("Consent withdrawn is reason enough. No visit changes by it."), rows=2)


class OpenSeal(PageForm):
    why = words(
        _("Why do you need to know?"),
        _("Your name, the time and these words go to whoever hears of the alarm."),
        rows=2,
    )


class ReportHarm(PageForm):
    campaign = forms.ChoiceField(label=_("After the visits of which campaign?"), error_messages=CHOOSE)
    kind = radios(_("What happened?"), stopping.KINDS)
    on = DateField(label=_("On which day?"))

    def __init__(self, *arguments: Any, campaigns: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "campaign", [("", _("Choose a campaign")), *campaigns])


class PassOn(PageForm):
    to = forms.CharField(
        label=_("Who acts on it now?"), help_text=_("An office or an e-mail, never a name."), max_length=254
    )


class VisitForm(PageForm):
    """One door, sent by a browser without scripts."""

    campaign = forms.CharField(max_length=20)
    cell = forms.CharField(max_length=12)
    position = forms.IntegerField(min_value=0)
    attempt = forms.IntegerField(min_value=1, max_value=2)
    entry_key = forms.UUIDField()
    minutes = forms.IntegerField(min_value=0, max_value=doors.LONGEST_STAY)
    leaflet = forms.BooleanField(required=False)
    outcome = forms.ChoiceField(choices=[(code, said) for code, said in doors.OUTCOMES.items()])


class HeardForm(PageForm):
    """What somebody said at a door."""

    door = forms.ChoiceField(label=_("At which door?"), error_messages=CHOOSE)
    kind = radios(_("What is it?"), listening.KINDS)
    safeguarding_path = forms.ChoiceField(
        label=_("Where does the disclosure go?"),
        choices=[("", _("Choose where it goes")), *((code, _(said)) for code, said in listening.PATHS.items())],
        required=False,
    )
    said = words(_("What was said, in their words"), _("It is sealed as soon as it is sent."))
    informant = forms.CharField(
        label=_("Who said it?"),
        help_text=_("Sealed apart. Leave it empty if they do not want to say."),
        required=False,
        max_length=200,
    )
    wishes_to_be_named = forms.BooleanField(label=_("They agree to be named"), required=False)

    def __init__(self, *arguments: Any, doors: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        offer(self, "door", [("", _("Choose the door")), *doors])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == listening.DISCLOSURE and not given.get("safeguarding_path"):
            self.add_error("safeguarding_path", _("Say where the disclosure goes"))
        return given
