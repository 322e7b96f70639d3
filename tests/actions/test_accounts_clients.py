"""Other systems' keys: told once, bound to one organisation, changed over without a gap, and gone when taken away."""

from datetime import datetime, timedelta

import pytest

from firstbell.foundations.accounts import actions, queries
from firstbell.foundations.accounts.models import Client, Token
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from world.cast import ADMINISTRATOR

pytestmark = pytest.mark.django_db
FORCE, SCHOOL = "force:staffordshire", "establishment:100001"
DOOR = Actor("api", "")
HOUR = timedelta(hours=1)
WANTED = ("incidents:write", "metrics:read")


@pytest.fixture
def client(now: datetime, policy: ForcePolicy) -> tuple[str, str]:
    for key in (FORCE, SCHOOL):
        actions.open_organisation(key=key, name=key, by=ADMINISTRATOR, now=now, policy=policy)
    return actions.create_client(organisation=FORCE, name="Records", scopes=WANTED, by=ADMINISTRATOR, now=now)


def _token(client_id: str, secret: str, now: datetime, scopes: tuple[str, ...] | None = None) -> str:
    return actions.issue_token(client_id=client_id, secret=secret, scopes=scopes, by=DOOR, now=now).text


def test_a_token_says_which_system_it_is_and_what_it_may(client: tuple[str, str], now: datetime) -> None:
    found = queries.client_of_token(_token(*client, now), now)
    assert found is not None
    assert (found.client_id, found.organisation, found.scopes) == (client[0], FORCE, frozenset(WANTED))
    assert found.actor == Actor(f"client:{client[0]}", FORCE)


def test_a_token_lasts_an_hour(client: tuple[str, str], now: datetime) -> None:
    token = _token(*client, now)
    assert queries.client_of_token(token, now + HOUR - timedelta(seconds=1))
    assert queries.client_of_token(token, now + HOUR) is None


def test_nothing_that_opens_anything_is_kept(client: tuple[str, str], now: datetime) -> None:
    token = _token(*client, now)
    kept = repr(list(Client.objects.values())) + repr(list(Token.objects.values()))
    assert client[1] not in kept
    assert token not in kept


def test_a_token_may_ask_for_less_and_never_for_more(client: tuple[str, str], now: datetime) -> None:
    found = queries.client_of_token(_token(*client, now, ("metrics:read",)), now)
    assert found is not None
    assert not found.may("incidents:write")
    for scopes in (("rolls:write",), ()):
        with pytest.raises(Refused, match="does not have that scope"):
            _token(*client, now, scopes)


@pytest.mark.parametrize("wrong", ["", "guess"])
def test_a_wrong_secret_gives_nothing(wrong: str, client: tuple[str, str], now: datetime) -> None:
    with pytest.raises(Refused, match="not right"):
        _token(client[0], wrong, now)
    with pytest.raises(Refused, match="not right"):
        _token("C-UNKNOWN1", client[1], now)


def test_a_client_that_never_changed_its_secret_has_no_empty_old_one(client: tuple[str, str], now: datetime) -> None:
    Client.objects.update(old_until=now + HOUR)
    with pytest.raises(Refused):
        _token(client[0], "", now)


def test_the_secret_before_works_while_it_is_changed_over(client: tuple[str, str], now: datetime) -> None:
    newer = actions.rotate_secret(client_id=client[0], overlap_hours=2, by=ADMINISTRATOR, now=now)
    assert _token(*client, now + HOUR)
    assert _token(client[0], newer, now + HOUR)
    with pytest.raises(Refused):
        _token(*client, now + 2 * HOUR)
    newest = actions.rotate_secret(client_id=client[0], overlap_hours=0, by=ADMINISTRATOR, now=now)
    assert _token(client[0], newest, now)
    with pytest.raises(Refused):
        _token(client[0], newer, now)


def test_keys_taken_away_stop_every_token_at_once(client: tuple[str, str], now: datetime) -> None:
    token = _token(*client, now)
    actions.revoke_client(client_id=client[0], reason="found in a log", by=ADMINISTRATOR, now=now)
    assert queries.client_of_token(token, now) is None
    with pytest.raises(Refused):
        _token(*client, now)


def test_a_closed_organisation_has_no_systems(client: tuple[str, str], now: datetime) -> None:
    token = _token(*client, now)
    actions.close_organisation(key=FORCE, reason="x", by=ADMINISTRATOR, now=now)
    assert queries.client_of_token(token, now) is None
    with pytest.raises(Refused):
        _token(*client, now)


@pytest.mark.parametrize("scopes", [(), ("incidents:write",), ("notices:read", "everything")])
def test_a_school_cannot_have_the_forces_scopes(
    scopes: tuple[str, ...], client: tuple[str, str], now: datetime
) -> None:
    with pytest.raises(Refused):
        actions.create_client(organisation=SCHOOL, name="MIS", scopes=scopes, by=ADMINISTRATOR, now=now)


def test_when_it_was_last_used_is_written_once_a_minute(client: tuple[str, str], now: datetime) -> None:
    for seconds, kept in ((0, 0), (59, 0), (60, 60)):
        at = now + timedelta(seconds=seconds)
        actions.note_token_used(client_id=client[0], by=DOOR, now=at)
        (system,) = queries.clients()
        assert system.used_at == now + timedelta(seconds=kept)
