"""GOV.UK Notify. It keeps our reference of each message, and so can be asked what it has taken.

https://docs.notifications.service.gov.uk/python.html (send an email; get the status of multiple messages; error codes)
"""

import logging
from datetime import timedelta
from typing import Any
from urllib.parse import SplitResult, unquote

import requests
from django.core.exceptions import ImproperlyConfigured
from notifications_python_client.errors import APIError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient
from urllib3.exceptions import MaxRetryError, NewConnectionError

from firstbell.foundations.delivery.rules.sending import (
    Memory,
    Outgoing,
    PermanentFailure,
    SendFailure,
    TemporaryFailure,
    Unclear,
)

_CLIENT: Any = NotificationsAPIClient  # it declares no types
logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)  # it would log what Notify quotes back

TIMEOUT = 10.0
"""Seconds until an answer that does not come is given up."""

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_REFUSING = (400, 401, 403, 404, 413)
_KEY_LENGTH = 73  # two UUIDs and a hyphen, after the key's own name


class NotifyGateway:
    """Sends through one template of one service, made of ``((subject))`` and ``((body))``.

    Notify queues before it stores, so it is believed only five minutes after the claim; it forgets after seven days by
    default and a service may choose three, so it is believed for three.
    """

    memory = Memory(settles_after=timedelta(minutes=5), lasts=timedelta(days=3))

    def __init__(self, *, api_key: str, base_url: str, template: str, timeout: float = TIMEOUT) -> None:
        self.template = template
        self.client = _CLIENT(api_key, base_url=base_url, timeout=timeout)
        self.name = f"notify:{base_url}/{self.client.service_id}"

    @classmethod
    def from_url(cls, url: SplitResult) -> "NotifyGateway":
        """Over HTTPS, except to this very machine, where only a stand-in can be."""
        key, template = unquote(url.username or ""), url.path.strip("/")
        if len(key) < _KEY_LENGTH or not url.hostname or not template or "/" in template or url.password or url.query:
            raise ImproperlyConfigured("FIRSTBELL_EMAIL_URL: notify://API-KEY@HOST/TEMPLATE is meant")
        scheme = "http" if url.hostname in _LOOPBACK else "https"
        return cls(api_key=key, base_url=f"{scheme}://{url.netloc.rpartition('@')[2]}", template=template)

    def send(self, message: Outgoing) -> str:
        """Notify's own id of the message. What may have reached Notify without an answer is Unclear."""
        words = {"subject": message.words.subject, "body": message.words.body}
        try:
            answer = self.client.send_email_notification(
                email_address=message.to, template_id=self.template, personalisation=words, reference=message.key
            )
        except APIError as error:
            raise _trouble(error) from error
        return str(answer.get("id", "")) if isinstance(answer, dict) else ""

    def find(self, key: str) -> bool:
        try:
            found = self.client.get_all_notifications(template_type="email", reference=key)
            return any(each["reference"] == key for each in found["notifications"])
        except (APIError, KeyError, TypeError) as error:
            raise TemporaryFailure("GOV.UK Notify cannot be asked", fault="gateway") from error


def _trouble(error: APIError) -> SendFailure | Unclear:
    if isinstance(error, InvalidResponse):
        return Unclear("GOV.UK Notify answered, but not in words that we know")
    if error.response is None:
        if _never_connected(error.__cause__):
            return TemporaryFailure("GOV.UK Notify cannot be reached", fault="gateway")
        return Unclear("the connection to GOV.UK Notify broke off before it answered")
    code = error.response.status_code
    if code in _REFUSING:
        return PermanentFailure(
            f"GOV.UK Notify refused it ({code})", fault="recipient" if _is_about_address(error) else "gateway"
        )
    if code == 429:
        return TemporaryFailure("GOV.UK Notify takes no more for now (429)", fault="gateway")
    return Unclear(f"GOV.UK Notify had a fault of its own ({code})")


def _never_connected(cause: BaseException | None) -> bool:
    """Whether it is certain that nothing was handed over: there was no connection, or none that could be trusted."""
    if isinstance(cause, requests.ConnectTimeout | requests.exceptions.SSLError):
        return True
    inner = cause.args[0] if isinstance(cause, requests.ConnectionError) and cause.args else None
    return isinstance(inner, MaxRetryError) and isinstance(inner.reason, NewConnectionError)


def _is_about_address(error: APIError) -> bool:
    return error.response is not None and error.response.status_code == 400 and "email_address" in error.response.text
