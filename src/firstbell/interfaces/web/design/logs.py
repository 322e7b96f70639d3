"""What goes into a log: what happened and where in the code, never who, and no address that somebody typed."""

import logging
import traceback
from types import TracebackType
from typing import Any


class Plain(logging.Formatter):
    """Routes instead of addresses (``notices/<reference>/``, not what stood there), and failures without their texts.

    The text of an exception may hold what a person typed; its kind and its places in the code hold nobody.
    """

    def format(self, record: logging.LogRecord) -> str:
        shown = logging.makeLogRecord(record.__dict__)
        request = shown.__dict__.pop("request", None)
        path = getattr(request, "path", "")
        if path and isinstance(shown.args, tuple):
            shown.args = tuple(route_of(request) if path in str(one) else one for one in shown.args)
        if shown.exc_info and shown.exc_info[0]:
            shown.exc_text, shown.exc_info = without_texts(*shown.exc_info), None
        return super().format(shown)


def without_texts(kind: type[BaseException], failure: BaseException | None, places: TracebackType | None) -> str:
    """A trace without the exceptions' texts and without the lines of code, the first cause first."""
    lines = []
    cause = (failure.__cause__ or failure.__context__) if failure else None
    if cause is not None:
        lines.append(without_texts(type(cause), cause, cause.__traceback__))
    lines += [f"  {one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(places)]
    return "\n".join([*lines, f"{kind.__module__}.{kind.__qualname__}"])


def route_of(request: Any) -> str:
    """The pattern of the address; ``(no such address)`` for one that there is not."""
    match = getattr(request, "resolver_match", None)
    return str(match.route) if match else "(no such address)"
