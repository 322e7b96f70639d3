"""Django's own test client, in which somebody of the cast has signed in, and the sessions of those who have."""

import time
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client

from firstbell.config import clock
from firstbell.foundations.accounts import queries
from firstbell.interfaces.web.access.middleware import SEEN_AT
from world.cast import join


def opened(name: str, *, second_factor: bool = True, acts_for: str | None = None) -> Client:
    """As ``signed_in_as`` of the screens' conftest, for whoever has made a database ready by themselves."""
    client = Client()
    if name == "nobody":
        return client
    account_id = join(name, now=clock.now())
    client.force_login(get_user_model()._default_manager.get(pk=account_id))
    methods = [{"method": "password", "at": time.time()}]
    methods += [{"method": "mfa", "type": "totp", "at": time.time()}] if second_factor else []
    session = client.session
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(account_id)
    seats = queries.seats_of(account_id)
    if seats:
        session["acts_for"] = acts_for or seats[0].organisation
    session.save()
    return client


def left_alone(long: timedelta = timedelta(hours=1)) -> None:
    """Every session as if its owner had last been seen that much earlier."""
    for key in Session.objects.values_list("session_key", flat=True):
        session = SessionStore(key)
        if SEEN_AT in session:
            session[SEEN_AT] = (datetime.fromisoformat(session[SEEN_AT]) - long).isoformat()
            session.save()
