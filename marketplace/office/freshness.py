"""What in the directory is stale, oldest first: the coordinator calls, and one press says that all is still right."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directory.coops.confirmed import OFFICE
from directory.coops.models import Cooperative, Verified
from directory.freshness.confirming import confirm
from directory.freshness.selectors import HIDDEN, LISTS, OURS, stale_page, why_choices
from directory.people.signed_in import me
from ground.onward import safe_next
from marketplace.office.frame import in_office, render_office


@require_safe
@in_office
def stale(request: HttpRequest) -> HttpResponse:
    shows = {OURS: _("Kept up by somebody"), LISTS: _("From public lists"), HIDDEN: _("Hidden for it")}
    reasons = why_choices()
    show, why = request.GET.get("show", OURS), request.GET.get("why", "")
    show = show if show in shows else OURS
    why = why if why in dict(reasons) and show != HIDDEN else ""
    page, rows = stale_page(show, why, request.GET.get("page", 1))
    address = reverse("office_stale")
    context = {
        "page": page,
        "rows": rows,
        "tabs": [
            {"url": f"{address}?{urlencode({'show': name})}", "label": label, "count": None, "current": name == show}
            for name, label in shows.items()
        ],
        "show": show,
        "why": why,
        "reasons": reasons if show != HIDDEN else [],
        "here": request.get_full_path(),
        "months": settings.FRESHNESS_MONTHS,
    }
    return render_office(request, "stale.html", context)


@in_office
@require_POST
def confirmed(request: HttpRequest, slug: str) -> HttpResponse:
    """`how` is `looked`, or `called` where nothing else is said."""
    coop = get_object_or_404(Cooperative, slug=slug)
    how = Verified.LOOKED if request.POST.get("how") == Verified.LOOKED else Verified.CALLED
    confirm(coop=coop, by=me(request), how=how, as_name=OFFICE)
    messages.success(request, _("%(coop)s is verified today.") % {"coop": coop})
    return redirect(safe_next(request, reverse("office_coop", args=[slug])))
