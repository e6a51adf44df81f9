"""The read API: a part of the list, or one co-op of it. No key is needed; what it answers stands in its OpenAPI description."""

from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, URLResolver, reverse
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError

from directory.opendata import cursor, licences
from directory.opendata.asked import Asked
from directory.opendata.door import READ, View, open_data, problem
from directory.opendata.entries import one, page_of
from directory.opendata.schemas import Coop, CoopPage, Problem, Topic
from directory.opendata.told import entry
from ground.models import Topic as TopicRow

NAMES = "data-api"
_TROUBLE: dict[Any, Any] = {422: Problem, 429: Problem}

api = NinjaAPI(
    title="Cooperation Jackson: co-ops",
    version="1",
    description="The co-ops of the directory, to read. No key is needed; 120 requests a minute from one address.",
    urls_namespace=NAMES,
    docs_url=None,  # it would be fetched from elsewhere; our own page is /data/
    openapi_extra={"info": {"license": {"name": "See /data/"}}},
)


class Unclear(Exception):
    """Something was asked for that we do not know; the text says what."""


@api.get("/co-ops", response={200: CoopPage, **_TROUBLE}, operation_id="co_ops", url_name="co_ops", tags=["Co-ops"])
def co_ops(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Co-ops, the first that came first; those that come later are on later pages."""
    _only(request, *Asked.model_fields)
    shown, after = page_of(asked.narrowed(), after=asked.after, most=asked.limit)
    onward = cursor.written(after) if after else None
    return {
        "results": list(map(entry, shown)),
        "cursor": onward,
        "next": _address(request, onward) if onward else None,
        "license": licences.in_a_sentence(),
    }


@api.get(
    "/co-ops/{public_id}",
    response={200: Coop, 404: Problem, **_TROUBLE},
    operation_id="co_op",
    url_name="co_op",
    tags=["Co-ops"],
)
def co_op(request: HttpRequest, public_id: Path[str]) -> dict[str, Any]:
    """One co-op by its id. The id of one that turned out to be the same as another leads to that: the answer has the id that stays."""
    _only(request)
    coop = one(public_id)
    if coop is None:
        raise Http404
    return entry(coop)


@api.get("/topics", response={200: list[Topic], **_TROUBLE}, operation_id="topics", url_name="topics", tags=["Topics"])
def topics(request: HttpRequest) -> list[dict[str, Any]]:
    """What co-ops do, in both languages."""
    _only(request)
    rows = TopicRow.objects.select_related("parent")
    return [
        {
            "slug": topic.slug,
            "name": {"en": topic.name_en, "es": topic.name_es},
            "under": topic.parent.slug if topic.parent else "",
        }
        for topic in rows
    ]


def _only(request: HttpRequest, *known: str) -> None:
    """A parameter that was misspelled would otherwise give the whole list, in silence."""
    if unknown := sorted(set(request.GET) - set(known)):
        raise Unclear(unknown[0])


def _address(request: HttpRequest, onward: str) -> str:
    asked = [(name, value) for name, values in request.GET.lists() if name != "cursor" for value in values]
    return f"{settings.SITE_URL}{request.path}?{urlencode([*asked, ('cursor', onward)])}"


@api.exception_handler(Unclear)
def _unclear(request: HttpRequest, error: Unclear) -> HttpResponse:
    return _wrong([{"parameter": str(error), "message": "There is no such parameter."}])


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """One word for each parameter: pydantic tells of every type that it tried."""
    messages: dict[str, str] = {}
    for one_of_them in error.errors:
        messages.setdefault(_parameter(one_of_them["loc"]), _message(one_of_them))
    return _wrong([{"parameter": name, "message": message} for name, message in messages.items()])


def _wrong(errors: list[dict[str, str]]) -> HttpResponse:
    return problem(422, f"{errors[0]['parameter']}: {errors[0]['message']}", errors=errors)


def _parameter(loc: tuple[Any, ...]) -> str:
    return next((str(part) for part in loc if part in Asked.model_fields), str(loc[-1]))


def _message(error: dict[str, Any]) -> str:
    return str(error["msg"]).removeprefix("Value error, ")


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, "There is no such co-op in the list.")


@api.exception_handler(Exception)
def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    raise error  # the door writes it down and answers in JSON


def routes() -> tuple[list[URLPattern | URLResolver], str, str]:
    """The addresses of the API, each behind the door of open data."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = open_data(READ)(_for_head_too(pattern.callback))
    return patterns, app, namespace


def _for_head_too(view: View) -> View:
    """Ninja knows GET only."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked, request.method = request.method, "GET"
        try:
            return view(request, *args, **kwargs)
        finally:
            request.method = asked

    return answer


def openapi() -> dict[str, Any]:
    return dict(api.get_openapi_schema(path_prefix=reverse(f"{NAMES}:api-root")))
