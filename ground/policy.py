"""The Content-Security-Policy of pages that ask for nothing of their own, which are all of ours."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property

_OWN = "_csp_"  # with which begins all that django-csp's decorators leave on an answer


class KnownPolicy(CSPMiddleware):
    """django-csp puts the policy together anew for each answer; here it is done once."""

    @cached_property
    def _known(self) -> str:
        return str(build_policy())

    @cached_property
    def _elsewhere(self) -> tuple[str, ...]:
        return tuple(settings.CONTENT_SECURITY_POLICY.get("EXCLUDE_URL_PREFIXES", ()))

    @cached_property
    def _has_more(self) -> bool:
        return settings.DEBUG or bool(getattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY", None))

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if self._has_more or hasattr(request, "_csp_nonce") or any(name.startswith(_OWN) for name in vars(response)):
            answer: HttpResponseBase = super().process_response(request, response)
            return answer
        if not request.path_info.startswith(self._elsewhere):
            response.headers.setdefault(HEADER, self._known)
        return response
