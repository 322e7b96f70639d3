"""What the description (OpenAPI 3.1) says beyond what is read off the endpoints: bodies and problems."""

from typing import Any

from pydantic import BaseModel

from firstbell.interfaces.api.v1.bodies import CSV, JSON, JSON_LINES
from firstbell.interfaces.api.v1.problems import MEDIA_TYPE
from firstbell.interfaces.api.v1.shapes import AcknowledgementShape, ConcernShape
from firstbell.registers.incidents.rules.document import IncidentDocument

Json = dict[str, Any]
SCHEMAS = "#/components/schemas/"
EVERYWHERE = (400, 405, 429, 500, 503)
WITH_A_TOKEN = (401, 403)
WITH_AN_INPUT = (404, 422)
WITH_A_BODY = (409, 411, 413, 415)


def json_body(shape: str) -> Json:
    """A body of the named shape, which ``completed`` adds to the description."""
    return {"required": True, "content": {JSON[0]: {"schema": {"$ref": SCHEMAS + shape}}}}


def _text_body(kinds: tuple[str, ...]) -> Json:
    return {"required": True, "content": {kind: {"schema": {"type": "string"}} for kind in kinds}}


CSV_BODY = _text_body(CSV)
JSON_LINES_BODY = _text_body(JSON_LINES[:2])


def completed(described: Json) -> Json:
    """The description with the incident's format, and every problem that an endpoint can answer with."""
    schemas = described["components"]["schemas"]
    schemas |= _schemas_of(IncidentDocument) | _schemas_of(AcknowledgementShape) | _schemas_of(ConcernShape)
    for operations in described["paths"].values():
        for operation in operations.values():
            _add_problems(operation)
    return described


def _schemas_of(shape: type[BaseModel]) -> Json:
    schema = shape.model_json_schema(ref_template=SCHEMAS + "{model}")
    parts: Json = schema.pop("$defs", {})
    return parts | {shape.__name__: schema}


def _add_problems(operation: Json) -> None:
    wanted = EVERYWHERE + (WITH_A_TOKEN if "security" in operation else ())
    if operation["parameters"] or "requestBody" in operation:
        wanted += WITH_AN_INPUT
    if "requestBody" in operation:
        wanted += WITH_A_BODY
    problem = {MEDIA_TYPE: {"schema": {"$ref": SCHEMAS + "ProblemShape"}}}
    for status in wanted:
        operation["responses"].setdefault(status, {"description": "Problem", "content": problem})
