"""H3, H12 and H13 broken on purpose: tables made for the day that point up, hide a person, or tie the audit trail."""

from datetime import datetime
from typing import ClassVar

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from architecture.checks.fields import (
    declared_both_ways,
    plainly_personal,
    pointing_up,
    tied_to_the_trail,
    undeclared_fields,
)
from architecture.checks.trail import ONLY_POSTGRESQL, TAMPERINGS, can_be_rewritten, keep_two_entries, remove_triggers
from firstbell.pure.actor import Actor

PEOPLE = "firstbell.registers.people"
ENCOMPASS = "firstbell.responses.encompass"


def _table(module: str, name: str, **columns: object) -> type[models.Model]:
    """A model class as that part would declare it."""
    meta = type("Meta", (), {"app_label": module.rpartition(".")[2]})
    return type(name, (models.Model,), {"__module__": f"{module}.models", "Meta": meta, **columns})


def _pointing(target: object, **options: object) -> models.ForeignKey:
    return models.ForeignKey(target, on_delete=models.CASCADE, **options)


@isolate_apps(PEOPLE, ENCOMPASS)
def test_a_key_that_points_up_is_seen_though_it_is_a_string() -> None:
    _table(ENCOMPASS, "Told")
    person = _table(PEOPLE, "Named", told=_pointing("encompass.Told", related_name="+"))
    assert [b.says for b in pointing_up([person])] == ["points at encompass.Told, which does not stand below"]


@isolate_apps(PEOPLE, ENCOMPASS)
def test_a_key_that_leads_back_up_is_seen() -> None:
    _table(PEOPLE, "Named")
    open_key = _table(ENCOMPASS, "Told", person=_pointing("people.Named"))
    assert [b.says for b in pointing_up([open_key])] == ['leads back from below; give it related_name="+"']
    shut_key = _table(ENCOMPASS, "Kept", person=_pointing("people.Named", related_name="+"))
    assert pointing_up([shut_key]) == []


@isolate_apps(PEOPLE)
def test_a_key_to_nothing_is_seen() -> None:
    lost = _table(PEOPLE, "Lost", to=_pointing("people.Nobody"))
    assert [b.says for b in pointing_up([lost])] == ["points at people.Nobody, which does not exist"]


@isolate_apps(PEOPLE)
def test_a_field_that_is_not_declared_is_seen() -> None:
    sound = {"PERSONAL": frozenset({"surname"}), "PLAIN": frozenset({"id"})}
    assert undeclared_fields([_table(PEOPLE, "A", surname=models.TextField(), **sound)]) == []
    for name, declared, says in (
        ("B", {}, "does not declare PERSONAL and PLAIN"),
        ("C", {**sound, "PERSONAL": frozenset()}, "is in neither PERSONAL nor PLAIN"),
        ("D", {**sound, "PLAIN": frozenset({"id", "surname"})}, "is in both PERSONAL and PLAIN"),
        ("E", {**sound, "PLAIN": frozenset({"id", "gone"})}, "is declared but no field"),
    ):
        broken = _table(PEOPLE, name, surname=models.TextField(), **declared)
        assert [breach.says for breach in undeclared_fields([broken])] == [says]


@isolate_apps(PEOPLE)
def test_a_personal_field_called_plain_is_seen() -> None:
    class Caller(models.Model):
        PERSONAL: ClassVar[frozenset[str]] = frozenset()
        PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "home_postcode"})
        home_postcode = models.TextField()

        class Meta:
            app_label = "people"

    assert [breach.where for breach in plainly_personal([Caller], frozenset())] == ["people.Caller.home_postcode"]
    assert plainly_personal([Caller], frozenset({"people.Caller.home_postcode"})) == []


@isolate_apps(PEOPLE)
def test_a_name_declared_both_ways_is_seen() -> None:
    here = _table(PEOPLE, "Here", called=models.TextField(), PERSONAL=frozenset({"called"}), PLAIN=frozenset({"id"}))
    there = _table(PEOPLE, "There", called=models.TextField(), PERSONAL=frozenset(), PLAIN=frozenset({"id", "called"}))
    assert [breach.where for breach in declared_both_ways([here, there], {})] == ["people.There.called"]
    assert declared_both_ways([here, there], {"called": "means two things"}) == []


@isolate_apps(PEOPLE, "firstbell.foundations.audit")
def test_a_key_to_the_audit_trail_is_seen() -> None:
    _table("firstbell.foundations.audit", "Line")
    tied = _table(PEOPLE, "Tied", line=_pointing("audit.Line", related_name="+"))
    assert [breach.says for breach in tied_to_the_trail([tied])] == ["ties the audit trail to another table"]


@pytest.mark.django_db
def test_a_trail_without_its_triggers_is_seen(by: Actor, now: datetime) -> None:
    """Also shows that each tampering would succeed if nothing stood in its way."""
    keep_two_entries(by, now)
    remove_triggers()
    expected = len(TAMPERINGS) + (len(ONLY_POSTGRESQL) if connection.vendor == "postgresql" else 0)
    assert len(can_be_rewritten()) == expected
