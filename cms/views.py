"""The way from an address to a page."""

from django.http import HttpRequest, HttpResponseBase
from wagtail.views import serve

from cms.routes import find_page


def show(request: HttpRequest, path: str) -> HttpResponseBase:
    find_page(request, path)
    response: HttpResponseBase = serve(request, path)
    return response
