"""`firstbell linkage`, where people come in: the sample they label, and the second model that learns from them."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from firstbell.config import env
from firstbell.interfaces.cli.options import As, Now, Reason, administrator, instant
from firstbell.registers.linkage import actions, intake, queries


class Verdict(StrEnum):
    """What a person may say of a child and the pupil put first."""

    SAME = "same"
    DIFFERENT = "different"


def sample(size: Annotated[int, typer.Option(min=2, help="How many answers to draw.")], now: Now = None) -> None:
    """Draw answers for two people to look at blind, and list those that wait."""
    drawn = actions.draw_sample(size=size, by=administrator(), now=instant(now))
    typer.echo(f"{drawn} drawn. Waiting for somebody to look (`firstbell linkage show --blind`) and label:")
    for waiting in queries.waiting_labels():
        by = f", labelled by {', '.join(waiting.labelled_by)}" if waiting.labelled_by else ""
        typer.echo(f"{waiting.incident_reference} {waiting.person_id}{by}")


def label(
    incident: str,
    child: str,
    verdict: Verdict,
    who: As,
    reason: Reason,
    force: Annotated[str | None, typer.Option(help="The incident's force, where a reference recurs.")] = None,
    now: Now = None,
) -> None:
    """Say whether the pupil put first is the child. Two people do, each alone; a third where they differ."""
    settled = actions.label_sampled(
        force=force,
        incident_reference=incident,
        person_id=child,
        verdict=verdict.value,
        reason=reason,
        by=administrator(who),
        now=instant(now),
    )
    typer.echo(f"{incident} {child}: {f'settled, {settled}' if settled else 'somebody else must label it too'}")
    if settled == Verdict.DIFFERENT:
        typer.echo("If a notice has left for that pupil, withdraw it: `firstbell notice withdraw`.")


def learn(
    on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The day that names the model.")],
    precision: Annotated[float, typer.Option(min=0.9, max=0.99999, help="Right links of all links.")] = 0.999,
    now: Now = None,
) -> None:
    """Learn a second model from what people decided; it begins in shadow, and nobody is told by it."""
    kept = intake.learn_second(
        on=on.date(), into=env.home() / "models", precision=precision, by=administrator(), now=instant(now)
    )
    typer.echo(f"Learnt from {kept.children:,} children: {kept.path}")
    _say_measured(kept.measured)


def switch_on(file: Path, who: As, reason: Reason, now: Now = None) -> None:
    """Let a model that has run in shadow answer, having seen what it gains."""
    digest = intake.digest_in(file)
    for model in queries.second_models():
        if model.digest == digest:
            _say_measured(model.measured)
            _say_shadow(model.counts)
    actions.switch_on(digest=digest, reason=reason, by=administrator(who), now=instant(now))
    typer.echo(f"{file.name} answers from the next run on, in the name of {who}.")


def switch_off(who: As, reason: Reason, now: Now = None) -> None:
    """Let the rules alone answer again."""
    actions.switch_off(reason=reason, by=administrator(who), now=instant(now))
    typer.echo("The rules alone answer from the next run on.")


def second_models() -> None:
    """List the models learnt here, with what each gained and did in shadow."""
    models = queries.second_models()
    if not models:
        typer.echo("None was learnt yet: `firstbell linkage learn`.")
    for model in models:
        unfit = "" if model.fits else ", and not asked: this release serves other traits"
        typer.echo(f"{model.name} {model.digest[:8]}: {model.state}{unfit}")
        _say_measured(model.measured)
        _say_shadow(model.counts)


def _say_measured(measured: queries.Measured) -> None:
    for title, rates in (("the rules alone", measured["rules"]), ("with the model", measured["with_model"])):
        typer.echo(
            f"  {title}: recall {rates['recall']:.4f}, precision {rates['precision']:.5f} ({rates['wrong']} wrong of "
            f"{rates['links']}), {rates['review']:.2%} to a person"
        )
    vouched, asked = measured["vouched_precision"], measured["asked_precision"]
    if vouched < asked:
        typer.echo(f"  The labels vouch for a precision of {vouched:.4f} only; {asked} was asked. More are needed.")


def _say_shadow(counts: queries.ShadowCounts) -> None:
    typer.echo(
        f"  In shadow: {counts.agreed} alike, {counts.would_link} linked that were not, {counts.would_ask} asked that "
        f"were linked, {counts.another_pupil} linked to another pupil."
    )


def fairness() -> None:
    """Recall, precision and reviews by name group (a proxy), sex, age and data quality, by what people decided."""
    found = queries.fairness_audit()
    if found is None:
        typer.echo("Nobody has decided anything yet: decide reviews, and label a sample.")
        return
    for each in (found.everybody, *found.groups):
        typer.echo(f"{each.grouping}: {each.group} ({each.children} children)")
        typer.echo(f"  recall {each.recall}\n  precision {each.precision}\n  to a person {each.reviewed}")
        if each.behind is not None:
            typer.echo(f"  {each.behind * 100:.1f} points under the average. {'; '.join(each.reasons)}")
