"""What is asked when somebody of an incident is referred to a programme."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.fields import offer, radios
from firstbell.interfaces.web.design.forms import Choice, PageForm
from firstbell.interfaces.web.police.forms import missing
from firstbell.responses.programme.queries.for_referrers import SuspectForReferrer
from firstbell.responses.programme.rules.ways import CHANNELS, Way

ANOTHER = "another"


class ReferToProgramme(PageForm):
    """What the incident does not say. Whoever is the only suspect, or the only provider, is not asked for.

    ``providers`` are names by their keys.
    """

    person_id = radios(_("Who is referred?"), {})
    provider = radios(_("To which programme?"), {})
    channel = radios(_("How can they be reached?"), choices=CHANNELS)
    known = radios(_("Where?"), {}, _("What the incident has. They may live with the victim: ask which is safe."))
    detail = forms.CharField(label=_("Another number or e-mail address"), max_length=200, required=False)
    when_safe = forms.CharField(
        label=_("When, in their words?"), help_text=_("Days and hours at which they can talk alone."), max_length=200
    )
    message_allowed = forms.BooleanField(label=_("A message may be left; a text or an e-mail is one"), required=False)
    agreed = forms.BooleanField(
        label=_("They were asked, know that it is voluntary, and agree to be referred"),
        error_messages=missing(_("Ask them first: nobody is referred who has not agreed")),
    )

    def __init__(
        self, *arguments: Any, suspects: tuple[SuspectForReferrer, ...], providers: Mapping[str, str], **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self.only: dict[str, str] = {}
        people = {one.person_id: _name(one) for one in suspects}
        for name, found in (("person_id", people), ("provider", providers)):
            if len(found) == 1:
                self.only[name] = next(iter(found))
                del self.fields[name]
            else:
                offer(self, name, list(found.items()))
        self.whose: defaultdict[str, list[str]] = defaultdict(list)
        for one in suspects:
            for detail in (*one.phones, *one.emails):
                self.whose[detail].append(one.person_id)
        self._offer_known(people)

    def _offer_known(self, people: Mapping[str, str]) -> None:
        """The numbers and addresses that the incident has; where it has none, one is asked for and nothing else."""
        known = [(one, Choice(one, ", ".join(people[each] for each in whose))) for one, whose in self.whose.items()]
        offer(self, "known", [*known, (ANOTHER, _("Another one"))])
        if not known:
            self.only["known"] = ANOTHER
            del self.fields["known"]
            self["detail"].label = _("The number or e-mail address")

    def clean(self) -> dict[str, Any]:
        given = (super().clean() or {}) | self.only
        known = str(given.get("known", ""))
        if known == ANOTHER and not given.get("detail"):
            self.add_error("detail", _("Write the number or the e-mail address"))
        if known in self.whose and given.get("person_id") not in self.whose[known]:
            self.add_error("known", _("That leads to somebody else: choose one of the person who is referred"))
        return given

    @property
    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        way = Way(
            channel=said["channel"],
            detail=said["detail"] if said["known"] == ANOTHER else said["known"],
            when_safe=said["when_safe"],
            message_allowed=said["message_allowed"],
        )
        return {"person_id": said["person_id"], "provider": said["provider"], "agreed": said["agreed"], "way": way}


def _name(one: SuspectForReferrer) -> str:
    return f"{one.forenames} {one.surname}".strip() or one.person_id
