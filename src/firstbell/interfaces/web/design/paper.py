"""Documents as PDF/UA-1: pure computation, text in and bytes out, with the same letters on every machine."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import typst

FONTS = Path(__file__).parent / "fonts"
STANDARD: Final = "ua-1"


def printed(template: Path, document: Mapping[str, object], *, at: datetime) -> bytes:
    """What ``template`` (Typst) lays out of ``document``, which it reads as JSON under its own name; stamped ``at``."""
    made: bytes = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={template.stem: json.dumps(document)},
        pdf_standards=[STANDARD],
        timestamp=int(at.timestamp()),
    )
    return made
