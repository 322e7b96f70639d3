"""What several actions do: take the register, at the version at which something was tried; say no and tell nothing."""

from firstbell.pure.refusal import Refused
from firstbell.reporting.publication.models import Register


def register_of(force: str) -> Register:
    """The force's register, locked: whoever changes what it has waits."""
    Register.objects.get_or_create(force=force)
    return Register.objects.select_for_update().get(force=force)


def register_at(force: str, version: int) -> Register:
    """The same. Refused where something was published since it was read."""
    row = register_of(force)
    if row.version != version:
        raise Refused("Something was published at this moment.", "Try again: figures are tried beside all others.")
    return row


def advance(register: Register) -> None:
    """Whatever is tried beside an older version is tried again."""
    register.version += 1
    register.save()


def telling_nothing(what: str) -> Refused:
    """Which cell is in danger, and of which figures, tells of it; so that is said to nobody who asks."""
    return Refused(
        f"Beside everything that is public, {what} could give somebody away.",
        "Publish it for a longer period, for larger areas, or without the breakdown; leave out no single rows. Do not"
        " make public that it was refused.",
    )
