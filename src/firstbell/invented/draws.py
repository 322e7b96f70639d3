"""Where every draw comes from."""

from random import Random


def stream(*what: object) -> Random:
    """A stream of draws of its own for ``what``: the same for the same words, in any process and any order."""
    return Random(":".join(map(str, what)))  # noqa: S311 - a seed must give the same people again
