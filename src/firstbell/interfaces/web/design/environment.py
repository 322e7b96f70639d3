"""What every template has at hand."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader


def environment(**options: Any) -> Environment:
    """Jinja with the design system's components, translation, and our words for times."""
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {"loader": ChoiceLoader([options["loader"], components]), "extensions": ["jinja2.ext.i18n"]}
    made = Environment(autoescape=True, **{name: one for name, one in options.items() if name != "autoescape"})
    made.globals |= {"_": translation.gettext, "gettext": translation.gettext, "ngettext": translation.ngettext}
    made.globals |= {"static": static, "url": reverse}
    return made
