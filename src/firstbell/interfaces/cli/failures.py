"""What goes wrong: a sentence on standard error and the right exit status, never a traceback that holds data."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, ProgrammingError

from firstbell.foundations.take_in.rules import Unusable
from firstbell.pure.refusal import Refused

WRONG_USE = 2


@contextmanager
def explained() -> Iterator[None]:
    try:
        yield
    except (Refused, Unusable) as error:
        stop(str(error))
    except (OperationalError, ProgrammingError) as error:
        if "no such table" in str(error) or "does not exist" in str(error):
            stop("The database is not set up. Run `firstbell setup` first.")
        stop(f"The database does not answer ({type(error).__name__}). Check FIRSTBELL_DATABASE_URL.")


def stop(sentence: str) -> None:
    sys.stderr.write(f"firstbell: {sentence}\n")
    sys.exit(WRONG_USE)
