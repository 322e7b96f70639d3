"""Write docs/rulebook from the tables that the tests run: ``python tests/rulebook/write.py``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rulebook.pages import files
from rulebook.tables import RULEBOOK


def main() -> None:
    """Every page as it should be; a page that no table makes any more goes."""
    RULEBOOK.mkdir(parents=True, exist_ok=True)
    for stale in {file.name for file in RULEBOOK.glob("*.md")} - set(files()):
        (RULEBOOK / stale).unlink()
    for name, text in files().items():
        (RULEBOOK / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
