"""What every template has at hand."""

from collections.abc import MutableMapping
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, PrefixLoader, Template, Undefined
from jinja2.exceptions import TemplateNotFound, UndefinedError

from firstbell.interfaces.web.design import components, navigation, times

COMPONENTS = "govuk_frontend_jinja"


class Missing(Undefined):
    """Says what a template lacks, instead of showing nothing; a ``dict`` may lack a key, and a macro its ``caller``."""

    __slots__ = ()

    def _told(self, otherwise: Any) -> Any:
        if self._undefined_name == "caller" or isinstance(self._undefined_obj, dict):
            return otherwise
        raise UndefinedError(self._undefined_message)

    def __str__(self) -> str:
        return str(self._told(""))

    def __bool__(self) -> bool:
        return bool(self._told(False))

    def __iter__(self) -> Any:
        return iter(self._told(()))

    def __len__(self) -> int:
        return len(self._told(()))


class Components(BaseLoader):
    """The design system's macros, which leave out what they are not given, as Jinja has it by default."""

    def __init__(self) -> None:
        self.theirs = Environment(loader=PrefixLoader({COMPONENTS: PackageLoader(COMPONENTS)}), autoescape=True)

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        if not name.startswith(f"{COMPONENTS}/"):
            raise TemplateNotFound(name)
        return self.theirs.get_template(name)


def environment(**options: Any) -> Environment:
    """Jinja with the design system's components, translation, and our words for times. Always escapes."""
    options |= {"loader": ChoiceLoader([Components(), options["loader"]]), "extensions": ["jinja2.ext.i18n"]}
    options |= {"undefined": Missing, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(autoescape=True, **{name: one for name, one in options.items() if name != "autoescape"})
    made.globals |= {"_": translation.gettext, "gettext": translation.gettext, "ngettext": translation.ngettext}
    made.globals |= {"static": static, "url": _address, "language": _language}
    made.globals |= {"component": components.component, "errors_of": components.errors_of}
    made.filters |= {one.__name__: one for one in (times.moment, times.brief, times.day, times.weekday, times.clock)}
    made.filters |= {"ago": times.ago, "exact": times.exact, "words": components.words}
    return made


def at_hand(request: HttpRequest) -> dict[str, object]:
    """For every template: who sits where (None before sign-in), when it is (UTC), what was just done, where to go."""
    seat = getattr(request, "seat", None)
    signed_in = bool(getattr(getattr(request, "user", None), "is_authenticated", False))
    return {
        "seat": seat,
        "signed_in": signed_in,
        "sign_out": navigation.address_of(navigation.SIGN_OUT),
        "now": getattr(request, "now", None),
        "messages": get_messages(request),
        "navigation": navigation.items(seat, getattr(request, "resolver_match", None)),
        "account_links": navigation.account_links(signed_in, len(getattr(request, "seats", ()))),
        "idle_minutes": settings.IDLE_MINUTES,
    }


def _address(view: str, *positional: Any, **named: Any) -> str:
    """``url("schools:notice", reference)``. NoReverseMatch for an address that there is not."""
    return reverse(view, args=positional, kwargs=named)


def _language() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE
