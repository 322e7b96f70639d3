"""`firstbell release`: public figures, drafted by one, signed by two others, and published for good."""

from datetime import date, datetime
from typing import Annotated

import typer

from firstbell.config import env
from firstbell.foundations.accounts import queries as accounts
from firstbell.interfaces.cli.options import As, Now, Reason, administrator, instant
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.reporting.publication import actions, queries

release = typer.Typer(no_args_is_help=True, help="Public figures: draft, sign, withdraw, and what others published.")

Reference = Annotated[str, typer.Argument(help="The release's reference, such as PR-7K3QX2MB.")]
Measure = Annotated[str, typer.Option("--measure", help="reports, victims_reported or children_present.")]
Month = Annotated[str, typer.Option("--month", help="The first month, such as 2026-01.")]
Months = Annotated[int, typer.Option("--months", help="How many: 1, 3 or 12.")]
By = Annotated[str, typer.Option("--by", help="A breakdown, such as crime.")]
Summary = Annotated[str, typer.Option("--summary", help="What the figures show, in plain words.")]
DRAFT, SIGN = "releases.draft", "releases.sign"


@release.command("list")
def listed(
    drafts_only: Annotated[bool, typer.Option("--drafts", help="Only what waits for a signature.")] = False,
) -> None:
    """The register: everything drafted, refused, withdrawn or published, the latest first."""
    seen_by = administrator()
    for one in queries.drafts(seen_by=seen_by) if drafts_only else queries.register(seen_by=seen_by):
        typer.echo(f"{one.reference}  {one.status}  {one.on}  {one.title}")


@release.command()
def show(reference: Reference) -> None:
    """What a signatory sees: every figure, who signed, and what was tried and refused."""
    found = queries.release_for_signing(reference, seen_by=administrator())
    typer.echo(f"{found.reference}  {found.status}  {found.title}\n{found.summary}")
    for said in (*found.says, *(f"Refused: {one}" for one in found.refused)):
        typer.echo(f"- {said}")
    typer.echo(f"Signed: {len(found.signatures)} of {found.signatures_needed}; tried with {len(found.beside)} others")
    for one in found.figures:
        typer.echo(f"{one.area_name}  {one.category or 'all'}  {one.words}")


@release.command()
def draft(
    who: As,
    measure: Measure,
    month: Month,
    months: Months,
    summary: Summary,
    level: Annotated[str, typer.Option("--level", help="force, district or msoa.")] = "force",
    by: By = "",
    now: Now = None,
) -> None:
    """Draft a table, with its totals; its counts are asked of the columns, and the auditor looks at it."""
    made = actions.draft_release(
        measure=measure,
        level=level,
        first=_month(month),
        months=months,
        by_dimension=by,
        summary=summary,
        by=_allowed(who, DRAFT),
        now=instant(now),
    )
    typer.echo(f"{made}: drafted; two others sign it")


@release.command()
def revise(reference: Reference, who: As, summary: Summary, now: Now = None) -> None:
    """Draft the revision of a release, whole."""
    made = actions.draft_revision(release=reference, summary=summary, by=_allowed(who, DRAFT), now=instant(now))
    typer.echo(f"{made}: drafted; two others sign it")


@release.command("map")
def mapped(
    who: As,
    year: Annotated[int, typer.Option("--year", help="A year that is over.")],
    epsilon: Annotated[float, typer.Option("--epsilon", help="What it may tell of one person.")] = 1.0,
    now: Now = None,
) -> None:
    """Draft the map of a year, with noise that is drawn once. Needs OpenDP."""
    made = actions.make_map(year=year, epsilon=epsilon, by=_allowed(who, DRAFT), now=instant(now))
    typer.echo(f"{made}: drafted; two others sign it")


@release.command()
def sign(reference: Reference, who: As, now: Now = None) -> None:
    """Sign what somebody else drafted; the second signature publishes it."""
    actions.sign_release(release=reference, by=_allowed(who, SIGN), now=instant(now))
    typer.echo(f"{reference}: signed")


@release.command()
def withdraw(reference: Reference, who: As, reason: Reason, now: Now = None) -> None:
    """Withdraw a draft."""
    actions.withdraw_draft(release=reference, reason=reason, by=_allowed(who, DRAFT), now=instant(now))
    typer.echo(f"{reference}: withdrawn")


@release.command()
def enter(
    who: As,
    measure: Measure,
    area: Annotated[str, typer.Option("--area", help="The code of a neighbourhood or district, or the force.")],
    month: Month,
    months: Months,
    low: Annotated[int, typer.Option("--low", help="The lowest count of which it may have been said.")],
    high: Annotated[int, typer.Option("--high", help="The highest.")],
    where: Annotated[str, typer.Option("--where", help="Where it was published.")],
    on: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="When.")],
    by: By = "",
    category: Annotated[str, typer.Option("--category", help="Of the breakdown.")] = "",
    now: Now = None,
) -> None:
    """Enter a figure that is public elsewhere, so that everything after it is tried beside it."""
    made = actions.enter_elsewhere(
        measure=measure,
        area=area,
        first=_month(month),
        months=months,
        low=low,
        high=high,
        by_dimension=by,
        category=category,
        where=where,
        published_on=on.date(),
        by=_allowed(who, DRAFT),
        now=instant(now),
    )
    typer.echo(f"{made}: entered")


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no month such as 2026-01") from None


def _allowed(email: str, permission: str) -> Actor:
    """Somebody who may do it on the pages, too: no signature is anybody's who has none to give."""
    by = administrator(email)
    account = accounts.account_of(email)
    seats = accounts.seats_of(account) if account is not None else ()
    if not any(seat.actor == by and permission in seat.permissions for seat in seats):
        raise Refused(
            f"{env.policy().force} has nobody of that name who may do this.", "Give the role to their account first."
        )
    return by
