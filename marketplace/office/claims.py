"""Who asks to take over an entry: the coordinator looks, and says yes or no."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from directory.claims.claiming import NotNow, decide
from directory.claims.models import Claim, ClaimState
from directory.people.phones import said_phone
from directory.people.signed_in import me
from marketplace.office.coops import ReasonForm
from marketplace.office.frame import UNPROCESSABLE, in_office, render_office


@in_office
def claim(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Claim.objects.select_related("cooperative", "user"), public_id=public_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    answer = request.POST.get("answer", "")
    if form.is_valid() and answer in {"yes", "no"}:
        try:
            decide(claim=found, by=me(request), accept=answer == "yes", reason=form.cleaned_data["reason"])
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Decided. They are told."))
        return redirect("office")
    context = {
        "claim": found,
        "form": form,
        "is_open": found.state == ClaimState.ASKED,
        "phone": said_phone(found.user.phone or ""),
    }
    return render_office(request, "claim.html", context, status=UNPROCESSABLE if form.is_bound else 200)
