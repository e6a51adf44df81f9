"""The Content-Security-Policy of pages that ask for nothing of their own, which are all of ours."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property

_OWN = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")  # what django-csp's decorators leave on an answer


class KnownPolicy(CSPMiddleware):
    """django-csp puts the policy together anew for each answer; here it is done once."""

    @cached_property
    def _known(self) -> str:
        return str(build_policy())

    @cached_property
    def _elsewhere(self) -> tuple[str, ...]:
        return tuple(settings.CONTENT_SECURITY_POLICY.get("EXCLUDE_URL_PREFIXES", ()))

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if settings.DEBUG or hasattr(request, "_csp_nonce") or any(hasattr(response, name) for name in _OWN):
            answer: HttpResponseBase = super().process_response(request, response)
            return answer
        if not request.path_info.startswith(self._elsewhere):
            response.headers.setdefault(HEADER, self._known)
        return response
