"""A form that anybody may send without an account, kept from programs without asking a third party."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.forms import PageForm

QUICKEST = timedelta(seconds=3)
"""Nobody reads the page and answers sooner."""


class FormForAnybody(PageForm):
    """``website`` is a field that people do not see, and ``shown_at`` says when the page was made: programs fill in the
    one, and send sooner than anybody can read. Neither loses anything: whoever it happens to is asked to send again.

    ``SALT`` names the form: what one page signed opens no other.
    """

    SALT = ""
    shown_at = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(required=False)

    def __init__(self, *arguments: Any, now: datetime, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.now = now
        self.initial["shown_at"] = signing.dumps(now.isoformat(), salt=self.SALT)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("website") or not self._was_read():
            self._begin_again()
            raise forms.ValidationError(_("This came as if a program had sent it. Nothing is lost: send it once more."))
        return given

    def _was_read(self) -> bool:
        try:
            shown_at = datetime.fromisoformat(signing.loads(self.cleaned_data.get("shown_at", ""), salt=self.SALT))
        except signing.BadSignature:
            return False
        return self.now - shown_at >= QUICKEST

    def _begin_again(self) -> None:
        sent: Any = self.data
        self.data = sent = sent.copy()  # what was sent cannot be changed
        sent["website"], sent["shown_at"] = "", signing.dumps((self.now - QUICKEST).isoformat(), salt=self.SALT)
