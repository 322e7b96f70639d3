"""What every answer tells the browser beside its content."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NO_DEVICES = ", ".join(f"{device}=()" for device in ("camera", "microphone", "geolocation", "payment", "usb"))


class Headers:
    """No page with a person on it may lie in a cache, and no page may use a device."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response["Permissions-Policy"] = NO_DEVICES
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response
