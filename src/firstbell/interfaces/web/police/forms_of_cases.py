"""What the case desk is asked about a case: stages, outcomes, the victim, and risk."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import CHOOSE, offer, radios, words
from firstbell.interfaces.web.design.forms import DateField, MomentField, PageForm
from firstbell.interfaces.web.design.times import day
from firstbell.interfaces.web.police.case_files import CaseFile
from firstbell.responses.case_progress.rules import clocks, facts, outcomes, reviewing, risk, stages, stances

YES, NO = "yes", "no"
SENTENCE = _("In a sentence. Others will read it.")


def boxes(label: Any, choices: dict[str, Any], hint: Any = "", *, required: bool = True) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        choices=[(code, _(said)) for code, said in choices.items()],
        widget=forms.CheckboxSelectMultiple,
        required=required,
    )


def either(label: Any, yes: Any, no: Any, hint: Any = "") -> forms.TypedChoiceField:
    """A question with two answers, of which the first is true."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        choices=[(YES, yes), (NO, no)],
        coerce=lambda answer: answer == YES,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )


def person(label: Any, hint: Any = "") -> forms.CharField:
    """Somebody of the force, where it was not whoever writes it down."""
    return forms.CharField(label=label, help_text=hint, required=False, max_length=200)


class CaseForm(PageForm):
    """A form about a case (``file``), and about ``which`` thing of it, where it is about one."""

    def __init__(self, *arguments: Any, file: CaseFile, which: str = "", **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.file, self.which = file, which
        self.offers()

    def offers(self) -> None:
        """Give fields what there is to choose from in this case, and leave out those that it does not need."""


class OfStage(CaseForm):
    """``which`` is the stage; only a recorded crime has a number, and only an identified suspect a name."""

    crime = forms.CharField(label=_("The crime’s number"), max_length=100)
    suspect = radios(_("Who is the suspect?"), {}, _("Those whom the incident names as one."))

    def offers(self) -> None:
        if self.which != stages.CRIME:
            del self.fields["crime"]
        if self.which != stages.SUSPECT:
            del self.fields["suspect"]
        else:
            offer(self, "suspect", [(code, self.file.case.names[code]) for code in self.file.case.suspects])


class RecordStage(OfStage):
    on = DateField(label=_("On which day?"), help_text=_("In London. For example, 27 11 2026"))
    field_order = ("on", "crime", "suspect")

    @property
    def given(self) -> dict[str, Any]:
        return super().given | {"stage": self.which}


class CorrectStage(OfStage):
    happened = either(_("Did it happen?"), _("Yes, on another day, or with another name or number"), _("No, never"))
    on = DateField(label=_("On which day?"), required=False)
    why = words(_("How do you know?"), SENTENCE)
    field_order = ("happened", "on", "crime", "suspect", "why")

    def offers(self) -> None:
        super().offers()
        for name in {"crime", "suspect"} & self.fields.keys():
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in {"on", "crime", "suspect"} & self.fields.keys():
            if given.get("happened") and not given.get(name) and name not in self.errors:
                self.add_error(name, _("Give this too, if it happened"))
        return given

    @property
    def given(self) -> dict[str, Any]:
        given = super().given
        never = dict.fromkeys({"on", "crime", "suspect"} & given.keys(), "") | {"on": None}
        return given | ({} if given.pop("happened") else never) | {"stage": self.which}


class RecordOutcome(CaseForm):
    code = forms.ChoiceField(label=_("Which outcome?"), error_messages=CHOOSE)
    on = DateField(label=_("On which day?"))
    why = words(_("Why?"), _("If there is more to say."), required=False)

    def offers(self) -> None:
        offer(self, "code", [("", _("Choose one")), *coded(review=False)])


class ProposeOutcome(CaseForm):
    code = radios(_("Which outcome?"), {})
    on = DateField(label=_("On which day?"))
    why = words(_("Why this outcome?"), SENTENCE)

    def offers(self) -> None:
        offer(self, "code", coded(review=True))


def coded(*, review: bool) -> list[tuple[str, Any]]:
    """Home Office outcomes that need a review, or that need none: code, and its wording behind it."""
    return [(one.code, f"{one.code}: {_(one.wording)}") for one in outcomes.codes().values() if one.review is review]


def looked_for(kind: str) -> forms.TypedChoiceField:
    return either(_(reviewing.EVIDENCE[kind]), _("Found"), _("Looked for, and not found"))


class RecordReview(CaseForm):
    body_worn_video = looked_for("body_worn_video")
    call_999 = looked_for("call_999")
    injuries_photographed = looked_for("injuries_photographed")
    witness = looked_for("witness")
    admissions = looked_for("admissions")
    forensic = looked_for("forensic")
    earlier_account = looked_for("earlier_account")
    conclusion = radios(_("What follows?"), reviewing.CONCLUSIONS)
    why = words(_("What does that rest on?"), SENTENCE)

    @property
    def given(self) -> dict[str, Any]:
        given = super().given
        return {"found": {kind: given.pop(kind) for kind in reviewing.EVIDENCE}, **given}


class Approve(CaseForm):
    sure = forms.BooleanField(label=_("I have read the reasons and the review"))

    @property
    def given(self) -> dict[str, Any]:
        return {}


class Because(CaseForm):
    why = words(_("Why?"), SENTENCE)


class RecordStance(CaseForm):
    supports = either(_("Does the victim support the case?"), _("Yes"), _("No, they stopped supporting it"))
    reasons = boxes(_("Why not?"), stances.REASONS, _("Only if they stopped. As many as they said."), required=False)
    said = words(_("What did they say, in their words?"), required=False)
    asked_at = MomentField(label=_("When were they asked?"))
    asked_by = person(_("Who asked them?"), _("If it was not you."))


class RecordFact(CaseForm):
    """``which`` is the topic."""

    fact = radios(_("What happened?"), {})
    on = DateField(label=_("On which day?"))

    def offers(self) -> None:
        offer(self, "fact", [(code, _(said)) for code, said in facts.FACTS[self.which].items()])

    @property
    def given(self) -> dict[str, Any]:
        return super().given | {"topic": self.which}


class SetCourtDate(CaseForm):
    hearing = radios(_("Which hearing?"), facts.HEARINGS)
    on = DateField(label=_("On which day?"), help_text=_("The new day, if it was moved."))


class RecordEvent(CaseForm):
    kind = radios(
        _("What happened?"), {code: said for code, said in clocks.EVENTS.items() if code not in clocks.BY_ITSELF}
    )
    on = DateField(label=_("On which day?"))


class StrikeEvent(Because):
    """``which`` is the event's number."""

    @property
    def given(self) -> dict[str, Any]:
        return super().given | {"event": int(self.which)}


class RecordAttempt(CaseForm):
    events = forms.TypedMultipleChoiceField(
        label=_("What was it about?"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    channel = radios(_("How?"), clocks.CHANNELS)
    at = MomentField(label=_("When?"))
    reached = either(
        _("Were they reached?"),
        _("Yes, they were told"),
        _("No"),
        _("A message left, or a letter that nobody answered, reaches nobody."),
    )
    made_by = person(_("Who tried?"), _("If it was not you."))

    def offers(self) -> None:
        offer(self, "events", [(str(one.event), event_in_words(one)) for one in self.file.case.clocks])


def event_in_words(one: Any) -> str:
    return f"{_(clocks.EVENTS[one.kind])}, {day(one.on)}"


class VaryRights(CaseForm):
    enhanced = either(
        _("Does this victim have enhanced rights?"), _("Yes: told within 1 working day"), _("No: within 5")
    )
    why = words(_("Why?"), SENTENCE)


class RecordAssessment(CaseForm):
    tool = radios(_("Which questions?"), risk.TOOLS)
    edition = forms.CharField(
        label=_("Which version of them?"), help_text=_("As it stands on the form."), max_length=20
    )
    answers = words(
        _("The answers"),
        _("One question a line: its number or key on the form, then yes, no, not known or not asked."),
        rows=8,
    )
    grade = radios(
        _("Which grade did the officer choose?"),
        {grade: grade for grade in risk.GRADES},
        _("As the officer graded it. Nothing is worked out from the answers."),
    )
    assessed_at = MomentField(label=_("When was it?"))

    @property
    def given(self) -> dict[str, Any]:
        given = super().given
        return {"version": given.pop("edition"), **given}

    def clean_answers(self) -> dict[str, str]:
        """By key; ValidationError for a line that is no answer, or a question that is answered twice."""
        found: dict[str, str] = {}
        for line in filter(None, map(str.strip, self.cleaned_data["answers"].splitlines())):
            key, answer = answered(line)
            if key in found:
                raise forms.ValidationError(_("Question %(key)s is answered twice"), params={"key": key})
            found[key] = answer
        return found


def answered(line: str) -> tuple[str, str]:
    """A question's key and its answer. ValidationError for a line without both."""
    by_words = {said: code for code, said in risk.ANSWERS.items()} | {code: code for code in risk.ANSWERS}
    for said in sorted(by_words, key=len, reverse=True):
        found = re.fullmatch(rf"(.+?)[\s:=,;]+{said}", line, re.IGNORECASE)
        if found:
            return found[1].strip(), by_words[said]
    raise forms.ValidationError(_("No answer to a question stands in the line “%(line)s”"), params={"line": line})


class GradeAgain(CaseForm):
    grade = radios(_("Your grade"), {grade: grade for grade in risk.GRADES})
    why = words(_("Why?"), _("Needed where it is another than the officer’s."), required=False)
