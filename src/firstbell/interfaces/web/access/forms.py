"""The library's forms in our words, and the one by which somebody accepts an invitation."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordAgainForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from firstbell.interfaces.web.design.forms import CodeField, PageForm

SIX_DIGITS = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "width": 10}
PASSWORD_HINT = _("At least 12 characters. Three words that only you would put together are easy to keep in mind.")


class _NeverKept:
    """What is typed here lets somebody in, so none of it is kept when a session ends."""

    given_back = False


def _words(form: Any, name: str, label: Any, hint: Any = "", required: Any = "", **attrs: Any) -> None:
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs |= attrs
    if required:
        field.error_messages = field.error_messages | {"required": required}


class SignInForm(_NeverKept, LoginForm):
    """E-mail address and password."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _words(self, "login", _("E-mail address"), required=_("Type your e-mail address"), autocomplete="username")
        _words(self, "password", _("Password"), required=_("Type your password"), autocomplete="current-password")
        wrong = _("Type an e-mail address such as name@school.example")
        self.fields["login"].error_messages = self.fields["login"].error_messages | {"invalid": wrong}


class SecondFactorForm(_NeverKept, AuthenticateForm):
    """Six digits out of the app, or one of the codes on paper."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        hint = _("Six digits from your authenticator app, or one of the recovery codes that you wrote down")
        _words(self, "code", _("Code"), hint, _("Type the code"), **SIX_DIGITS)

    def clean_code(self) -> str:
        self.cleaned_data["code"] = self.cleaned_data["code"].replace(" ", "")
        return str(super().clean_code())


class CodeOnceMoreForm(_NeverKept, CodeAgainForm):
    """As ``SecondFactorForm``, of somebody who is signed in."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        hint = _("Six digits from your authenticator app, or one of the recovery codes that you wrote down")
        _words(self, "code", _("Code"), hint, _("Type the code"), **SIX_DIGITS)

    def clean_code(self) -> str:
        self.cleaned_data["code"] = self.cleaned_data["code"].replace(" ", "")
        return str(super().clean_code())


class PasswordOnceMoreForm(_NeverKept, PasswordAgainForm):
    """The password, of somebody who is signed in."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _words(self, "password", _("Password"), required=_("Type your password"))


class AppForm(_NeverKept, ActivateTOTPForm):
    """The first code that a new authenticator app shows."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        hint = _("Six digits; the app shows a new one every 30 seconds")
        _words(self, "code", _("Code that the app shows now"), hint, _("Type the code"), **SIX_DIGITS)

    def clean_code(self) -> str:
        self.cleaned_data["code"] = self.cleaned_data["code"].replace(" ", "")
        return str(super().clean_code())


class PasskeyForm(_NeverKept, AddWebAuthnForm):
    """A new passkey, by a name; it may be enough by itself to sign in."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["name"].max_length = 100
        _words(self, "name", _("What to call it"), _("Such as: work telephone"))
        _words(self, "passwordless", _("Sign in with this passkey alone, without a password"))
        self.fields["passwordless"].initial = True


class NewPasswordForm(_NeverKept, ChangePasswordForm):
    """The password before and the new one. It is not asked for twice: it can be shown."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        del self.fields["password2"]
        _words(self, "oldpassword", _("Password now"), required=_("Type the password that you sign in with now"))
        _words(self, "password1", _("New password"), PASSWORD_HINT, _("Type a new password"))


class JoinForm(PageForm):
    """What somebody shows who accepts an invitation, and how they sign in from then on."""

    reference = CodeField(
        label=_("Reference of your invitation"),
        help_text=_("It is in the e-mail, such as I-7KQ3MXP4"),
        error_messages={"required": _("Type the reference out of the e-mail")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The address that the e-mail came to"),
        error_messages={
            "required": _("Type your e-mail address"),
            "invalid": _("Type an e-mail address such as name@school.example"),
        },
    )
    code = CodeField(
        label=_("Code"),
        help_text=_("The twelve letters and digits that were read out to you on the telephone"),
        error_messages={"required": _("Type the code that was read out to you")},
    )
    name = forms.CharField(
        max_length=200,
        label=_("Your name"),
        help_text=_("As your colleagues know it"),
        error_messages={"required": _("Type your name")},
    )
    phone = forms.CharField(
        max_length=40,
        required=False,
        label=_("Your telephone number at work (optional)"),
        help_text=_("Shown to whoever gives people their roles"),
    )
    password = forms.CharField(
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        label=_("Choose a password"),
        help_text=PASSWORD_HINT,
        error_messages={"required": _("Choose a password")},
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for field, filled in (("email", "email"), ("name", "name"), ("phone", "tel"), ("password", "new-password")):
            self.fields[field].widget.attrs["autocomplete"] = filled
        self.fields["code"].widget.attrs |= {"autocomplete": "off", "width": 20}
        self.fields["phone"].widget.attrs |= {"inputmode": "tel", "width": 20}

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, for the action."""
        return {name: str(self.cleaned_data[name]) for name in self.fields if name != "version"}
