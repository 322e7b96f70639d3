"""Every address of the API. What is none of them is answered with a problem, as everything else that goes wrong."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt

from firstbell.interfaces.api.v1.api import api
from firstbell.interfaces.api.v1.problems import answer, of_status


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    return answer(of_status(404))


urlpatterns = [path("v1/", nothing_here), path("v1/", api.urls), re_path("", nothing_here)]
