"""The link in an invitation: who it is for, and a button to say yes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from directory.coops.members import accept, read_invitation
from directory.people.signed_in import me


@login_required
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """A link that is altered or too old is no page. Opening it changes nothing; the button does."""
    invitation = read_invitation(token)
    if invitation is None:
        raise Http404
    if request.method == "POST":
        if accept(invitation=invitation, user=me(request)) is None:
            raise Http404
        messages.success(request, _("You now work at %(coop)s.") % {"coop": invitation.coop})
        return redirect("account")
    context = {"invitation": invitation, "is_mine": invitation.is_for(me(request))}
    return render(request, "coops/invited.html", context)
