"""Pages of signed-in people are theirs alone: no cache, shared or not, keeps them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]


def private_when_signed_in(get_response: Respond) -> Respond:
    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # A look at the session that no view took would cost every visitor a query.
        if request.session.accessed and request.user.is_authenticated:
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return respond
