"""Co-ops as the coordinator decides on them: approve, hide, close, standing, verified. Each decision has a date and a reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST, require_safe

from directory.coops.filters import NETWORK
from directory.coops.models import Cooperative, Membership, Standing, State
from directory.coops.services import NotPossible, decide_standing, is_lapsed, move_state, possible_states
from directory.people.fields import OTHERS, OneLineField
from directory.people.signed_in import me
from directory.people.typed import stands_on
from marketplace.office.frame import UNPROCESSABLE, in_office, render_office
from marketplace.office.history import told

PAGE = 20
_STEPS = {
    State.LISTED: gettext_lazy("Show it in the directory"),
    State.HIDDEN: gettext_lazy("Hide it"),
    State.CLOSED: gettext_lazy("It has closed for good"),
}
_ANSWERS = {
    State.LISTED: gettext_lazy("Yes, show it in the directory"),
    State.HIDDEN: gettext_lazy("No, keep it hidden"),
}


class ReasonForm(forms.Form):
    reason = OneLineField(
        label=gettext_lazy("The reason, in plain words"),
        help_text=gettext_lazy("It stays in the history."),
        max_length=300,
        error_messages={"required": gettext_lazy("Write why. Somebody will ask.")},
    )


class StandingForm(ReasonForm):
    standing = forms.ChoiceField(label=gettext_lazy("Standing in the network"), choices=Standing.choices)
    decided_on = forms.DateField(
        label=gettext_lazy("Decided on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **OTHERS})
    )
    field_order = ["standing", "decided_on", "reason"]


@require_safe
@in_office
def coops(request: HttpRequest) -> HttpResponse:
    show, query = request.GET.get("show", "waiting"), request.GET.get("q", "").strip()[:80]
    lists = _lists()
    show = show if show in lists else "waiting"
    every = Cooperative.objects.exclude(state=State.MERGED)
    found = every.filter(name__icontains=query) if query else lists[show][1]
    page = Paginator(found.order_by("name", "pk"), PAGE).get_page(request.GET.get("page"))
    address = reverse("office_coops")
    tabs = [
        {"url": f"{address}?show={name}", "label": label, "count": None, "current": name == show and not query}
        for name, (label, _found) in lists.items()
    ]
    return render_office(request, "coops.html", {"page": page, "tabs": tabs, "query": query})


def _lists() -> "dict[str, tuple[str, QuerySet[Cooperative]]]":
    every = Cooperative.objects.all()
    return {
        "waiting": (_("Waiting"), every.filter(state=State.WAITING)),
        "network": (_("In the network"), every.filter(standing__in=NETWORK)),
        "hidden": (pgettext("co-op", "Hidden"), every.filter(state=State.HIDDEN)),
        "closed": (_("Closed for good"), every.filter(state=State.CLOSED)),
    }


@require_safe
@in_office
def coop(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, get_object_or_404(Cooperative, slug=slug))


def _show(
    request: HttpRequest,
    found: Cooperative,
    *,
    reason_form: ReasonForm | None = None,
    standing_form: StandingForm | None = None,
) -> HttpResponse:
    wrong = reason_form is not None or standing_form is not None
    stewards = Membership.objects.filter(cooperative=found, role="steward").select_related("user")
    context = {
        "coop": found,
        "steps": _steps(found),
        "reason_form": reason_form or ReasonForm(prefix="state"),
        "standing_form": standing_form
        or StandingForm(prefix="standing", initial={"standing": found.standing, "decided_on": timezone.localdate()}),
        "decisions": found.standing_decisions.select_related("decided_by"),
        "stewards": [membership.user for membership in stewards],
        "places": found.places.all(),
        "sources": found.sources.all(),
        "history": told(found),
    }
    return render_office(request, "coop.html", context, status=UNPROCESSABLE if wrong else 200)


def _steps(found: Cooperative) -> list[tuple[str, str]]:
    """(state, button). A co-op that waits is answered with yes or no."""
    labels = _ANSWERS if found.state == State.WAITING else _STEPS
    if is_lapsed(found):
        labels = {**labels, State.HIDDEN: gettext_lazy("Keep it hidden, whoever confirms it")}
    return [(state.value, str(label)) for state, label in labels.items() if state in possible_states(found)]


@stands_on("office_coop")
@in_office
@require_POST
def set_state(request: HttpRequest, slug: str) -> HttpResponse:
    """Approve, hide, close. `to` is the button that was pressed."""
    found = get_object_or_404(Cooperative, slug=slug)
    form = ReasonForm(request.POST, prefix="state")
    wanted = request.POST.get("to", "")
    if not form.is_valid() or wanted not in State.values:
        return _show(request, found, reason_form=form)
    try:
        moved = move_state(coop=found, to=State(wanted), by=me(request), reason=form.cleaned_data["reason"])
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{moved}: {moved.get_state_display()}.")
    return redirect("office_coop", slug)


@stands_on("office_coop")
@in_office
@require_POST
def set_standing(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Cooperative, slug=slug)
    form = StandingForm(request.POST, prefix="standing")
    if form.is_valid():
        decided: dict[str, Any] = form.cleaned_data
        try:
            decide_standing(
                coop=found,
                standing=Standing(decided["standing"]),
                by=me(request),
                reason=decided["reason"],
                on=decided["decided_on"],
            )
        except ValidationError as refused:
            for name, errors in refused.error_dict.items():
                form.add_error(name if name in form.fields else None, errors)
        else:
            messages.success(request, _("Decided. It stands on the co-op's page."))
            return redirect("office_coop", slug)
    return _show(request, found, standing_form=form)
