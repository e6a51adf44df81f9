"""Whom a signed-in person buys for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.coops.acting import buy_for
from ground.onward import safe_next


@require_POST
@login_required
def buying_for(request: HttpRequest) -> HttpResponse:
    """`coop` is a slug, or empty for oneself. 403 where the person may not buy for it."""
    coop = buy_for(request, request.POST.get("coop"))
    if coop:
        messages.success(request, _("You are now buying for %(coop)s.") % {"coop": coop})
    else:
        messages.success(request, _("You are now buying for yourself."))
    return redirect(safe_next(request, reverse("account")))
