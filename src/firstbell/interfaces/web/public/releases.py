"""Every release, the newest first: what it says in plain words, its figures, its map, and its files."""

from typing import Any

from django.http import HttpResponse

from firstbell.interfaces.web.access.locks import open_to_anyone
from firstbell.interfaces.web.design.pages import page
from firstbell.interfaces.web.public import files, pictures, words
from firstbell.interfaces.web.public.anybody import WHY, published
from firstbell.pure.disclosure import MSOA
from firstbell.reporting.publication import queries


@open_to_anyone(WHY)
def releases(request: Any) -> HttpResponse:
    return page(request, "public/releases.html", {"releases": queries.public_releases()})


@open_to_anyone(WHY)
@published
def release(request: Any, reference: str) -> HttpResponse:
    found = queries.public_release(reference)
    shows = {"release": found, "levels": words.LEVELS, "rounding": words.rounding(), "mapped": found.level == MSOA}
    shows |= {"with_pages": {one.area for one in found.figures if words.has_page(one)}}
    return page(request, "public/release.html", shows)


@open_to_anyone(WHY)
@published
def drawn(request: Any, reference: str) -> HttpResponse:
    found = queries.public_map(reference)
    shows = {"map": found, "picture": pictures.picture(found), "key": pictures.key(found)}
    return page(request, "public/map.html", shows)


@open_to_anyone(WHY)
@published
def figures(request: Any, reference: str) -> HttpResponse:
    """Every figure as a line; what they mean is in ``about``."""
    return files.rows_file(f"figures-{reference}", list(queries.release_rows(reference)))


@open_to_anyone(WHY)
@published
def about(request: Any, reference: str) -> HttpResponse:
    """What must be known to read the figures, beside them and not between them: so that a program can count."""
    said = files.about(queries.public_release(reference))
    return files.rows_file(f"about-{reference}", [{"what": what, "words": one} for what, one in said])


@open_to_anyone(WHY)
@published
def workbook(request: Any, reference: str) -> HttpResponse:
    return files.workbook_file(queries.public_release(reference))
