"""What was typed into a form whose sender turned out to be signed out, or whose page was too old. It waits an hour in the session;
once they have signed in, or opened the page anew, it stands in the form again, and they send it themselves.
"""

import re
import time
from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any, Protocol, TypeVar, runtime_checkable
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from ground.onward import safe_next

MOST = 64 * 1024
HOUR = 60 * 60
_KEPT = "typed"
# What a form carries along by itself: with nothing but these, somebody pressed a button and typed nothing.
_CARRIED = frozenset({"next", "to", "seen", "state", "q", "page", "step", "key"})
_SECRET = re.compile(r"csrfmiddlewaretoken|(.*[-_])?(code|token|(old)?password\d?)")
_View = TypeVar("_View", bound=Callable[..., HttpResponse])


@runtime_checkable
class TypedRows(Protocol):
    """Rows of a page of which each is a little form of its own."""

    def fill(self, to: str, typed: QueryDict) -> bool:
        """Puts what was typed into the row whose form is sent to this address. False where there is none."""


def sign_in_first(view: _View) -> _View:
    """Like `login_required`, and a form that is sent meanwhile is not lost. The view's page calls `put_back`."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return redirect_to_login(
            keep(request) if request.method == "POST" else _opened(request, request.get_full_path())
        )

    respond.keeps_typed = True  # type: ignore[attr-defined]  # `wraps` carries it to what is wrapped around this
    return respond  # type: ignore[return-value]  # it takes what the view takes


def stands_on(page: str) -> Callable[[_View], _View]:
    """For a view that takes what is sent and is no page, though it may show one that says what is wrong. `page` names the one its
    form stands on, of the same slug: there the way back leads, and whoever asks for the address itself, as the links of
    a page that says what is wrong do.
    """

    def mark(view: _View) -> _View:
        @wraps(view)
        def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            answer = view(request, *args, **kwargs)
            if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method not in ("GET", "HEAD"):
                return answer
            there, asked = reverse(page, kwargs={"slug": kwargs["slug"]}), request.GET.urlencode()
            return redirect(f"{there}?{asked}" if asked else there)

        respond.stands_on = page  # type: ignore[attr-defined]
        return respond  # type: ignore[return-value]  # it takes what the view takes

    return mark


def is_kept_for(request: HttpRequest) -> bool:
    """Whether the view that this address belongs to keeps what is typed, whoever typed it."""
    view = getattr(_found(request.path_info), "func", None)
    return getattr(view, "keeps_typed", False) and not getattr(view, "is_about_oneself", False)


def about_oneself(view: _View) -> _View:
    """For words about the person who typed them: where another has signed in meanwhile, that one must not be given them."""
    view.is_about_oneself = True  # type: ignore[attr-defined]
    return view


def keep(request: HttpRequest) -> str:
    """Puts by what somebody sent who is signed out. Returns the address of the page with the form."""
    messages.warning(request, _("Nothing was saved yet: you were signed out. Sign in, and you are back at your form."))
    return put_by(request, signed_out=True)["page"]


def put_by(request: HttpRequest, *, signed_out: bool = False) -> dict[str, Any]:
    """Without files and secrets, and nothing where it is too much. A mere press of a button does not push out what was
    typed elsewhere and still waits.
    """
    typed = request.POST.copy()
    for name in [name for name in typed if _SECRET.fullmatch(name)]:
        del typed[name]
    page, text = _page_of(request), typed.urlencode() if set(typed) - _CARRIED else ""
    kept = {
        "page": page,
        "to": request.path,
        "typed": text if len(text) <= MOST else "",
        "has_files": bool(request.FILES),
        "at": int(time.time()),
        "signed_out": signed_out,
    }
    if text or not _waits(request):
        request.session[_KEPT] = kept
    if not request.user.is_authenticated:
        request.session.set_expiry(HOUR)
    return kept


def _waits(request: HttpRequest) -> bool:
    """Whether typed words are there for somebody to come back to."""
    before = request.session.get(_KEPT)
    return before is not None and bool(before["typed"]) and time.time() - before["at"] <= HOUR


def _page_of(request: HttpRequest) -> str:
    """Some forms send to an address that is no page; then it is the one they stood on."""
    came_from = request.headers.get("referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return _opened(request, request.get_full_path())
    there = urlsplit(came_from)
    if _found(there.path) is None:  # "//elsewhere" would lead to another site
        return _opened(request, request.get_full_path())
    return _opened(request, f"{there.path}?{there.query}" if there.query else there.path)


def _opened(request: HttpRequest, address: str) -> str:
    """The address, or that of its page where it cannot be opened itself: with its choice of rows, if the form names it as `next`."""
    found = _found(urlsplit(address).path)
    page = getattr(found.func, "stands_on", "") if found else ""
    if not found or not page:
        return address
    there = reverse(page, kwargs={"slug": found.kwargs["slug"]})
    wanted = safe_next(request, there)
    return wanted if urlsplit(wanted).path == there else there


def _found(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def sign_out_keeping(request: HttpRequest) -> None:
    """Signs out somebody who is to come back at once; what they typed waits for them."""
    kept = request.session.get(_KEPT)
    logout(request)
    if kept:
        request.session[_KEPT] = kept
        request.session.set_expiry(HOUR)


def put_back(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Fills the form in `context` that could not be taken when it was sent, and says so."""
    kept = request.session.get(_KEPT)
    if not kept or request.method != "GET":
        return context
    is_over = time.time() - kept["at"] > HOUR
    if is_over or urlsplit(kept["page"]).path == request.path:
        del request.session[_KEPT]
        if not is_over:
            _tell(request, kept, _fill_one(context, kept))
    return context


def _fill_one(context: dict[str, Any], kept: dict[str, Any]) -> bool:
    rows = (value for value in context.values() if isinstance(value, TypedRows))
    is_filled = any(_fill(form, kept["typed"]) for form in _forms(context))
    return is_filled or any(each.fill(kept.get("to", ""), QueryDict(kept["typed"])) for each in rows)


def _forms(context: dict[str, Any]) -> Iterable[forms.BaseForm]:
    return (value for value in context.values() if isinstance(value, forms.BaseForm) and not value.is_bound)


def _fill(form: forms.BaseForm, text: str) -> bool:
    """False for a form that is not the one that was sent: what a browser always sends of it is missing."""
    typed = QueryDict(text)
    fields = [bound for bound in form if not isinstance(bound.field, forms.FileField)]
    always = [bound.html_name for bound in fields if _is_always_sent(bound)]
    if not always or any(name not in typed for name in always):
        return False
    for bound in fields:
        bound.initial = bound.field.widget.value_from_datadict(typed, form.files, bound.html_name)
    return True


def _is_always_sent(bound: forms.BoundField) -> bool:
    """Boxes and buttons of which none is marked are not, nor is a secret."""
    marked = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.SelectMultiple)
    is_kept = not bound.is_hidden and not _SECRET.fullmatch(bound.html_name)
    return is_kept and not isinstance(bound.field.widget, marked)


def _tell(request: HttpRequest, kept: dict[str, Any], is_filled: bool) -> None:
    if not is_filled and not kept.get("signed_out", True):
        messages.warning(request, _("What you sent was not saved. Please do it once more."))
    elif not is_filled:
        messages.warning(
            request, _("What you sent was not saved, because you were signed out. Please do it once more.")
        )
    elif kept["has_files"]:
        messages.info(request, _("We kept what you typed, but no file. Choose it again, check the rest and send it."))
    else:
        messages.info(request, _("We kept what you typed. Check it and send it again."))
