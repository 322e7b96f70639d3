"""A notice as PDF/UA-1, for the setting's own safeguarding records."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from firstbell.pure.documents.paper import printed

TEMPLATE = Path(__file__).parent / "notice.typ"


def as_pdf(document: Mapping[str, object], *, at: datetime) -> bytes:
    """The document that ``notice.typ`` lays out, stamped ``at``.

    ``document`` has ``title``, ``lang``, ``reference``, ``confidential``, ``heading``, ``state``, and ``parts`` with a
    ``heading`` and ``rows`` (below ``head``) or ``lines``.
    """
    return printed(TEMPLATE, document, at=at)
