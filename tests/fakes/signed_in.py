"""Django's own test client, in which somebody of the cast has signed in."""

import time

from django.contrib.auth import get_user_model
from django.test import Client

from firstbell.config import clock
from firstbell.foundations.accounts import queries
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
