"""The coordinator and the chapters: proposals, oldest first, and the decision on each."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directory.chapters import forming
from directory.chapters.forms import DecisionForm
from directory.chapters.models import Chapter, Proposal
from directory.chapters.views import get_or_post
from directory.people.models import User
from directory.people.recent import signed_in_recently
from directory.people.signed_in import coordinator
from directory.people.typed import put_back, sign_in_first

_RECENT = 20


@require_safe
@sign_in_first
def proposals(request: HttpRequest) -> HttpResponse:
    coordinator(request)
    context = {
        "waiting": Proposal.objects.filter(state=Proposal.State.SENT),
        "decided": Proposal.objects.exclude(state=Proposal.State.SENT)
        .select_related("chapter", "decided_by")
        .order_by("-decided")[:_RECENT],
        "chapters": Chapter.objects.annotate(organiser_count=Count("organisers")),
    }
    return render(request, "chapters/office.html", context)


@never_cache
@sign_in_first
@get_or_post
def proposal(request: HttpRequest, public_id: str) -> HttpResponse:
    """`look` shows who proposes, and is written down; `decision` decides."""
    actor = coordinator(request)
    this = get_object_or_404(Proposal.objects.select_related("key", "chapter", "decided_by"), public_id=public_id)
    place = {"city": this.city, "region": this.region, "country": this.country}
    decides = request.method == "POST" and "decision" in request.POST
    # Who looks in the middle of deciding keeps the words so far: the button sends them along.
    so_far = {name: request.POST[name] for name in (*place, "reason") if name in request.POST}
    form = DecisionForm(request.POST if decides else None, initial=place | so_far)
    if decides and form.is_valid():
        return _decide(request, this, form, actor)
    context = {"proposal": this, "form": form, "recent": signed_in_recently(request)}
    if request.method == "POST" and "look" in request.POST and context["recent"]:
        context |= {"looked": True, "proposer": forming.see_proposer(proposal=this, actor=actor)}
    return render(request, "chapters/office_proposal.html", put_back(request, context))


def _decide(request: HttpRequest, this: Proposal, form: DecisionForm, actor: User) -> HttpResponse:
    values = form.cleaned_data
    try:
        if values["decision"] == "accept":
            where = {name: values[name] for name in ("city", "region", "country")}
            chapter = forming.accept(proposal=this, actor=actor, **where)
            messages.success(request, _("%(chapter)s is a chapter now.") % {"chapter": chapter})
        else:
            forming.decline(proposal=this, actor=actor, reason=values["reason"])
            messages.success(request, _("Declined. They get your reason by e-mail."))
    except forming.AlreadyDecided:
        messages.error(request, _("Someone else has decided this meanwhile."))
    return redirect("office_chapters")
