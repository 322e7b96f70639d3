"""Options that several commands share, and what they become."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from firstbell.config import clock, env
from firstbell.pure.actor import Actor

ADMINISTRATOR = "administrator"


def instant(text: str | None) -> datetime:
    """The instant that an option names, or this one (or the rehearsal's). A time without an offset is refused."""
    if text is None:
        return clock.now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a time such as 2026-11-20T23:40:00+00:00") from None
    if moment.tzinfo is None:
        raise typer.BadParameter(f"{text!r} has no offset; write it such as 2026-11-20T23:40:00+00:00")
    return moment.astimezone(UTC)


def administrator(name: str = ADMINISTRATOR) -> Actor:
    """Whoever types commands acts for the force."""
    return Actor(name, f"force:{env.policy().force}")


def on_behalf(email: str) -> Actor:
    """A contact in whose name an administrator answers; the audit trail shows that it was so."""
    return Actor(email, "contact:by-administrator")


Now = Annotated[str | None, typer.Option("--now", help="Rehearse another time, with its offset.")]
Json = Annotated[bool, typer.Option("--json", help="For machines.")]
As = Annotated[str, typer.Option("--as", help="Who does this; a contact by e-mail.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, in words that others will read.")]
