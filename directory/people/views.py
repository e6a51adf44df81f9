"""One's own account."""

from allauth.account.utils import passthrough_next_redirect_url
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST, require_safe

from directory.people.forms import DeleteForm, ProfileForm
from directory.people.kept import account_of
from directory.people.phones import said_phone
from directory.people.recent import signed_in_recently
from directory.people.roles import NetworkRole, has_role
from directory.people.selectors import sign_in_methods
from directory.people.services import Hindered, change_profile, delete_account, export
from directory.people.signed_in import me
from directory.people.typed import about_oneself, put_back, sign_in_first, sign_out_keeping
from ground.onward import safe_next


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    user = me(request)
    return render(
        request,
        "people/account.html",
        {
            "person": user,
            "phone": said_phone(user.phone or ""),
            "methods": sign_in_methods(user),
            "is_coordinator": has_role(user, NetworkRole.COORDINATOR),
            "may_open_admin": user.is_staff,
        },
    )


@about_oneself
@sign_in_first
def profile(request: HttpRequest) -> HttpResponse:
    user = me(request)
    form = ProfileForm.of(user, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "people/profile.html", put_back(request, {"form": form}))
    change_profile(user=user, name=form.cleaned_data["name"], language=form.cleaned_data["language"])
    with override(user.language):
        messages.success(request, _("Saved."))
        return redirect("account")


@require_GET
@login_required
def data(request: HttpRequest) -> HttpResponse:
    response = JsonResponse(export(me(request)), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@login_required
def delete(request: HttpRequest) -> HttpResponse:
    """Deleting can't be undone, so it wants a sign-in of the last ten minutes."""
    user = me(request)
    form = DeleteForm(request.POST if request.method == "POST" else None)
    recent = signed_in_recently(request)
    if recent and form.is_valid():
        try:
            delete_account(user=user)
        except Hindered:
            return redirect("account_delete")
        logout(request)
        return redirect("account_deleted")
    status = 200 if recent or request.method != "POST" else 403
    context = {"form": form, "kept": account_of(user), "recent": recent}
    return render(request, "people/delete.html", context, status=status)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "people/deleted.html")


@require_POST
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Out and in again, back to where one was: for pages that want a recent sign-in."""
    onward = safe_next(request, reverse("account"))
    sign_out_keeping(request)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': onward})}")


@require_safe
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """allauth's pages for signing up and for asking for a code: here the sign-in page does both."""
    return redirect(passthrough_next_redirect_url(request, reverse("account_login"), "next"))


@require_safe
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Wagtail's admin sends everybody here whom it does not let in. Someone who is signed in already would be sent round
    and round, so they are told.
    """
    if not request.user.is_authenticated:
        onward = safe_next(request, "/admin/")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': onward})}")
    if request.user.is_staff and request.user.has_perm("wagtailadmin.access_admin"):
        return redirect(safe_next(request, "/admin/"))
    raise PermissionDenied
