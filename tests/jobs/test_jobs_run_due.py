"""Running what is due: the order, the leases, and what a failing job may say."""

import logging
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from firstbell.foundations.jobs import jobs
from firstbell.foundations.jobs.gateways import host
from firstbell.foundations.jobs.jobs import run_due
from firstbell.foundations.jobs.models import Lease
from firstbell.foundations.jobs.queries import FailingJob, failing_jobs, last_run_at
from firstbell.foundations.jobs.rules import LEASE, Held, Job, may_take
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

ELSEWHERE = "elsewhere:boot:4026531836:7:12345:7"


class Line:
    """A line of work through several jobs: each does up to two things a call that the job before it has done."""

    def __init__(self, *names: str, items: int = 5) -> None:
        self.names = names
        self.waiting = dict.fromkeys(names, 0) | {names[0]: items}
        self.calls: list[tuple[str, int]] = []

    def jobs(self) -> list[Job]:
        return [Job(name, self.work(name)) for name in self.names]

    def work(self, name: str) -> Callable[..., int]:
        def work(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
            done = min(2, self.waiting[name])
            self.waiting[name] -= done
            after = self.names[self.names.index(name) + 1 :]
            if after:
                self.waiting[after[0]] += done
            self.calls.append((name, done))
            return done

        return work


@pytest.fixture
def run(now: datetime, policy: ForcePolicy) -> Callable[..., Any]:
    return lambda *jobs, **options: run_due(jobs=jobs, now=now, policy=policy, **options)


@pytest.mark.django_db
class TestPasses:
    def test_every_job_runs_until_nothing_is_left(self, run: Any) -> None:
        line = Line("link", "route", "send")
        report = run(*line.jobs())
        assert report.done == {"link": 5, "route": 5, "send": 5}
        assert report.failed == {}
        assert line.waiting == {"link": 0, "route": 0, "send": 0}

    def test_the_first_incidents_are_sent_before_the_last_are_linked(self, run: Any) -> None:
        line = Line("link", "send")
        run(*line.jobs())
        assert line.calls[:4] == [("link", 2), ("send", 2), ("link", 2), ("send", 2)]

    def test_work_that_a_later_job_makes_for_an_earlier_one_is_done(self, run: Any) -> None:
        line = Line("chase", "link")
        chase, link = line.jobs()
        assert run(link, chase).done == {"chase": 5, "link": 5}

    def test_a_job_is_told_who_it_is_and_what_time_it_is(self, run: Any, now: datetime, policy: ForcePolicy) -> None:
        told: list[dict[str, object]] = []
        run(Job("send", lambda **given: told.append(given) or 0))
        assert told == [{"by": Actor("job:send", "force:staffordshire"), "now": now, "policy": policy}]

    def test_progress_is_told(self, run: Any) -> None:
        told: list[tuple[str, int]] = []
        run(*Line("link").jobs(), on_progress=lambda name, done: told.append((name, done)))
        assert told == [("link", 2), ("link", 4), ("link", 5)]

    def test_it_is_seen_when_jobs_last_ran(self, run: Any) -> None:
        assert last_run_at() is None
        before = host.clock()
        run(Job("send", lambda **_: 0), Job("hung", lambda **_: 0))
        Lease.objects.filter(job="hung").update(holder=ELSEWHERE, until=host.clock() + LEASE)
        last = last_run_at()
        assert last
        assert before <= last <= host.clock()

    def test_it_stops_between_two_jobs(self, run: Any) -> None:
        line = Line("link", "send")
        run(*line.jobs(), stopped=lambda: bool(line.calls))
        assert line.calls == [("link", 2)]
        assert not Lease.objects.exclude(holder="").exists()


def secretive(**_: object) -> int:
    raise LookupError("Oliver Okafor of 12 Example Road has no school")


@pytest.mark.django_db
class TestFailures:
    def test_a_failing_job_does_not_stop_the_others(self, run: Any) -> None:
        line = Line("link", "send")
        report = run(Job("watch", secretive), *line.jobs())
        assert report.done == {"watch": 0, "link": 5, "send": 5}
        assert report.failed == {"watch": "LookupError"}

    def test_what_it_said_is_kept_nowhere(self, run: Any, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.DEBUG):
            report = run(Job("watch", secretive))
        assert re.search(r"job watch failed: LookupError at test_jobs_run_due\.py:\d+\n", caplog.text)
        for said in (caplog.text, repr(report), repr(list(Lease.objects.values()))):
            assert "Okafor" not in said
            assert "Example Road" not in said
        assert not any(record.exc_info for record in caplog.records)

    def test_it_is_failing_until_it_works_again(self, run: Any) -> None:
        before = host.clock()
        run(Job("watch", secretive), Job("send", lambda **_: 0))
        [failing] = failing_jobs()
        assert failing == FailingJob("watch", "LookupError", failing.failed_at)
        assert before <= failing.failed_at <= host.clock()
        assert run(*Line("watch").jobs()).done == {"watch": 5}
        assert failing_jobs() == []

    def test_it_is_tried_once_a_run(self, run: Any) -> None:
        calls: list[int] = []
        run(Job("watch", lambda **_: calls.append(1) or secretive()), *Line("link").jobs())
        assert len(calls) == 1

    def test_an_interruption_gives_the_lease_back(self, run: Any) -> None:
        def interrupted(**_: object) -> int:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run(Job("send", interrupted))
        assert Lease.objects.get(job="send").holder == ""


@pytest.mark.django_db
class TestLeases:
    def held(self, holder: str, until: datetime) -> None:
        Lease.objects.create(job="send", holder=holder, until=until)

    def test_a_lease_is_held_while_the_job_works_and_free_after(self, run: Any) -> None:
        seen: list[tuple[str, datetime]] = []
        lease = Lease.objects.filter(job="send").values_list("holder", "until")
        run(Job("send", lambda **_: seen.extend(lease) or 0))
        [(holder, until)] = seen
        assert holder == host.holder()
        assert timedelta(0) < until - host.clock() <= LEASE
        assert Lease.objects.get().holder == ""

    def test_a_dead_holder_is_no_holder(self, run: Any) -> None:
        dead = host.holder().split(":")
        dead[4] = str(int(dead[4]) - 1)  # this process's number, borne by an earlier process
        self.held(":".join(dead), host.clock() + LEASE)
        assert run(*Line("send").jobs()).done == {"send": 5}

    def test_a_holder_elsewhere_is_waited_for_until_it_gives_back(
        self, run: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.held(ELSEWHERE, host.clock() + LEASE)
        line, pauses = Line("link", "send"), []

        def pause(seconds: float, stopped: object) -> None:
            pauses.append((seconds, line.waiting["link"]))
            if len(pauses) == 3:
                Lease.objects.filter(job="send").update(holder="", until=host.clock())

        monkeypatch.setattr(host, "pause", pause)
        assert run(*line.jobs()).done == {"link": 5, "send": 5}
        assert pauses == [(jobs.POLL, 0)] * 3  # and the other jobs were done first

    def test_a_holder_elsewhere_that_went_silent_is_waited_for_until_its_time_is_over(
        self, run: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.held(ELSEWHERE, host.clock() + timedelta(milliseconds=300))
        monkeypatch.setattr(jobs, "POLL", 0.02)
        started = host.clock()
        assert run(*Line("send").jobs()).done == {"send": 5}
        assert host.clock() - started > timedelta(milliseconds=250)

    def test_what_another_did_meanwhile_means_another_pass(self, run: Any) -> None:
        line = Line("link", "chase", items=0)

        def chase(**_: object) -> int:
            if len(line.calls) == 1:  # another worker's chase reopens a search after our link saw nothing to do
                line.waiting["link"] = 1
                Lease.objects.update_or_create(job="other", defaults={"until": host.clock(), "done": 1})
            return 0

        assert run(line.jobs()[0], Job("chase", chase)).done["link"] == 1

    def test_a_lease_lost_to_another_is_not_given_back(self, run: Any) -> None:
        def slow(**_: object) -> int:
            Lease.objects.update(holder=ELSEWHERE, until=host.clock() - timedelta(seconds=1))
            return 0

        run(Job("send", slow))
        assert Lease.objects.get().holder == ELSEWHERE

    def test_of_two_that_see_a_lease_free_one_gets_it(self) -> None:
        until = host.clock()
        self.held("", until)
        seen = Held("", until)
        assert jobs._take("send", seen, Held("one", until + LEASE))
        assert not jobs._take("send", seen, Held("other", until + LEASE))
        assert Lease.objects.get().holder == "one"


NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("holder", "minutes_left", "alive", "may"),
    [
        ("", 0, None, True),
        ("me", 5, None, True),
        ("other", 5, True, False),
        ("other", 5, None, False),
        ("other", 5, False, True),
        ("other", 0, True, True),
        ("other", -1, None, True),
    ],
)
def test_when_a_lease_may_be_taken(holder: str, minutes_left: int, alive: bool | None, may: bool) -> None:
    held = Held(holder, NOON + timedelta(minutes=minutes_left))
    assert may_take(held, me="me", alive=alive, clock=NOON) is may


class TestHost:
    def test_a_process_is_alive_until_it_ends_even_unburied(self) -> None:
        with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
            place = host.holder().split(":")[:3]
            of = ":".join((*place, str(process.pid), host._started(process.pid) or "", "1"))
            assert host.alive(of) is True
            process.kill()
            while host.alive(of):
                host.pause(0.01)
            assert process.returncode is None  # a zombie: nobody has waited for it yet
            assert host.alive(of) is False
        assert host.alive(of) is False

    def test_this_process_is_alive_and_its_numbers_predecessor_is_not(self) -> None:
        me = host.holder()
        assert host.alive(me) is True
        *start, _, thread = me.split(":")
        assert host.alive(":".join((*start, "1", thread))) is False

    @pytest.mark.parametrize("part", [0, 1, 2])
    def test_nothing_can_be_said_of_another_machine_another_boot_or_another_container(self, part: int) -> None:
        parts = host.holder().split(":")
        parts[part] = "another"
        assert host.alive(":".join(parts)) is None

    @pytest.mark.parametrize("of", ["", "somebody", "a:b:c:d:e:f"])
    def test_nothing_can_be_said_of_what_is_no_holder(self, of: str) -> None:
        assert host.alive(of) is None
