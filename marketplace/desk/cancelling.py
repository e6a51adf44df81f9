"""Taking a line or a whole order out, with a reason that the buyer reads in their own language."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.coops.models import Cooperative
from directory.coops.rights import Capability
from directory.people.fields import OneLineField
from directory.people.signed_in import me
from marketplace.desk.frame import UNPROCESSABLE, at_desk, render_desk
from marketplace.desk.orders import already, order_url
from marketplace.desk.shown import LineShown, OrderShown
from marketplace.orders import work
from marketplace.orders.models import Line, LineState, Order
from marketplace.orders.selectors import line_of, orders_of_coop
from marketplace.orders.states import IllegalStep

OTHER = "other"
REASONS = {
    "short": gettext_lazy("We do not have enough of it."),
    "quality": gettext_lazy("It was not good enough to sell."),
    "closed": gettext_lazy("We are closed that day."),
    "asked": gettext_lazy("You asked us to."),
    OTHER: gettext_lazy("Another reason"),
}


class ReasonForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        choices=list(REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason. The buyer reads it.")},
    )
    words = OneLineField(
        label=gettext_lazy("A line to the buyer"),
        help_text=gettext_lazy("They read it as you write it."),
        required=False,
        max_length=200,
    )

    def clean(self) -> None:
        if self.cleaned_data.get("reason") == OTHER and not self.cleaned_data.get("words"):
            self.add_error("words", ValidationError(_("Write the reason in a few words."), code="required"))

    def said_in(self, language: str) -> str:
        with translation.override(language):
            chosen = "" if self.cleaned_data["reason"] == OTHER else str(REASONS[self.cleaned_data["reason"]])
        return f"{chosen} {self.cleaned_data['words']}".strip()


@at_desk(Capability.WORK_ORDERS)
def cancel_line(request: HttpRequest, coop: Cooperative, line_id: str) -> HttpResponse:
    line = line_of(coop, line_id)
    found = orders_of_coop(coop).filter(pk=line.order_id).first() if line else None
    if line is None or found is None:
        raise Http404
    return _cancel(request, coop, found, line)


@at_desk(Capability.WORK_ORDERS)
def cancel_order(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    found = orders_of_coop(coop).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return _cancel(request, coop, found, None)


def _cancel(request: HttpRequest, coop: Cooperative, order: Order, line: Line | None) -> HttpResponse:
    """Asks for the reason first; without one nothing is taken out."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _take_out(request, order, line, form)
        return redirect(order_url(order))
    going = [line] if line else [each for each in order.lines.all() if each.state == LineState.ACTIVE]
    context = {
        "form": form,
        "shown": OrderShown(order),
        "line": LineShown(line) if line else None,
        "going": [LineShown(each) for each in going],
        "back_minor": sum(each.goods_minor + each.tax_minor for each in going if each.state == LineState.ACTIVE),
        "back": order_url(order),
    }
    return render_desk(request, coop, "cancel.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _take_out(request: HttpRequest, order: Order, line: Line | None, form: ReasonForm) -> None:
    reason = form.said_in(order.purchase.language)
    is_gone = line is not None and line.state == LineState.CANCELLED
    try:
        if line is not None:
            work.cancel_line(line=line, by=me(request), reason=reason)
        else:
            work.cancel_order(order=order, by=me(request), reason=reason)
    except IllegalStep as late:
        messages.warning(request, already(order, late))
        return
    if is_gone:
        messages.warning(request, _("Somebody took it out already. Nothing was changed."))
    else:
        messages.success(request, _("Taken out. The stock is back, and the buyer hears of it."))
