"""How states come about: short words for what is done most."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from marketplace.catalog.models import Listing
from tests.access.world import World
from tests.look.walk.places import Make, path_of

LONG = (
    "The Neighborhood Association for Uninterruptedly Cooperative Bread, Pastry, Preserves and Everything Else That Can Be "
    "Baked, Boiled, Dried or Pickled on the West Side of Jackson, Mississippi, Incorporated 2014"
)
ONE_WORD = "Electroencefalografistas" * 4


def query(name: str, asked: str, **kwargs: str) -> Make:
    """The page with a query string."""
    return lambda world, client, language: f"{path_of(name, language, **kwargs)}?{asked}"


def mistaken(name: str, typed: dict[str, Any], at: str = "", **kwargs: str) -> Make:
    """The page after a form was sent wrongly. `at`: what the address hangs on, an attribute of `World` with a slug."""

    def make(world: World, client: Client, language: str) -> HttpResponse:
        known = {"slug": getattr(world, at).slug} if at else {}
        return client.post(path_of(name, language, **known, **kwargs), typed, follow=True)

    return make


def template(name: str, status: int, **context: Any) -> Make:
    """A page that only a fault or a limit brings up."""

    def make(world: World, client: Client, language: str) -> HttpResponse:
        request = RequestFactory().get("/es/look/" if language == "es" else "/look/")
        request.user = AnonymousUser()
        return page_of(render_to_string(name, context, request=request), request, status)

    return make


def page_of(html: str, request: WSGIRequest, status: int = 200) -> HttpResponse:
    page = HttpResponse(html, status=status)
    page.wsgi_request = request
    return page


def changed(change: Callable[[World], None], address: Callable[[World, str], str]) -> Make:
    """The page as it would be if something were otherwise."""

    def make(world: World, client: Client, language: str) -> HttpResponse:
        change(world)
        return client.get(address(world, language))

    return make


def put_in_basket(client: Client, listing: Listing, quantity: int = 1) -> None:
    variant = listing.variants.filter(is_active=True)[0]
    client.post("/basket/add/", {"variant": variant.public_id, "quantity": str(quantity)})
