"""Every address, in one list."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("firstbell.interfaces.api.v1.urls")),
    path("", include("firstbell.interfaces.web.police.urls")),
    path("", include("firstbell.interfaces.web.access.urls")),
    path("", include("firstbell.interfaces.web.schools.urls")),
    path("", include("firstbell.interfaces.web.authorities.urls")),
    path("", include("firstbell.interfaces.web.support.urls")),
    path("", include("firstbell.interfaces.web.programme.urls")),
    path("", include("firstbell.interfaces.web.professionals.urls")),
    path("", include("firstbell.interfaces.web.analysts.urls")),
    path("figures-near-you/", include("firstbell.interfaces.web.public.urls")),
    path("administration/", include("firstbell.interfaces.web.administration.urls")),
]
handler400 = "firstbell.interfaces.web.design.refusals.bad_request"
handler403 = "firstbell.interfaces.web.design.refusals.closed_to_you"
handler404 = "firstbell.interfaces.web.design.refusals.not_found"
handler500 = "firstbell.interfaces.web.design.refusals.failed"
