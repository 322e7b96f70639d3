"""The Monday morning with figures in it: columns made by the night's work, a question that is open, one answered.

``main`` adds it to the home that ``world.monday`` made; whoever calls it sets Django up first.
"""

import json
from datetime import date
from typing import Any

from firstbell.config import env
from firstbell.pure.actor import Actor
from firstbell.reporting.performance import actions, jobs
from world import figures_drawn
from world.cast import CAST
from world.monday import MORNING, NIGHT

ANALYST = Actor(CAST["analyst"].email, "force:staffordshire")
OFFICE = Actor(CAST["commissioner"].email, "force:staffordshire")
JOB = Actor("job:make figures' columns", "force:staffordshire")


def build() -> dict[str, Any]:
    """By name, one thing of each kind that a page of figures can show."""
    jobs.refresh_columns(by=JOB, now=NIGHT, policy=env.policy())
    asked: dict[str, Any] = {"asked_by": "Commissioner's office", "asked_on": date(2026, 11, 20), "by": OFFICE}
    answered = actions.ask_question(text="Why did reports rise in spring?", measure="reports", now=MORNING, **asked)
    actions.answer_question(question=answered, text="It is within what is usual.", by=ANALYST, now=MORNING)
    waits = actions.ask_question(text="How many children were told of before the bell?", now=MORNING, **asked)
    return {
        "question_answered": answered,
        "question_open": waits,
        "measure": "reports",
        "figures_month": "2026-10",
        "file_of_pack": "definitions",
    }


def main() -> None:
    """Add it with four years of figures that are drawn, and leave ``figures.json`` beside it."""
    made = build()
    figures_drawn.made(MORNING, reports=2_400)
    (env.home() / "figures.json").write_text(json.dumps(made), encoding="utf-8")


if __name__ == "__main__":
    main()
