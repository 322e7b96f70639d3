"""H7: the lock of every endpoint, as a table."""

from collections.abc import Collection
from dataclasses import dataclass

from firstbell.interfaces.api.v1.api import api
from firstbell.interfaces.api.v1.keys import OPEN_BECAUSE, Endpoint, Token


@dataclass(frozen=True, slots=True)
class Lock:
    """``scope`` opens the endpoint; empty where anybody may ask, and then ``why``."""

    method: str
    path: str
    scope: str
    why: str

    @property
    def in_words(self) -> str:
        return self.scope or f"open: {self.why}"


def locks() -> list[Lock]:
    """The lock of every endpoint there is, by address. LookupError for one without."""
    return [
        _lock(method, path, operation.auth_callbacks, operation.view_func)
        for router in api._get_bound_routers()
        for path, view in sorted(router.path_operations.items())
        for operation in view.operations
        for method in sorted(operation.methods)
    ]


def _lock(method: str, path: str, auth: Collection[object], view: Endpoint) -> Lock:
    scopes = [each.scope for each in auth if isinstance(each, Token)]
    why = getattr(view, OPEN_BECAUSE, "")
    if len(scopes) + bool(why) != 1 or len(auth) != len(scopes):
        raise LookupError(f"{method} {path} has no lock, or two")
    return Lock(method, path, scopes[0] if scopes else "", why)
