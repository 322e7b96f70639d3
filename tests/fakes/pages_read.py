"""A page as somebody reads it: its words, without what marks them up."""

import re
from html import unescape

from django.http import HttpResponse
from django.urls import reverse


def text_of(response: HttpResponse) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def of_support(name: str, *given: object) -> str:
    """The address of a page of support."""
    return reverse(f"support:{name}", args=given)
