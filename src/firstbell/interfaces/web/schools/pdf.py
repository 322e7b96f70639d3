"""A notice as PDF/UA-1, for the setting's own safeguarding records: pure computation, text in and bytes out."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import typst

HERE = Path(__file__).parent
TEMPLATE, FONTS = HERE / "notice.typ", HERE / "fonts"
STANDARD: Final = "ua-1"


def as_pdf(document: Mapping[str, object], *, at: datetime) -> bytes:
    """The document that ``notice.typ`` lays out, stamped ``at``. Fonts come from beside this file, on every machine.

    ``document`` has ``title``, ``lang``, ``reference``, ``confidential``, ``heading``, ``state``, and ``parts`` with a
    ``heading`` and ``rows`` (below ``head``) or ``lines``.
    """
    made: bytes = typst.compile(
        str(TEMPLATE),
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"notice": json.dumps(document)},
        pdf_standards=[STANDARD],
        timestamp=int(at.timestamp()),
    )
    return made
