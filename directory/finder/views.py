"""One box for everything that can be found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.coops.asking import Told, asking, told
from directory.coops.filters import CoopFilters
from directory.coops.opening import NOW
from directory.finder import words
from directory.finder.finds import Asked, close_to, facets, finds, groups, look, page_of, tabs
from search.query import SearchResults


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    context: dict[str, object] = {"asked": asked, "asking": asking(asked.near, asked.within, asked.open, moments=False)}
    context |= {"told": _told(asked)}
    if asked.is_empty:
        return render(request, "finder/start.html", context)
    results = look(asked)
    context |= {"results": results, "literal_url": asked.address(**{"as": "written", "kind": ""})}
    context |= {"now_url": _now_url(asked) if asked.now else ""}
    context |= {"meant_url": asked.address(q=results.did_you_mean, **{"as": ""})}
    if not (results.total and results.whole) and not asked.facets:
        return render(request, "finder/nothing.html", context | {"close": close_to(asked, results)})
    context |= {"tabs": tabs(asked, results), "title": _title(asked, results)}
    if not asked.kind:
        return render(request, "finder/all.html", context | {"groups": groups(asked, results)})
    return render(
        request,
        "finder/one_kind.html",
        context
        | {
            "finds": finds(results),
            "page": page_of(results),
            "facets": facets(results),
            "hidden": asked.kept(),
            "sorts": _sorts(asked),
            "clear_url": reverse("search") + asked.address(),
        },
    )


def _sorts(asked: Asked) -> list[tuple[str, str]]:
    nearest = [("distance", _("Nearest first"))] if asked.here else []
    best = [("relevance", _("Best match"))]
    first = [*best, *nearest] if asked.text else [*nearest, *best]
    return [*first, ("new", _("New first")), ("title", _("By name"))]


def _told(asked: Asked) -> Told:
    nearest = asked.order == "distance"
    return told(asked.around, asked.within, asked.open, to=lambda near: asked.address(near=near), nearest=nearest)


def _now_url(asked: Asked) -> str:
    """The list of co-ops knows what is open at this moment."""
    return reverse("coops") + CoopFilters(q=asked.text, near=asked.near, within=asked.within, open=NOW).query()


def _title(asked: Asked, results: SearchResults) -> str:
    """`21 finds for “bread”`, `11 things to buy`."""
    found = words.counted(asked.kind, results.total) if asked.kind else words.found(results.total)
    text = results.did_you_mean if results.how == "nearest words" else asked.text
    return _("%(found)s for “%(text)s”") % {"found": found, "text": text} if text else found
