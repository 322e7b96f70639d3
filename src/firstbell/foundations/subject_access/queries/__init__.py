"""What may be read of requests, and how the tables of any part are told item by item."""

from firstbell.foundations.subject_access.queries.naming import bears
from firstbell.foundations.subject_access.queries.requests import (
    BundleShown,
    Picked,
    RequestLine,
    RequestShown,
    asked_about,
    bundle,
    decisions,
    flagged,
    picked,
    request,
    request_exists,
    requests,
    requests_ended,
    rows_of_requests,
)
from firstbell.foundations.subject_access.queries.sealed import digest_of_value, digests
from firstbell.foundations.subject_access.queries.telling import in_words, items_of

__all__ = [
    "BundleShown",
    "Picked",
    "RequestLine",
    "RequestShown",
    "asked_about",
    "bears",
    "bundle",
    "decisions",
    "digest_of_value",
    "digests",
    "flagged",
    "in_words",
    "items_of",
    "picked",
    "request",
    "request_exists",
    "requests",
    "requests_ended",
    "rows_of_requests",
]
