"""What is said once, on the page after a redirect."""

from django.contrib import messages
from django.http import HttpRequest


def tell(request: HttpRequest, text: str) -> None:
    """Show on the next page that something was done. The text carries references and never names: a cookie holds it."""
    messages.success(request, text)


def warn(request: HttpRequest, text: str) -> None:
    """Show on the next page something that somebody must know; as ``tell``, but not a success."""
    messages.warning(request, text)
