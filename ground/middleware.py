"""What is true of every request."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError

Respond = Callable[[HttpRequest], HttpResponse]


def no_nul(get_response: Respond) -> Respond:
    """PostgreSQL fails when it is asked for a NUL: in a path it is no address of ours, in a query and in a form it is
    left out.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise BadRequest
        query = request.META.get("QUERY_STRING", "")
        while "%00" in query:
            query = request.META["QUERY_STRING"] = query.replace("%00", "")
        if request.method == "POST" and _has_nul(request):
            request.POST = _without_nul(request.POST)  # type: ignore[assignment]  # as immutable as the first one
        return get_response(request)

    return respond


def _has_nul(request: HttpRequest) -> bool:
    try:
        return any("\0" in str(text) for name, texts in request.POST.lists() for text in (name, *texts))
    except UnreadablePostError:  # the visitor has gone; who needs the form finds out
        return False


def _without_nul(form: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True)
    for name, texts in form.lists():
        clean.setlist(name.replace("\0", ""), [str(text).replace("\0", "") for text in texts])
    clean._mutable = False
    return clean
