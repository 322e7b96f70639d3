"""Everything that can be recorded in a case, by the word in its page's address: what it asks, says and does."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.police import forms_of_cases as forms
from firstbell.interfaces.web.police import forms_of_orders
from firstbell.interfaces.web.police.case_files import CaseFile
from firstbell.responses.case_progress import actions
from firstbell.responses.case_progress.rules import facts, stages

ASK_FIRST = _(
    "Before anybody tries to reach a victim, ask the support service how, when and by whom it is safe. No number or "
    "address is kept here, so that nobody goes past the plan that they made with the victim."
)
TO_BE_TOLD = _("The victim is to be told, and the clock for it starts by itself.")

RECORD_IT, RECORDED = _("Record it"), _("Recorded.")


@dataclass(frozen=True, slots=True)
class Recording:
    """One thing to record: the form that asks, the action that does, and what the page says of it.

    ``among`` gives, for what is about one thing of the case, the things that there are; ``weighs`` shows the outcome
    that is proposed, which a reader must have seen as it is when they decide.
    """

    form: type[forms.CaseForm]
    do: Callable[..., object]
    heading: Any
    said: Any = ""
    button: Any = RECORD_IT
    told: Any = RECORDED
    among: Callable[[CaseFile], Collection[str]] = lambda file: ()
    weighs: bool = False


def _reached(file: CaseFile) -> set[str]:
    return {one.stage for one in file.case.stages}


def _events(file: CaseFile) -> set[str]:
    return {str(one.event) for one in file.case.clocks}


def _orders(file: CaseFile) -> set[str]:
    return {str(one.order) for one in file.orders}


RECORD = {
    "outcome": Recording(
        forms.RecordOutcome,
        actions.record_outcome,
        _("Record an outcome"),
        _("A later outcome counts instead of an earlier one; both are kept. The victim is to be told."),
    ),
    "proposal": Recording(
        forms.ProposeOutcome,
        actions.propose_outcome,
        _("Propose an outcome for want of evidence"),
        _(
            "It does not stand yet. First somebody records whether the case can be prosecuted without its victim; then "
            "a supervisor who did not propose it decides."
        ),
        _("Propose it"),
        _("Proposed. Next: the evidence-led review."),
    ),
    "review": Recording(
        forms.RecordReview,
        actions.record_review,
        _("Record the evidence-led review"),
        _("Whether the case can be prosecuted without its victim. Look for each of these, and say if it was found."),
        told=_("Reviewed. A supervisor decides next."),
        weighs=True,
    ),
    "stance": Recording(
        forms.RecordStance,
        actions.record_stance,
        _("Record whether the victim supports the case"),
        _("What they say last counts, so that whoever stopped can come back. Nobody is blamed by any of it."),
    ),
    "court-date": Recording(forms.SetCourtDate, actions.set_court_date, _("Set or move a court date"), TO_BE_TOLD),
    "event": Recording(forms.RecordEvent, actions.record_event, _("Record what happened"), TO_BE_TOLD),
    "attempt": Recording(forms.RecordAttempt, actions.record_attempt, _("Record a try to tell the victim"), ASK_FIRST),
    "rights": Recording(
        forms.VaryRights,
        actions.vary_rights,
        _("Change the victim’s rights"),
        _("Victims of domestic abuse have enhanced rights. Clocks that run already stay as they are."),
    ),
    "assessment": Recording(
        forms.RecordAssessment,
        actions.record_assessment,
        _("Record a risk assessment"),
        _("It is kept as it was answered and graded. A grade is a person’s, and is never worked out."),
    ),
    "order": Recording(
        forms_of_orders.RecordOrder,
        actions.record_order,
        _("Record a notice or order"),
        _(
            "A court must hear of a protection notice within 48 hours that count. By when is worked out; check it "
            "against the notice."
        ),
    ),
}
"""What an officer records."""

RECORD_ABOUT = {
    "stage": Recording(
        forms.RecordStage,
        actions.record_stage,
        _("Record a stage"),
        _("Of an arrest or a charge the victim is to be told: its clock starts by itself."),
        among=lambda file: stages.STAGES.keys() - _reached(file),
    ),
    "correct-stage": Recording(
        forms.CorrectStage,
        actions.correct_stage,
        _("Correct a stage"),
        _("The entry before stays on file. An event of which the victim was to be told is struck for itself."),
        _("Correct it"),
        _("Corrected."),
        _reached,
    ),
    "fact": Recording(
        forms.RecordFact,
        actions.record_fact,
        _("Record a fact with its day"),
        _("A fact for people to read. Nothing adds them up."),
        among=lambda file: facts.TOPICS.keys(),
    ),
    "strike-event": Recording(
        forms.StrikeEvent,
        actions.strike_event,
        _("It never happened"),
        _("Nobody waits to be told of it any more. It stays on file, with why."),
        _("Strike it"),
        _("Struck."),
        _events,
    ),
    "vary-order": Recording(
        forms_of_orders.VaryOrder,
        actions.vary_order,
        _("Vary an order"),
        _("What it says from then on: all of its conditions, and its end. What it said before stays on file."),
        among=_orders,
    ),
    "discharge-order": Recording(
        forms_of_orders.DischargeOrder,
        actions.discharge_order,
        _("End an order before its time"),
        _("Or a court refused to let an order follow a notice. It protects nobody from then on."),
        _("End it"),
        _("It has ended."),
        _orders,
    ),
    "breach": Recording(
        forms_of_orders.RecordBreach,
        actions.record_breach,
        _("Record a breach"),
        _("What somebody did against a condition that the order had at that time."),
        among=_orders,
    ),
}
"""What an officer records about one stage, topic, event or order."""

SUPERVISE = {
    "approve": Recording(
        forms.Approve,
        actions.approve_outcome,
        _("Let the outcome stand"),
        _("It ends the case for want of evidence. Whoever proposed it cannot decide; the victim is to be told."),
        _("Let it stand"),
        _("The outcome stands. The victim is to be told."),
        weighs=True,
    ),
    "turn-down": Recording(
        forms.Because,
        actions.turn_down_outcome,
        _("Turn the outcome down"),
        _("The case goes on. Whoever proposed it cannot decide."),
        _("Turn it down"),
        _("Turned down. The case goes on."),
        weighs=True,
    ),
    "grade": Recording(
        forms.GradeAgain,
        actions.grade_again,
        _("Grade the risk again"),
        _("Your grade counts, and the officer’s stays beside it."),
        _("Grade it"),
        _("Graded."),
    ),
}
"""What only a supervisor does."""
