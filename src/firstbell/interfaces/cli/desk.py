"""The desk by command: notices, reviews, pauses, receipts. An administrator's tool; people get pages of their own."""

from enum import StrEnum
from typing import Annotated

import typer

from firstbell.config import env
from firstbell.foundations.delivery import actions as delivery
from firstbell.interfaces.cli.options import As, Now, Reason, administrator, instant, on_behalf
from firstbell.responses.encompass import actions
from firstbell.responses.encompass import queries as encompass

notice = typer.Typer(no_args_is_help=True, help="One notice: answer it, hold it, send it elsewhere, take it back.")
review = typer.Typer(no_args_is_help=True, help="Questions for a person.")
pause = typer.Typer(no_args_is_help=True, help="Stop releasing notices, with an owner and an end.")
message = typer.Typer(no_args_is_help=True, help="Messages of which nobody knows whether they left.")

Reference = Annotated[str, typer.Argument(help="The notice's reference, such as N-7K3QX2MBAD.")]
Until = Annotated[str | None, typer.Option("--until", help="The end, with its offset.")]


@notice.command()
def show(reference: Reference, who: As, now: Now = None) -> None:
    """Show a notice as this contact sees it, and note that it was opened."""
    moment, policy = instant(now), env.policy()
    seen = encompass.notice_for_school(reference=reference, seen_by=on_behalf(who), now=moment, policy=policy)
    actions.open_notice(reference=reference, by=on_behalf(who), now=moment, policy=policy)
    for label, words in seen.in_words():
        typer.echo(f"{label}: {words}")


@notice.command()
def acknowledge(reference: Reference, who: As, reason: Reason = "", now: Now = None) -> None:
    """Acknowledge in the name of a contact."""
    actions.acknowledge_notice(
        reference=reference, note=reason, by=on_behalf(who), now=instant(now), policy=env.policy()
    )
    typer.echo(f"{reference}: acknowledged")


@notice.command("not-our-pupil")
def not_our_pupil(reference: Reference, who: As, reason: Reason = "", now: Now = None) -> None:
    """Close this route as a misdirection, in the name of a contact; the search reopens."""
    actions.not_our_pupil(reference=reference, reason=reason, by=on_behalf(who), now=instant(now), policy=env.policy())
    typer.echo(f"{reference}: not our pupil; a review is open")


@notice.command()
def withdraw(reference: Reference, who: As, reason: Reason = "", now: Now = None) -> None:
    """Take a notice back after a misidentification."""
    actions.withdraw_notice(
        reference=reference, reason=reason, by=administrator(who), now=instant(now), policy=env.policy()
    )
    typer.echo(f"{reference}: withdrawn; a review is open")


@notice.command()
def hold(reference: Reference, who: As, reason: Reason = "", until: Until = None, now: Now = None) -> None:
    """Hold a notice that has not left; a second person approves with the same command."""
    end = instant(until) if until else None
    said = actions.hold_notice(reference=reference, reason=reason, until=end, by=administrator(who), now=instant(now))
    typer.echo(f"{reference}: {said}")


@notice.command()
def release(reference: Reference, who: As, reason: Reason = "", now: Now = None) -> None:
    """End a hold; the notice goes with the next run."""
    actions.release_held(reference=reference, reason=reason, by=administrator(who), now=instant(now))
    typer.echo(f"{reference}: goes with the next run")


@notice.command()
def reroute(
    reference: Reference,
    who: As,
    to: Annotated[str, typer.Option(help="A contact's e-mail.")],
    reason: Reason = "",
    now: Now = None,
) -> None:
    """Send a notice to a named alternative instead."""
    actions.reroute_notice(
        reference=reference, to=to, reason=reason, by=administrator(who), now=instant(now), policy=env.policy()
    )
    typer.echo(f"{reference}: goes to the named alternative with the next run")


@notice.command("handed-over")
def handed_over(reference: Reference, who: As, reason: Reason = "", now: Now = None) -> None:
    """Note that the other force has acknowledged a hand-over."""
    actions.note_handed_over(reference=reference, by=administrator(who), now=instant(now))
    typer.echo(f"{reference}: handed over")


@review.command()
def decide(
    incident: str,
    child: str,
    who: As,
    reason: Reason,
    urn: Annotated[str | None, typer.Option(help="The establishment to tell.")] = None,
    authority: Annotated[str | None, typer.Option(help="The authority whose officer to tell.")] = None,
    none: Annotated[bool, typer.Option("--none", help="Nobody is to be told.")] = False,
    force: Annotated[str | None, typer.Option(help="The incident's force, where a reference recurs.")] = None,
    now: Now = None,
) -> None:
    """Answer a review: this establishment, this authority, or nobody."""
    if [bool(urn), bool(authority), none].count(True) != 1:
        raise typer.BadParameter("give exactly one of --urn, --authority, --none")
    actions.decide_review(
        force=force,
        incident_reference=incident,
        child=child,
        urn=urn,
        authority=authority,
        reason=reason,
        by=administrator(who),
        now=instant(now),
        policy=env.policy(),
    )
    typer.echo(f"{incident} {child}: decided")


@pause.command("start")
def start_pause(
    owner: Annotated[str, typer.Option(help="Who answers for the pause.")],
    until: Annotated[str, typer.Option(help="When it ends, with its offset.")],
    reason: Reason,
    now: Now = None,
) -> None:
    """Stop releasing notices; everything else goes on."""
    actions.start_pause(owner=owner, until=instant(until), reason=reason, by=administrator(owner), now=instant(now))
    typer.echo("Paused. Nothing is released until the pause ends.")


@pause.command("end")
def end_pause(now: Now = None) -> None:
    """Release notices again."""
    actions.end_pause(by=administrator(), now=instant(now))
    typer.echo("The pause is over; notices go with the next run.")


class Outcome(StrEnum):
    """What a receipt may say."""

    DELIVERED = "delivered"
    BOUNCED = "bounced"


def receipt(reference: str, outcome: Outcome, now: Now = None) -> None:
    """Note a receipt for a notice's latest message, or for a message by its own key."""
    actions.record_receipt(
        reference=reference, outcome=outcome.value, by=administrator(), now=instant(now), policy=env.policy()
    )
    typer.echo(f"{reference}: {outcome.value}")


class Left(StrEnum):
    """What a person found out about a message."""

    SENT = "sent"
    NOT_SENT = "not-sent"


@message.command("try-again")
def try_again(key: str, who: As, now: Now = None) -> None:
    """Send a failed message anew, once what made it fail is repaired."""
    delivery.try_again(key=key, by=administrator(who), now=instant(now))
    typer.echo(f"{key}: goes with the next run")


@message.command()
def resolve(key: str, left: Left, who: As, now: Now = None) -> None:
    """Say whether a message left after all; one that did not is sent again."""
    delivery.resolve_ambiguous(key=key, sent=left == Left.SENT, by=administrator(who), now=instant(now))
    typer.echo(f"{key}: {left.value}")
