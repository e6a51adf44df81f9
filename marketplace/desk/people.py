"""Who works at this desk: ask somebody in, change a role, take it back. The last steward stays."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from directory.coops.members import LastSteward, TooManyInvitations, change_role, invite, members_of, remove
from directory.coops.models import Cooperative, Membership, Role
from directory.coops.rights import Capability
from directory.people.fields import OTHERS
from directory.people.reach_field import ReachField
from directory.people.signed_in import me
from ground.choices import Pick
from marketplace.desk.frame import UNPROCESSABLE, at_desk, render_desk

MAY = {
    Role.STEWARD: gettext_lazy("Everything here, and who works here."),
    Role.SELLER: gettext_lazy("Orders, listings, prices and the profile."),
    Role.BUYER: gettext_lazy("Buys for the co-op."),
    Role.BOOKKEEPER: gettext_lazy("Sees the money and what was bought."),
    Role.PACKER: gettext_lazy("Sees orders and packs them."),
}


class InviteForm(forms.Form):
    reach = ReachField(
        label=gettext_lazy("Their e-mail or phone"),
        widget=forms.TextInput(attrs=OTHERS),
        error_messages={"required": gettext_lazy("Write an e-mail, or a phone number with its area code.")},
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect, initial=Role.SELLER)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # a form's own arguments
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101
        role.choices = [(each.value, Pick(str(each.label), note=str(MAY[each]))) for each in Role]


@at_desk(Capability.MANAGE_PEOPLE)
def people(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reach, role = form.cleaned_data["reach"], Role(form.cleaned_data["role"])
        try:
            invite(coop=coop, by=me(request), role=role, email=reach.email, phone=reach.phone)
        except TooManyInvitations as refusal:
            form.add_error(None, ValidationError(str(refusal), code="many"))
        else:
            messages.success(request, _("A message is on its way to them. Once they say yes, they stand in this list."))
            return redirect("desk_people", coop.slug)
    context = {
        "form": form,
        "members": [(membership, MAY[Role(membership.role)]) for membership in members_of(coop)],
        "roles": Role.choices,
    }
    return render_desk(request, coop, "people.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _member(coop: Cooperative, pk: int) -> Membership:
    return get_object_or_404(Membership.objects.select_related("user", "cooperative"), cooperative=coop, pk=pk)


@at_desk(Capability.MANAGE_PEOPLE)
@require_POST
def set_role(request: HttpRequest, coop: Cooperative, pk: int) -> HttpResponse:
    membership, wanted = _member(coop, pk), request.POST.get("role", "")
    if wanted not in Role.values:
        messages.error(request, _("Choose a role."))
        return redirect("desk_people", coop.slug)
    try:
        change_role(membership=membership, role=Role(wanted), by=me(request))
    except LastSteward as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s: %(role)s.") % {"name": membership.user, "role": Role(wanted).label})
    return _onward(request, coop)


@at_desk(Capability.MANAGE_PEOPLE)
@require_POST
def take_out(request: HttpRequest, coop: Cooperative, pk: int) -> HttpResponse:
    membership = _member(coop, pk)
    try:
        remove(membership=membership, by=me(request))
    except LastSteward as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s no longer has this role.") % {"name": membership.user})
    return _onward(request, coop)


def _onward(request: HttpRequest, coop: Cooperative) -> HttpResponse:
    """Who took the steward's role from themselves can no longer open this page."""
    still = Membership.objects.filter(cooperative=coop, user=me(request), role=Role.STEWARD).exists()
    return redirect("desk_people", coop.slug) if still else redirect("account")
