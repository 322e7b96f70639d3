"""Names of people, compared as people mean them and not as machines hold them."""

from firstbell.pure.names.folding import fold
from firstbell.pure.names.forenames import (
    GivenNames,
    compare_given_names,
    forenames_compatible,
    given_names,
    short_forms_of,
)
from firstbell.pure.names.placeholders import is_placeholder
from firstbell.pure.names.surnames import compare_surnames, share_a_part, surname_agrees, surname_key, surname_parts

__all__ = [
    "GivenNames",
    "compare_given_names",
    "compare_surnames",
    "fold",
    "forenames_compatible",
    "given_names",
    "is_placeholder",
    "share_a_part",
    "short_forms_of",
    "surname_agrees",
    "surname_key",
    "surname_parts",
]
