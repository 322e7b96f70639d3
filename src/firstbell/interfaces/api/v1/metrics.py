"""Figures for Prometheus, read from the database when they are asked for: the same whichever process answers."""

from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version

from django.http import HttpResponse
from ninja import Router
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from firstbell.config import env
from firstbell.foundations.accounts.rules.organisations import FORCE
from firstbell.foundations.delivery import queries as delivery
from firstbell.foundations.jobs import queries as jobs
from firstbell.foundations.take_in import queries as take_ins
from firstbell.interfaces.api.v1.keys import KeyedRequest, Token
from firstbell.interfaces.api.v1.problems import Problem
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass import queries as encompass

router = Router()


@router.get("/metrics", auth=Token("metrics:read", {FORCE}), response={200: None})
def metrics(request: KeyedRequest) -> HttpResponse:
    """Counts and ages in Prometheus' text format: of the whole force area, and of nobody. For the home force."""
    if request.auth.actor.code != env.policy().force:
        raise Problem("wrong-scope", "Only the force that runs this reads its figures.")
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures(request.now))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class Figures(Collector):
    """Every figure as it is at ``now``. Ages are in seconds; one of nothing is left out."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("firstbell_build", "What is running", {"version": version("firstbell")})
        yield _by("firstbell_notices", "Notices", "status", encompass.notice_counts())
        yield _by("firstbell_messages", "Messages", "status", delivery.counts())
        yield _by("firstbell_needs", "What waits for a person or a job", "need", self._needs())
        yield _by("firstbell_feed_alarm", "1: a force's feed is silent or thin", "force", _alarms())
        yield _by("firstbell_job_age_seconds", "Since a job last ran to its end", "job", self._job_ages())
        yield _by("firstbell_queue_age_seconds", "Of what has waited longest", "queue", self._queue_ages())

    def _needs(self) -> dict[str, int]:
        needs = {need.code: need.count for need in encompass.needs(self.now, env.policy())}
        return {"late": 0} | needs | {"rejects": take_ins.reject_count(), "failing_jobs": len(jobs.failing_jobs())}

    def _job_ages(self) -> dict[str, float]:
        return {job: (self.now - at).total_seconds() for job, at in jobs.last_runs().items()}

    def _queue_ages(self) -> dict[str, float]:
        waiting = delivery.oldest_waiting()
        return {"messages": (self.now - waiting).total_seconds()} if waiting else {}


def _alarms() -> dict[str, int]:
    return {alarm.force: 1 for alarm in incidents.open_alarms()}


def _by(name: str, what: str, label: str, values: dict[str, int] | dict[str, float]) -> Metric:
    family = GaugeMetricFamily(name, what, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], value)
    return family
