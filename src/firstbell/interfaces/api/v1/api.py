"""The API itself: its endpoints, its description, and what every error looks like."""

from importlib.metadata import version
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from firstbell.interfaces.api.v1 import concerns, health, incidents, metrics, notices, problems, registers, tokens
from firstbell.interfaces.api.v1.description import completed
from firstbell.interfaces.api.v1.keys import open_to_anyone


class Api(NinjaAPI):
    """Described as a whole, its problems too."""

    def get_openapi_schema(self, **how: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**how)
        completed(schema)
        return schema


api = Api(
    title="Firstbell",
    version=version("firstbell"),
    description="How other systems send incidents, contacts and rolls, and fetch and acknowledge notices.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
problems.listen(api)
for part in (tokens, incidents, notices, registers, concerns, health, metrics):
    api.add_router("", part.router)


@api.get("/openapi.json", auth=None, include_in_schema=False)
@open_to_anyone("it says how to ask, and nothing of anybody")
def description(request: HttpRequest) -> HttpResponse:
    return JsonResponse(api.get_openapi_schema())
