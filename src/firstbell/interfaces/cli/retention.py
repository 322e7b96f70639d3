"""`firstbell retention`: what of people is older than it may be kept. A dry run; two people destroy it on the pages."""

import json
from typing import Any

import typer

from firstbell.config import destruction, env
from firstbell.config.destruction import Forecast
from firstbell.interfaces.cli.options import Json, Now, instant


def retention(now: Now = None, as_json: Json = False) -> None:
    """Say what would be destroyed if two people let it, class by class and table by table. Nothing is changed."""
    found = destruction.forecasts(now=instant(now), policy=env.policy())
    if as_json:
        typer.echo(json.dumps([_row(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        typer.echo(f"{one.records.kind}: {_standing(one)}")
        for table, count in one.rows.items():
            typer.echo(f"  {table}  {count}")


def _standing(one: Forecast) -> str:
    if one.before is None:
        return "too few years are set, nothing goes" if one.is_too_short else "nobody decided how long, nothing goes"
    return f"older than {one.before:%d %b %Y} ({one.years} years): {len(one.subjects)}, and {one.held} held"


def _row(one: Forecast) -> dict[str, Any]:
    return {
        "class": one.records.kind,
        "years": one.years,
        "before": one.before.isoformat() if one.before else None,
        "older": len(one.subjects),
        "held": one.held,
        "rows": one.rows,
    }
