"""What is kept of a case on a conference's agenda, by the word in its page's address."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.police import forms_of_conferences as forms
from firstbell.interfaces.web.police.case_steps import RECORD_IT, RECORDED
from firstbell.responses.case_progress import actions
from firstbell.responses.case_progress.queries import ItemShown


@dataclass(frozen=True, slots=True)
class Keeping:
    """One thing to keep: the form that asks, the action that does, and what the page says of it.

    ``among`` gives, for what is about one agency or task, those that there are.
    """

    form: type[forms.ItemForm]
    do: Callable[..., object]
    heading: Any
    button: Any = RECORD_IT
    told: Any = RECORDED
    among: Callable[[ItemShown], Collection[str]] = lambda item: ()


KEEP = {"task": Keeping(forms.SetTask, actions.set_task, _("Set a task"), _("Set it"), _("Set."))}
KEEP_ABOUT = {
    "research": Keeping(
        forms.RecordResearch, actions.record_research, _("What an agency knows"), among=lambda item: item.missing
    ),
    "correct-research": Keeping(
        forms.CorrectResearch,
        actions.correct_research,
        _("Correct what an agency knows"),
        _("Correct it"),
        _("Corrected. What was said before stays on file."),
        lambda item: {one.agency for one in item.research},
    ),
    "finish-task": Keeping(
        forms.FinishTask,
        actions.finish_task,
        _("A task is done"),
        _("It is done"),
        _("Done."),
        lambda item: {str(one.task) for one in item.tasks if not one.done_on},
    ),
}
"""About one agency, or one task."""
