"""Taking over an entry: one page with the steps that are open to this person."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from directory.claims import claiming
from directory.claims.forms import AskForm, CodeForm, SendForm
from directory.claims.models import Way
from directory.coops.models import Cooperative
from directory.people.signed_in import me
from directory.people.typed import put_back, sign_in_first
from ground.texts import active_language

UNPROCESSABLE = 422
Act = Callable[[HttpRequest, Cooperative, Form], HttpResponse | None]


@never_cache
@sign_in_first
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """`step` says which of its forms was sent. An entry with a steward, or one that is not shown, is no page."""
    coop = get_object_or_404(claiming.claimable(), slug=slug)
    ways = list(claiming.ways_to_reach(coop))
    step = request.POST.get("step", "")
    send = SendForm(coop, ways, request.POST if step == "send" else None)
    code = CodeForm(request.POST if step == "code" else None)
    ask = AskForm(request.POST if step == "ask" else None)
    for form, act in ((send, _send), (code, _enter), (ask, _ask)):
        if form.is_bound and form.is_valid() and (answer := _try(request, coop, form, act)):
            return answer
    context = {
        "coop": coop,
        "send": send if ways else None,
        "code": code if claiming.open_code(coop, me(request)) else None,
        "ask": ask,
        "asked": claiming.waiting(coop, me(request)),
        "days": claiming.ANSWER_WITHIN,
    }
    return render(request, "claims/claim.html", put_back(request, context), status=UNPROCESSABLE if step else 200)


def _try(request: HttpRequest, coop: Cooperative, form: Form, act: Act) -> HttpResponse | None:
    """None where the form stays, with what is wrong."""
    try:
        return act(request, coop, form)
    except claiming.NotNow as refusal:
        form.add_error(None, str(refusal))
        return None


def _send(request: HttpRequest, coop: Cooperative, form: Form) -> HttpResponse:
    way = Way(form.cleaned_data["way"])
    claiming.send_code(coop=coop, user=me(request), way=way, language=active_language())
    messages.success(request, _("The code is on its way. It is good for an hour."))
    return redirect("coop_claim", coop.slug)


def _enter(request: HttpRequest, coop: Cooperative, form: Form) -> HttpResponse | None:
    if not claiming.enter_code(coop=coop, user=me(request), code=form.cleaned_data["code"]):
        form.add_error("code", _("That is not the code, or it is too old. After three tries you need a new one."))
        return None
    messages.success(request, _("You look after %(coop)s now. Please look if all is right.") % {"coop": coop})
    return redirect("account")


def _ask(request: HttpRequest, coop: Cooperative, form: Form) -> HttpResponse:
    claiming.ask_office(coop=coop, user=me(request), note=form.cleaned_data["note"])
    messages.success(request, _("The network office has your words."))
    return redirect("coop_claim", coop.slug)
