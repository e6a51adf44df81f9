"""The policy put together once is django-csp's own, and a view may still ask for another."""

from csp.constants import HEADER, HEADER_REPORT_ONLY, NONE, SELF
from csp.decorators import csp_exempt, csp_update
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse

from ground.policy import KnownPolicy

PATHS = ("/market/", "/es/market/", "/admin/pages/")


def _plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a page")


def _written(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a page", headers={HEADER: "default-src 'none'"})


def _with_nonce(request: HttpRequest) -> HttpResponse:
    str(request.csp_nonce)
    return HttpResponse("a page")


VIEWS = (_plain, _written, csp_exempt()(_plain), csp_update({"img-src": [NONE], "font-src": [SELF]})(_plain))


def _answer(middleware, view, path: str) -> str | None:
    request = HttpRequest()
    request.path_info = path
    return middleware(view)(request).headers.get(HEADER)


def test_each_answer_has_the_header_that_django_csp_would_give_it():
    ours = [(path, view.__name__, _answer(KnownPolicy, view, path)) for path in PATHS for view in VIEWS]
    theirs = [(path, view.__name__, _answer(CSPMiddleware, view, path)) for path in PATHS for view in VIEWS]
    assert ours == theirs
    assert "default-src 'self'" in str(ours[0])


def test_a_nonce_is_left_to_django_csp(settings):
    directives = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "script-src": ["'self'"]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives}
    assert _answer(KnownPolicy, _with_nonce, "/market/") == _answer(CSPMiddleware, _with_nonce, "/market/")


def test_where_a_policy_is_only_reported_on_django_csp_does_both(settings):
    settings.CONTENT_SECURITY_POLICY_REPORT_ONLY = {"DIRECTIVES": {"default-src": ["'none'"]}}
    request = HttpRequest()
    request.path_info = "/market/"
    answer = KnownPolicy(_plain)(request)
    assert answer.headers[HEADER_REPORT_ONLY] == "default-src 'none'"
    assert HEADER in answer.headers
