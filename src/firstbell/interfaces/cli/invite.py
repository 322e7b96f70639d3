"""`firstbell invite`: how the first administrator gets in; everybody after that is invited from the pages."""

from typing import Annotated

import typer

from firstbell.config import env
from firstbell.foundations.accounts import actions
from firstbell.interfaces.cli.options import Now, administrator, instant


def invite(
    email: Annotated[str, typer.Argument(help="Who is to sign in.")],
    organisation: Annotated[str, typer.Argument(help="Whom they act for, such as force:staffordshire.")],
    role: Annotated[str, typer.Argument(help="As what, such as administrator.")],
    called: Annotated[str, typer.Option("--called", help="The organisation's name, where it is new here.")] = "",
    now: Now = None,
) -> None:
    """Invite somebody to sign in. The code is shown this once: read it out to them, never send it."""
    by, moment = administrator(), instant(now)
    if called:
        actions.open_organisation(key=organisation, name=called, by=by, now=moment, policy=env.policy())
    reference, code = actions.invite(email=email, organisation=organisation, role=role, by=by, now=moment)
    typer.echo(f"Reference {reference}, which their e-mail tells them with the next run.")
    typer.echo(f"Code {code}, which only you can tell them. They open {env.web_address()}/join/ within seven days.")
