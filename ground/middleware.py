"""What is true of every request."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]


def no_nul(get_response: Respond) -> Respond:
    """PostgreSQL fails when it is asked for a NUL: in a path it is no address of ours, in a query it is left out."""

    def respond(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise BadRequest
        query = request.META.get("QUERY_STRING", "")
        while "%00" in query:
            query = request.META["QUERY_STRING"] = query.replace("%00", "")
        return get_response(request)

    return respond
